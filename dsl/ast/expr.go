package ast

// TypeKind is the head of a written type.
type TypeKind uint8

// The written types.
const (
	TypeYesNo TypeKind = iota
	TypeNumber
	TypeWholeNumber
	TypeMoney
	TypePercent
	TypeDate
	TypeInstant
	TypeText
	TypeCountry
	TypeCurrency
	TypeCalendar
	TypeDuty
	TypeDuties
	TypeList    // list of Elem
	TypeSet     // set of Members
	TypeOneOf   // one of Members
	TypeFirstOf // first of Members, ranked
	TypeRecord  // Name
)

// Type is a type as written.
type Type struct {
	At
	Kind    TypeKind
	Special bool // "money or unlimited", "date or never"
	Members []Name
	Elem    *Type
	Name    Name // TypeRecord
}

// Expr is an expression.
//
//sumtype:decl
type Expr interface {
	Node
	expr()
}

// LiteralKind tells literals apart.
type LiteralKind uint8

// The kinds of literal.
const (
	YesNo   LiteralKind = iota // Text is yes or no
	Number                     // Text is digits as written, with group commas: 7,500.50
	Percent                    // Text is the number before %
	Money                      // Text is the number, Unit the currency code
	Date                       // Text is 2024-02-29
	Instant                    // Text is 2023-11-17T08:00Z
	Text                       // Text is the unquoted string
	Special                    // Text is unlimited or never
	Empty                      // the word empty, as a list or set value
)

// Literal is a literal with its text as written; its value is made by the checker.
type Literal struct {
	At
	Kind LiteralKind
	Text string
	Unit string
}

// Unit is a unit of a period.
type Unit uint8

// The units.
const (
	Days Unit = iota
	Weeks
	Months
	Years
	WorkingDaysUnit
	Hours
	Minutes
)

// PeriodLit is "14 days", "2 weeks", "1 year and 6 months" is not a form: one count and one unit.
type PeriodLit struct {
	At
	Count string
	Unit  Unit
}

// Ident is a name used as a value.
type Ident struct {
	At
	Name string
}

// Paren is "( E )".
type Paren struct {
	At
	X Expr
}

// Of is "Left of Right": a field, an attribute or a share, by the type of Left.
type Of struct {
	At
	Left, Right Expr
}

// After is "P after X" or "P before X".
type After struct {
	At
	Period *PeriodLit
	Before bool
	X      Expr
}

// LastDay is "last day of P from and including X".
type LastDay struct {
	At
	Period *PeriodLit
	X      Expr
}

// WorkingDay is "working day on or after X" or "working day on or before X".
type WorkingDay struct {
	At
	Before bool
	X      Expr
}

// ClockOn is "17:00 on X".
type ClockOn struct {
	At
	Clock string
	X     Expr
}

// AggregateOp is what is made of several values.
type AggregateOp uint8

// The aggregates.
const (
	Sum AggregateOp = iota
	Count
	Earliest
	Latest
	Smallest
	Largest
	ListOf
)

// Aggregate is "sum of (a, b)" (Args) or "sum of (Body for each Var in Over where Where)".
type Aggregate struct {
	At
	Op    AggregateOp
	Args  []Expr
	Body  Expr
	Var   Name
	Over  Expr
	Where Expr
}

// SchedForm is a way to look up a schedule's periods.
type SchedForm uint8

// The forms.
const (
	SchedOn     SchedForm = iota // S on X
	SchedEnding                  // S ending before X
	SchedFirst                   // first N S
)

// SchedLookup gives one period or a list of periods of a schedule.
type SchedLookup struct {
	At
	Form     SchedForm
	Schedule Name
	X        Expr
	N        string
}

// BindingLimits is "binding limits of D".
type BindingLimits struct {
	At
	Decision Name
}

// SumExpr is a chain of plus and less.
type SumExpr struct {
	At
	First Expr
	Rest  []SumTerm
}

// SumTerm is "plus X" or "less X".
type SumTerm struct {
	Less bool
	X    Expr
}

// Product is a chain of times.
type Product struct {
	At
	Factors []Expr
}

// CompareOp is a comparison.
type CompareOp uint8

// The comparisons.
const (
	Is CompareOp = iota
	IsAtLeast
	IsAtMost
	IsAbove
	IsBelow
	IsBefore
	IsAfter
	IsOnOrBefore
	IsOnOrAfter
)

// Compare is "X is [not] OP Y".
type Compare struct {
	At
	Op   CompareOp
	Not  bool
	X, Y Expr
}

// Within is "X is [not] within P after|before Y"; both ends are included.
type Within struct {
	At
	Not    bool
	X      Expr
	Period *PeriodLit
	Before bool
	Y      Expr
}

// OneOf is "X is [not] one of a, b".
type OneOf struct {
	At
	Not     bool
	X       Expr
	Members []Expr
}

// In is "X is [not] in L".
type In struct {
	At
	Not  bool
	X, L Expr
}

// IsEmpty is "X is [not] empty".
type IsEmpty struct {
	At
	Not bool
	X   Expr
}

// Contains is "L includes X" or "L does not include X".
type Contains struct {
	At
	Not  bool
	L, X Expr
}

// Happened is "e has happened" or "e has not happened".
type Happened struct {
	At
	Not   bool
	Event Name
}

// Arises is "D arises" or "D does not arise".
type Arises struct {
	At
	Not      bool
	Decision Name
}

// QuantKind is the kind of a quantifier.
type QuantKind uint8

// The quantifiers.
const (
	Some QuantKind = iota
	Every
	No
)

// Quant is "some x in L has ( C )".
type Quant struct {
	At
	Kind QuantKind
	Var  Name
	Over Expr
	Body Expr
}

// NotExpr is "not C".
type NotExpr struct {
	At
	X Expr
}

// And is a chain of and.
type And struct {
	At
	Xs []Expr
}

// Or is a chain of or.
type Or struct {
	At
	Xs []Expr
}

// Subject stands in a table's cell for the value of its column.
type Subject struct{ At }

// ListLit is "[a, b]", in tests only.
type ListLit struct {
	At
	Items []Expr
}

// RecordLit is "{ f is V, g is W }", in tests only.
type RecordLit struct {
	At
	Fields []FieldLit
}

// FieldLit is one field of a RecordLit.
type FieldLit struct {
	Name  Name
	Value Expr
}

func (*Literal) expr()       {}
func (*PeriodLit) expr()     {}
func (*Ident) expr()         {}
func (*Paren) expr()         {}
func (*Of) expr()            {}
func (*After) expr()         {}
func (*LastDay) expr()       {}
func (*WorkingDay) expr()    {}
func (*ClockOn) expr()       {}
func (*Aggregate) expr()     {}
func (*SchedLookup) expr()   {}
func (*BindingLimits) expr() {}
func (*SumExpr) expr()       {}
func (*Product) expr()       {}
func (*Compare) expr()       {}
func (*Within) expr()        {}
func (*OneOf) expr()         {}
func (*In) expr()            {}
func (*IsEmpty) expr()       {}
func (*Contains) expr()      {}
func (*Happened) expr()      {}
func (*Arises) expr()        {}
func (*Quant) expr()         {}
func (*NotExpr) expr()       {}
func (*And) expr()           {}
func (*Or) expr()            {}
func (*Subject) expr()       {}
func (*ListLit) expr()       {}
func (*RecordLit) expr()     {}
