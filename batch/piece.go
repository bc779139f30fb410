package batch

import "slices"

// piece is how some citations of a decision are written. Cases of one policy cite the same clauses again and again.
type piece struct {
	words []uint64
	json  []byte
}

// pieces is how many of them are kept for a decision.
const pieces = 64

// cited are the citations of decision k as they are written.
func (d *decider) cited(k int) []byte {
	words := d.m[0].Cited(k)
	h := uint64(0)
	for _, w := range words {
		h = (h ^ w) * 0x9E3779B97F4A7C15
		h ^= h >> 32
	}
	e := &d.pieces[k][h%pieces]
	if e.json == nil || !slices.Equal(e.words, words) {
		d.citeAll(k)
		e.words = append(e.words[:0], words...)
		e.json = d.p.appendCites(e.json[:0], d.answers[k].cites)
	}
	return e.json
}
