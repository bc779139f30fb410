package batch

import (
	"math/rand/v2"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
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

// Amounts are written as their decimals are, however they are written fast.
func TestAmounts(t *testing.T) {
	eur, _ := money.Parse("EUR")
	yen, _ := money.Parse("JPY")
	amounts := []int64{0, 1, 9_999, 10_000, 50_000, 999_999, 1_000_000, 9_990_000, 10_000_000, 99_990_000, 100_000_000, 1_005_000_000, 123_456_780_000, 1e15, 1e16 - 10_000, 1e16, 1e18, -10_000, -7}
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		amounts = append(amounts, r.Int64N(1e17)>>r.IntN(57)*10_000)
	}
	for _, n := range amounts {
		for _, cur := range []money.Currency{eur, yen} {
			v := value.OfScaled(value.Money, n, cur)
			got, want := string(appendAmount(nil, &v)), string(appendNumber(nil, v, 0, cur.Digits()))
			if got != want {
				t.Errorf("%d millionths are written %s, not %s", n, got, want)
			}
		}
	}
}
