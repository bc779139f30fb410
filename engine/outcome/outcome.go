// Package outcome is the answer of an evaluation as data: decisions with their citations, and the record of what each rule did.
//
// Printers (text, JSON, HTML) and the reference evaluator work from these types alone.
package outcome

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Status is what became of a decision.
type Status uint8

// The statuses.
const (
	Decided Status = iota
	NotApplicable
	NeedsFacts
	NeedsDetermination
	Conflict
	NotGoverned
)

var statusNames = [...]string{"decided", "not_applicable", "needs_facts", "needs_determination", "conflict", "not_governed"}

// String is the status's name in the output contract.
func (s Status) String() string { return statusNames[s] }

// Effect is what a clause does in a citation; see "Citations" in docs/grammar.md.
type Effect uint8

// The effects, strongest first.
const (
	Applies    Effect = iota // a rule or line of it gave the result
	Displaced                // its rule would have changed the result and was defeated
	Disapplies               // it defeated that rule
	Pending                  // its rule or determination waits
	NotMet                   // the result depends on its rule's failing
	Defines                  // it defines something that those clauses read
	ReadWith                 // named in the tail of an applying sentence
	Reading                  // an ambiguity that concerns it is decisive
	NotReached               // a limit that applies but does not bind
)

var effectNames = [...]string{"applies", "displaced", "disapplies", "pending", "not met", "defines", "read with", "reading", "not reached"}

// String is the effect's name in the output contract.
func (e Effect) String() string { return effectNames[e] }

// Citation is a clause with its effect.
type Citation struct {
	Clause *tree.Clause
	Effect Effect
}

// Need is a plain fact that can still change a decision. Path is the fact's name, or openings[0].consent_at for a field of a list's
// member.
type Need struct {
	Input *tree.Input
	Path  string
}

// Awaited is a determination that is owed. Min and Max are its bounds as far as they are known; Invalid where there is none.
type Awaited struct {
	Input    *tree.Input
	Min, Max value.Value
	// Members are the values still open to the judgment, for enumerations and yes or no; a bit mask over the type's members (bit 0 no, bit 1
	// yes).
	Members uint64
}

// Side is one of the values in conflict.
type Side struct {
	Rule   *tree.Rule
	Clause *tree.Clause
	Value  value.Value
}

// Line is a line of an account as it was computed.
type Line struct {
	Rule   *tree.Rule
	Amount value.Value // what is added, deducted, the limit, the floor; for rounding the step
	After  value.Value // the balance after this line
	Binds  bool        // a limit that binds, a floor that lifts, a rounding that changes the amount
}

// Decision is the answer to one question.
type Decision struct {
	Decision *tree.Decision
	Status   Status
	Value    value.Value // if decided
	// Min and Max bound the value where it is an amount or a day that is open; Invalid where not known.
	Min, Max       value.Value
	Citations      []Citation
	Needs          []Need
	Determinations []Awaited
	Conflict       []Side
	Account        []Line // of a decided money decision with lines, or with more than a base
	// Capped: the exact analysis was stopped at its limit; Needs are all the unknown facts it reached.
	Capped bool
}

// RuleStatus is what became of a rule.
type RuleStatus uint8

// The rule statuses.
const (
	Unreached         RuleStatus = iota // nothing asked for it
	Applied                             // its condition holds and nothing defeats it
	Defeated                            // its condition holds, but another rule or a disapply defeats it
	Failed                              // its condition is false
	NotApplicableRule                   // its condition does not arise
	Open                                // its condition, or a defeater's, is not known
)

// RuleRecord is what became of one rule and why.
type RuleRecord struct {
	Rule   *tree.Rule
	Status RuleStatus
	// By and ByDisapply are what defeated it; at most one is set.
	By         *tree.Rule
	ByDisapply *tree.Disapply
	// Because is the smallest condition whose value settled it: the false conjunct, the true exception; nil where there is none.
	Because tree.Expr
	Value   value.Value // what an applied rule contributes
}

// Duty is a duty that arises.
type Duty struct {
	Name    string // of the decision
	Rule    *tree.Rule
	Value   value.Value // Kind Duty
	Pending bool        // trigger or details are not settled; only in explanations
}

// ReadingUse is an ambiguity that the evaluation read.
type ReadingUse struct {
	Ambiguity   *tree.Ambiguity
	Reading     int // under which the case was decided
	DecisiveFor []*tree.Decision
}

// InputUse is an input as it was used.
type InputUse struct {
	Input   *tree.Input
	Value   value.Value // Invalid: not known
	Assumed bool        // the declared default
	Fixed   bool        // a determination whose bounds leave this value only
}

// Result is the answer to a case.
type Result struct {
	Policy    *tree.Policy
	Decisions []Decision   // those of the policy, in order of declaration
	Rules     []RuleRecord // by Rule.ID
	Duties    []Duty
	Caveats   []*tree.Caveat
	Readings  []ReadingUse
	Inputs    []InputUse // by Input.Index
	Calendars []string   // name and version of the calendars that were used
}

// Undecided tells whether a decision is neither decided nor not applicable.
func (r *Result) Undecided() bool {
	for i := range r.Decisions {
		if s := r.Decisions[i].Status; s != Decided && s != NotApplicable {
			return true
		}
	}
	return false
}

// Problem is a fact, or a determination, that cannot be used. Code is a diagnostic code (F…); Path is the fact's path.
type Problem struct {
	Code    string
	Path    string
	Message string
	Hint    string
	Clause  string // a determination outside the bounds that this clause sets
}
