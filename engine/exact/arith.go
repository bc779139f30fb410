package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// operation is an arithmetic operation on two values.
type operation int32

const (
	plus operation = iota
	minus
	times
	share
)

func (op operation) apply(x, y value.Value) (value.Value, error) {
	switch op {
	case plus:
		return value.Add(x, y)
	case minus:
		return value.Sub(x, y)
	case times:
		return value.Mul(x, y)
	}
	return value.ShareOf(x, y)
}

// arith2 applies an operation; n/a and missing answers pass through.
func (e *evaluation) arith2(op operation, a, b diagram.Ref) diagram.Ref {
	if a >= 0 && b >= 0 {
		return e.arithLeaves(op, int32(a), int32(b))
	}
	return e.d.Apply2(opArith+diagram.Op(op), a, b, func(x, y int32) diagram.Ref { return e.arithLeaves(op, x, y) }, nil)
}

func (e *evaluation) arithLeaves(op operation, x, y int32) diagram.Ref {
	lx, ly := &e.leaves[x], &e.leaves[y]
	switch {
	case lx.kind != known && lx.kind != open:
		return diagram.Ref(x)
	case ly.kind != known && ly.kind != open:
		return diagram.Ref(y)
	case lx.kind == known && ly.kind == known:
		v, err := op.apply(lx.v, ly.v)
		if err != nil {
			return e.fail(nil, err)
		}
		return e.constant(v)
	case (op == plus || op == minus) && ly.kind == known && ly.v.IsZero():
		return diagram.Ref(x) // a known zero of a sum makes no difference
	case op == plus && lx.kind == known && lx.v.IsZero():
		return diagram.Ref(y)
	}
	l := leaf{deps: e.union(lx.deps, ly.deps)}
	l.span = op.bounds(asRange(lx), asRange(ly))
	return e.unknown(key{op: ofArith, n: int32(op), a: x, b: y}, l)
}

func (e *evaluation) sum(x *tree.Sum) diagram.Ref {
	out := e.scalar(x.First)
	for _, t := range x.Rest {
		if t.Less {
			out = e.arith2(minus, out, e.scalar(t.X))
		} else {
			out = e.arith2(plus, out, e.scalar(t.X))
		}
	}
	return out
}

// shift is "P after X" and "P before X".
func (e *evaluation) shift(p tree.PeriodOf, before bool, x diagram.Ref, d *tree.Defaults) diagram.Ref {
	if p.Unit == types.WorkingDays {
		cal := e.calendar(d)
		if v, c, ok := e.dayAndCalendar(x, cal); ok {
			e.spend(p.N / 64) // they are counted one by one
			out, err := addWorkingDays(p, before, v, d, c)
			return e.computed(nil, out, err)
		}
		return e.withCalendar(cal, x, key{op: ofShiftDays, text: d.Policy, n: 2*int32(p.N) + number(before)}, before, func(v, cal value.Value) (value.Value, error) {
			e.spend(p.N / 64)
			return addWorkingDays(p, before, v, d, cal)
		})
	}
	if v, ok := e.knownValue(x); ok {
		out, err := shiftValue(p, before, v, d)
		return e.computed(nil, out, err)
	}
	return e.map1(key{op: ofShift, text: p.Words, n: 2*monthRule(d) + number(before)}, x, func(v value.Value) (value.Value, error) {
		return shiftValue(p, before, v, d)
	})
}

func (e *evaluation) lastDay(p tree.PeriodOf, x diagram.Ref) diagram.Ref {
	if v, ok := e.knownValue(x); ok {
		out, err := lastDayFrom(p, v)
		return e.computed(nil, out, err)
	}
	return e.map1(key{op: ofLastDay, text: p.Words}, x, func(v value.Value) (value.Value, error) { return lastDayFrom(p, v) })
}

func (e *evaluation) rollDay(before bool, x diagram.Ref, d *tree.Defaults) diagram.Ref {
	cal := e.calendar(d)
	if v, c, ok := e.dayAndCalendar(x, cal); ok {
		out, err := rollWorkingDay(before, v, d, c)
		return e.computed(nil, out, err)
	}
	return e.withCalendar(cal, x, key{op: ofRoll, text: d.Policy, n: number(before)}, before, func(v, cal value.Value) (value.Value, error) {
		return rollWorkingDay(before, v, d, cal)
	})
}

// map1 applies a function that keeps order.
func (e *evaluation) map1(k key, x diagram.Ref, f func(value.Value) (value.Value, error)) diagram.Ref {
	if x >= 0 {
		return e.mapLeaf(k, int32(x), f)
	}
	return e.d.Map(x, func(l int32) diagram.Ref { return e.mapLeaf(k, l, f) })
}

func (e *evaluation) mapLeaf(k key, l int32, f func(value.Value) (value.Value, error)) diagram.Ref {
	switch lf := &e.leaves[l]; lf.kind {
	case known:
		return e.result(nil, f, lf.v)
	case open:
		k.a = l
		lo, hi := monotone(asRange(lf), f)
		return e.unknown(k, leaf{span: span{lo: lo, hi: hi}, deps: lf.deps})
	}
	return diagram.Ref(l)
}

// calendar is the calendar of days not worked.
func (e *evaluation) calendar(d *tree.Defaults) diagram.Ref {
	if d.WorkingDays != nil && d.WorkingDays.Calendar != nil {
		return e.scalar(d.WorkingDays.Calendar)
	}
	if e.noHolidays == 0 {
		e.noHolidays = e.constant(noHolidays)
	}
	return e.noHolidays
}

// dayAndCalendar are a day and a calendar, if both are known.
func (e *evaluation) dayAndCalendar(x, cal diagram.Ref) (day, days value.Value, ok bool) {
	day, ok = e.knownValue(x)
	days, known := e.knownValue(cal)
	if !ok || !known {
		return day, days, false
	}
	e.usedCalendar(days)
	return day, days, true
}

// withCalendar applies a function of a day and the calendar of days not worked. While the calendar is not known, forward counting gives at
// least what it gives without any holiday, and at most anything; backwards likewise.
func (e *evaluation) withCalendar(cal, x diagram.Ref, k key, before bool, f func(day, cal value.Value) (value.Value, error)) diagram.Ref {
	return e.d.Map2(x, cal, func(a, c int32) diagram.Ref {
		day, cl := &e.leaves[a], &e.leaves[c]
		if day.kind != known && day.kind != open {
			return diagram.Ref(a)
		}
		if cl.kind != known && cl.kind != open {
			return diagram.Ref(c)
		}
		if cl.kind == known {
			e.usedCalendar(cl.v)
		}
		if day.kind == known && cl.kind == known {
			return e.result(nil, func(v value.Value) (value.Value, error) { return f(v, cl.v) }, day.v)
		}
		using := cl.v
		if cl.kind == open {
			using = noHolidays
		}
		l := leaf{deps: e.union(day.deps, cl.deps)}
		l.lo, l.hi = monotone(asRange(day), func(v value.Value) (value.Value, error) { return f(v, using) })
		if cl.kind == open {
			if before {
				l.lo = value.Value{}
			} else {
				l.hi = value.Value{}
			}
		}
		k := k
		k.a, k.b = a, c
		return e.unknown(k, l)
	})
}

// number is 1 for true.
func number(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
