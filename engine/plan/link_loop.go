package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// iterator runs over a list, a set whose members are settled, or the periods of a schedule, binding the loop's variable.
type iterator struct {
	slot   int32
	kind   slotKind
	ticked bool // something in the loop is kept as long as the variable stays
	input  int32
	stride int32
	miss   *missing
	period int
	list   valueFn
	set    setFn
	from   numFn
	day    numFn
	sched  *tree.Schedule
}

// iterator prepares a loop; what is in its body must have been linked before.
func (l *linker) iterator(lp *loop) *iterator {
	s := &l.slotOf[lp.slot]
	it := &iterator{slot: lp.slot, kind: s.kind, ticked: s.ticked, input: -1, period: s.period}
	switch over := &l.nodes[lp.over]; s.kind {
	case slotMember:
		it.set = l.set(lp.over)
	case slotPeriod:
		it.sched = l.sched[over.a].tree
		it.from, it.day = l.num(l.sched[over.a].from), l.num(over.b)
	case slotArena:
		it.input, it.stride, it.miss = s.input, l.layouts[s.input].stride, l.missing(s.input)
	default:
		it.list = l.value(lp.over)
	}
	return it
}

// cursor is where an iterator stands. It lives on the stack of the loop.
type cursor struct {
	members []value.Value
	mask    uint64
	at, end int32 // in the arena
	k       int
	from    int64
	day     int64
	last    date.Date // of the period before
	ends    operate.Ends
}

func (it *iterator) start(m *Machine, c *cursor) state {
	switch it.kind {
	case slotArena:
		var st state
		c.at, c.end, st = it.span(m)
		return st
	case slotMember:
		mask, unk, st := it.set(m)
		if st == known && unk != 0 {
			return unsettled
		}
		if !m.within(bits.OnesCount64(mask)) {
			return unsettled
		}
		c.mask = mask
		return st
	case slotPeriod:
		if c.from = it.from(m); c.from <= ask {
			return stateOf(c.from)
		}
		c.day = it.day(m)
		if c.day <= ask {
			return stateOf(c.day)
		}
		c.last, c.ends = dateOf(c.from)-1, operate.EndsOf(it.sched, dateOf(c.from))
		return known
	}
	v, st := it.list(m)
	c.members, _ = v.Ref.([]value.Value)
	if !m.within(len(c.members)) {
		return unsettled
	}
	return st
}

// span is where the elements of a list of the case lie.
func (it *iterator) span(m *Machine) (at, end int32, st state) {
	list := m.w[it.input]
	if list <= ask {
		return 0, 0, it.miss.state(m)
	}
	if !m.within(size(list)) {
		return 0, 0, unsettled
	}
	at, end = span(list, it.stride)
	return at, end, known
}

// next binds the next element; false at the end.
func (it *iterator) next(m *Machine, c *cursor) bool {
	if it.ticked {
		m.tick++
		m.ticks[it.slot] = m.tick
	}
	switch it.kind {
	case slotArena:
		if c.at == c.end {
			return false
		}
		m.at[it.slot] = c.at
		c.at += it.stride
		return true
	case slotMember:
		if c.mask == 0 {
			return false
		}
		m.words[it.slot] = int64(bits.TrailingZeros64(c.mask))
		c.mask &= c.mask - 1
		return true
	case slotPeriod:
		if !m.within(1) {
			return false
		}
		c.k++
		last, ok := c.ends.Of(c.k)
		if !ok || int64(last) >= c.day {
			return false
		}
		if c.k > operate.MaxPeriods {
			m.left = -1 // the exact evaluator refuses such a case
			return false
		}
		m.periods[it.period] = value.SchedulePeriod{Number: c.k, First: c.last + 1, Last: last}
		c.last = last
		return true
	}
	if c.k == len(c.members) {
		return false
	}
	m.vars[it.slot] = &c.members[c.k]
	c.k++
	return true
}

// quantifier is "some" and "every"; elements for which the body is n/a are skipped.
func (l *linker) quantifier(n *node) condFn {
	lp := &l.loops[n.a]
	body := l.cond(lp.body)
	counts, every := yes, n.op == opEvery
	if every {
		counts = no
	}
	found, none := yes, no
	if every {
		found, none = no, yes
	}
	if lp.set {
		return l.setQuantifier(lp, body, counts, found, none)
	}
	it := l.iterator(lp)
	if it.kind == slotArena && !it.ticked {
		return l.arenaQuantifier(it, lp.body, body, counts, found, none)
	}
	return func(m *Machine) truth {
		var c cursor
		if st := it.start(m, &c); st != known {
			return lack(st)
		}
		out := none
		for it.next(m, &c) {
			t := body(m)
			if t == counts {
				return found
			}
			if t == open {
				out = open
			}
		}
		if m.left < 0 {
			return open
		}
		return out
	}
}

// arenaQuantifier runs over a list of the case.
func (l *linker) arenaQuantifier(it *iterator, at int32, body condFn, counts, found, none truth) condFn {
	slot, stride := it.slot, it.stride
	run := func(m *Machine, at, end int32) truth {
		out := none
		for ; at < end; at += stride {
			m.at[slot] = at
			t := body(m)
			if t == counts {
				return found
			}
			if t == open {
				out = open
			}
		}
		return out
	}
	if f, in, ok := l.memberOf(at, slot); ok {
		if counts == no {
			in = ^in
		}
		return l.memberQuantifier(it, f, in, found, none, run)
	}
	all := func(m *Machine) truth {
		at, end, st := it.span(m)
		if st != known {
			return lack(st)
		}
		return run(m, at, end)
	}
	n, missing := &l.nodes[at], counts == no
	for n.op == opNot {
		at, missing = n.a, !missing
		n = &l.nodes[at]
	}
	if b, ok := l.rangeOf(at, slot); ok {
		return l.rangeQuantifier(it, b, missing, found, none, run)
	}
	if n.op == opInList && l.isTextInInput(n) && l.nodes[n.a].a == slot && it.stride == 1 && l.layouts[l.nodes[n.b].a].stride == 1 {
		return l.textQuantifier(it, l.nodes[n.b].a, missing, found, none, all)
	}
	return all
}

// setQuantifier lets the members that are not settled count only where they matter.
func (l *linker) setQuantifier(lp *loop, body condFn, counts, found, none truth) condFn {
	over, slot, ticked := l.set(lp.over), lp.slot, l.slotOf[lp.slot].ticked
	return func(m *Machine) truth {
		mask, unk, st := over(m)
		if st != known {
			return lack(st)
		}
		if !m.within(bits.OnesCount64(mask | unk)) {
			return open
		}
		out := none
		for all := mask | unk; all != 0; all &= all - 1 {
			i := bits.TrailingZeros64(all)
			m.words[slot] = int64(i)
			if ticked {
				m.tick++
				m.ticks[slot] = m.tick
			}
			t := body(m)
			if t != counts && t != open {
				continue
			}
			if t == counts && mask>>i&1 == 1 {
				return found
			}
			out = open
		}
		return out
	}
}

// fold runs an aggregate over a list or set.
func (l *linker) fold(n *node) numFn {
	lp := &l.loops[n.a]
	where, op := l.cond(lp.where), n.op
	var body numFn
	if op != opCount {
		body = l.num(lp.body)
	}
	it := l.iterator(lp)
	if op == opSum && it.kind == slotArena && !it.ticked {
		return l.sum(it, where, l.operand(lp.body))
	}
	return func(m *Machine) int64 {
		var c cursor
		if st := it.start(m, &c); st != known {
			return wordOf(st)
		}
		var acc int64
		if op == opSmallest || op == opLargest {
			acc = nothing
		}
		present, counted := false, false
		for it.next(m, &c) {
			if where != nil {
				switch where(m) {
				case no, never:
					continue
				case open:
					return lacks
				}
			}
			if op == opCount {
				acc += value.Scale
				continue
			}
			present = true
			x := body(m)
			switch {
			case x == nothing:
			case x <= ask:
				return lacks
			case op == opSum:
				counted = true
				if acc += x; acc > most || acc < -most {
					return lacks
				}
			case acc == nothing, op == opSmallest && x < acc, op == opLargest && x > acc:
				acc = x
			}
		}
		if m.left < 0 {
			return lacks
		}
		if op == opSum && present && !counted {
			return nothing // a sum of values that are all n/a
		}
		return acc
	}
}

// sum runs over a list of the case.
func (l *linker) sum(it *iterator, where condFn, body operand) numFn {
	slot, stride := it.slot, it.stride
	fn, f := body.fn, body.field
	if body.form == field && body.at == slot && where == nil {
		return func(m *Machine) int64 {
			at, end, st := it.span(m)
			if st != known {
				return wordOf(st)
			}
			acc := int64(0)
			for ; at < end; at += stride {
				x := m.w[at+f]
				if x <= ask {
					return lacks
				}
				if acc += x; acc > most || acc < -most {
					return lacks
				}
			}
			return acc
		}
	}
	return func(m *Machine) int64 {
		at, end, st := it.span(m)
		if st != known {
			return wordOf(st)
		}
		acc := int64(0)
		present, counted := false, false
		for ; at < end; at += stride {
			m.at[slot] = at
			if where != nil {
				switch where(m) {
				case no, never:
					continue
				case open:
					return lacks
				}
			}
			present = true
			x := fn(m)
			if x <= ask {
				if x == nothing {
					continue
				}
				return lacks
			}
			counted = true
			if acc += x; acc > most || acc < -most {
				return lacks
			}
		}
		if present && !counted {
			return nothing // a sum of values that are all n/a
		}
		return acc
	}
}
