package whynot

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Role is what a clause does on the way to the wished answer.
type Role uint8

// The roles.
const (
	Fails   Role = iota // it would give the wished answer; its condition is not met
	Waits               // it would, but something it reads is not known
	Beaten              // it would, but another clause displaces it
	Outrank             // it gives it, but another answer goes first
	Stands              // it gives the present answer, or a ground for it
	Arises              // the question does not arise
)

// Step is a clause on the way, with the condition that decides there.
type Step struct {
	Role     Role
	Decision *tree.Decision
	Rule     *tree.Rule   // nil for Arises
	Clause   *tree.Clause // nil where the policy names none
	Gives    value.Value  // what the rule gives; Invalid where that is not a value of its own
	Because  tree.Expr    // the first part of the condition that fails (of Stands: that holds); nil if there is none
	Holds    bool         // whether that part holds: of an exception that bars a rule it does
	By       *tree.Clause // that displaces it
	Below    []*Step      // why what the condition reads is as it is
}

// way follows the record of an answer from a decision to the facts.
type way struct {
	res  *outcome.Result
	seen map[*tree.Decision]bool
}

// deepest is how many decisions one below the other are followed.
const deepest = 6

// wayTo is the clauses between the present answer and the wished one.
func wayTo(res *outcome.Result, now *outcome.Decision, g *Goal) []*Step {
	w := &way{res: res, seen: map[*tree.Decision]bool{g.Decision: true}}
	d := g.Decision
	if now.Status == outcome.NotApplicable && d.Arises != nil {
		return []*Step{w.condition(&Step{Role: Arises, Decision: d, Clause: d.ArisesClause}, d.Arises, false, deepest)}
	}
	var out []*Step
	for _, r := range d.Rules {
		if s := w.would(r, g); s != nil {
			out = append(out, s)
		}
	}
	if now.Status == outcome.Decided {
		return append(out, w.why(d, deepest)...)
	}
	return append(out, w.open(d, g)...)
}

// open is the steps of the rules that could give an undecided decision another value than the wished one.
func (w *way) open(d *tree.Decision, g *Goal) []*Step {
	var out []*Step
	for _, r := range d.Rules {
		v, ok := gives(r)
		if w.res.Rules[r.ID].Status != outcome.Open || !ok || r.Kind >= tree.Add || g.status == "" && g.wants(r, v) {
			continue
		}
		s := &Step{Role: Waits, Decision: d, Rule: r, Clause: r.Clause, Gives: v}
		if r.When != nil {
			s.Because = r.When
		}
		out = append(out, s)
	}
	return out
}

// would is the step of a rule that would give the wished answer; nil for others.
func (w *way) would(r *tree.Rule, g *Goal) *Step {
	v, ok := gives(r)
	switch {
	case r.Kind >= tree.Add:
		return nil
	case g.status != "":
		if g.status == "not_applicable" || r.Kind != tree.DutyRule {
			return nil
		}
	case !ok || !g.wants(r, v):
		return nil
	}
	s := &Step{Decision: r.Decision, Rule: r, Clause: r.Clause, Gives: v}
	rec := w.res.Rules[r.ID]
	switch rec.Status {
	case outcome.Failed, outcome.NotApplicableRule:
		s.Role = Fails
		if rec.Because == nil {
			return s
		}
		return w.condition(s, rec.Because, !holdsIn(r.When, rec.Because), deepest)
	case outcome.Defeated:
		s.Role = Beaten
		switch {
		case rec.By != nil:
			s.By = rec.By.Clause
		case rec.ByDisapply != nil:
			s.By = rec.ByDisapply.Clause
		}
	case outcome.Open:
		s.Role = Waits
	case outcome.Applied:
		s.Role = Outrank
	default:
		return nil
	}
	return s
}

// wants tells whether a rule's value is one that the goal asks for.
func (g *Goal) wants(r *tree.Rule, v value.Value) bool {
	if r.Kind == tree.Member {
		if g.op == "!~" || g.op == "!=" {
			return false
		}
		return g.value.N&v.N != 0
	}
	return g.holds(v)
}

// gives is the value that a rule gives, where it is written there.
func gives(r *tree.Rule) (value.Value, bool) {
	switch {
	case r.Kind == tree.Member:
		return value.Value{Kind: value.Set, N: 1 << r.Member}, true
	case r.Kind != tree.Value:
		return value.Value{}, false
	}
	x := r.Value
	if c, ok := x.(*tree.Convert); ok {
		if lit, ok := c.X.(*tree.Lit); ok && lit.Value.Kind == value.Enum {
			if c.Map == nil {
				return lit.Value, true
			}
			return value.OfEnum(c.Map[lit.Value.N]), true
		}
	}
	lit, ok := x.(*tree.Lit)
	if !ok {
		return value.Value{}, false
	}
	return lit.Value, true
}

// holdsIn tells whether a part belongs to a condition.
func holdsIn(x, part tree.Expr) bool {
	found := false
	tree.Walk(x, func(y tree.Expr) bool {
		found = found || y == part
		return !found
	})
	return found
}

// why is the steps that give a decision its present value.
func (w *way) why(d *tree.Decision, depth int) []*Step {
	var out []*Step
	for _, r := range d.Rules {
		rec := w.res.Rules[r.ID]
		if rec.Status != outcome.Applied || r.Kind >= tree.Add || !w.decides(d, r) {
			continue
		}
		v, _ := gives(r)
		s := &Step{Role: Stands, Decision: d, Rule: r, Clause: r.Clause, Gives: v}
		if r.When != nil {
			s = w.condition(s, r.When, true, depth)
		} else if r.Unless != nil {
			s = w.condition(s, r.Unless, false, depth)
		}
		out = append(out, s)
	}
	return out
}

// decides tells whether an applying rule is one that the result comes from: of a ranked decision, those of the highest rank.
func (w *way) decides(d *tree.Decision, r *tree.Rule) bool {
	if d.Type.Kind != types.Enum || !d.Type.Ranked {
		return true
	}
	v, ok := gives(r)
	if !ok {
		return true
	}
	for _, other := range d.Rules {
		rec := w.res.Rules[other.ID]
		if o, ok := gives(other); ok && rec.Status == outcome.Applied && o.N < v.N {
			return false
		}
	}
	return true
}

// condition notes the condition of a step and follows the decisions that it reads.
func (w *way) condition(s *Step, x tree.Expr, holds bool, depth int) *Step {
	s.Because, s.Holds = x, holds
	if depth == 0 {
		return s
	}
	w.follow(x, func(d *tree.Decision) {
		if !w.seen[d] {
			w.seen[d] = true
			s.Below = append(s.Below, w.why(d, depth-1)...)
		}
	})
	return s
}

// follow calls f for the decisions that an expression reads, itself or through terms.
func (w *way) follow(x tree.Expr, f func(*tree.Decision)) {
	tree.Walk(x, func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.TermRef:
			w.follow(x.Term.Body, f)
		case *tree.DecisionRef:
			f(x.Decision)
		}
		return true
	})
}
