// Package engine decides cases: a checked policy and the facts of a case give decisions with the clauses that determined them.
//
// It has no clock, no I/O and no randomness: the same case gives the same answer. Plans are safe for concurrent use.
package engine

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
)

// Options are the ways in which a case can be asked.
type Options struct {
	// Readings replaces adopted readings: ambiguity to reading, by name.
	Readings map[string]string
	// Only restricts the answer to decisions of these names; nil: all.
	Only map[string]bool
	// Brief leaves out citations, decisive readings and the record of rules.
	Brief bool
	// Trace is filled with the truth of the conditions, if there is one.
	Trace *outcome.Trace
}

// Plan is one version of a policy made ready to decide cases.
type Plan struct {
	policy  *tree.Policy
	exact   *exact.Policy
	adopted []int
}

// Compile makes a plan of a checked policy.
func Compile(p *tree.Policy) (*Plan, error) {
	pl := &Plan{policy: p, exact: exact.Prepare(p), adopted: make([]int, len(p.Ambiguities))}
	for i, a := range p.Ambiguities {
		pl.adopted[i] = a.Adopted
	}
	return pl, nil
}

// Policy is the checked policy.
func (pl *Plan) Policy() *tree.Policy { return pl.policy }

// Decide answers all decisions of the policy. Facts outside their bounds, and unknown readings, are problems: then there is no result.
func (pl *Plan) Decide(set *facts.Set, opts Options) (*outcome.Result, []outcome.Problem) {
	readings, problems := pl.readings(opts)
	if len(problems) > 0 {
		return nil, problems
	}
	return pl.exact.DecideWith(set.Values, readings, exact.Options{Trace: opts.Trace, Only: opts.Only, Brief: opts.Brief})
}

// readings resolves the readings asked for.
func (pl *Plan) readings(opts Options) ([]int, []outcome.Problem) {
	if len(opts.Readings) == 0 {
		return pl.adopted, nil
	}
	out := append([]int(nil), pl.adopted...)
	var problems []outcome.Problem
	found := 0
	for i, a := range pl.policy.Ambiguities {
		want, ok := opts.Readings[a.Name]
		if !ok {
			continue
		}
		found++
		at := a.Type.Member(want)
		if at < 0 {
			problems = append(problems, outcome.Problem{Code: "F0302", Path: a.Name,
				Message: fmt.Sprintf("%s is no reading of %s", want, a.Name), Hint: readingNames(a)})
			continue
		}
		out[i] = at
	}
	if found < len(opts.Readings) {
		problems = append(problems, pl.unknownAmbiguities(opts)...)
	}
	return out, problems
}
