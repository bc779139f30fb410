package plan

import (
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Answer is a decision as the machine settled it.
type Answer struct {
	// Status is Decided or NotApplicable.
	Status outcome.Status
	// Value is the value; a duty is given by Rule, a list of duties by the record.
	Value value.Value
	// Rule is the index in Decision.Rules of the duty that arises; -1 for other decisions.
	Rule int
}

// Decide decides a case: statuses, values, citations, and what became of every rule. It reports false, and then the answers mean nothing,
// where something is left to the exact evaluator: an unknown that matters, a fact outside its bounds, a conflict.
func (m *Machine) Decide(k *Case, readings []int) bool {
	m.load(k, readings, true)
	if k.bounds != kept && !m.keeps(k) {
		return false
	}
	for _, i := range m.c.own {
		if !m.settled(i) {
			return false
		}
	}
	return !m.vague
}

// Run is Decide for facts that are not yet laid out. out has one element per decision of the answer.
func (m *Machine) Run(in []value.Value, readings []int, out []Answer) bool {
	m.own.Load(in)
	if !m.Decide(m.own, readings) {
		return false
	}
	for k, i := range m.c.own {
		m.answer(i, &out[k])
	}
	return true
}

// Answer settles decision k of the answer alone; false where it is left to the exact evaluator. Duties are: their details are not compared
// here.
func (m *Machine) Answer(k int, a *Answer) bool {
	i := m.c.own[k]
	d := &m.c.decisions[i]
	return !d.duty && !d.duties && m.answer(i, a)
}

// Own are the indexes in Policy.Decisions of the decisions of the answer, in order.
func (c *Code) Own() []int32 { return c.own }

func (m *Machine) answer(i int32, a *Answer) bool {
	c, d := m.decide(i), &m.c.decisions[i]
	a.Rule, a.Value = -1, value.Value{}
	if c.st == unsettled || c.u != 0 {
		return false
	}
	if c.st == absent {
		a.Status = outcome.NotApplicable
		return true
	}
	a.Status = outcome.Decided
	switch {
	case d.duty:
		a.Rule = int(c.n)
	case d.duties:
	case d.kind == value.Money:
		cur, ok := m.currency(d)
		if !ok {
			return false
		}
		a.Value = value.Value{Kind: value.Money, N: c.n, Cur: cur}
	case d.plain:
		a.Value = value.Value{Kind: d.kind, N: c.n}
	default:
		a.Value = m.decValues[i]
	}
	return true
}

// currency is that of a decision's amount: its type's, or that of the input the policy names.
func (m *Machine) currency(d *decision) (money.Currency, bool) {
	if d.curOf < 0 {
		return d.currency, true
	}
	v := &m.in[d.curOf]
	return v.Cur, v.Kind == value.Money
}

// Check finds out whether every given fact of a case certainly keeps its bounds, so that deciding it need not.
func (m *Machine) Check(k *Case, readings []int) {
	if !k.plain() {
		m.look(k, readings, m.work)
		m.keeps(k)
	}
}

// keeps tells whether every given fact certainly keeps its bounds, and every determination that is not given certainly has room within its own. It is asked once for a case.
func (m *Machine) keeps(k *Case) bool {
	if !k.plain() {
		k.bounds = kept
		if !m.inBounds() {
			k.bounds = broken
		}
	}
	return k.bounds == kept
}

// inBounds tells whether facts keep the bounds that are not plain.
func (m *Machine) inBounds() bool {
	for _, i := range m.c.rooms {
		if !given(m.in, m.w, i) {
			return false
		}
	}
	for i := range m.c.bounds {
		b := &m.c.bounds[i]
		switch {
		case !given(m.in, m.w, b.input):
		case b.slot < 0:
			if m.broken(b) {
				return false
			}
		case m.c.layouts[b.input].stride > 0:
			stride := m.c.layouts[b.input].stride
			for at, end := span(m.w[b.input], stride); at < end; at += stride {
				m.at[b.slot] = at
				if m.broken(b) {
					return false
				}
			}
		default:
			members := m.in[b.input].Members()
			for k := range members {
				m.vars[b.slot] = &members[k]
				if m.broken(b) {
					return false
				}
			}
		}
	}
	return true
}

func (m *Machine) broken(b *bound) bool {
	switch m.condition(&b.fn) {
	case yes:
		t := b.testFn(m)
		return t == no || t == open
	case open:
		return true
	}
	return false
}
