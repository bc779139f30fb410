// Package diag is the diagnostic as data: what was seen, where, why it is wrong and what to write instead.
//
// Phases report into a List; printing is done elsewhere, from the same data, for people, editors and machines.
package diag

import (
	"sort"

	"github.com/clausewise/clausewise/dsl/source"
)

// Severity orders diagnostics by what they block.
type Severity uint8

// The severities.
const (
	// Error blocks: the policy cannot be evaluated, or a fact cannot be used.
	Error Severity = iota
	// Warning does not block unless the caller is strict.
	Warning
)

// String is the word printed before the code.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Code names one kind of diagnostic for good: a code is never renumbered or used again. See codes*.go.
type Code string

// Related is a second place that belongs to the diagnostic, such as the other clause of a conflict.
type Related struct {
	Span    source.Span
	Message string
}

// Edit replaces the text of a span; an insertion has an empty span.
type Edit struct {
	Span source.Span
	Text string
}

// Diagnostic is one finding. Summary is a noun phrase or short sentence without a final stop that says what was seen; Detail
// says in whole sentences why it is wrong; Hint says what to write instead, with at most one near-miss suggestion.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Span     source.Span
	Summary  string
	Detail   string
	Hint     string
	Related  []Related
	// Edits are a repair that an editor may apply; empty where there is no certain one.
	Edits []Edit
}

// List collects diagnostics in the order they are found.
type List struct {
	items []Diagnostic
}

// Add appends d.
func (l *List) Add(d Diagnostic) { l.items = append(l.items, d) }

// Append adds all of another list.
func (l *List) Append(o *List) { l.items = append(l.items, o.items...) }

// All is the diagnostics sorted by file name, place and code; equal findings at one place are given once.
func (l *List) All() []Diagnostic {
	out := append([]Diagnostic(nil), l.items...)
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if an, bn := fileName(a), fileName(b); an != bn {
			return an < bn
		}
		if a.Span.Start != b.Span.Start {
			return a.Span.Start < b.Span.Start
		}
		return a.Code < b.Code
	})
	kept := out[:0]
	for i, d := range out {
		if i > 0 && same(d, kept[len(kept)-1]) {
			continue
		}
		kept = append(kept, d)
	}
	return kept
}

// Len is the number of findings of any severity.
func (l *List) Len() int { return len(l.items) }

// HasErrors tells whether a finding blocks.
func (l *List) HasErrors() bool {
	for _, d := range l.items {
		if d.Severity == Error {
			return true
		}
	}
	return false
}

func fileName(d Diagnostic) string {
	if d.Span.File == nil {
		return ""
	}
	return d.Span.File.Name
}

func same(a, b Diagnostic) bool {
	return a.Code == b.Code && a.Span == b.Span && a.Summary == b.Summary
}
