package plan

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
)

// seed is a decision that blocks decide: the machine can take over what the block came to.
type seed struct {
	decision int32
	words    []int // in Block.turned: what it cites, for those that take it over
}

// seedable lists the decisions that the machine can take over. That a limit binds is not taken over, since it is read elsewhere.
func (c *Blocks) seedable() {
	place := map[tree.Symbol]int{}
	for i := range c.steps {
		s := &c.steps[i]
		if s.single || s.d.limitsFrom < s.d.limitsTo {
			continue
		}
		place[c.Policy.Decisions[i]] = len(c.seeds)
		one := seed{decision: int32(i)}
		for range c.width {
			one.words = append(one.words, c.turned)
			c.turned++
		}
		c.seeds = append(c.seeds, one)
	}
	for i := range c.steps {
		if c.steps[i].single {
			c.steps[i].seeds = c.seedsOf(c.Policy.Decisions[i], place)
		}
	}
}

// seedsOf are the decisions that the machine reads for one, also by way of terms, of those that it can take over.
func (c *Blocks) seedsOf(d tree.Symbol, place map[tree.Symbol]int) (out []int) {
	seen := map[tree.Symbol]bool{}
	var read func(s tree.Symbol)
	read = func(s tree.Symbol) {
		if seen[s] {
			return
		}
		seen[s] = true
		if at, ok := place[s]; ok {
			out = append(out, at)
			return
		}
		tree.EachRead(c.Policy, s, read)
	}
	tree.EachRead(c.Policy, d, read)
	slices.Sort(out)
	return out
}

// sow gives the machine a decision, if the block has come to one.
func (b *Block) sow(one *seed, m *Machine, lane int) {
	i := one.decision
	c, s := &b.steps[i], &b.c.steps[i]
	bit := lanes(1) << (lane & 63)
	if c.round != b.round || (c.open|c.maybe)&bit != 0 {
		return
	}
	to := &m.decs[i]
	*to = cell{epoch: m.epoch, cited: m.epoch, st: known, tr: yes}
	switch {
	case c.known&bit == 0:
		to.st = absent
	case s.set >= 0:
		in, _ := b.sets[s.set].mask(lane)
		to.n = int64(in)
	default:
		to.n = b.number(i)[lane&63]
	}
	if !s.d.folded {
		return
	}
	at := (int(i)*(effects+1) + effects) * b.c.width
	for w, place := range one.words {
		m.bits[at+w] = b.union(s, w, place)[lane&63]
	}
}

// union is word w of the set of all clauses that a decision cites, in each lane.
func (b *Block) union(s *laneDecision, w, place int) *[blockSize]uint64 {
	t := &b.turned[place]
	if t.round == b.round {
		return &t.words
	}
	t.round = b.round
	clear(t.words[:])
	for k, p := range s.cites.pairs {
		if int(p.clause>>6) == w {
			t.words[p.clause&63] |= b.planes[s.cites.at+k]
		}
	}
	transpose(&t.words)
	return &t.words
}
