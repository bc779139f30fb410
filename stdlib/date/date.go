// Package date is civil dates, moments, and the counting of legal periods.
//
// Nothing here reads a clock, and nothing allocates but the making of text and of errors.
package date

import "errors"

// ErrRange is the error for a day, or a moment, outside the valid years, where a caller needs one.
var ErrRange = errors.New("the day is outside the years 1 to 9999")

// Date is a day of the proleptic Gregorian calendar as the number of days since 1970-01-01.
// Days of the years 1 to 9999 are valid; Of, Parse and the arithmetic give no others.
type Date int32

// The first and the last valid day.
const (
	Min Date = -719162 // 0001-01-01
	Max Date = 2932896 // 9999-12-31
)

// noDate is a day so far out of the valid years that its neighbours are too.
const noDate = Max + 1<<20

// MonthRule says what becomes of a day number that the target month lacks.
type MonthRule uint8

// The rules.
const (
	NoRule MonthRule = iota // no rule declared: month arithmetic is refused by the checker
	Clamp                   // the month's last day
	Roll                    // the first day of the next month
)

// Of makes a date; false if there is no such day.
func Of(year, month, day int) (Date, bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 28 && day > DaysIn(year, month) {
		return 0, false
	}
	return of(year, month, day), true
}

// Must makes a date that is known to exist.
func Must(year, month, day int) Date {
	d, ok := Of(year, month, day)
	if !ok {
		panic("date: no such day")
	}
	return d
}

// Valid tells whether the day is in the years 1 to 9999.
func (d Date) Valid() bool { return Min <= d && d <= Max }

// epoch is the number of days from 0000-03-01, where the years of the two conversions begin, to 1970-01-01.
const epoch = 719468

// of counts the days of a civil date. Years begin in March, so that the day a leap year adds is a year's last.
func of(year, month, day int) Date {
	y, m := uint32(year), uint32(month) // dividing without a sign is cheaper
	if m <= 2 {
		y--
		m += 12
	}
	return Date(365*y+y/4-y/100+y/400+(153*m-457)/5) + Date(day-1-epoch)
}

// Civil is the year, the month (1 to 12) and the day (1 to 31).
//
// The conversion is that of Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms" (2022): a
// division by a constant gives the century, the year in it, and the month in that.
func (d Date) Civil() (year, month, day int) {
	from, part := d.split()
	dayOfYear := part / 2939745 / 4
	m := 2141*dayOfYear + 197913
	year, month, day = int(from), int(m>>16), int(m&0xffff)/2141+1
	if dayOfYear >= 306 {
		year++
		month -= 12
	}
	return year, month, day
}

// split is the year that begins in March, and how far into it the day lies, as a fraction of 2^32.
func (d Date) split() (year, part uint32) {
	n := 4*uint32(d+epoch) + 3
	p := 2939745 * uint64(n%146097|3)
	return 100*(n/146097) + uint32(p>>32), uint32(p)
}

// Year is the year.
func (d Date) Year() int {
	year, part := d.split()
	if part >= 306*4*2939745 { // from the 306th day after the 1st of March on it is January
		year++
	}
	return int(year)
}

// Month is the month, 1 to 12.
func (d Date) Month() int { _, m, _ := d.Civil(); return m }

// Day is the day of the month, 1 to 31.
func (d Date) Day() int { _, _, day := d.Civil(); return day }

// Weekday is the day of the week: 0 is Monday, 6 Sunday.
func (d Date) Weekday() int {
	// The 1st of January of year 1 was a Monday.
	return int(uint32(d-Min) % 7)
}

// DaysIn is the number of days of a month, 1 to 12.
func DaysIn(year, month int) int {
	if month == 2 {
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 30 + (month+month>>3)&1
}

// AddDays is n days after d, or before it where n is negative; false where that leaves the valid years.
func (d Date) AddDays(n int) (Date, bool) {
	const most = int(Max - Min)
	if n < -most || n > most {
		return 0, false
	}
	sum := d + Date(n)
	return sum, sum.Valid()
}

// AddMonths is n months after d, or before it where n is negative: the same day number, or what the rule says where the month lacks
// it. False where that leaves the valid years, and under NoRule where the month lacks the day.
func (d Date) AddMonths(n int, rule MonthRule) (Date, bool) {
	sum, exact := d.addMonths(n, rule)
	if !exact && rule == NoRule {
		return 0, false
	}
	return sum, sum.Valid()
}

// addMonths is AddMonths where the result may leave the valid years; exact tells that the month has the day.
func (d Date) addMonths(n int, rule MonthRule) (sum Date, exact bool) {
	return d.Monthly().add(n, rule)
}

// Monthly is a day from which months are counted more than once: the day is split into year, month and day only once.
type Monthly struct{ months, day int }

// Monthly prepares counting months from d.
func (d Date) Monthly() Monthly {
	year, month, day := d.Civil()
	return Monthly{12*year + month - 1, day}
}

func (m Monthly) add(n int, rule MonthRule) (sum Date, exact bool) {
	const most = 12 * 9999 // between the first month and that after the last
	if n < -most || n > most {
		return noDate, true
	}
	months := m.months + n
	if months < 12 {
		return noDate, true
	}
	year, month := int(uint32(months)/12), int(uint32(months)%12)+1
	last := DaysIn(year, month)
	switch {
	case m.day <= last:
		return of(year, month, m.day), true
	case rule == Roll:
		return of(year, month, last) + 1, false
	}
	return of(year, month, last), false
}

// LastOfDays is "last day of n days from and including d": d is day one. False for n < 1 and out of the valid years.
func (d Date) LastOfDays(n int) (Date, bool) {
	if n < 1 {
		return 0, false
	}
	return d.AddDays(n - 1)
}

// LastOfMonths is "last day of n months from and including d": the day before the corresponding day or, where the month lacks it, the
// last day of that month. False for n < 1 and out of the valid years.
func (d Date) LastOfMonths(n int) (Date, bool) { return d.Monthly().LastOfMonths(n) }

// LastOfMonths is Date.LastOfMonths.
func (m Monthly) LastOfMonths(n int) (Date, bool) {
	if n < 1 {
		return 0, false
	}
	next, _ := m.add(n, Roll)
	return next - 1, (next - 1).Valid()
}
