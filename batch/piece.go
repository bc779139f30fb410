package batch

import (
	"math/bits"

	"github.com/clausewise/clausewise/engine/outcome"
)

// effects is how many effects a citation can have.
const effects = int(outcome.NotReached) + 1

// piece is how some citations of a decision are written. Cases of one policy cite the same clauses again and again.
type piece struct {
	words []uint64
	json  []byte
}

// pieces is how many of them are kept for a decision.
const pieces = 128

// cited are the citations of decision k as they are written, with the end of the answer.
func (d *decider) cited(k int) []byte { return d.pieceOf(k, d.m[0].Cited(k)) }

// pieceOf is how citations of decision k are written that are given as sets of clauses, effect by effect.
func (d *decider) pieceOf(k int, words []uint64) []byte {
	e := &d.pieces[k][mixed(words)%pieces]
	if len(e.words) == len(words) {
		differ := uint64(0)
		for i, w := range e.words {
			differ |= w ^ words[i]
		}
		if differ == 0 && e.json != nil {
			return e.json
		}
	}
	e.words = append(e.words[:0], words...)
	e.json = append(d.p.appendSets(append(e.json[:0], `,"citations":`...), words), '}')
	return e.json
}

// mixed mixes words, each by itself, so that none waits for the one before it.
func mixed(words []uint64) uint64 {
	h, k := uint64(0), uint64(0x9E3779B97F4A7C15)
	for _, w := range words {
		h += (w ^ w>>32) * k
		k += 0xC2B2AE3D27D4EB4E
	}
	return h >> 40
}

// appendSets appends the clauses of sets, effect by effect. A clause counts for the first of its effects.
func (p *Policy) appendSets(b []byte, words []uint64) []byte {
	width := len(words) / effects
	b = append(b, '{')
	for e := range effects {
		start := len(b)
		for j := range width {
			set := words[e*width+j]
			for before := j; before < e*width; before += width {
				set &^= words[before]
			}
			for ; set != 0; set &= set - 1 {
				if len(b) == start {
					b = append(b, effectLists[e]...)
				}
				b = append(append(b, p.clauses[64*j+bits.TrailingZeros64(set)].json...), ',')
			}
		}
		if len(b) > start {
			b = append(closed(b, ']'), ',')
		}
	}
	return closed(b, '}')
}
