package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/internal/casegen"
)

// A decision that is asked alone is answered as among all: the same status, value, citations and decisive readings.
func TestOnlyAgreesWithAll(t *testing.T) {
	for _, p := range everyPolicy(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			ready, readings := exact.Prepare(p), adopted(p)
			for seed := range uint64(15) {
				set := casegen.New(p, seed, int(seed%4)*20).Case()
				all, problems := ready.Decide(set.Values, readings)
				if len(problems) > 0 {
					continue
				}
				for i := range all.Decisions {
					d := &all.Decisions[i]
					one, problems := ready.DecideWith(set.Values, readings, exact.Options{Only: map[string]bool{d.Decision.Name: true}})
					if len(problems) > 0 || len(one.Decisions) != 1 {
						t.Fatalf("seed %d, %s: %d decisions, %v", seed, d.Decision.Name, len(one.Decisions), problems)
					}
					if diff := cmp.Diff(said(all, d), said(one, &one.Decisions[0])); diff != "" {
						t.Errorf("seed %d, %s (- among all, + alone)\n%s", seed, d.Decision.Name, diff)
					}
				}
			}
		})
	}
}

// said is what a result says of one decision.
func said(res *outcome.Result, d *outcome.Decision) []string {
	out := []string{d.Status.String(), d.Value.String()}
	for _, c := range d.Citations {
		out = append(out, c.Clause.ID+" "+c.Effect.String())
	}
	for _, u := range res.Readings {
		for _, other := range u.DecisiveFor {
			if other == d.Decision {
				out = append(out, "decided by "+u.Ambiguity.Name)
			}
		}
	}
	return out
}

// While nothing is decided for the first time, deciding a case with unknown facts allocates the answer and little else.
func TestUnknownAllocatesTheAnswer(t *testing.T) {
	for _, c := range realCases {
		p, set := load(t, c)
		for i, in := range p.Inputs {
			if in.Kind == tree.Fact && i%4 == 0 {
				set.Values[i].Kind = 0
			}
		}
		ready, readings := exact.Prepare(p), adopted(p)
		decisions := 0
		n := testing.AllocsPerRun(20, func() {
			res, problems := ready.Decide(set.Values, readings)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			decisions = len(res.Decisions)
		})
		if most := float64(20 + 6*decisions); n > most {
			t.Errorf("%s: %v allocations for %d decisions, want at most %v", c.name, n, decisions, most)
		}
	}
}
