package plan

import (
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/value"
)

func (l *linker) makeValue(n *node, i int32) valueFn {
	a, b, kind := n.a, n.b, n.kind
	switch n.op {
	case opInput:
		return l.inputValue(a)
	case opVar:
		if l.slotOf[a].kind == slotMember {
			return func(m *Machine) (value.Value, state) { return value.OfEnum(int(m.words[a])), known }
		}
		x := l.element(a)
		return func(m *Machine) (value.Value, state) { return *x(m), known }
	case opField:
		x := l.element(a)
		return func(m *Machine) (value.Value, state) {
			fields, _ := x(m).Ref.([]value.Value)
			if int(b) < len(fields) && fields[b].Kind != value.Invalid {
				return fields[b], known
			}
			return value.Value{}, unsettled
		}
	case opAttr:
		x, at := l.value(a), l.attrs[b]
		return func(m *Machine) (value.Value, state) {
			v, st := x(m)
			if st != known {
				return v, st
			}
			out, err := operate.Attribute(at, v)
			if err != nil {
				return out, unsettled
			}
			return out, known
		}
	case opNever:
		return func(*Machine) (value.Value, state) { return value.Value{}, absent }
	}
	if plainKind(kind) {
		// Amounts have no currency here, and moments no offset: both are left to the exact evaluator.
		if kind == value.Money || kind == value.Instant {
			return func(*Machine) (value.Value, state) { return value.Value{}, unsettled }
		}
		x := l.num(i)
		return func(m *Machine) (value.Value, state) {
			w := x(m)
			return value.Value{Kind: kind, N: w}, stateOf(w)
		}
	}
	switch n.op {
	case opConst:
		v := l.consts[a]
		return func(*Machine) (value.Value, state) { return v, known }
	case opTerm:
		return func(m *Machine) (value.Value, state) { c := m.term(a); return m.termValues[a], c.st }
	case opSchedOn, opSchedEnding, opSchedFirst:
		return l.scheduled(n)
	}
	return func(*Machine) (value.Value, state) { return value.Value{}, unsettled }
}

// element is the value that a loop's variable stands for.
func (l *linker) element(slot int32) func(*Machine) *value.Value {
	switch s := &l.slotOf[slot]; s.kind {
	case slotArena:
		l.valued = true
		in, stride := s.input, l.layouts[s.input].stride
		return func(m *Machine) *value.Value {
			return &m.in[in].Members()[(m.at[slot]-int32(m.w[in]>>32))/stride]
		}
	case slotPeriod:
		p := s.period
		return func(m *Machine) *value.Value {
			v := &m.scratch[slot]
			*v = value.OfPeriod(&m.periods[p])
			return v
		}
	}
	return func(m *Machine) *value.Value { return m.vars[slot] }
}

func (l *linker) inputValue(a int32) valueFn {
	l.valued = true
	miss, fallback := l.missing(a), l.value(l.inputs[a].deflt)
	return func(m *Machine) (value.Value, state) {
		if v := &m.in[a]; v.Kind != value.Invalid {
			return *v, known
		}
		if fallback == nil {
			return value.Value{}, miss.state(m)
		}
		if use, st := miss.fallback(m); !use {
			return value.Value{}, st
		}
		return fallback(m)
	}
}

// scheduled gives one period, in the node's own scratch space, or a list of periods.
func (l *linker) scheduled(n *node) valueFn {
	s := l.sched[n.a].tree
	from := l.num(l.sched[n.a].from)
	op, scratch, count := n.op, int(n.k), int(n.k)
	if op == opSchedFirst {
		return func(m *Machine) (value.Value, state) {
			f := from(m)
			if f <= ask {
				return value.Value{}, stateOf(f)
			}
			v, err := operate.FirstPeriods(s, dateOf(f), count)
			if err != nil {
				return v, unsettled
			}
			return v, known
		}
	}
	x := l.num(n.b)
	return func(m *Machine) (value.Value, state) {
		f := from(m)
		if f <= ask {
			return value.Value{}, stateOf(f)
		}
		day := x(m)
		if day <= ask {
			return value.Value{}, stateOf(day)
		}
		if op == opSchedEnding {
			v, err := operate.PeriodsEnding(s, dateOf(f), dateOf(day))
			if err != nil {
				return v, unsettled
			}
			return v, known
		}
		k := operate.NumberOn(s, dateOf(f), dateOf(day))
		if k == 0 {
			return value.Value{}, absent
		}
		p := &m.periods[scratch]
		if !operate.Period(s, dateOf(f), k, p) {
			return value.Value{}, unsettled
		}
		return value.OfPeriod(p), known
	}
}
