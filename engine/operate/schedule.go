package operate

import (
	"errors"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// MaxPeriods bounds the periods of one schedule that are listed.
const MaxPeriods = 100_000

// ErrPeriods is the error for a list of more periods than anybody can mean.
var ErrPeriods = errors.New("the schedule has more than 100,000 periods up to that day")

// LastOf is the last day of period k, always counted from the schedule's first day; false beyond the valid years.
func LastOf(s *tree.Schedule, from date.Date, k int) (date.Date, bool) {
	e := EndsOf(s, from)
	return e.Of(k)
}

// Ends are the last days of a schedule's periods from a day, for one after the other.
type Ends struct {
	schedule *tree.Schedule
	from     date.Date
	months   date.Monthly
}

// EndsOf prepares the last days of the periods of a schedule from a day.
func EndsOf(s *tree.Schedule, from date.Date) Ends {
	e := Ends{schedule: s, from: from}
	if s.Every.Unit == types.CalendarMonths {
		e.months = from.Monthly()
	}
	return e
}

// Of is LastOf.
func (e *Ends) Of(k int) (date.Date, bool) {
	if e.schedule.Every.Unit == types.CalendarMonths {
		return e.months.LastOfMonths(k * e.schedule.Every.N)
	}
	return e.from.LastOfDays(k * e.schedule.Every.N)
}

// Period fills p with period k, from 1; false beyond the valid years.
func Period(s *tree.Schedule, from date.Date, k int, p *value.SchedulePeriod) bool {
	p.Number, p.First = k, from
	if k > 1 {
		before, ok := LastOf(s, from, k-1)
		if !ok {
			return false
		}
		p.First = before + 1
	}
	var ok bool
	p.Last, ok = LastOf(s, from, k)
	return ok
}

// period is period k, from 1.
func period(s *tree.Schedule, from date.Date, k int) (*value.SchedulePeriod, bool) {
	p := &value.SchedulePeriod{}
	return p, Period(s, from, k, p)
}

// number is the number of the period that contains a day on or after from.
func number(s *tree.Schedule, from, day date.Date) int {
	var k int
	if s.Every.Unit == types.CalendarMonths {
		months := 12*(day.Year()-from.Year()) + day.Month() - from.Month()
		k = max(1, months/s.Every.N)
	} else {
		k = int(day-from)/s.Every.N + 1
	}
	for {
		last, ok := LastOf(s, from, k)
		if !ok || day <= last {
			return k
		}
		k++
	}
}

// NumberOn is the number of the period that contains a day, from 1; 0 before the schedule's first day.
func NumberOn(s *tree.Schedule, from, day date.Date) int {
	if day < from {
		return 0
	}
	return number(s, from, day)
}

// PeriodOn is the period that contains day; the zero Value, meaning that the question does not arise, before the schedule's first day.
func PeriodOn(s *tree.Schedule, from, day date.Date) (value.Value, error) {
	if day < from {
		return value.Value{}, nil
	}
	p, ok := period(s, from, number(s, from, day))
	if !ok {
		return value.Value{}, ErrRange
	}
	return value.OfPeriod(p), nil
}

// PeriodsEnding is the list of the periods whose last day is before day.
func PeriodsEnding(s *tree.Schedule, from, day date.Date) (value.Value, error) {
	var out []value.Value
	for k := 1; ; k++ {
		p, ok := period(s, from, k)
		if !ok || p.Last >= day {
			return value.OfList(out), nil
		}
		if k > MaxPeriods {
			return value.Value{}, ErrPeriods
		}
		out = append(out, value.OfPeriod(p))
	}
}

// FirstPeriods is the list of the first n periods.
func FirstPeriods(s *tree.Schedule, from date.Date, n int) (value.Value, error) {
	out := make([]value.Value, 0, min(n, MaxPeriods))
	for k := 1; k <= n; k++ {
		p, ok := period(s, from, k)
		if !ok {
			return value.Value{}, ErrRange
		}
		if k > MaxPeriods {
			return value.Value{}, ErrPeriods
		}
		out = append(out, value.OfPeriod(p))
	}
	return value.OfList(out), nil
}
