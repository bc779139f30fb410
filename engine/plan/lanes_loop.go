package plan

import (
	"math/bits"
	"slices"
)

// frameOf is a loop over a list of the facts: its lanes are elements, of as many cases as there is room for. What does not depend on the
// loop's variable is worked out in the block around it.
type frameOf struct {
	slot   int32
	list   int // its place in a sheet
	miss   *missing
	outers int // columns and conditions taken over from the block around
}

// frame is a block of elements.
type frame struct {
	Block
	of     *frameOf
	around *Block
	run    uint32
	outers []outer

	need         lanes // of the block around
	list         *sheetList
	from         int               // the first element
	owner        *[blockSize]uint8 // by lane: the lane around
	absent, open lanes             // of the block around, where there is no list
}

// outer is what is taken over from the block around, once in a run of the loop.
type outer struct {
	run uint32
	num *column
	truths
}

func (f *frame) init(b *Block, of *frameOf) {
	f.of, f.around, f.outers = of, b, make([]outer, of.outers)
	f.frame, f.c, f.m, f.cols = f, b.c, b.m, b.cols
}

// start begins a run over the lists of the lanes that are asked for.
func (f *frame) start(need lanes) {
	f.run++
	f.need = need & f.around.all
	f.list, f.from = &f.around.s.lists[f.of.list], -blockSize
	f.absent, f.open = 0, 0
	for m := f.list.missing & f.need; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		if f.of.miss.state(f.around.lane(i)) == absent {
			f.absent |= 1 << i
		} else {
			f.open |= 1 << i
		}
		f.around.leave(i)
	}
}

// next goes on to the next elements of lanes that are asked for; false at the end. Elements of other lanes may be among them.
func (f *frame) next() bool {
	for {
		if f.from += blockSize; f.from >= f.list.n {
			return false
		}
		if f.list.within[f.from/blockSize]&f.need == 0 {
			continue
		}
		f.owner = (*[blockSize]uint8)(f.list.owner[f.from:])
		f.n = min(f.list.n-f.from, blockSize)
		f.all = ^lanes(0) >> ((blockSize - f.n) & 63)
		return true
	}
}

// at is where the element of lane j begins in its case.
func (f *frame) at(j int) int32 { return f.list.at[f.from+j] }

// within counts elements that are looked at for lane i.
func (b *Block) within(i, n int) bool {
	b.left[i] -= n
	return b.left[i] >= 0
}

// owners are the lanes around to which elements belong.
func (f *frame) owners(of lanes) (out lanes) {
	for ; of != 0; of &= of - 1 {
		out |= 1 << (f.owner[bits.TrailingZeros64(of)&63] & 63)
	}
	return out
}

// isOuter tells whether a node belongs to the block around.
func (l *laneLinker) isOuter(i int32) bool {
	return l.inner != nil && !slices.Contains(l.slotsOf(i), l.inner.slot)
}

func (l *laneLinker) slotsOf(i int32) []int32 {
	return (&lowering{Code: l.Code}).slotsIn(i, nil)
}

func (l *laneLinker) fromOuterNum(i int32) laneNum {
	x, k, at := l.outer.num(i), l.inner.outers, l.column()
	l.inner.outers++
	return func(b *Block, _ lanes) *column {
		f := b.frame
		o := &f.outers[k]
		if o.run != f.run {
			o.run, o.num = f.run, x(f.around, f.need)
		}
		c := &b.cols[at]
		for j, w := range f.owner[:b.n] {
			c[j] = o.num[w&63]
		}
		return c
	}
}

func (l *laneLinker) fromOuterCond(i int32) laneCond {
	x, k := l.outer.cond(i), l.inner.outers
	l.inner.outers++
	return func(b *Block, _ lanes) (t truths) {
		f := b.frame
		o := &f.outers[k]
		if o.run != f.run {
			o.run, o.truths = f.run, x(f.around, f.need)
		}
		for j, w := range f.owner[:b.n] {
			t.yes |= o.yes >> (w & 63) & 1 << (j & 63)
			t.never |= o.never >> (w & 63) & 1 << (j & 63)
			t.open |= o.open >> (w & 63) & 1 << (j & 63)
		}
		return t
	}
}

// field is a field of the elements, or the elements themselves.
func (l *laneLinker) field(n *node) laneNum {
	field := int32(0)
	if n.op == opField {
		field = n.b
	}
	return func(b *Block, _ lanes) *column {
		f := b.frame
		return (*column)(f.list.fields[field][f.from:])
	}
}

// loopOver is the frame of a loop over a list of the facts; false for other loops, which run case by case.
func (l *laneLinker) loopOver(lp *loop) (*laneLinker, bool) {
	s := &l.slotOf[lp.slot]
	if l.inner != nil || s.kind != slotArena {
		return nil, false
	}
	list := l.b.listOf(s.input)
	l.b.lists[list].looped = true
	l.b.frames = append(l.b.frames, &frameOf{slot: lp.slot, list: list, miss: l.missing(s.input)})
	return &laneLinker{linker: l.linker, b: l.b, inner: l.b.frames[len(l.b.frames)-1], outer: l}, true
}

// quantifier is "some" and "every"; nil where it runs case by case.
func (l *laneLinker) quantifier(n *node) laneCond {
	lp, every := &l.loops[n.a], n.op == opEvery
	in, ok := l.loopOver(lp)
	if !ok {
		return nil
	}
	at, body := len(l.b.frames)-1, in.cond(lp.body)
	return func(b *Block, need lanes) truths {
		f := &b.frames[at]
		var found, open lanes
		for f.start(need); f.next(); {
			t := body(&f.Block, f.all)
			counts := t.yes
			if every {
				counts = t.no()
			}
			found |= f.owners(counts & f.all)
			open |= f.owners(t.open & f.all)
		}
		open = open&^found | f.open
		if every {
			return truths{need &^ (found | open | f.absent), f.absent, open}
		}
		return truths{found, f.absent, open}
	}
}

// sum is that of the elements of lists; nil where it runs case by case.
func (l *laneLinker) sum(n *node) laneNum {
	lp := &l.loops[n.a]
	in, ok := l.loopOver(lp)
	if !ok {
		return nil
	}
	at, to, where, body := len(l.b.frames)-1, l.column(), in.cond(lp.where), in.num(lp.body)
	return func(b *Block, need lanes) *column {
		f, acc := &b.frames[at], &b.cols[to]
		clear(acc[:b.n])
		var present, counted, broken lanes
		for f.start(need); f.next(); {
			sel := f.all
			if where != nil {
				t := where(&f.Block, f.all)
				broken |= f.owners(t.open & f.all)
				sel &= t.yes
			}
			if sel == 0 {
				continue
			}
			x := body(&f.Block, sel)
			if f.small(x) {
				broken |= f.addSmall(acc, x, sel)
				counted |= f.owners(sel & f.shared())
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
		for m := broken | f.open; m != 0; m &= m - 1 {
			acc[bits.TrailingZeros64(m)&63] = lacks
		}
		for m := (f.absent | present&^counted) &^ (broken | f.open); m != 0; m &= m - 1 { // a sum of values that are all n/a
			acc[bits.TrailingZeros64(m)&63] = nothing
		}
		return acc
	}
}

// small tells whether all numbers of a column are there, and so small that a block of them can be added up unseen.
func (f *frame) small(x *column) bool {
	var or uint64
	for _, v := range x[:f.n] {
		or |= uint64(v + 1<<55)
	}
	return or>>56 == 0
}

// shared are the elements whose lists other blocks of this run may hold elements of.
func (f *frame) shared() (out lanes) {
	first, last := f.owner[0], f.owner[f.n-1]
	for j := 0; j < f.n && f.owner[j] == first; j++ {
		out |= 1 << j
	}
	for j := f.n - 1; j >= 0 && f.owner[j] == last; j-- {
		out |= 1 << j
	}
	return out
}

// addSmall adds up small numbers, and gives the lanes around where the sum is beyond what is kept.
func (f *frame) addSmall(acc, x *column, sel lanes) (broken lanes) {
	for j, w := range f.owner[:f.n] {
		acc[w&63] += x[j] & -int64(sel>>(j&63)&1)
	}
	first, last := f.owner[0]&63, f.owner[f.n-1]&63
	for w := first; w <= last; w++ {
		if v := acc[w]; v > most || v < -most {
			broken |= 1 << w
			acc[w] = 0
		}
	}
	return broken
}

// textInInput is membership of a loop's text in a list of the case; nil for other lists.
func (l *laneLinker) textInInput(n *node) laneCond {
	el, list := &l.nodes[n.a], &l.nodes[n.b]
	if l.inner == nil || el.op != opVar || el.a != l.inner.slot || !l.isTextInInput(n) {
		return nil
	}
	in, miss, place := list.a, l.missing(list.a), l.b.listOf(list.a)
	l.b.lists[place].masked = true
	return func(b *Block, need lanes) (t truths) {
		f := b.frame
		texts, text := &f.around.s.lists[place], f.list.fields[0][f.from:]
		slow := lanes(0)
		for j, w := range f.owner[:b.n] {
			t.yes |= uint64(texts.masks[w&63]) >> (text[j] & 63) & 1 << (j & 63)
			slow |= (^(texts.masked >> (w & 63)) & 1) << (j & 63)
		}
		for t.yes &^= slow; slow != 0; slow &= slow - 1 {
			j := bits.TrailingZeros64(slow) & 63
			w := int(f.owner[j])
			row := f.around.s.w[w&63]
			switch texts := row[in]; {
			case texts <= ask:
				t.put(j, lack(miss.state(f.around.lane(w))))
				f.around.leave(w)
			case !f.around.within(w, size(texts)):
				t.put(j, open)
			case among(row, texts, text[j]):
				t.put(j, yes)
			}
		}
		return t
	}
}

// among tells whether a text is in a list of the same case.
func among(row []int64, list, text int64) bool {
	first, end := span(list, 1)
	for _, t := range row[first:end] {
		if t == text {
			return true
		}
	}
	return false
}
