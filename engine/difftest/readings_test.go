package difftest

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/reference"
)

// use is an ambiguity whose reading is decisive for a decision.
type use struct {
	ambiguity *tree.Ambiguity
	decision  *tree.Decision
}

// decisive are the uses of a result, by the decisions that both results answer.
func decisive(r, other *outcome.Result) map[use]bool {
	out := map[use]bool{}
	for _, u := range r.Readings {
		for _, d := range u.DecisiveFor {
			if answered(r, d) && answered(other, d) {
				out[use{u.Ambiguity, d}] = true
			}
		}
	}
	return out
}

// decisiveNames are the readings that are decisive for what a result answers.
func decisiveNames(r *outcome.Result) []string {
	var out []string
	for u := range decisive(r, r) {
		out = append(out, u.ambiguity.Name+" for "+u.decision.Name)
	}
	slices.Sort(out)
	return out
}

// readingsDisagree says for which decision a reading is decisive by one result alone; empty if for none. The engine may name one more where, under
// another reading, it leaves open what the reference settles.
func readingsDisagree(p *tree.Policy, set *facts.Set, want, got *outcome.Result) string {
	w, g := decisive(want, got), decisive(got, want)
	for _, a := range p.Ambiguities {
		for _, d := range p.Decisions {
			switch u := (use{a, d}); {
			case w[u] && !g[u]:
				return a.Name + " is decisive for " + d.Name + " by the reference alone"
			case g[u] && !w[u] && !(asksMoreUnder(p, set, u) && !*exact):
				return a.Name + " is decisive for " + d.Name + " by the engine alone"
			}
		}
	}
	return ""
}

// asksMoreUnder tells whether the engine is less precise on a decision under another reading of the ambiguity, and contradicts the reference under
// none.
func asksMoreUnder(p *tree.Policy, set *facts.Set, u use) bool {
	plan, err := engine.Compile(p)
	if err != nil {
		return false
	}
	more := false
	for i, r := range u.ambiguity.Readings {
		if i == u.ambiguity.Adopted {
			continue
		}
		under := map[string]string{u.ambiguity.Name: r.Name}
		want, _ := reference.Decide(p, set, under)
		got, _ := plan.Decide(set, engine.Options{Readings: under, Only: map[string]bool{u.decision.Name: true}})
		if want == nil || got == nil {
			return false
		}
		for k := range want.Decisions {
			w, g := &want.Decisions[k], &got.Decisions[0]
			if w.Decision != u.decision || answer(w) == answer(g) {
				continue
			}
			if !lessPrecise(w, g) {
				return false
			}
			more = true
		}
	}
	return more
}
