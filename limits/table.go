package limits

import (
	"fmt"
	"slices"
)

// The names of the limits, as --max has them.
const (
	PolicyBytes  = "policy-bytes"
	PolicyTokens = "policy-tokens"
	PolicyDepth  = "policy-depth"
	PolicyErrors = "policy-errors"
	TermParts    = "term-parts"
	RulePairs    = "rule-pairs"
	TableWork    = "table-work"
	FactsBytes   = "facts-bytes"
	FactsDepth   = "facts-depth"
	FactsItems   = "facts-items"
	FactsErrors  = "facts-errors"
	Work         = "work"
	Nodes        = "nodes"
)

// Limit describes one limit.
type Limit struct {
	Name string
	What string // is counted
	Then string // happens beyond it
	Code string // of the error; empty: it is none
	Exit string // code of the commands
	// Most is how far it can be raised: beyond it the machine, not the tool, would give the answer.
	Most  int
	bytes bool
	field func(*Limits) *int
}

var table = []Limit{
	{PolicyBytes, "the size of a policy file", "the file is refused", "P0101", "4", 1 << 30, true, func(l *Limits) *int { return &l.PolicyBytes }},
	{PolicyTokens, "words, numbers, texts and signs of a policy file", "the file is refused", "P0102", "4", 200_000_000, false, func(l *Limits) *int { return &l.PolicyTokens }},
	{PolicyDepth, "brackets, `not` and `of` inside one another", "the file is refused", "P0103", "4", 2_000, false, func(l *Limits) *int { return &l.PolicyDepth }},
	{PolicyErrors, "errors of a policy file", "the others are counted", "P0100", "4", 1_000_000, false, func(l *Limits) *int { return &l.PolicyErrors }},
	{TermParts, "parts of a term with all the terms that it reads written out", "the term is refused", "P0425", "4", 1_000_000_000, false, func(l *Limits) *int { return &l.TermParts }},
	{RulePairs, "pairs of rules that the edges of one decision make", "the edge is refused", "P0423", "4", 100_000_000, false, func(l *Limits) *int { return &l.RulePairs }},
	{TableWork, "comparisons to find what a table leaves out", "that is not looked for further", "", "", 2_000_000_000, false, func(l *Limits) *int { return &l.TableWork }},
	{FactsBytes, "the size of a fact file, of a row of a batch, of a record", "the case is refused", "F0102", "2", 1 << 30, true, func(l *Limits) *int { return &l.FactsBytes }},
	{FactsDepth, "lists and records inside one another in the facts", "the case is refused", "F0102", "2", 1_000, false, func(l *Limits) *int { return &l.FactsDepth }},
	{FactsItems, "values and members of lists in the facts", "the case is refused", "F0102", "2", 100_000_000, false, func(l *Limits) *int { return &l.FactsItems }},
	{FactsErrors, "problems of a case", "it is said that there are more", "F0102", "2", 1_000_000, false, func(l *Limits) *int { return &l.FactsErrors }},
	{Work, "members of lists and periods of schedules looked at to decide a case", "the case is refused", "F0902", "2", 1_000_000_000_000, false, func(l *Limits) *int { return &l.Work }},
	{Nodes, "nodes of the analysis of one decision with unknown facts", "every open fact that it reads is needed, and `capped` says so", "", "3", 100_000_000, false, func(l *Limits) *int { return &l.Nodes }},
}

// All are the limits, in the order of the documentation.
func All() []Limit { return slices.Clone(table) }

// Names are the names of all limits.
func Names() []string {
	var out []string
	for i := range table {
		out = append(out, table[i].Name)
	}
	return out
}

// Of is the value of the limit in l.
func (d *Limit) Of(l Limits) int { return *d.field(&l) }

// Words writes a value of the limit: 4 MB, 200.
func (d *Limit) Words(n int) string {
	if d.bytes {
		return Bytes(n)
	}
	return fmt.Sprint(n)
}

// Bytes writes a size: 4 MB, 1,500 bytes are "1500 bytes".
func Bytes(n int) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
