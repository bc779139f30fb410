package plan

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Most decisions are simple: none of their rules can be defeated. They are decided and cited in one go.

// simplify tells for which decisions that is so.
func (d *decision) simplify() {
	seen := map[int64]bool{}
	d.simple = !d.duty && !d.duties
	for i := range d.rules {
		r := &d.rules[i]
		d.simple = d.simple && r.simple
		if r.kind >= tree.Add {
			continue
		}
		k := r.k
		if d.kind == setKind {
			k = int64(r.member)
			d.simple = d.simple && r.kind == tree.Member && !r.otherwise
		} else if d.ranked && !r.otherwise {
			d.simple = d.simple && r.constant
		}
		if !r.otherwise && (d.kind == setKind || d.ranked) {
			d.simple = d.simple && !seen[k] // a member is given by one rule
			seen[k] = true
		}
	}
}

// simply settles and cites a simple decision.
func (m *Machine) simply(i int32, d *decision, c *cell, cs []uint64) {
	switch {
	case d.kind == setKind:
		m.simpleSet(d, c, cs)
	case d.ranked:
		m.simpleRank(i, d, c, cs)
	default:
		m.simpleValue(i, d, c, cs)
	}
}

// holds is a rule's condition, noted.
func (m *Machine) holds(r *rule) truth {
	t, link := yes, int16(linkWhole)
	switch {
	case r.when != nil:
		t = r.when(m)
	case r.test != nil:
		t, link = r.test(m)
	}
	m.notes[r.id] = note{status: statuses[t&3], link: link}
	return t
}

// hit cites a rule that applies, miss one that does not.
func (m *Machine) hit(cs []uint64, r *rule) {
	if r.bare {
		cs[r.clauseWord] |= r.clauseBit // outcome.Applies is the first effect
		return
	}
	m.citeRule(cs, r, outcome.Applies)
}

func (m *Machine) miss(cs []uint64, r *rule) {
	if r.bare {
		cs[r.missWord] |= r.clauseBit
		return
	}
	m.citeRule(cs, r, outcome.NotMet)
}

func (m *Machine) simpleSet(d *decision, c *cell, cs []uint64) {
	for j := range d.rules {
		r := &d.rules[j]
		switch m.holds(r) {
		case yes:
			c.n |= int64(r.bit)
			m.hit(cs, r)
		case open:
			c.u |= r.bit
		default:
			m.miss(cs, r)
		}
	}
}

func (m *Machine) simpleRank(i int32, d *decision, c *cell, cs []uint64) {
	for _, j := range d.order {
		r := &d.rules[j]
		if r.otherwise {
			continue
		}
		switch m.holds(r) {
		case yes:
			c.n = r.k
			m.hit(cs, r)
			return
		case open:
			c.st = unsettled
			return
		}
		m.miss(cs, r)
	}
	m.simplyOtherwise(i, d, c, cs)
}

func (m *Machine) simplyOtherwise(i int32, d *decision, c *cell, cs []uint64) {
	m.otherwise(i, d, c)
	for j := range d.rules {
		if r := &d.rules[j]; r.otherwise && m.notes[r.id].status == outcome.Applied {
			m.hit(cs, r)
		}
	}
}

func (m *Machine) simpleValue(i int32, d *decision, c *cell, cs []uint64) {
	found := false
	c.st = absent
	for _, j := range d.order {
		r := &d.rules[j]
		if r.otherwise || r.kind >= tree.Add {
			continue
		}
		switch m.holds(r) {
		case no, never:
			continue
		case open:
			c.st = unsettled
			return
		}
		found = true
		if !m.agrees(i, r, c) {
			c.st = unsettled // conflicts are for the exact evaluator
			return
		}
		m.hit(cs, r)
	}
	if !found {
		c.st = known
		for j := range d.rules {
			if r := &d.rules[j]; !r.otherwise && r.kind < tree.Add {
				m.miss(cs, r)
			}
		}
		m.simplyOtherwise(i, d, c, cs)
	}
	if d.lines && c.st == known {
		m.account(i, d, c)
		for _, lines := range d.stages {
			for _, j := range lines {
				m.simpleLine(&d.rules[j], cs)
			}
		}
	}
}

// agrees takes over the value of a rule that applies; false where it differs from another's or is not settled.
func (m *Machine) agrees(i int32, r *rule, c *cell) bool {
	if r.num == nil {
		v, st := r.val(m)
		return m.sameValue(i, c, v, st)
	}
	x := r.num(m)
	switch {
	case x > ask:
		if c.st == known {
			return x == c.n
		}
		c.n, c.st = x, known
		return true
	default:
		return x == nothing
	}
}

// sameValue is agrees for values that are no integers.
func (m *Machine) sameValue(i int32, c *cell, v value.Value, st state) bool {
	switch {
	case st != known:
		return st == absent
	case c.st == known:
		return value.Equal(v, m.decValues[i])
	}
	m.decValues[i], c.st = v, known
	return true
}

// simpleLine cites a line of an account that changed the amount, or a limit that did not.
func (m *Machine) simpleLine(r *rule, cs []uint64) {
	if m.notes[r.id].status != outcome.Applied {
		return
	}
	switch {
	case m.changed[r.id]:
		m.hit(cs, r)
	case r.kind == tree.Limit:
		m.citeRule(cs, r, outcome.NotReached)
	}
}
