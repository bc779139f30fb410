// Package limits says what a policy, a case and a bundle may cost, and how each bound is raised.
//
// Every limit counts something of the input or of the work done on it, never seconds: the same input meets the same limit on every machine.
// Limits that belong to the meaning of the language, as the 64 members of an enumeration do, are not here: they cannot be raised.
package limits

// Limits are the bounds of one run. A field that is 0 stands for its default.
type Limits struct {
	PolicyBytes  int // size of a policy file
	PolicyTokens int // words, numbers, texts and signs of a policy file
	PolicyDepth  int // brackets in brackets, "not" before "not", "of" after "of"
	PolicyErrors int // errors of a policy file reported one by one; the others are counted
	TermParts    int // parts of a term with all the terms that it reads written out
	RulePairs    int // pairs of rules that the edges of one decision make
	TableWork    int // comparisons to find what a table leaves out
	FactsBytes   int // size of a fact file, of a row of a batch, and of a decision record
	FactsDepth   int // lists and records in one another
	FactsItems   int // values, names and members of a case
	FactsErrors  int // problems of a case reported one by one
	Work         int // members of lists and periods of schedules that deciding one case looks at
	Nodes        int // nodes of the decision diagram of one decision
}

// Default is far above what any document or case is known to need.
var Default = Limits{
	PolicyBytes:  1 << 20,
	PolicyTokens: 500_000,
	PolicyDepth:  200,
	PolicyErrors: 100,
	TermParts:    1_000_000,
	RulePairs:    500_000,
	TableWork:    2_000_000,
	FactsBytes:   4 << 20,
	FactsDepth:   32,
	FactsItems:   200_000,
	FactsErrors:  1000,
	Work:         2_000_000,
	Nodes:        50_000,
}

// OrDefault puts defaults in the place of what is not set.
func (l Limits) OrDefault() Limits {
	standard := Default
	for i := range table {
		if v := table[i].field(&l); *v <= 0 {
			*v = *table[i].field(&standard)
		}
	}
	return l
}
