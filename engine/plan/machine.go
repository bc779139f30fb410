package plan

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/value"
)

const event = tree.Event

// cell is a memoised term or decision of the case with its epoch.
type cell struct {
	epoch uint32
	cited uint32 // the epoch in which a decision was cited
	st    state
	found bool  // a simple decision has a rule that applies
	vague bool  // and what it cites leads to a decision that is not settled
	tr    truth // of a condition; no: a decision's question does not arise
	// n is the number, member index or set; u the members of a set that are not settled.
	n int64
	u uint64
}

// note is what became of a rule, and which link of its condition settled it.
type note struct {
	status    outcome.RuleStatus
	worthless bool // failed as a duty to pay nothing
	link      int16
}

// Machine runs a plan. It is reused from case to case and is not safe for concurrent use.
type Machine struct {
	c *Code
	// in and w are those of the case.
	in       []value.Value
	w        []int64
	readings []int
	epoch    uint32

	decs      []cell
	notes     []note // by tree.Rule.ID; the last is of steps that are no rules
	at        []int32
	words     []int64
	ticks     []uint64
	tick      uint64
	memos     []memo
	limits    []limitRun // of the account that is being run
	bits      []uint64   // citations: see cite
	simple    []simple   // what is at hand of each simple decision
	r         []int64    // the words of steps
	undecided []int64    // the words of decisions when a case begins
	others    []cell     // of terms

	decValues  []value.Value
	termValues []value.Value // of terms that are no plain integers
	dis        []cell
	vars       []*value.Value
	scratch    []value.Value
	periods    []value.SchedulePeriod

	// changed tells, by tree.Rule.ID, which applied lines of an account changed the amount, or bind.
	changed []bool
	// spared is a rule that nothing defeats, to see what its defeat changed; clash tells that values were found to differ.
	spared *rule
	clash  bool
	saved  []became
	// vague tells that a citation leads to a decision that is not settled here.
	vague bool
	// citing: simple decisions are cited as they are settled.
	citing bool
	own    *Case // for facts that are given as values
	// work is how many members of lists and periods of schedules a case may look at, left what is left of it; beyond, all is left open.
	work, left int
	// consulted are the ambiguities whose readings were looked at: see Consulted.
	consulted uint64
}

// NewMachine makes a machine for the plan.
func (c *Code) NewMachine() *Machine {
	m := &Machine{
		c:          c,
		others:     make([]cell, len(c.terms)),
		termValues: make([]value.Value, len(c.terms)),
		decs:       make([]cell, len(c.decisions)),
		decValues:  make([]value.Value, len(c.decisions)),
		dis:        make([]cell, len(c.disapplies)),
		vars:       make([]*value.Value, c.slots),
		scratch:    make([]value.Value, c.slots),
		at:         make([]int32, c.slots),
		words:      make([]int64, c.slots),
		ticks:      make([]uint64, c.slots+1),
		memos:      make([]memo, c.memos),
		periods:    make([]value.SchedulePeriod, c.periods),
		notes:      make([]note, c.ruleCount+1),
		changed:    make([]bool, c.ruleCount),
		bits:       make([]uint64, len(c.decisions)*(effects+1)*c.width),
		own:        c.NewCase(),
		work:       limits.Default.Work,
		limits:     make([]limitRun, c.limits),
	}
	m.r = make([]int64, len(c.inputs)+len(c.decisions)+len(c.fixed))
	copy(m.r[len(c.inputs)+len(c.decisions):], c.fixed)
	m.undecided = slices.Repeat([]int64{ask}, len(c.decisions))
	m.atHand()
	return m
}

// Within sets the limits of a case.
func (m *Machine) Within(l limits.Limits) { m.work = l.OrDefault().Work }

// load begins a case.
func (m *Machine) load(k *Case, readings []int, citing bool) {
	m.look(k, readings, m.work)
	m.citing, m.vague = citing, false
	clear(m.notes)
	n := copy(m.r, k.w[:len(m.c.inputs)])
	copy(m.r[n:], m.undecided)
}

// look begins a case of which nothing is cited or recorded, and which may look at so many members and periods.
func (m *Machine) look(k *Case, readings []int, left int) {
	m.in, m.w, m.readings, m.citing, m.left = k.in, k.w, readings, false, left
	m.consulted = 0
	m.tick++
	m.ticks[m.c.slots] = m.tick
	m.nextEpoch()
}

// nextEpoch forgets what is known of terms and decisions.
func (m *Machine) nextEpoch() {
	m.epoch++
	if m.epoch == 0 { // after four billion cases
		clear(m.others)
		clear(m.decs)
		clear(m.dis)
		m.epoch = 1
	}
}

// within counts n members or periods; false where the case may look at no more.
func (m *Machine) within(n int) bool {
	m.left -= n
	return m.left >= 0
}

// term evaluates a defined term once.
func (m *Machine) term(i int32) *cell {
	c := &m.others[i]
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
