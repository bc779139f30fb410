package engine_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/stdlib/value"
)

// openCase is a case in which one to three facts that matter are missing, and a decision that is left open by that.
type openCase struct {
	set  *facts.Set
	only map[string]bool
}

// openPolicy is a policy with such cases.
type openPolicy struct {
	plan  *engine.Plan
	cases []openCase
}

// openCases are the cases of the policies' own tests, from each of which one to three of the given facts are taken that leave a decision
// open.
func openCases(tb testing.TB) []openPolicy {
	tb.Helper()
	lib, err := cli.OpenLibrary("")
	if err != nil {
		tb.Fatal(err)
	}
	loaded, err := lib.LoadTests([]string{filepath.Join("..", "rules")})
	if err != nil {
		tb.Fatal(err)
	}
	suite := casetest.Bind(loaded.Files, loaded.Program, nil)
	var out []openPolicy
	for _, p := range loaded.Program.Policies {
		for _, v := range p.Versions {
			pl, err := engine.Compile(v)
			if err != nil {
				tb.Fatal(err)
			}
			o := openPolicy{plan: pl}
			for _, c := range suite.Cases {
				if set := c.Facts(v); set != nil && c.Policy == p.Name && !c.ExpectsError() {
					o.add(set, uint64(len(o.cases)))
				}
			}
			if len(o.cases) > 0 {
				out = append(out, o)
			}
		}
	}
	return out
}

// add takes facts from a case until one to three that matter are gone.
func (o *openPolicy) add(set *facts.Set, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 3))
	less := &facts.Set{Values: slices.Clone(set.Values)}
	missing := 1 + r.IntN(3)
	for _, i := range r.Perm(len(less.Values)) {
		if missing == 0 {
			break
		}
		was := less.Values[i]
		if was.Kind == value.Invalid || o.plan.Policy().Inputs[i].Kind == tree.Event {
			continue
		}
		before := len(o.open(less))
		less.Values[i] = value.Value{}
		if len(o.open(less)) > before {
			missing--
		} else {
			less.Values[i] = was
		}
	}
	if open := o.open(less); len(open) > 0 {
		o.cases = append(o.cases, openCase{set: less, only: map[string]bool{open[r.IntN(len(open))]: true}})
	}
}

// open are the decisions that wait for something.
func (o *openPolicy) open(set *facts.Set) []string {
	res, _ := o.plan.Decide(set, engine.Options{Brief: true})
	var out []string
	if res != nil {
		for _, d := range res.Decisions {
			if d.Status == outcome.NeedsFacts || d.Status == outcome.NeedsDetermination {
				out = append(out, d.Decision.Name)
			}
		}
	}
	return out
}

// BenchmarkUnknown decides cases in which one to three facts that matter are missing, the cases of a policy's tests in turn: one decision that
// is open, and all decisions, with citations, decisive readings and the record.
func BenchmarkUnknown(b *testing.B) {
	for _, o := range openCases(b) {
		for _, how := range []string{"one", "all"} {
			b.Run(fmt.Sprintf("%s/%s", o.plan.Policy().Name, how), func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					c := &o.cases[i%len(o.cases)]
					i++
					opts := engine.Options{}
					if how == "one" {
						opts.Only = c.only
					}
					if _, problems := o.plan.Decide(c.set, opts); problems != nil {
						b.Fatal(problems)
					}
				}
			})
		}
	}
}

// BenchmarkUnknownWorst decides random cases of all policies in which a fifth of the inputs, half, or all are missing, and reports how long
// the slowest took: of each case the fastest of five tries, so that pauses of the machine do not count.
func BenchmarkUnknownWorst(b *testing.B) {
	for _, percent := range []int{20, 50, 100} {
		b.Run(fmt.Sprintf("missing=%d%%", percent), func(b *testing.B) {
			for b.Loop() {
				sweep(b, percent)
			}
		})
	}
}

func sweep(b *testing.B, percent int) {
	type cost struct {
		took time.Duration
		name string
	}
	var costs []cost
	for _, p := range everyPolicy(b) {
		pl, err := engine.Compile(p)
		if err != nil {
			b.Fatal(err)
		}
		for seed := range uint64(casesPerPolicy()) {
			set := casegen.New(p, seed, percent).Case()
			best := time.Hour
			for range 5 {
				start := time.Now()
				if _, problems := pl.Decide(set, engine.Options{}); problems != nil {
					break
				}
				best = min(best, time.Since(start))
			}
			if best < time.Hour {
				costs = append(costs, cost{best, fmt.Sprintf("%s, seed %d", p.Name, seed)})
			}
		}
	}
	slices.SortFunc(costs, func(x, y cost) int { return int(x.took - y.took) })
	at := func(share float64) float64 { return float64(costs[int(share*float64(len(costs)-1))].took) / 1e3 }
	b.ReportMetric(at(0.5), "median-µs")
	b.ReportMetric(at(0.99), "p99-µs")
	b.ReportMetric(at(1), "max-µs")
	b.Log(len(costs), "cases; the slowest:", strings.TrimSpace(costs[len(costs)-1].name))
}
