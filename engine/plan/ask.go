package plan

import (
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// DecideSome is Decide for the decisions of the answer that are wanted: the others are evaluated only where those read them. out, if it is not
// nil, has one element per decision of the answer.
func (m *Machine) DecideSome(k *Case, readings []int, wanted []bool, out []Answer) bool {
	m.load(k, readings, true)
	if k.bounds != kept && !m.keeps(k) {
		return false
	}
	own := m.c.own
	wanted = wanted[:len(own)]
	for at, i := range own {
		if !wanted[at] {
			continue
		}
		c := &m.decs[i]
		if c.epoch != m.epoch {
			m.settle(i, c)
		}
		if (c.cited != m.epoch || m.c.inCurrencies) && !m.settled(i) {
			return false
		}
		if out != nil {
			m.answer(i, &out[at])
		}
	}
	return !m.vague
}

// settled tells whether a decision is settled, and cites it.
func (m *Machine) settled(i int32) bool {
	c := m.decide(i)
	if c.cited != m.epoch {
		if c.st == unsettled || c.u != 0 {
			return false
		}
		m.cite(i)
	}
	if !m.c.inCurrencies {
		return true
	}
	d := &m.c.decisions[i]
	return d.curOf < 0 || c.st != known || m.in[d.curOf].Kind == value.Money
}

// Cited are the citations of decision k of the answer as sets of clauses, effect by effect: the same words mean the same citations. They
// hold until the next case.
func (m *Machine) Cited(k int) []uint64 {
	i := m.c.own[k]
	m.cite(i)
	d := &m.c.decisions[i]
	return m.bits[d.bits : d.bits+effects*m.c.width]
}

// Plain is decision k of the answer after Decide as an integer: a number or an amount in millionths, a day, a member, a set as a mask. It is 0
// where the decision does not apply.
func (m *Machine) Plain(k int) (int64, outcome.Status) {
	c := &m.decs[m.c.own[k]]
	if c.st != known {
		return 0, outcome.NotApplicable
	}
	return c.n, outcome.Decided
}

// Settle is Answer for duties too, whose details Detail tells.
func (m *Machine) Settle(k int, a *Answer) bool { return m.answer(m.c.own[k], a) }

// Became is what became of a rule of decision k of the answer, given by its index in Decision.Rules.
func (m *Machine) Became(k, rule int) outcome.RuleStatus {
	return m.notes[m.c.decisions[m.c.own[k]].rules[rule].id].status
}

// Detail is a detail (0 the amount, 1 what it is insured for, 2 not before, 3 by) of the duty of a rule of decision k of the answer, as a
// number of millionths or a day. given: it arises; ok: it is an integer that the machine settled.
func (m *Machine) Detail(k, rule, which int) (n int64, given, ok bool) {
	f := m.c.decisions[m.c.own[k]].rules[rule].detail(which)
	if f == nil {
		return 0, false, false
	}
	n = f(m)
	switch stateOf(n) {
	case known:
		return n, true, true
	case absent:
		return 0, false, true
	}
	return 0, false, false
}

// Consulted tells whether the case was decided by looking at how ambiguity a, by tree.Ambiguity.Index, is read. Where it was not, every
// other reading of it decides the case alike. From the 64th ambiguity on they answer together.
func (m *Machine) Consulted(a int) bool { return m.consulted&consultedBit(a) != 0 }

func consultedBit(a int) uint64 { return 1 << min(a, 63) }
