package parser

import (
	"fmt"
	"sort"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/limits"
)

// reporter collects the errors of one file up to a limit and counts the others.
type reporter struct {
	file  *source.File
	limit int
	items []diag.Diagnostic
	more  int
	rest  source.Span // place of the first that is only counted
	lex   []int       // offsets of mistakes within tokens, ascending
}

func (r *reporter) add(d diag.Diagnostic) {
	if len(r.items) >= r.limit {
		if r.more == 0 {
			r.rest = d.Span
		}
		r.more++
		return
	}
	r.items = append(r.items, d)
}

// inToken reports a mistake within a token; no further error is reported for the sentence it stands in.
func (r *reporter) inToken(d diag.Diagnostic) {
	r.lex = append(r.lex, d.Span.Start)
	r.add(d)
}

// mistaken tells whether a mistake within a token lies in [start, end).
func (r *reporter) mistaken(start, end int) bool {
	i := sort.SearchInts(r.lex, start)
	return i < len(r.lex) && r.lex[i] < end
}

// list is the errors, with a last one that says how many were only counted.
func (r *reporter) list() *diag.List {
	l := &diag.List{}
	for _, d := range r.items {
		l.Add(d)
	}
	if r.more == 0 {
		return l
	}
	l.Add(diag.Diagnostic{
		Code: diag.TooManyErrors, Span: r.rest,
		Summary: fmt.Sprintf("%d more errors from here on are not shown", r.more),
		Detail:  fmt.Sprintf("Only the first %d errors of a file are shown one by one.", r.limit),
		Hint:    "Mend the errors shown and check again" + orRaise(limits.PolicyErrors, r.limit),
	})
	return l
}
