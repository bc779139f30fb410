package plan

import (
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
)

// ownCites are the citations of a decision in the word in which most clauses of its rules are, by effect, and their union.
type ownCites [effects + 1]uint64

// simple is what is at hand of a decision for settling it: its steps, where its citations go and the word that it is settled to.
type simple struct {
	mode    settling
	folded  bool
	steps   *step
	members *step
	cites   *ownCites
	word    *int64
	d       *decision
}

// settling is how a decision is settled.
type settling uint8

const (
	bySteps        settling = iota
	bySeveralWords          // likewise, and its citations have more than one word
	byRules                 // it is not simple
)

// atHand prepares what is at hand of each decision.
func (m *Machine) atHand() {
	none := new(int64)
	m.simple = make([]simple, len(m.decs))
	for i := range m.simple {
		d := &m.c.decisions[i]
		h := simple{d: d, folded: d.folded, steps: d.steps, members: d.members, word: none}
		switch {
		case d.shape == notSimple:
			h.mode = byRules
		case m.c.width == 1:
			h.cites = (*ownCites)(m.bits[d.bits:])
		default:
			h.mode, h.cites = bySeveralWords, new(ownCites)
		}
		if d.plain {
			h.word = &m.r[len(m.c.inputs)+i]
		}
		m.simple[i] = h
	}
}

// settle evaluates a decision; a simple one together with its citations.
func (m *Machine) settle(i int32, c *cell) {
	h := &m.simple[i]
	c.epoch, c.st, c.found, c.vague, c.tr, c.n, c.u = m.epoch, known, false, false, yes, 0, 0
	if h.mode != bySteps || !m.citing {
		if h.mode == byRules || !m.citing {
			m.settleAny(i, c, h.d)
			return
		}
		clear(m.bits[h.d.bits : h.d.bits+h.d.bitsLen])
	}
	x := h.cites
	*x = ownCites{}
	if h.steps != nil {
		m.walk(h.steps, h.d, c, x)
	}
	if h.members != nil && c.st == known {
		m.addMembers(h.d, c, x)
	}
	if c.st == unsettled || c.u != 0 || c.vague {
		return // whoever reads it asks for its citations, and is told that there are none
	}
	c.cited = m.epoch
	if c.st == known {
		*h.word = c.n
	}
	if h.folded {
		x[effects] = x[outcome.Applies] | x[outcome.NotMet] | x[outcome.Defines] | x[outcome.ReadWith] | x[outcome.NotReached]
	}
	if h.mode != bySteps {
		m.spread(h.d, x)
	}
}

// spread puts the citations in one word to the others, and makes their union.
func (m *Machine) spread(d *decision, x *ownCites) {
	w, at := m.c.width, int(d.clauseWord)
	cs := m.bits[d.bits : d.bits+d.bitsLen]
	applies, notMet, defines := cs[:w], cs[int(outcome.NotMet)*w:][:w], cs[int(outcome.Defines)*w:][:w]
	readWith, notReached := cs[int(outcome.ReadWith)*w:][:w], cs[int(outcome.NotReached)*w:][:w]
	applies[at] |= x[outcome.Applies]
	notMet[at] |= x[outcome.NotMet]
	defines[at] |= x[outcome.Defines]
	notReached[at] |= x[outcome.NotReached]
	if d.folded {
		for k := range w {
			cs[effects*w+k] = applies[k] | notMet[k] | defines[k] | readWith[k] | notReached[k]
		}
	}
}

// act does what is done seldom. It tells whether the decision is settled by that.
func (m *Machine) act(d *decision, s *step, f *fate, c *cell, x *ownCites) bool {
	cite := true
	switch s.act {
	case takeSet:
		switch f.t {
		case yes:
			c.set(s.rule.set(m))
		case open:
			c.st = unsettled
		}
	case takeOther:
		switch f.t {
		case yes:
			if !m.agreesOther(d, s, c) {
				c.st = unsettled // conflicts are for the exact evaluator
			}
			c.found = true
		case open:
			c.st = unsettled
		default:
			x[f.effect] |= f.clauses // the rest is cited where no rule applies
			cite = false
		}
	case fallBack:
		if c.found {
			x[outcome.NotMet] = 0 // what does not apply matters only where nothing does
		} else {
			m.fallBack(d, c, x)
		}
	case applyRound:
		if f.t == yes {
			next, ok := money.RoundScaled(c.n, s.rule.mode, s.rule.step)
			if !ok || next > most || next < -most {
				c.st = unsettled
			}
			cite = next != c.n
			m.changed[s.id] = cite
			c.n = next
		} else if cite = false; f.t == open {
			c.st = unsettled
		}
	case bindLimits:
		m.bind(d, c, x)
	}
	if cite {
		x[f.effect] |= f.clauses
		if f.more() {
			m.also(d, c, x, f)
		}
	}
	return c.st == unsettled || s.act == fallBack && c.st != known
}

// also cites what a fate has besides the clauses of its rule.
func (m *Machine) also(d *decision, c *cell, x *ownCites, f *fate) {
	if i := f.fold; i < onlyRest {
		if m.decs[i].cited != m.epoch && !m.cites(int32(i)) {
			c.vague = true
			return
		}
		x[outcome.Defines] |= m.bits[int(i)*(effects+1)+effects]
	}
	if f.rest != nil {
		m.markRest(m.bits[d.bits:d.bits+d.bitsLen], f.rest)
	}
}

// cites tells whether a decision is settled, with its citations.
func (m *Machine) cites(i int32) bool {
	if c := m.decide(i); m.c.decisions[i].shape != notSimple {
		return c.cited == m.epoch
	}
	m.cite(i)
	return true
}
