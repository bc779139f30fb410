package plan

// Key is where the key of a decision's citations lies: some bits of a column of words, of which each lane has one.
type Key struct {
	Column int
	Shift  uint
	Mask   uint64
}

// Of is the key in a word of the column.
func (k Key) Of(word uint64) uint64 { return word >> (k.Shift & 63) & k.Mask }

// CitedKeys are the keys of decision k of the answer: where two lanes have the same keys, also of different blocks, they have the same citations. They are
// for decisions that Tells tells of.
func (c *Blocks) CitedKeys(k int) []Key { return c.steps[c.own[k]].cites.keys }

// KeyColumn is a column in which keys lie. It holds until the next block.
func (b *Block) KeyColumn(at int) *[BlockSize]uint64 { return b.turn(&b.c.keys[at]) }

// key gives the planes of a decision places in the columns of keys. Those of several decisions share a column, since turning one costs the same
// however much of it is used; a decision that fits into one column has but one key.
func (l *laneCiter) key(c *laneCites) {
	for from := 0; from < len(c.pairs); from += blockSize {
		n := min(len(c.pairs)-from, blockSize)
		last := len(l.b.keys) - 1
		if last < 0 || len(l.b.keys[last].bits)+n > blockSize {
			l.b.keys = append(l.b.keys, laneWord{at: l.b.turned})
			l.b.turned++
			last++
		}
		w := &l.b.keys[last]
		shift := len(w.bits)
		for k := range n {
			w.bits = append(w.bits, lanePlane{uint8(shift + k), int32(c.at + from + k)})
		}
		c.keys = append(c.keys, Key{last, uint(shift), ^uint64(0) >> (blockSize - n)})
	}
}
