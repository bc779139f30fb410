package batch

import (
	"slices"

	"github.com/clausewise/clausewise/engine/plan"
)

// decided is what a block came to for one decision.
type decided struct {
	words   *[plan.BlockSize]int64
	applies uint64
	keys    []plan.Key
	behind  []byte // stands before citations where they follow an amount
	// kept are pieces in the places that their keys give them, and spare those for which there is no place in this block.
	kept   []keyedPiece
	spare  []*keyedPiece
	spared int
	round  uint32
	cited  [plan.BlockSize]*keyedPiece // by lane
}

// keyedPiece is how citations are written that some keys stand for, with what stands behind an amount of the decision before them.
type keyedPiece struct {
	key   uint64   // the first
	more  []uint64 // the others
	round uint32   // in which a lane cited them
	json  []byte
}

// The number of places for pieces, and a factor that spreads keys over them.
const (
	placesBits = 9
	spread     = 0x9E3779B97F4A7C15
)

func (t *decided) init(keys []plan.Key, behind []byte) {
	t.keys, t.behind = keys, behind
	t.kept = make([]keyedPiece, 1<<placesBits)
}

// cite finds out how the citations of decision k are written in each of the first n lanes of a block.
func (t *decided) cite(p *Policy, b *plan.Block, k, n int) {
	t.spared = 0
	t.round++
	if t.round == 0 {
		for i := range t.kept {
			t.kept[i].round = 0
		}
		t.round = 1
	}
	var none [plan.BlockSize]uint64
	first, column := plan.Key{}, &none
	if len(t.keys) > 0 {
		first = t.keys[0]
		column = b.KeyColumn(first.Column)
	}
	for lane, word := range column[:n] {
		key := first.Of(word)
		e := &t.kept[key*spread>>(64-placesBits)]
		if e.key != key || e.json == nil || len(t.keys) > 1 && !t.more(b, lane, e) {
			if e.round == t.round {
				e = t.another() // a lane before needs what is there
			}
			e.key, e.more = key, e.more[:0]
			for _, at := range t.keys[min(1, len(t.keys)):] {
				e.more = append(e.more, at.Of(b.KeyColumn(at.Column)[lane]))
			}
			e.json = p.appendCited(append(e.json[:0], t.behind...), b.Cited(lane, k))
		}
		e.round = t.round
		t.cited[lane] = e
	}
}

// more tells whether the keys of a lane after the first are those of a piece.
func (t *decided) more(b *plan.Block, lane int, e *keyedPiece) bool {
	i := 0
	return !slices.ContainsFunc(t.keys[1:], func(at plan.Key) bool {
		i++
		return at.Of(b.KeyColumn(at.Column)[lane]) != e.more[i-1]
	})
}

// another is a piece that holds until the next block.
func (t *decided) another() *keyedPiece {
	if t.spared == len(t.spare) {
		t.spare = append(t.spare, new(keyedPiece))
	}
	t.spared++
	return t.spare[t.spared-1]
}

// citedIn is how the citations are written in a lane.
func (t *decided) citedIn(lane int) []byte { return t.cited[lane&(plan.BlockSize-1)].json }
