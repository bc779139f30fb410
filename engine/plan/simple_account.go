package plan

import (
	"github.com/clausewise/clausewise/engine/outcome"
)

// simpleLines runs the account of a simple decision, if it has one, and cites its lines.
func (m *Machine) simpleLines(d *decision, c *cell, cs []uint64) {
	if !d.lines || c.st != known {
		return
	}
	total, ok := m.simpleStages(d, d.lineOrder[:d.limitsFrom], c.n, cs)
	if ok && d.limitsFrom < d.limitsTo {
		total, ok = m.simpleLimits(d, d.lineOrder[d.limitsFrom:d.limitsTo], total, cs)
	}
	if ok && d.limitsTo < len(d.lineOrder) {
		total, ok = m.simpleStages(d, d.lineOrder[d.limitsTo:], total, cs)
	}
	if c.n = total; !ok {
		c.st = unsettled
	}
}

// simpleStages applies lines that are no limits; false where one is not settled.
func (m *Machine) simpleStages(d *decision, lines []int32, total int64, cs []uint64) (int64, bool) {
	for _, j := range lines {
		r := &d.rules[j]
		t, link := m.holds(r)
		if t != yes {
			if t == open {
				return 0, false
			}
			continue
		}
		next, ok := m.apply(r, total)
		if !ok {
			return 0, false
		}
		changed := next != total
		m.changed[r.id] = changed
		if changed {
			m.mark(cs, &r.hits[link])
		}
		total = next
	}
	return total, true
}

// simpleLimits applies limits. Those bind that are smaller than the amount before all of them and equal to the amount after.
func (m *Machine) simpleLimits(d *decision, limits []int32, before int64, cs []uint64) (int64, bool) {
	after := before
	for k, j := range limits {
		r := &d.rules[j]
		t, _ := m.holds(r)
		if t != yes {
			if t == open {
				return 0, false
			}
			continue
		}
		x := r.num(m)
		m.limits[k] = x
		switch {
		case x > ask:
			after = min(after, x)
		case x != nothing:
			return 0, false
		}
	}
	if after < -most {
		return 0, false
	}
	for k, j := range limits {
		r := &d.rules[j]
		n := m.notes[r.id]
		if n.status != outcome.Applied {
			continue
		}
		x := m.limits[k]
		binds := x > ask && x < before && x == after
		m.changed[r.id] = binds
		if binds {
			m.mark(cs, &r.hits[n.link])
		} else {
			m.mark(cs, &r.idle[n.link])
		}
	}
	return after, true
}
