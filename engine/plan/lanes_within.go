package plan

// laneBounds are the least and the largest of what is looked for.
type laneBounds func(b *Block, need lanes) (least, largest *column)

// within is "and" of two comparisons, least ≤ x and x ≤ largest, which together take as long as one; nil for other conditions.
func (l *laneLinker) within(first, second *node) laneCond {
	if first.op != opAtMost || second.op != opAtMost || first.b != second.a {
		return nil
	}
	least, x, largest := first.a, first.b, second.b
	if l.isOuter(least) && l.isOuter(largest) {
		return l.withinOuter(l.num(x), l.outer.boundsOf(least, largest), notBeyond)
	}
	return l.withinBounds(l.num(x), l.boundsOf(least, largest), notBeyond)
}

func (l *laneLinker) boundsOf(least, largest int32) laneBounds {
	x, y := l.num(least), l.num(largest)
	return func(b *Block, need lanes) (*column, *column) {
		u := x(b, need)
		return u, y(b, need)
	}
}

// withinBounds tells where numbers are within bounds.
func (l *laneLinker) withinBounds(x laneNum, bounds laneBounds, slowly slowBounds) laneCond {
	return func(b *Block, need lanes) truths {
		u := x(b, need)
		lo, hi := bounds(b, need)
		var acc, or uint64
		for j, v := range u[:b.n] {
			from, to := lo[j], hi[j]
			acc = acc>>1 | uint64((v-from)|(to-v))&sign
			or |= uint64(v+oddOffset) | uint64(from+oddOffset) | uint64(to+oddOffset)
		}
		if odd(or) {
			return b.withinSlowly(u, lo, hi, nil, slowly)
		}
		return truths{yes: ^(acc >> ((blockSize - b.n) & 63))}
	}
}

// withinOuter is withinBounds for bounds of the block around.
func (l *laneLinker) withinOuter(x laneNum, bounds laneBounds, slowly slowBounds) laneCond {
	k := l.inner.outers
	l.inner.outers++
	return func(b *Block, need lanes) truths {
		f := b.frame
		o := &f.outers[k]
		if o.run != f.run {
			o.run = f.run
			o.num, o.largest = bounds(f.around, f.need)
		}
		u, lo, hi := x(b, need), o.num, o.largest
		var acc, or uint64
		for j, w := range f.owner[:b.n] {
			v, from, to := u[j], lo[w&63], hi[w&63]
			acc = acc>>1 | uint64((v-from)|(to-v))&sign
			or |= uint64(v+oddOffset) | uint64(from+oddOffset) | uint64(to+oddOffset)
		}
		if odd(or) {
			return b.withinSlowly(u, lo, hi, f.owner, slowly)
		}
		return truths{yes: ^(acc >> ((blockSize - b.n) & 63))}
	}
}

// withinSlowly is for columns in which values are missing or far apart. The bounds are those of the owners; nil: of the lanes themselves.
func (b *Block) withinSlowly(x, lo, hi *column, owner *[blockSize]uint8, slowly slowBounds) (t truths) {
	for j, v := range x[:b.n] {
		w := j
		if owner != nil {
			w = int(owner[j] & 63)
		}
		t.put(j, slowly(lo[w&63], v, hi[w&63]))
	}
	return t
}

// slowBounds is whether one word is within two others, of which some may be no values, or far apart.
type slowBounds func(least, v, largest int64) truth

// notBeyond is least ≤ v and v ≤ largest.
func notBeyond(least, v, largest int64) truth { return both(atMost(least, v), atMost(v, largest)) }

func atMost(u, v int64) truth {
	if min(u, v) <= ask {
		return lackOf2(u, v)
	}
	return of(u <= v)
}

// both is "and".
func both(t, u truth) truth {
	if t == no || u == no {
		return no
	}
	return max(t, u)
}

// yearIs is "the year of a day is that of another", where the other is of the block around: the day lies within that year, whose first and last day
// are found once; nil for other conditions.
func (l *laneLinker) yearIs(n *node, not bool) laneCond {
	if l.inner == nil {
		return nil
	}
	x, y := n.a, n.b
	if l.isOuter(x) {
		x, y = y, x
	}
	if l.isOuter(x) || l.nodes[x].op != opYear || !l.isOuter(y) {
		return nil
	}
	day := &l.nodes[y]
	if day.op == opMemo {
		day = &l.nodes[day.a]
	}
	if day.op != opYear {
		return nil
	}
	f := l.withinOuter(l.num(l.nodes[x].a), l.outer.yearBounds(day.a), notBeyond)
	if not {
		return func(b *Block, need lanes) truths { return f(b, need).negate() }
	}
	return f
}

// yearBounds are the first and the last day of the year of a day.
func (l *laneLinker) yearBounds(day int32) laneBounds {
	x, from, to := l.num(day), l.column(), l.column()
	l.b.months = months()
	return func(b *Block, need lanes) (*column, *column) {
		u, lo, hi := x(b, need), &b.cols[from], &b.cols[to]
		b.c.months.yearBounds(u[:b.n], lo[:b.n], hi[:b.n])
		return lo, hi
	}
}
