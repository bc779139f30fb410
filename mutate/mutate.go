// Package mutate asks what the tests of a policy would notice. It changes the policy in one small way, runs the tests, and undoes the change:
// a change that no test notices is a mutant that survives, and shows an expectation that is missing.
package mutate

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
)

// Mutant is one small change of a policy.
type Mutant struct {
	Policy string // in whose file the changed text stands
	Clause string
	Span   source.Span
	Change string // what was changed: "at least → above", "14 days → 15 days"
	// KilledBy is the title of a test that notices the change; empty if none does.
	KilledBy string
	// Accepted is why the change is no mistake that a test could find; empty if nobody said so.
	Accepted string
	// Untested: no test is about a policy that reads the changed sentence.
	Untested bool
}

// Survives tells whether no test notices the change and nobody accepted it.
func (m *Mutant) Survives() bool { return m.KilledBy == "" && m.Accepted == "" }

// Report is the mutants of several policies, by policy and in the order of the text.
type Report struct {
	Mutants []*Mutant
	// Notes are comments that accept mutants and should not: without a reason, or where none survives.
	Notes []Note
}

// Loader reads the policies again, so that each worker changes trees of its own.
type Loader func() (*dsl.Program, error)

// Run makes all mutants of the policies that are wanted and runs the cases on each, with so many workers. The cases must pass without mutants.
func Run(ctx context.Context, load Loader, cases []*casetest.Case, wanted []string, workers int) (*Report, error) {
	first, err := newWorker(load, cases)
	if err != nil {
		return nil, err
	}
	n := len(first.sites)
	out := make([]*Mutant, n)
	var next atomic.Int64
	work := func(w *worker) {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			if s := w.sites[i]; slices.Contains(wanted, s.mutant.Policy) {
				out[i] = w.try(s)
			}
		}
	}
	errs := make([]error, max(workers, 1))
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() {
			w := first
			if i > 0 {
				if w, errs[i] = newWorker(load, cases); errs[i] != nil {
					return
				}
			}
			work(w)
		})
	}
	wg.Wait()
	for _, err := range append(errs, ctx.Err()) {
		if err != nil {
			return nil, err
		}
	}
	r := &Report{}
	for _, m := range out {
		if m != nil {
			r.Mutants = append(r.Mutants, m)
		}
	}
	slices.SortStableFunc(r.Mutants, func(a, b *Mutant) int {
		return cmp.Or(strings.Compare(a.Policy, b.Policy), strings.Compare(a.Span.File.Name, b.Span.File.Name), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	r.accept(first.program)
	return r, nil
}

// worker has trees of its own.
type worker struct {
	program *dsl.Program
	sites   []*site
	cases   map[string][]*casetest.Case // by policy; those that noticed a change come first
}

func newWorker(load Loader, cases []*casetest.Case) (*worker, error) {
	p, err := load()
	if err != nil {
		return nil, err
	}
	w := &worker{program: p, cases: map[string][]*casetest.Case{}}
	for _, c := range cases {
		if c.Todo == "" && !c.Broken {
			w.cases[c.Policy] = append(w.cases[c.Policy], c)
		}
	}
	w.sites = sitesOf(p)
	return w, nil
}

// try makes the change, runs the cases of the policies that it concerns until one notices, and undoes it.
func (w *worker) try(s *site) *Mutant {
	m := s.mutant
	m.Untested = true
	for _, c := range s.changes {
		c.do()
	}
	defer func() {
		for _, c := range s.changes {
			c.undo()
		}
	}()
	for _, policy := range s.policies() {
		cases := w.cases[policy]
		if len(cases) == 0 {
			continue
		}
		m.Untested = false
		g, err := engine.NewProgram(w.program.Policy(policy).Versions)
		if err != nil {
			continue
		}
		for i, c := range cases {
			if c.Passes(g, c.Least(g.Latest().Policy())) {
				continue
			}
			m.KilledBy = c.Title
			copy(cases[1:i+1], cases[:i])
			cases[0] = c
			return m
		}
	}
	return m
}
