package exact

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// cite fills in the citations of every decision of the result, in document order. Of a clause with several effects the strongest is cited.
func (e *evaluation) cite(res *outcome.Result) {
	if e.words == 0 {
		return
	}
	total := 0
	all := make([]citer, 0, 32)
	for i := range res.Decisions {
		c := e.citesOf(res, &res.Decisions[i])
		total += c.count()
		all = append(all, c)
	}
	room := make([]outcome.Citation, 0, total)
	for i := range all {
		from := len(room)
		room = all[i].list(e.p, room)
		if len(room) > from {
			res.Decisions[i].Citations = room[from:len(room):len(room)]
		}
	}
}

// citesOf is what a decision cites, with what is cited for it alone.
func (e *evaluation) citesOf(res *outcome.Result, d *outcome.Decision) citer {
	cited := e.cited(d.Decision)
	if len(d.Determinations) == 0 && !isDecisive(res, d.Decision) {
		return citer{e: e, w: e.words, set: cited}
	}
	c := e.newCiter()
	copy(c.set, cited)
	for _, aw := range d.Determinations {
		c.add(e.clauseOf(aw.Input.Clause), outcome.Pending)
	}
	for i := range res.Readings {
		if use := &res.Readings[i]; slices.Contains(use.DecisiveFor, d.Decision) {
			for _, cl := range use.Ambiguity.Concerns {
				c.add(e.clauseOf(cl), outcome.Reading)
			}
		}
	}
	c.close()
	return c
}

// isDecisive tells whether another reading of an ambiguity would change a decision.
func isDecisive(res *outcome.Result, d *tree.Decision) bool {
	for i := range res.Readings {
		if slices.Contains(res.Readings[i].DecisiveFor, d) {
			return true
		}
	}
	return false
}

// cited is the citations of one decision.
func (e *evaluation) cited(d *tree.Decision) []uint64 {
	if set := e.cites.sets[d.Index]; set != nil {
		return set
	}
	c := e.newCiter()
	e.cites.sets[d.Index] = c.set
	c.decision(d)
	c.close()
	return c.set
}

func (c *citer) decision(d *tree.Decision) {
	a, p := c.e.decide(d), &c.e.decisions[d.Index]
	c.add(p.arisesClause, outcome.Defines)
	if p.arises != nil {
		c.reads(&p.arises.behind)
	}
	if a.arises == False || a.arises == NA {
		return
	}
	switch {
	case d.Type.Kind == types.Set:
		c.ofSet(d, a)
	case d.Type.Kind == types.Duties:
		for i := range d.Rules {
			switch ra := a.rules[i]; {
			case ra.applies != False:
				c.settledRule(d, a, i)
			case c.e.holds(ra.cond) != False:
				c.defeated(d, a, i)
			}
		}
	default:
		c.scalar(d, a)
	}
}

// scalar cites what gave a value, or what an open one waits for.
func (c *citer) scalar(d *tree.Decision, a *answer) {
	best, fallback := c.best(d, a)
	for i, r := range d.Rules {
		if r.Otherwise || r.Kind >= tree.Add {
			continue
		}
		ra := a.rules[i]
		rank, ranked := c.rank(d, r, ra)
		switch {
		case ra.applies == True:
			if ranked && best >= 0 && rank > best {
				continue
			}
			c.settledRule(d, a, i)
		case ra.applies != False:
			if ranked && best >= 0 && rank >= best {
				continue
			}
			c.rule(d, i, outcome.Pending)
		case c.e.holds(ra.cond) != False:
			if !ranked || best < 0 || rank < best {
				c.defeated(d, a, i)
			}
		case fallback || d.Type.Kind == types.Duty && a.ref == NA || ranked && best >= 0 && rank < best:
			c.rule(d, i, outcome.NotMet)
		}
	}
	for i, r := range d.Rules {
		if r.Otherwise && fallback && a.rules[i].applies != False {
			c.settledRule(d, a, i)
		}
	}
	if a.account != nil && !a.capped && !c.e.without(a.ref) {
		c.account(d, a)
	}
}

// without tells whether an answer is certainly none: not applicable, not governed, in conflict.
func (e *evaluation) without(r diagram.Ref) bool {
	return r.IsConst() && e.leaves[r].kind != known && e.leaves[r].kind != open
}

// best is the rank of the earliest value that certainly applies, -1 without one; fallback tells that no rule applies, so that "otherwise" or
// nothing gives the result.
func (c *citer) best(d *tree.Decision, a *answer) (best int, fallback bool) {
	best, fallback = -1, true
	for i, r := range d.Rules {
		if r.Otherwise || r.Kind >= tree.Add {
			continue
		}
		ra := a.rules[i]
		if ra.applies != False {
			fallback = false
		}
		if ra.applies != True {
			continue
		}
		if rank, ok := c.rank(d, r, ra); ok && (best < 0 || rank < best) {
			best = rank
		}
	}
	return best, fallback
}

// rank is the place of a rule's value in a ranked decision, where it is known.
func (c *citer) rank(d *tree.Decision, r *tree.Rule, ra ruleAnswer) (int, bool) {
	if !d.Type.Ranked || r.Kind != tree.Value {
		return 0, false
	}
	if lit, ok := r.Value.(*tree.Lit); ok {
		return int(lit.Value.N), true
	}
	if ra.applies == False {
		return 0, false
	}
	v, ok := c.e.knownValue(ra.value)
	return int(v.N), ok && v.Kind == value.Enum
}

// settledRule cites a rule that applies: as applying where what it gives is known, else as pending; and what would have defeated it.
func (c *citer) settledRule(d *tree.Decision, a *answer, i int) {
	r, ra := d.Rules[i], a.rules[i]
	effect := outcome.Applies
	if ra.applies != True || r.Kind != tree.Member && d.Type.Kind != types.Set && !ra.value.IsConst() {
		effect = outcome.Pending
	} else if r.Kind != tree.Member && d.Type.Kind != types.Set && c.e.leaves[ra.value].kind == open {
		effect = outcome.Pending
	}
	c.rule(d, i, effect)
	c.notDefeated(d, a, i)
}

// notDefeated cites what would have defeated a rule that applies.
func (c *citer) notDefeated(d *tree.Decision, a *answer, i int) {
	p := &c.e.decisions[d.Index].rules[i]
	for _, j := range p.beatenBy {
		if a.rules[j].applies == False {
			c.idle(d, a, int(j))
		}
	}
	for _, s := range p.disapplied {
		c.add(s.clause, outcome.NotMet)
		c.readsOf(s.when, s.unless)
	}
}

// idle cites a rule that does not apply but would have beaten another: as displaced where something defeats it, else as not met.
func (c *citer) idle(d *tree.Decision, a *answer, j int) {
	if ra := a.rules[j]; c.e.holds(ra.cond) != False {
		c.defeated(d, a, j)
		return
	}
	c.rule(d, j, outcome.NotMet)
}

// defeated cites a rule that would have changed the result, and all that defeats it.
func (c *citer) defeated(d *tree.Decision, a *answer, i int) {
	if by, dis := c.e.defeater(d, a, i); by == nil && dis == nil || !c.e.changedBy(d, a, i) {
		return
	}
	c.rule(d, i, outcome.Displaced)
	p := &c.e.decisions[d.Index].rules[i]
	for _, j := range p.beatenBy {
		if a.rules[j].applies == True {
			c.rule(d, int(j), outcome.Disapplies)
		}
	}
	for _, s := range p.disapplied {
		if c.e.disapplies(s) == True {
			c.add(s.clause, outcome.Disapplies)
			c.readsOf(s.when, s.unless)
			c.addAll(s.readWith, outcome.ReadWith)
		}
	}
}

// ofSet cites the rules of every member that is there, of those that are not, and of those that wait.
func (c *citer) ofSet(d *tree.Decision, a *answer) {
	for i, r := range d.Rules {
		ra := a.rules[i]
		switch {
		case ra.applies == True:
			c.settledRule(d, a, i)
		case ra.applies != False:
			if r.Kind == tree.Member && a.set.members[r.Member] == True {
				continue
			}
			c.rule(d, i, outcome.Pending)
		case r.Kind == tree.Member && a.set.members[r.Member] == True:
		case c.e.holds(ra.cond) != False:
			c.defeated(d, a, i)
		default:
			c.rule(d, i, outcome.NotMet)
		}
	}
}

// account cites the lines: those that change the amount apply, limits that do not bind are not reached.
func (c *citer) account(d *tree.Decision, a *answer) {
	for _, l := range a.account.lines {
		c.line(d, a, l)
	}
	for i, r := range d.Rules {
		if ra := a.rules[i]; r.Kind >= tree.Add && ra.applies == False && c.e.holds(ra.cond) != False {
			c.defeated(d, a, i)
		}
	}
}

func (c *citer) line(d *tree.Decision, a *answer, l accountLine) {
	e, r := c.e, d.Rules[l.rule]
	applies := func() {
		c.rule(d, l.rule, outcome.Applies)
		c.notDefeated(d, a, l.rule)
	}
	if a.rules[l.rule].applies != True || l.after < 0 || e.leaves[l.after].kind == open && r.Kind < tree.Limit {
		c.rule(d, l.rule, outcome.Pending)
		return
	}
	switch r.Kind {
	case tree.Limit:
		switch e.binds(a, l) {
		case True:
			applies()
		case False:
			c.rule(d, l.rule, outcome.NotReached)
		default:
			c.rule(d, l.rule, outcome.Pending)
		}
	case tree.Add, tree.Deduct:
		if v, ok := e.knownValue(l.amount); ok && !v.IsZero() {
			applies()
		}
	default:
		if l.before != l.after {
			applies()
		}
	}
}

// rule cites a rule's clause and what its sentences read.
func (c *citer) rule(d *tree.Decision, i int, effect outcome.Effect) {
	p := &c.e.decisions[d.Index].rules[i]
	if effect == outcome.NotMet && c.offByReading(p) {
		return
	}
	c.add(p.clause, effect)
	c.readsOf(p.when, p.unless)
	if effect != outcome.NotMet {
		for k := range p.values {
			c.reads(&p.values[k])
		}
	}
	if effect == outcome.Applies {
		c.addAll(p.readWith, outcome.ReadWith)
	}
}

// offByReading tells whether a rule fails by the adopted readings alone.
func (c *citer) offByReading(p *rule) bool {
	if p.when != nil && c.e.truth(p.when) == False {
		return c.link(p.when).byReading
	}
	return p.unless != nil && c.e.truth(p.unless) == True && c.link(p.unless).byReading
}

// link is the first link that alone settles a chain; the whole of it where none does.
func (c *citer) link(x *cond) *cond {
	settles := False
	if x.or {
		settles = True
	}
	if len(x.parts) > 1 {
		for _, p := range x.parts {
			if c.e.truth(p) == settles {
				return p
			}
		}
	}
	return x
}

// readsOf cites what stands behind "when C unless D". Where C is false, D is not looked at.
func (c *citer) readsOf(when, unless *cond) {
	if when != nil {
		c.reads(&c.link(when).behind)
		if c.e.truth(when) == False {
			return
		}
	}
	if unless != nil {
		c.reads(&c.link(unless).behind)
	}
}

// reads cites what stands behind an expression; another decision's citations count as definitions.
func (c *citer) reads(b *behind) {
	c.defines(b.clauses)
	for _, d := range b.decisions {
		c.defines(c.e.cited(d)[effects*c.w:])
	}
}
