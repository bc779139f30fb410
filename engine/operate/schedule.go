package operate

import (
	"errors"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// maxPeriods bounds the periods of one schedule that are listed.
const maxPeriods = 100_000

// ErrPeriods is the error for a list of more periods than anybody can mean.
var ErrPeriods = errors.New("the schedule has more than 100,000 periods up to that day")

// lastOf is the last day of period k, always counted from the schedule's first day.
func lastOf(s *tree.Schedule, from date.Date, k int) (date.Date, bool) {
	if s.Every.Unit == types.CalendarMonths {
		return from.LastOfMonths(k * s.Every.N)
	}
	return from.LastOfDays(k * s.Every.N)
}

// period is period k, from 1.
func period(s *tree.Schedule, from date.Date, k int) (*value.SchedulePeriod, bool) {
	first := from
	if k > 1 {
		before, ok := lastOf(s, from, k-1)
		if !ok {
			return nil, false
		}
		first = before + 1
	}
	last, ok := lastOf(s, from, k)
	return &value.SchedulePeriod{Number: k, First: first, Last: last}, ok
}

// number is the number of the period that contains a day on or after from.
func number(s *tree.Schedule, from, day date.Date) int {
	k := 1
	if s.Every.Unit == types.CalendarMonths {
		months := 12*(day.Year()-from.Year()) + day.Month() - from.Month()
		k = max(1, months/s.Every.N)
	} else {
		k = int(day-from)/s.Every.N + 1
	}
	for {
		last, ok := lastOf(s, from, k)
		if !ok || day <= last {
			return k
		}
		k++
	}
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
		if k > maxPeriods {
			return value.Value{}, ErrPeriods
		}
		out = append(out, value.OfPeriod(p))
	}
}

// FirstPeriods is the list of the first n periods.
func FirstPeriods(s *tree.Schedule, from date.Date, n int) (value.Value, error) {
	out := make([]value.Value, 0, min(n, maxPeriods))
	for k := 1; k <= n; k++ {
		p, ok := period(s, from, k)
		if !ok {
			return value.Value{}, ErrRange
		}
		if k > maxPeriods {
			return value.Value{}, ErrPeriods
		}
		out = append(out, value.OfPeriod(p))
	}
	return value.OfList(out), nil
}
