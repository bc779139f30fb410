package plan

import "github.com/clausewise/clausewise/dsl/tree"

// seed is a decision that blocks decide and that others read which the machine decides: it takes over what the block came to.
type seed struct {
	decision int32
	words    []int // in Block.turned: what it cites, for those that take it over
}

// seedable lists the decisions that the machine can take over. That a limit binds is not taken over, since it is read elsewhere.
func (c *Blocks) seedable() {
	read := map[tree.Symbol]bool{}
	for i := range c.steps {
		if c.steps[i].single {
			tree.EachRead(c.Policy, c.Policy.Decisions[i], func(s tree.Symbol) { read[s] = true })
		}
	}
	for _, t := range c.Policy.Terms {
		tree.EachRead(c.Policy, t, func(s tree.Symbol) { read[s] = true })
	}
	for _, in := range c.Policy.Inputs {
		tree.EachRead(c.Policy, in, func(s tree.Symbol) { read[s] = true })
	}
	for i := range c.steps {
		s := &c.steps[i]
		if s.single || !read[c.Policy.Decisions[i]] || s.d.limitsFrom < s.d.limitsTo {
			continue
		}
		one := seed{decision: int32(i)}
		for range c.width {
			one.words = append(one.words, c.turned)
			c.turned++
		}
		c.seeds = append(c.seeds, one)
	}
}

// DecideRest is DecideSome for a case of a block, by its lane, and decisions that the block was not asked for. What the block has decided on the
// way is taken over.
func (m *Machine) DecideRest(b *Block, lane int, wanted []bool, out []Answer) bool {
	k := b.s.cases[lane]
	m.load(k, b.readings, true)
	if k.bounds != kept && !m.keeps(k) {
		return false
	}
	for i := range b.c.seeds {
		b.sow(&b.c.seeds[i], m, lane)
	}
	return m.some(wanted, out)
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
