package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/internal/cli"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Records of known and unknown cases are as docs/schema says, are canonical, and hold; and the smallest change of any member is noticed.
func TestRecords(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile("../../docs/schema/record-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty.yaml")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ policy, facts string }{
		{"watchlegacy/returns", "../../docs/examples/watchlegacy-approved.yaml"},
		{"chrono24/authenticity", "../../docs/examples/chrono24-late.yaml"},
		{"buyback/guarantee", "../../docs/examples/buyback-missed.yaml"},
		{"geneva/sell", empty},
	} {
		file := filepath.Join(t.TempDir(), "record.json")
		var out strings.Builder
		if code := run([]string{"eval", x.policy, "--facts", x.facts, "--record", file}, strings.NewReader(""), &out, &out); code != cli.ExitOK && code != cli.ExitUndecided {
			t.Fatalf("%d: %s", code, out.String())
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %#v", x.policy, err)
		}
		canonical := jsontext.Value(strings.TrimSpace(string(text)))
		if err := canonical.Canonicalize(); err != nil || string(canonical)+"\n" != string(text) {
			t.Errorf("%s: the record is not canonical (%v)", x.policy, err)
		}
		verify := func(text string) int {
			return run([]string{"verify-record", "-"}, strings.NewReader(text), &strings.Builder{}, &strings.Builder{})
		}
		if code := verify(string(text)); code != cli.ExitOK {
			t.Errorf("%s: a fresh record ends with %d", x.policy, code)
		}
		for i := 20; i < len(text); i += 97 {
			if (text[i] < 'a' || text[i] > 'y') && (text[i] < '0' || text[i] > '8') {
				continue
			}
			changed := []byte(string(text))
			changed[i]++
			if code := verify(string(changed)); code != cli.ExitFacts {
				t.Errorf("%s: a record changed at byte %d (…%s…) ends with %d", x.policy, i, text[i-10:i+1], code)
			}
		}
	}
}
