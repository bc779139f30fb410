package plan

import (
	"sync"

	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// monthTable is the first days of months, for counting months in many days: looking a day up takes less than dividing. Months are numbered from
// January of the year 0; the table holds those of the years 1800 to 2199, and others are worked out.
type monthTable struct {
	firsts [tableMonths + 1]int32
}

const (
	tableMonths = 4800   // the calendar repeats itself after as many,
	tableDays   = 146097 // which are as many days
	tableMonth  = 12 * 1800
	tableDay    = -62091  // 1800-01-01
	firstMonth  = 12      // of the valid days,
	lastMonth   = 119_999 // and the last
)

// months is the table, which is made when it is first asked for.
var months = sync.OnceValue(func() *monthTable {
	t := &monthTable{}
	for m := range t.firsts {
		t.firsts[m] = int32(firstOf(int64(m + tableMonth)))
	}
	return t
})

// first is the first day of a month.
func (t *monthTable) first(month int64) int64 {
	if m := uint64(month - tableMonth); m <= tableMonths {
		return int64(t.firsts[m])
	}
	return firstOf(month)
}

// firstOf is the first day of a month; of those that lie outside the valid years, a day that does too.
//
//go:noinline
func firstOf(month int64) int64 {
	switch {
	case month < firstMonth:
		return int64(date.Min) - 1
	case month > lastMonth:
		return int64(date.Max) + 1
	}
	d, _ := date.Of(int(month/12), int(month%12)+1, 1)
	return int64(d)
}

// split gives the months of days, and their days in the month; of words that are no values it gives anything.
//
// A month is 30.44 days long, and none begins more than a few days off: dividing gives the month or the one after, and the table says which.
func (t *monthTable) split(days, month, day []int64) {
	const perDay = tableMonths << 32 / tableDays
	beyond := uint64(0)
	for i, d := range days {
		x := uint64(d - tableDay)
		out := (tableDays - 1 - x | x) >> 63
		beyond |= out
		x &= out - 1 // within the table, whatever it is
		m := (int64(x)-2)*perDay>>32 + 1
		in := int64(x) + tableDay
		m += (in - int64(t.firsts[m])) >> 63
		month[i], day[i] = m+tableMonth, in-int64(t.firsts[m])+1
	}
	if beyond == 0 {
		return
	}
	for i, d := range days {
		if d > ask && uint64(d-tableDay) >= tableDays {
			y, m, in := dateOf(d).Civil()
			month[i], day[i] = int64(12*y+m-1), int64(in)
		}
	}
}

// year is which year of the table a day is in that the table holds. It is looked up as split does months.
func (t *monthTable) year(day int64) int64 {
	const perDay = 400 << 32 / tableDays
	y := (day-tableDay-2)*perDay>>32 + 1
	return y + (day-int64(t.firsts[12*y]))>>63
}

// holds tells whether the table holds a day.
func (t *monthTable) holds(day int64) bool { return uint64(day-tableDay) < tableDays }

// years gives the years of days, as numbers; of words that are no values it gives these.
func (t *monthTable) years(days, year []int64) {
	for i, d := range days {
		switch {
		case t.holds(d):
			year[i] = (t.year(d) + tableMonth/12) * value.Scale
		case d <= ask:
			year[i] = d
		default:
			year[i] = int64(dateOf(d).Year()) * value.Scale
		}
	}
}

// yearBounds gives the first and the last days of the years of days; of words that are no values it gives these.
func (t *monthTable) yearBounds(days, first, last []int64) {
	for i, d := range days {
		switch {
		case t.holds(d):
			at := 12 * t.year(d)
			first[i], last[i] = int64(t.firsts[at]), int64(t.firsts[at+12])-1
		case d <= ask:
			first[i], last[i] = d, d
		default:
			y := int64(dateOf(d).Year())
			first[i], last[i] = firstOf(12*y), firstOf(12*y+12)-1
		}
	}
}
