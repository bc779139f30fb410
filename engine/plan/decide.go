package plan

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// decide evaluates a decision once. A decision in conflict or not governed is left open for its readers.
func (m *Machine) decide(i int32) *cell {
	c := &m.decs[i]
	if c.epoch != m.epoch {
		m.settle(i, c)
	}
	return c
}

// settleAny is settle for a decision of any shape; its citations are another matter.
func (m *Machine) settleAny(i int32, c *cell, d *decision) {
	if d.arisesFn != nil {
		switch d.arisesFn(m) {
		case no, never:
			c.st, c.tr = absent, no
			return
		case open:
			c.st = unsettled
			return
		}
	}
	switch {
	case d.kind == value.Set:
		m.collect(d, c)
	case d.duties:
		m.listDuties(d)
	case d.ranked:
		m.ranked(i, d, c)
	default:
		m.single(i, d, c)
	}
}

// statuses by truth: what a rule that nothing defeats comes to.
var statuses = [...]outcome.RuleStatus{no: outcome.Failed, yes: outcome.Applied, never: outcome.NotApplicableRule, open: outcome.Open}

// applies settles a rule's condition and defeat, and records it.
func (m *Machine) applies(d *decision, r *rule) truth {
	if s := r.asStep; s != nil {
		t, n := s.came(m)
		m.notes[r.id] = n
		return holds(t)
	}
	t, link := yes, int16(linkWhole)
	switch {
	case r.when != nil:
		t = r.when(m)
	case r.test != nil:
		t, link = r.test(m)
	}
	m.notes[r.id] = note{status: statuses[t&3], link: link}
	if t == never {
		return no
	}
	if r.simple || t == no {
		return t
	}
	return m.stands(d, r, t)
}

// stands is whether a rule whose condition holds, or may, is worth something and not defeated.
func (m *Machine) stands(d *decision, r *rule, t truth) truth {
	at := &m.notes[r.id]
	if worth := r.detail(0); worth != nil {
		// A duty to pay nothing does not arise.
		switch x := worth(m); {
		case x == 0:
			at.status, at.worthless = outcome.Failed, true
			if t == open {
				at.link = linkVague
			}
			return no
		case x <= ask && x != nothing:
			t = open
		}
	}
	if r.defeatable && r != m.spared {
		before := t
		if t = m.undefeated(d, r, t); t == no && before == open {
			at.link = linkVague // whether anything was displaced is left to the exact evaluator
		}
	}
	switch t {
	case yes:
		at.status = outcome.Applied
	case no:
		at.status = outcome.Defeated
	default:
		at.status = outcome.Open
	}
	return t
}

// undefeated looks at the rules that beat this one, which come before it in order, and at the sentences that disapply it.
func (m *Machine) undefeated(d *decision, r *rule, t truth) truth {
	for _, j := range r.beatenBy {
		switch m.notes[d.rules[j].id].status {
		case outcome.Applied:
			return no
		case outcome.Open:
			t = open
		}
	}
	for _, j := range r.disapply {
		switch m.disapplies(j) {
		case yes:
			return no
		case open:
			t = open
		}
	}
	return t
}

// collect is a set decision: the union of what applies.
func (m *Machine) collect(d *decision, c *cell) {
	var in, unk uint64
	any := no
	for _, j := range d.order {
		r := &d.rules[j]
		t := m.applies(d, r)
		if r.otherwise && t != no {
			t = fallback(any, t)
		} else {
			any = strongest(any, t)
		}
		if t == no {
			continue
		}
		mask, maybe := r.bit, uint64(0)
		if r.kind == tree.Value {
			var st state
			if mask, maybe, st = r.set(m); st == absent {
				continue
			} else if st == unsettled {
				mask, maybe = 0, uint64(1)<<len(d.tree.Type.Members)-1
			}
		}
		if t == open {
			maybe |= mask
			mask = 0
		}
		in |= mask
		unk |= maybe
	}
	c.n, c.u = int64(in), unk&^in
}

// strongest is yes where one is, else open where one is.
func strongest(a, b truth) truth {
	if a == yes || b == yes {
		return yes
	}
	return max(a, b)
}

// fallback is whether an "otherwise" holds, given whether any other rule does.
func fallback(any, t truth) truth {
	switch any {
	case yes:
		return no
	case open:
		return open
	}
	return t
}

// ranked takes the earliest member whose rule applies. Rules are in order of rank, so that nothing behind the first that applies matters but
// rules that give the same.
func (m *Machine) ranked(i int32, d *decision, c *cell) {
	best, bound := int64(-1), false
	for _, j := range d.order {
		r := &d.rules[j]
		if r.otherwise || r.constant && best >= 0 && r.k > best && len(r.beatenBy) == 0 && !r.beats {
			continue
		}
		t := m.applies(d, r)
		if t == no {
			continue
		}
		x, st := r.k, known
		if !r.constant {
			x = r.num(m)
			st = stateOf(x)
		}
		switch {
		case t == open || st == unsettled:
			if r.constant && best >= 0 && x >= best {
				continue
			}
			c.st = unsettled
			return
		case st == absent:
			bound = true
		case best < 0 || x < best:
			best = x
		}
	}
	switch {
	case best >= 0:
		c.n = best
	case bound:
		c.st = absent
	default:
		m.otherwise(i, d, c)
	}
}

// otherwise is the value of the rule that applies where no other does; without one the decision is not governed, which is left open.
func (m *Machine) otherwise(i int32, d *decision, c *cell) {
	for j := range d.rules {
		r := &d.rules[j]
		if !r.otherwise {
			continue
		}
		switch m.applies(d, r) {
		case no:
			continue
		case open:
			c.st = unsettled
			return
		}
		m.give(i, d, r, c)
		return
	}
	if d.duty {
		c.st = absent
		return
	}
	c.st = unsettled
}

// give evaluates a rule's value.
func (m *Machine) give(i int32, d *decision, r *rule, c *cell) {
	if r.num != nil {
		c.n = r.num(m)
		c.st = stateOf(c.n)
		return
	}
	m.decValues[i], c.st = r.val(m)
}

// single is a decision whose applying rules must agree, with the lines of its account.
func (m *Machine) single(i int32, d *decision, c *cell) {
	found, nothing := false, false
	for _, j := range d.order {
		r := &d.rules[j]
		if r.otherwise || r.kind >= tree.Add {
			continue
		}
		switch m.applies(d, r) {
		case no:
			continue
		case open:
			c.st = unsettled
			return
		}
		var x cell
		var v value.Value
		switch {
		case d.duty:
			m.duty(r, j, &x)
		case r.num != nil:
			x.n = r.num(m)
			x.st = stateOf(x.n)
		default:
			v, x.st = r.val(m)
		}
		switch {
		case x.st == unsettled:
			c.st = unsettled
			return
		case x.st == absent:
			nothing = true
		case !found:
			found = true
			c.n = x.n
			if r.num == nil && !d.duty {
				m.decValues[i] = v
			}
		case d.duty || r.num != nil && x.n != c.n || r.num == nil && !value.Equal(v, m.decValues[i]):
			c.st = unsettled // agreement of duties, and conflicts, are for the exact evaluator
			m.clash = !d.duty || !alike(d.rules[c.n].tree.Duty, r.tree.Duty)
			return
		}
	}
	switch {
	case found:
	case nothing:
		c.st = absent
		return
	default:
		m.otherwise(i, d, c)
	}
	if d.lines && c.st == known {
		m.account(d, c)
	}
}

// alike tells whether two duties differ at most in their details.
func alike(a, b *tree.Duty) bool {
	return a.Who == b.Who && a.Modality == b.Modality && a.What == b.What && a.To == b.To && a.Immediately == b.Immediately && a.Until == b.Until
}

// duty settles the details of a duty: its cell has the rule's index.
func (m *Machine) duty(r *rule, j int32, c *cell) {
	c.n = int64(j)
	for k := range len(r.details) {
		f := r.detail(k)
		if f == nil {
			continue
		}
		if stateOf(f(m)) == unsettled {
			c.st = unsettled
			return
		}
	}
}

// listDuties settles the triggers of a list of duties; which ones are established is in the record.
func (m *Machine) listDuties(d *decision) {
	for _, j := range d.order {
		r := &d.rules[j]
		if m.applies(d, r) != yes {
			continue
		}
		var c cell
		if m.duty(r, j, &c); c.st == unsettled {
			m.notes[r.id].status = outcome.Open
		}
	}
}

// The stages of an amount: additions and deductions, limits, floors, rounding.
const (
	limitStage = 1
	stages     = 4
)

// account runs the stages of an amount.
func (m *Machine) account(d *decision, c *cell) {
	limits := d.lineOrder[d.limitsFrom:d.limitsTo]
	before, ok := m.stage(d, d.lineOrder[:d.limitsFrom], c.n)
	after := before
	if ok {
		if after, ok = m.stage(d, limits, before); ok {
			m.bindings(d, limits, before, after)
			after, ok = m.stage(d, d.lineOrder[d.limitsTo:], after)
		}
	}
	if c.n = after; !ok {
		c.st = unsettled
	}
}

// bindings notes which applied limits bind: smaller than the amount before limits and equal to the amount after them.
func (m *Machine) bindings(d *decision, limits []int32, before, after int64) {
	for _, j := range limits {
		r := &d.rules[j]
		if m.notes[r.id].status == outcome.Applied {
			x := r.num(m)
			m.changed[r.id] = x > ask && x < before && x == after
		}
	}
}

// stage applies lines in their order; false where one is not settled.
func (m *Machine) stage(d *decision, lines []int32, total int64) (int64, bool) {
	for _, j := range lines {
		r := &d.rules[j]
		switch m.applies(d, r) {
		case no:
			continue
		case open:
			return 0, false
		}
		next, ok := m.apply(r, total)
		if !ok {
			return 0, false
		}
		m.changed[r.id] = next != total
		total = next
	}
	return total, true
}

// apply is an amount after a line of its account; false where that is not settled.
func (m *Machine) apply(r *rule, total int64) (next int64, ok bool) {
	next = total
	if r.kind == tree.Round {
		if next, ok = money.RoundScaled(total, r.mode, r.step); !ok {
			return 0, false
		}
	} else if x := r.num(m); x > ask {
		next = line(r.kind, total, x)
	} else if x != nothing {
		return 0, false
	}
	return next, next <= most && next >= -most
}

func line(kind tree.RuleKind, total, x int64) int64 {
	switch kind {
	case tree.Add:
		return total + x
	case tree.Deduct:
		return total - x
	case tree.Limit:
		return min(total, x)
	}
	return max(total, x)
}

// binding is the set of the names of a decision's limits that bind.
func (m *Machine) binding(i int32) (mask, unk uint64, st state) {
	c := m.decide(i)
	if c.st != known {
		return 0, 0, c.st
	}
	d := &m.c.decisions[i]
	for _, j := range d.lineOrder[d.limitsFrom:d.limitsTo] {
		if r := &d.rules[j]; m.changed[r.id] && m.notes[r.id].status == outcome.Applied && r.tree.AsMember >= 0 {
			mask |= 1 << r.tree.AsMember
		}
	}
	return mask, 0, known
}

// arises is whether a decision's question arises.
func (m *Machine) arises(i int32) truth {
	switch m.decide(i).st {
	case known:
		return yes
	case absent:
		return no
	}
	return open
}
