package reference

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Records tells what became of the rules and lines of the policy's own decisions, where the question certainly arises; an "otherwise" is left
// out. A case that is refused has none.
func Records(p *tree.Policy, set *facts.Set) (out map[*tree.Rule]outcome.RuleStatus) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(trouble); !ok {
				panic(r)
			}
			out = nil
		}
	}()
	e := &env{p: p, facts: make([]value.Value, len(p.Inputs)), readings: make([]int, len(p.Ambiguities)), tried: map[string][]trial{}}
	copy(e.facts, set.Values)
	for i, a := range p.Ambiguities {
		e.readings[i] = a.Adopted
	}
	if len(e.validate()) > 0 {
		return nil
	}
	out = map[*tree.Rule]outcome.RuleStatus{}
	for _, d := range p.Decisions {
		if !d.Own || !e.surely(func(e *env) val { return e.asked(d) }).isTrue() {
			continue
		}
		for _, r := range d.Rules {
			if !r.Otherwise {
				out[r] = e.became(r)
			}
		}
	}
	return out
}

// surely is what a condition is in every case; neither yes nor no where that is not settled.
func (e *env) surely(cond func(*env) val) val {
	a, ok := e.explore(func(e *env) answer { return answerOf(cond(e)) }).settled()
	if !ok || a.status != outcome.Decided {
		return val{kind: na}
	}
	return a.v
}

func (e *env) became(r *tree.Rule) outcome.RuleStatus {
	applies := e.surely(func(e *env) val { return e.applies(r) })
	holds := e.surely(func(e *env) val {
		return and(func() val { return e.holds(r.When, r.Unless) }, func() val { return e.hasAmount(r) })
	})
	switch {
	case applies.isTrue():
		return outcome.Applied
	case holds.isFalse():
		if e.absent(r) {
			return outcome.NotApplicableRule
		}
		return outcome.Failed
	case applies.isFalse():
		return outcome.Defeated
	}
	return outcome.Open
}

// absent tells whether a rule's condition is n/a in every case.
func (e *env) absent(r *tree.Rule) bool {
	a, ok := e.explore(func(e *env) answer {
		conds := []func() val{func() val { return yes }}
		if r.When != nil {
			conds = append(conds, func() val { return e.eval(r.When) })
		}
		if r.Unless != nil {
			conds = append(conds, func() val { return not(e.eval(r.Unless)) })
		}
		return answerOf(and(conds...))
	}).settled()
	return ok && a.status == outcome.NotApplicable
}
