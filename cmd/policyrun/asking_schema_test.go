package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/internal/cli"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// formats validates the output of verbs, by the name of the schema that they say it has.
type formats struct {
	t    *testing.T
	all  map[string]*jsonschema.Schema
	seen map[string]int
}

func newFormats(t *testing.T, names ...string) *formats {
	t.Helper()
	f := &formats{t: t, all: map[string]*jsonschema.Schema{}, seen: map[string]int{}}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for _, name := range names {
		s, err := c.Compile("../../docs/schema/" + strings.Replace(name, "/", "-", 1) + ".json")
		if err != nil {
			t.Fatal(err)
		}
		f.all[name] = s
	}
	return f
}

// check runs a verb and holds its output against the schema; a member too many, or one too few, is refused by it.
func (f *formats) check(schema string, args ...string) {
	f.t.Helper()
	var stdout, stderr strings.Builder
	code := run(append(args, "--format", "json"), strings.NewReader(""), &stdout, &stderr)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(stdout.String()))
	if err != nil {
		f.t.Fatalf("%v: %d, %v: %s%s", args, code, err, stdout.String(), stderr.String())
	}
	if err := f.all[schema].Validate(doc); err != nil {
		f.t.Errorf("%v: %#v", args, err)
		return
	}
	f.seen[schema]++
	members := doc.(map[string]any)
	members["beside"] = "the point"
	if f.all[schema].Validate(doc) == nil {
		f.t.Errorf("%s takes anything", schema)
	}
	delete(members, "beside")
	for name, v := range members {
		delete(members, name)
		if f.all[schema].Validate(doc) == nil {
			f.t.Errorf("%s does without %s", schema, name)
		}
		members[name] = v
	}
}

// What the verbs that ask a case again print as JSON is as docs/schema says, for every built-in policy and every example.
func TestAskingIsAsTheSchemasSay(t *testing.T) {
	f := newFormats(t, "needs/v1", "question/v1", "why-not/v1", "readings/v1", "compare/v1", "replay/v1", "verdict/v1")
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	names, err := lib.Names()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.yaml")
	writeFile(t, empty, "")
	for _, name := range names {
		f.check("needs/v1", "needs", name, "--facts", empty)
		f.check("question/v1", "ask", name)
	}
	examples := "../../docs/examples/"
	for _, x := range []struct{ policy, facts, wish string }{
		{"watchlegacy/returns", "watchlegacy-late.yaml", "return_outcome=approved"},
		{"watchlegacy/returns", "watchlegacy-approved.yaml", "refund_amount>=12400 EUR"},
		{"watchlegacy/returns", "watchlegacy-open.yaml", "return_outcome=approved"},
		{"watchlegacy/returns", "watchlegacy-waiting.yaml", "request_status=open"},
		{"chrono24/authenticity", "chrono24-late.yaml", "outcome=reimburse"},
		{"buyback/guarantee", "buyback-missed.yaml", "buyback_outcome=return_item_first"},
		{"buyback/guarantee", "buyback-missed.yaml", "buyback_outcome=may_refuse"},
	} {
		file := examples + x.facts
		f.check("why-not/v1", "why-not", x.policy, x.wish, "--facts", file)
		f.check("needs/v1", "needs", x.policy, "--facts", file)
		f.check("question/v1", "ask", x.policy, "--facts", file)
		record := filepath.Join(dir, "record.json")
		var out strings.Builder
		if code := run([]string{"eval", x.policy, "--facts", file, "--record", record}, strings.NewReader(""), &out, &out); code != cli.ExitOK && code != cli.ExitUndecided {
			t.Fatalf("%d: %s", code, out.String())
		}
		f.check("verdict/v1", "verify-record", record)
	}
	for _, facts := range []string{"watchlegacy-approved.yaml", "watchlegacy-open.yaml"} {
		f.check("readings/v1", "readings", "watchlegacy/returns", "--facts", examples+facts)
	}
	f.check("compare/v1", "compare", "watchlegacy/returns", "chrono24/authenticity", "geneva/buy-cancel-return", "--facts", examples+"common.yaml")
	replays(t, f, dir)
	for name := range f.all {
		if f.seen[name] == 0 {
			t.Errorf("nothing was held against %s", name)
		}
	}
}

// replays holds what is printed of recorded cases that change, of those that are skipped, and of those that are refused.
func replays(t *testing.T, f *formats, dir string) {
	t.Helper()
	policy, err := os.ReadFile("testdata/rules/shop/returns.policy")
	if err != nil {
		t.Fatal(err)
	}
	old, now := filepath.Join(dir, "old", "shop"), filepath.Join(dir, "now", "shop")
	for folder, text := range map[string]string{old: string(policy), now: strings.Replace(string(policy), "1,000 EUR", "500 EUR", 2)} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(folder, "returns.policy"), text)
	}
	cases := filepath.Join(dir, "cases.ndjson")
	writeFile(t, cases, `{"policy": "shop/returns", "facts": {"delivered_on": "2024-03-01", "sent_back_on": "2024-03-10", "paid_price": {"amount": "800.00", "currency": "EUR"}, "wear": {"amount": "0", "currency": "EUR"}}}
{"policy": "shop/nothing", "facts": {}}
{"policy": "shop/returns", "facts": {"delivered": true}}
`)
	f.check("replay/v1", "replay", cases, "--against", filepath.Dir(old), "--rules", filepath.Dir(now))
	f.check("replay/v1", "replay", cases, "--against", filepath.Dir(now), "--rules", filepath.Dir(now))
	record := filepath.Join(dir, "old.record.json")
	facts := filepath.Join(dir, "case.yaml")
	writeFile(t, facts, "delivered_on: 2024-03-01\nsent_back_on: 2024-03-10\npaid_price: {amount: \"800.00\", currency: EUR}\nwear: {amount: \"0\", currency: EUR}\n")
	if out, code := runs("eval", "shop/returns", "--rules", filepath.Dir(old), "--facts", facts, "--record", record); code != cli.ExitOK {
		t.Fatal(out)
	}
	f.check("verdict/v1", "verify-record", record, "--rules", filepath.Dir(now))
}

func writeFile(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
