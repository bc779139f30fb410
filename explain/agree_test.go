package explain

import (
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain/known"
)

// What the explanation looks up in a case is what the engine decided: a condition that it knows agrees with the record of the rule.
func TestWhatIsToldIsWhatWasDecided(t *testing.T) {
	told := 0
	for _, p := range policies(t) {
		cases(t, p, 60, func(res *outcome.Result) {
			c := known.New(res)
			for i := range res.Rules {
				rec := &res.Rules[i]
				if rec.Rule == nil {
					continue
				}
				holds := true
				for _, x := range []struct {
					unless bool
				}{{false}, {true}} {
					e := rec.Rule.When
					if x.unless {
						e = rec.Rule.Unless
					}
					if e == nil {
						continue
					}
					truth, ok := c.Truth(e)
					if !ok {
						holds = false
						continue
					}
					told++
					if truth == x.unless { // a condition that is false, or an exception that is true
						if rec.Status == outcome.Applied {
							t.Errorf("%s rule %d under %s applies, but its condition is said not to be met: %s", p.Name, i, rec.Rule.Clause.ID, e.Pos().Text())
						}
						holds = false
					}
				}
				// A duty of nothing does not arise, whatever its condition.
				if holds && rec.Status == outcome.Failed && !rec.Rule.Otherwise && rec.Rule.Kind != tree.DutyRule {
					t.Errorf("%s rule %d under %s fails, but its condition is said to be met", p.Name, i, rec.Rule.Clause.ID)
				}
			}
		})
	}
	if told < 10_000 {
		t.Errorf("only %d conditions were known", told)
	}
}
