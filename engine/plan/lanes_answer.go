package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Plain is decision k of the answer in a lane, as Machine.Plain gives it.
func (b *Block) Plain(lane, k int) (int64, outcome.Status) {
	i := b.c.own[k]
	c := b.decide(i)
	if c.known>>(lane&63)&1 == 0 {
		return 0, outcome.NotApplicable
	}
	s := &b.c.steps[i]
	if s.set >= 0 {
		in, _ := b.sets[s.set].mask(lane)
		return int64(in), outcome.Decided
	}
	return b.number(i)[lane&63], outcome.Decided
}

// Column is decision k of the answer in every lane, as Plain gives it, and the lanes in which it applies. It holds until the next block.
func (b *Block) Column(k int) (words *[BlockSize]int64, decided uint64) {
	i := b.c.own[k]
	c, s := b.decide(i), &b.c.steps[i]
	if s.set < 0 {
		return (*[BlockSize]int64)(b.number(i)), c.known
	}
	col := &b.cols[s.num]
	if c.filled != b.round {
		c.filled = b.round
		clear(col[:])
		for k, in := range b.sets[s.set].in {
			for m := in; m != 0; m &= m - 1 {
				col[bits.TrailingZeros64(m)&63] |= 1 << (k & 63)
			}
		}
	}
	return (*[BlockSize]int64)(col), c.known
}

// Answer reads decision k of the answer in a lane that is settled. It reports false where the machine has to be asked: duties, and values that
// are no integers.
func (b *Block) Answer(lane, k int, a *Answer) bool {
	i := b.c.own[k]
	d := &b.c.decisions[i]
	if !d.plain || d.duty || d.duties {
		return false
	}
	n, status := b.Plain(lane, k)
	*a = Answer{Status: status, Rule: -1}
	if status != outcome.Decided {
		return true
	}
	a.Value = value.Value{Kind: d.kind, N: n}
	if d.kind != value.Money {
		return true
	}
	a.Value.Cur = d.currency
	if d.curOf >= 0 {
		a.Value.Cur = b.s.cases[lane].in[d.curOf].Cur
	}
	return true
}

// Became is what became of a rule of decision k of the answer, given by its index in Decision.Rules; ok: the block noted it.
func (b *Block) Became(lane, k, rule int) (was outcome.RuleStatus, ok bool) {
	i := b.c.own[k]
	b.decide(i)
	s := &b.c.steps[i]
	if s.single {
		return 0, false
	}
	n := &b.rules[s.d.rules[rule].id]
	bit := lanes(1) << (lane & 63)
	switch {
	case n.seen&bit == 0:
		return 0, true
	case n.yes&bit != 0:
		return outcome.Applied, true
	case n.never&bit != 0:
		return outcome.NotApplicableRule, true
	case n.open&bit != 0:
		return outcome.Open, true
	}
	return outcome.Failed, true
}

// Consulted is the lanes whose cases were decided by looking at how ambiguity a is read: see Machine.Consulted.
func (b *Block) Consulted(a int) uint64 { return b.consulted[a] }

// Tells tells whether blocks decide all wanted decisions of the answer for all cases at once, and tell their
// values: of a moment they do not know how it was written.
func (c *Blocks) Tells(wanted []bool) bool {
	for k, i := range c.own {
		if s := &c.steps[i]; wanted[k] && (s.single || !s.d.plain || s.d.kind == value.Instant) {
			return false
		}
	}
	return true
}
