package plan

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

func dateOf(n int64) date.Date { return date.Date(n) }

// term evaluates a defined term once.
func (m *Machine) term(i int32) *cell {
	c := &m.terms[i]
	if c.done {
		return c
	}
	*c = cell{done: true}
	m.fill(c, m.c.terms[i])
	return c
}

// fill evaluates a node into a cell in the form of its kind.
func (m *Machine) fill(c *cell, i int32) {
	switch m.c.nodes[i].kind {
	case value.Bool:
		c.tr = m.truth(i)
		c.n, c.st = int64(c.tr), known
		switch c.tr {
		case never:
			c.st = absent
		case open:
			c.st = unsettled
		}
	case value.Set:
		mask, unk, st := m.set(i)
		c.n, c.u, c.st = int64(mask), unk, st
	case value.List, value.Period, value.Text, value.Country, value.Calendar, value.Currency, value.Record:
		c.v, c.st = m.value(i)
	default:
		c.n, c.st = m.number(i)
	}
}

// decide evaluates a decision once. A decision in conflict or not governed is left open for its readers.
func (m *Machine) decide(i int32) *cell {
	c := &m.decs[i]
	if c.done {
		return c
	}
	*c = cell{done: true}
	d := &m.c.decisions[i]
	if d.arises >= 0 {
		switch m.truth(d.arises) {
		case no, never:
			c.st = absent
			return c
		case open:
			c.st = unsettled
			return c
		}
	}
	switch {
	case d.kind == value.Set:
		m.collect(d, c)
	case d.duties:
		m.listDuties(d)
	case d.ranked:
		m.ranked(d, c)
	default:
		m.single(i, d, c)
	}
	return c
}

// applies settles a rule's condition and defeat, and records it.
func (m *Machine) applies(d *decision, r *rule) truth {
	t := m.condition(r.cond)
	status := &m.Rules[r.id]
	switch t {
	case no:
		*status = uint8(outcome.Failed)
		return no
	case never:
		*status = uint8(outcome.NotApplicableRule)
		return no
	}
	if len(r.beatenBy) > 0 || len(r.disapply) > 0 {
		t = m.undefeated(d, r, t)
	}
	switch t {
	case yes:
		*status = uint8(outcome.Applied)
	case no:
		*status = uint8(outcome.Defeated)
	default:
		*status = uint8(outcome.Open)
	}
	return t
}

// undefeated looks at the rules that beat this one, which come before it in order, and at the sentences that disapply it.
func (m *Machine) undefeated(d *decision, r *rule, t truth) truth {
	for _, j := range r.beatenBy {
		switch outcome.RuleStatus(m.Rules[d.rules[j].id]) {
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

func (m *Machine) disapplies(j int32) truth {
	if !m.disSet[j] {
		m.disSet[j] = true
		m.dis[j] = m.switched(&m.c.disapplies[j])
	}
	return m.dis[j]
}

// switched is a condition that other sentences can disapply.
func (m *Machine) switched(s *disapply) truth {
	t := holds(m.condition(s.cond))
	for _, k := range s.by {
		if t == no {
			return no
		}
		switch m.disapplies(k) {
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
	any := no
	for _, j := range d.order {
		r := &d.rules[j]
		var t truth
		if r.otherwise {
			if t = m.applies(d, r); t != no {
				t = fallback(any, t)
			}
		} else {
			t = m.applies(d, r)
			any = max3(any, t)
		}
		if t == no {
			continue
		}
		mask, unk := uint64(1)<<r.member, uint64(0)
		if r.kind == tree.Value {
			var st state
			if mask, unk, st = m.set(r.value); st == absent {
				continue
			} else if st == unsettled {
				mask, unk = 0, uint64(1)<<len(d.tree.Type.Members)-1
			}
		}
		if t == open {
			unk |= mask
			mask = 0
		}
		c.n |= int64(mask)
		c.u |= unk
	}
	c.u &^= uint64(c.n)
}

// max3 is yes where one is, else open where one is.
func max3(a, b truth) truth {
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

// ranked takes the earliest member whose rule applies. Rules are in order of rank, so that nothing behind the first that applies matters.
func (m *Machine) ranked(d *decision, c *cell) {
	best, bound := int64(-1), false
	for _, j := range d.order {
		r := &d.rules[j]
		if r.otherwise {
			continue
		}
		if r.constant && best >= 0 && m.c.nodes[r.value].k > best && len(r.tree.BeatenBy) == 0 {
			continue
		}
		t := m.applies(d, r)
		if t == no {
			continue
		}
		x, st := m.number(r.value)
		switch {
		case t == open || st == unsettled:
			// An open rule of a lower rank than one that applies cannot matter; the order sees to constants.
			if r.constant && best >= 0 && x >= best && t == open {
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
		m.otherwise(d, c)
	}
}

// otherwise is the value of the rule that applies where no other does; without one the decision is not governed, which is left open.
func (m *Machine) otherwise(d *decision, c *cell) {
	for j := range d.rules {
		r := &d.rules[j]
		if !r.otherwise || m.applies(d, r) == no {
			continue
		}
		if outcome.RuleStatus(m.Rules[r.id]) == outcome.Open {
			c.st = unsettled
			return
		}
		m.fillAs(d, c, r.value)
		return
	}
	if d.duty {
		c.st = absent
		return
	}
	c.st = unsettled
}

// fillAs evaluates a rule's value in the form of the decision's kind.
func (m *Machine) fillAs(d *decision, c *cell, i int32) {
	switch d.kind {
	case value.Text, value.Country, value.List, value.Calendar, value.Currency:
		c.v, c.st = m.value(i)
	case value.Bool:
		switch t := m.truth(i); t {
		case never:
			c.st = absent
		case open:
			c.st = unsettled
		default:
			c.n, c.st = int64(t), known
		}
	default:
		c.n, c.st = m.number(i)
	}
}

// single is a decision whose applying rules must agree, with the lines of its account.
func (m *Machine) single(i int32, d *decision, c *cell) {
	found, nothing := false, false
	for _, j := range d.order {
		r := &d.rules[j]
		if r.otherwise || r.kind >= tree.Add {
			continue
		}
		t := m.applies(d, r)
		if t == no {
			continue
		}
		if t == open {
			c.st = unsettled
			return
		}
		var this cell
		if d.duty {
			m.duty(r, j, &this)
		} else {
			m.fillAs(d, &this, r.value)
		}
		switch {
		case this.st == unsettled:
			c.st = unsettled
			return
		case this.st == absent:
			nothing = true
		case !found:
			*c, found = this, true
		case d.duty || this.n != c.n || this.v.Kind != value.Invalid && !value.Equal(this.v, c.v):
			c.st = unsettled // agreement of duties and conflicts are for the exact evaluator
			c.done = true
			return
		}
	}
	c.done = true
	switch {
	case found:
	case nothing:
		c.st = absent
		return
	default:
		m.otherwise(d, c)
		c.done = true
	}
	if d.lines && c.st == known {
		m.account(i, d, c)
	}
}

// duty settles the details of a duty: its cell has the rule's index. An amount of zero means that it does not arise.
func (m *Machine) duty(r *rule, j int32, c *cell) {
	c.n = int64(j)
	for k, n := range r.details {
		if n < 0 {
			continue
		}
		x, st := m.number(n)
		switch {
		case st == unsettled:
			c.st = unsettled
			return
		case k == 0 && st == known && x == 0:
			c.st = absent
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
			m.Rules[r.id] = uint8(outcome.Open)
		}
	}
}

// account runs the stages of an amount: additions and deductions, limits, floors, rounding.
func (m *Machine) account(i int32, d *decision, c *cell) {
	total := c.n
	stage := func(from, to tree.RuleKind) bool {
		for j := range d.rules {
			r := &d.rules[j]
			if r.kind < from || r.kind > to {
				continue
			}
			switch m.applies(d, r) {
			case no:
				continue
			case open:
				return false
			}
			if r.kind == tree.Round {
				rounded, ok := money.RoundScaled(total, r.mode, r.step)
				if !ok {
					return false
				}
				m.changed[r.id] = rounded != total
				total = rounded
				continue
			}
			x, st := m.number(r.value)
			switch {
			case st == unsettled:
				return false
			case st == absent:
				continue
			}
			before := total
			total = line(r.kind, total, x)
			m.changed[r.id] = total != before
			if total > most || total < -most {
				return false
			}
		}
		return true
	}
	ok := stage(tree.Add, tree.Deduct)
	m.limits[i].before = total
	ok = ok && stage(tree.Limit, tree.Limit)
	m.limits[i].after = total
	m.bindings(i, d)
	ok = ok && stage(tree.Floor, tree.Floor) && stage(tree.Round, tree.Round)
	if !ok {
		c.st = unsettled
		return
	}
	c.n = total
}

// bindings notes which applied limits bind: smaller than the amount before limits and equal to the amount after them.
func (m *Machine) bindings(i int32, d *decision) {
	for j := range d.rules {
		r := &d.rules[j]
		if r.kind == tree.Limit && m.status(r) == outcome.Applied {
			x, st := m.number(r.value)
			m.changed[r.id] = st == known && x < m.limits[i].before && x == m.limits[i].after
		}
	}
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
	for j := range d.rules {
		r := &d.rules[j]
		if r.kind == tree.Limit && r.tree.AsMember >= 0 && m.changed[r.id] {
			mask |= 1 << r.tree.AsMember
		}
	}
	return mask, 0, known
}

// arises is whether a decision's question arises.
func (m *Machine) arises(i int32) truth {
	d := &m.c.decisions[i]
	if d.duty {
		switch m.decide(i).st {
		case known:
			return yes
		case absent:
			return no
		}
		return open
	}
	if d.arises < 0 {
		return yes
	}
	return holds(m.truth(d.arises))
}
