// Package operate is what the operators of the language do to known values: the one implementation that every evaluator of the engine calls.
package operate

import (
	"errors"
	"fmt"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// ErrRange is the error for a day outside the years 1 to 9999.
var ErrRange = errors.New("the day reached lies outside the years 1 to 9999")

func dated(d date.Date, ok bool) (value.Value, error) {
	if !ok {
		return value.Value{}, ErrRange
	}
	return value.OfDate(d), nil
}

// Shift is "P after V" or "P before V" for days, months and clock time.
func Shift(p tree.PeriodOf, before bool, v value.Value, months date.MonthRule) (value.Value, error) {
	n := p.N
	if before {
		n = -n
	}
	switch p.Unit {
	case types.ClockTime:
		i, ok := v.Instant().AddMinutes(n)
		if !ok {
			return value.Value{}, ErrRange
		}
		return value.OfInstant(i), nil
	case types.CalendarMonths:
		return dated(v.Date().AddMonths(n, months))
	}
	return dated(v.Date().AddDays(n))
}

// AddWorkingDays is "n working days after V", or before it. cal may be nil for no holidays.
func AddWorkingDays(n int, before bool, v value.Value, wd *tree.WorkingDays, cal *calendar.Calendar) (value.Value, error) {
	if before {
		n = -n
	}
	d, err := calendar.AddWorkingDays(v.Date(), n, week(wd), cal)
	return value.OfDate(d), err
}

// RollWorkingDay is "working day on or after V", or on or before it.
func RollWorkingDay(before bool, v value.Value, wd *tree.WorkingDays, cal *calendar.Calendar) (value.Value, error) {
	roll := calendar.RollForward
	if before {
		roll = calendar.RollBackward
	}
	d, err := roll(v.Date(), week(wd), cal)
	return value.OfDate(d), err
}

func week(wd *tree.WorkingDays) calendar.Week {
	if wd == nil {
		return calendar.MondayToFriday
	}
	return wd.Days
}

// LastDay is "last day of P from and including V".
func LastDay(p tree.PeriodOf, v value.Value) (value.Value, error) {
	if p.Unit == types.CalendarMonths {
		return dated(v.Date().LastOfMonths(p.N))
	}
	return dated(v.Date().LastOfDays(p.N))
}

// ClockOn is "17:00 on V" in a zone.
func ClockOn(minutes int, zone string, v value.Value) (value.Value, error) {
	z, err := date.Zone(zone)
	if err != nil {
		return value.Value{}, fmt.Errorf("%s %w", zone, err)
	}
	return value.OfInstant(date.ClockOn(v.Date(), minutes, z)), nil
}

// Attribute is "year of V" and its like.
func Attribute(x *tree.AttrOf, v value.Value) (value.Value, error) {
	switch x.Attr {
	case tree.Year:
		return value.OfInt(v.Date().Year()), nil
	case tree.Month:
		return value.OfInt(v.Date().Month()), nil
	case tree.DayOf:
		return value.OfInt(v.Date().Day()), nil
	case tree.Weekday:
		return value.OfEnum(v.Date().Weekday()), nil
	case tree.DateOf:
		return dateOf(x, v)
	case tree.FirstDay:
		return value.OfDate(v.Period().First), nil
	case tree.LastDayOf:
		return value.OfDate(v.Period().Last), nil
	case tree.NumberOf:
		return value.OfInt(v.Period().Number), nil
	}
	return value.OfCurrency(v.Cur), nil
}

func dateOf(x *tree.AttrOf, v value.Value) (value.Value, error) {
	if x.AsWritten {
		return value.OfDate(v.Instant().AsWritten()), nil
	}
	z, err := date.Zone(x.Zone)
	if err != nil {
		return value.Value{}, fmt.Errorf("%s %w", x.Zone, err)
	}
	return dated(v.Instant().DateIn(z))
}

// InCalendar tells whether a day is one of a calendar's.
func InCalendar(cal *calendar.Calendar, day date.Date) (value.Value, error) {
	holiday, err := cal.IsHoliday(day)
	return value.OfBool(holiday), err
}
