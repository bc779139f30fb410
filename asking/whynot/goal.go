// Package whynot says why a decision is not another one, and what would make it so.
//
// It decides nothing. A suggestion is a case with one or two facts changed that the engine has decided as wished; a day on which an answer
// changes by itself is one before and after which the engine has been asked. Nothing is computed in another way.
package whynot

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Goal is what a decision is wished to be.
type Goal struct {
	Decision *tree.Decision
	op       string // one of operators
	value    value.Value
	status   string // arises, not_applicable or decided, instead of a value
}

// operators are the ways to wish; longer ones first, so that none is taken for its beginning.
var operators = []string{"!~", "!=", ">=", "<=", "~", "="}

// ParseGoal reads a wish such as outcome=refunded. Currency is that of amounts written without one.
func ParseGoal(p *tree.Policy, text string, cur money.Currency) (*Goal, error) {
	at, op := -1, ""
	for _, o := range operators {
		if i := strings.Index(text, o); i >= 0 && (at < 0 || i < at) {
			at, op = i, o
		}
	}
	if at < 0 {
		return nil, fmt.Errorf("%q names no decision with a value; write decision=value", text)
	}
	name, want := strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+len(op):])
	g := &Goal{op: op}
	var own []string
	for _, d := range p.Decisions {
		if d.Own {
			own = append(own, d.Name)
			if d.Name == name {
				g.Decision = d
			}
		}
	}
	if g.Decision == nil {
		if near := diag.Nearest(name, own); near != "" {
			return nil, fmt.Errorf("the policy decides no %s; did you mean %s?", name, near)
		}
		return nil, fmt.Errorf("the policy decides no %s; it decides %s", name, strings.Join(own, ", "))
	}
	return g, g.read(want, cur)
}

// read reads the value that is wished for.
func (g *Goal) read(want string, cur money.Currency) error {
	t := g.Decision.Type
	if t.Member(want) < 0 && (g.op == "=" || g.op == "!=") {
		switch want {
		case "not_applicable", "arises", "decided":
			g.status = want
			return nil
		}
	}
	switch {
	case t.Kind == types.Duty || t.Kind == types.Duties:
		return fmt.Errorf("%s is a duty; write %s=arises or %s=not_applicable", g.Decision.Name, g.Decision.Name, g.Decision.Name)
	case strings.HasSuffix(g.op, "~") && t.Kind != types.Set:
		return fmt.Errorf("%s is no set; write %s=value", g.Decision.Name, g.Decision.Name)
	case (g.op == ">=" || g.op == "<=") && !ordered(t):
		return fmt.Errorf("%s is neither an amount nor a day; write %s=value", g.Decision.Name, g.Decision.Name)
	}
	in := &tree.Input{Name: g.Decision.Name, Type: t}
	v, problems := casework.Parse(&tree.Policy{Inputs: []*tree.Input{in}}, in, casework.FromLine(t, want, cur))
	if len(problems) > 0 {
		return fmt.Errorf("%s: %s. %s", g.Decision.Name, problems[0].Message, problems[0].Hint)
	}
	g.value = v
	return nil
}

func ordered(t *types.Type) bool {
	switch t.Kind {
	case types.Money, types.Number, types.Percent, types.Date, types.Instant:
		return true
	}
	return false
}

// Met tells whether a decision is as wished.
func (g *Goal) Met(d *outcome.Decision) bool {
	if d == nil {
		return false
	}
	switch g.status {
	case "not_applicable":
		return (d.Status == outcome.NotApplicable) == (g.op == "=") && settled(d)
	case "arises", "decided":
		return (d.Status == outcome.Decided) == (g.op == "=") && settled(d)
	}
	return d.Status == outcome.Decided && types.Same(d.Decision.Type, g.Decision.Type) && g.holds(d.Value)
}

func settled(d *outcome.Decision) bool {
	return d.Status == outcome.Decided || d.Status == outcome.NotApplicable
}

// holds tells whether a value is as wished.
func (g *Goal) holds(v value.Value) bool {
	switch g.op {
	case "=":
		return value.Equal(v, g.value)
	case "!=":
		return v.Kind == g.value.Kind && !value.Equal(v, g.value)
	case "~":
		return v.N&g.value.N == g.value.N
	case "!~":
		return v.N&g.value.N == 0
	}
	c, err := value.Cmp(v, g.value)
	return err == nil && (g.op == ">=" && c >= 0 || g.op == "<=" && c <= 0)
}

// Words is the wish in words: "refunded", "at least 500.00 EUR".
func (g *Goal) Words(p *tree.Policy) string {
	not := ""
	if strings.HasPrefix(g.op, "!") {
		not = "not "
	}
	switch g.status {
	case "not_applicable":
		return not + "without an object"
	case "arises":
		return not + "arising"
	case "decided":
		return not + "decided"
	}
	v := explain.Say(p, g.Decision.Type, g.value)
	switch g.op {
	case ">=":
		return "at least " + v
	case "<=":
		return "at most " + v
	case "~":
		return "including " + v
	case "!~":
		return "without " + v
	}
	return not + v
}

// Currency is that of the first amount among the facts; money.None if there is none.
func Currency(values []value.Value) money.Currency {
	for _, v := range values {
		if v.Kind == value.Money && !v.Special {
			return v.Cur
		}
	}
	return money.None
}
