package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
)

// Options are what an evaluation gives besides the decisions, or leaves out.
type Options struct {
	// Trace is filled with the truth of the conditions.
	Trace *outcome.Trace
	// Only restricts the answer to decisions of these names; nil: all.
	Only map[string]bool
	// Brief leaves out citations, decisive readings and the record of rules.
	Brief bool
}

// trace notes the truth of the conditions of everything that was evaluated.
func (e *evaluation) trace(to *outcome.Trace) {
	atoms := func(xs ...tree.Expr) {
		for _, x := range xs {
			outcome.Atoms(x, func(a tree.Expr) { to.Conditions[a] = e.truthIn(e.cond(a)) })
		}
	}
	dis := func(all []*sentence) {
		for _, s := range all {
			atoms(s.tree.When, s.tree.Unless)
			to.Disapplies[s.tree] = e.truthIn(e.disapplies(s))
		}
	}
	for _, d := range e.p.Decisions {
		a := e.answers[d.Index]
		if a == nil {
			continue
		}
		atoms(d.Arises)
		if a.arises == False || a.arises == NA {
			continue
		}
		for i, r := range d.Rules {
			atoms(r.When, r.Unless)
			dis(e.ruleOf(d, i).disapplied)
		}
	}
	for i, c := range e.p.Caveats {
		e.caveat(i)
		atoms(c.When, c.Unless)
		dis(e.caveats[i])
	}
	for i, t := range e.p.Terms {
		if e.terms[i] != nil && t.Type.Kind == types.Bool {
			atoms(t.Body)
		}
	}
}

func (e *evaluation) truthIn(c diagram.Ref) outcome.Truth {
	if e.d.Over() {
		e.d.Resume(e.nodes)
		return outcome.IsUnknown
	}
	switch c {
	case True:
		return outcome.IsTrue
	case False:
		return outcome.IsFalse
	case NA:
		return outcome.IsAbsent
	}
	return outcome.IsUnknown
}
