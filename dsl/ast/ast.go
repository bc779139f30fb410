// Package ast is the syntax tree of policy files: what was written, with the place of everything, before names are looked up.
//
// The tree keeps the order of the text and every parenthesis, so that it can be printed again. Comments stand in File.Comments
// by position. Chains of one operator are flat lists, so that no walker's stack depends on the length of a chain.
package ast

import "github.com/clausewise/clausewise/dsl/source"

// Node is anything with a place.
type Node interface{ Pos() source.Span }

// At is the place of a node; every node embeds it.
type At struct{ Span source.Span }

// Pos is the node's place.
func (a At) Pos() source.Span { return a.Span }

// Name is an identifier as written.
type Name struct {
	At
	Text string
}

// String is a quoted text; Value is without quotes and escapes.
type String struct {
	At
	Value string
}

// Comment runs from "#" to the end of the line; Text is without the "#" and the spaces around it.
type Comment struct {
	At
	Text string
}

// File is one parsed file. After errors it holds what could be read.
type File struct {
	Source   *source.File
	Policy   *Policy // nil in a test file, and where the header could not be read
	Items    []Item  // what follows the header, in source order
	Comments []Comment
}

// Item is what may stand at the top level of a file: *Use, *Record, *Fact, *Decision, *Schedule, *Ambiguity, *Section, *Clause, *Test.
//
//sumtype:decl
type Item interface {
	Node
	item()
}

// Policy is the header.
type Policy struct {
	At
	Name        String
	Title       *String
	Seller      *String
	Source      *String
	Version     *String
	Parties     []Name
	Currency    *Name // ISO code
	CurrencyOf  *Name // the money fact whose currency is meant; not together with Currency
	Months      *Name // clamp or roll
	TimeZone    *String
	AsWritten   bool        // "time zone as written"
	ZoneAt      source.Span // of the line "time zone …"
	WorkingDays *WorkingDays
	InForce     *InForce
}

// WorkingDays is "working days are monday to friday except CALENDAR [clause "id"]".
type WorkingDays struct {
	At
	From, To Name
	Except   Expr // a calendar fact's name or a calendar's quoted name; nil if none is excepted
	Clause   *String
}

// InForce is "in force from A [until B] picked by F"; both days are included.
type InForce struct {
	At
	From     Expr // *Literal of kind Date
	Until    Expr // nil: open
	PickedBy Name
}

// Use is `use a, b from policy "p"`.
type Use struct {
	At
	Names  []Name
	Policy String
}

// Record is a group of facts that occurs in lists; its fields are Facts.
type Record struct {
	At
	Name   Name
	Fields []*Fact
}

// Fact is a plain input, an event, or a field of a record.
type Fact struct {
	At
	Event    bool
	Name     Name
	Type     *Type
	Options  []Option
	Question *String
}

// Option is an option of a fact or a determination; exactly one group of fields is set, according to Kind.
type Option struct {
	At
	Kind   OptionKind
	Bound  *Bound  // OptBound
	Value  Expr    // OptDefault, OptAskedWhen
	Clause *String // OptAskedWhen: the clause that makes it so
	Party  Name    // OptFrom
}

// OptionKind tells options apart.
type OptionKind uint8

// The kinds of option.
const (
	OptBound     OptionKind = iota // at least, not before, among …
	OptDefault                     // default V
	OptAskedWhen                   // asked when C [clause "id"]
	OptFrom                        // from PARTY
	OptFixed                       // fixed: it has happened and cannot be changed
)

// Bound limits an input. Value is set for all kinds but Among with plain members, where Members is.
type Bound struct {
	At
	Kind    BoundKind
	Value   Expr
	Members []Name // among a, b; a single name is also given as Value, since it may be a list
	When    Expr
	Unless  Expr
}

// BoundKind tells bounds apart.
type BoundKind uint8

// The kinds of bound.
const (
	AtLeast BoundKind = iota
	AtMost
	Above
	Below
	Exactly
	NotBefore
	NotAfter
	Among
	Not
)

// Decision is an output.
type Decision struct {
	At
	Name         Name
	Type         *Type
	Arises       Expr
	ArisesClause *String
	Label        *String
}

// Schedule is `schedule S every P from and including D [clause "id"]`.
type Schedule struct {
	At
	Name   Name
	Every  *PeriodLit
	From   Expr
	Clause *String
}

// Ambiguity is a list of readings of which one is adopted.
type Ambiguity struct {
	At
	Name     Name
	Title    String
	Concerns []String
	Readings []*Reading
}

// Reading is one meaning of an ambiguous text. The adopted one says why, by whom and optionally when.
type Reading struct {
	At
	Name    Name
	Text    String
	Adopted bool
	Why     String
	By      String
	On      Expr // date literal or nil
}

// Section is a heading; it cannot be cited.
type Section struct {
	At
	Title String
	Items []Item // sections and clauses
}

// ClauseKind says how a clause is accounted for.
type ClauseKind uint8

// The kinds of clause.
const (
	Encoded            ClauseKind = iota // has a block
	Informational                        // no rule follows from it
	NotModelled                          // a rule follows that is not encoded; the reason says why
	ModelledInClause                     // encoded under other clauses of this policy
	ModelledInPolicies                   // encoded in other policies
)

// Clause is a clause of the source under its full id.
type Clause struct {
	At
	ID      String
	Summary *String
	Kind    ClauseKind
	Reason  *String  // Informational, NotModelled
	Targets []String // ModelledIn…: clause ids or policy names
	Body    []ClauseItem
	HasBody bool
}

// ClauseItem is what may stand in a clause: a *Clause or a sentence.
//
//sumtype:decl
type ClauseItem interface {
	Node
	clauseItem()
}

// Tail ends a sentence: conditions and further clauses.
type Tail struct {
	When      Expr
	Unless    Expr
	Otherwise bool
	ReadWith  []String
}

// Edge is "despite clause …" or "subject to clause …" before a rule.
type Edge struct {
	At
	SubjectTo bool // otherwise despite
	Clauses   []String
	Policies  []String
}

// Means defines a term: "N means E."
type Means struct {
	At
	Name Name
	Body Expr
}

// Rule is "D is V tail."
type Rule struct {
	At
	Edges    []Edge
	Decision Name
	Value    Expr
	Tail     Tail
}

// Includes is "D includes V tail."
type Includes struct {
	At
	Edges    []Edge
	Decision Name
	Member   Name
	Tail     Tail
}

// LineKind is the kind of a line of an account.
type LineKind uint8

// The kinds of line.
const (
	Add    LineKind = iota // add E to D
	Deduct                 // deduct E from D
	Limit                  // limit D to E [as N]
	Floor                  // floor D at E
	Round                  // round D MODE to STEP
)

// Line is a line of an account.
type Line struct {
	At
	Kind     LineKind
	Decision Name
	Amount   Expr  // Round: the step, a number literal
	As       *Name // Limit: the name under which it can bind
	Mode     RoundMode
	Tail     Tail
}

// RoundMode is the direction of rounding.
type RoundMode uint8

// The rounding modes.
const (
	Down     RoundMode = iota // towards zero
	Up                        // away from zero
	HalfUp                    // to nearest, ties away from zero
	HalfEven                  // to nearest, ties to even
)

// Modality is what a duty asks.
type Modality uint8

// The modalities.
const (
	Must Modality = iota
	MustNot
	May
	ShouldNot
	Endeavours
)

// Duty is "duty D : PARTY must WHAT details tail."
type Duty struct {
	At
	Edges    []Edge
	Decision Name
	Party    Name
	Modality Modality
	What     Name
	Details  []Detail
	Tail     Tail
}

// DetailKind is the kind of a duty's detail.
type DetailKind uint8

// The kinds of detail.
const (
	DetailTo          DetailKind = iota // to PARTY (Name)
	DetailAmount                        // amount E
	DetailInsuredFor                    // insured for E
	DetailNotBefore                     // not before E
	DetailBy                            // by E
	DetailImmediately                   // immediately
	DetailUntil                         // until EVENT (Name)
)

// Detail is one detail of a duty.
type Detail struct {
	At
	Kind  DetailKind
	Name  Name
	Value Expr
}

// Determination is a judgment owed.
type Determination struct {
	At
	Name     Name
	Type     *Type
	By       Name
	Options  []Option
	Question *String
}

// Disapply is `disapply clause "A" tail.`
type Disapply struct {
	At
	Clauses []String
	Tail    Tail
}

// Caveat is a text attached to the answer.
type Caveat struct {
	At
	Name Name
	Text String
	Tail Tail
}

// HitPolicy says how many rows of a table may apply.
type HitPolicy uint8

// The hit policies.
const (
	OneRow   HitPolicy = iota // exactly one row applies to every case; gaps and overlaps are errors
	FirstRow                  // the first row that applies; gaps are errors
	SumRows                   // the values of all rows that apply are added; money and numbers only
)

// Table is "table D by one row | … |": columns of conditions and one column of values.
type Table struct {
	At
	Edges    []Edge
	Decision Name
	Hit      HitPolicy
	Columns  []Expr // what each condition column tests
	Rows     []*TableRow
	Tail     Tail
}

// TableRow is a row; Cells has one entry per column.
type TableRow struct {
	At
	Cells []Cell
	Value Expr
}

// Cell is a condition on a column's value. Any is the word "any". Otherwise Test is a condition in which the column stands in the place
// of *Subject.
type Cell struct {
	At
	Any  bool
	Test Expr
}

func (*Use) item()       {}
func (*Record) item()    {}
func (*Fact) item()      {}
func (*Decision) item()  {}
func (*Schedule) item()  {}
func (*Ambiguity) item() {}
func (*Section) item()   {}
func (*Clause) item()    {}
func (*Test) item()      {}

func (*Clause) clauseItem()        {}
func (*Means) clauseItem()         {}
func (*Rule) clauseItem()          {}
func (*Includes) clauseItem()      {}
func (*Line) clauseItem()          {}
func (*Duty) clauseItem()          {}
func (*Determination) clauseItem() {}
func (*Disapply) clauseItem()      {}
func (*Caveat) clauseItem()        {}
func (*Table) clauseItem()         {}
