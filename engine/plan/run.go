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

// Run decides a case. It reports false, and then its answers mean nothing, where something is left to the exact evaluator: an unknown that
// matters, a fact outside its bounds, a conflict. out has one element per decision of the answer.
func (m *Machine) Run(in []value.Value, readings []int, out []Answer) bool {
	m.load(in, readings)
	if !m.inBounds() {
		return false
	}
	for k, i := range m.c.own {
		if !m.answer(i, &out[k]) {
			return false
		}
	}
	for _, i := range m.c.own {
		m.cite(i)
	}
	return !m.vague
}

// Begin starts a case whose facts are known to keep their bounds, for Answer.
func (m *Machine) Begin(in []value.Value, readings []int) { m.load(in, readings) }

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

// inBounds tells whether every given input certainly keeps its bounds.
func (m *Machine) inBounds() bool {
	for i := range m.c.bounds {
		b := &m.c.bounds[i]
		v := &m.in[b.input]
		if v.Kind == value.Invalid {
			continue
		}
		if b.slot < 0 {
			m.vars[b.value] = v
			if m.broken(b) {
				return false
			}
			continue
		}
		members := v.Members()
		for k := range members {
			m.vars[b.slot] = &members[k]
			if m.broken(b) {
				return false
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
