package plan

import "github.com/clausewise/clausewise/dsl/tree"

// Same is what is the same however an ambiguity is read, and is looked at by what is not.
type Same struct {
	decisions, terms []int32
}

// SameUnder lists what does not depend on ambiguity a.
func (c *Code) SameUnder(a int) *Same {
	depends := tree.DependsOn(c.Policy, c.Policy.Ambiguities[a])
	out := &Same{}
	read := map[tree.Symbol]bool{}
	each := func(s tree.Symbol) {
		if depends(s) {
			tree.EachRead(c.Policy, s, func(r tree.Symbol) { read[r] = read[r] || !depends(r) })
		}
	}
	for _, d := range c.Policy.Decisions {
		each(d)
	}
	for _, t := range c.Policy.Terms {
		each(t)
	}
	for _, in := range c.Policy.Inputs {
		each(in)
	}
	for i, d := range c.Policy.Decisions {
		if read[d] && !c.decisions[i].lines { // whether a limit binds is in the record
			out.decisions = append(out.decisions, int32(i))
		}
	}
	for i, t := range c.Policy.Terms {
		if read[t] {
			out.terms = append(out.terms, int32(i))
		}
	}
	return out
}

// On starts a case whose facts are known to keep their bounds under other readings, for Answer and Settle. Simple decisions are not cited. What is
// the same under these readings is taken over from another machine of the plan, if it has just decided the case; from may be nil.
func (m *Machine) On(k *Case, readings []int, from *Machine, same *Same) {
	m.load(k, readings, false)
	if from != nil {
		m.takeOver(from, same)
	}
}

// OnAnew is On for readings under which the bounds of facts may be others; false where the facts may not keep them.
func (m *Machine) OnAnew(k *Case, readings []int, from *Machine, same *Same) bool {
	m.On(k, readings, from, same)
	return m.inBounds()
}

func (m *Machine) takeOver(from *Machine, same *Same) {
	for _, i := range same.decisions {
		if c := &from.decs[i]; c.epoch == from.epoch {
			m.decs[i] = *c
			m.decs[i].epoch = m.epoch
			if !m.c.decisions[i].plain {
				m.decValues[i] = from.decValues[i]
			}
		}
	}
	for _, i := range same.terms {
		if c := &from.others[i]; c.epoch == from.epoch {
			m.others[i] = *c
			m.others[i].epoch = m.epoch
			m.termValues[i] = from.termValues[i]
		}
	}
}
