package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/stdlib/value"
)

// num links a number.
func (l *laneLinker) num(i int32) laneNum {
	n := &l.nodes[i]
	a, k := n.a, n.k
	switch n.op {
	case opNumber:
		at := l.constant(k)
		return func(b *Block, _ lanes) *column { return &b.cols[at] }
	case opNever, opOpen, opSchedOn:
		w := int64(lacks)
		if n.op == opNever {
			w = nothing
		}
		at := l.constant(w)
		return func(b *Block, _ lanes) *column { return &b.cols[at] }
	}
	if l.isOuter(i) {
		return l.takeNum(l.outer.num(i))
	}
	switch n.op {
	case opInput:
		return func(b *Block, _ lanes) *column { return b.fact(a) }
	case opTerm:
		return func(b *Block, _ lanes) *column { return b.term(a).num }
	case opDecision:
		return func(b *Block, _ lanes) *column { return b.number(a) }
	case opReading:
		return l.reading(a)
	case opMemo:
		return l.num(a)
	case opOpenWithout:
		at := l.column()
		return func(b *Block, _ lanes) *column {
			c := &b.cols[at]
			for j, cs := range b.s.cases {
				c[j&63] = k
				if cs.in[a].Kind != value.Money {
					c[j&63] = lacks
				}
			}
			return c
		}
	case opAdd, opSub:
		return l.addition(n)
	case opMul:
		return l.product(n)
	case opMin, opMax:
		return l.pick(n)
	case opConvert:
		to := l.maps[n.b]
		return l.map1(a, func(v int64) int64 { return int64(to[v]) })
	case opSum, opCount, opSmallest, opLargest:
		if f := l.aggregate(n); f != nil {
			return f
		}
	case opField, opVar:
		if l.inner != nil && l.inner.slot == a && l.inner.source != fromPeriods {
			return l.field(n)
		}
	case opAttr:
		if f := l.periodAttr(n); f != nil {
			return f
		}
	}
	if n.kind == value.Bool {
		x, at := l.cond(i), l.column()
		return func(b *Block, need lanes) *column {
			c := &b.cols[at]
			b.wordsOf(x(b, need), c)
			return c
		}
	}
	switch {
	case n.op == opYear:
		return l.year(a)
	case n.op == opMonths && k > -maxDays && k < maxDays:
		return l.addMonths(n)
	case n.op == opDays && k > -maxDays && k < maxDays:
		return l.days(a, k)
	}
	if f := l.dayFn(n); f != nil {
		return l.map1(a, f)
	}
	return l.eachNum(i)
}

// wordsOf writes a condition as a column.
func (b *Block) wordsOf(t truths, c *column) {
	for j := range b.n {
		switch {
		case t.never>>(j&63)&1 == 1:
			c[j&63] = nothing
		case t.open>>(j&63)&1 == 1:
			c[j&63] = lacks
		default:
			c[j&63] = int64(t.yes >> (j & 63) & 1)
		}
	}
}

// eachNum asks the plan case by case.
func (l *laneLinker) eachNum(i int32) laneNum {
	l.singles++
	f, at := l.linker.num(i), l.column()
	return func(b *Block, need lanes) *column {
		c := &b.cols[at]
		for m := need & b.all; m != 0; m &= m - 1 {
			j := bits.TrailingZeros64(m) & 63
			c[j] = f(b.lane(j))
			b.leave(j)
		}
		return c
	}
}

// map1 works out a number of another, lane by lane.
func (l *laneLinker) map1(a int32, f func(int64) int64) laneNum {
	x, at := l.num(a), l.column()
	return func(b *Block, need lanes) *column {
		u, c := x(b, need), &b.cols[at]
		for m := need & b.all; m != 0; m &= m - 1 {
			j := bits.TrailingZeros64(m) & 63
			v := u[j]
			if v > ask {
				v = f(v)
			}
			c[j] = v
		}
		return c
	}
}

func (l *laneLinker) reading(a int32) laneNum {
	at := l.column()
	return func(b *Block, need lanes) *column {
		b.consulted[a] |= need
		c, k := &b.cols[at], int64(b.readings[a])
		for i := range b.n {
			c[i&63] = k
		}
		return c
	}
}

func (l *laneLinker) addition(n *node) laneNum {
	x, y, at, op := l.num(n.a), l.num(n.b), l.column(), n.op
	return func(b *Block, need lanes) *column {
		u := x(b, need)
		v, c := y(b, need), &b.cols[at]
		for m := need & b.all; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			p, q := u[i], v[i]
			switch {
			case p <= ask:
				c[i] = p
			case q <= ask:
				c[i] = q
			case op == opSub:
				c[i] = inRange(p - q)
			default:
				c[i] = inRange(p + q)
			}
		}
		return c
	}
}

func (l *laneLinker) product(n *node) laneNum {
	if c := &l.nodes[n.a]; c.op == opNumber && c.k > 0 && value.Scale%c.k == 0 {
		return l.map1(n.b, shareOf(value.Scale/c.k))
	}
	x, y, at := l.num(n.a), l.num(n.b), l.column()
	return func(b *Block, need lanes) *column {
		u := x(b, need)
		v, c := y(b, need), &b.cols[at]
		for m := need & b.all; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			c[i] = productOf(u[i], v[i])
		}
		return c
	}
}

// shareOf divides: a share such as 5% is a twentieth. Dividing by a constant is cheap, and exact where nothing is left.
func shareOf(by int64) func(int64) int64 {
	return func(v int64) int64 {
		if q := v / by; q*by == v {
			return q
		}
		return lacks
	}
}

func productOf(u, v int64) int64 {
	if u <= ask {
		return u
	}
	if v <= ask {
		return v
	}
	p, ok := multiply(u, v)
	if !ok {
		return lacks
	}
	return inRange(p)
}

// pick is the smallest or largest of the values that are there; n/a where none is.
func (l *laneLinker) pick(n *node) laneNum {
	var fs []laneNum
	for _, k := range l.kids[n.a : n.a+n.b] {
		fs = append(fs, l.num(k))
	}
	smallest, at := n.op == opMin, l.column()
	return func(b *Block, need lanes) *column {
		c := &b.cols[at]
		for k, f := range fs {
			x := f(b, need)
			if k == 0 {
				*c = *x
				for i, u := range c[:b.n] {
					if u <= ask && u != nothing {
						c[i] = lacks
					}
				}
				continue
			}
			for i, u := range x[:b.n] {
				switch best := c[i]; {
				case best == lacks, u == nothing:
				case u <= ask:
					c[i] = lacks
				case best == nothing, smallest && u < best, !smallest && u > best:
					c[i] = u
				}
			}
		}
		return c
	}
}
