package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/stdlib/value"
)

// count is how many elements there are.
func (l *laneLinker) count(of *frameOf, where laneCond) laneNum {
	to := l.column()
	return func(b *Block, need lanes) *column {
		f, acc := &b.frames[of.index], &b.cols[to]
		clear(acc[:b.n])
		var broken lanes
		for f.start(need); f.next(); {
			sel, unsettled := f.selected(where)
			for broken |= unsettled; sel != 0; sel &= sel - 1 {
				acc[f.owner[bits.TrailingZeros64(sel)&63]&63] += value.Scale
			}
		}
		f.finish(acc, broken, 0)
		return acc
	}
}

// extreme is the smallest or largest of the numbers that are there; n/a where none is.
func (l *laneLinker) extreme(of *frameOf, smallest bool, where laneCond, body laneNum) laneNum {
	to := l.column()
	return func(b *Block, need lanes) *column {
		f, acc := &b.frames[of.index], &b.cols[to]
		var present, broken lanes
		for f.start(need); f.next(); {
			sel, unsettled := f.selected(where)
			if broken |= unsettled; sel == 0 {
				continue
			}
			x := body(&f.Block, sel)
			for ; sel != 0; sel &= sel - 1 {
				j := bits.TrailingZeros64(sel) & 63
				w, v := f.owner[j]&63, x[j]
				switch bit := lanes(1) << w; {
				case v == nothing:
				case v <= ask:
					broken |= bit
				case present&bit == 0 || smallest && v < acc[w] || !smallest && v > acc[w]:
					present |= bit
					acc[w] = v
				}
			}
		}
		f.finish(acc, broken, need&^present)
		return acc
	}
}
