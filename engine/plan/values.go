package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/value"
)

const event = tree.Event

// most is the largest amount in millionths that is kept as an integer; beyond it decimals take over.
const most = 1_000_000_000_000_000_000

func (m *Machine) arith(n *node) (int64, state) {
	x, st := m.number(n.a)
	if st != known {
		return 0, st
	}
	y, st := m.number(n.b)
	if st != known {
		return 0, st
	}
	var out int64
	switch n.op {
	case opAdd:
		out = x + y
	case opSub:
		out = x - y
	default:
		var ok bool
		if out, ok = multiply(x, y); !ok {
			return 0, unsettled
		}
	}
	if out > most || out < -most {
		return 0, unsettled
	}
	return out, known
}

// multiply is x·y in millionths where that is exact and in range.
func multiply(x, y int64) (int64, bool) {
	neg := (x < 0) != (y < 0)
	hi, lo := bits.Mul64(abs(x), abs(y))
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

func abs(x int64) uint64 {
	if x < 0 {
		return uint64(-x)
	}
	return uint64(x)
}

// pickKids is the smallest or largest of the values that are there; n/a where none is.
func (m *Machine) pickKids(n *node) (int64, state) {
	var best int64
	st := absent
	for _, k := range m.c.kids[n.a : n.a+n.b] {
		x, s := m.number(k)
		switch {
		case s == unsettled:
			return 0, unsettled
		case s == absent:
		case st == absent, n.op == opMin && x < best, n.op == opMax && x > best:
			best, st = x, known
		}
	}
	return best, st
}

// fold runs an aggregate over a list or set.
func (m *Machine) fold(n *node) (int64, state) {
	lp := &m.c.loops[n.a]
	var acc int64
	st := known
	if n.op == opSmallest || n.op == opLargest {
		st = absent
	}
	result := m.each(lp, func() bool {
		if lp.where >= 0 {
			switch m.truth(lp.where) {
			case no, never:
				return true
			case open:
				st = unsettled
				return false
			}
		}
		if n.op == opCount {
			acc += value.Scale
			return true
		}
		x, s := m.number(lp.body)
		switch {
		case s == absent:
		case s == unsettled:
			st = unsettled
		case n.op == opSum:
			if acc += x; acc > most || acc < -most {
				st = unsettled
			}
		case st == absent, n.op == opSmallest && x < acc, n.op == opLargest && x > acc:
			acc, st = x, known
		}
		return st != unsettled
	})
	if result != known {
		return 0, result
	}
	return acc, st
}

// each binds the loop's variable to each element while f says to go on.
func (m *Machine) each(lp *loop, f func() bool) state {
	if lp.set {
		mask, unk, st := m.set(lp.over)
		if st != known {
			return st
		}
		if unk != 0 {
			return unsettled
		}
		for mask != 0 {
			i := bits.TrailingZeros64(mask)
			mask &^= 1 << i
			m.vars[lp.slot] = value.OfEnum(i)
			if !f() {
				return known
			}
		}
		return known
	}
	if n := &m.c.nodes[lp.over]; n.op == opSchedEnding {
		return m.eachPeriod(lp, n, f)
	}
	v, st := m.value(lp.over)
	if st != known {
		return st
	}
	members := v.Members()
	for i := range members {
		m.vars[lp.slot] = members[i]
		if !f() {
			return known
		}
	}
	return known
}

// quantify is "some" and "every"; elements for which the body is n/a are skipped.
func (m *Machine) quantify(n *node) truth {
	lp := &m.c.loops[n.a]
	counts, result := yes, no
	if n.op == opEvery {
		counts = no
	}
	out := result
	if lp.set {
		return m.quantifySet(n, lp, counts)
	}
	st := m.each(lp, func() bool {
		switch t := m.truth(lp.body); t {
		case counts:
			out = yes
			return false
		case open:
			out = open
		}
		return true
	})
	if st != known {
		return lack(st)
	}
	if n.op == opEvery {
		return negate(out)
	}
	return out
}

// quantifySet lets the members that are not settled count only where they matter.
func (m *Machine) quantifySet(n *node, lp *loop, counts truth) truth {
	mask, unk, st := m.set(lp.over)
	if st != known {
		return lack(st)
	}
	out := no
	for all := mask | unk; all != 0; {
		i := bits.TrailingZeros64(all)
		all &^= 1 << i
		m.vars[lp.slot] = value.OfEnum(i)
		t := m.truth(lp.body)
		if t != counts && t != open {
			continue
		}
		if t == counts && mask>>i&1 == 1 {
			out = yes
			break
		}
		out = open
	}
	if n.op == opEvery {
		return negate(out)
	}
	return out
}

// set evaluates a node to the members that are there and those that are not settled.
func (m *Machine) set(i int32) (mask, unk uint64, st state) {
	n := &m.c.nodes[i]
	switch n.op {
	case opMask:
		return uint64(n.k), 0, known
	case opInput:
		v := &m.in[n.a]
		if v.Kind != value.Invalid {
			return uint64(v.N), 0, known
		}
		st, d := m.missing(n.a)
		if d >= 0 {
			return m.set(d)
		}
		return 0, 0, st
	case opTerm:
		c := m.term(n.a)
		return uint64(c.n), c.u, c.st
	case opDecision:
		c := m.decide(n.a)
		return uint64(c.n), c.u, c.st
	case opConvertSet:
		return m.convertSet(n)
	case opField:
		fields, _ := m.vars[n.a].Ref.([]value.Value)
		if int(n.b) < len(fields) && fields[n.b].Kind == value.Set {
			return uint64(fields[n.b].N), 0, known
		}
		return 0, 0, unsettled
	case opCaveats:
		for j := range m.c.caveats {
			switch m.switched(&m.c.caveats[j]) {
			case yes:
				mask |= 1 << j
			case open:
				unk |= 1 << j
			}
		}
		return mask, unk, known
	case opBinding:
		return m.binding(n.a)
	case opNever:
		return 0, 0, absent
	}
	return 0, 0, unsettled
}

func (m *Machine) convertSet(n *node) (mask, unk uint64, st state) {
	from, u, st := m.set(n.a)
	for i, to := range m.c.maps[n.b] {
		mask |= from >> i & 1 << to
		unk |= u >> i & 1 << to
	}
	return mask, unk, st
}

func (m *Machine) setTest(n *node) truth {
	mask, unk, st := m.set(n.a)
	if st != known {
		return lack(st)
	}
	switch n.op {
	case opEmptySet:
		switch {
		case mask != 0:
			return no
		case unk != 0:
			return open
		}
		return yes
	case opIsSet:
		other, u2, st2 := m.set(n.b)
		if st2 != known {
			return lack(st2)
		}
		if unk|u2 != 0 {
			return open
		}
		return of(mask == other)
	}
	x, st := m.number(n.b)
	switch {
	case st != known:
		return lack(st)
	case unk>>x&1 == 1:
		return open
	}
	return truth(mask >> x & 1)
}

// value evaluates a node to a value that is no plain integer.
func (m *Machine) value(i int32) (value.Value, state) { return m.valueOf(&m.c.nodes[i]) }

func (m *Machine) valueOf(n *node) (value.Value, state) {
	switch n.op {
	case opInput, opVar, opField, opAttr, opNever:
	default:
		if plainKind(n.kind) {
			return m.wrapped(n)
		}
	}
	switch n.op {
	case opConst:
		return m.c.consts[n.a], known
	case opInput:
		if v := m.in[n.a]; v.Kind != value.Invalid {
			return v, known
		}
		st, d := m.missing(n.a)
		if d >= 0 {
			return m.value(d)
		}
		return value.Value{}, st
	case opTerm:
		c := m.term(n.a)
		return c.v, c.st
	case opVar:
		return m.vars[n.a], known
	case opField:
		fields, _ := m.vars[n.a].Ref.([]value.Value)
		if int(n.b) < len(fields) && fields[n.b].Kind != value.Invalid {
			return fields[n.b], known
		}
		return value.Value{}, unsettled
	case opAttr:
		v, st := m.value(n.a)
		if st != known {
			return v, st
		}
		out, err := operate.Attribute(m.c.attrs[n.b], v)
		if err != nil {
			return out, unsettled
		}
		return out, known
	case opSchedOn, opSchedEnding, opSchedFirst:
		return m.scheduled(n)
	case opNever:
		return value.Value{}, absent
	}
	return value.Value{}, unsettled
}

// wrapped is a computed integer as a value. Amounts have no currency here and are left to the exact evaluator.
func (m *Machine) wrapped(n *node) (value.Value, state) {
	if n.kind == value.Money || n.kind == value.Instant {
		return value.Value{}, unsettled
	}
	x, st := m.numberOf(n)
	return value.Value{Kind: n.kind, N: x}, st
}

// scheduled gives one period, in the node's own scratch space, or a list of the first ones.
func (m *Machine) scheduled(n *node) (value.Value, state) {
	s := &m.c.sched[n.a]
	from, st := m.number(s.from)
	if st != known {
		return value.Value{}, st
	}
	if n.op == opSchedFirst {
		v, err := operate.FirstPeriods(s.tree, dateOf(from), int(n.k))
		if err != nil {
			return v, unsettled
		}
		return v, known
	}
	day, st := m.number(n.b)
	if st != known {
		return value.Value{}, st
	}
	if n.op == opSchedEnding {
		v, err := operate.PeriodsEnding(s.tree, dateOf(from), dateOf(day))
		if err != nil {
			return v, unsettled
		}
		return v, known
	}
	k := operate.NumberOn(s.tree, dateOf(from), dateOf(day))
	if k == 0 {
		return value.Value{}, absent
	}
	p := &m.periods[n.k]
	if !operate.Period(s.tree, dateOf(from), k, p) {
		return value.Value{}, unsettled
	}
	return value.OfPeriod(p), known
}

// eachPeriod binds the loop's variable to each period that ends before a day, without making a list.
func (m *Machine) eachPeriod(lp *loop, n *node, f func() bool) state {
	s := &m.c.sched[n.a]
	from, st := m.number(s.from)
	if st != known {
		return st
	}
	day, st := m.number(n.b)
	if st != known {
		return st
	}
	p := &m.periods[lp.period]
	m.vars[lp.slot] = value.OfPeriod(p)
	for k := 1; operate.Period(s.tree, dateOf(from), k, p) && int64(p.Last) < day; k++ {
		if k > operate.MaxPeriods {
			return unsettled
		}
		if !f() {
			break
		}
	}
	return known
}

// membership tests values in lists, periods and calendars, and equality of values.
func (m *Machine) membership(n *node) truth {
	switch n.op {
	case opEmptyList:
		v, st := m.value(n.a)
		if st != known {
			return lack(st)
		}
		return of(len(v.Members()) == 0)
	case opInPeriod:
		p, st := m.value(n.b)
		if st != known {
			return lack(st)
		}
		x, st := m.number(n.a)
		if st != known {
			return lack(st)
		}
		return of(int64(p.Period().First) <= x && x <= int64(p.Period().Last))
	case opInCalendar:
		return m.inCalendar(n)
	}
	x, st := m.value(n.a)
	if st == absent {
		return never
	}
	y, st2 := m.value(n.b)
	if st2 != known {
		return lack(st2)
	}
	if st != known {
		return open
	}
	if n.op == opIsValue {
		return of(value.Equal(x, y))
	}
	for _, e := range y.Members() {
		if value.Equal(x, e) {
			return yes
		}
	}
	return no
}

func (m *Machine) inCalendar(n *node) truth {
	c, st := m.value(n.b)
	if st != known {
		return lack(st)
	}
	x, st := m.number(n.a)
	if st != known {
		return lack(st)
	}
	v, err := operate.InCalendar(c.Calendar(), dateOf(x))
	if err != nil {
		return open
	}
	return truth(v.N)
}

func (m *Machine) workday(n *node, d value.Value) (int64, state) {
	w := &m.c.works[n.b]
	var cal *calendar.Calendar
	if w.calendar >= 0 {
		v, st := m.value(w.calendar)
		if st != known {
			return 0, st
		}
		cal = v.Calendar()
	}
	var err error
	day := d.Date()
	switch {
	case n.op == opWorkdays:
		day, err = calendar.AddWorkingDays(day, int(n.k), w.days, cal)
	case n.k > 0:
		day, err = calendar.RollForward(day, w.days, cal)
	default:
		day, err = calendar.RollBackward(day, w.days, cal)
	}
	if err != nil {
		return 0, unsettled
	}
	return int64(day), known
}
