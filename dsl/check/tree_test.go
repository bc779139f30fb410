package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// trees checks files without errors.
func trees(t *testing.T, texts ...string) []*tree.Policy {
	t.Helper()
	var files []*ast.File
	for i, text := range texts {
		f, list := parser.Parse(source.NewFile(fmt.Sprintf("file%d.policy", i), text), parser.Limits{})
		for _, d := range list.All() {
			t.Fatalf("%s %s", d.Code, d.Summary)
		}
		files = append(files, f)
	}
	out, list := Check(files)
	for _, d := range list.All() {
		if list.HasErrors() {
			t.Fatalf("%s %s", d.Code, d.Summary)
		}
	}
	return out
}

// ruleText tells what a rule gives, and what beats and disapplies it: "0 value blue beaten by 1 2 disapplied by 0".
func ruleText(r *tree.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s", r.ID, kindNames[r.Kind])
	if l, ok := r.Value.(*tree.Lit); ok {
		b.WriteString(" " + literalText(l))
	}
	if r.Kind == tree.Member {
		b.WriteString(" " + r.Decision.Type.Members[r.Member])
	}
	list := func(word string, ids []string) {
		if len(ids) > 0 {
			b.WriteString(" " + word + " " + strings.Join(ids, " "))
		}
	}
	var beaten, off []string
	for _, o := range r.BeatenBy {
		beaten = append(beaten, fmt.Sprint(o.ID))
	}
	for _, o := range r.DisappliedBy {
		off = append(off, fmt.Sprint(o.ID))
	}
	list("beaten by", beaten)
	list("disapplied by", off)
	return b.String()
}

var kindNames = [...]string{"value", "member", "duty", "add", "deduct", "limit", "floor", "round"}

func literalText(l *tree.Lit) string {
	if l.Value.Kind == value.Enum {
		return l.T.Members[l.Value.N]
	}
	return l.Value.String()
}

func TestEdges(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  []string // by rule of the first decision
	}{
		{"despite and subject to", []string{`policy "a"
fact x : yes or no
decision c : one of red, blue, green, grey
clause "1" { c is red.  c is grey when x. }
clause "2" { despite clause "1", c is blue when x. }
clause "3" { subject to clause "2", despite clause "1", c is green unless x. }
clause "4" { c is grey otherwise. }
`}, []string{"0 value red beaten by 2 3", "1 value grey beaten by 2 3", "2 value blue", "3 value green beaten by 2", "4 value grey"}},
		{"a clause of its own", []string{`policy "a"
fact x : yes or no
decision c : one of red, blue
clause "1" { c is red.  despite clause "1", c is blue when x. }
`}, []string{"0 value red beaten by 1", "1 value blue"}},
		{"a clause edge goes before a policy edge", []string{`policy "a"
use c from policy "b"
fact x : yes or no
clause "1" { despite policy "b", c is red when x.  subject to clause "9", despite policy "b", c is green when x. }
`, `policy "b"
decision c : one of red, blue, green
clause "8" { c is blue. }
clause "9" { c is blue. }
`}, []string{"0 value red", "1 value green beaten by 3", "2 value blue beaten by 0 1", "3 value blue beaten by 0"}},
		{"disapply", []string{`policy "a"
fact x : yes or no
fact y : yes or no
decision s : set of p, q
clause "1" { s includes p.  disapply clause "3" when y. }
clause "2" { disapply clause "1", "3" when x. }
clause "3" { s includes q.  clause "3.1" { s includes p when y. } }
`}, []string{"0 member p disapplied by 1", "1 member q disapplied by 0 1", "2 member p"}},
		{"first row", []string{`policy "a"
fact n : number
fact x : yes or no
decision c : number
clause "1" {
  table c by first row
    | n       | c |
    | below 5 | 1 |
    | below 9 | 2 |
    | any     | 3 |.
}
clause "2" { despite clause "1", c is 4 when x. }
`}, []string{"0 value 1 beaten by 3", "1 value 2 beaten by 0 3", "2 value 3 beaten by 0 1 3", "3 value 4"}},
		{"sum of rows", []string{`policy "a"
fact n : number
fact x : yes or no
decision c : number
clause "1" {
  table c by sum of rows
    | n       | c |
    | below 5 | 1 |
    | below 9 | 2 |.
}
clause "2" { despite clause "1", c is 4 when x. }
`}, []string{"0 value 0 beaten by 3", "1 add 1 beaten by 3", "2 add 2 beaten by 3", "3 value 4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := trees(t, c.texts...)[0]
			var got []string
			for _, r := range p.Decisions[0].Rules {
				got = append(got, ruleText(r))
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestImports(t *testing.T) {
	ps := trees(t, `policy "shop"
  currency CHF
use credit, limit_of from policy "notes"
fact bought_in  : one of shop, web
fact price      : money at most 5000 CHF
decision usable : yes or no
clause "1" { usable is yes when credit and bought_in is web and price is below limit_of.  usable is no otherwise. }
clause "2" { despite clause "§1", limit_of is 10 CHF when bought_in is shop. }
`, `policy "notes"
  currency CHF
  parties bank
fact price  : money at least 0 "What does it cost?"
fact form   : one of original, copy
fact unused_there : yes or no
decision credit : yes or no
decision other  : yes or no
decision limit_of : money
schedule yearly every 12 months from and including 2024-01-01
clause "§1" {
  original means form is original.
  credit is yes when original.
  credit is no otherwise.
  limit_of is price.
  floor limit_of at 0.
}
clause "§2" {
  determination sound : yes or no by bank.
  disapply clause "§1" when sound and first_day of (yearly on 2024-02-02) is 2024-01-01.
  other is unused_there.
}
`)
	p := ps[0]
	var inputs, decisions, terms, clauses []string
	for _, in := range p.Inputs {
		inputs = append(inputs, fmt.Sprintf("%s %d", in.Name, len(in.Bounds)))
	}
	for _, d := range p.Decisions {
		decisions = append(decisions, fmt.Sprintf("%s %v %d", d.Name, d.Own, len(d.Rules)))
	}
	for _, x := range p.Terms {
		terms = append(terms, x.Name)
	}
	for _, c := range p.Clauses {
		clauses = append(clauses, c.Policy+" "+c.ID)
	}
	for _, c := range [][2]string{
		{fmt.Sprint(inputs), "[bought_in 0 price 2 form 0 sound 0]"},
		{fmt.Sprint(decisions), "[usable true 2 credit true 2 limit_of true 3]"},
		{fmt.Sprint(terms), "[original]"},
		{fmt.Sprint(clauses), "[shop 1 shop 2 notes §1 notes §2]"},
		{p.Inputs[1].Question, "What does it cost?"},
		{fmt.Sprint(len(p.Schedules), len(p.Disapplies), len(p.Files), p.Inputs[3].Kind == tree.Determination), "1 1 2 true"},
		{ruleText(p.Decisions[2].Rules[0]), "2 value 10.00 CHF"},
		{ruleText(p.Decisions[2].Rules[1]), "5 value beaten by 2 disapplied by 0"},
		{fmt.Sprint(len(ps[1].Decisions[2].Rules)), "2"}, // the policy itself does not know its importer's rule
	} {
		if c[0] != c[1] {
			t.Errorf("got %s, want %s", c[0], c[1])
		}
	}
}

func TestExpressions(t *testing.T) {
	p := trees(t, `policy "a"
  currency of price
fact price : money at least 0
fact small : one of a, b
fact missing : set of x, y
decision large : one of c, b, a
decision all : set of y, z, x
decision fee : money
clause "1" {
  large is small.
  large is c when small is large_too.
  all is missing.
  fee is 0 when sum of (price, price) is above 0.
  limit fee to price as one_limit.
  limit fee to 5% of price as other_limit.
  which is binding limits of fee.
  fee is price.
}
decision which : set of other_limit, one_limit
ambiguity A "a" { reading a "a" adopted "x" by "y" reading b "b" reading c "c" }
clause "2" { large_too means A. }
`)[0]
	rules := p.Decisions[0].Rules
	if c, ok := rules[0].Value.(*tree.Convert); !ok || fmt.Sprint(c.Map) != "[2 1]" {
		t.Errorf("an enumeration in a larger one: %#v", rules[0].Value)
	}
	if c, ok := rules[1].When.(*tree.Compare).X.(*tree.Convert); !ok || fmt.Sprint(c.Map) != "[0 1]" {
		t.Errorf("the smaller of two compared enumerations: %#v", rules[1].When)
	}
	if c, ok := p.Decisions[1].Rules[0].Value.(*tree.Convert); !ok || fmt.Sprint(c.Map) != "[2 0]" {
		t.Errorf("a set in a larger one: %#v", p.Decisions[1].Rules[0].Value)
	}
	fee := p.Decisions[2]
	if l := fee.Rules[0].Value.(*tree.Lit); l.CurrencyOf != p.Inputs[0] || !l.Value.IsZero() {
		t.Errorf("a bare 0: %#v", l)
	}
	compare := fee.Rules[0].When.(*tree.Compare)
	if s := compare.X.(*tree.Aggregate); s.CurrencyOf != p.Inputs[0] {
		t.Errorf("a sum: %#v", s)
	}
	if l := compare.Y.(*tree.Lit); l.CurrencyOf != p.Inputs[0] {
		t.Errorf("a compared 0: %#v", l)
	}
	if fee.Rules[1].As != "one_limit" || fee.Rules[1].AsMember != 0 || fee.Rules[2].AsMember != 1 {
		t.Errorf("limits: %v %v", fee.Rules[1], fee.Rules[2])
	}
	if _, ok := fee.Rules[2].Value.(*tree.Share); !ok {
		t.Errorf("a share: %#v", fee.Rules[2].Value)
	}
	if c, ok := p.Decisions[3].Rules[0].Value.(*tree.Convert); !ok || fmt.Sprint(c.Map) != "[1 0]" {
		t.Errorf("binding limits: %#v", p.Decisions[3].Rules[0].Value)
	}
}
