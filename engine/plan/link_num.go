package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

func (l *linker) makeNum(n *node, i int32) numFn {
	a, b, k := n.a, n.b, n.k
	switch n.op {
	case opNumber:
		return func(*Machine) (int64, state) { return k, known }
	case opInput:
		if n.kind != value.Bool {
			return l.inputNum(a)
		}
	case opTerm:
		return func(m *Machine) (int64, state) { c := m.term(a); return c.n, c.st }
	case opDecision:
		return func(m *Machine) (int64, state) { c := m.decide(a); return c.n, c.st }
	case opReading:
		return func(m *Machine) (int64, state) { return int64(m.readings[a]), known }
	case opVar:
		return func(m *Machine) (int64, state) { return plain(m.vars[a]) }
	case opField:
		return func(m *Machine) (int64, state) {
			fields, _ := m.vars[a].Ref.([]value.Value)
			if int(b) >= len(fields) {
				return 0, unsettled
			}
			return plain(&fields[b])
		}
	case opOpenWithout:
		return func(m *Machine) (int64, state) {
			if m.in[a].Kind != value.Money {
				return 0, unsettled
			}
			return k, known
		}
	case opAdd, opSub, opMul:
		return l.arith(n)
	case opMin, opMax:
		return l.pick(n)
	case opSum, opCount, opSmallest, opLargest:
		return l.fold(n)
	case opConvert:
		x, to := l.num(a), l.maps[b]
		return func(m *Machine) (int64, state) {
			v, st := x(m)
			if st != known {
				return 0, st
			}
			return int64(to[v]), known
		}
	case opNever:
		return func(*Machine) (int64, state) { return 0, absent }
	case opAttr:
		return l.attr(n)
	case opSchedOn:
		return func(*Machine) (int64, state) { return 0, unsettled }
	}
	if n.kind == value.Bool {
		c := l.cond(i)
		return func(m *Machine) (int64, state) {
			switch t := c(m); t {
			case never:
				return 0, absent
			case open:
				return 0, unsettled
			default:
				return int64(t), known
			}
		}
	}
	if n.op == opOpen {
		return func(*Machine) (int64, state) { return 0, unsettled }
	}
	return l.calendar(n)
}

func (l *linker) inputNum(a int32) numFn {
	miss := l.missing(a)
	if d := l.inputs[a].deflt; d >= 0 {
		fallback := l.num(d)
		return func(m *Machine) (int64, state) {
			if v := &m.in[a]; v.Kind != value.Invalid {
				return plain(v)
			}
			if use, st := miss.fallback(m); !use {
				return 0, st
			}
			return fallback(m)
		}
	}
	return func(m *Machine) (int64, state) {
		if v := &m.in[a]; v.Kind != value.Invalid {
			return plain(v)
		}
		return 0, miss.state(m)
	}
}

// most is the largest amount in millionths that is kept as an integer; beyond it decimals take over.
const most = 1_000_000_000_000_000_000

func inRange(n int64) (int64, state) {
	if n > most || n < -most {
		return 0, unsettled
	}
	return n, known
}

func (l *linker) arith(n *node) numFn {
	x, y := l.num(n.a), l.num(n.b)
	op := n.op
	return func(m *Machine) (int64, state) {
		u, st := x(m)
		if st != known {
			return 0, st
		}
		v, st := y(m)
		if st != known {
			return 0, st
		}
		switch op {
		case opAdd:
			return inRange(u + v)
		case opSub:
			return inRange(u - v)
		}
		p, ok := multiply(u, v)
		if !ok {
			return 0, unsettled
		}
		return inRange(p)
	}
}

// multiply is x·y in millionths where that is exact and in range.
func multiply(x, y int64) (int64, bool) {
	neg := (x < 0) != (y < 0)
	hi, lo := bits.Mul64(magnitude(x), magnitude(y))
	if hi >= value.Scale {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, value.Scale)
	if r != 0 || q > most {
		return 0, false
	}
	if neg {
		return -int64(q), true
	}
	return int64(q), true
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

// pick is the smallest or largest of the values that are there; n/a where none is.
func (l *linker) pick(n *node) numFn {
	var fs []numFn
	for _, k := range l.kids[n.a : n.a+n.b] {
		fs = append(fs, l.num(k))
	}
	smallest := n.op == opMin
	return func(m *Machine) (int64, state) {
		var best int64
		st := absent
		for _, f := range fs {
			x, s := f(m)
			switch {
			case s == unsettled:
				return 0, unsettled
			case s == absent:
			case st == absent, smallest && x < best, !smallest && x > best:
				best, st = x, known
			}
		}
		return best, st
	}
}

func (l *linker) attr(n *node) numFn {
	x, at := l.value(n.a), l.attrs[n.b]
	return func(m *Machine) (int64, state) {
		v, st := x(m)
		if st != known {
			return 0, st
		}
		out, err := operate.Attribute(at, v)
		if err != nil {
			return 0, unsettled
		}
		return plain(&out)
	}
}

func dateOf(n int64) date.Date { return date.Date(n) }

func dated(d date.Date, ok bool) (int64, state) {
	if !ok {
		return 0, unsettled
	}
	return int64(d), known
}

// calendar links the arithmetic of days.
func (l *linker) calendar(n *node) numFn {
	op, k := n.op, int(n.k)
	var f func(d date.Date) (int64, state)
	switch op {
	case opDays:
		f = func(d date.Date) (int64, state) { return dated(d.AddDays(k)) }
	case opMonths:
		rule := l.rules[n.b]
		f = func(d date.Date) (int64, state) { return dated(d.AddMonths(k, rule)) }
	case opLastDays:
		f = func(d date.Date) (int64, state) { return dated(d.LastOfDays(k)) }
	case opLastMonths:
		f = func(d date.Date) (int64, state) { return dated(d.LastOfMonths(k)) }
	case opYear:
		f = func(d date.Date) (int64, state) { return int64(d.Year()) * value.Scale, known }
	case opMonth:
		f = func(d date.Date) (int64, state) { return int64(d.Month()) * value.Scale, known }
	case opDay:
		f = func(d date.Date) (int64, state) { return int64(d.Day()) * value.Scale, known }
	case opWeekday:
		f = func(d date.Date) (int64, state) { return int64(d.Weekday()), known }
	case opWorkdays, opRoll:
		return l.workday(n)
	case opMinutes:
		x := l.num(n.a)
		return func(m *Machine) (int64, state) {
			s, st := x(m)
			return s + int64(k)*60, st
		}
	case opClock:
		zone := l.zones[n.b]
		f = func(d date.Date) (int64, state) {
			v, err := operate.ClockOn(k, zone, value.OfDate(d))
			if err != nil {
				return 0, unsettled
			}
			return v.N, known
		}
	default:
		return func(*Machine) (int64, state) { return 0, unsettled }
	}
	x := l.num(n.a)
	if op == opDays {
		return func(m *Machine) (int64, state) {
			d, st := x(m)
			if st != known {
				return 0, st
			}
			return dated(dateOf(d).AddDays(k))
		}
	}
	return func(m *Machine) (int64, state) {
		d, st := x(m)
		if st != known {
			return 0, st
		}
		return f(dateOf(d))
	}
}

func (l *linker) workday(n *node) numFn {
	w := l.works[n.b]
	x, cal := l.num(n.a), l.value(w.calendar)
	op, k := n.op, int(n.k)
	return func(m *Machine) (int64, state) {
		d, st := x(m)
		if st != known {
			return 0, st
		}
		var c *calendar.Calendar
		if cal != nil {
			v, st := cal(m)
			if st != known {
				return 0, st
			}
			c = v.Calendar()
		}
		day := dateOf(d)
		var err error
		switch {
		case op == opWorkdays:
			day, err = calendar.AddWorkingDays(day, k, w.days, c)
		case k > 0:
			day, err = calendar.RollForward(day, w.days, c)
		default:
			day, err = calendar.RollBackward(day, w.days, c)
		}
		return dated(day, err == nil)
	}
}
