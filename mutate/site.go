package mutate

import (
	"slices"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
)

// site is a place with one change to be made there, in the trees of all policies that read it.
type site struct {
	mutant  *Mutant
	changes []change
}

// change does something to one tree and takes it back.
type change struct {
	policy   string
	do, undo func()
}

func (s *site) policies() []string {
	var out []string
	for _, c := range s.changes {
		out = append(out, c.policy)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// set is the change of one variable.
func set[T any](policy string, at *T, to T) change {
	old := *at
	return change{policy, func() { *at = to }, func() { *at = old }}
}

// sitesOf are all sites of a program, in an order that depends on its text alone.
func sitesOf(p *dsl.Program) []*site {
	f := &finder{sites: map[siteKey]*site{}}
	for _, policy := range p.Policies {
		for _, t := range policy.Versions {
			f.tree(t)
		}
	}
	return f.order
}

// siteKey finds the same change in the tree of another policy.
type siteKey struct {
	at     source.Span
	change string
	over   string
}

// finder walks trees and notes what could be changed.
type finder struct {
	sites  map[siteKey]*site
	order  []*site
	policy string
	owner  string
	clause *tree.Clause
	seen   map[any]bool // nodes of this tree: several sentences may share one
}

func (f *finder) add(at source.Span, words, over string, do, undo func()) {
	if at.IsZero() {
		return
	}
	k := siteKey{at, words, over}
	s := f.sites[k]
	if s == nil {
		s = &site{mutant: &Mutant{Policy: f.owner, Span: at, Change: words}}
		if over != "" {
			s.mutant.Change += " " + over
		}
		if f.clause != nil {
			s.mutant.Clause = f.clause.ID
		}
		f.sites[k] = s
		f.order = append(f.order, s)
	}
	s.changes = append(s.changes, change{f.policy, do, undo})
}

func put[T any](f *finder, at source.Span, words string, where *T, to T) {
	c := set(f.policy, where, to)
	f.add(at, words, "", c.do, c.undo)
}

// in says in whose clause the following sites stand.
func (f *finder) in(owner string, c *tree.Clause) {
	f.owner, f.clause = owner, c
	if c != nil {
		f.owner = c.Policy
	}
}

// tree finds the sites of one version of a policy.
func (f *finder) tree(p *tree.Policy) {
	f.policy, f.seen = p.Name, map[any]bool{}
	for _, d := range p.Decisions {
		f.in(d.Policy, d.ArisesClause)
		f.expr(&d.Arises)
		for _, r := range d.Rules {
			f.in(d.Policy, r.Clause)
			f.rule(r)
		}
		f.edges(d)
	}
	for _, s := range p.Disapplies {
		f.in(p.Name, s.Clause)
		f.drop(s.Span, &s.When, "dropped")
		f.condition(&s.When, &s.Unless)
	}
	for _, c := range p.Caveats {
		f.in(p.Name, c.Clause)
		f.drop(c.Span, &c.When, "dropped")
		f.condition(&c.When, &c.Unless)
	}
	for _, t := range p.Terms {
		f.in(t.Policy, t.Clause)
		f.expr(&t.Body)
	}
	for _, in := range p.Inputs {
		f.input(p, in)
	}
	for _, s := range p.Schedules {
		f.in(p.Name, s.Clause)
		if f.first(s) {
			f.period(s.Span, &s.Every, 1)
		}
		f.expr(&s.From)
	}
}

// first tells whether a node of this tree is met for the first time.
func (f *finder) first(node any) bool {
	if f.seen[node] {
		return false
	}
	f.seen[node] = true
	return true
}

func (f *finder) input(p *tree.Policy, in *tree.Input) {
	owner := p.Name
	if in.Defaults != nil {
		owner = in.Defaults.Policy
	}
	f.in(owner, in.Clause)
	f.expr(&in.Guard)
	f.expr(&in.Default)
	for _, b := range in.Bounds {
		f.bound(b)
	}
	for _, fb := range in.FieldBounds {
		f.expr(&fb.Guard)
		f.expr(&fb.Default)
		if fb.Bound != nil {
			f.bound(fb.Bound)
		}
	}
}

// bound finds the sites of a bound, which is also dropped as a whole.
func (f *finder) bound(b *tree.Bound) {
	if !f.first(b) {
		return // a record's fields are bounded alike in every list of it
	}
	f.drop(b.Span, &b.When, "bound dropped")
	f.expr(&b.Value)
	f.expr(&b.InList)
	f.condition(&b.When, &b.Unless)
}
