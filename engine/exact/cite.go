package exact

import (
	"cmp"
	"maps"
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// citer gathers the clauses that determined decisions. The strongest effect of a clause is kept.
type citer struct {
	e    *evaluation
	memo map[*tree.Decision]map[*tree.Clause]outcome.Effect
}

// cite fills in the citations of every decision of the result, in document order.
func (e *evaluation) cite(res *outcome.Result) {
	c := &citer{e: e, memo: map[*tree.Decision]map[*tree.Clause]outcome.Effect{}}
	for i := range res.Decisions {
		d := &res.Decisions[i]
		cites := maps.Clone(c.decision(d.Decision)) // what is added here is for this decision alone
		for _, aw := range d.Determinations {
			c.put(cites, aw.Input.Clause, outcome.Pending)
		}
		for _, use := range res.Readings {
			if slices.Contains(use.DecisiveFor, d.Decision) {
				for _, cl := range use.Ambiguity.Concerns {
					c.put(cites, cl, outcome.Reading)
				}
			}
		}
		for cl, effect := range cites {
			d.Citations = append(d.Citations, outcome.Citation{Clause: cl, Effect: effect})
		}
		slices.SortFunc(d.Citations, func(a, b outcome.Citation) int { return cmp.Compare(a.Clause.Index, b.Clause.Index) })
	}
}

func (c *citer) put(m map[*tree.Clause]outcome.Effect, cl *tree.Clause, effect outcome.Effect) {
	cl = c.e.behind.Clause(cl)
	if cl == nil {
		return
	}
	if old, ok := m[cl]; !ok || effect < old {
		m[cl] = effect
	}
}

// decision is the citations of one decision.
func (c *citer) decision(d *tree.Decision) map[*tree.Clause]outcome.Effect {
	if m, ok := c.memo[d]; ok {
		return m
	}
	m := map[*tree.Clause]outcome.Effect{}
	c.memo[d] = m
	a := c.e.decide(d)
	c.put(m, d.ArisesClause, outcome.Defines)
	if d.Arises != nil {
		c.reads(m, d.Arises)
	}
	if a.arises == False || a.arises == NA {
		return m
	}
	switch {
	case d.Type.Kind == types.Set:
		c.set(m, d, a)
	case d.Type.Kind == types.Duties:
		for i, r := range d.Rules {
			switch ra := a.rules[i]; {
			case ra.applies != False:
				c.settledRule(m, d, a, i, r)
			case ra.cond != False && ra.cond != NA:
				c.defeated(m, d, a, r)
			}
		}
	default:
		c.scalar(m, d, a)
	}
	return m
}

// scalar cites what gave a value, or what an open one waits for.
func (c *citer) scalar(m map[*tree.Clause]outcome.Effect, d *tree.Decision, a *answer) {
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
			c.settledRule(m, d, a, i, r)
		case ra.applies != False:
			if ranked && best >= 0 && rank >= best {
				continue
			}
			c.rule(m, r, outcome.Pending)
		case ra.cond != False && ra.cond != NA:
			if !ranked || best < 0 || rank < best {
				c.defeated(m, d, a, r)
			}
		case fallback || d.Type.Kind == types.Duty && a.ref == NA || ranked && best >= 0 && rank < best:
			c.rule(m, r, outcome.NotMet)
		}
	}
	for i, r := range d.Rules {
		if r.Otherwise && fallback && a.rules[i].applies != False {
			c.settledRule(m, d, a, i, r)
		}
	}
	if a.account != nil && !c.e.without(a.ref) {
		c.account(m, d, a)
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
func (c *citer) settledRule(m map[*tree.Clause]outcome.Effect, d *tree.Decision, a *answer, i int, r *tree.Rule) {
	ra := a.rules[i]
	effect := outcome.Applies
	if ra.applies != True || r.Kind != tree.Member && d.Type.Kind != types.Set && !ra.value.IsConst() {
		effect = outcome.Pending
	} else if r.Kind != tree.Member && d.Type.Kind != types.Set && c.e.leaves[ra.value].kind == open {
		effect = outcome.Pending
	}
	c.rule(m, r, effect)
	c.notDefeated(m, d, a, r)
}

// notDefeated cites what would have defeated a rule that applies.
func (c *citer) notDefeated(m map[*tree.Clause]outcome.Effect, d *tree.Decision, a *answer, r *tree.Rule) {
	for _, s := range r.BeatenBy {
		for j, t := range d.Rules {
			if s == t && a.rules[j].applies == False {
				c.idle(m, d, a, j)
			}
		}
	}
	for _, s := range r.DisappliedBy {
		c.put(m, s.Clause, outcome.NotMet)
		c.readsOf(m, s.When, s.Unless)
	}
}

// idle cites a rule that does not apply but would have beaten another: as displaced where something defeats it, else as not met.
func (c *citer) idle(m map[*tree.Clause]outcome.Effect, d *tree.Decision, a *answer, j int) {
	if ra := a.rules[j]; ra.cond != False && ra.cond != NA {
		c.defeated(m, d, a, d.Rules[j])
		return
	}
	c.rule(m, d.Rules[j], outcome.NotMet)
}

// defeated cites a rule that would have changed the result, and all that defeats it.
func (c *citer) defeated(m map[*tree.Clause]outcome.Effect, d *tree.Decision, a *answer, r *tree.Rule) {
	if by, dis := c.e.defeater(d, a, r); by == nil && dis == nil || !c.e.changedBy(d, a, r) {
		return
	}
	c.rule(m, r, outcome.Displaced)
	for _, s := range r.BeatenBy {
		for j, t := range d.Rules {
			if s == t && a.rules[j].applies == True {
				c.rule(m, s, outcome.Disapplies)
			}
		}
	}
	for _, s := range r.DisappliedBy {
		if c.e.disapplies(s) == True {
			c.put(m, s.Clause, outcome.Disapplies)
			c.readsOf(m, s.When, s.Unless)
			for _, cl := range s.ReadWith {
				c.put(m, cl, outcome.ReadWith)
			}
		}
	}
}

// set cites the rules of every member that is there, of those that are not, and of those that wait.
func (c *citer) set(m map[*tree.Clause]outcome.Effect, d *tree.Decision, a *answer) {
	for i, r := range d.Rules {
		ra := a.rules[i]
		switch {
		case ra.applies == True:
			c.settledRule(m, d, a, i, r)
		case ra.applies != False:
			if r.Kind == tree.Member && a.set.members[r.Member] == True {
				continue
			}
			c.rule(m, r, outcome.Pending)
		case r.Kind == tree.Member && a.set.members[r.Member] == True:
		case ra.cond != False && ra.cond != NA:
			c.defeated(m, d, a, r)
		default:
			c.rule(m, r, outcome.NotMet)
		}
	}
}

// account cites the lines: those that change the amount apply, limits that do not bind are not reached.
func (c *citer) account(m map[*tree.Clause]outcome.Effect, d *tree.Decision, a *answer) {
	e := c.e
	applies := func(r *tree.Rule) {
		c.rule(m, r, outcome.Applies)
		c.notDefeated(m, d, a, r)
	}
	for _, l := range a.account.lines {
		r := d.Rules[l.rule]
		ra := a.rules[l.rule]
		if ra.applies != True || l.after < 0 || e.leaves[l.after].kind == open && r.Kind < tree.Limit {
			c.rule(m, r, outcome.Pending)
			continue
		}
		switch r.Kind {
		case tree.Limit:
			switch e.binds(a, l) {
			case True:
				applies(r)
			case False:
				c.rule(m, r, outcome.NotReached)
			default:
				c.rule(m, r, outcome.Pending)
			}
		case tree.Add, tree.Deduct:
			if v, ok := e.knownValue(l.amount); ok && !v.IsZero() {
				applies(r)
			}
		default:
			if l.before != l.after {
				applies(r)
			}
		}
	}
	for i, r := range d.Rules {
		if ra := a.rules[i]; r.Kind >= tree.Add && ra.applies == False && ra.cond != False && ra.cond != NA {
			c.defeated(m, d, a, r)
		}
	}
}

// rule cites a rule's clause and what its sentences read.
func (c *citer) rule(m map[*tree.Clause]outcome.Effect, r *tree.Rule, effect outcome.Effect) {
	if effect == outcome.NotMet && c.offByReading(r) {
		return
	}
	c.put(m, r.Clause, effect)
	c.readsOf(m, r.When, r.Unless)
	if effect != outcome.NotMet {
		if r.Value != nil {
			c.reads(m, r.Value)
		}
		if r.Duty != nil {
			r.Duty.Exprs(func(x tree.Expr) { c.reads(m, x) })
		}
	}
	if effect == outcome.Applies {
		for _, cl := range r.ReadWith {
			c.put(m, cl, outcome.ReadWith)
		}
	}
}

// offByReading tells whether a rule fails by the adopted readings alone.
func (c *citer) offByReading(r *tree.Rule) bool {
	if r.When != nil && c.e.cond(r.When) == False {
		return citing.ReadingOnly(c.link(r.When))
	}
	return r.Unless != nil && c.e.cond(r.Unless) == True && citing.ReadingOnly(c.link(r.Unless))
}

// link is the first link that alone settles a chain; the whole of it where none does.
func (c *citer) link(x tree.Expr) tree.Expr {
	settles := False
	if _, or := x.(*tree.Or); or {
		settles = True
	}
	if parts := citing.Parts(x); len(parts) > 1 {
		for _, p := range parts {
			if c.e.cond(p) == settles {
				return p
			}
		}
	}
	return x
}

// readsOf cites what stands behind "when C unless D". Where C is false, D is not looked at.
func (c *citer) readsOf(m map[*tree.Clause]outcome.Effect, when, unless tree.Expr) {
	if when != nil {
		c.reads(m, c.link(when))
		if c.e.cond(when) == False {
			return
		}
	}
	if unless != nil {
		c.reads(m, c.link(unless))
	}
}

// reads cites what stands behind an expression.
func (c *citer) reads(m map[*tree.Clause]outcome.Effect, x tree.Expr) {
	r := c.e.behind.Of(x)
	for _, cl := range r.Clauses {
		c.put(m, cl, outcome.Defines)
	}
	for _, d := range r.Decisions {
		c.fold(m, d)
	}
}

// fold cites another decision's citations as definitions.
func (c *citer) fold(m map[*tree.Clause]outcome.Effect, d *tree.Decision) {
	for cl := range c.decision(d) {
		c.put(m, cl, outcome.Defines)
	}
}
