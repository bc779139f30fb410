package plan

import (
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// set takes the set that a rule gives.
func (c *cell) set(mask, maybe uint64, st state) {
	switch st {
	case known:
		c.n, c.u = int64(mask), maybe
	case unsettled:
		c.st = unsettled
	}
}

// agrees takes over a value of a rule that applies; false where it differs from another's or is not settled.
func (c *cell) agrees(x int64) bool {
	switch {
	case x <= ask:
		if !c.found {
			c.st = absent
		}
		return x == nothing
	case c.found && c.st == known:
		return x == c.n
	}
	c.n, c.st = x, known
	return true
}

// agreesOther is agrees for values that are no integers.
func (m *Machine) agreesOther(d *decision, s *step, c *cell) bool {
	v, st := s.rule.val(m)
	switch {
	case st != known:
		if !c.found {
			c.st = absent
		}
		return st == absent
	case c.found && c.st == known:
		return value.Equal(v, m.decValues[d.at])
	}
	m.decValues[d.at], c.st = v, known
	return true
}

// fallBack cites what did not apply, and takes the value of the rule that applies where no other does. Without one the decision is not governed,
// which is left open.
func (m *Machine) fallBack(d *decision, c *cell, x *ownCites) {
	if d.shape == values {
		for s := d.steps; s != nil; s = s.next {
			if s.act == takeValue || s.act == takeOther {
				if f := s.noted(m.notes[s.id]); f.more() {
					m.also(d, c, x, f)
				}
			}
		}
	}
	for s := d.fallback; s != nil; s = s.next {
		f := s.fate(s.judge(m))
		m.notes[s.id] = f.note
		if f.t == open {
			break
		}
		if f.t != yes {
			continue
		}
		m.give(d.at, d, s.rule, c)
		x[outcome.Applies] |= f.clauses
		if f.more() {
			m.also(d, c, x, f)
		}
		return
	}
	c.st = unsettled
}

// limitRun is what a limit of an account comes to.
type limitRun struct {
	x      int64
	before int64 // the amount before it
	as     truth // its fate; no: it does not apply
}

// bind finds out which limits bind, and cites them: those that are smaller than the amount before all of them and equal to the amount after.
func (m *Machine) bind(d *decision, c *cell, x *ownCites) {
	if c.n < -most {
		c.st = unsettled
		return
	}
	before := m.limits[d.limits.run].before
	for s := d.limits; s.act == applyLimit; s = s.next {
		run := &m.limits[s.run]
		if run.as == no {
			continue
		}
		binds := run.x > ask && run.x < before && run.x == c.n
		m.changed[s.id] = binds
		f := &s.idle[run.as]
		if binds {
			f = s.fate(run.as)
		}
		x[f.effect] |= f.clauses
		if f.more() {
			m.also(d, c, x, f)
		}
	}
}
