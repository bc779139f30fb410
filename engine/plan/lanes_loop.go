package plan

import "math/bits"

// quantifier is "some" and "every"; nil where it runs case by case.
func (l *laneLinker) quantifier(n *node) laneCond {
	lp, every := &l.loops[n.a], n.op == opEvery
	var body laneCond
	of, ok := l.loopOver(lp, func(in *laneLinker) { body = in.cond(lp.body) })
	if !ok {
		return nil
	}
	return func(b *Block, need lanes) truths {
		f := &b.frames[of.index]
		var found, open lanes
		for f.start(need); f.next(); {
			t := body(&f.Block, f.all)
			counts := t.yes
			if every {
				counts = t.no()
			}
			found |= f.ownersOf(counts & f.all)
			open |= f.ownersOf(t.open & f.all)
			f.drop(found)
		}
		found &^= f.open
		open = open&^found | f.open
		if every {
			return truths{need &^ (found | open | f.absent), f.absent, open}
		}
		return truths{found, f.absent, open}
	}
}

// aggregate is what the elements of lists or periods come to; nil where it runs case by case.
func (l *laneLinker) aggregate(n *node) laneNum {
	lp := &l.loops[n.a]
	var where laneCond
	var body laneNum
	of, ok := l.loopOver(lp, func(in *laneLinker) {
		if where = in.cond(lp.where); n.op != opCount {
			body = in.num(lp.body)
		}
	})
	switch {
	case !ok:
		return nil
	case n.op == opSum:
		return l.sum(of, where, body)
	case n.op == opCount:
		return l.count(of, where)
	}
	return l.extreme(of, n.op == opSmallest, where, body)
}

// selected are the elements that a condition lets through, and the lanes around in which it does not say of all.
func (f *frame) selected(where laneCond) (sel, broken lanes) {
	if where == nil {
		return f.all, 0
	}
	t := where(&f.Block, f.all)
	return t.yes & f.all, f.ownersOf(t.open & f.all)
}

// finish writes what lanes around come to that have no number.
func (f *frame) finish(acc *column, broken, none lanes) {
	broken |= f.open
	fill(acc, broken, lacks)
	fill(acc, (f.absent|none)&^broken, nothing)
}

// sum is that of the elements.
func (l *laneLinker) sum(of *frameOf, where laneCond, body laneNum) laneNum {
	to := l.column()
	return func(b *Block, need lanes) *column {
		f, acc := &b.frames[of.index], &b.cols[to]
		clear(acc[:b.n])
		var present, counted, broken lanes
		for f.start(need); f.next(); {
			sel, unsettled := f.selected(where)
			broken |= unsettled
			if sel == 0 {
				continue
			}
			x := body(&f.Block, sel)
			if lost, ok := f.addSmall(acc, x, sel); ok {
				broken |= lost
				counted |= f.ownersOf(sel & f.shared())
				continue
			}
			for ; sel != 0; sel &= sel - 1 {
				j := bits.TrailingZeros64(sel) & 63
				w := f.owner[j] & 63
				bit := lanes(1) << w
				present |= bit
				switch v := x[j]; {
				case v > ask:
					counted |= bit
					if acc[w] += v; acc[w] > most || acc[w] < -most {
						broken |= bit
						acc[w] = 0
					}
				case v != nothing:
					broken |= bit
				}
			}
		}
		f.finish(acc, broken, present&^counted) // a sum of values that are all n/a is n/a
		return acc
	}
}

// addSmall adds up the numbers of a block where all of it are there, and so small that their sums fit into a word. It gives the lanes around where
// a sum is beyond what is kept; where it reports false nothing has changed.
func (f *frame) addSmall(acc, x *column, sel lanes) (broken lanes, ok bool) {
	var or uint64
	if sel == f.all {
		for j, w := range f.owner[:f.n] {
			v := x[j]
			acc[w&63] += v
			or |= uint64(v + smallOffset)
		}
	} else {
		for m := sel; m != 0; m &= m - 1 {
			j := bits.TrailingZeros64(m) & 63
			acc[f.owner[j]&63] += x[j]
			or |= uint64(x[j] + smallOffset)
		}
	}
	if or>>56 != 0 {
		for m := sel; m != 0; m &= m - 1 { // words wrap, so that this undoes it
			j := bits.TrailingZeros64(m) & 63
			acc[f.owner[j]&63] -= x[j]
		}
		return 0, false
	}
	first, last := 0, f.around.n-1
	if f.of.source == fromSheet { // there they are in the order of the lanes around
		first, last = int(f.owner[0]&63), int(f.owner[f.n-1]&63)
	}
	or = 0
	for _, v := range acc[first : last+1] {
		or |= uint64(v+most) | uint64(most-v)
	}
	if int64(or) >= 0 {
		return 0, true
	}
	for w := first; w <= last; w++ {
		if v := acc[w&63]; v > most || v < -most {
			broken |= 1 << (w & 63)
			acc[w&63] = 0
		}
	}
	return broken, true
}

// smallOffset is half of the range of small numbers.
const smallOffset = 1 << 55

// shared are the elements whose lists other blocks of this run may hold elements of.
func (f *frame) shared() (out lanes) {
	if f.of.source != fromSheet {
		return f.all
	}
	first, last := f.owner[0]&63, f.owner[f.n-1]&63
	begins := &f.list.begins
	if int(begins[first]) < f.from {
		out = ^(^lanes(0) << ((int(begins[first+1]) - f.from) & 127))
	}
	if int(begins[last+1]) > f.from+f.n {
		out |= ^lanes(0) << ((int(begins[last]) - f.from) & 127)
	}
	return out
}
