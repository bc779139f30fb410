package plan

import "math/bits"

// gathered are elements that are put into lanes one by one: in rounds, one of each lane around in turn. That way no branch depends on how many a
// lane has, and those of whose elements enough is known take part no longer.
type gathered struct {
	owners, inCases [blockSize]uint8
	at1             [blockSize]int32 // where each begins in its case
	active          [blockSize]uint8 // the lanes around that have more
	more            int              // how many do
	next1, end      [blockSize]int32 // by lane around: where its next element begins, and where they end
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

// begin takes in the lanes that have elements.
func (g *gathered) begin(some lanes) {
	g.more = 0
	for ; some != 0; some &= some - 1 {
		g.active[g.more&63] = uint8(bits.TrailingZeros64(some))
		g.more++
	}
}

// startRows counts the elements: what is looked at grows with the product of two lists.
func (f *frame) startRows() {
	var some lanes
	stride := f.c.layouts[f.of.input].stride
	for m := f.need; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m) & 63
		list := f.root.s.w[f.around.caseOf(i)&63][f.of.input]
		switch {
		case list <= ask:
			f.lacks(i, f.of.miss.state(f.around.lane(i)))
			f.around.leave(i)
		case !f.around.within(i, size(list)):
			f.open |= 1 << i
		default:
			f.next1[i], f.end[i] = span(list, stride)
			d := int64(f.next1[i] - f.end[i])
			some |= uint64(d) >> 63 << i
		}
	}
	f.gathered.begin(some)
}

// nextInRows gathers elements, and gives their number.
func (f *frame) nextInRows() int {
	n, stride, g := 0, f.c.layouts[f.of.input].stride, &f.gathered
	for g.more > 0 && n+g.more <= blockSize {
		out := 0
		for _, i := range g.active[:g.more] {
			i &= 63
			at, k := g.next1[i], uint8(f.around.caseOf(int(i)))
			row := f.root.s.w[k&63]
			for _, t := range f.of.taken {
				f.cols[t.at][n&63] = row[at+t.field]
			}
			g.owners[n&63], g.inCases[n&63], g.at1[n&63] = i, k, at
			n++
			at += stride
			g.next1[i] = at
			g.active[out&63] = i
			out += int(uint32(at-g.end[i]) >> 31)
		}
		g.more = out
	}
	return n
}
