package plan

import "math/bits"

// textInInput is membership of a loop's text in a list of the case; nil for other lists.
func (l *laneLinker) textInInput(n *node) laneCond {
	el, list := &l.nodes[n.a], &l.nodes[n.b]
	if l.inner == nil || el.op != opVar || el.a != l.inner.slot || !l.isTextInInput(n) {
		return nil
	}
	in, miss, place, field := list.a, l.missing(list.a), l.b.listOf(list.a), l.field(el)
	l.b.lists[place].masked = true
	return func(b *Block, need lanes) (t truths) {
		f := b.frame
		texts, text := &f.root.s.lists[place], field(b, need)
		slow := lanes(0)
		for j, w := range f.cases[:b.n] {
			t.yes |= uint64(texts.masks[w&63]) >> (text[j] & 63) & 1 << (j & 63)
			slow |= (^(texts.masked >> (w & 63)) & 1) << (j & 63)
		}
		for t.yes &^= slow; slow != 0; slow &= slow - 1 {
			j := bits.TrailingZeros64(slow) & 63
			row := f.root.s.w[f.cases[j]&63]
			switch texts := row[in]; {
			case texts <= ask:
				t.put(j, lack(miss.state(b.lane(j))))
				b.leave(j)
			case !b.within(j, size(texts)):
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
