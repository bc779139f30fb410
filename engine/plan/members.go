package plan

import "github.com/clausewise/clausewise/engine/outcome"

// addMembers takes the members of a set that one rule each gives.
func (m *Machine) addMembers(d *decision, c *cell, x *ownCites) {
	for s := d.members; s != nil; s = s.next {
		if s.form == ifJudged {
			m.r[s.at] = int64(s.judge(m))
		}
	}
	if more := m.plainMembers(d.members, c, x); !more {
		return
	}
	for s := d.members; s != nil; s = s.next {
		if s.by == nil {
			continue
		}
		if f := s.fate(s.judged(m)); f.more() {
			m.also(d, c, x, f)
		}
	}
}

// judged is which of its fates the rule of a step that gives a member has.
func (s *step) judged(m *Machine) truth {
	w := m.r[s.at]
	switch {
	case s.form == ifJudged:
		return truth(w)
	case w > ask:
		return truth(s.in >> (w & 63) & 1)
	}
	return lackOf(w)
}

// plainMembers takes the members of a set whose conditions were judged, or are that a fact is a member. It tells whether there is more to cite.
func (m *Machine) plainMembers(s *step, c *cell, x *ownCites) (more bool) {
	// Which members are in a set is hard to foresee: there is no branch on it.
	var all memberFate
	for ; s != nil; s = s.next {
		w := m.r[s.at]
		if s.form == ifMember {
			if w > ask {
				w = int64(s.in >> (w & 63) & 1)
			} else {
				w = int64(lackOf(w))
			}
		}
		f := &s.adds[w]
		m.notes[s.id] = f.note
		all.in |= f.in
		all.maybe |= f.maybe
		all.hit |= f.hit
		all.miss |= f.miss
		all.more = all.more || f.more
	}
	c.n, c.u = int64(all.in), all.maybe
	x[outcome.Applies] |= all.hit
	x[outcome.NotMet] |= all.miss
	return all.more
}
