package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/value"
)

// iterator runs over a list, a set whose members are settled, or the periods of a schedule, binding the loop's variable.
type iterator struct {
	slot    int32
	scratch int
	input   int32 // of a list that is an input without a default; −1
	miss    *missing
	list    valueFn
	set     setFn
	from    numFn
	day     numFn
	sched   *tree.Schedule
}

func (l *linker) iterator(lp *loop) *iterator {
	it := &iterator{slot: lp.slot, scratch: lp.period, input: -1}
	if lp.set {
		it.set = l.set(lp.over)
		return it
	}
	if n := &l.nodes[lp.over]; n.op == opSchedEnding {
		it.sched = l.sched[n.a].tree
		it.from, it.day = l.num(l.sched[n.a].from), l.num(n.b)
		return it
	}
	if n := &l.nodes[lp.over]; n.op == opInput && l.inputs[n.a].deflt < 0 {
		it.input, it.miss = n.a, l.missing(n.a)
	}
	it.list = l.value(lp.over)
	return it
}

// cursor is where an iterator stands. It lives on the stack of the loop.
type cursor struct {
	members []value.Value
	mask    uint64
	k       int
	from    int64
	day     int64
}

func (it *iterator) start(m *Machine, c *cursor) state {
	switch {
	case it.input >= 0:
		v := &m.in[it.input]
		if v.Kind == value.Invalid {
			return it.miss.state(m)
		}
		c.members, _ = v.Ref.([]value.Value)
		return known
	case it.list != nil:
		v, st := it.list(m)
		c.members, _ = v.Ref.([]value.Value)
		return st
	case it.set != nil:
		mask, unk, st := it.set(m)
		if st == known && unk != 0 {
			return unsettled
		}
		c.mask = mask
		return st
	}
	var st state
	if c.from, st = it.from(m); st != known {
		return st
	}
	c.day, st = it.day(m)
	return st
}

// next binds the next element; false at the end.
func (it *iterator) next(m *Machine, c *cursor) bool {
	switch {
	case it.list != nil:
		if c.k == len(c.members) {
			return false
		}
		m.vars[it.slot] = &c.members[c.k]
		c.k++
		return true
	case it.set != nil:
		if c.mask == 0 {
			return false
		}
		v := &m.scratch[it.slot]
		*v = value.OfEnum(bits.TrailingZeros64(c.mask))
		m.vars[it.slot] = v
		c.mask &= c.mask - 1
		return true
	}
	c.k++
	p := &m.periods[it.scratch]
	if c.k > operate.MaxPeriods || !operate.Period(it.sched, dateOf(c.from), c.k, p) || int64(p.Last) >= c.day {
		return false
	}
	v := &m.scratch[it.slot]
	*v = value.OfPeriod(p)
	m.vars[it.slot] = v
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
	finish := func(t truth) truth {
		if every {
			return negate(t)
		}
		return t
	}
	if lp.set {
		return l.setQuantifier(lp, body, counts, finish)
	}
	it := l.iterator(lp)
	if it.input >= 0 {
		return l.inputQuantifier(it, body, counts, finish)
	}
	return func(m *Machine) truth {
		var c cursor
		if st := it.start(m, &c); st != known {
			return lack(st)
		}
		out := no
		for it.next(m, &c) {
			t := body(m)
			if t == counts {
				return finish(yes)
			}
			if t == open {
				out = open
			}
		}
		return finish(out)
	}
}

// inputQuantifier runs over a list that is an input.
func (l *linker) inputQuantifier(it *iterator, body condFn, counts truth, finish func(truth) truth) condFn {
	in, slot, miss := it.input, it.slot, it.miss
	found, none := finish(yes), finish(no)
	return func(m *Machine) truth {
		v := &m.in[in]
		if v.Kind == value.Invalid {
			return lack(miss.state(m))
		}
		list, _ := v.Ref.([]value.Value)
		out := none
		for i := range list {
			m.vars[slot] = &list[i]
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
}

// setQuantifier lets the members that are not settled count only where they matter.
func (l *linker) setQuantifier(lp *loop, body condFn, counts truth, finish func(truth) truth) condFn {
	over, slot := l.set(lp.over), lp.slot
	return func(m *Machine) truth {
		mask, unk, st := over(m)
		if st != known {
			return lack(st)
		}
		out := no
		for all := mask | unk; all != 0; all &= all - 1 {
			i := bits.TrailingZeros64(all)
			v := &m.scratch[slot]
			*v = value.OfEnum(i)
			m.vars[slot] = v
			t := body(m)
			if t != counts && t != open {
				continue
			}
			if t == counts && mask>>i&1 == 1 {
				return finish(yes)
			}
			out = open
		}
		return finish(out)
	}
}

// fold runs an aggregate over a list or set.
func (l *linker) fold(n *node) numFn {
	lp := &l.loops[n.a]
	it := l.iterator(lp)
	where, op := l.cond(lp.where), n.op
	var body numFn
	if op != opCount {
		body = l.num(lp.body)
	}
	return func(m *Machine) (int64, state) {
		var c cursor
		if st := it.start(m, &c); st != known {
			return 0, st
		}
		var acc int64
		st := known
		if op == opSmallest || op == opLargest {
			st = absent
		}
		present, counted := false, false
		for it.next(m, &c) {
			if where != nil {
				switch where(m) {
				case no, never:
					continue
				case open:
					return 0, unsettled
				}
			}
			if op == opCount {
				acc += value.Scale
				continue
			}
			present = true
			x, s := body(m)
			switch {
			case s == unsettled:
				return 0, unsettled
			case s == absent:
			case op == opSum:
				counted = true
				if acc += x; acc > most || acc < -most {
					return 0, unsettled
				}
			case st == absent, op == opSmallest && x < acc, op == opLargest && x > acc:
				acc, st = x, known
			}
		}
		if op == opSum && present && !counted {
			return 0, absent // a sum of values that are all n/a
		}
		return acc, st
	}
}
