package plan

import (
	"math"

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
		x, p := l.num(n.a), l.value(n.b)
		return func(m *Machine) truth {
			v, st := p(m)
			if st != known {
				return lack(st)
			}
			d := x(m)
			if d <= ask {
				return lackOf(d)
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
			d := x(m)
			if d <= ask {
				return lackOf(d)
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

// textInInput is membership of a loop's text in a list of the case.
func (l *linker) textInInput(slot, in int32) condFn {
	miss := l.missing(in)
	return func(m *Machine) truth {
		list := m.w[in]
		if list <= ask {
			return lack(miss.state(m))
		}
		if !m.within(int(list & math.MaxUint32)) {
			return open
		}
		text := m.w[m.at[slot]]
		first := list >> 32
		for _, t := range m.w[first : first+list&math.MaxUint32] {
			if t == text {
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
	if el, list := &l.nodes[n.a], &l.nodes[n.b]; text && el.op == opVar && list.op == opInput && l.inputs[list.a].deflt < 0 &&
		l.slotOf[el.a].kind == slotArena && l.layouts[list.a].stride > 0 {
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
