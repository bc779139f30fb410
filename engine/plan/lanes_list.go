package plan

import "math/bits"

// The elements of a loop that is in no other lie in the sheet one after the other, field by field, and are looked at where they are. In a loop
// within another the same list is looked at for each element of the other, so that its elements are gathered.

// taken is a field of gathered elements, and its column.
type taken struct {
	field int32
	at    int
}

// field is a field of the elements, or the elements themselves.
func (l *laneLinker) field(n *node) laneNum {
	field := int32(0)
	if n.op == opField {
		field = n.b
	}
	l.b.lists[l.inner.list].reads(field)
	if l.inner.source == fromSheet {
		return func(b *Block, _ lanes) *column {
			f := b.frame
			return (*column)(f.list.fields[field][f.from:])
		}
	}
	at := l.take(field)
	return func(b *Block, _ lanes) *column { return &b.cols[at] }
}

// take is the column into which a field is gathered.
func (l *laneLinker) take(field int32) int {
	for _, t := range l.inner.taken {
		if t.field == field {
			return t.at
		}
	}
	at := l.column()
	l.inner.taken = append(l.inner.taken, taken{field, at})
	return at
}

func (f *frame) startSheet() {
	f.list, f.from = &f.root.s.lists[f.of.list], -blockSize
	for m := f.list.missing & f.need; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		f.lacks(i, f.of.miss.state(f.around.lane(i)))
		f.around.leave(i)
	}
}

func (f *frame) nextInSheet() bool {
	for {
		if f.from += blockSize; f.from >= f.list.n {
			return false
		}
		if f.list.within[f.from/blockSize]&f.need == 0 {
			continue
		}
		f.owner = (*[blockSize]uint8)(f.list.owner[f.from:])
		f.cases = f.owner
		return f.hold(min(f.list.n-f.from, blockSize))
	}
}

// at is where the element of lane j begins in its case.
func (f *frame) at(j int) int32 {
	if f.of.source == fromSheet {
		return f.list.at(f.from + j)
	}
	return f.list.at(int(f.rows.at[j&63]))
}
