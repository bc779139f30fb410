package plan

// outer is what a frame takes over from the block around, once in a run of the loop.
type outer struct {
	run     uint64
	num     *column
	largest *column // of bounds, of which num is the least
	truths
}

// takeNum takes a number over from the block around.
func (l *laneLinker) takeNum(x laneNum) laneNum {
	k, at := l.inner.outers, l.column()
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

// takeCond takes a condition over from the block around.
func (l *laneLinker) takeCond(x laneCond) laneCond {
	k := l.inner.outers
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

// takeBounds takes bounds over from the block around.
func (l *laneLinker) takeBounds(x laneBounds) laneBounds {
	k, least, largest := l.inner.outers, l.column(), l.column()
	l.inner.outers++
	return func(b *Block, _ lanes) (*column, *column) {
		f := b.frame
		o := &f.outers[k]
		if o.run != f.run {
			o.run = f.run
			o.num, o.largest = x(f.around, f.need)
		}
		lo, hi := &b.cols[least], &b.cols[largest]
		for j, w := range f.owner[:b.n] {
			lo[j], hi[j] = o.num[w&63], o.largest[w&63]
		}
		return lo, hi
	}
}
