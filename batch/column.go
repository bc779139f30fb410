package batch

import (
	"math"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
)

// decided is what a block came to for one decision.
type decided struct {
	words   *[plan.BlockSize]int64
	applies uint64
	key     plan.Key // the first; keyed: there is one
	keyed   bool
	others  []plan.Key
	written *written
	// kept are pieces in the places that their keys give them, and spare those for which there is no place in this block.
	kept   []keyedPiece
	spare  []*keyedPiece
	spared int
	round  uint32
	cited  [plan.BlockSize]*keyedPiece // by lane
}

// keyedPiece is what is written of a decision for some keys of its citations: all of it, if there are few values, or that there is none; else
// what stands behind the value.
type keyedPiece struct {
	key   uint64   // the first
	more  []uint64 // the others
	value int64    // or one of those below
	round uint32   // in which a lane took it
	json  []byte
	cites int // where citations begin
}

// What stands for a value in a piece.
const (
	noValue    = math.MinInt64     // there is none
	otherValue = math.MinInt64 + 1 // it stands before the piece
)

// The number of places for pieces, and what spreads keys and values over them.
const (
	placesBits  = 9
	spread      = 0x9E3779B97F4A7C15
	spreadValue = 0xC2B2AE3D27D4EB4F
)

// noKeys is the column of a decision that cites the same in every case.
var noKeys [plan.BlockSize]uint64

func (t *decided) init(keys []plan.Key, w *written) {
	if t.written = w; len(keys) > 0 {
		t.key, t.keyed, t.others = keys[0], true, keys[1:]
	}
	t.kept = make([]keyedPiece, 1<<placesBits)
}

// cite finds out what is written of decision k in each of some lanes of a block.
func (t *decided) cite(p *Policy, b *plan.Block, k int, lanes uint64) {
	t.spared = 0
	t.round++
	if t.round == 0 {
		for i := range t.kept {
			t.kept[i].round = 0
		}
		t.round = 1
	}
	column := &noKeys
	if t.keyed {
		column = b.KeyColumn(t.key.Column)
	}
	few := t.written.values != nil || t.written.members != nil
	for lane, word := range column {
		if lanes>>lane&1 == 0 {
			continue
		}
		key, value := t.key.Of(word), int64(otherValue)
		if few {
			value = t.words[lane]
		}
		if t.applies>>lane&1 == 0 {
			value = noValue
		}
		e := &t.kept[(key+uint64(value)*spreadValue)*spread>>(64-placesBits)]
		if e.key != key || e.value != value || e.json == nil || !t.more(b, lane, e) {
			if e.round == t.round {
				e = t.another() // a lane before needs what is there
			}
			e.key, e.value, e.more = key, value, e.more[:0]
			for _, at := range t.others {
				e.more = append(e.more, at.Of(b.KeyColumn(at.Column)[lane]))
			}
			e.write(p, t.written, b.Cited(lane, k))
		}
		e.round = t.round
		t.cited[lane] = e
	}
}

// write writes a piece with citations as sets of clauses.
func (e *keyedPiece) write(p *Policy, w *written, sets []uint64) {
	b := e.json[:0]
	switch e.value {
	case noValue:
		b = append(b, w.status[outcome.NotApplicable]...)
	case otherValue:
		b = append(b, w.behind...)
	default:
		b, _ = w.appendPlain(b, e.value)
	}
	e.cites = len(b)
	e.json = p.appendCited(b, sets)
}

// more tells whether the keys of a lane after the first are those of a piece.
func (t *decided) more(b *plan.Block, lane int, e *keyedPiece) bool {
	for i, at := range t.others {
		if at.Of(b.KeyColumn(at.Column)[lane]) != e.more[i] {
			return false
		}
	}
	return true
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
func (t *decided) citedIn(lane int) []byte {
	e := t.cited[lane&(plan.BlockSize-1)]
	return e.json[e.cites:]
}
