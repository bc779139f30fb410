package difftest

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/engine/reference"
)

// rows reads a table: what is given, what is expected; what follows # says whose the line is.
func rows(t *testing.T, name string) [][2][]string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][2][]string
	for line := range strings.Lines(string(raw)) {
		line, _, _ := strings.Cut(line, " # ")
		if given, want, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			out = append(out, [2][]string{strings.Fields(given), strings.Fields(want)})
		}
	}
	if len(out) == 0 {
		t.Fatal(name, "is empty")
	}
	return out
}

// both decides with the engine and with the reference; the fast interpreter, where it settles the case, must agree.
func both(t *testing.T, text, given string) map[string]*outcome.Result {
	t.Helper()
	p, wrong := compile(text)
	if p == nil {
		t.Fatal(wrong)
	}
	set, problems := facts.Decode(p, "case.json", []byte(given), facts.JSON)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	a, refused := plan.Decide(set, engine.Options{})
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	b, refused := reference.Decide(p, set, nil)
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	runFast(t, p, set, a)
	return map[string]*outcome.Result{"engine": a, "reference": b}
}

// runFast compares the answers of the fast interpreter with those of a result. What it settles is decided in full.
func runFast(t *testing.T, p *tree.Policy, set *facts.Set, want *outcome.Result) {
	t.Helper()
	code := plan.Lower(p)
	answers := make([]plan.Answer, len(code.Own()))
	if !code.NewMachine().Run(set.Values, nil, answers) {
		return
	}
	for i, a := range answers {
		if w := &want.Decisions[i]; a.Status != w.Status || a.Value.String() != w.Value.String() {
			t.Errorf("fast: %s is %s, %s, want %s, %s", w.Decision.Name, a.Status, a.Value, w.Status, w.Value)
		}
	}
}

// TestThreeValuedLogic holds engine and reference against the tables of DMN.
func TestThreeValuedLogic(t *testing.T) {
	const text = `policy "a/b" title "T" source "s" parties buyer, seller
fact left : yes or no
fact right : yes or no
decision d_and : yes or no
decision d_or : yes or no
decision d_not : yes or no
clause "1" "x" {
  d_and is yes when left and right.
  d_and is no otherwise.
  d_or is yes when left or right.
  d_or is no otherwise.
  d_not is yes when not left.
  d_not is no otherwise.
}
`
	for _, row := range rows(t, "testdata/dmn/logic.txt") {
		given := map[string]string{}
		for i, name := range []string{"left", "right"} {
			if v := row[0][i]; v != "unknown" {
				given[name] = map[string]string{"yes": "true", "no": "false"}[v]
			}
		}
		for by, res := range both(t, text, writeCase(given)) {
			for i, want := range row[1] {
				got := "unknown"
				if d := &res.Decisions[i]; d.Status == outcome.Decided {
					got = d.Value.String()
				}
				if got != want {
					t.Errorf("%s: %v: %s is %s, want %s", by, row[0], res.Decisions[i].Decision.Name, got, want)
				}
			}
		}
	}
}

// TestRounding holds engine and reference against the tables of DMN.
func TestRounding(t *testing.T) {
	modes := []string{"up", "down", "half up", "half even"}
	for _, row := range rows(t, "testdata/dmn/rounding.txt") {
		var text strings.Builder
		text.WriteString("policy \"a/b\" title \"T\" source \"s\" parties buyer, seller currency EUR\nfact n : number\n")
		for i := range modes {
			fmt.Fprintf(&text, "decision d%d : money\n", i)
		}
		text.WriteString("clause \"1\" \"x\" {\n")
		for i, mode := range modes {
			fmt.Fprintf(&text, "d%d is n times 1 EUR.\nround d%d %s to %s.\n", i, i, mode, row[0][1])
		}
		text.WriteString("}\n")
		for by, res := range both(t, text.String(), fmt.Sprintf(`{"n": %s}`, row[0][0])) {
			for i, want := range row[1] {
				if got := res.Decisions[i].Value.Decimal(); !got.Equal(decimal.RequireFromString(want)) {
					t.Errorf("%s: %v rounded %s is %s, want %s", by, row[0], modes[i], got, want)
				}
			}
		}
	}
}
