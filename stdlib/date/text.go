package date

import (
	"fmt"
	"strconv"
)

// ParseError says why a text is no date or no instant.
type ParseError struct {
	Text   string
	Reason string // completes the sentence "… is not a date: "
	// Day is set where the text has the form of a date and the year and month exist, but not the day.
	NoSuchDay bool
}

// Error names the text and the reason.
func (e *ParseError) Error() string { return strconv.Quote(e.Text) + " " + e.Reason }

// Parse reads a date written YYYY-MM-DD, of the years 0001 to 9999. An error is a *ParseError.
func Parse(s string) (Date, error) {
	if len(s) != len("2006-01-02") {
		return 0, notDate(s)
	}
	y, m, d, ok := scan(s)
	if !ok {
		return 0, notDate(s)
	}
	day, ok := Of(y, m, d)
	if !ok {
		return 0, noSuchDay(s, y, m)
	}
	return day, nil
}

// scan reads the numbers of YYYY-MM-DD at the beginning of s.
func scan(s string) (y, m, d int, ok bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	y1, ok1 := twoDigits(s)
	y2, ok2 := twoDigits(s[2:])
	m, ok3 := twoDigits(s[5:])
	d, ok4 := twoDigits(s[8:])
	return 100*y1 + y2, m, d, ok1 && ok2 && ok3 && ok4
}

// twoDigits reads a number of exactly two digits at the beginning of s, which is at least that long.
func twoDigits(s string) (int, bool) {
	a, b := s[0]-'0', s[1]-'0'
	return int(a)*10 + int(b), a <= 9 && b <= 9
}

func notDate(s string) error {
	return &ParseError{Text: s, Reason: "is not written as a date, YYYY-MM-DD"}
}

// noSuchDay is the error for a text of the right form whose day does not exist.
func noSuchDay(s string, y, m int) error {
	switch {
	case y < 1:
		return &ParseError{Text: s, Reason: "is not a date: years run from 0001 to 9999"}
	case m < 1 || m > 12:
		return &ParseError{Text: s, Reason: "is not a date: months run from 01 to 12"}
	}
	return &ParseError{Text: s, NoSuchDay: true, Reason: fmt.Sprintf("is not a date: %s %d has %d days", monthNames[m-1], y, DaysIn(y, m))}
}

var monthNames = [...]string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

// WeekdayNames are the names of the days from Monday, as the rule language writes them.
var WeekdayNames = [7]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// String writes the date YYYY-MM-DD.
func (d Date) String() string { return string(d.Append(make([]byte, 0, 10))) }

// Append appends the date, written YYYY-MM-DD.
func (d Date) Append(b []byte) []byte {
	if !d.Valid() {
		return append(b, "(no date)"...)
	}
	y, m, day := d.Civil()
	b = appendTwo(b, y/100)
	b = appendTwo(b, y%100)
	b = appendTwo(append(b, '-'), m)
	return appendTwo(append(b, '-'), day)
}

// appendTwo appends a number of at most two digits with a leading zero.
func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }
