package plan

import "github.com/clausewise/clausewise/engine/outcome"

// walk goes through the steps of a simple decision. It is one loop, since a call takes as long as a rule: what most steps look at stands in words, and what
// does not is judged, worked out or done by closures and act.
func (m *Machine) walk(s *step, d *decision, c *cell, x *ownCites) {
	for ; s != nil; s = s.next {
		var t truth
		v := int64(ask)
		switch s.form {
		case ifAlways:
			t = yes
		case ifMember:
			if w := m.r[s.at]; w > ask {
				t = truth(s.in >> (w & 63) & 1)
			} else {
				t = s.judge(m)
			}
		case ifBelow:
			u, w := m.r[s.at], m.r[s.than]
			if min(u, w) <= ask || s.add != 0 && !dateOf(u+s.add).Valid() {
				t = s.judge(m)
			} else {
				t = of(u+s.add < w) ^ s.not
			}
		case ifZero:
			if w := m.r[s.at]; w > ask {
				t = of(w == 0) ^ s.not
			} else {
				t = s.judge(m)
			}
		default:
			t = s.judge(m)
		}
		f := &s.by[t&3]
		if t >= plainFates {
			f = &s.links[t-plainFates]
		}
		came := f.t
		m.notes[s.id] = f.note
		switch s.act {
		case askArises:
			if came == yes {
				goto cite
			}
			c.st, c.tr = absent, no
			if came == open {
				c.st, c.tr = unsettled, yes
			}
			goto last
		case takeRank:
			if came == no || came == never {
				goto cite
			}
			if c.n = s.rule.k; came == open {
				c.st = unsettled
			}
			goto last
		}
		if came != yes {
			switch s.act {
			case takeValue:
				x[f.effect] |= f.clauses // the rest is cited where no rule applies
			case applyLine:
			case applyLimit:
				run := &m.limits[s.run]
				run.before, run.as = c.n, no
			default:
				if m.act(d, s, f, c, x) {
					return
				}
				continue
			}
			if came == open {
				c.st = unsettled
				return
			}
			continue
		}
		if s.act < takeSet {
			if s.value != noWord {
				v = m.r[s.value]
			}
			if v <= ask {
				v = s.num(m)
			}
		}
		switch s.act {
		case takeOnly:
			if c.n = v; v <= ask {
				c.st = stateOf(v)
				goto last
			}
		case takeValue:
			agrees := c.agrees(v)
			c.found = true
			if !agrees {
				c.st = unsettled // conflicts are for the exact evaluator
				goto last
			}
		case applyLine:
			next := c.n
			if v > ask {
				next = line(s.kind, next, v)
			} else if v != nothing {
				next = lacks
			}
			if next > most || next < -most {
				c.st = unsettled
				goto last
			}
			m.changed[s.id] = next != c.n
			if next == c.n {
				continue
			}
			c.n = next
		case applyLimit:
			run := &m.limits[s.run]
			run.x, run.as, run.before = v, t, c.n
			if v > ask {
				c.n = min(c.n, v)
			} else if v != nothing {
				c.st = unsettled
				goto last
			}
			continue
		default:
			if m.act(d, s, f, c, x) {
				return
			}
			continue
		}
	cite:
		x[f.effect] |= f.clauses
		if f.more() {
			if i := f.fold; f.rest == nil && m.decs[i].cited == m.epoch {
				x[outcome.Defines] |= m.bits[int(i)*(effects+1)+effects]
			} else {
				m.also(d, c, x, f)
			}
		}
		continue
	last:
		x[f.effect] |= f.clauses
		if f.more() {
			m.also(d, c, x, f)
		}
		return
	}
}
