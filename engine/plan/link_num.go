package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/value"
)

func (l *linker) makeNum(n *node, i int32) numFn {
	a, b, k := n.a, n.b, n.k
	switch n.op {
	case opNumber:
		return func(*Machine) int64 { return k }
	case opInput:
		return l.inputNum(a)
	case opTerm:
		return l.termNum(a)
	case opDecision:
		return func(m *Machine) int64 {
			c := m.decide(a)
			if c.st != known {
				return wordOf(c.st)
			}
			return c.n
		}
	case opReading:
		mark := consultedBit(int(a))
		return func(m *Machine) int64 {
			m.consulted |= mark
			return int64(m.readings[a])
		}
	case opVar:
		return l.variable(a)
	case opField:
		return l.fieldNum(a, b)
	case opMemo:
		return l.kept(n)
	case opOpenWithout:
		l.valued = true
		return func(m *Machine) int64 {
			if m.in[a].Kind != value.Money {
				return lacks
			}
			return k
		}
	case opAdd, opSub, opMul:
		return l.arith(n)
	case opMin, opMax:
		return l.pick(n)
	case opSum, opCount, opSmallest, opLargest:
		return l.fold(n)
	case opConvert:
		x, to := l.num(a), l.maps[b]
		return func(m *Machine) int64 {
			v := x(m)
			if v <= ask {
				return v
			}
			return int64(to[v])
		}
	case opNever:
		return func(*Machine) int64 { return nothing }
	case opAttr:
		return l.attr(n)
	case opSchedOn, opOpen:
		return func(*Machine) int64 { return lacks }
	}
	if n.kind == value.Bool {
		c := l.cond(i)
		return func(m *Machine) int64 {
			switch t := c(m); t {
			case never:
				return nothing
			case open:
				return lacks
			default:
				return int64(t)
			}
		}
	}
	return l.calendar(n)
}

// direct tells whether an input has neither a condition nor a default, so that its word says all.
func (c *Code) direct(a int32) bool { return c.layouts[a].missing != ask }

func (l *linker) inputNum(a int32) numFn {
	if l.direct(a) {
		return func(m *Machine) int64 { return m.w[a] }
	}
	miss := l.missing(a)
	if d := l.inputs[a].deflt; d >= 0 {
		fallback := l.num(d)
		return func(m *Machine) int64 {
			if w := m.w[a]; w != ask {
				return w
			}
			if use, st := miss.fallback(m); !use {
				return wordOf(st)
			}
			return fallback(m)
		}
	}
	return func(m *Machine) int64 {
		if w := m.w[a]; w != ask {
			return w
		}
		return wordOf(miss.state(m))
	}
}

func (l *linker) termNum(a int32) numFn {
	if l.nodes[l.terms[a]].kind == value.Bool {
		return func(m *Machine) int64 {
			c := m.term(a)
			if c.st != known {
				return wordOf(c.st)
			}
			return c.n
		}
	}
	return func(m *Machine) int64 { return m.term(a).n }
}

// variable is the value of a loop's variable.
func (l *linker) variable(a int32) numFn {
	switch l.slotOf[a].kind {
	case slotArena:
		return func(m *Machine) int64 { return m.w[m.at[a]] }
	case slotMember:
		return func(m *Machine) int64 { return m.words[a] }
	}
	return func(m *Machine) int64 { return word(m.vars[a]) }
}

func (l *linker) fieldNum(a, f int32) numFn {
	if l.slotOf[a].kind == slotArena {
		return func(m *Machine) int64 { return m.w[m.at[a]+f] }
	}
	return func(m *Machine) int64 {
		fields, _ := m.vars[a].Ref.([]value.Value)
		if int(f) >= len(fields) {
			return lacks
		}
		return word(&fields[f])
	}
}

// kept is a number that is worked out again only when the variable it depends on, or the case, has changed.
func (l *linker) kept(n *node) numFn {
	x, on, at := l.num(n.a), n.b, n.k
	if on < 0 {
		on = int32(l.slots) // changes with the case
	} else {
		l.slotOf[on].ticked = true
	}
	return func(m *Machine) int64 {
		c := &m.memos[at]
		if tick := m.ticks[on]; c.tick != tick {
			c.tick, c.n = tick, x(m)
		}
		return c.n
	}
}

// most is the largest amount in millionths that is kept as an integer; beyond it decimals take over.
const most = 1_000_000_000_000_000_000

func inRange(n int64) int64 {
	if n > most || n < -most {
		return lacks
	}
	return n
}

func (l *linker) arith(n *node) numFn {
	x, y := l.num(n.a), l.num(n.b)
	if n.op != opMul {
		sign := int64(1)
		if n.op == opSub {
			sign = -1
		}
		return func(m *Machine) int64 {
			u := x(m)
			if u <= ask {
				return u
			}
			v := y(m)
			if v <= ask {
				return v
			}
			return inRange(u + sign*v)
		}
	}
	if c := &l.nodes[n.a]; c.op == opNumber && c.k > 0 && value.Scale%c.k == 0 {
		share := shareOf(value.Scale / c.k)
		return func(m *Machine) int64 {
			v := y(m)
			if v <= ask {
				return v
			}
			return share(v)
		}
	}
	return func(m *Machine) int64 {
		u := x(m)
		if u <= ask {
			return u
		}
		return productOf(u, y(m))
	}
}

// multiply is x·y in millionths where that is exact and in range.
func multiply(x, y int64) (int64, bool) {
	neg := (x < 0) != (y < 0)
	hi, lo := bits.Mul64(magnitude(x), magnitude(y))
	if hi >= value.Scale {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, value.Scale)
	if r != 0 || q > most {
		return 0, false
	}
	if neg {
		return -int64(q), true
	}
	return int64(q), true
}

func magnitude(x int64) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

// pick is the smallest or largest of the values that are there; n/a where none is.
func (l *linker) pick(n *node) numFn {
	var fs []numFn
	for _, k := range l.kids[n.a : n.a+n.b] {
		fs = append(fs, l.num(k))
	}
	smallest := n.op == opMin
	return func(m *Machine) int64 {
		best := int64(nothing)
		for _, f := range fs {
			x := f(m)
			switch {
			case x == nothing:
			case x <= ask:
				return lacks
			case best == nothing, smallest && x < best, !smallest && x > best:
				best = x
			}
		}
		return best
	}
}

func (l *linker) attr(n *node) numFn {
	at := l.attrs[n.b]
	if v := &l.nodes[n.a]; v.op == opVar && l.slotOf[v.a].kind == slotPeriod {
		p := l.slotOf[v.a].period
		switch at.Attr {
		case tree.FirstDay:
			return func(m *Machine) int64 { return int64(m.periods[p].First) }
		case tree.LastDayOf:
			return func(m *Machine) int64 { return int64(m.periods[p].Last) }
		}
	}
	x := l.value(n.a)
	return func(m *Machine) int64 {
		v, st := x(m)
		if st != known {
			return wordOf(st)
		}
		out, err := operate.Attribute(at, v)
		if err != nil {
			return lacks
		}
		return word(&out)
	}
}
