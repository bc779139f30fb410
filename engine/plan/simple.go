package plan

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Most decisions are simple: none of their rules can be defeated. They are decided and cited in one go.

// shape is how a simple decision is settled.
type shape uint8

const (
	notSimple shape = iota
	members         // a set whose members are given by one rule each
	oneSet          // a set that one rule gives whole
	ranks           // the first in rank, each given by one rule
	oneValue        // one rule always gives the value
	values          // any number of rules give the value
)

// simplify says what shape a decision has.
func (d *decision) simplify() {
	for i := range d.rules {
		if !d.rules[i].simple {
			return
		}
	}
	switch {
	case d.duty || d.duties:
	case d.kind == setKind:
		d.shape = d.setShape()
	case d.ranked:
		d.shape = d.rankShape()
	default:
		d.shape = values
		if len(d.rules) > 0 && d.rules[0].always() && d.rules[0].num != nil && d.baseRules() == 1 {
			d.shape = oneValue
		}
	}
}

func (d *decision) setShape() shape {
	if len(d.rules) == 1 && d.rules[0].kind == tree.Value && !d.rules[0].otherwise {
		return oneSet
	}
	var seen uint64
	for i := range d.rules {
		r := &d.rules[i]
		if r.kind != tree.Member || r.otherwise || seen&r.bit != 0 {
			return notSimple
		}
		seen |= r.bit
	}
	return members
}

func (d *decision) rankShape() shape {
	seen := map[int64]bool{}
	for i := range d.rules {
		r := &d.rules[i]
		if r.otherwise {
			continue
		}
		if !r.constant || seen[r.k] || r.kind >= tree.Add {
			return notSimple
		}
		seen[r.k] = true
	}
	return ranks
}

// always tells whether a rule gives the value whatever the facts are.
func (r *rule) always() bool {
	return r.when == nil && r.test == nil && !r.otherwise && r.kind == tree.Value
}

// baseRules counts the rules that are no lines of an account.
func (d *decision) baseRules() int {
	n := 0
	for i := range d.rules {
		if d.rules[i].kind < tree.Add {
			n++
		}
	}
	return n
}

// settle evaluates a decision; a simple one together with its citations.
func (m *Machine) settle(i int32, c *cell) {
	c.epoch, c.st, c.tr, c.n, c.u = m.epoch, known, yes, 0, 0
	d := &m.c.decisions[i]
	if d.shape == notSimple || !m.citing {
		m.settleAny(i, c, d)
		return
	}
	c.cited = m.epoch
	cs := m.bits[d.bits : d.bits+d.bitsLen]
	if m.c.width == 1 {
		*(*[effects + 1]uint64)(cs) = [effects + 1]uint64{}
	} else {
		clear(cs)
	}
	t := yes
	if d.arisesFn != nil {
		t = d.arisesFn(m)
		m.mark(cs, &d.arisesMark)
	}
	switch {
	case t == open:
		c.st = unsettled
	case t != yes:
		c.st, c.tr = absent, no
	case d.shape == members:
		m.simpleMembers(d, c, cs)
	case d.shape == oneSet:
		m.simpleSet(d, c, cs)
	case d.shape == ranks:
		m.simpleRank(i, d, c, cs)
	case d.shape == oneValue:
		r := &d.rules[0]
		m.notes[r.id] = note{status: outcome.Applied}
		c.n = r.num(m)
		c.st = stateOf(c.n)
		m.mark(cs, &r.hits[0])
		m.simpleLines(d, c, cs)
	default:
		m.simpleValue(i, d, c, cs)
	}
	if c.st == unsettled || c.u != 0 {
		c.cited-- // whoever reads it asks for its citations, and is told that there are none
		return
	}
	if d.folded {
		m.unite(cs)
	}
}

// holds is a rule's condition, noted.
func (m *Machine) holds(r *rule) (t truth, link int16) {
	t = yes
	switch {
	case r.when != nil:
		t = r.when(m)
	case r.test != nil:
		if t, link = r.test(m); link == linkVague {
			m.vague, link = true, linkWhole
		}
	}
	m.notes[r.id] = note{status: statuses[t&3], link: link}
	return t, link
}

func (m *Machine) miss(cs []uint64, r *rule, t truth, link int16) {
	if t == never {
		link = linkUnless // all of the condition was looked at
	}
	m.mark(cs, &r.misses[link+1])
}

func (m *Machine) simpleMembers(d *decision, c *cell, cs []uint64) {
	for j := range d.rules {
		r := &d.rules[j]
		if k := r.plainly; k != nil {
			// Which members are in a set is hard to foresee: there is no branch on it.
			t := r.when(m) & 3
			m.notes[r.id] = note{status: statuses[t]}
			c.n |= int64(r.bit) & -int64(t&1&^(t>>1))
			c.u |= r.bit & -uint64(t&(t>>1))
			m.mark(cs, &k[t])
			continue
		}
		switch t, link := m.holds(r); t {
		case yes:
			c.n |= int64(r.bit)
			m.mark(cs, &r.hits[link])
		case open:
			c.u |= r.bit
		default:
			m.miss(cs, r, t, link)
		}
	}
}

func (m *Machine) simpleSet(d *decision, c *cell, cs []uint64) {
	r := &d.rules[0]
	switch t, link := m.holds(r); t {
	case yes:
		m.mark(cs, &r.hits[link])
		switch mask, maybe, st := r.set(m); st {
		case known:
			c.n, c.u = int64(mask), maybe
		case unsettled:
			c.st = unsettled
		}
	case open:
		c.st = unsettled
	default:
		m.miss(cs, r, t, link)
	}
}

func (m *Machine) simpleRank(i int32, d *decision, c *cell, cs []uint64) {
	for _, j := range d.order {
		r := &d.rules[j]
		if r.otherwise {
			continue
		}
		t, link := m.holds(r)
		switch t {
		case yes:
			c.n = r.k
			m.mark(cs, &r.hits[link])
			return
		case open:
			c.st = unsettled
			return
		}
		m.miss(cs, r, t, link)
	}
	m.simplyOtherwise(i, d, c, cs)
}

func (m *Machine) simplyOtherwise(i int32, d *decision, c *cell, cs []uint64) {
	m.otherwise(i, d, c)
	for j := range d.rules {
		r := &d.rules[j]
		if n := m.notes[r.id]; r.otherwise && n.status == outcome.Applied {
			if n.link == linkVague {
				m.vague, n.link = true, linkWhole
			}
			m.mark(cs, &r.hits[n.link])
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
		t, link := m.holds(r)
		switch t {
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
		m.mark(cs, &r.hits[link])
	}
	if !found {
		c.st = known
		for j := range d.rules {
			if r := &d.rules[j]; !r.otherwise && r.kind < tree.Add {
				n := m.notes[r.id]
				t := no
				if n.status == outcome.NotApplicableRule {
					t = never
				}
				m.miss(cs, r, t, n.link)
			}
		}
		m.simplyOtherwise(i, d, c, cs)
	}
	m.simpleLines(d, c, cs)
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
