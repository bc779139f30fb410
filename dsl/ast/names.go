package ast

import "fmt"

// The words by which dumps and messages show the kinds. Each list is in the order of its constants.

func word[T ~uint8](words []string, k T) string {
	if int(k) < len(words) {
		return words[k]
	}
	return fmt.Sprintf("%T(%d)", k, uint8(k))
}

var optionKinds = []string{"bound", "default", "asked_when", "from", "fixed"}

// String is the kind as dumps show it.
func (k OptionKind) String() string { return word(optionKinds, k) }

var boundKinds = []string{"at least", "at most", "above", "below", "exactly", "not before", "not after", "among", "not"}

// String is the bound's words.
func (k BoundKind) String() string { return word(boundKinds, k) }

var clauseKinds = []string{"encoded", "informational", "not modelled", "modelled in clause", "modelled in policy"}

// String is the status as written; "encoded" for a clause with a block.
func (k ClauseKind) String() string { return word(clauseKinds, k) }

var lineKinds = []string{"add", "deduct", "limit", "floor", "round"}

// String is the word with which the line begins.
func (k LineKind) String() string { return word(lineKinds, k) }

var roundModes = []string{"down", "up", "half up", "half even"}

// String is the mode as written.
func (m RoundMode) String() string { return word(roundModes, m) }

var modalities = []string{"must", "must not", "may", "should not", "endeavours to"}

// String is the modality as written.
func (m Modality) String() string { return word(modalities, m) }

var detailKinds = []string{"to", "amount", "insured for", "not before", "by", "immediately", "until"}

// String is the word or words with which the detail begins.
func (k DetailKind) String() string { return word(detailKinds, k) }

var hitPolicies = []string{"one row", "first row", "sum of rows"}

// String is the hit policy as written.
func (h HitPolicy) String() string { return word(hitPolicies, h) }

var typeKinds = []string{"yes or no", "number", "whole number", "money", "percent", "date", "instant", "text", "country", "currency", "calendar", "duty",
	"duties", "list of", "set of", "one of", "first of", "record"}

// String is the type's words, without its members.
func (k TypeKind) String() string { return word(typeKinds, k) }

var literalKinds = []string{"yes_no", "number", "percent", "money", "date", "instant", "text", "special", "empty"}

// String is the kind as dumps show it.
func (k LiteralKind) String() string { return word(literalKinds, k) }

var units = []string{"days", "weeks", "months", "years", "working days", "hours", "minutes"}

// String is the unit in the plural.
func (u Unit) String() string { return word(units, u) }

var aggregateOps = []string{"sum", "count", "earliest", "latest", "smallest", "largest", "list"}

// String is the aggregate's word.
func (o AggregateOp) String() string { return word(aggregateOps, o) }

var schedForms = []string{"on", "ending before", "first"}

// String is the form's words.
func (f SchedForm) String() string { return word(schedForms, f) }

var compareOps = []string{"is", "is at least", "is at most", "is above", "is below", "is before", "is after", "is on or before", "is on or after"}

// String is the comparison as written, without "not".
func (o CompareOp) String() string { return word(compareOps, o) }

var quantKinds = []string{"some", "every", "no"}

// String is the quantifier's word.
func (k QuantKind) String() string { return word(quantKinds, k) }

var stepKinds = []string{"given", "given unknown", "under reading", "is", "is not applicable", "is not governed", "is in conflict", "needs", "awaits", "cites",
	"does not cite", "is duty", "duty", "no duty", "caveat", "error on"}

// String is the step's words.
func (k StepKind) String() string { return word(stepKinds, k) }
