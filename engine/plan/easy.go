package plan

import "github.com/clausewise/clausewise/engine/outcome"

// Most rules read no other decision, cannot be defeated, and stand in policies of at most 64 clauses: what citing them takes is a few words
// that are known beforehand.
type easy struct {
	ok       bool
	or       bool // the chain of "when" is one of "or"
	clause   uint64
	when     uint64   // behind all of "when"
	links    []uint64 // behind each link of its chain
	unless   uint64
	value    uint64
	readWith uint64
}

// makeEasy prepares a rule's words, if it is an easy one.
func (c *Code) makeEasy(r *rule) {
	rc := &r.cites
	if c.words() != 1 || len(r.beatenBy)+len(r.disapply) > 0 || rc.when.reading || rc.unless.reading || len(rc.unless.parts) > 0 {
		return
	}
	e := easy{ok: true, or: rc.when.or}
	word := func(b *behind) uint64 {
		if len(b.folds) > 0 {
			e.ok = false
		}
		if len(b.clauses) == 0 {
			return 0
		}
		return b.clauses[0]
	}
	if rc.clause >= 0 {
		e.clause = 1 << rc.clause
	}
	e.when, e.unless = word(&rc.when.whole), word(&rc.unless.whole)
	for i := range rc.when.parts {
		e.links = append(e.links, word(&rc.when.parts[i]))
	}
	for i := range rc.value {
		e.value |= word(&rc.value[i])
	}
	for _, cl := range rc.readWith {
		e.readWith |= 1 << cl
	}
	r.easy = e
}

// citeEasy is citeRule for an easy rule.
func (m *Machine) citeEasy(cs *cites, r *rule, effect outcome.Effect) {
	e := &r.easy
	defines := uint64(0)
	link := m.link[r.id]
	switch {
	case link >= 0:
		defines = e.links[link]
	default:
		defines = e.when
	}
	if m.status[r.id] != outcome.Failed || link == linkUnless || link >= 0 && e.or {
		defines |= e.unless
	}
	if effect != outcome.NotMet {
		defines |= e.value
	}
	cs.words[effect] |= e.clause
	cs.words[outcome.Defines] |= defines
	if effect == outcome.Applies {
		cs.words[outcome.ReadWith] |= e.readWith
	}
}
