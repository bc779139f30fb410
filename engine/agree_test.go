package engine_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/internal/builtin"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/stdlib/value"
)

// everyPolicy loads all policies that are built into the product.
func everyPolicy(tb testing.TB) []*tree.Policy {
	tb.Helper()
	prog := builtin.Load(tb)
	var out []*tree.Policy
	for _, p := range prog.Policies {
		out = append(out, p.Versions...)
	}
	return out
}

// casesPerPolicy is how many random cases each policy is tried with; CASES=n asks for more.
func casesPerPolicy() int {
	if n, err := strconv.Atoi(os.Getenv("CASES")); err == nil {
		return n
	}
	return 150
}

// What the fast path settles is what the exact evaluator says: statuses, values, duties and citations, on every policy.
func TestFastPathAgreesWithExact(t *testing.T) {
	for _, p := range everyPolicy(t) {
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			ready, code := exact.Prepare(p), plan.Lower(p)
			m, laid, answers, readings := code.NewMachine(), code.NewCase(), make([]plan.Answer, len(code.Own())), adopted(p)
			settled, alone := 0, 0 // decisions: with all others of their case, and alone
			for seed := firstSeed(); seed < firstSeed()+uint64(casesPerPolicy()); seed++ {
				set := casegen.New(p, seed, int(seed%4)*10).Case()
				if !m.Run(set.Values, readings, answers) {
					alone += compareAlone(t, seed, m, laid, ready, set.Values, readings)
					continue
				}
				res, problems := ready.Decide(set.Values, readings)
				if len(problems) > 0 {
					t.Fatalf("seed %d: settled, but the exact evaluator refuses the case: %v", seed, problems)
				}
				settled += len(answers)
				for k := range answers {
					compareAnswer(t, seed, m, k, &answers[k], &res.Decisions[k])
				}
			}
			t.Logf("settled %d decisions with all of their case, %d alone", settled, alone)
		})
	}
}

// firstSeed is where the random cases begin; SEED=n asks for others than the usual.
func firstSeed() uint64 {
	n, _ := strconv.ParseUint(os.Getenv("SEED"), 10, 64)
	return n
}

// compareAlone compares the decisions that are settled of a case that is not settled as a whole, and counts them.
func compareAlone(t *testing.T, seed uint64, m *plan.Machine, laid *plan.Case, ready *exact.Policy, given []value.Value, readings []int) int {
	t.Helper()
	res, problems := ready.Decide(given, readings)
	if len(problems) > 0 {
		return 0
	}
	n := 0
	laid.Load(given)
	m.On(laid, readings, nil, nil)
	for k := range res.Decisions {
		var a plan.Answer
		if !m.Answer(k, &a) {
			continue
		}
		n++
		d := &res.Decisions[k]
		if a.Status != d.Status || a.Status == outcome.Decided && !value.Equal(a.Value, d.Value) {
			t.Fatalf("seed %d, %s alone: %s %s, but the exact evaluator says %s %s", seed, d.Decision.Name, a.Status, a.Value, d.Status, d.Value)
		}
	}
	return n
}

func compareAnswer(t *testing.T, seed uint64, m *plan.Machine, k int, a *plan.Answer, d *outcome.Decision) {
	t.Helper()
	name := d.Decision.Name
	if a.Status != d.Status {
		t.Fatalf("seed %d, %s: %s, but the exact evaluator says %s", seed, name, a.Status, d.Status)
	}
	if a.Status == outcome.Decided && a.Value.Kind != value.Invalid && !value.Equal(a.Value, d.Value) {
		t.Fatalf("seed %d, %s: %s, but the exact evaluator says %s", seed, name, a.Value, d.Value)
	}
	if a.Rule >= 0 {
		if r, v := d.Decision.Rules[a.Rule].Duty, d.Value.Duty(); r.What != v.What || r.Who != v.Who {
			t.Fatalf("seed %d, %s: %s, but the exact evaluator says %s", seed, name, r.What, v.What)
		}
	}
	var fast, want strings.Builder
	overlaid := map[int]bool{} // by a decisive reading, which the fast path does not try
	for _, c := range d.Citations {
		if c.Effect == outcome.Reading {
			overlaid[c.Clause.Index] = true
			continue
		}
		fmt.Fprintf(&want, "%d %s\n", c.Clause.Index, c.Effect)
	}
	m.Citations(k, func(c int, e outcome.Effect) {
		if !overlaid[c] {
			fmt.Fprintf(&fast, "%d %s\n", c, e)
		}
	})
	if fast.String() != want.String() {
		t.Fatalf("seed %d, %s cites\n%sbut the exact evaluator\n%s", seed, name, fast.String(), want.String())
	}
}
