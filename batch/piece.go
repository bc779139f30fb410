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

// shelf keeps some citations of a decision, by what tells them apart.
type shelf [pieces]piece

// cited are the citations of decision k as they are written, with the end of the answer.
func (d *decider) cited(k int) []byte {
	words := d.m[0].Cited(k)
	e := d.pieces[k].place(words)
	if !e.is(words) {
		e.words = append(e.words[:0], words...)
		e.json = d.p.appendCited(e.json[:0], words)
	}
	return e.json
}

// place is where citations are kept that words tell apart.
func (s *shelf) place(words []uint64) *piece { return &s[mixed(words)%pieces] }

// is tells whether a piece is that of some words.
func (e *piece) is(words []uint64) bool {
	if len(e.words) != len(words) || e.json == nil {
		return false
	}
	differ := uint64(0)
	for i, w := range e.words {
		differ |= w ^ words[i]
	}
	return differ == 0
}

// appendCited appends citations as sets of clauses, effect by effect, and the end of the answer.
func (p *Policy) appendCited(b []byte, sets []uint64) []byte {
	return append(p.appendSets(append(b, `,"citations":`...), sets), '}')
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
