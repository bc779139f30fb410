package coverage_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/coverage"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
)

// measure runs the tests of a text that holds one policy with its tests.
func measure(t *testing.T, text string) *coverage.Report {
	t.Helper()
	p, err := dsl.Load([]*source.File{source.NewFile("p.policy", text)})
	if err != nil {
		t.Fatal(err)
	}
	s := casetest.Bind(p.Files, p, nil)
	if len(s.Findings) > 0 {
		t.Fatalf("%+v", s.Findings)
	}
	programs := map[string]*engine.Program{}
	var names []string
	for _, policy := range p.Policies {
		if programs[policy.Name], err = engine.NewProgram(policy.Versions); err != nil {
			t.Fatal(err)
		}
		names = append(names, policy.Name)
	}
	r, results := coverage.Measure(s.Cases, programs, names)
	for _, x := range results.Results {
		if x.Status != casetest.Passed {
			t.Fatalf("%s: %v %+v", x.Case.Title, x.Status, x.Failures)
		}
	}
	return r
}

const header = `policy "a/b"
  currency EUR
fact late  : yes or no
fact gift  : yes or no
fact price : money
event lost : date
`

// policy is the header with the decisions that the rules give, and the rules.
func policy(rules string) string {
	text := header
	if strings.Contains(rules, "outcome is") {
		text += "decision outcome : first of refused, accepted\n"
	}
	if strings.Contains(rules, "refund is") {
		text += "decision refund : money\n"
	}
	return text + rules
}

// Each gap has its reason, and what is shown has none.
func TestWhy(t *testing.T) {
	const given = `test "x" of policy "a/b" {
  given late is yes.
  given gift is yes.
  given price is 100 EUR.
  `
	tests := []struct{ name, rules, expect, element, why string }{
		{"decides", `outcome is refused when late.`, `expect outcome is refused.`, "outcome is refused", ""},
		{"never holds", `outcome is refused when not late. outcome is accepted.`, `expect outcome is accepted.`, "outcome is refused", "never reached"},
		{"outranked", `outcome is refused when late. outcome is accepted.`, `expect outcome is refused.`, "outcome is accepted", "always outranked"},
		{"defeated by clause", `outcome is refused when late. } clause "2" { despite clause "1", outcome is accepted when gift.`, `expect outcome is accepted.`,
			"outcome is refused", `always defeated by clause "2"`},
		{"disapplied", `deduct 5 EUR from refund when late. refund is price. } clause "2" { disapply clause "1" when not gift. } clause "3" { disapply clause "1" when gift.
  refund is price.`, `expect refund is 100 EUR.`, "deduct 5 EUR", `always defeated by clause "3"`},
		{"not expected", `outcome is refused when late. refund is price.`, `expect outcome is refused.`, "refund is price", "never tested"},
		{"read by what is expected", `refund is price. outcome is refused when refund is above 50 EUR.`, `expect outcome is refused.`, "refund is price", ""},
		{"binds", `refund is price. limit refund to 50 EUR.`, `expect refund is 50 EUR.`, "limit refund", ""},
		{"does not bind", `refund is price. limit refund to 500 EUR.`, `expect refund is 100 EUR.`, "limit refund", "changes nothing"},
		{"an event is never unknown", `outcome is refused when lost has happened. outcome is accepted.`, `expect outcome is accepted.`, "lost has happened", "never true in 1 case"},
		{"the second part was not unknown", `outcome is refused when late and gift.`, `expect outcome is refused.`, "gift", "never false, never unknown in 1 case"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := measure(t, policy("clause \"1\" { "+tt.rules+" }\n")+given+tt.expect+"\n}\n")
			for _, e := range r.Policies[0].Elements {
				if !strings.HasPrefix(e.Text, tt.element) || e.Kind == coverage.Condition != (tt.element == "gift" || tt.element == "lost has happened") {
					continue
				}
				if tt.why == "" && e.Why != "" || !strings.Contains(e.Why, tt.why) {
					t.Errorf("%s %s: %q, want %q", e.Kind, e.Text, e.Why, tt.why)
				}
				return
			}
			t.Errorf("there is no %s", tt.element)
		})
	}
}

// An exception is covered once it has won and stood back.
func TestExceptions(t *testing.T) {
	text := policy(`clause "1" { outcome is refused when late. outcome is accepted otherwise. }
clause "2" { despite clause "1", outcome is accepted when gift. }
`)
	one := `test "wins" of policy "a/b" {
  given late is yes.
  given gift is yes.
  expect outcome is accepted.
}
`
	two := `test "stands back" of policy "a/b" {
  given late is yes.
  given gift is no.
  expect outcome is refused.
}
`
	for _, tt := range []struct {
		tests   string
		reached int
	}{{one, 1}, {two, 1}, {one + two, 2}} {
		if got := measure(t, text+tt.tests).Policies[0].Tally(coverage.Exception); got.Reached != tt.reached || got.All != 2 {
			t.Errorf("%s: %d of %d", tt.tests, got.Reached, got.All)
		}
	}
}

// The machine formats can be read, whatever stands in the policy.
func TestXMLIsWellFormed(t *testing.T) {
	r := measure(t, policy("clause \"<&>\" { outcome is refused when late. }\n")+`test "x" of policy "a/b" {
  given late is yes.
  expect outcome is refused.
}
`)
	var b bytes.Buffer
	if err := r.Cobertura(&b); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(&b)
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	var page bytes.Buffer
	if err := r.HTML(&page); err != nil {
		t.Fatal(err)
	}
	if text := page.String(); strings.Contains(text, "\"<&>\"") || !strings.Contains(text, "&lt;&amp;&gt;") {
		t.Error("the page does not escape the policy's text")
	}
}
