package plan

import (
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/value"
)

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
		return l.dayIn(n, func(v value.Value, d int64) truth {
			return of(int64(v.Period().First) <= d && d <= int64(v.Period().Last))
		})
	case opInCalendar:
		return l.dayIn(n, func(v value.Value, d int64) truth {
			in, err := operate.InCalendar(v.Calendar(), dateOf(d))
			if err != nil {
				return open
			}
			return truth(in.N)
		})
	case opInList:
		return l.inList(n)
	}
	x, y := l.value(n.a), l.value(n.b)
	return func(m *Machine) truth {
		v, st := x(m)
		w, st2 := y(m)
		if st|st2 != known {
			return lack2(st, st2)
		}
		return of(value.Equal(v, w))
	}
}

// dayIn tests a day against what it may be in.
func (l *linker) dayIn(n *node, test func(v value.Value, d int64) truth) condFn {
	x, where := l.num(n.a), l.value(n.b)
	return func(m *Machine) truth {
		v, st := where(m)
		if st != known {
			return lack(st)
		}
		d := x(m)
		if d <= ask {
			return lackOf(d)
		}
		return test(v, d)
	}
}

// lack2 is the truth of a condition on two operands, one of which at least is not there.
func lack2(st, st2 state) truth {
	if st == absent || st2 == absent {
		return never
	}
	return open
}

// textInInput is membership of a loop's text in a list of the case.
func (l *linker) textInInput(slot, in int32) condFn {
	miss := l.missing(in)
	return func(m *Machine) truth {
		list := m.w[in]
		if list <= ask {
			return lack(miss.state(m))
		}
		if !m.within(size(list)) {
			return open
		}
		return of(among(m.w, list, m.w[m.at[slot]]))
	}
}

// isTextInInput tells of membership in a list whether it is that of a loop's text in a list of the case.
func (l *linker) isTextInInput(n *node) bool {
	el, list := &l.nodes[n.a], &l.nodes[n.b]
	return el.kind == value.Text && el.op == opVar && list.op == opInput && l.inputs[list.a].deflt < 0 && l.slotOf[el.a].kind == slotArena &&
		l.layouts[list.a].stride > 0
}

// inList is membership in a list; texts are compared as such.
func (l *linker) inList(n *node) condFn {
	if l.isTextInInput(n) {
		return l.textInInput(l.nodes[n.a].a, l.nodes[n.b].a)
	}
	x, y := l.value(n.a), l.value(n.b)
	text := l.nodes[n.a].kind == value.Text
	return func(m *Machine) truth {
		v, st := x(m)
		w, st2 := y(m)
		if st|st2 != known {
			return lack2(st, st2)
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
