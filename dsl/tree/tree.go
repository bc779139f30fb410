// Package tree is the checked policy: every name looked up, every expression typed, every clause in its place.
//
// It is the contract between the language and everything that works with policies (plan, reference evaluator, coverage,
// documents). Package check builds it; nobody changes it afterwards. A tree exists only for a policy without errors.
package tree

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Policy is one checked version of a policy together with everything it uses from other policies.
//
// Inputs, Terms, Decisions, Ambiguities and Schedules hold what is reachable: the policy's own first, in the order of the text,
// then what it imports. Index fields number the elements of each slice.
type Policy struct {
	Name    string
	Title   string
	Seller  string
	Source  string         // name of the seller's document
	Version string         // label of this version; empty if the file names none
	Files   []*source.File // this file, then those of imported policies; digests are made over them
	Parties []string

	Inputs      []*Input
	Terms       []*Term
	Decisions   []*Decision
	Ambiguities []*Ambiguity
	Schedules   []*Schedule
	Caveats     []*Caveat
	Disapplies  []*Disapply
	Records     []*types.RecordType
	// Clauses are all clauses in document order, imported ones after the policy's own. Order in citations is that of Index.
	Clauses []*Clause
	// Order lists inputs, terms, decisions and schedules so that each comes after what it reads.
	Order []Symbol

	InForce *InForce
}

// InForce is the time for which a version holds; both days are included.
type InForce struct {
	From     date.Date
	Until    date.Date
	Open     bool // no last day
	PickedBy *Input
}

// Defaults are the rules of the policy a sentence stands in, which its header sets. Imported sentences keep their own policy's.
type Defaults struct {
	Policy      string
	Currency    money.Currency // money.None: see CurrencyOf, or none declared
	CurrencyOf  *Input         // the input whose currency is meant, or nil
	Months      date.MonthRule
	Zone        string // IANA name; empty if none
	AsWritten   bool   // "time zone as written"
	WorkingDays *WorkingDays
}

// WorkingDays says which days are worked.
type WorkingDays struct {
	Days     [7]bool // from Monday
	Calendar Expr    // days that are not worked: a calendar value; nil if none
	Clause   *Clause
}

// Symbol is an *Input, *Term, *Decision, *Schedule or *Ambiguity.
//
//sumtype:decl
type Symbol interface{ symbol() }

// InputKind tells inputs apart.
type InputKind uint8

// The kinds of input.
const (
	Fact InputKind = iota
	Event
	Determination
)

// Input is a fact, an event or a determination.
type Input struct {
	Index       int
	Kind        InputKind
	Name        string
	Type        *types.Type
	Question    string
	Party       string // who supplies the fact, or owes the determination
	Fixed       bool   // it has happened and cannot be changed; never proposed as a change
	Default     Expr   // nil if none
	Guard       Expr   // asked when; nil: always
	GuardClause *Clause
	Bounds      []*Bound
	FieldBounds []*FieldBound // bounds and guards on the fields of the records of a list
	Clause      *Clause       // of a determination
	Defaults    *Defaults
	Span        source.Span
	ClauseOrder int // place among determinations in document order
}

// Bound limits an input's value; for a list, that of each element.
type Bound struct {
	Kind    ast.BoundKind
	Value   Expr   // nil for Among and Not with plain members
	Members uint64 // Among, Not: bit mask over the type's members
	InList  Expr   // Among: a list the value must be in
	When    Expr
	Unless  Expr
	Span    source.Span
}

// FieldBound is a bound, guard or default declared on a field of a record; it holds for every record of that type in the input's list.
// Its expressions may read the other fields of the same record through Var.
type FieldBound struct {
	Field   int
	Var     *ElementVar
	Bound   *Bound // nil if this is a guard or a default
	Guard   Expr   // asked when
	Default Expr
}

// Term is a defined term: "N means E."
type Term struct {
	Index  int
	Name   string
	Type   *types.Type
	Body   Expr
	Clause *Clause
	Policy string
	Span   source.Span
}

// Decision is an output.
type Decision struct {
	Index        int
	Name         string
	Policy       string
	Own          bool // declared by the policy itself or named in a use: part of the answer. Others are only steps on the way.
	Type         *types.Type
	Label        string
	Arises       Expr // nil: always
	ArisesClause *Clause
	Rules        []*Rule // in document order: values, members, duties, lines
	Defaults     *Defaults
	Span         source.Span
}

// RuleKind tells rules apart.
type RuleKind uint8

// The kinds of rule.
const (
	Value  RuleKind = iota // D is V
	Member                 // D includes m
	DutyRule
	Add
	Deduct
	Limit
	Floor
	Round
)

// Rule is a sentence that contributes to a decision: a value, a member, a duty or a line of its account.
// It applies when When holds, Unless does not, and nothing that beats it applies.
type Rule struct {
	ID        int // numbers all rules of the policy, in document order, imported ones last
	Kind      RuleKind
	Decision  *Decision
	Clause    *Clause
	Value     Expr // Value, Add, Deduct, Limit, Floor; Round: nil
	Member    int  // Member: index in the decision's type
	When      Expr // nil: always
	Unless    Expr // nil: never
	Otherwise bool
	ReadWith  []*Clause
	// BeatenBy are the rules of the same decision that defeat this one where they apply undefeated (edges resolved).
	BeatenBy []*Rule
	// DisappliedBy are the sentences that switch this rule off while they hold.
	DisappliedBy []*Disapply
	As           string // Limit: its name in binding limits; empty if none
	AsMember     int    // Limit: index of As in the set decision that reads it; -1
	Mode         ast.RoundMode
	Step         value.Value // Round: Number
	Duty         *Duty
	// Table and Row are set on the rules a table makes: the table's ordinal in the policy (from 1) and the row (from 1).
	Table, Row int
	Defaults   *Defaults
	Span       source.Span
}

// Duty is the duty of a duty rule.
type Duty struct {
	Who         string
	Modality    value.Modality
	What        string
	To          string
	Amount      Expr
	InsuredFor  Expr
	NotBefore   Expr
	By          Expr
	Immediately bool
	Until       string
}

// Disapply switches the rules of other clauses off while it holds; another disapply can switch it off.
type Disapply struct {
	ID           int
	Clause       *Clause
	Targets      []*Clause
	When         Expr
	Unless       Expr
	Otherwise    bool
	DisappliedBy []*Disapply
	ReadWith     []*Clause
	Span         source.Span
}

// Caveat is a text attached to the answer while its condition holds.
type Caveat struct {
	ID           int
	Name         string
	Text         string
	Clause       *Clause
	When         Expr
	Unless       Expr
	ReadWith     []*Clause
	DisappliedBy []*Disapply
	Span         source.Span
}

// Schedule is a fixed grid of periods.
type Schedule struct {
	Index    int
	Name     string
	Every    PeriodOf
	From     Expr
	Clause   *Clause
	Defaults *Defaults
	Span     source.Span
}

// PeriodOf is a count of units: 14 days, 2 weeks (14 days), 2 years (24 months), 5 working days, 90 minutes.
type PeriodOf struct {
	Unit  types.SpanUnit
	N     int    // days, months, working days or minutes
	Words string // as written, for explanations
}

// Ambiguity is a list of readings.
type Ambiguity struct {
	Index    int
	Name     string
	Policy   string
	Title    string
	Concerns []*Clause
	Readings []*Reading
	Adopted  int
	Type     *types.Type // enumeration of the readings
	Span     source.Span
}

// Reading is one meaning.
type Reading struct {
	Name, Text  string
	Why, By, On string
}

// Clause is a clause of a source document.
type Clause struct {
	Index   int
	ID      string
	Title   string // the editor's summary, or the heading it stands under
	Section string // heading, empty if none
	Policy  string
	Source  string
	Parent  *Clause // the clause it is nested in
	Kind    ast.ClauseKind
	Reason  string
	Targets []string
	Span    source.Span
}

func (*Input) symbol()     {}
func (*Term) symbol()      {}
func (*Decision) symbol()  {}
func (*Schedule) symbol()  {}
func (*Ambiguity) symbol() {}
