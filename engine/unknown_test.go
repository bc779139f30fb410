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

// openPolicy is a policy with such cases, and with cases that give few facts from the beginning.
type openPolicy struct {
	plan   *engine.Plan
	cases  []openCase
	sparse []openCase
}

// openCases are the cases of the policies' own tests: of each that settles every decision one to three of the given facts are taken that leave
// a decision open; those that leave one open anyway, because they are about one sentence, are taken as they are.
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
					o.add(set)
				}
			}
			out = append(out, o)
		}
	}
	return out
}

// add takes facts from a complete case until one to three that matter are gone.
func (o *openPolicy) add(set *facts.Set) {
	r := rand.New(rand.NewPCG(uint64(len(o.cases)), 3))
	one := func(names []string) map[string]bool { return map[string]bool{names[r.IntN(len(names))]: true} }
	if open := o.open(set); len(open) > 0 {
		o.sparse = append(o.sparse, openCase{set: set, only: one(open)})
		return
	}
	less := &facts.Set{Values: slices.Clone(set.Values)}
	missing := 1 + r.IntN(3)
	for _, i := range r.Perm(len(less.Values)) {
		was := less.Values[i]
		if missing == 0 || was.Kind == value.Invalid || o.plan.Policy().Inputs[i].Kind == tree.Event {
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
		o.cases = append(o.cases, openCase{set: less, only: one(open)})
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

// BenchmarkUnknown decides cases with unknown facts, those of a policy's tests in turn, with citations, decisive readings and the record. Few:
// one to three facts that matter are missing; many: most facts are. One decision that is open is asked for, or all are.
func BenchmarkUnknown(b *testing.B) {
	for _, o := range openCases(b) {
		name := o.plan.Policy().Name
		o.bench(b, name+"/few/one", o.cases, true)
		o.bench(b, name+"/few/all", o.cases, false)
		o.bench(b, name+"/many/one", o.sparse, true)
		o.bench(b, name+"/many/all", o.sparse, false)
	}
}

func (o *openPolicy) bench(b *testing.B, name string, cases []openCase, one bool) {
	if len(cases) == 0 {
		return
	}
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		start := used()
		for i := 0; b.Loop(); i++ {
			c, opts := &cases[i%len(cases)], engine.Options{}
			if one {
				opts.Only = c.only
			}
			if _, problems := o.plan.Decide(c.set, opts); problems != nil {
				b.Fatal(problems)
			}
		}
		b.ReportMetric(float64(used()-start)/float64(b.N), "cpu-ns/op")
		b.ReportMetric(float64(len(cases)), "cases")
	})
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
