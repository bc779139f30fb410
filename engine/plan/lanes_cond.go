package plan

// The comparisons of blocks have no branch in their loops: what they find goes into the highest bit, and from there along. Words that are no
// values, of which there are few, are looked at afterwards.

// isConst compares a column with a constant.
func (b *Block) isConst(c *column, k int64, not bool) truths {
	var acc, or uint64
	for _, u := range c[:b.n] {
		d := u ^ k
		acc = acc>>1 | uint64(d|-d)&sign
		or |= uint64(u + oddOffset)
	}
	return b.told(acc, or, c, !not)
}

// belowConst tells where a column is below a constant.
func (b *Block) belowConst(c *column, k int64, not bool) truths {
	var acc, or uint64
	for _, u := range c[:b.n] {
		acc = acc>>1 | uint64(u-k)&sign
		or |= uint64(u + oddOffset)
	}
	if odd(or) {
		return b.slowly(c, func(u int64) bool { return (u < k) != not })
	}
	return b.told(acc, or, c, not)
}

// oneOf tells where the members of a column are in a mask.
func (b *Block) oneOf(c *column, mask uint64) truths {
	var acc, or uint64
	for _, u := range c[:b.n] {
		acc = acc>>1 | mask>>(u&63)<<63
		or |= uint64(u + oddOffset)
	}
	return b.told(acc, or, c, false)
}

// truthsOf is a column of yes and no as a condition.
func (b *Block) truthsOf(c *column) truths {
	var acc, or uint64
	for _, u := range c[:b.n] {
		acc = acc>>1 | uint64(u)<<63
		or |= uint64(u + oddOffset)
	}
	return b.told(acc, or, c, false)
}

// told is what was found of a column, or its opposite, without the lanes in which there is no value.
func (b *Block) told(acc, or uint64, c *column, not bool) truths {
	acc >>= (blockSize - b.n) & 63
	if not {
		acc = ^acc
	}
	t := truths{yes: acc}
	if !odd(or) {
		return t
	}
	for i, u := range c[:b.n] {
		if u <= ask {
			bit := lanes(1) << (i & 63)
			t.yes &^= bit
			if u == nothing {
				t.never |= bit
			} else {
				t.open |= bit
			}
		}
	}
	return t
}

// slowly tests a column where differences may not fit.
func (b *Block) slowly(c *column, test func(int64) bool) (t truths) {
	for i, u := range c[:b.n] {
		if u <= ask {
			t.put(i, lackOf(u))
		} else {
			t.put(i, of(test(u)))
		}
	}
	return t
}

// comparison is how two columns are compared.
type comparison uint8

const (
	lessThan comparison = iota
	equalTo
)

// compare compares two columns, or gives the opposite.
func (b *Block) compare(x, y *column, how comparison, not bool) truths {
	var acc, or uint64
	n := b.n
	ys := y[:n]
	if how == lessThan {
		for i, u := range x[:n] {
			v := ys[i]
			acc = acc>>1 | uint64(u-v)&sign
			or |= uint64(u+oddOffset) | uint64(v+oddOffset)
		}
	} else {
		for i, u := range x[:n] {
			v := ys[i]
			d := u ^ v
			acc = acc>>1 | ^uint64(d|-d)&sign
			or |= uint64(u+oddOffset) | uint64(v+oddOffset)
		}
	}
	if odd(or) {
		return b.compareSlowly(x, y, how, not)
	}
	acc >>= (blockSize - b.n) & 63
	if not {
		acc = ^acc
	}
	return truths{yes: acc}
}

func (b *Block) compareSlowly(x, y *column, how comparison, not bool) (t truths) {
	for i := range b.n {
		u, v := x[i&63], y[i&63]
		switch {
		case min(u, v) <= ask:
			t.put(i, lackOf2(u, v))
		case how == lessThan:
			t.put(i, of((u < v) != not))
		default:
			t.put(i, of((u == v) != not))
		}
	}
	return t
}
