package coverage

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
)

// collector gathers the elements of policies. Each is counted with the policy in whose file it stands, whoever reads it.
type collector struct {
	policies map[string]*Policy
	elements map[key]*Element
}

// policy adds the elements of one version of a policy.
func (c *collector) policy(t *tree.Policy) {
	p := c.policies[t.Name]
	if p == nil {
		p = &Policy{Name: t.Name}
		c.policies[t.Name] = p
	}
	for _, d := range t.Decisions {
		if d.Policy == t.Name {
			c.conditions(p, d.ArisesClause, 0, d.Arises)
		}
		for _, r := range d.Rules {
			if r.Clause.Policy == t.Name {
				c.add(p, ruleKey(r), r.Clause, shown(r.Span), "decisive")
				c.conditions(p, r.Clause, r.Row, r.When, r.Unless)
			}
			c.edges(p, r)
		}
	}
	for _, s := range t.Disapplies {
		if s.Clause.Policy == t.Name {
			c.add(p, key{kind: Exception, at: s.Span}, s.Clause, shown(s.Span), "wins", "stands back")
			c.conditions(p, s.Clause, 0, s.When, s.Unless)
		}
	}
	for _, s := range t.Caveats {
		if s.Clause.Policy == t.Name {
			c.conditions(p, s.Clause, 0, s.When, s.Unless)
		}
	}
	for _, s := range t.Terms {
		if s.Policy == t.Name && s.Type.Kind == types.Bool {
			c.conditions(p, s.Clause, 0, s.Body)
		}
	}
}

// edges adds the exceptions that are made from a rule. The rows of one table give way to each other by their order, which is no exception.
func (c *collector) edges(p *Policy, loser *tree.Rule) {
	for _, winner := range loser.BeatenBy {
		if winner.Table != 0 && winner.Table == loser.Table || winner.Clause.Policy != p.Name && loser.Clause.Policy != p.Name {
			continue
		}
		k := edgeKey(winner, loser)
		c.add(p, k, winner.Clause, fmt.Sprintf("%s — over clause %q", shown(winner.Span), loser.Clause.ID), "wins", "stands back")
	}
}

// conditions adds the parts of conditions.
func (c *collector) conditions(p *Policy, clause *tree.Clause, row int, xs ...tree.Expr) {
	for _, x := range xs {
		outcome.Atoms(x, func(a tree.Expr) {
			goals := []string{"true", "false"}
			if open(a) {
				goals = append(goals, "unknown")
			}
			c.add(p, key{kind: Condition, at: a.Pos(), row: row}, clause, shown(a.Pos()), goals...)
		})
	}
}

func (c *collector) add(p *Policy, k key, clause *tree.Clause, text string, goals ...string) {
	if c.elements[k] != nil || k.at.IsZero() {
		return
	}
	e := &Element{Kind: k.kind, Span: k.at, Text: text, states: map[string]int{}}
	if clause != nil {
		e.Clause = clause.ID
	}
	for _, g := range goals {
		e.Goals = append(e.Goals, Goal{Name: g})
	}
	c.elements[k] = e
	p.Elements = append(p.Elements, e)
}

// open tells whether a condition can be unknown: whether an event has happened, and which reading is taken, is always known.
func open(x tree.Expr) bool {
	can := false
	tree.Walk(x, func(y tree.Expr) bool {
		switch y := y.(type) {
		case *tree.Happened, *tree.ReadingRef, *tree.Lit:
		case *tree.InputRef:
			can = can || y.Input.Kind != tree.Event && y.Input.Default == nil
		case *tree.TermRef:
			can = can || open(y.Term.Body)
		case *tree.DecisionRef, *tree.ArisesTest, *tree.CaveatsRef, *tree.BindingLimits, *tree.FieldOf, *tree.SchedOn, *tree.SchedEnding, *tree.SchedFirst:
			can = true
		default: // as open as its parts
		}
		return !can
	})
	return can
}
