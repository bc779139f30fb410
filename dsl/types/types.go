// Package types is the types of the rule language: values with the units of the trade.
package types

import "github.com/clausewise/clausewise/stdlib/money"

// Kind is the kind of a type.
type Kind uint8

// The kinds.
const (
	Invalid Kind = iota // a type that could not be made out; agrees with everything, so that one mistake gives one error
	Bool                // yes or no
	Number              // number, whole number (Whole)
	Percent
	Money // Currency; Special: money or unlimited
	Date  // Special: date or never
	Instant
	Text
	Country
	Currency
	Calendar
	Enum   // one of, first of (Ranked)
	Set    // set of Members
	List   // list of Elem
	Record // Rec
	Period // a schedule's period: first_day, last_day, number
	Span   // a stretch of days, months, working days …: 14 days; not a value of facts
	Duty
	Duties
)

// SpanUnit is how a Span counts; spans of different units do not mix.
type SpanUnit uint8

// The units of spans.
const (
	CalendarDays   SpanUnit = iota // days and weeks
	CalendarMonths                 // months and years
	WorkingDays
	ClockTime // hours and minutes
)

// Type is a type. Types are compared with Same and AssignableTo, not with ==.
type Type struct {
	Kind     Kind
	Whole    bool           // Number without decimals
	Special  bool           // Money: unlimited is a value; Date: never is a value
	Currency money.Currency // Money: money.None means the policy's "currency of" fact decides
	Ranked   bool           // Enum: first of
	Members  []string       // Enum, Set: in declared order
	Elem     *Type          // List
	Rec      *RecordType    // Record
	Unit     SpanUnit       // Span
}

// RecordType is a declared record.
type RecordType struct {
	Name   string
	Fields []Field
}

// Field is one field of a record.
type Field struct {
	Name string
	Type *Type
}

// Field finds a field by name; -1 if there is none.
func (r *RecordType) Field(name string) int {
	for i, f := range r.Fields {
		if f.Name == name {
			return i
		}
	}
	return -1
}

// Member finds a member's index; -1 if there is none.
func (t *Type) Member(name string) int {
	for i, m := range t.Members {
		if m == name {
			return i
		}
	}
	return -1
}
