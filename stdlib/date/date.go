// Package date is civil dates and the counting of legal periods.
package date

// Date is a day of the proleptic Gregorian calendar as the number of days since 1970-01-01.
type Date int32

// MonthRule says what becomes of a day number that the target month lacks.
type MonthRule uint8

// The rules.
const (
	NoRule MonthRule = iota // no rule declared: month arithmetic is refused by the checker
	Clamp                   // the month's last day
	Roll                    // the first day of the next month
)
