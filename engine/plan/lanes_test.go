package plan_test

import (
	"slices"
	"testing"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/internal/builtin"
	"github.com/clausewise/clausewise/internal/casegen"
)

// A block decides every case as the machine does: what is settled, values, citations, rules.
func TestBlocksDecideLikeTheMachine(t *testing.T) {
	for _, versions := range builtin.Load(t).Policies {
		p := versions.Versions[len(versions.Versions)-1]
		t.Run(p.Name, func(t *testing.T) {
			code := plan.LowerBlocks(p)
			b, m := code.NewBlock(), code.NewMachine()
			readings := make([]int, len(p.Ambiguities))
			wanted := make([]bool, len(code.Own()))
			for i := range wanted {
				wanted[i] = true
			}
			for i, a := range p.Ambiguities {
				readings[i] = a.Adopted
			}
			settled, missed := 0, 0
			for round := range 40 {
				var cases []*plan.Case
				for i := range 1 + (round*29)%64 {
					k := code.NewCase()
					missing := 0
					if round%4 == 3 {
						missing = 10
					}
					k.Load(casegen.New(p, uint64(round*64+i), missing).Case().Values)
					cases = append(cases, k)
				}
				ok := b.Decide(cases, readings, wanted)
				for lane, k := range cases {
					is := m.DecideSome(k, readings, wanted, nil)
					if ok>>lane&1 == 0 {
						if is {
							missed++
						}
						continue
					}
					if settled++; !is {
						t.Fatalf("case %d of round %d is settled in a block, and not alone", lane, round)
					}
					for d, i := range code.Own() {
						name := p.Decisions[i].Name
						want, st := m.Plain(d)
						if got, st2 := b.Plain(lane, d); p.Decisions[i].Type.Kind < 0 || got != want || st != st2 {
							t.Fatalf("%s, case %d of round %d: %d, %v; alone %d, %v", name, lane, round, got, st2, want, st)
						}
						if got, want := b.Cited(lane, d), m.Cited(d); !slices.Equal(got, want) {
							t.Fatalf("%s, case %d of round %d: cites %x; alone %x", name, lane, round, got, want)
						}
						for e := range outcome.NotReached + 1 {
							w := len(b.Cited(lane, d)) / int(outcome.NotReached+1)
							if got, want := b.CitedAs(lane, d, e), m.Cited(d)[int(e)*w:][:w]; !slices.Equal(got, want) {
								t.Fatalf("%s, case %d of round %d: cites %x as %v; alone %x", name, lane, round, got, e, want)
							}
						}
						for r := range p.Decisions[i].Rules {
							if got, ok := b.Became(lane, d, r); ok && got != m.Became(d, r) {
								t.Fatalf("%s, rule %d, case %d of round %d: %v; alone %v", name, r, lane, round, got, m.Became(d, r))
							}
						}
					}
					for a := range p.Ambiguities {
						if m.Consulted(a) && b.Consulted(a)>>lane&1 == 0 {
							t.Fatalf("case %d of round %d: ambiguity %d was looked at alone, and not in the block", lane, round, a)
						}
					}
				}
			}
			t.Logf("%d settled, %d only alone", settled, missed)
		})
	}
}
