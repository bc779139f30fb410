package receipt

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
)

const rental = `policy "t/rental"
  title "Rental"
  parties shop, client
  currency EUR

fact days  : whole number at least 0 from client "How many days?"
fact price : money at least 0 EUR from shop "What does a day cost?"

decision due : money
decision tier : first of long, short

ambiguity A "where long begins" concerns clause "2" {
  reading week  "with the eighth day" adopted "usual" by "an editor"
  reading month "with the thirty-first day"
}

clause "1" "the price" {
  determination discount : percent by shop at least 0% at most 10% "Which discount?".
  due is (100% less discount) of price.
}
clause "2" "long" {
  tier is long when days is above 7 and A is week.
  tier is long when days is above 30 and A is month.
  tier is short.
}
`

const facts1 = `{"days": 9, "price": {"amount": "20.00", "currency": "EUR"}, "discount": "5%"}`

// digestOf stands for the digest of a policy's text.
func textDigest(p *tree.Policy) string {
	sum := sha256.Sum256([]byte(p.Clauses[0].Span.File.Text))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func program(t testing.TB, text string) *engine.Program {
	t.Helper()
	p, err := dsl.Load([]*source.File{source.NewFile("t.policy", text)})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.NewProgram(p.Policies[0].Versions)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func record(t testing.TB, policy, given string, readings map[string]string, asked ...string) []byte {
	t.Helper()
	c := casework.New(program(t, policy), func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
		return facts.Decode(p, "case.json", []byte(given), facts.JSON)
	}, readings)
	res, problems := c.Decide(engine.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	keep(res, asked)
	text, err := Write(Decided{Case: c, Result: res, Asked: asked, Engine: "1", Digest: textDigest(res.Policy)})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func replayed(t *testing.T, text []byte, policy, version string) *Verdict {
	t.Helper()
	r, err := Read(text)
	if err != nil {
		t.Fatal(err)
	}
	v, err := r.Replay(program(t, policy), version, textDigest)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A record holds under the text that it was made by, whatever the version of the program; and says which parts a new text changes.
func TestReplay(t *testing.T) {
	whole := record(t, rental, facts1, nil)
	otherwise := record(t, rental, facts1, map[string]string{"A": "month"})
	for _, c := range []struct {
		name         string
		record       []byte
		policy       string
		version      string
		holds, same  bool
		changed      string // parts, as far as they begin so
		refusedSince string
	}{
		{"as it was", whole, rental, "1", true, true, "", ""},
		{"another program", whole, rental, "2", true, true, "", ""},
		{"under the reading taken", otherwise, rental, "1", true, true, "", ""},
		{"a comment more", whole, "# by an editor\n" + rental, "1", false, false, "", ""},
		{"another threshold", whole, strings.Replace(rental, "above 7", "above 9", 1), "1", false, false, "result.decisions.tier", ""},
		{"another reading adopted", whole, strings.Replace(strings.Replace(rental, ` adopted "usual" by "an editor"`, "", 1), `thirty-first day"`, `thirty-first day" adopted "usual" by "an editor"`, 1), "1", false, false, "readings", ""},
		{"facts that are refused now", whole, strings.Replace(rental, "at least 0 from client", "at least 0 at most 5 from client", 1), "1", false, false, "", "days"},
		{"a change beside what was asked", record(t, rental, facts1, nil, "due"), strings.Replace(rental, "above 7", "above 9", 1), "1", false, false, "", ""},
	} {
		v := replayed(t, c.record, c.policy, c.version)
		if v.Holds() != c.holds || v.SamePolicy != c.same || v.SameEngine != (c.version == "1") && c.refusedSince == "" {
			t.Errorf("%s: %+v", c.name, v)
		}
		found := c.changed == ""
		for _, d := range v.Changed {
			found = found || strings.HasPrefix(d.Part, c.changed)
			if d.Then == d.Now {
				t.Errorf("%s: %s is the same", c.name, d.Part)
			}
		}
		if !found || c.changed == "" && len(v.Changed) > 0 {
			t.Errorf("%s: changed %+v", c.name, v.Changed)
		}
		if (c.refusedSince != "") != (len(v.Refused) > 0) || len(v.Refused) > 0 && v.Refused[0].Path != c.refusedSince {
			t.Errorf("%s: refused %+v", c.name, v.Refused)
		}
	}
}

// The digest is the one that a stranger computes from the file with standard tools, and a record that does not fit it is refused.
func TestDigest(t *testing.T) {
	text := record(t, rental, facts1, nil)
	if bytes.Contains(text, []byte("\n ")) || !bytes.HasSuffix(text, []byte("}\n")) {
		t.Fatalf("%s", text)
	}
	var members map[string]any
	if err := json.Unmarshal(text, &members); err != nil {
		t.Fatal(err)
	}
	want := members["digest"].(string)
	delete(members, "digest")
	bare, err := json.Marshal(members) // sorted members; this record holds nothing that encoding/json escapes
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(bare)
	if got := "sha256:" + hex.EncodeToString(sum[:]); got != want {
		t.Errorf("%s, want %s, of %s", want, got, bare)
	}
	altered := bytes.Replace(text, []byte(`"20.00"`), []byte(`"02.00"`), 1)
	if bytes.Equal(altered, text) {
		t.Fatal("nothing was altered")
	}
	if _, err := Read(altered); !errors.Is(err, ErrAltered) {
		t.Errorf("an altered record: %v", err)
	}
}

func TestWhatIsNoRecord(t *testing.T) {
	for _, text := range []string{"", "[]", "{}", `{"schema": "record/v2"}`, `{"schema": "record/v1", "schema": "record/v1"}`, "{", "null"} {
		if _, err := Read([]byte(text)); err == nil || errors.Is(err, ErrAltered) || !strings.Contains(err.Error(), "no decision record") {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := Read([]byte(`{"schema": "record/v1"}`)); !errors.Is(err, ErrAltered) {
		t.Errorf("a record without a digest: %v", err)
	}
}
