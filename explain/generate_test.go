package explain

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// cases makes up n cases under a policy and decides them. A fact that is refused is taken away until the case can be asked.
func cases(t testing.TB, p *tree.Policy, n int, f func(*outcome.Result)) {
	t.Helper()
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{rand.New(rand.NewPCG(7, uint64(len(p.Name)))), money.Must("CHF")}
	for range n {
		set := &facts.Set{Values: make([]value.Value, len(p.Inputs))}
		lacking := g.IntN(3)
		for i, in := range p.Inputs {
			if g.IntN(10) >= lacking {
				set.Values[i] = g.value(in.Type)
			}
		}
		const attempts = 20
		for range attempts {
			res, problems := plan.Decide(set, engine.Options{})
			if len(problems) == 0 {
				f(res)
				break
			}
			for _, problem := range problems {
				for i, in := range p.Inputs {
					if problem.Path == "" || strings.HasPrefix(problem.Path, in.Name) {
						set.Values[i] = value.Value{}
					}
				}
			}
		}
	}
}

type generator struct {
	*rand.Rand
	currency money.Currency
}

func (g *generator) value(t *types.Type) value.Value {
	const days = 60
	day := date.Must(2024, 5, 20) + date.Date(g.IntN(days))
	switch t.Kind {
	case types.Bool:
		return value.OfBool(g.IntN(2) == 0)
	case types.Enum:
		return value.OfEnum(g.IntN(len(t.Members)))
	case types.Set:
		return value.Value{Kind: value.Set, N: g.Int64N(1<<len(t.Members)) & g.Int64N(1<<len(t.Members))}
	case types.Number:
		return value.OfInt(g.IntN(40))
	case types.Percent:
		return value.OfDecimal(value.Percent, decimal.New(int64(g.IntN(6)), -2), 0)
	case types.Money:
		cur := t.Currency
		if cur == money.None {
			cur = g.currency
		}
		return value.OfDecimal(value.Money, decimal.New(int64(g.IntN(9))*123450, -2), cur)
	case types.Date:
		return value.OfDate(day)
	case types.Instant:
		i, err := date.ParseInstant(day.String() + "T10:30:00+02:00")
		if err != nil {
			panic(err)
		}
		return value.OfInstant(i)
	case types.Text:
		return value.OfText([]string{"strap", "crown", "case"}[g.IntN(3)])
	case types.Country:
		return value.Value{Kind: value.Country, Ref: []string{"CH", "DE", "FR"}[g.IntN(3)]}
	case types.Currency:
		return value.OfCurrency(g.currency)
	case types.Calendar:
		return value.OfCalendar(calendar.Of([]date.Date{date.Must(2024, 5, 30)}))
	case types.List:
		var all []value.Value
		for range g.IntN(3) {
			all = append(all, g.value(t.Elem))
		}
		return value.OfList(all)
	case types.Record:
		all := make([]value.Value, len(t.Rec.Fields))
		for i, f := range t.Rec.Fields {
			all[i] = g.value(f.Type)
		}
		return value.OfRecord(all)
	}
	return value.Value{}
}
