package plan

import (
	"math"
	"slices"

	"github.com/clausewise/clausewise/engine/outcome"
)

// fate is what a rule of a simple decision can come to, with its note and its citations, all known when the policy is compiled. The judge of its step
// tells which of its fates a rule has.
type fate struct {
	clauses uint64 // in word decision.clauseWord of those with the effect
	rest    *rest  // what else is cited; nil: nothing
	note    note
	fold    uint16 // the first decision whose citations count as definitions; or noFold
	effect  outcome.Effect
	t       truth
}

// Instead of a decision.
const (
	noFold   = math.MaxUint16 // nothing is cited but clauses
	onlyRest = noFold - 1
)

// more tells whether more is cited than clauses.
func (f *fate) more() bool { return f.fold != noFold }

// The fates of a rule. The first four are the truths of its condition, where which link of it settled it does not matter. From firstLink on they
// are those of the links of a chain: each alone makes "and" fail or "or" hold; and for "or" again: each made it hold, and "unless" failed.
const (
	vaguely   truth = 4 + iota // yes, but which link settled it is not known: then nothing is settled
	vaguelyNo                  // no, likewise
	unlessNot                  // "when" holds, or is absent, and "unless" holds
	firstLink
)

// mostLinks is the most links that the chain of a rule of a simple decision has.
const mostLinks = 100

// judge tells which of its fates a rule has.
func (l *linker) judge(r *rule) condFn {
	rc := r.cites
	switch {
	case r.when != nil:
		return r.when
	case r.test == nil:
		return func(*Machine) truth { return yes }
	}
	when, chained := l.cond(r.cond.when), len(rc.when.nodes) > 0
	if r.cond.unless < 0 && !chained {
		return when
	}
	var not condFn
	if r.cond.unless >= 0 {
		not = l.not(r.cond.unless)
	}
	if !chained {
		return judgeUnless(when, not)
	}
	n := &l.nodes[r.cond.when]
	fs := l.condList(l.kids[n.a : n.a+n.b])
	if n.op == opOr {
		return judgeOr(fs, not)
	}
	return judgeAnd(fs, not)
}

// judgeUnless is "when C unless D", or "unless D", with not for "not D".
func judgeUnless(when, not condFn) condFn {
	return func(m *Machine) truth {
		t := yes
		if when != nil {
			if t = when(m); t == no {
				return no
			}
		}
		u := not(m)
		if u == no {
			return unlessNot
		}
		return max(t, u)
	}
}

func judgeAnd(fs []condFn, not condFn) condFn {
	return func(m *Machine) truth {
		out := yes
		for i, f := range fs {
			t := f(m)
			if t == no {
				if out == open {
					m.vague = true
					return vaguelyNo
				}
				return firstLink + truth(i)
			}
			out = max(out, t)
		}
		if not != nil {
			u := not(m)
			if u == no {
				return unlessNot
			}
			out = max(out, u)
		}
		return out
	}
}

func judgeOr(fs []condFn, not condFn) condFn {
	return func(m *Machine) truth {
		out, by := no, yes
		for i, f := range fs {
			t := f(m)
			if t == yes {
				by = firstLink + truth(i)
				if out == open {
					m.vague = true
					by = vaguely
				}
				out = yes
				break
			}
			out = max(out, t)
		}
		if out == no {
			return no
		}
		u := yes
		if not != nil {
			u = not(m)
		}
		switch {
		case u == no:
			switch by {
			case yes:
				return unlessNot
			case vaguely:
				return vaguelyNo
			}
			return by + truth(len(fs))
		case max(out, u) == yes:
			return by
		}
		return max(out, u)
	}
}

// plainFates is how many fates a rule has whose links do not matter.
const plainFates = 4

// fates are what a rule of a simple decision can come to; idle those of a limit that changes nothing.
func (c *Code) fates(d *decision, r *rule) (by, idle []fate) {
	by = c.fatesOf(d, r, r.hits, outcome.Applies)
	if r.idle != nil {
		idle = c.fatesOf(d, r, r.idle, outcome.NotReached)
	}
	return by, idle
}

// fatesOf has for what applies the marks in hits, whose clauses have an effect.
func (c *Code) fatesOf(d *decision, r *rule, hits []mark, e outcome.Effect) []fate {
	hit := func(i int, link int16) fate { return c.fate(d, yes, link, &hits[i], e) }
	miss := func(i int, link int16) fate { return c.fate(d, no, link, &r.misses[i], outcome.NotMet) }
	out := []fate{miss(linkWhole+1, linkWhole), hit(linkWhole, linkWhole), c.fate(d, never, linkWhole, &r.misses[linkUnless+1], outcome.NotMet),
		c.fate(d, open, linkWhole, &mark{}, outcome.NotMet)}
	n := len(r.cites.when.nodes)
	if r.test == nil || n == 0 && r.cond.unless < 0 {
		return out
	}
	out = append(out, hit(linkWhole, linkWhole), miss(linkWhole+1, linkWhole), miss(linkUnless+1, linkUnless))
	or := r.cites.when.or
	for i := range n {
		if link := int16(i + 1); or {
			out = append(out, hit(i+1, link))
		} else {
			out = append(out, miss(i+2, link))
		}
	}
	if or && r.cond.unless >= 0 {
		for i := range n {
			out = append(out, miss(i+2, int16(i+1)))
		}
	}
	return out
}

// fate is that of a rule which cites what a mark says.
func (c *Code) fate(d *decision, t truth, link int16, k *mark, e outcome.Effect) fate {
	f := c.citing(k, e, d.clauseWord)
	f.t, f.note = t, note{status: statuses[t], link: link}
	return f
}

// arising is what asking whether a decision arises cites, with its clauses as definitions.
func (c *Code) arising(d *decision) fate {
	return c.citing(&d.arisesMark, outcome.Defines, d.clauseWord)
}

// citing is a mark as a fate, which has apart the clauses with an effect in one word.
func (c *Code) citing(k *mark, e outcome.Effect, word int32) (f fate) {
	word += int32(int(e) * c.width)
	f.fold, f.effect = noFold, e
	var all rest
	take := func(b clauseBits) {
		if b.at == word {
			f.clauses |= b.bits
		} else {
			all.add(b)
		}
	}
	take(k.clauseBits)
	if k.rest != nil {
		for _, b := range k.rest.more {
			take(b)
		}
		all.folds = k.rest.folds
		if c.width == 1 && len(all.folds) > 0 && all.folds[0] < onlyRest {
			f.fold, all.folds = uint16(all.folds[0]), all.folds[1:]
		}
	}
	if len(all.more)+len(all.folds) > 0 {
		f.rest = &all
	}
	if f.fold == noFold && f.rest != nil {
		f.fold = onlyRest
	}
	return f
}

// fate is one of those of the step's rule.
func (s *step) fate(t truth) *fate {
	if t < plainFates {
		return &s.by[t]
	}
	return &s.links[t-plainFates]
}

// noted is the fate of which a note tells.
func (s *step) noted(n note) *fate {
	for t := range truth(s.count()) {
		if f := s.fate(t); f.note == n {
			return f
		}
	}
	return &s.by[open]
}

// count is how many fates the step's rule has.
func (s *step) count() int {
	if s.moreFates == nil {
		return plainFates
	}
	return plainFates + len(s.links)
}

// came is what the step's rule comes to, with its note.
func (s *step) came(m *Machine) (truth, note) {
	t := s.judge(m)
	if s.by != nil {
		f := s.fate(t)
		return f.t, f.note
	}
	n := s.adds[t].note
	return truth(slices.Index(statuses[:], n.status)), n
}

// memberFate is the fate of a rule that gives a member of a set, as what is to be added to the set and its citations.
type memberFate struct {
	in, maybe uint64
	hit, miss uint64
	note      note
	more      bool
}

// memberFates makes the fates of a rule that gives a member.
func (s *step) memberFates() {
	s.adds = make([]memberFate, s.count())
	more := false
	for t := range s.adds {
		f := s.fate(truth(t))
		a := memberFate{note: f.note, more: f.more()}
		more = more || f.more()
		switch f.t {
		case yes:
			a.in, a.hit = s.rule.bit, f.clauses
		case open:
			a.maybe = s.rule.bit
		default:
			a.miss = f.clauses
		}
		s.adds[t] = a
	}
	if !more {
		s.by, s.moreFates = nil, nil
	}
}
