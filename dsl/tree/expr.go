package tree

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Base is what every expression has: its type and the place it was written at.
type Base struct {
	T    *types.Type
	Span source.Span
}

// Type is the expression's type.
func (b *Base) Type() *types.Type { return b.T }

// Pos is the place it was written at.
func (b *Base) Pos() source.Span { return b.Span }

// Expr is a typed expression.
//
//sumtype:decl
type Expr interface {
	Type() *types.Type
	Pos() source.Span
	expr()
}

// Lit is a known value. A bare 0 where money is expected has the money's currency; where that currency is the policy's "currency of"
// fact, CurrencyOf names it and the value is zero in that currency.
type Lit struct {
	Base
	Value      value.Value
	CurrencyOf *Input
}

// InputRef reads an input.
type InputRef struct {
	Base
	Input *Input
}

// TermRef reads a term.
type TermRef struct {
	Base
	Term *Term
}

// DecisionRef reads a decision's value.
type DecisionRef struct {
	Base
	Decision *Decision
}

// ReadingRef is the reading under which the policy is evaluated, an enumeration.
type ReadingRef struct {
	Base
	Ambiguity *Ambiguity
}

// CaveatsRef is the built-in set of the names of the caveats that apply; bit i is the policy's Caveats[i].
type CaveatsRef struct{ Base }

// ElementVar is the variable of a quantifier or comprehension. ID is unique in the policy.
type ElementVar struct {
	ID   int
	Name string
	T    *types.Type
}

// VarRef reads a variable.
type VarRef struct {
	Base
	Var *ElementVar
}

// FieldOf reads a field of a record.
type FieldOf struct {
	Base
	X     Expr
	Field int
}

// Attribute is something a value has by its kind.
type Attribute uint8

// The attributes.
const (
	Year            Attribute = iota // of a date: number
	Month                            // of a date: number, 1 to 12
	DayOf                            // "day of" a date: number, 1 to 31
	Weekday                          // of a date: enumeration from monday
	DateOf                           // "date of" an instant, in Zone or as written
	FirstDay                         // of a schedule's period: date
	LastDayOf                        // of a schedule's period: date
	NumberOf                         // of a schedule's period: whole number
	CurrencyOfMoney                  // "currency of" money
)

// AttrOf reads an attribute. Zone is set for DateOf unless AsWritten.
type AttrOf struct {
	Base
	Attr      Attribute
	X         Expr
	Zone      string
	AsWritten bool
}

// Share is "P of X": percentage of money or of a number.
type Share struct {
	Base
	Percent, X Expr
}

// Shift is "P after X" or "P before X" on a date (days, months, working days) or an instant (hours, minutes).
type Shift struct {
	Base
	Period   PeriodOf
	Before   bool
	X        Expr
	Defaults *Defaults // months rule, working days
}

// LastDayFrom is "last day of P from and including X".
type LastDayFrom struct {
	Base
	Period PeriodOf
	X      Expr
}

// WorkingDay is "working day on or after X", or "on or before".
type WorkingDay struct {
	Base
	Before   bool
	X        Expr
	Defaults *Defaults
}

// ClockOn is "17:00 on X": an instant in the header's zone. Where that local time does not exist, the instant is the one after the gap; where it
// occurs twice, the first.
type ClockOn struct {
	Base
	Minutes int // since midnight
	X       Expr
	Zone    string
}

// Aggregate makes one value of several: either Args, or Body for each Var in Over where Where.
// With Args and a list as the only argument, the list's members are meant.
type Aggregate struct {
	Base
	Op    ast.AggregateOp
	Args  []Expr
	Body  Expr
	Var   *ElementVar
	Over  Expr
	Where Expr // nil: all
	// CurrencyOf is set where an empty sum's currency is that of an input.
	CurrencyOf *Input
}

// SchedOn is the period of a schedule that contains a day; n/a before the schedule's first day.
type SchedOn struct {
	Base
	Schedule *Schedule
	X        Expr
}

// SchedEnding is the list of periods that end before a day.
type SchedEnding struct {
	Base
	Schedule *Schedule
	X        Expr
}

// SchedFirst is the first N periods.
type SchedFirst struct {
	Base
	Schedule *Schedule
	N        int
}

// BindingLimits is the set of the names of a decision's binding limits. Bit of the result by rule: Rule.AsMember.
type BindingLimits struct {
	Base
	Decision *Decision
}

// Sum is First plus or less the Rest, left to right.
type Sum struct {
	Base
	First Expr
	Rest  []SumTerm
}

// SumTerm is one more term.
type SumTerm struct {
	Less bool
	X    Expr
}

// Product multiplies; at most one factor is money.
type Product struct {
	Base
	Factors []Expr
}

// Convert turns an enumeration or set value into another type that has all its members; Map gives the new index of each old one.
type Convert struct {
	Base
	X   Expr
	Map []int
}

// Compare compares two values of one kind. "is not" is Not.
type Compare struct {
	Base
	Op   ast.CompareOp
	Not  bool
	X, Y Expr
}

// Within is "X is within P after Y" (Y to Y + P) or before (Y − P to Y), both ends included.
type Within struct {
	Base
	Not      bool
	X        Expr
	Period   PeriodOf
	Before   bool
	Y        Expr
	Defaults *Defaults
}

// OneOf tests an enumeration against a mask, or another value against a list of literals.
type OneOf struct {
	Base
	Not  bool
	X    Expr
	Mask uint64
	Ys   []Expr // if X is no enumeration
}

// In tests membership: of an element in a list, of a member in a set, of a date in a schedule's period or a calendar.
type In struct {
	Base
	Not  bool
	X, L Expr
}

// IsEmpty tests a list or set.
type IsEmpty struct {
	Base
	Not bool
	X   Expr
}

// Happened tests whether an event was given. It is never unknown.
type Happened struct {
	Base
	Not   bool
	Event *Input
}

// ArisesTest tests whether a decision arises.
type ArisesTest struct {
	Base
	Not      bool
	Decision *Decision
}

// Quant is a quantified condition.
type Quant struct {
	Base
	Kind ast.QuantKind
	Var  *ElementVar
	Over Expr
	Body Expr
}

// Not negates.
type Not struct {
	Base
	X Expr
}

// And holds if all hold.
type And struct {
	Base
	Xs []Expr
}

// Or holds if one holds.
type Or struct {
	Base
	Xs []Expr
}

func (*Lit) expr()           {}
func (*InputRef) expr()      {}
func (*TermRef) expr()       {}
func (*DecisionRef) expr()   {}
func (*ReadingRef) expr()    {}
func (*CaveatsRef) expr()    {}
func (*VarRef) expr()        {}
func (*FieldOf) expr()       {}
func (*AttrOf) expr()        {}
func (*Share) expr()         {}
func (*Shift) expr()         {}
func (*LastDayFrom) expr()   {}
func (*WorkingDay) expr()    {}
func (*ClockOn) expr()       {}
func (*Aggregate) expr()     {}
func (*SchedOn) expr()       {}
func (*SchedEnding) expr()   {}
func (*SchedFirst) expr()    {}
func (*BindingLimits) expr() {}
func (*Sum) expr()           {}
func (*Product) expr()       {}
func (*Convert) expr()       {}
func (*Compare) expr()       {}
func (*Within) expr()        {}
func (*OneOf) expr()         {}
func (*In) expr()            {}
func (*IsEmpty) expr()       {}
func (*Happened) expr()      {}
func (*ArisesTest) expr()    {}
func (*Quant) expr()         {}
func (*Not) expr()           {}
func (*And) expr()           {}
func (*Or) expr()            {}
