package check

import (
	"github.com/clausewise/clausewise/dsl/tree"
)

// mayBeMissing is something in an expression that makes the whole not applicable where it does not arise, with the conditions under which
// it does.
type mayBeMissing struct {
	at    tree.Expr
	name  string
	event *tree.Input
	guard []literal
}

// missing collects such things. Around each, k knows what is the case.
type missing struct {
	k     *known
	found []mayBeMissing
	depth int
}

// look goes through an expression. Conjuncts beside each other guard each other: false and not applicable is false.
func (m *missing) look(x tree.Expr) {
	switch x := x.(type) {
	case nil, *tree.Happened, *tree.ArisesTest:
		return
	case *tree.Quant, *tree.Aggregate:
		return // what does not arise is skipped in them
	case *tree.And:
		inner := &missing{k: m.k.copy(), depth: m.depth}
		for _, y := range x.Xs {
			for _, l := range literals(y, false, nil) {
				inner.k.add(l)
			}
		}
		for _, y := range x.Xs {
			inner.look(y)
		}
		m.found = append(m.found, inner.found...)
		return
	case *tree.InputRef:
		m.input(x)
	case *tree.DecisionRef:
		if g := x.Decision.Arises; g != nil {
			m.note(mayBeMissing{at: x, name: x.Decision.Name, guard: literals(g, false, nil)})
		}
	case *tree.TermRef:
		if m.depth < 8 {
			inner := &missing{k: m.k, depth: m.depth + 1}
			inner.look(x.Term.Body)
			for _, f := range inner.found {
				f.at = x
				m.found = append(m.found, f)
			}
		}
		return
	default:
	}
	tree.Children(x, m.look)
}

func (m *missing) input(x *tree.InputRef) {
	in := x.Input
	switch {
	case in.Kind == tree.Event:
		happened := literal{key: keyOf(&tree.Happened{Event: in})}
		m.note(mayBeMissing{at: x, name: in.Name, event: in, guard: []literal{happened}})
	case in.Guard != nil && in.Default == nil:
		m.note(mayBeMissing{at: x, name: in.Name, guard: literals(in.Guard, false, nil)})
	}
}

func (m *missing) note(f mayBeMissing) {
	if !m.k.provesAll(f.guard) {
		m.found = append(m.found, f)
	}
}

func (k *known) copy() *known {
	c := newKnown()
	for key, v := range k.bools {
		c.bools[key] = v
	}
	for key, v := range k.masks {
		c.masks[key] = v
	}
	return c
}

// silentUnless warns of "unless X" where X may not arise: then the rule does not apply, which is rarely meant. It is silent where another rule
// of the decision is there for that case.
func (w *world) silentUnless(r *ruleSite, others []*ruleSite) {
	rule := r.rule
	if rule.Unless == nil {
		return
	}
	k := newKnown()
	k.assume(rule.When, false)
	if a := rule.Decision.Arises; a != nil {
		k.assume(a, false)
	}
	m := &missing{k: k}
	m.look(rule.Unless)
	for _, f := range m.found {
		if coveredElsewhere(k, f, r, others) || w.outranked(f, r, others) {
			continue
		}
		r.u.report.silentUnless(f, rule.Unless.Pos())
		return
	}
}

// coveredElsewhere tells whether another rule of the decision applies where a guard fails.
func coveredElsewhere(k *known, f mayBeMissing, self *ruleSite, others []*ruleSite) bool {
	for _, g := range f.guard {
		if k.proves(g) {
			continue
		}
		without := k.copy()
		without.add(g.negated())
		for _, o := range others {
			if o.rule == self.rule || o.rule.Otherwise || o.rule.Kind != self.rule.Kind || o.rule.When == nil && o.rule.Unless == nil {
				continue
			}
			if without.provesAll(conditionOf(o.rule)) {
				return true
			}
		}
	}
	return false
}

// outranked tells whether a value that goes before that of the rule depends on what the guard depends on. Then the case in which the guard
// fails has probably been decided before.
func (w *world) outranked(f mayBeMissing, self *ruleSite, others []*ruleSite) bool {
	mine, ok := constantMember(self.rule.Value)
	if !ok || !self.rule.Decision.Type.Ranked || self.rule.Kind != tree.Value {
		return false
	}
	targets := map[int]bool{}
	for _, g := range f.guard {
		for _, i := range w.graph.direct(g.expr) {
			targets[i] = true
		}
	}
	for _, o := range others {
		if i, ok := constantMember(o.rule.Value); ok && i < mine && w.graph.reaches(targets, o.rule.When, o.rule.Unless) {
			return true
		}
	}
	return false
}

// unguarded warns of a rule whose value reads a decision that may not arise where the rule applies.
func (w *world) unguarded(r *ruleSite) {
	rule := r.rule
	if rule.Kind != tree.Value && rule.Kind != tree.Add && rule.Kind != tree.Deduct {
		return
	}
	k := newKnown()
	k.assume(rule.When, false)
	if rule.Unless != nil {
		k.assume(rule.Unless, true)
	}
	if a := rule.Decision.Arises; a != nil {
		k.assume(a, false)
	}
	m := &missing{k: k}
	m.look(rule.Value)
	for _, f := range m.found {
		if _, ok := f.at.(*tree.DecisionRef); ok {
			r.u.report.unguardedUse(f, rule)
			return
		}
	}
}
