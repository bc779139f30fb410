// Package value is the run-time value of the rule language: small, typed, exact, and comparable without allocation.
//
// Numbers, percentages and amounts are held in millionths as an int64 where that is exact, and as a decimal otherwise; both
// forms give the same results. Nothing here rounds unless told to.
package value

import (
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/shopspring/decimal"
)

// Kind is the kind of a value.
type Kind uint8

// The kinds.
const (
	// Invalid is the zero Value: no value.
	Invalid  Kind = iota
	Bool          // N is 0 or 1
	Enum          // N is the member's index in its type
	Set           // N is a bit mask of member indexes; at most 64 members
	Number        // N is in millionths, or Ref is a *decimal.Decimal
	Percent       // like Number; 5% is 0.05, that is 50,000 millionths
	Money         // like Number, with Cur
	Date          // N is a date.Date
	Instant       // N is seconds since 1970-01-01T00:00Z, Aux nanoseconds, Off the written offset in minutes
	Text          // Ref is a string
	Country       // Ref is a string: ISO 3166-1 alpha-2, or XK
	Currency      // Cur
	Calendar      // Ref is a *calendar.Calendar
	List          // Ref is a []Value
	Record        // Ref is a []Value, one per field; a field that is not known is Invalid
	Period        // a schedule's period: Ref is *SchedulePeriod
	Duty          // Ref is *DutyValue
)

// Value is one value. Copy it freely; never change what Ref points at.
type Value struct {
	Kind    Kind
	Special bool // unlimited (Money) or never (Date): larger than every other value
	Cur     money.Currency
	Off     int16
	Aux     uint32
	N       int64
	Ref     any
}

// Scale is the number of units that make one: numbers are held in millionths.
const Scale = 1_000_000

// SchedulePeriod is one period of a schedule: both days are included; Number counts from 1.
type SchedulePeriod struct {
	Number int
	First  date.Date
	Last   date.Date
}

// Modality is what a duty asks; the order is that of ast.Modality.
type Modality uint8

// The modalities, with the words of the output contract: must, must_not, may, should_not, endeavours.
const (
	Must Modality = iota
	MustNot
	May
	ShouldNot
	Endeavours
)

// DutyValue is an obligation. A detail that is not given is Invalid or empty.
type DutyValue struct {
	Who         string
	Modality    Modality
	What        string
	To          string
	Amount      Value // Money
	InsuredFor  Value // Money
	NotBefore   Value // Date or Instant
	By          Value // Date or Instant
	Immediately bool
	Until       string
}

// OfBool makes a Bool.
func OfBool(b bool) Value {
	if b {
		return Value{Kind: Bool, N: 1}
	}
	return Value{Kind: Bool}
}

// OfDate makes a Date.
func OfDate(d date.Date) Value { return Value{Kind: Date, N: int64(d)} }

// OfText makes a Text.
func OfText(s string) Value { return Value{Kind: Text, N: hash(s), Ref: s} }

// hash is FNV-1a. It tells most different texts apart without reading them.
func hash(s string) int64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return int64(h)
}

// SameText tells whether two texts are the same.
func SameText(a, b *Value) bool {
	s, _ := a.Ref.(string)
	t, _ := b.Ref.(string)
	return s == t
}

// OfEnum makes an Enum.
func OfEnum(index int) Value { return Value{Kind: Enum, N: int64(index)} }

// OfDecimal makes a Number, Percent or Money of the exact amount d (5% is 0.05).
func OfDecimal(kind Kind, d decimal.Decimal, cur money.Currency) Value {
	scaled := d.Shift(6)
	if scaled.IsInteger() && scaled.Abs().LessThan(maxScaled) {
		return Value{Kind: kind, Cur: cur, N: scaled.IntPart()}
	}
	return Value{Kind: kind, Cur: cur, Ref: &d}
}

// OfScaled makes a Number, Percent or Money of n millionths.
func OfScaled(kind Kind, n int64, cur money.Currency) Value {
	if n <= -maxN || n >= maxN {
		return OfDecimal(kind, decimal.New(n, -6), cur)
	}
	return Value{Kind: kind, Cur: cur, N: n}
}

// OfInt makes a Number.
func OfInt(n int) Value {
	const most = maxN / Scale
	whole := int64(n)
	if whole <= -most || whole >= most {
		return OfDecimal(Number, decimal.NewFromInt(whole), money.None)
	}
	return Value{Kind: Number, N: whole * Scale}
}

// OfInstant makes an Instant.
func OfInstant(i date.Instant) Value {
	return Value{Kind: Instant, N: i.Unix, Aux: i.Nano, Off: i.Offset}
}

// OfCalendar makes a Calendar.
func OfCalendar(c *calendar.Calendar) Value { return Value{Kind: Calendar, Ref: c} }

// OfCurrency makes a Currency.
func OfCurrency(c money.Currency) Value { return Value{Kind: Currency, Cur: c} }

// OfList makes a List.
func OfList(members []Value) Value { return Value{Kind: List, Ref: members} }

// OfRecord makes a Record.
func OfRecord(fields []Value) Value { return Value{Kind: Record, Ref: fields} }

// OfPeriod makes a Period.
func OfPeriod(p *SchedulePeriod) Value { return Value{Kind: Period, Ref: p} }

// OfDuty makes a Duty.
func OfDuty(d *DutyValue) Value { return Value{Kind: Duty, Ref: d} }

// Unlimited is the amount of money, and Never the date, that is larger than every other.
var (
	Unlimited = Value{Kind: Money, Special: true}
	Never     = Value{Kind: Date, Special: true}
)

// maxN bounds the int64 form well inside its range, so that adding two never overflows; maxScaled is the same.
const maxN = 1_000_000_000_000_000_000

var maxScaled = decimal.New(maxN, 0)

// Decimal is the exact amount of a Number, Percent or Money.
func (v Value) Decimal() decimal.Decimal {
	if d, ok := v.Ref.(*decimal.Decimal); ok {
		return *d
	}
	return decimal.New(v.N, -6)
}

// IsTrue is the truth of a Bool.
func (v Value) IsTrue() bool { return v.N != 0 }

// Date is the day of a Date that is not Special.
func (v Value) Date() date.Date { return date.Date(v.N) }

// Instant is the moment of an Instant.
func (v Value) Instant() date.Instant { return date.Instant{Unix: v.N, Nano: v.Aux, Offset: v.Off} }

// Text is the string of a Text or Country.
func (v Value) Text() string { s, _ := v.Ref.(string); return s }

// Members are the members of a List, or the fields of a Record.
func (v Value) Members() []Value { members, _ := v.Ref.([]Value); return members }

// Calendar is the calendar of a Calendar.
func (v Value) Calendar() *calendar.Calendar { c, _ := v.Ref.(*calendar.Calendar); return c }

// Period is the period of a Period.
func (v Value) Period() *SchedulePeriod { p, _ := v.Ref.(*SchedulePeriod); return p }

// Duty is the duty of a Duty.
func (v Value) Duty() *DutyValue { d, _ := v.Ref.(*DutyValue); return d }

// Int is a whole Number as an integer; false if it has decimals or is too large.
func (v Value) Int() (int, bool) {
	n := v.N / Scale
	return int(n), v.Ref == nil && v.N%Scale == 0 && int64(int(n)) == n
}
