package plan

import (
	"math/bits"
	"slices"
)

// frameOf is a loop in a block: its lanes are elements, of as many lanes of the block around as there is room for. That block is of cases, or itself
// of the elements of a loop around this one. What does not depend on the loop's variable is worked out in the block around.
type frameOf struct {
	index  int // in Blocks.frames
	slot   int32
	around *frameOf // nil: cases
	outers int      // columns and conditions taken over from the block around
	source frameSource

	list    int // its place in a sheet
	miss    *missing
	taken   []taken // fields that are gathered
	periods *periodsOf
}

// frameSource says where the elements of a loop come from.
type frameSource uint8

const (
	fromSheet   frameSource = iota // the list of a fact, whose elements lie in the sheet as the frame wants them
	fromRows                       // the list of a fact, for each element of a loop around
	fromPeriods                    // the periods of a schedule
)

// frame is a block of elements.
type frame struct {
	Block
	of     *frameOf
	around *Block
	root   *Block // of the cases
	run    uint64
	outers []outer

	need         lanes             // of the block around
	absent, open lanes             // of the block around, where there is no list
	owner        *[blockSize]uint8 // by lane: the lane around
	cases        *[blockSize]uint8 // by lane: the case

	list *sheetList // of the elements
	from int        // the first, where they are looked at as they lie there
	gathered
}

func (f *frame) init(b *Block, of *frameOf) {
	f.of, f.around, f.root, f.outers = of, b, b, make([]outer, of.outers)
	if of.around != nil {
		f.around = &b.frames[of.around.index].Block
	}
	f.frame, f.c, f.m, f.cols, f.frames = f, b.c, b.m, b.cols, b.frames
	if of.source != fromSheet {
		f.owner, f.cases = &f.owners, &f.owners
		if of.around != nil {
			f.cases = &f.inCases
		}
	}
}

// start begins a run over the elements of the lanes that are asked for.
func (f *frame) start(need lanes) {
	f.run++
	f.need = need & f.around.all
	f.absent, f.open = 0, 0
	switch f.of.source {
	case fromSheet:
		f.startSheet()
	case fromRows:
		f.startRows()
	default:
		f.startPeriods()
	}
}

// next goes on to the next elements of lanes that are asked for; false at the end. Elements of other lanes may be among them.
func (f *frame) next() bool {
	switch f.of.source {
	case fromSheet:
		return f.nextInSheet()
	case fromRows:
		return f.hold(f.nextInRows())
	}
	return f.hold(f.nextPeriods())
}

// hold says how many elements there are.
func (f *frame) hold(n int) bool {
	f.n = n
	f.all = ^lanes(0) >> ((blockSize - n) & 63)
	return n > 0
}

// drop leaves out lanes around of which no further element is asked for.
func (f *frame) drop(done lanes) {
	if f.need&done == 0 {
		return
	}
	f.need &^= done
	f.leaveOut(done)
}

// lacks notes that there are no elements for lane i around.
func (f *frame) lacks(i int, st state) {
	if st == absent {
		f.absent |= 1 << (i & 63)
	} else {
		f.open |= 1 << (i & 63)
	}
}

// caseOf is the case to which lane i belongs.
func (b *Block) caseOf(i int) int {
	if b.frame == nil {
		return i
	}
	return int(b.frame.cases[i&63])
}

// bind has the machine look at the element of lane i.
func (f *frame) bind(m *Machine, i int) {
	if f.of.source == fromPeriods {
		m.periods[f.of.periods.scratch] = f.period(i)
	} else {
		m.at[f.of.slot] = f.at(i)
	}
	m.tick++
	m.ticks[f.of.slot] = m.tick
}

// ownersOf are the lanes around to which elements belong.
func (f *frame) ownersOf(of lanes) (out lanes) {
	for ; of != 0; of &= of - 1 {
		out |= 1 << (f.owner[bits.TrailingZeros64(of)&63] & 63)
	}
	return out
}

// loopOver links what a loop asks of its elements, in a frame of the loop: over a list of the facts or over the periods of a schedule. It is false
// for other loops, and where something would be asked of the elements one by one: such loops run case by case, which comes to less.
func (l *laneLinker) loopOver(lp *loop, link func(in *laneLinker)) (*frameOf, bool) {
	s := &l.slotOf[lp.slot]
	was, lists := *l.b, slices.Clone(l.b.lists)
	f := &frameOf{slot: lp.slot, around: l.inner}
	switch {
	case s.kind == slotPeriod:
		f.source, f.periods = fromPeriods, l.periodsOf(lp)
	case s.kind != slotArena:
		return nil, false
	default:
		f.list, f.miss = l.b.listOf(s.input), l.missing(s.input)
		l.b.lists[f.list].looped = true
		if l.inner != nil {
			f.source = fromRows
		}
	}
	f.index = len(l.b.frames)
	l.b.frames = append(l.b.frames, f)
	in := &laneLinker{linker: l.linker, b: l.b, inner: f, outer: l}
	if link(in); in.singles == 0 {
		return f, true
	}
	if l.inner == nil { // else the loop around is given up too
		l.b.columns, l.b.consts, l.b.sizes, l.b.frames, l.b.lists = was.columns, was.consts, was.sizes, was.frames, lists
	}
	return nil, false
}

// isOuter tells whether a node belongs to the block around.
func (l *laneLinker) isOuter(i int32) bool {
	return l.inner != nil && !slices.Contains(l.slotsOf(i), l.inner.slot)
}

func (l *laneLinker) slotsOf(i int32) []int32 {
	return (&lowering{Code: l.Code}).slotsIn(i, nil)
}
