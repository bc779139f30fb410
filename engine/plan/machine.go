package plan

import (
	"sync"

	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// cell is a memoised term or decision.
type cell struct {
	done bool
	st   state
	tr   truth
	// n is the number, member index or set; u the members of a set that are not settled.
	n int64
	u uint64
	v value.Value
}

// Machine interprets a plan. It is reused from case to case and is not safe for concurrent use.
type Machine struct {
	c        *Code
	in       []value.Value
	readings []int
	terms    []cell
	decs     []cell
	vars     []value.Value
	periods  []value.SchedulePeriod
	// Rules is what became of each rule, by tree.Rule.ID, in the numbering of outcome.RuleStatus.
	Rules  []uint8
	dis    []truth
	disSet []bool
	limits []limitRecord
	// changed tells, by tree.Rule.ID, which applied lines of an account changed the amount, or bind.
	changed []bool
	cites   []cites
	// vague tells that a citation leads to a decision that is not settled here.
	vague bool
}

type limitRecord struct {
	before, after int64
}

// NewMachine makes a machine for the plan.
func (c *Code) NewMachine() *Machine {
	m := &Machine{
		c:       c,
		terms:   make([]cell, len(c.terms)),
		decs:    make([]cell, len(c.decisions)),
		vars:    make([]value.Value, c.slots),
		periods: make([]value.SchedulePeriod, c.periods),
		Rules:   make([]uint8, c.ruleCount),
		dis:     make([]truth, len(c.disapplies)),
		disSet:  make([]bool, len(c.disapplies)),
		limits:  make([]limitRecord, len(c.decisions)),
		changed: make([]bool, c.ruleCount),
		cites:   make([]cites, len(c.decisions)),
	}
	w := c.words()
	bits := make([]uint64, len(c.decisions)*(effects+1)*w)
	for i := range m.cites {
		for k := range m.cites[i].set {
			m.cites[i].set[k], bits = bits[:w:w], bits[w:]
		}
		m.cites[i].all, bits = bits[:w:w], bits[w:]
	}
	return m
}

// Pool hands out machines.
type Pool struct{ p sync.Pool }

// Get is a machine for the plan.
func (p *Pool) Get(c *Code) *Machine {
	if m, ok := p.p.Get().(*Machine); ok && m.c == c {
		return m
	}
	return c.NewMachine()
}

// Put gives a machine back.
func (p *Pool) Put(m *Machine) {
	m.in = nil
	p.p.Put(m)
}

// load begins a case.
func (m *Machine) load(in []value.Value, readings []int) {
	m.in, m.readings, m.vague = in, readings, false
	for i := range m.terms {
		m.terms[i].done = false
	}
	for i := range m.decs {
		m.decs[i].done = false
		m.cites[i].done = false
	}
	clear(m.Rules)
	clear(m.disSet)
	clear(m.changed)
}

// missing is the state of an input that is not given; default is the node of its default where that is its value.
func (m *Machine) missing(i int32) (st state, fallback int32) {
	in := &m.c.inputs[i]
	if in.kind == event {
		return absent, -1
	}
	if in.guard >= 0 {
		switch m.truth(in.guard) {
		case no, never:
			return absent, -1
		case open:
			return unsettled, -1
		}
	}
	if in.deflt >= 0 {
		return known, in.deflt
	}
	return unsettled, -1
}

// number evaluates a node to an integer: members, days, seconds, millionths.
func (m *Machine) number(i int32) (int64, state) { return m.numberOf(&m.c.nodes[i]) }

func (m *Machine) numberOf(n *node) (int64, state) {
	switch n.op {
	case opNumber:
		return n.k, known
	case opInput:
		v := &m.in[n.a]
		if v.Kind != value.Invalid {
			return plain(v)
		}
		st, d := m.missing(n.a)
		if d >= 0 {
			return m.number(d)
		}
		return 0, st
	case opTerm:
		c := m.term(n.a)
		return c.n, c.st
	case opDecision:
		c := m.decide(n.a)
		return c.n, c.st
	case opReading:
		return int64(m.readings[n.a]), known
	case opVar:
		return plain(&m.vars[n.a])
	case opField:
		fields, _ := m.vars[n.a].Ref.([]value.Value)
		if int(n.b) >= len(fields) || fields[n.b].Kind == value.Invalid {
			return 0, unsettled
		}
		return plain(&fields[n.b])
	case opAdd, opSub, opMul:
		return m.arith(n)
	case opMin, opMax:
		return m.pickKids(n)
	case opSum, opCount, opSmallest, opLargest:
		return m.fold(n)
	case opConvert:
		x, st := m.number(n.a)
		if st != known {
			return 0, st
		}
		return int64(m.c.maps[n.b][x]), known
	case opOpenWithout:
		if m.in[n.a].Kind != value.Money {
			return 0, unsettled
		}
		return n.k, known
	case opNever:
		return 0, absent
	case opOpen:
		return 0, unsettled
	}
	if n.kind == value.Bool {
		switch m.truthOf(n) {
		case no:
			return 0, known
		case yes:
			return 1, known
		case never:
			return 0, absent
		}
		return 0, unsettled
	}
	return m.calendar(n)
}

// plain is the integer of a value that has nothing besides it.
func plain(v *value.Value) (int64, state) {
	switch {
	case v.Kind == value.Invalid || v.Ref != nil || v.Special || v.Aux != 0:
		return 0, unsettled
	}
	return v.N, known
}

// calendar evaluates the arithmetic of days.
func (m *Machine) calendar(n *node) (int64, state) {
	if n.op == opAttr || n.op == opSchedOn {
		v, st := m.valueOf(n)
		if st != known {
			return 0, st
		}
		return plain(&v)
	}
	x, st := m.number(n.a)
	if st != known {
		return 0, st
	}
	d := date.Date(x)
	var out date.Date
	ok := true
	switch n.op {
	case opDays:
		out, ok = d.AddDays(int(n.k))
	case opMonths:
		out, ok = d.AddMonths(int(n.k), m.c.rules[n.b])
	case opLastDays:
		out, ok = d.LastOfDays(int(n.k))
	case opLastMonths:
		out, ok = d.LastOfMonths(int(n.k))
	case opMinutes:
		return x + n.k*60, known
	case opYear:
		return int64(d.Year()) * value.Scale, known
	case opMonth:
		return int64(d.Month()) * value.Scale, known
	case opDay:
		return int64(d.Day()) * value.Scale, known
	case opWeekday:
		return int64(d.Weekday()), known
	case opWorkdays, opRoll:
		return m.workday(n, value.OfDate(d))
	case opClock:
		v, err := operate.ClockOn(int(n.k), m.c.zones[n.b], value.OfDate(d))
		if err != nil {
			return 0, unsettled
		}
		return v.N, known
	default:
		return 0, unsettled
	}
	if !ok {
		return 0, unsettled
	}
	return int64(out), known
}

// truth evaluates a node to a truth value.
func (m *Machine) truth(i int32) truth { return m.truthOf(&m.c.nodes[i]) }

func (m *Machine) truthOf(n *node) truth {
	switch n.op {
	case opTruth:
		return truth(n.k)
	case opInput:
		v := &m.in[n.a]
		if v.Kind != value.Invalid {
			return truth(v.N)
		}
		st, d := m.missing(n.a)
		if d >= 0 {
			return m.truth(d)
		}
		return lack(st)
	case opIsConst:
		x, st := m.number(n.a)
		if st != known {
			return lack(st)
		}
		return of(x == n.k)
	case opOneOf:
		x, st := m.number(n.a)
		if st != known {
			return lack(st)
		}
		return truth(uint64(n.k) >> x & 1)
	case opIsNumber, opAtMost, opBelow:
		return m.relation(n)
	case opAnd:
		return m.and(n)
	case opOr:
		return m.or(n)
	case opNot:
		return negate(m.truth(n.a))
	case opTerm:
		return m.term(n.a).tr
	case opDecision:
		c := m.decide(n.a)
		if c.st != known {
			return lack(c.st)
		}
		return truth(c.n)
	case opHas, opEmptySet, opIsSet:
		return m.setTest(n)
	case opSome, opEvery:
		return m.quantify(n)
	case opHappened:
		return of(m.in[n.a].Kind != value.Invalid)
	case opArises:
		return m.arises(n.a)
	case opVar, opField:
		x, st := m.numberOf(n)
		if st != known {
			return lack(st)
		}
		return truth(x)
	case opNever:
		return never
	case opOpen:
		return open
	}
	return m.membership(n)
}

func of(b bool) truth {
	if b {
		return yes
	}
	return no
}

// lack is the truth of a condition whose operand is not there.
func lack(st state) truth {
	if st == absent {
		return never
	}
	return open
}

func negate(t truth) truth {
	if t <= yes {
		return t ^ 1
	}
	return t
}

func (m *Machine) relation(n *node) truth {
	x, st := m.number(n.a)
	if st == absent {
		return never
	}
	y, st2 := m.number(n.b)
	if st2 != known {
		return lack(st2)
	}
	if st != known {
		return open
	}
	switch n.op {
	case opAtMost:
		return of(x <= y)
	case opBelow:
		return of(x < y)
	}
	return of(x == y)
}

// and is no where one is no; else open where one is open; else n/a where one is n/a.
func (m *Machine) and(n *node) truth {
	out := yes
	for _, k := range m.c.kids[n.a : n.a+n.b] {
		switch t := m.truth(k); t {
		case no:
			return no
		case never, open:
			out = max(out, t)
		}
	}
	return out
}

// or is yes where one is yes; else open where one is open; else n/a where one is n/a.
func (m *Machine) or(n *node) truth {
	out := no
	for _, k := range m.c.kids[n.a : n.a+n.b] {
		switch t := m.truth(k); t {
		case yes:
			return yes
		case never, open:
			out = max(out, t)
		}
	}
	return out
}

func (m *Machine) condition(c cond) truth {
	out := yes
	if c.when >= 0 {
		if out = m.truth(c.when); out == no {
			return no
		}
	}
	if c.unless >= 0 {
		t := negate(m.truth(c.unless))
		switch {
		case t == no:
			return no
		case t != yes:
			out = max(out, t)
		}
	}
	return out
}

// holds is a condition as a rule sees it: n/a does not apply it.
func holds(t truth) truth {
	if t == never {
		return no
	}
	return t
}
