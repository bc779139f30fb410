package plan

import (
	"sync"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

const event = tree.Event

// cell is a memoised term or decision of the case with its epoch.
type cell struct {
	epoch uint32
	st    state
	tr    truth
	// n is the number, member index or set; u the members of a set that are not settled.
	n int64
	u uint64
}

// Machine runs a plan. It is reused from case to case and is not safe for concurrent use.
type Machine struct {
	c        *Code
	in       []value.Value
	readings []int
	epoch    uint32

	terms      []cell
	termValues []value.Value // of terms that are no plain integers
	decs       []cell
	decValues  []value.Value
	dis        []cell
	vars       []*value.Value
	scratch    []value.Value
	periods    []value.SchedulePeriod

	// status is what became of each rule, by tree.Rule.ID; link says which link of its condition settled it.
	status []outcome.RuleStatus
	link   []int16
	// changed tells, by tree.Rule.ID, which applied lines of an account changed the amount, or bind.
	changed []bool
	cites   []cites
	// spared is a rule that nothing defeats, to see what its defeat changed; clash tells that values were found to differ.
	spared *rule
	clash  bool
	// vague tells that a citation leads to a decision that is not settled here.
	vague bool
}

// NewMachine makes a machine for the plan.
func (c *Code) NewMachine() *Machine {
	m := &Machine{
		c:          c,
		terms:      make([]cell, len(c.terms)),
		termValues: make([]value.Value, len(c.terms)),
		decs:       make([]cell, len(c.decisions)),
		decValues:  make([]value.Value, len(c.decisions)),
		dis:        make([]cell, len(c.disapplies)),
		vars:       make([]*value.Value, c.slots),
		scratch:    make([]value.Value, c.slots),
		periods:    make([]value.SchedulePeriod, c.periods),
		status:     make([]outcome.RuleStatus, c.ruleCount),
		link:       make([]int16, c.ruleCount),
		changed:    make([]bool, c.ruleCount),
		cites:      make([]cites, len(c.decisions)),
	}
	w := c.words()
	bits := make([]uint64, len(c.decisions)*(effects+1)*w)
	for i := range m.cites {
		n := (effects + 1) * w
		m.cites[i].w = w
		m.cites[i].words, bits = bits[:n:n], bits[n:]
	}
	return m
}

// Pool hands out machines of one plan.
type Pool struct {
	c *Code
	p sync.Pool
}

// NewPool makes a pool of machines for the plan.
func NewPool(c *Code) *Pool { return &Pool{c: c} }

// Get is a machine.
func (p *Pool) Get() *Machine {
	if m, ok := p.p.Get().(*Machine); ok {
		return m
	}
	return p.c.NewMachine()
}

// Put gives a machine back.
func (p *Pool) Put(m *Machine) {
	m.in = nil
	p.p.Put(m)
}

// load begins a case.
func (m *Machine) load(in []value.Value, readings []int) {
	m.in, m.readings, m.vague = in, readings, false
	m.epoch++
	if m.epoch == 0 { // after four billion cases
		clear(m.terms)
		clear(m.decs)
		clear(m.dis)
		for i := range m.cites {
			m.cites[i].epoch = 0
		}
		m.epoch = 1
	}
	clear(m.status)
}

// term evaluates a defined term once.
func (m *Machine) term(i int32) *cell {
	c := &m.terms[i]
	if c.epoch != m.epoch {
		c.epoch = m.epoch
		m.c.termFns[i](m, c)
	}
	return c
}

// condition is "when C unless D".
func (m *Machine) condition(c *condition) truth {
	out := yes
	if c.when != nil {
		if out = c.when(m); out == no {
			return no
		}
	}
	if c.unless != nil {
		t := negate(c.unless(m))
		if t == no {
			return no
		}
		out = max(out, t)
	}
	return out
}

// disapplies is whether a disapply holds and is not itself disapplied.
func (m *Machine) disapplies(j int32) truth {
	c := &m.dis[j]
	if c.epoch != m.epoch {
		c.epoch = m.epoch
		c.tr = m.switched(&m.c.disapplies[j])
	}
	return c.tr
}

// switched is a condition that other sentences can disapply.
func (m *Machine) switched(s *disapply) truth {
	t := holds(m.condition(&s.fn))
	for _, k := range s.by {
		if t == no {
			return no
		}
		switch m.disapplies(k) {
		case yes:
			return no
		case open:
			t = open
		}
	}
	return t
}
