// Package casegen makes random cases for a policy: typed facts of which some are unknown. The same seed gives the same case.
//
// Values are drawn close together, so that boundaries are met often: dates within some weeks of one day, round amounts, short lists.
package casegen

import (
	"math/rand/v2"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Generator makes cases for one policy.
type Generator struct {
	p *tree.Policy
	r *rand.Rand
	// Unknown is the share of inputs left out, in percent.
	Unknown int
	day     date.Date
	cur     money.Currency
}

// New makes a generator.
func New(p *tree.Policy, seed uint64, unknown int) *Generator {
	return &Generator{p: p, r: rand.New(rand.NewPCG(seed, 0x5eed)), Unknown: unknown}
}

// Case is the next case.
func (g *Generator) Case() *facts.Set {
	g.day = date.Must(2020, 1, 1) + date.Date(g.r.IntN(2200))
	g.cur = money.Must([]string{"EUR", "CHF", "USD"}[g.r.IntN(3)])
	set := &facts.Set{Values: make([]value.Value, len(g.p.Inputs))}
	for i, in := range g.p.Inputs {
		if g.chance(g.Unknown) || in.Kind == tree.Event && g.chance(50) {
			continue
		}
		set.Values[i] = g.value(in.Type)
	}
	for range 3 {
		g.repair(set)
	}
	return set
}

// repair moves values that break a bound set by another input to the bound.
func (g *Generator) repair(set *facts.Set) {
	for i, in := range g.p.Inputs {
		if v := &set.Values[i]; v.Kind != value.Invalid {
			for _, b := range in.Bounds {
				if at, ok := g.limit(b, set); ok {
					g.keep(v, b, at)
				}
			}
			for _, fb := range in.FieldBounds {
				if fb.Bound == nil {
					continue
				}
				at, ok := g.limit(fb.Bound, set)
				for _, m := range v.Members() {
					if fields := m.Members(); ok && fb.Field < len(fields) {
						g.keep(&fields[fb.Field], fb.Bound, at)
					}
				}
			}
		}
	}
}

// limit is the value of a bound that is an input or a literal.
func (g *Generator) limit(b *tree.Bound, set *facts.Set) (value.Value, bool) {
	switch x := b.Value.(type) {
	case *tree.InputRef:
		v := set.Values[x.Input.Index]
		return v, v.Kind != value.Invalid
	case *tree.Lit:
		return x.Value, true
	}
	return value.Value{}, false
}

func (g *Generator) keep(v *value.Value, b *tree.Bound, at value.Value) {
	if members := v.Members(); v.Kind == value.List {
		for i := range members {
			g.keep(&members[i], b, at)
		}
		return
	}
	at.Cur = v.Cur
	c, err := value.Cmp(*v, at)
	if err != nil || v.Ref != nil || at.Ref != nil {
		return
	}
	switch {
	case c < 0 && (b.Kind == ast.AtLeast || b.Kind == ast.NotBefore), c > 0 && (b.Kind == ast.AtMost || b.Kind == ast.NotAfter), b.Kind == ast.Exactly:
		v.N = at.N
	case c >= 0 && b.Kind == ast.Below:
		v.N = at.N - value.Scale
	case c <= 0 && b.Kind == ast.Above:
		v.N = at.N + value.Scale
	}
}

func (g *Generator) chance(percent int) bool { return g.r.IntN(100) < percent }

func (g *Generator) value(t *types.Type) value.Value {
	switch t.Kind {
	case types.Bool:
		return value.OfBool(g.chance(50))
	case types.Enum:
		return value.OfEnum(g.r.IntN(len(t.Members)))
	case types.Set:
		return value.Value{Kind: value.Set, N: int64(g.r.Uint64() & g.r.Uint64() & (1<<len(t.Members) - 1))}
	case types.Number:
		return value.OfInt(g.r.IntN(6))
	case types.Percent:
		return value.OfScaled(value.Percent, int64(g.r.IntN(41))*value.Scale/400, 0)
	case types.Money:
		cur := t.Currency
		if cur == money.None {
			cur = g.cur
		}
		return value.OfScaled(value.Money, g.amount(), cur)
	case types.Date:
		return value.OfDate(g.date())
	case types.Instant:
		return value.OfInstant(date.Instant{Unix: int64(g.date())*86400 + g.r.Int64N(86400), Offset: int16(60 * g.r.IntN(3))})
	case types.Text:
		return value.OfText([]string{"watch", "box", "card"}[g.r.IntN(3)])
	case types.Country:
		return value.Value{Kind: value.Country, Ref: []string{"CH", "DE", "FR", "IR", "US"}[g.r.IntN(5)]}
	case types.Currency:
		return value.OfCurrency(g.cur)
	case types.Calendar:
		return g.calendar()
	case types.List:
		return g.list(t.Elem)
	}
	return value.Value{}
}

// amount is in cents, often round.
func (g *Generator) amount() int64 {
	cents := g.r.Int64N(60_000_00)
	if g.chance(60) {
		cents = []int64{0, 100_00, 5_000_00, 7_500_00, 50_000_00, 9_999_00}[g.r.IntN(6)]
	}
	return cents * (value.Scale / 100)
}

func (g *Generator) date() date.Date {
	if g.chance(10) {
		return g.day + date.Date(g.r.IntN(1500)-750)
	}
	return g.day + date.Date(g.r.IntN(46)-15)
}

func (g *Generator) calendar() value.Value {
	var days []date.Date
	for range g.r.IntN(4) {
		days = append(days, g.date())
	}
	return value.OfCalendar(calendar.Of(days))
}

func (g *Generator) list(elem *types.Type) value.Value {
	out := []value.Value{}
	for range g.r.IntN(4) {
		if elem.Kind != types.Record {
			out = append(out, g.value(elem))
			continue
		}
		fields := make([]value.Value, len(elem.Rec.Fields))
		for i, f := range elem.Rec.Fields {
			if !g.chance(g.Unknown / 2) {
				fields[i] = g.value(f.Type)
			}
		}
		out = append(out, value.OfRecord(fields))
	}
	return value.OfList(out)
}
