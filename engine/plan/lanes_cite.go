package plan

import (
	"math/bits"
	"slices"

	"github.com/clausewise/clausewise/engine/outcome"
)

// laneCites is how a decision's citations lie in a block: a plane, that is, a word of lanes, for each clause and effect with which it can be cited.
type laneCites struct {
	arises laneMark
	at     int // the first plane
	pairs  []cited
	words  []laneWord // of the bit sets of a case, those that can have bits
	keys   []Key      // of all planes
	done   bool
}

// cited is a clause with an effect; of decisions that are decided case by case the effect is left out.
type cited struct {
	effect outcome.Effect
	clause int32
}

// laneWord is a word of the bit sets of a case: clauses of one effect.
type laneWord struct {
	word int
	bits []lanePlane
	at   int // in Block.turned
}

type lanePlane struct {
	bit   uint8
	plane int32
}

// turnedWord is a laneWord of each case of a block.
type turnedWord struct {
	round uint32
	words [blockSize]uint64
}

// laneMark is a mark as planes.
type laneMark struct {
	planes []int
	folds  []laneFold
}

// laneFold takes over what a decision cites, as definitions.
type laneFold struct {
	decision int32
	to       []int // by plane of that decision
}

// mark cites something in some lanes.
func (b *Block) mark(k *laneMark, where lanes) {
	if where == 0 {
		return
	}
	for _, p := range k.planes {
		b.planes[p] |= where
	}
	for i := range k.folds {
		b.fold(&k.folds[i], where)
	}
}

func (b *Block) fold(f *laneFold, where lanes) {
	c := b.decide(f.decision)
	b.vague |= where & (c.open | c.maybe)
	from := b.planes[b.c.steps[f.decision].cites.at:]
	for k, p := range f.to {
		b.planes[p] |= from[k] & where
	}
}

// hit cites a rule where it applies.
func (b *Block) hit(r *laneRule, where lanes) {
	if where == 0 {
		return
	}
	for k := range r.chain {
		if alone := b.links[r.links+1+k] & where; alone != 0 {
			b.mark(&r.hits[k+1], alone)
			where &^= alone
		}
	}
	b.mark(&r.hits[0], where)
}

// miss cites a rule where it does not apply.
func (b *Block) miss(r *laneRule, no, never lanes) {
	if no|never == 0 {
		return
	}
	if r.links >= 0 {
		unless := b.links[r.links] & no
		no &^= unless
		never |= unless
		for k := range r.chain {
			alone := b.links[r.links+1+k] & no
			b.mark(&r.misses[k+2], alone)
			no &^= alone
		}
	}
	b.mark(&r.misses[0], never) // all of the condition was looked at
	b.mark(&r.misses[1], no)
}

// Cited are the citations of decision k of the answer in a lane, as Machine.Cited gives them. They hold until the next call.
func (b *Block) Cited(lane, k int) []uint64 {
	i, n := b.c.own[k], effects*b.c.width
	s := &b.c.steps[i]
	if s.single {
		return b.words[i][lane*n:][:n]
	}
	cs := b.scratch
	clear(cs)
	for j, p := range s.cites.pairs {
		if b.planes[s.cites.at+j]>>(lane&63)&1 == 1 {
			cs[int(p.effect)*b.c.width+int(p.clause>>6)] |= 1 << (p.clause & 63)
		}
	}
	return cs
}

// Citations calls f for each clause that decision k of the answer cites in a lane, as Machine.Citations does.
func (b *Block) Citations(lane, k int, f func(clause int, e outcome.Effect)) {
	b.c.eachCitation(b.Cited(lane, k), f)
}

// CitedColumn is, for each lane, word w of the set of the clauses that decision k of the answer cites with an effect. It holds until the next block.
func (b *Block) CitedColumn(k int, e outcome.Effect, w int) *[BlockSize]uint64 {
	i, at := b.c.own[k], int(e)*b.c.width+w
	s := &b.c.steps[i]
	if s.single {
		t, n := &b.turned[s.column].words, effects*b.c.width
		for lane := range b.n {
			t[lane&63] = b.words[i][lane*n+at]
		}
		return t
	}
	for j := range s.cites.words {
		if x := &s.cites.words[j]; x.word == at {
			return b.turn(x)
		}
	}
	return &b.none
}

// turn makes the words of all cases of their planes.
func (b *Block) turn(w *laneWord) *[blockSize]uint64 {
	t := &b.turned[w.at]
	if t.round != b.round {
		t.round = b.round
		clear(t.words[:])
		n := 0
		for _, p := range w.bits {
			n += bits.OnesCount64(b.planes[p.plane])
		}
		if n > fewBits {
			for _, p := range w.bits {
				t.words[p.bit&63] = b.planes[p.plane]
			}
			transpose(&t.words)
			return &t.words
		}
		for _, p := range w.bits {
			for m := b.planes[p.plane]; m != 0; m &= m - 1 {
				t.words[bits.TrailingZeros64(m)&63] |= 1 << (p.bit & 63)
			}
		}
	}
	return &t.words
}

// fewBits is how many bits are sooner put into their places one by one than turned together.
const fewBits = 160

// transpose turns a square of bits: bit j of word i becomes bit i of word j.
func transpose(x *[64]uint64) {
	m := ^uint64(0) >> 32
	for j := uint(32); j != 0; j, m = j>>1, m^m<<(j>>1&63) {
		for k := uint(0); k < 64; k = (k + j + 1) &^ j {
			t := (x[k&63]>>(j&63) ^ x[(k+j)&63]) & m
			x[(k+j)&63] ^= t
			x[k&63] ^= t << (j & 63)
		}
	}
}

// takeWords keeps what the machine cites for a decision in a lane.
func (b *Block) takeWords(i int32, s *laneDecision, lane int, m *Machine) {
	n := effects * b.c.width
	d := &b.c.decisions[i]
	cs := m.bits[d.bits : d.bits+d.bitsLen]
	copy(b.words[i][lane*n:][:n], cs)
	if len(s.cites.pairs) == 0 {
		return
	}
	for w, word := range cs[n:] {
		for ; word != 0; word &= word - 1 {
			b.planes[s.cites.at+w*64+bits.TrailingZeros64(word)] |= 1 << (lane & 63)
		}
	}
}

// laneCiter gives every decision its planes.
type laneCiter struct {
	b *Blocks
}

// decision prepares the citations of a decision, after those that it folds.
func (l *laneCiter) decision(i int32) *laneCites {
	s := &l.b.steps[i]
	c := &s.cites
	if c.done {
		return c
	}
	c.done = true
	d := s.d
	if s.single {
		if d.folded {
			for k := range l.b.Policy.Clauses {
				c.pairs = append(c.pairs, cited{clause: int32(k)})
			}
			l.place(c)
		}
		return c
	}
	marks := []*mark{&d.arisesMark}
	for j := range d.rules {
		r := &d.rules[j]
		for _, list := range [][]mark{r.hits, r.misses, r.idle} {
			for k := range list {
				marks = append(marks, &list[k])
			}
		}
	}
	for _, k := range marks {
		l.collect(c, k)
	}
	l.place(c)
	c.arises = l.mark(c, &d.arisesMark)
	for j := range d.rules {
		r, to := &d.rules[j], &s.rules[j]
		to.hits, to.misses, to.idle = l.marksOf(c, r.hits), l.marksOf(c, r.misses), l.marksOf(c, r.idle)
	}
	if slices.Contains(l.b.own, i) {
		l.key(c)
	}
	for k, p := range c.pairs {
		word := int(p.effect)*l.b.width + int(p.clause>>6)
		at := slices.IndexFunc(c.words, func(w laneWord) bool { return w.word == word })
		if at < 0 {
			at = len(c.words)
			c.words = append(c.words, laneWord{word: word, at: l.b.turned})
			l.b.turned++
		}
		c.words[at].bits = append(c.words[at].bits, lanePlane{uint8(p.clause & 63), int32(c.at + k)})
	}
	return c
}

// place gives a decision its planes.
func (l *laneCiter) place(c *laneCites) {
	c.at = l.b.planes
	l.b.planes += len(c.pairs)
}

// collect notes with what a mark can cite.
func (l *laneCiter) collect(c *laneCites, k *mark) {
	l.eachBit(k.clauseBits, func(p cited) { c.index(p, true) })
	if k.rest == nil {
		return
	}
	for _, m := range k.rest.more {
		l.eachBit(m, func(p cited) { c.index(p, true) })
	}
	for _, f := range k.rest.folds {
		for _, p := range l.decision(f).pairs {
			c.index(cited{outcome.Defines, p.clause}, true)
		}
	}
}

func (l *laneCiter) eachBit(k clauseBits, f func(cited)) {
	w := l.b.width
	for all := k.bits; all != 0; all &= all - 1 {
		f(cited{outcome.Effect(int(k.at) / w), int32(int(k.at)%w*64 + bits.TrailingZeros64(all))})
	}
}

// index is the place of a clause with an effect among those of a decision.
func (c *laneCites) index(p cited, add bool) int {
	i := slices.Index(c.pairs, p)
	if i < 0 && add {
		i = len(c.pairs)
		c.pairs = append(c.pairs, p)
	}
	return i
}

func (l *laneCiter) marksOf(c *laneCites, list []mark) []laneMark {
	var out []laneMark
	for i := range list {
		out = append(out, l.mark(c, &list[i]))
	}
	return out
}

func (l *laneCiter) mark(c *laneCites, k *mark) (out laneMark) {
	take := func(p cited) { out.planes = append(out.planes, c.at+c.index(p, false)) }
	l.eachBit(k.clauseBits, take)
	if k.rest == nil {
		return out
	}
	for _, m := range k.rest.more {
		l.eachBit(m, take)
	}
	for _, f := range k.rest.folds {
		fold := laneFold{decision: f}
		for _, p := range l.decision(f).pairs {
			fold.to = append(fold.to, c.at+c.index(cited{outcome.Defines, p.clause}, false))
		}
		out.folds = append(out.folds, fold)
	}
	return out
}
