package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// cite computes the citations of a settled decision once: a bit set of clauses per effect, one after the other, in Machine.bits, and last, for
// decisions that others read, their union, which the readers take over.
func (m *Machine) cite(i int32) {
	c := m.decide(i)
	if c.cited == m.epoch {
		return
	}
	c.cited = m.epoch
	d := &m.c.decisions[i]
	if d.shape != notSimple { // was settled after On, which cites nothing
		m.vague = true
		return
	}
	cs := m.bits[d.bits : d.bits+d.bitsLen]
	clear(cs)
	m.gather(i, cs, d, c)
	if d.folded {
		m.unite(cs)
	}
}

// unite makes the union of a decision's citations.
func (m *Machine) unite(cs []uint64) {
	w := m.c.width
	if w == 1 { // effects is 9
		x := (*[effects + 1]uint64)(cs)
		x[effects] = x[0] | x[1] | x[2] | x[3] | x[4] | x[5] | x[6] | x[7] | x[8]
		return
	}
	all := cs[effects*w:]
	for k := range all {
		u := uint64(0)
		for e := k; e < effects*w; e += w {
			u |= cs[e]
		}
		all[k] = u
	}
}

func (m *Machine) gather(i int32, cs []uint64, d *decision, c *cell) {
	if c.st == unsettled || c.u != 0 {
		m.vague = true
		return
	}
	if d.arisesFn != nil {
		m.mark(cs, &d.arisesMark)
		if c.tr == no {
			return
		}
	}
	switch {
	case d.kind == setKind:
		m.citeSet(i, cs, d, c)
	case d.duties:
		for j := range d.rules {
			switch m.notes[d.rules[j].id].status {
			case outcome.Applied, outcome.Open:
				m.citeApplied(i, cs, d, &d.rules[j])
			case outcome.Defeated:
				m.citeDefeated(i, cs, d, &d.rules[j])
			}
		}
	default:
		m.citeScalar(i, cs, d, c)
	}
}

// mark is what citing something takes, known beforehand.
type mark struct {
	clauseBits       // the first
	off        bool  // nothing is cited: the rule is off by an adopted reading alone
	rest       *rest // nil: nothing more
}

// rest is what a mark has besides its first clauses.
type rest struct {
	more  []clauseBits
	folds []int32 // decisions whose citations count as definitions
}

// clauseBits are clauses in one word of the bit sets of a decision.
type clauseBits struct {
	at   int32
	bits uint64
}

func (m *Machine) mark(cs []uint64, k *mark) {
	cs[k.at] |= k.bits
	if k.rest != nil {
		m.markRest(cs, k.rest)
	}
}

func (m *Machine) markRest(cs []uint64, k *rest) {
	for i := range k.more {
		b := &k.more[i]
		cs[b.at] |= b.bits
	}
	if m.c.width != 1 {
		for _, f := range k.folds {
			m.fold(cs, f)
		}
		return
	}
	all := uint64(0)
	for _, f := range k.folds {
		if m.decs[f].cited != m.epoch {
			m.cite(f)
		}
		all |= m.bits[int(f)*(effects+1)+effects]
	}
	cs[outcome.Defines] |= all
}

// fold takes over what a decision cites, as definitions.
func (m *Machine) fold(cs []uint64, f int32) {
	if m.decs[f].cited != m.epoch {
		m.cite(f)
	}
	w := m.c.width
	at := (int(f)*(effects+1) + effects) * w
	defines := cs[int(outcome.Defines)*w:]
	for k, b := range m.bits[at : at+w] {
		defines[k] |= b
	}
}

func (m *Machine) add(cs []uint64, e outcome.Effect, clause int32) {
	if clause >= 0 {
		cs[int(e)*m.c.width+int(clause>>6)] |= 1 << (clause & 63)
	}
}

// under cites what stands behind an expression.
func (m *Machine) under(cs []uint64, b *behind) { m.mark(cs, &b.mark) }

func (m *Machine) conditions(cs []uint64, when, unless *chain) {
	if when.fn != nil {
		m.under(cs, m.link1(when))
		if when.fn(m) == no {
			return
		}
	}
	if unless.fn != nil {
		m.under(cs, m.link1(unless))
	}
}

// link1 is what stands behind the first link that alone settles a chain, or behind all of it.
func (m *Machine) link1(ch *chain) *behind {
	settles := no
	if ch.or {
		settles = yes
	}
	for k, f := range ch.fns {
		switch f(m) {
		case settles:
			return &ch.parts[k]
		case open:
			m.vague = true
		}
	}
	return &ch.whole
}

// citeRule cites a rule by what became of it.
func (m *Machine) citeRule(cs []uint64, r *rule, e outcome.Effect) {
	if r.bare {
		cs[int(e)*m.c.width+int(r.clause>>6)] |= 1 << (r.clause & 63)
		return
	}
	n, rc := m.notes[r.id], r.cites
	if n.link == linkVague {
		m.vague = true
		return
	}
	failed := n.status == outcome.Failed && !n.worthless
	k := &rc.holds
	switch {
	case failed:
		k = &rc.fails[n.link+1]
	case n.link > 0:
		k = &rc.links[n.link-1]
	}
	off := k.off
	var unless *behind
	if byUnless := failed && rc.byUnless(n.link); rc.deepUnless && (byUnless || !failed) {
		unless = m.link1(&rc.unless)
		off = off || byUnless && unless.readingOnly
	}
	if off {
		return
	}
	m.add(cs, e, rc.clause)
	m.mark(cs, k)
	if unless != nil {
		m.mark(cs, &unless.mark)
	}
	if e != outcome.NotMet {
		m.mark(cs, &rc.value)
	}
	if e == outcome.Applies {
		for _, cl := range rc.readWith {
			m.add(cs, outcome.ReadWith, cl)
		}
	}
}

// byUnless tells whether a condition that fails with a note fails by "unless".
func (rc *ruleCites) byUnless(link int16) bool { return link == linkUnless || link > 0 && rc.when.or }

// citeApplied cites a rule that applies and what would have defeated it.
func (m *Machine) citeApplied(i int32, cs []uint64, d *decision, r *rule) {
	e := outcome.Applies
	if m.notes[r.id].status != outcome.Applied {
		e, m.vague = outcome.Pending, true // what is open here may not be open
	}
	m.citeRule(cs, r, e)
	for _, j := range r.beatenBy {
		switch s := &d.rules[j]; m.notes[s.id].status {
		case outcome.Defeated:
			m.citeDefeated(i, cs, d, s)
		case outcome.Failed, outcome.NotApplicableRule:
			m.citeRule(cs, s, outcome.NotMet)
		}
	}
	for _, j := range r.disapply {
		dc := &m.c.disapplies[j].cites
		m.add(cs, outcome.NotMet, dc.clause)
		m.conditions(cs, &dc.when, &dc.unless)
	}
}

// citeDefeated cites a rule that would have changed the result, and all that defeats it.
func (m *Machine) citeDefeated(i int32, cs []uint64, d *decision, r *rule) {
	if !m.changedBy(i, d, r) {
		return
	}
	m.citeRule(cs, r, outcome.Displaced)
	for _, j := range r.beatenBy {
		switch s := &d.rules[j]; m.notes[s.id].status {
		case outcome.Applied:
			m.citeRule(cs, s, outcome.Disapplies)
		case outcome.Open:
			m.vague = true // what is open here may not be open
		}
	}
	for _, j := range r.disapply {
		switch m.disapplies(j) {
		case open:
			m.vague = true
			continue
		case no, never:
			continue
		}
		dc := &m.c.disapplies[j].cites
		m.add(cs, outcome.Disapplies, dc.clause)
		m.conditions(cs, &dc.when, &dc.unless)
		for _, cl := range dc.readWith {
			m.add(cs, outcome.ReadWith, cl)
		}
	}
}

func (m *Machine) citeScalar(i int32, cs []uint64, d *decision, c *cell) {
	fallback := true
	for j := range d.rules {
		r := &d.rules[j]
		if !r.otherwise && r.kind < tree.Add && m.notes[r.id].status == outcome.Applied {
			fallback = false
		}
	}
	ranked := d.ranked && c.st == known && !fallback
	for j := range d.rules {
		r := &d.rules[j]
		if r.kind >= tree.Add {
			continue
		}
		if r.otherwise {
			if fallback && m.notes[r.id].status == outcome.Applied {
				m.citeApplied(i, cs, d, r)
			}
			continue
		}
		earlier := ranked && r.constant && r.k < c.n
		later := ranked && r.constant && r.k > c.n
		switch m.notes[r.id].status {
		case outcome.Applied:
			if !later {
				m.citeApplied(i, cs, d, r)
			}
		case outcome.Defeated:
			if !d.ranked || !ranked || earlier {
				m.citeDefeated(i, cs, d, r)
			}
		case outcome.Failed, outcome.NotApplicableRule:
			if fallback || d.duty && c.st == absent || earlier {
				m.citeRule(cs, r, outcome.NotMet)
			}
		case outcome.Open:
			m.vague = m.vague || !later // bounds may settle its condition
		}
	}
	if d.lines {
		m.citeAccount(i, cs, d)
	}
}

// became is what a rule and line came to.
type became struct {
	note    note
	changed bool
}

// changedBy tells whether a decision would come to something else if a rule of it, which is defeated, were not.
func (m *Machine) changedBy(i int32, d *decision, off *rule) bool {
	if d.kind == setKind || d.duties {
		return true
	}
	m.saved = m.saved[:0]
	for j := range d.rules {
		id := d.rules[j].id
		m.saved = append(m.saved, became{m.notes[id], m.changed[id]})
	}
	now, v := m.decs[i], m.decValues[i]
	other := cell{st: known}
	m.spared, m.clash = off, false
	if d.ranked {
		m.ranked(i, d, &other)
	} else {
		m.single(i, d, &other)
	}
	m.spared = nil
	same := other.st == now.st && (now.st != known || other.n == now.n && (d.plain || d.duty || value.Equal(v, m.decValues[i])))
	m.decValues[i] = v
	for j := range d.rules {
		id := d.rules[j].id
		m.notes[id], m.changed[id] = m.saved[j].note, m.saved[j].changed
	}
	if other.st == unsettled && !m.clash {
		m.vague = true
	}
	return !same
}

func (m *Machine) citeSet(i int32, cs []uint64, d *decision, c *cell) {
	for j := range d.rules {
		r := &d.rules[j]
		present := r.kind == tree.Member && uint64(c.n)>>r.member&1 == 1
		switch m.notes[r.id].status {
		case outcome.Applied:
			m.citeApplied(i, cs, d, r)
		case outcome.Defeated:
			if !present {
				m.citeDefeated(i, cs, d, r)
			}
		case outcome.Failed, outcome.NotApplicableRule:
			if !present {
				m.citeRule(cs, r, outcome.NotMet)
			}
		case outcome.Open:
			m.vague = true // bounds may settle its condition
		}
	}
}

// citeAccount cites the lines: those that change the amount apply, limits that do not bind are not reached.
func (m *Machine) citeAccount(i int32, cs []uint64, d *decision) {
	for j := range d.rules {
		r := &d.rules[j]
		if r.kind < tree.Add {
			continue
		}
		switch m.notes[r.id].status {
		case outcome.Applied:
			switch {
			case m.changed[r.id]:
				m.citeApplied(i, cs, d, r)
			case r.kind == tree.Limit:
				m.citeRule(cs, r, outcome.NotReached)
			}
		case outcome.Defeated:
			m.citeDefeated(i, cs, d, r)
		}
	}
}

// Citations calls f for each clause that decision k of the answer cites, in document order, with its strongest effect.
func (m *Machine) Citations(k int, f func(clause int, e outcome.Effect)) {
	i := m.c.own[k]
	m.cite(i)
	d := &m.c.decisions[i]
	m.c.eachCitation(m.bits[d.bits:d.bits+d.bitsLen], f)
}

// eachCitation goes through sets of clauses, one for each effect.
func (c *Code) eachCitation(cs []uint64, f func(clause int, e outcome.Effect)) {
	w := c.width
	for j := range w {
		all := uint64(0)
		for e := range effects {
			all |= cs[e*w+j]
		}
		for ; all != 0; all &= all - 1 {
			b := bits.TrailingZeros64(all)
			for e := range effects {
				if cs[e*w+j]>>b&1 == 1 {
					f(j*64+b, outcome.Effect(e))
					break
				}
			}
		}
	}
}
