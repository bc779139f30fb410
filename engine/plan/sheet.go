package plan

import (
	"encoding/binary"
	"slices"

	"github.com/clausewise/clausewise/stdlib/value"
)

// Sheet is the facts of up to BlockSize cases, laid out for blocks: a column per fact, a word of lanes for what is yes or no, and the elements of
// lists one after the other, field by field. It is reused, and read only while it is decided.
type Sheet struct {
	c     *Blocks
	cases []*Case
	n     int
	all   lanes // one bit per case
	w     [blockSize][]int64
	cols  []column    // by place of an input
	facts []truths    // by input that is yes or no
	asked []lanes     // by input: not given, so that its condition or default says what that means
	lists []sheetList // by place of a list
	kept  lanes       // the cases whose facts are known to keep their bounds
}

// sheetList is a list of each case.
type sheetList struct {
	missing lanes // where there is no list
	n       int   // elements
	owner   []uint8
	fields  [][]int64            // with room for whole blocks
	masks   column               // texts as sets, by their numbers in the case
	masked  lanes                // where the numbers of all texts are small enough for that
	within  []lanes              // by block of elements: the lanes to which they belong
	begins  [blockSize + 1]int32 // by lane: where its elements begin, and those of the next
	from    [blockSize]int32     // by lane: where its elements begin in the case
	stride  int32
}

// NewSheet makes room for the facts of cases.
func (c *Blocks) NewSheet() *Sheet {
	s := &Sheet{c: c, cols: make([]column, c.inputColumns), facts: make([]truths, len(c.inputs)), asked: make([]lanes, len(c.inputs)),
		lists: make([]sheetList, len(c.lists))}
	for i := range s.lists {
		s.lists[i].fields = make([][]int64, c.layouts[c.lists[i].input].stride)
	}
	return s
}

// Lay lays out the facts of up to BlockSize cases of the plan. They must not change while the sheet is used.
func (s *Sheet) Lay(cases []*Case) {
	s.cases, s.n, s.kept = cases, len(cases), 0
	s.all = ^lanes(0) >> ((blockSize - s.n) & 63)
	for i, k := range cases {
		s.w[i&63] = k.w
	}
	for a, at := range s.c.places {
		switch {
		case at >= 0:
			s.layColumn(a, &s.cols[at])
		case at == layTruths:
			s.layTruths(a)
		}
	}
	for i := range s.c.lists {
		l := &s.c.lists[i]
		if l.looped {
			s.lists[i].lay(s, l)
		}
		if l.masked {
			s.lists[i].masked = s.textMasks(l.input, &s.lists[i].masks)
		}
	}
}

// Cases is how many cases there are.
func (s *Sheet) Cases() int { return s.n }

// What becomes of an input that has no column.
const (
	layNothing = -1
	layTruths  = -2 // it is yes or no
)

func (s *Sheet) layColumn(a int, c *column) {
	or := uint64(0)
	for i, w := range s.w[:s.n] {
		c[i] = w[a]
		or |= uint64(w[a] + oddOffset)
	}
	s.asked[a] = 0
	if !odd(or) {
		return
	}
	for i, w := range c[:s.n] {
		if w == ask {
			s.asked[a] |= 1 << (i & 63)
		}
	}
}

func (s *Sheet) layTruths(a int) {
	var acc, or uint64
	for _, w := range s.w[:s.n] {
		acc = acc>>1 | uint64(w[a])<<63
		or |= uint64(w[a] + oddOffset)
	}
	t := truths{yes: acc >> ((blockSize - s.n) & 63)}
	s.asked[a] = 0
	if odd(or) {
		t = truths{}
		for i, w := range s.w[:s.n] {
			switch x := w[a]; {
			case x == ask:
				s.asked[a] |= 1 << (i & 63)
			case x <= ask:
				t.put(i, lackOf(x))
			default:
				t.put(i, truth(x))
			}
		}
	}
	s.facts[a] = t
}

// lay takes in the lists of an input.
func (l *sheetList) lay(s *Sheet, of *listLaid) {
	in, n := of.input, 0
	l.missing = 0
	for i, w := range s.w[:s.n] {
		if list := w[in]; list > ask {
			n += size(list)
		} else {
			l.missing |= 1 << (i & 63)
		}
	}
	l.n = n
	l.room(n)
	clear(l.within)
	l.stride = s.c.layouts[in].stride
	at := 0
	for i, w := range s.w[:s.n] {
		list := w[in]
		l.begins[i&63] = int32(at)
		if list <= ask || size(list) == 0 {
			continue
		}
		end := at + size(list)
		for k := at / blockSize; k <= (end-1)/blockSize; k++ {
			l.within[k] |= 1 << (i & 63)
		}
		from, _ := span(list, l.stride)
		l.from[i&63] = from
		for _, f := range of.fields {
			x := int(from + f)
			to := l.fields[f][at:end]
			for e := range to {
				to[e] = w[x]
				x += int(l.stride)
			}
		}
		for ; at < end; at += 8 { // what is too much the next lanes put right
			binary.LittleEndian.PutUint64(l.owner[at:], uint64(i)*ones)
		}
		at = end
	}
	l.begins[s.n] = int32(at)
}

// ones has a one in each byte.
const ones = 0x0101_0101_0101_0101

// at is where element k begins in its case.
func (l *sheetList) at(k int) int32 {
	lane := l.owner[k] & 63
	return l.from[lane] + (int32(k)-l.begins[lane])*l.stride
}

// room makes room for n elements.
func (l *sheetList) room(n int) {
	blocks := (n + blockSize - 1) / blockSize
	if len(l.owner) < blocks*blockSize+8 {
		l.owner = make([]uint8, 2*blocks*blockSize+8)
		for f := range l.fields {
			l.fields[f] = make([]int64, 2*blocks*blockSize)
		}
		l.within = make([]lanes, 2*blocks)
	}
	l.within = l.within[:blocks]
	for f := range l.fields {
		l.fields[f] = l.fields[f][:blocks*blockSize]
	}
}

// textMasks writes the texts of lists as masks, and gives the lanes in which texts have numbers small enough for that: those of the case's first 64.
func (s *Sheet) textMasks(in int32, c *column) (done lanes) {
	for i, w := range s.w[:s.n] {
		list := w[in]
		if list <= ask || s.cases[i].texts.n > 64 {
			continue
		}
		first, end := span(list, 1)
		var mask uint64
		for _, t := range w[first:end] {
			mask |= 1 << (t & 63)
		}
		c[i] = int64(mask)
		done |= 1 << (i & 63)
	}
	return done
}

// layOut says which inputs have columns in a sheet.
func (c *Blocks) layOut() {
	c.places = make([]int, len(c.inputs))
	for i, in := range c.Policy.Inputs {
		switch k := kindOf(in.Type); {
		case !plainKind(k):
			c.places[i] = layNothing
		case k == value.Bool:
			c.places[i] = layTruths
		default:
			c.places[i] = c.inputColumns
			c.inputColumns++
		}
	}
}

// listLaid is a list that lies in sheets: looped element by element, masked as sets of texts, or both.
type listLaid struct {
	input          int32
	looped, masked bool
	fields         []int32 // that loops read
}

// reads notes that a loop reads a field.
func (l *listLaid) reads(field int32) {
	if !slices.Contains(l.fields, field) {
		l.fields = append(l.fields, field)
	}
}

// listOf is the place of an input among the lists of sheets.
func (c *Blocks) listOf(in int32) int {
	for i := range c.lists {
		if c.lists[i].input == in {
			return i
		}
	}
	c.lists = append(c.lists, listLaid{input: in})
	return len(c.lists) - 1
}
