package plan

import "github.com/clausewise/clausewise/stdlib/value"

func (l *linker) makeSet(n *node) setFn {
	a, b := n.a, n.b
	switch n.op {
	case opMask:
		k := uint64(n.k)
		return func(*Machine) (uint64, uint64, state) { return k, 0, known }
	case opInput:
		return l.inputSet(a)
	case opTerm:
		return func(m *Machine) (uint64, uint64, state) { c := m.term(a); return uint64(c.n), c.u, c.st }
	case opDecision:
		return func(m *Machine) (uint64, uint64, state) { c := m.decide(a); return uint64(c.n), c.u, c.st }
	case opConvertSet:
		x, to := l.set(a), l.maps[b]
		return func(m *Machine) (mask, unk uint64, st state) {
			from, u, st := x(m)
			for i, j := range to {
				mask |= from >> i & 1 << j
				unk |= u >> i & 1 << j
			}
			return mask, unk, st
		}
	case opField:
		return func(m *Machine) (uint64, uint64, state) {
			fields, _ := m.vars[a].Ref.([]value.Value)
			if int(b) < len(fields) && fields[b].Kind == value.Set {
				return uint64(fields[b].N), 0, known
			}
			return 0, 0, unsettled
		}
	case opCaveats:
		return func(m *Machine) (mask, unk uint64, st state) {
			for j := range m.c.caveats {
				switch m.switched(&m.c.caveats[j]) {
				case yes:
					mask |= 1 << j
				case open:
					unk |= 1 << j
				}
			}
			return mask, unk, known
		}
	case opBinding:
		return func(m *Machine) (uint64, uint64, state) { return m.binding(a) }
	case opNever:
		return func(*Machine) (uint64, uint64, state) { return 0, 0, absent }
	}
	return func(*Machine) (uint64, uint64, state) { return 0, 0, unsettled }
}

func (l *linker) inputSet(a int32) setFn {
	l.valued = true
	miss, fallback := l.missing(a), l.set(l.inputs[a].deflt)
	return func(m *Machine) (uint64, uint64, state) {
		if v := &m.in[a]; v.Kind != value.Invalid {
			return uint64(v.N), 0, known
		}
		if fallback == nil {
			return 0, 0, miss.state(m)
		}
		if use, st := miss.fallback(m); !use {
			return 0, 0, st
		}
		return fallback(m)
	}
}

// emptySet tells whether a set has no members, or its opposite.
func (l *linker) emptySet(a int32, not bool) condFn {
	if n := &l.nodes[a]; n.op == opDecision {
		i := n.a
		return func(m *Machine) truth {
			c := m.decide(i)
			if c.st != known || c.u != 0 {
				return emptiness(uint64(c.n), c.u, c.st, not)
			}
			return of((c.n == 0) != not)
		}
	}
	x := l.set(a)
	return func(m *Machine) truth {
		mask, unk, st := x(m)
		return emptiness(mask, unk, st, not)
	}
}

func emptiness(mask, unk uint64, st state, not bool) truth {
	switch {
	case st != known:
		return lack(st)
	case mask != 0:
		return of(not)
	case unk != 0:
		return open
	}
	return of(!not)
}

func (l *linker) has(a, b int32) condFn {
	x, y := l.set(a), l.num(b)
	return func(m *Machine) truth {
		mask, unk, st := x(m)
		if st != known {
			return lack(st)
		}
		v := y(m)
		switch {
		case v <= ask:
			return lackOf(v)
		case unk>>(v&63)&1 == 1:
			return open
		}
		return truth(mask >> (v & 63) & 1)
	}
}

func (l *linker) isSet(a, b int32) condFn {
	x, y := l.set(a), l.set(b)
	return func(m *Machine) truth {
		mask, unk, st := x(m)
		other, unk2, st2 := y(m)
		switch {
		case st == absent || st2 == absent:
			return never
		case st|st2 != known || unk|unk2 != 0:
			return open
		}
		return of(mask == other)
	}
}
