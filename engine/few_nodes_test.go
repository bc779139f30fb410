package engine_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/limits"
)

// However few nodes a case may take, it is answered: what the limit leaves out is open, and nothing breaks down. What is settled then is what
// all the nodes that it wants would settle.
func TestFewNodes(t *testing.T) {
	settled := func(s outcome.Status) bool { return s == outcome.Decided || s == outcome.NotApplicable }
	with := func(p *tree.Policy, nodes int) *engine.Plan {
		program, err := engine.NewProgram([]*tree.Policy{p})
		if err != nil {
			t.Fatal(err)
		}
		return program.Within(limits.Limits{Nodes: nodes}).Latest()
	}
	for _, p := range everyPolicy(t) {
		want := with(p, limits.Default.Nodes)
		for _, nodes := range []int{1, 20, 60, 150, 400} {
			plan := with(p, nodes)
			for seed := range uint64(25) {
				set := casegen.New(p, seed, int(seed%4)*25+10).Case()
				few, refused := plan.Decide(set, engine.Options{})
				all, problems := want.Decide(set, engine.Options{})
				if len(problems) > 0 || len(refused) > 0 {
					continue
				}
				for i := range few.Decisions {
					f, a := &few.Decisions[i], &all.Decisions[i]
					if settled(f.Status) && (f.Status != a.Status || !reflect.DeepEqual(f.Value, a.Value)) {
						t.Errorf("%s, seed %d: with %d nodes %s is %s %v, and with all %s %v", p.Name, seed, nodes, f.Decision.Name, f.Status, f.Value, a.Status, a.Value)
					}
				}
				for i := range few.Decisions {
					f, a := &few.Decisions[i], &all.Decisions[i]
					if settled(f.Status) && !slices.Equal(firm(f.Citations), firm(a.Citations)) {
						t.Errorf("%s, seed %d: with %d nodes %s cites %v, and with all %v", p.Name, seed, nodes, f.Decision.Name, f.Citations, a.Citations)
					}
				}
				for i := range few.Rules {
					f, a := &few.Rules[i], &all.Rules[i]
					if f.Rule != nil && f.Status != outcome.Open && f.Status != a.Status {
						t.Errorf("%s, seed %d: with %d nodes a rule of %s in %s is %d, and with all %d", p.Name, seed, nodes, f.Rule.Decision.Name, f.Rule.Clause.ID, f.Status, a.Status)
					}
				}
			}
		}
	}
}

// firm are the citations of rules: with few nodes it may not be found out that another reading makes no difference, and less may be said of what
// stands behind a condition.
func firm(all []outcome.Citation) []outcome.Citation {
	return slices.DeleteFunc(slices.Clone(all), func(c outcome.Citation) bool { return c.Effect == outcome.Reading || c.Effect == outcome.Defines })
}
