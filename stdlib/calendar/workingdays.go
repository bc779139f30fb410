package calendar

import (
	"errors"

	"github.com/clausewise/clausewise/stdlib/date"
)

// Week says which days of the week are worked, from Monday.
type Week = [7]bool

// MondayToFriday is the usual week.
var MondayToFriday = Week{true, true, true, true, true}

// ErrNoWorkingDay is the error of counting in a week without working days. The others are *YearsError and date.ErrRange.
var ErrNoWorkingDay = errors.New("no day of the week is a working day")

// IsWorkingDay tells whether a day is one of the week's working days and no holiday of cal; cal may be nil for no holidays. A day outside a
// named calendar's years is an error, also if it is a Sunday.
func IsWorkingDay(d date.Date, week Week, cal *Calendar) (bool, error) {
	if cal == nil {
		return week[d.Weekday()], nil
	}
	holiday, err := cal.IsHoliday(d)
	return !holiday && week[d.Weekday()], err
}

// AddWorkingDays is n working days after d, or before it where n is negative; counting starts with the day next to d, and d itself need not be
// a working day. Zero working days after d is d.
func AddWorkingDays(d date.Date, n int, week Week, cal *Calendar) (date.Date, error) {
	step := date.Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	var err error
	for ; n != 0 && err == nil; n-- {
		d, err = roll(d+step, step, week, cal)
	}
	return d, err
}

// RollForward is the working day on or after d.
func RollForward(d date.Date, week Week, cal *Calendar) (date.Date, error) {
	return roll(d, 1, week, cal)
}

// RollBackward is the working day on or before d.
func RollBackward(d date.Date, week Week, cal *Calendar) (date.Date, error) {
	return roll(d, -1, week, cal)
}

// roll goes from d in steps of one day to a working day.
func roll(d, step date.Date, week Week, cal *Calendar) (date.Date, error) {
	if week == (Week{}) {
		return 0, ErrNoWorkingDay
	}
	for ; d.Valid(); d += step {
		working, err := IsWorkingDay(d, week, cal)
		if err != nil {
			return 0, err
		}
		if working {
			return d, nil
		}
	}
	return 0, date.ErrRange
}
