package plan

import (
	"github.com/clausewise/clausewise/engine/operate"
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
	case opIsConst:
		return l.isConst(a, k)
	case opOneOf:
		return l.oneOf(a, uint64(k))
	case opIsNumber, opAtMost, opBelow:
		return l.relation(n)
	case opAnd:
		return l.and(l.kids[a : a+b])
	case opOr:
		return l.or(l.kids[a : a+b])
	case opNot:
		x := l.cond(a)
		return func(m *Machine) truth { return negate(x(m)) }
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
	case opEmptySet:
		return l.emptySet(a)
	case opHas:
		return l.has(a, b)
	case opIsSet:
		return l.isSet(a, b)
	case opSome, opEvery:
		return l.quantifier(n)
	case opHappened:
		return func(m *Machine) truth { return of(m.in[a].Kind != value.Invalid) }
	case opArises:
		return func(m *Machine) truth { return m.arises(a) }
	case opField:
		return func(m *Machine) truth {
			fields, _ := m.vars[a].Ref.([]value.Value)
			if int(b) >= len(fields) || fields[b].Kind == value.Invalid {
				return open
			}
			return truth(fields[b].N)
		}
	case opVar:
		return func(m *Machine) truth { return truth(m.vars[a].N) }
	case opNever:
		return func(*Machine) truth { return never }
	case opEmptyList, opInPeriod, opInCalendar, opIsValue, opInList:
		return l.membership(n)
	}
	return func(*Machine) truth { return open }
}

func (l *linker) inputCond(a int32) condFn {
	if d := l.inputs[a].deflt; d >= 0 {
		miss, fallback := l.missing(a), l.cond(d)
		return func(m *Machine) truth {
			if v := &m.in[a]; v.Kind != value.Invalid {
				return truth(v.N)
			}
			if use, st := miss.fallback(m); !use {
				return lack(st)
			}
			return fallback(m)
		}
	}
	miss := l.missing(a)
	return func(m *Machine) truth {
		if v := &m.in[a]; v.Kind != value.Invalid {
			return truth(v.N)
		}
		return lack(miss.state(m))
	}
}

// direct tells whether a node is an input without a default whose given value is always a plain integer.
func (l *linker) direct(i int32) (int32, bool) {
	n := &l.nodes[i]
	switch n.kind {
	case value.Bool, value.Enum:
		return n.a, n.op == opInput && l.inputs[n.a].deflt < 0
	}
	return 0, false
}

// field tells whether a node is a field of yes or no or an enumeration.
func (l *linker) field(i int32) (slot, field int32, ok bool) {
	n := &l.nodes[i]
	return n.a, n.b, n.op == opField && (n.kind == value.Bool || n.kind == value.Enum)
}

func (l *linker) isConst(a int32, k int64) condFn {
	if in, ok := l.direct(a); ok {
		miss := l.missing(in)
		return func(m *Machine) truth {
			if v := &m.in[in]; v.Kind != value.Invalid {
				return of(v.N == k)
			}
			return lack(miss.state(m))
		}
	}
	if slot, f, ok := l.field(a); ok {
		return func(m *Machine) truth {
			fields, _ := m.vars[slot].Ref.([]value.Value)
			if int(f) >= len(fields) || fields[f].Kind == value.Invalid {
				return open
			}
			return of(fields[f].N == k)
		}
	}
	x := l.num(a)
	return func(m *Machine) truth {
		v, st := x(m)
		if st != known {
			return lack(st)
		}
		return of(v == k)
	}
}

func (l *linker) oneOf(a int32, mask uint64) condFn {
	if in, ok := l.direct(a); ok {
		miss := l.missing(in)
		return func(m *Machine) truth {
			if v := &m.in[in]; v.Kind != value.Invalid {
				return truth(mask >> v.N & 1)
			}
			return lack(miss.state(m))
		}
	}
	x := l.num(a)
	return func(m *Machine) truth {
		v, st := x(m)
		if st != known {
			return lack(st)
		}
		return truth(mask >> v & 1)
	}
}

func (l *linker) relation(n *node) condFn {
	x, y := l.num(n.a), l.num(n.b)
	lacking := func(st, st2 state) truth {
		if st == absent || st2 == absent {
			return never
		}
		return open
	}
	switch n.op {
	case opAtMost:
		return func(m *Machine) truth {
			u, st := x(m)
			v, st2 := y(m)
			if st|st2 != known {
				return lacking(st, st2)
			}
			return of(u <= v)
		}
	case opBelow:
		return func(m *Machine) truth {
			u, st := x(m)
			v, st2 := y(m)
			if st|st2 != known {
				return lacking(st, st2)
			}
			return of(u < v)
		}
	}
	return func(m *Machine) truth {
		u, st := x(m)
		v, st2 := y(m)
		if st|st2 != known {
			return lacking(st, st2)
		}
		return of(u == v)
	}
}

// and is no where one is no; else open where one is open; else n/a where one is n/a.
func (l *linker) and(kids []int32) condFn {
	fs := make([]condFn, len(kids))
	for i, k := range kids {
		fs[i] = l.cond(k)
	}
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
	fs := make([]condFn, len(kids))
	for i, k := range kids {
		fs[i] = l.cond(k)
	}
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

// membership tests values in lists, periods and calendars, and equality of values.
func (l *linker) membership(n *node) condFn {
	switch n.op {
	case opEmptyList:
		x := l.value(n.a)
		return func(m *Machine) truth {
			v, st := x(m)
			if st != known {
				return lack(st)
			}
			return of(len(v.Members()) == 0)
		}
	case opInPeriod:
		x, p := l.num(n.a), l.value(n.b)
		return func(m *Machine) truth {
			v, st := p(m)
			if st != known {
				return lack(st)
			}
			d, st := x(m)
			if st != known {
				return lack(st)
			}
			return of(int64(v.Period().First) <= d && d <= int64(v.Period().Last))
		}
	case opInCalendar:
		x, c := l.num(n.a), l.value(n.b)
		return func(m *Machine) truth {
			v, st := c(m)
			if st != known {
				return lack(st)
			}
			d, st := x(m)
			if st != known {
				return lack(st)
			}
			in, err := operate.InCalendar(v.Calendar(), dateOf(d))
			if err != nil {
				return open
			}
			return truth(in.N)
		}
	case opInList:
		return l.inList(n)
	}
	x, y := l.value(n.a), l.value(n.b)
	return func(m *Machine) truth {
		v, st := x(m)
		w, st2 := y(m)
		if st|st2 != known {
			if st == absent || st2 == absent {
				return never
			}
			return open
		}
		return of(value.Equal(v, w))
	}
}

// textInInput is membership of a loop's text in a list that was given.
func (l *linker) textInInput(slot, in int32) condFn {
	miss := l.missing(in)
	return func(m *Machine) truth {
		v := &m.in[in]
		if v.Kind == value.Invalid {
			return lack(miss.state(m))
		}
		x := m.vars[slot]
		list, _ := v.Ref.([]value.Value)
		for i := range list {
			if list[i].N == x.N && value.SameText(&list[i], x) {
				return yes
			}
		}
		return no
	}
}

// inList is membership in a list; texts are compared as such.
func (l *linker) inList(n *node) condFn {
	x, y := l.value(n.a), l.value(n.b)
	text := l.nodes[n.a].kind == value.Text
	if el, list := &l.nodes[n.a], &l.nodes[n.b]; text && el.op == opVar && list.op == opInput && l.inputs[list.a].deflt < 0 {
		return l.textInInput(el.a, list.a)
	}
	return func(m *Machine) truth {
		v, st := x(m)
		w, st2 := y(m)
		if st|st2 != known {
			if st == absent || st2 == absent {
				return never
			}
			return open
		}
		list := w.Members()
		if text {
			s := v.Text()
			for i := range list {
				if t, _ := list[i].Ref.(string); t == s {
					return yes
				}
			}
			return no
		}
		for i := range list {
			if value.Equal(v, list[i]) {
				return yes
			}
		}
		return no
	}
}
