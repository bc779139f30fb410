package plan

import "math/bits"

// gathered are elements that are put into lanes one by one: in rounds, one of each lane around in turn. That way no branch depends on how many a
// lane has, and those of whose elements enough is known take part no longer.
type gathered struct {
	owners, inCases [blockSize]uint8
	active          [blockSize]uint8 // the lanes around that have more
	more            int              // how many do
	rows            rowRun
	periods         periodRun
}

// leaveOut takes lanes out of those that have more.
func (g *gathered) leaveOut(done lanes) {
	out := 0
	for _, i := range g.active[:g.more&127] {
		g.active[out&63] = i
		out += int(^done >> (i & 63) & 1)
	}
	g.more = out
}

// rowRun is where the frame of a loop over a list stands that is in another loop.
type rowRun struct {
	had int32            // elements of each lane around in this run
	at  [blockSize]int32 // their places in the sheet
}

// startRows counts the elements: what is looked at grows with the product of two lists.
func (f *frame) startRows() {
	g := &f.gathered
	f.list = &f.root.s.lists[f.of.list]
	begins := &f.list.begins
	f.rows.had, g.more = 0, 0
	over := 0
	for m := f.need; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m) & 63
		k := f.around.caseOf(i) & 63
		size := begins[k+1] - begins[k]
		g.active[g.more&63] = uint8(i)
		g.more += int(uint32(-size) >> 31)
		left := f.root.left[k] - int(size)
		f.root.left[k] = left
		over |= left
	}
	if over < 0 || f.list.missing != 0 {
		f.lackRows()
	}
}

// lackRows leaves out lanes without a list, and those whose cases have looked at too much.
func (f *frame) lackRows() {
	for m := f.need; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		k := f.around.caseOf(i) & 63
		switch {
		case f.root.left[k] < 0:
			f.exhaust(i)
		case f.list.missing>>k&1 == 1:
			f.lacks(i, f.of.miss.state(f.around.lane(i)))
			f.around.leave(i)
		}
	}
	f.leaveOut(f.open)
}

// nextInRows gathers elements, and gives their number.
func (f *frame) nextInRows() int {
	n, g, r, begins := 0, &f.gathered, &f.rows, &f.list.begins
	for g.more > 0 && n+g.more <= blockSize {
		ahead := r.had
		r.had++
		out := 0
		for _, i := range g.active[:g.more] {
			k := f.around.caseOf(int(i)) & 63
			at := begins[k] + ahead
			g.owners[n&63], g.inCases[n&63], r.at[n&63] = i, uint8(k), at
			n++
			g.active[out&63] = i
			out += int(uint32(at+1-begins[k+1]) >> 31)
		}
		g.more = out
	}
	for _, t := range f.of.taken {
		to, from := &f.cols[t.at], f.list.fields[t.field]
		for j, at := range r.at[:n] {
			to[j] = from[at]
		}
	}
	return n
}
