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
	e.put(&e.schedules[s.Index], o)
	return o.ref
}

// schedOn is the period that contains a day: n/a before the first, open while the anchor or the day is.
func (e *evaluation) schedOn(x *tree.SchedOn) diagram.Ref {
	day := e.scalar(x.X)
	period := e.lookup(x.Schedule, day, periodAt)
	if period.IsConst() && e.leaves[period].kind != open {
		return period
	}
	return e.where(e.atMost(e.anchor(x.Schedule), day), period)
}

// schedEnding is the list of the periods whose last day is before a day.
func (e *evaluation) schedEnding(x *tree.SchedEnding) diagram.Ref {
	return e.lookup(x.Schedule, e.scalar(x.X), periodsBefore)
}

func (e *evaluation) lookup(s *tree.Schedule, x diagram.Ref, how int32) diagram.Ref {
	return e.d.Map2(e.anchor(s), x, func(a, b int32) diagram.Ref {
		from, day := &e.leaves[a], &e.leaves[b]
		switch {
		case from.kind == na || day.kind == na:
			return NA
		case from.kind == known && day.kind == known:
			of := periodOn
			if how == periodsBefore {
				of = periodsEnding
			}
			found, err := of(s, date.Date(from.v.N), date.Date(day.v.N))
			return e.computed(nil, found, err)
		}
		l := leaf{deps: e.union(from.deps, day.deps)}
		fi, xi := asRange(from), asRange(day)
		switch {
		case how == periodsBefore:
			if noneEnds(s, from, xi.hi) {
				return e.constant(value.OfList([]value.Value{}))
			}
			all := span{lo: fi.lo, hi: xi.hi}
			l.within = &periodSpan{first: all, last: all}
		case from.kind == known:
			l.within = periodAround(s, date.Date(from.v.N), xi)
		default:
			l.within = &periodSpan{first: span{lo: fi.lo, hi: xi.hi}, last: span{lo: xi.lo}}
		}
		return e.unknown(key{op: ofPeriods, text: s.Name, n: how, a: a, b: b}, l)
	})
}

// noneEnds tells whether no period of a schedule ends before a day.
func noneEnds(s *tree.Schedule, from *leaf, day value.Value) bool {
	first := asRange(from).lo
	if p := periodAtEnd(s, first.Date(), first); p != nil && from.kind == known {
		first = value.OfDate(p.Last)
	}
	return notAbove(&day, &first)
}

// periodSpan is where the first and the last day of a period lie.
type periodSpan struct{ first, last span }

// periodAround bounds the period that contains a day after the beginning of a schedule: a later day lies in the same period or in a later one.
func periodAround(s *tree.Schedule, begin date.Date, day span) *periodSpan {
	var out periodSpan
	if p := periodAtEnd(s, begin, day.lo); p != nil {
		out.first.lo, out.last.lo = value.OfDate(p.First), value.OfDate(p.Last)
	} else if p := periodAtEnd(s, begin, value.OfDate(begin)); p != nil {
		out.first.lo, out.last.lo = value.OfDate(p.First), value.OfDate(p.Last)
	}
	if p := periodAtEnd(s, begin, day.hi); p != nil {
		out.first.hi, out.last.hi = value.OfDate(p.First), value.OfDate(p.Last)
	}
	return &out
}

// periodAtEnd is the period that contains the end of a span, or the first one; nil where there is no such end.
func periodAtEnd(s *tree.Schedule, begin date.Date, at value.Value) *value.SchedulePeriod {
	if at.Kind != value.Date || at.Special {
		return nil
	}
	v, err := periodOn(s, begin, max(begin, date.Date(at.N)))
	if err != nil || v.Kind != value.Period {
		return nil
	}
	return v.Period()
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
			from := span{lo: from.lo}
			l := leaf{deps: e.leaves[a].deps, within: &periodSpan{first: from, last: from}}
			return e.unknown(key{op: ofPeriods, text: x.Schedule.Name, n: int32(x.N), a: a}, l)
		}
		return diagram.Ref(a)
	})
}
