// Package calendar knows public holidays and counts working days.
//
// The named calendars are in data.go as rules, each with the law it is taken from and the years for which it holds. A holiday that is
// one only because it is a Sunday need not be among them. Every day of every year that they know is compared with lists that others have
// published (testdata/published, with their sources and licences); where they differ, the reason is written down beside them.
package calendar

import (
	"fmt"
	"slices"

	"github.com/clausewise/clausewise/stdlib/date"
)

// Calendar is a set of days that are not worked: that of a place, by name, for a range of years, or a list of days, which is complete as
// given. Calendars never change; a named one exists once.
type Calendar struct {
	name    string // empty for a list
	title   string
	version string
	source  string
	from    int // years, both included
	until   int

	first, last date.Date   // the days the calendar knows
	days        []date.Date // holidays in order
	bits        []uint64    // of a named calendar: bit i is the day first+i
}

// Of makes a calendar of a list of days, complete as given, also when it is empty.
func Of(days []date.Date) *Calendar {
	sorted := slices.Compact(slices.Sorted(slices.Values(days)))
	return &Calendar{first: date.Min, last: date.Max, days: sorted}
}

// Named finds the calendar of a place by its code: CH-GE, DE-BW.
func Named(name string) (*Calendar, bool) {
	build, ok := known().build[name]
	if !ok {
		return nil, false
	}
	return build(), true
}

// Names are the codes of all named calendars, in order.
func Names() []string { return slices.Clone(known().names) }

// Name is the code of a named calendar; empty for a list of days.
func (c *Calendar) Name() string { return c.name }

// Title says which place and which law the calendar stands for.
func (c *Calendar) Title() string { return c.title }

// Source names the law that the calendar is taken from.
func (c *Calendar) Source() string { return c.source }

// Version names the edition of a named calendar; any change of its days is a new one. Empty for a list of days.
func (c *Calendar) Version() string { return c.version }

// Years are the first and last year of a named calendar; zero for a list of days.
func (c *Calendar) Years() (from, until int) { return c.from, c.until }

// String is the name and version, or the number of days in the list.
func (c *Calendar) String() string {
	switch {
	case c.name != "":
		return c.name + " " + c.version
	case len(c.days) == 1:
		return "a list of 1 day"
	}
	return fmt.Sprintf("a list of %d days", len(c.days))
}

// Equal tells whether two calendars are the same: of one name, or lists of the same days.
func (c *Calendar) Equal(other *Calendar) bool {
	return c == other || c.name == "" && other.name == "" && slices.Equal(c.days, other.days)
}

// YearsError says that a day is outside the years of a named calendar.
type YearsError struct {
	Calendar *Calendar
	Day      date.Date
}

// Error names the calendar, its years and the day.
func (e *YearsError) Error() string {
	return fmt.Sprintf("the calendar %s knows the years %d to %d, not %s", e.Calendar.name, e.Calendar.from, e.Calendar.until, e.Day)
}

// IsHoliday tells whether a day is in the calendar. The error is a *YearsError.
func (c *Calendar) IsHoliday(d date.Date) (bool, error) {
	if d < c.first || d > c.last {
		return false, &YearsError{Calendar: c, Day: d}
	}
	if c.bits != nil {
		i := uint32(d - c.first)
		return c.bits[i/64]>>(i%64)&1 != 0, nil
	}
	_, found := slices.BinarySearch(c.days, d)
	return found, nil
}

// Holidays are the calendar's days from one day to another, both included, in order.
func (c *Calendar) Holidays(from, until date.Date) []date.Date {
	i, _ := slices.BinarySearch(c.days, from)
	j, _ := slices.BinarySearch(c.days, until+1)
	return slices.Clone(c.days[i:max(i, j)])
}
