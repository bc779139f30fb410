package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/stdlib/value"
)

// laneLinker turns the nodes of a plan into steps for blocks; those that read the variable of a loop belong to the loop's frame.
type laneLinker struct {
	*linker
	b     *Blocks
	inner *frameOf // nil: lanes are cases
	outer *laneLinker
	// singles is how many steps the machine is asked for, lane by lane.
	singles int
}

func (l *laneLinker) column() int {
	l.b.columns++
	return l.b.columns - 1
}

func (l *laneLinker) constant(k int64) int {
	at := l.column()
	l.b.consts = append(l.b.consts, constantColumn{at, k})
	return at
}

// room makes room for sets with so many members.
func (l *laneLinker) room(members int) int {
	l.b.sizes = append(l.b.sizes, members)
	return len(l.b.sizes) - 1
}

// cond links a condition; nil where it is absent.
func (l *laneLinker) cond(i int32) laneCond {
	if i < 0 {
		return nil
	}
	n := &l.nodes[i]
	a, k := n.a, n.k
	switch n.op {
	case opTruth:
		t := all(truth(k))
		return func(*Block, lanes) truths { return t }
	case opNever:
		return func(*Block, lanes) truths { return all(never) }
	case opOpen:
		return func(*Block, lanes) truths { return all(open) }
	}
	if l.isOuter(i) {
		return l.takeCond(l.outer.cond(i))
	}
	switch n.op {
	case opInput:
		return l.factCond(a)
	case opIsConst, opOneOf, opIsNumber, opAtMost, opBelow, opEmptySet:
		return l.test(n, i, false)
	case opAnd:
		return l.and(l.kids[a : a+n.b])
	case opOr:
		return l.or(l.kids[a : a+n.b])
	case opNot:
		return l.not(a)
	case opTerm:
		return func(b *Block, _ lanes) truths { return b.term(a).truths }
	case opDecision:
		x := l.num(i)
		return func(b *Block, need lanes) truths { return b.truthsOf(x(b, need)) }
	case opArises:
		return func(b *Block, _ lanes) truths {
			c := b.decide(a)
			return truths{yes: c.known, open: c.open}
		}
	case opHappened:
		return func(b *Block, _ lanes) (t truths) {
			for j, k := range b.s.cases {
				if k.in[a].Kind != value.Invalid {
					t.yes |= 1 << j
				}
			}
			return t
		}
	case opSome, opEvery:
		if f := l.quantifier(n); f != nil {
			return f
		}
	case opField, opVar:
		if l.inner != nil {
			x := l.num(i)
			return func(b *Block, need lanes) truths { return b.truthsOf(x(b, need)) }
		}
	case opInPeriod:
		if f := l.inPeriod(n); f != nil {
			return f
		}
	case opInList:
		if f := l.textInInput(n); f != nil {
			return f
		}
	}
	return l.caseByCase(l.linker.cond(i))
}

// caseByCase asks a condition of the plan case by case.
func (l *laneLinker) caseByCase(f condFn) laneCond {
	l.singles++
	return func(b *Block, need lanes) (t truths) {
		for m := need & b.all; m != 0; m &= m - 1 {
			j := bits.TrailingZeros64(m)
			t.put(j, f(b.lane(j)))
			b.leave(j)
		}
		return t
	}
}

func (l *laneLinker) and(kids []int32) laneCond {
	var fs []laneCond
	for i := 0; i < len(kids); i++ {
		if i+1 < len(kids) {
			if f := l.within(&l.nodes[kids[i]], &l.nodes[kids[i+1]]); f != nil {
				fs = append(fs, f)
				i++
				continue
			}
		}
		fs = append(fs, l.cond(kids[i]))
	}
	return chainOf(fs, truths.no, truths.and)
}

func (l *laneLinker) or(kids []int32) laneCond {
	return chainOf(l.conds(kids), func(t truths) lanes { return t.yes }, truths.or)
}

// chainOf joins conditions; where one settles the whole the others are not asked for.
func chainOf(fs []laneCond, settles func(truths) lanes, join func(t, u truths) truths) laneCond {
	if len(fs) == 1 {
		return fs[0]
	}
	return func(b *Block, need lanes) truths {
		out := fs[0](b, need)
		for _, f := range fs[1:] {
			if need &^= settles(out); need == 0 {
				return out
			}
			out = join(out, f(b, need))
		}
		return out
	}
}

func (l *laneLinker) conds(kids []int32) []laneCond {
	fs := make([]laneCond, len(kids))
	for i, k := range kids {
		fs[i] = l.cond(k)
	}
	return fs
}

func (l *laneLinker) not(a int32) laneCond {
	if n := &l.nodes[a]; !l.isOuter(a) {
		switch n.op {
		case opIsConst, opOneOf, opIsNumber, opAtMost, opBelow, opEmptySet:
			return l.test(n, a, true)
		}
	}
	x := l.cond(a)
	return func(b *Block, need lanes) truths { return x(b, need).negate() }
}

// test links a comparison or its opposite.
func (l *laneLinker) test(n *node, i int32, not bool) laneCond {
	switch n.op {
	case opIsConst:
		return l.isConst(n.a, n.k, not)
	case opOneOf:
		x, mask := l.num(n.a), uint64(n.k)
		if not {
			mask = ^mask
		}
		return func(b *Block, need lanes) truths { return b.oneOf(x(b, need), mask) }
	case opEmptySet:
		return l.emptySet(n.a, not)
	case opIsNumber:
		if f := l.yearIs(n, not); f != nil {
			return f
		}
		x, y := l.num(n.a), l.num(n.b)
		return func(b *Block, need lanes) truths {
			u := x(b, need)
			return b.compare(u, y(b, need), equalTo, not)
		}
	case opAtMost: // a ≤ b is not b < a
		return l.below(n.b, n.a, !not)
	}
	return l.below(n.a, n.b, not)
}

func (l *laneLinker) isConst(a int32, k int64, not bool) laneCond {
	if n := &l.nodes[a]; n.op == opDecision && l.inner == nil {
		if plane, ok := l.rankOf(n.a, k); ok { // which of its ranks a decision came to is known by lanes
			i := n.a
			return func(b *Block, _ lanes) truths {
				c := b.decide(i)
				is := lanes(0)
				if plane >= 0 {
					is = b.planes[plane]
				}
				if not {
					is = ^is
				}
				return truths{is & c.known, c.absent, c.open}
			}
		}
	}
	x := l.num(a)
	return func(b *Block, need lanes) truths { return b.isConst(x(b, need), k, not) }
}

func (l *laneLinker) below(a, c int32, not bool) laneCond {
	switch {
	case l.nodes[c].op == opNumber && fits(l.nodes[c].k):
		x, k := l.num(a), l.nodes[c].k
		return func(b *Block, need lanes) truths { return b.belowConst(x(b, need), k, not) }
	case l.nodes[a].op == opNumber && fits(l.nodes[a].k): // k < y is not y < k + 1
		y, k := l.num(c), l.nodes[a].k+1
		return func(b *Block, need lanes) truths { return b.belowConst(y(b, need), k, !not) }
	}
	x, y := l.num(a), l.num(c)
	return func(b *Block, need lanes) truths {
		u := x(b, need)
		return b.compare(u, y(b, need), lessThan, not)
	}
}

// fits tells whether differences to a constant fit.
func fits(k int64) bool { return k > -oddOffset+1 && k < oddOffset-1 }

func (l *laneLinker) emptySet(a int32, not bool) laneCond {
	x := l.set(a)
	if x == nil {
		return l.caseByCase(l.linker.emptySet(a, not))
	}
	return func(b *Block, need lanes) truths {
		s := x(b, need)
		in, maybe := s.any()
		here := ^(s.absent | s.open)
		t := truths{never: s.absent, open: s.open | maybe&^in&here}
		if not {
			t.yes = in & here
		} else {
			t.yes = here &^ (in | maybe)
		}
		return t
	}
}
