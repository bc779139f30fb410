package exact

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
)

// effects is how many effects a citation can have.
const effects = int(outcome.NotReached) + 1

// citations keeps what each decision cites in a case: a set of clauses per effect, one after the other, and last their union, which decisions
// that read this one take over.
type citations struct {
	sets  [][]uint64 // by Decision.Index; nil: not yet
	words slab[uint64]
}

func (c *citations) empty() {
	clear(c.sets)
	c.words.empty()
}

// citer is the citations of one decision in the making.
type citer struct {
	e   *evaluation
	w   int // length of a set
	set []uint64
}

func (e *evaluation) newCiter() citer {
	return citer{e: e, w: e.words, set: e.cites.words.take((effects + 1) * e.words)}
}

func (c *citer) add(clause int32, effect outcome.Effect) {
	if clause >= 0 {
		c.set[int(effect)*c.w+int(clause>>6)] |= 1 << (clause & 63)
	}
}

func (c *citer) addAll(clauses []int32, effect outcome.Effect) {
	for _, cl := range clauses {
		c.add(cl, effect)
	}
}

// defines adds a set of clauses as definitions.
func (c *citer) defines(clauses []uint64) {
	at := int(outcome.Defines) * c.w
	for i, w := range clauses {
		c.set[at+i] |= w
	}
}

// close computes the union.
func (c *citer) close() {
	all := c.set[effects*c.w:]
	clear(all)
	for i, w := range c.set[:effects*c.w] {
		all[i%c.w] |= w
	}
}

// count is the number of clauses.
func (c *citer) count() int {
	n := 0
	for _, w := range c.set[effects*c.w:] {
		n += bits.OnesCount64(w)
	}
	return n
}

// list appends the clauses in document order with their strongest effects.
func (c *citer) list(p *tree.Policy, out []outcome.Citation) []outcome.Citation {
	for i, all := range c.set[effects*c.w:] {
		if all == 0 {
			continue
		}
		from := len(out)
		out = out[:from+bits.OnesCount64(all)]
		left := all
		for effect := 0; left != 0; effect++ {
			w := c.set[effect*c.w+i] & left
			for left &^= w; w != 0; w &= w - 1 {
				b := bits.TrailingZeros64(w)
				cite := &out[from+bits.OnesCount64(all&(1<<b-1))]
				cite.Clause, cite.Effect = p.Clauses[i*64+b], outcome.Effect(effect)
			}
		}
	}
	return out
}
