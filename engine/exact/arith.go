package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// operation is an arithmetic operation on two values.
type operation func(x, y value.Value) (value.Value, error)

// arith2 applies an operation; n/a and missing answers pass through.
func (e *evaluation) arith2(name string, a, b diagram.Ref, op operation) diagram.Ref {
	return e.d.Map2(a, b, func(x, y int32) diagram.Ref {
		lx, ly := e.leaves[x], e.leaves[y]
		switch {
		case lx.kind != known && lx.kind != open:
			return diagram.Ref(x)
		case ly.kind != known && ly.kind != open:
			return diagram.Ref(y)
		case lx.kind == known && ly.kind == known:
			v, err := op(lx.v, ly.v)
			if err != nil {
				return e.fail(nil, err)
			}
			return e.constant(v)
		}
		if r, ok := neutral(name, lx, ly, diagram.Ref(x), diagram.Ref(y)); ok {
			return r
		}
		l := leaf{key: name + e.keyOf(x) + e.keyOf(y), deps: union(lx.deps, ly.deps)}
		l.lo, l.hi = operationBounds(name, asRange(lx), asRange(ly), op)
		return e.unknown(l)
	})
}

// neutral is the other operand where one is a known zero of a sum.
func neutral(name string, x, y leaf, rx, ry diagram.Ref) (diagram.Ref, bool) {
	switch {
	case (name == "plus" || name == "less") && y.kind == known && y.v.IsZero():
		return rx, true
	case name == "plus" && x.kind == known && x.v.IsZero():
		return ry, true
	}
	return 0, false
}

// share is "P of X"; nothing of an amount is nothing in its currency, whatever the amount.
func (e *evaluation) share(x *tree.Share) diagram.Ref {
	p := e.scalar(x.Percent)
	if v, ok := e.knownValue(p); ok && v.IsZero() && (x.T.Kind != types.Money || x.T.Currency != money.None) {
		zero := value.Value{Kind: kindOf(x.T), Cur: x.T.Currency}
		return e.d.Map(e.scalar(x.X), func(l int32) diagram.Ref {
			if k := e.leaves[l].kind; k != known && k != open {
				return diagram.Ref(l)
			}
			return e.constant(zero)
		})
	}
	return e.arith2("share", p, e.scalar(x.X), value.ShareOf)
}

// operationBounds carries bounds through plus, less, times and shares. Products keep bounds where neither factor can be negative.
func operationBounds(name string, x, y leaf, op operation) (lo, hi value.Value) {
	apply := func(a, b value.Value) value.Value {
		if !bounded(a, b) || a.Special || b.Special {
			return value.Value{}
		}
		v, err := op(a, b)
		if err != nil {
			return value.Value{}
		}
		return v
	}
	switch name {
	case "less":
		return apply(x.lo, y.hi), apply(x.hi, y.lo)
	case "times", "share":
		if negative(x.lo) || negative(y.lo) {
			return value.Value{}, value.Value{}
		}
	}
	return apply(x.lo, y.lo), apply(x.hi, y.hi)
}

// negative tells whether a lower bound allows negative amounts.
func negative(lo value.Value) bool {
	return lo.Kind == value.Invalid || lo.Decimal().IsNegative()
}

func (e *evaluation) sum(x *tree.Sum) diagram.Ref {
	out := e.scalar(x.First)
	for _, t := range x.Rest {
		if t.Less {
			out = e.arith2("less", out, e.scalar(t.X), value.Sub)
		} else {
			out = e.arith2("plus", out, e.scalar(t.X), value.Add)
		}
	}
	return out
}

// shift is "P after X" and "P before X".
func (e *evaluation) shift(p tree.PeriodOf, before bool, x diagram.Ref, d *tree.Defaults) diagram.Ref {
	if p.Unit == types.WorkingDays {
		return e.withCalendar(d, x, "shift"+p.Words+flag(before), before, func(v, cal value.Value) (value.Value, error) {
			e.spend(p.N / 64) // they are counted one by one
			return addWorkingDays(p, before, v, d, cal)
		})
	}
	return e.map1("shift"+p.Words+flag(before)+monthRule(d), x, func(v value.Value) (value.Value, error) {
		return shiftValue(p, before, v, d)
	})
}

func (e *evaluation) lastDay(p tree.PeriodOf, x diagram.Ref) diagram.Ref {
	return e.map1("last"+p.Words, x, func(v value.Value) (value.Value, error) { return lastDayFrom(p, v) })
}

func (e *evaluation) rollDay(before bool, x diagram.Ref, d *tree.Defaults) diagram.Ref {
	return e.withCalendar(d, x, "roll"+flag(before), before, func(v, cal value.Value) (value.Value, error) {
		return rollWorkingDay(before, v, d, cal)
	})
}

// map1 applies a function that keeps order.
func (e *evaluation) map1(key string, x diagram.Ref, f func(value.Value) (value.Value, error)) diagram.Ref {
	return e.d.Map(x, func(l int32) diagram.Ref {
		lf := e.leaves[l]
		switch lf.kind {
		case known:
			return e.result(nil, f, lf.v)
		case open:
			return e.unknown(e.monotone(leaf{key: key + e.keyOf(l), deps: lf.deps}, lf, f))
		}
		return diagram.Ref(l)
	})
}

// withCalendar applies a function of a day and the calendar of days not worked. While the calendar is not known, forward counting gives at
// least what it gives without any holiday, and at most anything; backwards likewise.
func (e *evaluation) withCalendar(d *tree.Defaults, x diagram.Ref, key string, before bool, f func(day, cal value.Value) (value.Value, error)) diagram.Ref {
	var cal diagram.Ref
	if d.WorkingDays == nil || d.WorkingDays.Calendar == nil {
		cal = e.constant(noHolidays)
	} else {
		cal = e.scalar(d.WorkingDays.Calendar)
	}
	return e.d.Map2(x, cal, func(a, c int32) diagram.Ref {
		day, cl := e.leaves[a], e.leaves[c]
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
		l := leaf{key: key + d.Policy + e.keyOf(a) + e.keyOf(c), deps: union(day.deps, cl.deps)}
		using := cl.v
		if cl.kind == open {
			using = noHolidays
		}
		l = e.monotone(l, asRange(day), func(v value.Value) (value.Value, error) { return f(v, using) })
		if cl.kind == open {
			if before {
				l.lo = value.Value{}
			} else {
				l.hi = value.Value{}
			}
		}
		return e.unknown(l)
	})
}

func flag(before bool) string {
	if before {
		return "<"
	}
	return ">"
}
