package plan

import (
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

func dateOf(n int64) date.Date { return date.Date(n) }

func dated(d date.Date, ok bool) int64 {
	if !ok {
		return lacks
	}
	return int64(d)
}

// calendar links the arithmetic of days.
func (l *linker) calendar(n *node) numFn {
	switch n.op {
	case opDays:
		return l.days(n)
	case opWorkdays, opRoll:
		return l.workday(n)
	}
	f := l.dayFn(n)
	if f == nil {
		return func(*Machine) int64 { return lacks }
	}
	x := l.num(n.a)
	return func(m *Machine) int64 {
		d := x(m)
		if d <= ask {
			return d
		}
		return f(d)
	}
}

// dayFn is a step from a day or moment that depends on nothing else; nil for other steps.
func (l *linker) dayFn(n *node) func(int64) int64 {
	k := int(n.k)
	switch n.op {
	case opDays:
		return func(d int64) int64 { return dated(dateOf(d).AddDays(k)) }
	case opMonths:
		rule := l.rules[n.b]
		return func(d int64) int64 { return dated(dateOf(d).AddMonths(k, rule)) }
	case opLastDays:
		return func(d int64) int64 { return dated(dateOf(d).LastOfDays(k)) }
	case opLastMonths:
		return func(d int64) int64 { return dated(dateOf(d).LastOfMonths(k)) }
	case opYear:
		return func(d int64) int64 { return int64(dateOf(d).Year()) * value.Scale }
	case opMonth:
		return func(d int64) int64 { return int64(dateOf(d).Month()) * value.Scale }
	case opDay:
		return func(d int64) int64 { return int64(dateOf(d).Day()) * value.Scale }
	case opWeekday:
		return func(d int64) int64 { return int64(dateOf(d).Weekday()) }
	case opMinutes:
		return func(s int64) int64 { return s + int64(k)*60 }
	case opClock:
		zone := l.zones[n.b]
		return func(d int64) int64 {
			v, err := operate.ClockOn(k, zone, value.OfDate(dateOf(d)))
			if err != nil {
				return lacks
			}
			return v.N
		}
	}
	return nil
}

// days adds days.
func (l *linker) days(n *node) numFn {
	x, k := l.num(n.a), int(n.k)
	if in := &l.nodes[n.a]; in.op == opInput && l.direct(in.a) {
		a := in.a
		return func(m *Machine) int64 {
			d := m.w[a]
			if d <= ask {
				return d
			}
			return dated(dateOf(d).AddDays(k))
		}
	}
	return func(m *Machine) int64 {
		d := x(m)
		if d <= ask {
			return d
		}
		return dated(dateOf(d).AddDays(k))
	}
}

func (l *linker) workday(n *node) numFn {
	w := l.works[n.b]
	x, cal := l.num(n.a), l.value(w.calendar)
	op, k := n.op, int(n.k)
	return func(m *Machine) int64 {
		d := x(m)
		if d <= ask {
			return d
		}
		var c *calendar.Calendar
		if cal != nil {
			v, st := cal(m)
			if st != known {
				return wordOf(st)
			}
			c = v.Calendar()
		}
		day := dateOf(d)
		var err error
		switch {
		case op == opWorkdays:
			day, err = calendar.AddWorkingDays(day, k, w.days, c)
		case k > 0:
			day, err = calendar.RollForward(day, w.days, c)
		default:
			day, err = calendar.RollBackward(day, w.days, c)
		}
		return dated(day, err == nil)
	}
}
