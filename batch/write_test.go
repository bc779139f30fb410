package batch

import (
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
)

// Citations stand in lists by effect, in the order of effects, and a clause of another policy is told from one whose id looks like it.
func TestCitationsByEffect(t *testing.T) {
	p := &Policy{latest: &tree.Policy{Name: "shop/returns"}}
	for _, c := range []*tree.Clause{{ID: "§1", Policy: "shop/returns"}, {ID: "2", Policy: "shop/terms"}, {ID: "shop/terms 2"}, {ID: `3 "b"`}} {
		p.clauses = append(p.clauses, textOf(c, p.latest.Name))
	}
	for _, c := range []struct {
		cites []cite
		want  string
	}{
		{nil, `,"citations":{}}`},
		{[]cite{{0, outcome.NotReached}}, `,"citations":{"not reached":["§1"]}}`},
		{
			[]cite{{0, outcome.NotMet}, {1, outcome.Applies}, {2, outcome.Applies}, {3, outcome.NotMet}},
			`,"citations":{"applies":[{"clause":"2","policy":"shop/terms"},"shop/terms 2"],"not met":["§1","3 \"b\""]}}`,
		},
	} {
		if got := string(p.appendCites(nil, c.cites)); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	if got := p.clauses[1].plain; got != "shop/terms 2" {
		t.Errorf("tables name it %s", got)
	}
}
