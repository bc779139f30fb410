package check

import "github.com/clausewise/clausewise/dsl/types"

// termState is how far the check of a term's body has come.
type termState uint8

const (
	unchecked termState = iota
	queued              // what it may read is being checked
	checking
	checked
)

// maxTermDepth bounds the recursion of ensureTerm and name lookup, which is needed only where names of terms are also values of
// enumerations.
const maxTermDepth = 1000

// ensureTerm checks the body of a term, and before it those of the terms it may read, without recursion: a chain may be long.
func (u *unit) ensureTerm(s *symbol) {
	if s.state != unchecked {
		return
	}
	type frame struct {
		s    *symbol
		next int
	}
	stack := []frame{{s: s}}
	s.state = queued
	for len(stack) > 0 {
		f := &stack[len(stack)-1]
		if f.next < len(f.s.d.reads) {
			t := u.symbols[f.s.d.reads[f.next].index]
			f.next++
			if t.state == unchecked {
				t.state = queued
				stack = append(stack, frame{s: t})
			}
			continue
		}
		u.checkTerm(f.s)
		stack = stack[:len(stack)-1]
	}
}

// checkTerm checks the body of a term whose parts have been checked.
func (u *unit) checkTerm(s *symbol) {
	if s.state == checked {
		return
	}
	w := u.w
	s.state = checking
	w.terms = append(w.terms, s)
	x := u.env().expr(s.d.means.Body, nil)
	w.terms = w.terms[:len(w.terms)-1]
	t := x.Type()
	switch t.Kind {
	case types.Span, types.Duty, types.Duties:
		u.report.badTerm(x)
		t = invalidType
	}
	s.term.Body, s.term.Type, s.typ = x, t, t
	s.state = checked
}

// termType is the type of a term that an expression reads. One that reads itself has none: that is reported here, since without types
// nothing of it gets into the tree.
func (u *unit) termType(s *symbol) *types.Type {
	u.ensureTerm(s)
	w := u.w
	if s.state == queued && len(w.terms) < maxTermDepth {
		u.checkTerm(s)
	}
	if s.state == checked {
		return s.typ
	}
	if !s.looped {
		path := w.terms
		for i, t := range w.terms {
			if t == s {
				path = w.terms[i:]
			}
		}
		for _, t := range path {
			t.looped = true
		}
		s.looped = true
		u.report.termLoop(path, s)
	}
	return invalidType
}
