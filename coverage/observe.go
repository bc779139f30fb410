package coverage

import (
	"slices"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Measure runs cases and reports what of the policies they reach. Programs are the policies by name, those in measured are reported on. The
// results of the cases are given too, in their order.
func Measure(cases []*casetest.Case, programs map[string]*engine.Program, measured []string) (*Report, *casetest.Report) {
	c := &collector{policies: map[string]*Policy{}, elements: map[key]*Element{}}
	for _, name := range measured {
		if g := programs[name]; g != nil {
			for _, v := range g.Versions() {
				c.policy(v.Policy())
			}
		}
	}
	results := &casetest.Report{}
	for _, one := range cases {
		trace := outcome.NewTrace()
		res := one.RunTraced(programs[one.Policy], trace)
		results.Results = append(results.Results, res)
		if res.Outcome != nil {
			c.observe(one, res.Outcome, trace)
		}
	}
	report := &Report{}
	for _, name := range measured {
		if p := c.policies[name]; p != nil {
			p.sort()
			for _, e := range p.Elements {
				e.explain()
			}
			report.Policies = append(report.Policies, p)
		}
	}
	slices.SortFunc(report.Policies, func(a, b *Policy) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return report, results
}

// observe marks what one answer shows.
func (c *collector) observe(one *casetest.Case, res *outcome.Result, trace *outcome.Trace) {
	if p := c.policies[res.Policy.Name]; p != nil {
		p.Cases++
	}
	decisions, caveats := one.Asked(res.Policy)
	r := reachOf(res.Policy, decisions, caveats)
	seen := &seen{c: c, trace: trace, done: map[*Element]bool{}}
	for _, d := range res.Policy.Decisions {
		if !r.decisions[d] {
			continue
		}
		seen.conditions(0, d.Arises)
		for _, rule := range d.Rules {
			if rule.ID >= len(res.Rules) || res.Rules[rule.ID].Rule == nil {
				continue
			}
			c.rule(rule, res)
			seen.conditions(rule.Row, rule.When, rule.Unless)
			for _, s := range rule.DisappliedBy {
				seen.conditions(0, s.When, s.Unless)
			}
		}
		c.exceptions(d, res, trace)
	}
	for s := range r.caveats {
		seen.conditions(0, s.When, s.Unless)
	}
	for t := range r.terms {
		if t.Type.Kind == types.Bool {
			seen.conditions(0, t.Body)
		}
	}
}

// seen marks the conditions of one case, each once.
type seen struct {
	c     *collector
	trace *outcome.Trace
	done  map[*Element]bool
}

var truthNames = [...]string{outcome.IsTrue: "true", outcome.IsFalse: "false", outcome.IsUnknown: "unknown", outcome.IsAbsent: "absent"}

func (s *seen) conditions(row int, xs ...tree.Expr) {
	for _, x := range xs {
		outcome.Atoms(x, func(a tree.Expr) {
			e := s.c.elements[key{kind: Condition, at: a.Pos(), row: row}]
			t, ok := s.trace.Conditions[a]
			if e == nil || !ok || s.done[e] {
				return
			}
			s.done[e] = true
			e.asked++
			e.states[truthNames[t]]++
			e.hit(truthNames[t])
		})
	}
}

// rule notes what became of a rule.
func (c *collector) rule(r *tree.Rule, res *outcome.Result) {
	e := c.elements[ruleKey(r)]
	if e == nil {
		return
	}
	e.asked++
	rec := res.Rules[r.ID]
	switch rec.Status {
	case outcome.Applied:
		if state := role(r, rec, res); state != "decisive" {
			e.states[state]++
			return
		}
		e.hit("decisive")
		e.states["decisive"]++
	case outcome.Defeated:
		e.states["defeated"]++
		switch {
		case rec.By != nil:
			e.defeater = rec.By.Clause.ID
		case rec.ByDisapply != nil:
			e.defeater = rec.ByDisapply.Clause.ID
		}
	case outcome.Open:
		e.states["open"]++
	default:
		e.states["failed"]++
		if rec.Because != nil {
			e.because = shown(rec.Because.Pos())
		}
	}
}

// role says what an applying rule does for the answer.
func role(r *tree.Rule, rec outcome.RuleRecord, res *outcome.Result) string {
	switch r.Kind {
	case tree.Member:
		return "decisive"
	case tree.Limit, tree.Floor, tree.Round:
		for i := range res.Decisions {
			if res.Decisions[i].Decision != r.Decision {
				continue
			}
			for _, l := range res.Decisions[i].Account {
				if l.Rule == r && l.Binds {
					return "decisive"
				}
			}
			return "idle"
		}
		return "decisive" // a step on the way: its account is not kept
	case tree.Add, tree.Deduct:
		switch {
		case rec.Value.Kind == value.Invalid:
			return "amount open"
		case rec.Value.Decimal().IsZero():
			return "idle"
		}
		return "decisive"
	}
	if r.Decision.Type.Kind == types.Set {
		return "decisive"
	}
	if rec.Value.Kind == value.Invalid {
		return "amount open"
	}
	if r.Decision.Type.Ranked {
		for _, other := range r.Decision.Rules {
			if o := res.Rules[other.ID]; o.Status == outcome.Applied && o.Value.Kind == value.Enum && o.Value.N < rec.Value.N {
				return "outranked"
			}
		}
	}
	return "decisive"
}

// exceptions notes which exceptions won and which stood back.
func (c *collector) exceptions(d *tree.Decision, res *outcome.Result, trace *outcome.Trace) {
	type shown struct {
		e    *Element
		what string
	}
	done := map[shown]bool{}
	once := func(e *Element, what string) bool {
		first := !done[shown{e, what}]
		done[shown{e, what}] = true
		return first
	}
	mark := func(e *Element, goal string) {
		if once(e, goal) {
			e.hit(goal)
		}
	}
	note := func(e *Element, state string) {
		if once(e, state) {
			e.states[state]++
		}
	}
	look := func(e *Element) {
		if once(e, "") {
			e.asked++
		}
	}
	status := func(r *tree.Rule) outcome.RuleStatus { return res.Rules[r.ID].Status }
	for _, loser := range d.Rules {
		for _, winner := range loser.BeatenBy {
			e := c.elements[edgeKey(winner, loser)]
			if e == nil {
				continue
			}
			look(e)
			switch {
			case status(winner) == outcome.Applied && status(loser) == outcome.Defeated:
				mark(e, "wins")
			case status(winner) != outcome.Applied && status(loser) == outcome.Applied:
				mark(e, "stands back")
			case status(winner) == outcome.Applied:
				note(e, "nothing to win over")
			case status(winner) == outcome.Defeated:
				note(e, "itself defeated")
			}
		}
		for _, s := range loser.DisappliedBy {
			e := c.elements[key{kind: Exception, at: s.Span}]
			if e == nil {
				continue
			}
			look(e)
			switch t := trace.Disapplies[s]; {
			case t == outcome.IsTrue && status(loser) == outcome.Defeated:
				mark(e, "wins")
			case t == outcome.IsTrue:
				note(e, "nothing to win over")
			case status(loser) == outcome.Applied:
				mark(e, "stands back")
			}
		}
	}
}
