package reference

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/shopspring/decimal"
)

// citations collects clauses under their strongest effect.
type citations map[*tree.Clause]outcome.Effect

func (c citations) add(clause *tree.Clause, effect outcome.Effect) {
	if clause == nil {
		return
	}
	if old, ok := c[clause]; !ok || effect < old {
		c[clause] = effect
	}
}

// sorted is in document order.
func (c citations) sorted() []outcome.Citation {
	var out []outcome.Citation
	for clause, effect := range c {
		out = append(out, outcome.Citation{Clause: clause, Effect: effect})
	}
	slices.SortFunc(out, func(a, b outcome.Citation) int { return cmp.Compare(a.Clause.Index, b.Clause.Index) })
	return out
}

// cite fills in the citations of all decisions. Those of a decision that is settled are the union over its leaves; where one is open, the rules
// and judgments that wait are pending, and for a set and for duties what is established applies.
func (e *env) cite(r *outcome.Result) {
	for i := range r.Decisions {
		d := &r.Decisions[i]
		c := citations{}
		switch d.Status {
		case outcome.NeedsFacts, outcome.NeedsDetermination:
			e.citePending(c, d)
		default:
			e.citeLeaves(c, d.Decision)
		}
		for _, u := range r.Readings {
			if slices.Contains(u.DecisiveFor, d.Decision) {
				for _, clause := range u.Ambiguity.Concerns {
					c.add(clause, outcome.Reading)
				}
			}
		}
		d.Citations = c.sorted()
	}
}

func (e *env) citeLeaves(c citations, d *tree.Decision) {
	question := func(e *env) answer { return e.whole(d) }
	if d.Type.Kind == types.Duties {
		question = func(e *env) answer { return answerOf(e.asked(d)) }
	}
	f := e.explore(question)
	for _, l := range f.leaves {
		under := *e
		under.assigned = l.assigned
		under.citeUnder(c, d, 0)
	}
}

// whole is a decision's answer with all members of a set asked.
func (e *env) whole(d *tree.Decision) answer {
	a := e.decision(d)
	if a.status != outcome.Decided || a.v.kind != set {
		return a
	}
	mask := uint64(0)
	for i := range a.v.members {
		m := a.v.member(i)
		if m.kind == broken {
			return answerOf(m)
		}
		if m.isTrue() {
			mask |= 1 << i
		}
	}
	return answer{v: symVal(&sym{text: strconv.FormatUint(mask, 2)})}
}

// citePending cites for a decision that is open. A rule waits if it is open whether it applies, or what it gives; what waits in the decisions that
// it reads is cited with it.
func (e *env) citePending(c citations, d *outcome.Decision) {
	for _, j := range d.Determinations {
		c.add(j.Input.Clause, outcome.Pending)
	}
	e.citeWaiting(c, d.Decision, map[*tree.Decision]bool{})
	for _, r := range d.Decision.Rules {
		a, ok := e.explore(func(e *env) answer { return answerOf(e.applies(r)) }).settled()
		if ok && r.Kind == tree.Member && a.v.isTrue() {
			c.add(r.Clause, outcome.Applies)
		}
	}
}

func (e *env) citeWaiting(c citations, d *tree.Decision, seen map[*tree.Decision]bool) {
	if seen[d] {
		return
	}
	seen[d] = true
	var read []tree.Expr
	if d.Arises != nil && e.open(d.Arises) {
		c.add(d.ArisesClause, outcome.Pending)
		read = append(read, d.Arises)
	}
	for _, r := range d.Rules {
		if e.outranked(r) {
			continue
		}
		_, settled := e.explore(func(e *env) answer {
			if applies := e.applies(r); !applies.isTrue() || r.Value == nil && r.Duty == nil {
				return answerOf(applies)
			}
			if v := e.valueOfRule(r); v.kind != set {
				return answerOf(v)
			}
			return answerOf(yes)
		}).settled()
		if !settled {
			c.add(r.Clause, outcome.Pending)
			read = append(read, r.When, r.Unless, r.Value)
		}
	}
	seenTerms := map[*tree.Term]bool{}
	var visit func(tree.Expr)
	visit = func(x tree.Expr) {
		walk(x, func(x tree.Expr) {
			switch x := x.(type) {
			case *tree.TermRef:
				if !seenTerms[x.Term] {
					seenTerms[x.Term] = true
					visit(x.Term.Body)
				}
			case *tree.DecisionRef:
				e.citeWaiting(c, x.Decision, seen)
			case *tree.ArisesTest:
				e.citeWaiting(c, x.Decision, seen)
			case *tree.BindingLimits:
				e.citeWaiting(c, x.Decision, seen)
			}
		})
	}
	for _, x := range read {
		visit(x)
	}
}

// open tells whether a condition is not certain.
func (e *env) open(x tree.Expr) bool {
	_, settled := e.explore(func(e *env) answer { return answerOf(e.eval(x)) }).settled()
	return !settled
}

// outranked: a rule that certainly applies gives a higher rank, so that nothing waits for r.
func (e *env) outranked(r *tree.Rule) bool {
	lit, ok := r.Value.(*tree.Lit)
	if !ok || !r.Decision.Type.Ranked || r.Decision.Type.Kind != types.Enum {
		return false
	}
	for _, s := range r.Decision.Rules {
		higher, ok := s.Value.(*tree.Lit)
		if !ok || s.Otherwise || higher.Value.N >= lit.Value.N {
			continue
		}
		a, ok := e.explore(func(e *env) answer { return answerOf(e.applies(s)) }).settled()
		if ok && a.v.isTrue() {
			return true
		}
	}
	return false
}

// sure evaluates a condition that the answer may not have needed; what it did not need counts as not reached.
func sure(f func() val) (isTrue, isFalse bool) {
	v, stopped := try(f)
	return stopped == nil && v.isTrue(), stopped == nil && !v.isTrue()
}

// ruleState is what became of a rule under the assignment.
type ruleState struct{ applies, defeated, failed bool }

func (e *env) state(r *tree.Rule) ruleState {
	var s ruleState
	s.applies, _ = sure(func() val { return e.applies(r) })
	holds, fails := sure(func() val {
		return and(func() val { return e.holds(r.When, r.Unless) }, func() val { return e.hasAmount(r) })
	})
	defeated, _ := sure(func() val { return e.defeated(r) })
	s.defeated, s.failed = holds && defeated, fails
	return s
}

// citeUnder cites for a decision under an assignment that is enough to answer it.
func (e *env) citeUnder(c citations, d *tree.Decision, depth int) {
	if depth > 20 {
		return
	}
	var read []tree.Expr // by what is cited
	defer func() { e.citeReads(c, read, depth) }()
	if d.Arises != nil {
		c.add(d.ArisesClause, outcome.Defines)
		read = append(read, d.Arises)
		if asked, _ := sure(func() val { return e.asked(d) }); !asked {
			return
		}
	}
	cited := func(r *tree.Rule, effect outcome.Effect) {
		if effect == outcome.NotMet && e.failsByReading(r) {
			return
		}
		c.add(r.Clause, effect)
		read = append(read, r.When, r.Unless, r.Value)
		if r.Duty != nil {
			read = append(read, r.Duty.Amount, r.Duty.InsuredFor, r.Duty.NotBefore, r.Duty.By)
		}
	}
	applied := func(r *tree.Rule, effect outcome.Effect) {
		cited(r, effect)
		for _, w := range r.ReadWith {
			c.add(w, outcome.ReadWith)
		}
		for _, s := range r.BeatenBy {
			if st := e.state(s); st.failed {
				cited(s, outcome.NotMet)
			}
		}
		for _, s := range r.DisappliedBy {
			if _, fails := sure(func() val { return e.disapplies(s) }); fails {
				c.add(s.Clause, outcome.NotMet)
				read = append(read, s.When, s.Unless)
			}
		}
	}
	answerNow, stopped := e.tryWhole(d)
	if stopped { // not all of it was needed: of a set, the members that are established are cited
		for _, r := range d.Rules {
			if r.Kind == tree.Member && e.state(r).applies {
				applied(r, outcome.Applies)
			}
		}
		return
	}
	anyApplies := false
	for _, r := range d.Rules {
		if r.Kind == tree.Value || r.Kind == tree.DutyRule || r.Kind == tree.Member {
			anyApplies = anyApplies || e.state(r).applies && !r.Otherwise
		}
	}
	for _, r := range d.Rules {
		if r.Kind != tree.Value && r.Kind != tree.DutyRule && r.Kind != tree.Member {
			continue
		}
		st := e.state(r)
		switch {
		case r.Otherwise && anyApplies:
		case st.applies && e.gave(d, r, answerNow):
			applied(r, outcome.Applies)
		case st.applies:
		case st.defeated:
			e.citeDefeat(d, r, answerNow, cited, c)
		case r.Kind == tree.Member:
			if !e.memberIn(d, r.Member) {
				cited(r, outcome.NotMet)
			}
		case d.Type.Kind == types.Duties: // what is not established is not part of the answer
		case !anyApplies:
			cited(r, outcome.NotMet)
		case d.Type.Ranked && e.mightOutrank(r, answerNow):
			cited(r, outcome.NotMet)
		}
	}
	e.citeLines(d, answerNow, applied, cited, c)
}

// failsByReading: the first condition that keeps a rule from applying tests nothing but ambiguities, so that the rule is none of the text as it is
// read.
func (e *env) failsByReading(r *tree.Rule) bool {
	holds := func(x tree.Expr, want bool) bool {
		v, stopped := try(func() val { return e.eval(x) })
		return stopped == nil && v.kind == known && v.isTrue() == want
	}
	// deciding is the first link of a chain that settles it; the chain where no single link does.
	deciding := func(x tree.Expr) tree.Expr {
		links, settles := []tree.Expr{x}, false
		switch x := x.(type) {
		case *tree.And:
			links = x.Xs
		case *tree.Or:
			links, settles = x.Xs, true
		}
		for _, l := range links {
			if holds(l, settles) {
				return l
			}
		}
		return x
	}
	switch {
	case r.When != nil && holds(r.When, false):
		return readsOnlyReadings(deciding(r.When))
	case r.Unless != nil && holds(r.Unless, true):
		return readsOnlyReadings(deciding(r.Unless))
	}
	return false
}

func readsOnlyReadings(x tree.Expr) bool {
	reading, only := false, true
	walk(x, func(x tree.Expr) {
		switch x.(type) {
		case *tree.ReadingRef:
			reading = true
		case *tree.InputRef, *tree.TermRef, *tree.DecisionRef, *tree.VarRef, *tree.CaveatsRef, *tree.Happened, *tree.ArisesTest,
			*tree.BindingLimits, *tree.SchedOn, *tree.SchedEnding, *tree.SchedFirst:
			only = false
		}
	})
	return reading && only
}

func (e *env) tryWhole(d *tree.Decision) (a answer, stopped bool) {
	if d.Type.Kind == types.Duties {
		return answer{}, false
	}
	_, v := try(func() val { a = e.whole(d); return yes })
	return a, v != nil
}

// gave tells whether an applying rule gave the result: all do, but for lower ranks.
func (e *env) gave(d *tree.Decision, r *tree.Rule, a answer) bool {
	if !d.Type.Ranked || a.status != outcome.Decided {
		return true
	}
	is, _ := sure(func() val { return e.equalIfAny(e.eval(r.Value), a.v) })
	return is
}

// mightOutrank: a rule that fails gives, or could give, a higher rank than the result.
func (e *env) mightOutrank(r *tree.Rule, a answer) bool {
	lit, ok := r.Value.(*tree.Lit)
	return !ok || a.status != outcome.Decided || a.v.kind != known || lit.Value.N < a.v.v.N
}

func (e *env) memberIn(d *tree.Decision, i int) bool {
	in, _ := sure(func() val {
		a := e.decision(d)
		if a.status != outcome.Decided {
			return no
		}
		return a.v.member(i)
	})
	return in
}

// citeDefeat cites a defeated rule, and what defeated it, if the result would be another one without the defeat.
func (e *env) citeDefeat(d *tree.Decision, r *tree.Rule, now answer, cited func(*tree.Rule, outcome.Effect), c citations) {
	if d.Type.Kind != types.Duties {
		spared := *e
		spared.spared = r
		then, stopped := spared.tryWhole(d)
		if stopped || then.text() == now.text() {
			return
		}
	}
	cited(r, outcome.Displaced)
	for _, s := range r.BeatenBy {
		if st := e.state(s); st.applies {
			cited(s, outcome.Disapplies)
		}
	}
	for _, s := range r.DisappliedBy {
		if holds, _ := sure(func() val { return e.disapplies(s) }); holds {
			c.add(s.Clause, outcome.Disapplies)
		}
	}
}

// citeLines cites the lines of an account.
func (e *env) citeLines(d *tree.Decision, now answer, applied, cited func(*tree.Rule, outcome.Effect), c citations) {
	lines := slices.DeleteFunc(slices.Clone(d.Rules), func(r *tree.Rule) bool {
		return r.Kind == tree.Value || r.Kind == tree.DutyRule || r.Kind == tree.Member
	})
	if len(lines) == 0 || now.status != outcome.Decided {
		return
	}
	var a account
	if _, stopped := try(func() val { a = e.account(d, e.agreed(d).v); return yes }); stopped != nil {
		return
	}
	is := func(f func() val) bool { t, _ := sure(f); return t }
	before := a.base
	for _, l := range a.lines {
		switch l.rule.Kind {
		case tree.Add, tree.Deduct:
			if !is(func() val { return e.equal(l.amount, numVal(l.amount.v, decimal.Zero)) }) {
				applied(l.rule, outcome.Applies)
			}
		case tree.Limit:
			if is(func() val { return e.binds(a, l) }) {
				applied(l.rule, outcome.Applies)
			} else {
				cited(l.rule, outcome.NotReached)
			}
		case tree.Floor:
			if is(func() val { return e.less(before, l.amount) }) && is(func() val { return e.equal(l.amount, l.after) }) {
				applied(l.rule, outcome.Applies)
			}
		case tree.Round:
			if !is(func() val { return e.equal(before, l.after) }) {
				applied(l.rule, outcome.Applies)
			}
		}
		if next := slices.IndexFunc(a.lines, func(m line) bool { return m.rule == l.rule }) + 1; next == len(a.lines) || a.lines[next].rule.Kind != l.rule.Kind {
			before = l.after // a stage ends
		}
	}
	for _, r := range lines {
		if e.state(r).defeated {
			e.citeDefeat(d, r, now, cited, c)
		}
	}
}

// citeReads cites what the cited sentences read: the clauses of terms, determinations, schedules, guards and working days, and the citations of
// the decisions they read.
func (e *env) citeReads(c citations, xs []tree.Expr, depth int) {
	seen := map[any]bool{}
	var visit func(x tree.Expr)
	once := func(k any) bool {
		if seen[k] {
			return false
		}
		seen[k] = true
		return true
	}
	visit = func(x tree.Expr) {
		walk(x, func(x tree.Expr) {
			switch x := x.(type) {
			case *tree.TermRef:
				if once(x.Term) {
					c.add(x.Term.Clause, outcome.Defines)
					visit(x.Term.Body)
				}
			case *tree.InputRef:
				if once(x.Input) {
					if x.Input.Kind == tree.Determination {
						c.add(x.Input.Clause, outcome.Defines)
					}
					c.add(x.Input.GuardClause, outcome.Defines)
				}
			case *tree.DecisionRef:
				e.citeDecision(c, x.Decision, once, depth)
			case *tree.ArisesTest:
				e.citeDecision(c, x.Decision, once, depth)
			case *tree.BindingLimits:
				e.citeDecision(c, x.Decision, once, depth)
			case *tree.SchedOn:
				citeSchedule(c, x.Schedule, visit)
			case *tree.SchedEnding:
				citeSchedule(c, x.Schedule, visit)
			case *tree.SchedFirst:
				citeSchedule(c, x.Schedule, visit)
			case *tree.WorkingDay:
				c.add(x.Defaults.WorkingDays.Clause, outcome.Defines)
			case *tree.Shift:
				if x.Period.Unit == types.WorkingDays {
					c.add(x.Defaults.WorkingDays.Clause, outcome.Defines)
				}
			}
		})
	}
	for _, x := range xs {
		visit(x)
	}
}

func citeSchedule(c citations, s *tree.Schedule, visit func(tree.Expr)) {
	c.add(s.Clause, outcome.Defines)
	visit(s.From)
}

// citeDecision adds the citations of a decision that is read.
func (e *env) citeDecision(c citations, d *tree.Decision, once func(any) bool, depth int) {
	if !once(d) {
		return
	}
	own := citations{}
	e.citeUnder(own, d, depth+1)
	for clause := range own {
		c.add(clause, outcome.Defines)
	}
}

// walk visits an expression and all it is made of, without following references.
func walk(x tree.Expr, visit func(tree.Expr)) {
	if x == nil {
		return
	}
	visit(x)
	for _, y := range parts(x) {
		walk(y, visit)
	}
}

func parts(x tree.Expr) []tree.Expr {
	switch x := x.(type) {
	case *tree.FieldOf:
		return []tree.Expr{x.X}
	case *tree.AttrOf:
		return []tree.Expr{x.X}
	case *tree.Share:
		return []tree.Expr{x.Percent, x.X}
	case *tree.Shift:
		return []tree.Expr{x.X}
	case *tree.LastDayFrom:
		return []tree.Expr{x.X}
	case *tree.WorkingDay:
		return []tree.Expr{x.X}
	case *tree.ClockOn:
		return []tree.Expr{x.X}
	case *tree.Aggregate:
		return append(slices.Clone(x.Args), x.Body, x.Over, x.Where)
	case *tree.SchedOn:
		return []tree.Expr{x.X}
	case *tree.SchedEnding:
		return []tree.Expr{x.X}
	case *tree.Sum:
		out := []tree.Expr{x.First}
		for _, r := range x.Rest {
			out = append(out, r.X)
		}
		return out
	case *tree.Product:
		return x.Factors
	case *tree.Convert:
		return []tree.Expr{x.X}
	case *tree.Compare:
		return []tree.Expr{x.X, x.Y}
	case *tree.Within:
		return []tree.Expr{x.X, x.Y}
	case *tree.OneOf:
		return append([]tree.Expr{x.X}, x.Ys...)
	case *tree.In:
		return []tree.Expr{x.X, x.L}
	case *tree.IsEmpty:
		return []tree.Expr{x.X}
	case *tree.Quant:
		return []tree.Expr{x.Over, x.Body}
	case *tree.Not:
		return []tree.Expr{x.X}
	case *tree.And:
		return x.Xs
	case *tree.Or:
		return x.Xs
	}
	return nil
}
