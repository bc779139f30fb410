package sources

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// Inventory tells, for one document, how its clauses are accounted for over all policies that name it.
type Inventory struct {
	Document                                      string
	Clauses                                       int
	Encoded, Informational, NotModelled, InClause int
	InPolicy, Unaccounted, Waiting                int
	Findings                                      []diag.Diagnostic
	order                                         map[string]int // of the clauses in the document
	ids                                           []string
	best                                          map[string]ast.ClauseKind
	places                                        map[string]*ast.Clause // the first block of each clause
	report                                        *diag.List
	cites                                         map[string][]Cite
}

// strength orders the ways to account for a clause: of several, in several policies, the strongest counts.
var strength = map[ast.ClauseKind]int{
	ast.Encoded: 5, ast.ModelledInClause: 4, ast.NotModelled: 3, ast.Informational: 2, ast.ModelledInPolicies: 1,
}

// Account compares a document of a lock with the policies that name it as their source. Files that name another are ignored. whole tells that
// these are all the policies that name it: only then a clause can be found missing.
func Account(d *Document, files []*ast.File, whole bool) *Inventory {
	v := &Inventory{
		Document: d.Name, order: map[string]int{}, best: map[string]ast.ClauseKind{}, places: map[string]*ast.Clause{}, report: &diag.List{},
	}
	for _, e := range d.Entries {
		if e.ID != "" && e.Digest != "" {
			v.order[e.ID] = len(v.ids)
			v.ids = append(v.ids, e.ID)
		}
	}
	v.Clauses = len(v.ids)
	v.cites = CitingOf(d.Name, files)
	for _, f := range files {
		if SourceOf(f) == d.Name {
			v.file(f, d)
		}
	}
	v.count(d, whole)
	v.waiting(d)
	v.Findings = v.report.All()
	return v
}

// SourceOf is the document that a policy file names; empty if it names none.
func SourceOf(f *ast.File) string {
	if f.Policy == nil || f.Policy.Source == nil {
		return ""
	}
	return f.Policy.Source.Value
}

// file takes the clauses of one policy.
func (v *Inventory) file(f *ast.File, d *Document) {
	var known []*ast.Clause
	for _, c := range clausesOf(f) {
		id := c.ID.Value
		if _, ok := v.order[id]; !ok {
			v.unknown(c, d)
			continue
		}
		known = append(known, c)
		if was, ok := v.best[id]; !ok || strength[c.Kind] > strength[was] {
			v.best[id], v.places[id] = c.Kind, c
		}
	}
	v.inOrder(known)
}

// clausesOf are the clauses of a file in the order of the text.
func clausesOf(f *ast.File) []*ast.Clause {
	var out []*ast.Clause
	for _, item := range f.Items {
		ast.Walk(item, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Clause:
				out = append(out, n)
				return true
			case *ast.Section:
				return true
			}
			return false
		})
	}
	return out
}

// inOrder reports the clauses that stand elsewhere than in the document: the fewest that would have to move.
func (v *Inventory) inOrder(clauses []*ast.Clause) {
	keep := longestRise(len(clauses), func(i int) int { return v.order[clauses[i].ID.Value] })
	for i, c := range clauses {
		if !keep[i] {
			v.outOfOrder(c, clauses, keep)
		}
	}
}

// longestRise marks the members of a longest rising sequence.
func longestRise(n int, rank func(int) int) []bool {
	var tails []int // tails[k] ends the sequence of length k+1 with the least end
	before := make([]int, n)
	for i := range n {
		k, _ := slices.BinarySearchFunc(tails, rank(i), func(t, r int) int { return rank(t) - r })
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	keep := make([]bool, n)
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			keep[i] = true
		}
	}
	return keep
}

// count counts the clauses by how they are accounted for.
func (v *Inventory) count(d *Document, whole bool) {
	for _, e := range d.Entries {
		if _, ok := v.order[e.ID]; !ok {
			continue
		}
		kind, ok := v.best[e.ID]
		switch {
		case !ok:
			v.Unaccounted++
			if whole && e.Changed != Gone {
				v.missing(e)
			}
		case kind == ast.Encoded:
			v.Encoded++
		case kind == ast.Informational:
			v.Informational++
		case kind == ast.NotModelled:
			v.NotModelled++
		case kind == ast.ModelledInClause:
			v.InClause++
		default:
			v.InPolicy++
		}
	}
}

// waiting reports changes of the text that nobody has confirmed.
func (v *Inventory) waiting(d *Document) {
	for _, e := range d.Pending() {
		v.Waiting++
		v.changed(e)
	}
}

// before is the last clause of the document that the policies have before the one at i; nil if there is none.
func (v *Inventory) before(i int) *ast.Clause {
	for i--; i >= 0; i-- {
		if c := v.places[v.ids[i]]; c != nil {
			return c
		}
	}
	return nil
}

// span is the first of the spans that is a place.
func span(spans ...source.Span) source.Span {
	for _, s := range spans {
		if !s.IsZero() {
			return s
		}
	}
	return source.Span{}
}
