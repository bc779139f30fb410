package plan

import (
	"github.com/clausewise/clausewise/stdlib/value"
)

func (l *linker) makeCond(n *node, i int32) condFn {
	a, b, k := n.a, n.b, n.k
	switch n.op {
	case opTruth:
		t := truth(k)
		return func(*Machine) truth { return t }
	case opInput:
		return l.inputCond(a)
	case opIsConst, opOneOf, opIsNumber, opAtMost, opBelow, opEmptySet:
		return l.test(n, false)
	case opAnd:
		return l.and(l.kids[a : a+b])
	case opOr:
		return l.or(l.kids[a : a+b])
	case opNot:
		return l.not(a)
	case opTerm:
		return func(m *Machine) truth { return m.term(a).tr }
	case opDecision:
		return func(m *Machine) truth {
			c := m.decide(a)
			if c.st != known {
				return lack(c.st)
			}
			return truth(c.n)
		}
	case opHas:
		return l.has(a, b)
	case opIsSet:
		return l.isSet(a, b)
	case opSome, opEvery:
		return l.quantifier(n)
	case opHappened:
		l.valued = true
		return func(m *Machine) truth { return of(m.in[a].Kind != value.Invalid) }
	case opArises:
		return func(m *Machine) truth { return m.arises(a) }
	case opField, opVar:
		x := l.num(i)
		return func(m *Machine) truth {
			w := x(m)
			if w <= ask {
				return lackOf(w)
			}
			return truth(w)
		}
	case opNever:
		return func(*Machine) truth { return never }
	case opEmptyList, opInPeriod, opInCalendar, opIsValue, opInList:
		return l.membership(n)
	}
	return func(*Machine) truth { return open }
}

// not is the opposite of a condition; of a test it is the opposite test.
func (l *linker) not(a int32) condFn {
	switch n := &l.nodes[a]; n.op {
	case opIsConst, opOneOf, opIsNumber, opAtMost, opBelow, opEmptySet:
		return l.test(n, true)
	}
	x := l.cond(a)
	return func(m *Machine) truth { return negate(x(m)) }
}

// test links a comparison or its opposite.
func (l *linker) test(n *node, not bool) condFn {
	switch n.op {
	case opIsConst:
		return l.isConst(n.a, n.k, not)
	case opOneOf:
		mask := uint64(n.k)
		if not {
			mask = ^mask
		}
		return l.oneOf(n.a, mask)
	case opEmptySet:
		return l.emptySet(n.a, not)
	case opIsNumber:
		return l.equal(n.a, n.b, not)
	case opAtMost: // a ≤ b is not b < a
		return l.below(n.b, n.a, !not)
	}
	return l.below(n.a, n.b, not)
}

func (l *linker) inputCond(a int32) condFn {
	if l.direct(a) {
		return func(m *Machine) truth {
			w := m.w[a]
			if w <= ask {
				return lackOf(w)
			}
			return truth(w)
		}
	}
	x := l.inputNum(a)
	return func(m *Machine) truth {
		w := x(m)
		if w <= ask {
			return lackOf(w)
		}
		return truth(w)
	}
}

// operand is a number with its shape: what is read where it stands takes no call.
type operand struct {
	form  form
	at    int32 // input; arena variable
	field int32
	k     int64
	fn    numFn
}

type form uint8

const (
	anyNumber form = iota
	constant
	fact
	field // of an element in the arena
)

func (l *linker) operand(i int32) operand {
	n := &l.nodes[i]
	o := operand{fn: l.num(i), at: n.a}
	switch {
	case n.op == opNumber:
		o.form, o.k = constant, n.k
	case n.op == opInput && l.direct(n.a):
		o.form = fact
	case n.op == opField && l.slotOf[n.a].kind == slotArena:
		o.form, o.field = field, n.b
	case n.op == opVar && l.slotOf[n.a].kind == slotArena:
		o.form = field
	}
	return o
}

func (l *linker) isConst(a int32, k int64, not bool) condFn {
	x := l.operand(a)
	at, f, fn := x.at, x.field, x.fn
	switch x.form {
	case fact:
		return func(m *Machine) truth {
			w := m.w[at]
			if w <= ask {
				return lackOf(w)
			}
			return of((w == k) != not)
		}
	case field:
		return func(m *Machine) truth {
			w := m.w[m.at[at]+f]
			if w <= ask {
				return lackOf(w)
			}
			return of((w == k) != not)
		}
	}
	return func(m *Machine) truth {
		w := fn(m)
		if w <= ask {
			return lackOf(w)
		}
		return of((w == k) != not)
	}
}

func (l *linker) oneOf(a int32, mask uint64) condFn {
	x := l.operand(a)
	at, fn := x.at, x.fn
	if x.form == fact {
		return func(m *Machine) truth {
			w := m.w[at]
			if w <= ask {
				return lackOf(w)
			}
			return truth(mask >> (w & 63) & 1)
		}
	}
	return func(m *Machine) truth {
		w := fn(m)
		if w <= ask {
			return lackOf(w)
		}
		return truth(mask >> (w & 63) & 1)
	}
}

// below is a < b, or its opposite.
func (l *linker) below(a, b int32, not bool) condFn {
	x, y := l.operand(a), l.operand(b)
	xf, yf, xa, ya, xk, yk := x.fn, y.fn, x.at, y.at, x.k, y.k
	switch {
	case y.form == constant:
		return func(m *Machine) truth {
			u := xf(m)
			if u <= ask {
				return lackOf(u)
			}
			return of((u < yk) != not)
		}
	case x.form == constant:
		return func(m *Machine) truth {
			v := yf(m)
			if v <= ask {
				return lackOf(v)
			}
			return of((xk < v) != not)
		}
	case x.form == fact && y.form == fact:
		return func(m *Machine) truth {
			u, v := m.w[xa], m.w[ya]
			if min(u, v) <= ask {
				return lackOf2(u, v)
			}
			return of((u < v) != not)
		}
	case x.form == fact:
		return func(m *Machine) truth {
			u, v := m.w[xa], yf(m)
			if min(u, v) <= ask {
				return lackOf2(u, v)
			}
			return of((u < v) != not)
		}
	case y.form == fact:
		return func(m *Machine) truth {
			u, v := xf(m), m.w[ya]
			if min(u, v) <= ask {
				return lackOf2(u, v)
			}
			return of((u < v) != not)
		}
	}
	return func(m *Machine) truth {
		u, v := xf(m), yf(m)
		if min(u, v) <= ask {
			return lackOf2(u, v)
		}
		return of((u < v) != not)
	}
}

// equal is a = b, or its opposite.
func (l *linker) equal(a, b int32, not bool) condFn {
	x, y := l.num(a), l.num(b)
	return func(m *Machine) truth {
		u, v := x(m), y(m)
		if min(u, v) <= ask {
			return lackOf2(u, v)
		}
		return of((u == v) != not)
	}
}

// and is no where one is no; else open where one is open; else n/a where one is n/a.
func (l *linker) and(kids []int32) condFn {
	fs := l.condList(kids)
	if len(fs) == 2 {
		x, y := fs[0], fs[1]
		return func(m *Machine) truth {
			t := x(m)
			if t == no {
				return no
			}
			u := y(m)
			if u == no {
				return no
			}
			return max(t, u)
		}
	}
	return func(m *Machine) truth {
		out := yes
		for _, f := range fs {
			t := f(m)
			if t == no {
				return no
			}
			out = max(out, t)
		}
		return out
	}
}

// or is yes where one is yes; else open where one is open; else n/a where one is n/a.
func (l *linker) or(kids []int32) condFn {
	fs := l.condList(kids)
	return func(m *Machine) truth {
		out := no
		for _, f := range fs {
			t := f(m)
			if t == yes {
				return yes
			}
			out = max(out, t)
		}
		return out
	}
}

func (l *linker) condList(kids []int32) []condFn {
	fs := make([]condFn, len(kids))
	for i, k := range kids {
		fs[i] = l.cond(k)
	}
	return fs
}
