package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// How periods are looked up; other numbers are those of "first N periods".
const (
	periodAt      = -1
	periodsBefore = -2
)

func (e *evaluation) anchor(s *tree.Schedule) diagram.Ref {
	if e.trial.tag != 0 {
		e.refresh(scheduleNumber(e.p, s.Index))
	}
	if o := e.schedules[s.Index]; o != nil {
		return o.ref
	}
	o := e.scalarOperand(e.scalar(s.From))
	e.schedules[s.Index] = o
	return o.ref
}

// schedOn is the period that contains a day: n/a before the first, open while the anchor or the day is.
func (e *evaluation) schedOn(x *tree.SchedOn) diagram.Ref {
	day := e.scalar(x.X)
	period := e.lookup(x.Schedule, day, periodAt, func(from, day date.Date) (value.Value, error) {
		return periodOn(x.Schedule, from, day)
	})
	if period.IsConst() && e.leaves[period].kind != open {
		return period
	}
	return e.where(e.atMost(e.anchor(x.Schedule), day), period)
}

// schedEnding is the list of the periods whose last day is before a day.
func (e *evaluation) schedEnding(x *tree.SchedEnding) diagram.Ref {
	return e.lookup(x.Schedule, e.scalar(x.X), periodsBefore, func(from, day date.Date) (value.Value, error) {
		return periodsEnding(x.Schedule, from, day)
	})
}

func (e *evaluation) lookup(s *tree.Schedule, x diagram.Ref, how int32, f func(from, day date.Date) (value.Value, error)) diagram.Ref {
	return e.d.Map2(e.anchor(s), x, func(a, b int32) diagram.Ref {
		from, day := &e.leaves[a], &e.leaves[b]
		switch {
		case from.kind == na || day.kind == na:
			return NA
		case from.kind == known && day.kind == known:
			return e.result(nil, func(value.Value) (value.Value, error) {
				return f(date.Date(from.v.N), date.Date(day.v.N))
			}, from.v)
		}
		return e.unknown(key{op: ofPeriods, text: s.Name, n: how, a: a, b: b}, leaf{deps: e.union(from.deps, day.deps)})
	})
}

func (e *evaluation) schedFirst(x *tree.SchedFirst) diagram.Ref {
	return e.d.Map(e.anchor(x.Schedule), func(a int32) diagram.Ref {
		from := &e.leaves[a]
		switch from.kind {
		case known:
			return e.result(x, func(v value.Value) (value.Value, error) {
				return firstPeriods(x.Schedule, date.Date(v.N), x.N)
			}, from.v)
		case open:
			return e.unknown(key{op: ofPeriods, text: x.Schedule.Name, n: int32(x.N), a: a}, leaf{deps: from.deps})
		}
		return diagram.Ref(a)
	})
}
