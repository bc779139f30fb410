package plan

import (
	"slices"

	"github.com/clausewise/clausewise/stdlib/value"
)

// Loops over lists of the case whose bodies are plain take no call for an element.

// memberOf tells of a condition that it is about what field of a loop's element is, which is a member or yes or no: one of in.
func (l *linker) memberOf(at, slot int32) (f int32, in uint64, ok bool) {
	n, not := &l.nodes[at], false
	for n.op == opNot {
		n, not = &l.nodes[n.a], !not
	}
	x := n
	switch n.op {
	case opIsConst:
		x, in = &l.nodes[n.a], 1<<(n.k&63)
		ok = uint64(n.k) < 64
	case opOneOf:
		x, in, ok = &l.nodes[n.a], uint64(n.k), true
	default:
		in, ok = 1<<yes, true
	}
	ok = ok && (x.op == opField || x.op == opVar) && x.a == slot && (x.kind == value.Bool || x.kind == value.Enum)
	if x.op == opField {
		f = x.b
	}
	if not {
		in = ^in
	}
	return f, in, ok
}

// memberQuantifier runs over a list whose elements are asked for what a field of theirs is; slow does so where that is not known of all.
func (l *linker) memberQuantifier(it *iterator, f int32, in uint64, found, none truth, slow func(m *Machine, at, end int32) truth) condFn {
	stride := int(it.stride)
	return func(m *Machine) truth {
		at, end, st := it.span(m)
		if st != known {
			return lack(st)
		}
		any := uint64(0)
		list := m.w[at:end]
		for i := int(f); i < len(list); i += stride {
			w := list[i]
			if w <= ask {
				return slow(m, at, end)
			}
			any |= in >> (w & 63)
		}
		if any&1 == 1 {
			return found
		}
		return none
	}
}

// textQuantifier runs over a list of texts that are looked for in another list; slow does so where there are many texts. missing: those count that are
// not found.
func (l *linker) textQuantifier(it *iterator, in int32, missing bool, found, none truth, slow condFn) condFn {
	over, flip := it.input, uint64(0)
	if missing {
		flip = ^flip
	}
	return func(m *Machine) truth {
		list, texts := m.w[over], m.w[in]
		if min(list, texts) <= ask {
			return slow(m)
		}
		var has, looked, all uint64
		at, end := span(texts, 1)
		for _, w := range m.w[at:end] {
			has |= 1 << (w & 63)
			all |= uint64(w)
		}
		at, end = span(list, 1)
		for _, w := range m.w[at:end] {
			looked |= 1 << (w & 63)
			all |= uint64(w)
		}
		if all >= 64 {
			return slow(m)
		}
		work := size(list) * (1 + size(texts))
		if work > m.left {
			return slow(m)
		}
		m.left -= work
		if looked&(has^flip) != 0 {
			return found
		}
		return none
	}
}

// between is a condition that a number of a loop's element lies between two that do not depend on the element; −1 where there is no such end.
type between struct {
	field      int32
	lo, hi     int32
	above, bel int64 // 1 where the end is excluded
}

// rangeOf tells of a condition that it is one of lying between.
func (l *linker) rangeOf(at, slot int32) (b between, ok bool) {
	n := &l.nodes[at]
	parts := []int32{at}
	if n.op == opAnd {
		parts = l.kids[n.a : n.a+n.b]
	}
	b = between{field: -1, lo: -1, hi: -1}
	for _, p := range parts {
		c := &l.nodes[p]
		if c.op != opAtMost && c.op != opBelow {
			return b, false
		}
		strict := int64(0)
		if c.op == opBelow {
			strict = 1
		}
		x, y := l.elementField(c.a, slot), l.elementField(c.b, slot)
		switch {
		case x >= 0 && b.hi < 0 && (b.field < 0 || b.field == x) && l.invariant(c.b, slot):
			b.field, b.hi, b.bel = x, c.b, strict
		case y >= 0 && b.lo < 0 && (b.field < 0 || b.field == y) && l.invariant(c.a, slot):
			b.field, b.lo, b.above = y, c.a, strict
		default:
			return b, false
		}
	}
	return b, true
}

// elementField is the field of a loop's element that a node is; −1 for other nodes.
func (l *linker) elementField(i, slot int32) int32 {
	switch n := &l.nodes[i]; {
	case n.op == opField && n.a == slot:
		return n.b
	case n.op == opVar && n.a == slot:
		return 0
	}
	return -1
}

// invariant tells whether a number does not depend on a loop's element.
func (l *linker) invariant(i, slot int32) bool {
	return !slices.Contains((&lowering{Code: l.Code}).slotsIn(i, nil), slot)
}

// rangeQuantifier runs over a list of which a number of each element is looked at, for whether it lies between two others; outside: those count that do
// not. slow does so where a number is not known.
func (l *linker) rangeQuantifier(it *iterator, b between, outside bool, found, none truth, slow func(m *Machine, at, end int32) truth) condFn {
	end := func(i int32, none int64) numFn {
		if i < 0 {
			return func(*Machine) int64 { return none }
		}
		if n := &l.nodes[i]; n.op == opMemo {
			i = n.a // is worked out once here anyway
		}
		return l.num(i)
	}
	lowest, highest := end(b.lo, -most), end(b.hi, most)
	stride, f, above, below, flip := int(it.stride), int(b.field), b.above, b.bel, int64(-1)
	if outside {
		flip = 0
	}
	return func(m *Machine) truth {
		at, end, st := it.span(m)
		if st != known {
			return lack(st)
		}
		if at == end {
			return none
		}
		lo, hi := lowest(m), highest(m)
		if min(lo, hi) <= ask {
			return slow(m, at, end)
		}
		lo, hi = lo+above, hi-below
		any := int64(0)
		list := m.w[at:end]
		for i := f; i < len(list); i += stride {
			w := list[i]
			if w <= ask {
				return slow(m, at, end)
			}
			any |= ((w - lo) | (hi - w)) ^ flip // below 0 where it lies between, or outside
		}
		if any < 0 {
			return found
		}
		return none
	}
}
