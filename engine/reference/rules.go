package reference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// answer is what a decision comes to under an assignment.
type answer struct {
	status outcome.Status // Decided, NotApplicable, Conflict or NotGoverned
	v      val            // Decided
	sides  []contribution // Conflict
}

// contribution is the value of a rule that applies.
type contribution struct {
	rule *tree.Rule
	v    val
}

var (
	doesNotArise = answer{status: outcome.NotApplicable}
	notGoverned  = answer{status: outcome.NotGoverned}
)

// answerOf turns a value into an answer.
func answerOf(v val) answer {
	switch v.kind {
	case na:
		return doesNotArise
	case broken:
		return answer{status: v.status}
	}
	return answer{v: v}
}

// val is what an expression sees that reads the decision.
func (a answer) val() val {
	switch a.status {
	case outcome.Decided:
		return a.v
	case outcome.NotApplicable:
		return notApplicable
	}
	return brokenVal(a.status)
}

// text is equal for equal answers. Conflicts are equal if the values in conflict are, whichever rules give them.
func (a answer) text() string {
	switch a.status {
	case outcome.Decided:
		return "value " + a.v.text()
	case outcome.Conflict:
		var parts []string
		for _, s := range a.sides {
			parts = append(parts, s.v.text())
		}
		slices.Sort(parts)
		return "conflict " + strings.Join(slices.Compact(parts), "; ")
	}
	return a.status.String()
}

// needs are the inputs that an answer depends on because it cannot be computed without them.
func (a answer) needs() []outcome.Need {
	out := a.v.needs()
	for _, s := range a.sides {
		out = append(out, s.v.needs()...)
	}
	return out
}

// decision decides under the assignment.
func (e *env) decision(d *tree.Decision) answer {
	e = e.closed()
	if d.Arises != nil {
		c := e.eval(d.Arises)
		if c.kind == broken {
			return answerOf(c)
		}
		if !c.isTrue() {
			return doesNotArise
		}
	}
	switch {
	case d.Type.Kind == types.Set:
		return e.setDecision(d)
	case d.Type.Kind == types.Enum && d.Type.Ranked:
		return e.ranked(d)
	}
	base := e.agreed(d)
	if base.status != outcome.Decided || d.Type.Kind == types.Duty {
		return base
	}
	return answerOf(e.account(d, base.v).result)
}

// arises is "D arises": the question is put, whatever becomes of it.
func (e *env) arises(d *tree.Decision) val {
	e = e.closed()
	if d.Type.Kind == types.Duties {
		conds := []func() val{func() val { return no }}
		for _, r := range d.Rules {
			conds = append(conds, func() val { return e.applies(r) })
		}
		return and(func() val { return e.asked(d) }, func() val { return or(conds...) })
	}
	if asked := e.asked(d); !asked.isTrue() {
		return asked
	}
	return boolVal(e.decision(d).status != outcome.NotApplicable)
}

// asked is the condition of "arises when", as a yes or no.
func (e *env) asked(d *tree.Decision) val {
	if d.Arises == nil {
		return yes
	}
	return naIsNo(e.eval(d.Arises))
}

// --- rules ---

func naIsNo(v val) val {
	if v.kind == na {
		return no
	}
	return v
}

// holds is "when C unless D". A condition that is n/a does not let the sentence apply, on either side.
func (e *env) holds(when, unless tree.Expr) val {
	conds := []func() val{func() val { return yes }}
	if when != nil {
		conds = append(conds, func() val { return naIsNo(e.eval(when)) })
	}
	if unless != nil {
		conds = append(conds, func() val { return naIsNo(not(e.eval(unless))) })
	}
	return and(conds...)
}

// applies tells whether a rule applies undefeated.
func (e *env) applies(r *tree.Rule) val {
	return and(
		func() val { return e.holds(r.When, r.Unless) },
		func() val { return e.hasAmount(r) },
		func() val { return not(e.defeated(r)) },
	)
}

// defeated tells whether a rule that beats r applies undefeated, or a sentence that disapplies r's clause holds.
func (e *env) defeated(r *tree.Rule) val {
	if r == e.spared {
		return no
	}
	conds := []func() val{func() val { return no }}
	for _, s := range r.BeatenBy {
		if !s.Otherwise { // an otherwise never applies beside another rule
			conds = append(conds, func() val { return e.applies(s) })
		}
	}
	return or(append(conds, e.disapplied(r.DisappliedBy)...)...)
}

func (e *env) disapplied(by []*tree.Disapply) []func() val {
	var conds []func() val
	for _, d := range by {
		conds = append(conds, func() val { return e.disapplies(d) })
	}
	return conds
}

// disapplies tells whether a disapply holds and is not itself disapplied.
func (e *env) disapplies(d *tree.Disapply) val {
	return and(
		func() val { return e.holds(d.When, d.Unless) },
		func() val { return not(or(append(e.disapplied(d.DisappliedBy), func() val { return no })...)) },
	)
}

func (e *env) caveat(c *tree.Caveat) val {
	e = e.closed()
	return and(
		func() val { return e.holds(c.When, c.Unless) },
		func() val { return not(or(append(e.disapplied(c.DisappliedBy), func() val { return no })...)) },
	)
}

// hasAmount: a duty to pay nothing does not arise.
func (e *env) hasAmount(r *tree.Rule) val {
	if r.Kind != tree.DutyRule || r.Duty.Amount == nil {
		return yes
	}
	v := e.eval(r.Duty.Amount)
	if v.kind == broken {
		return v
	}
	if v.kind == na {
		return yes // the detail is left out
	}
	return not(e.equal(v, numVal(value.Value{Kind: value.Money, Cur: v.currency()}, zero)))
}

// valuesOf are the rules that give a value, without those set aside by "otherwise", or only those.
func valuesOf(d *tree.Decision, otherwise bool) []*tree.Rule {
	var out []*tree.Rule
	for _, r := range d.Rules {
		if (r.Kind == tree.Value || r.Kind == tree.DutyRule) && r.Otherwise == otherwise {
			out = append(out, r)
		}
	}
	return out
}

// contributions are the values of those rules that apply undefeated.
func (e *env) contributions(rules []*tree.Rule) (out []contribution, bad *val) {
	for _, r := range rules {
		a := e.applies(r)
		if a.kind == broken {
			return nil, &a
		}
		if !a.isTrue() {
			continue
		}
		v := e.valueOfRule(r)
		if v.kind == broken {
			return nil, &v
		}
		out = append(out, contribution{r, v})
	}
	return out, nil
}

func (e *env) valueOfRule(r *tree.Rule) val {
	if r.Kind == tree.DutyRule {
		return e.duty(r)
	}
	return e.eval(r.Value)
}

// agreed combines the rules of a decision without ranks: all equal, decided; different, conflict; none, otherwise or not governed.
func (e *env) agreed(d *tree.Decision) answer {
	for _, otherwise := range []bool{false, true} {
		got, bad := e.contributions(valuesOf(d, otherwise))
		if bad != nil {
			return answerOf(*bad)
		}
		if len(got) > 0 {
			return e.combined(got)
		}
	}
	if d.Type.Kind == types.Duty {
		return doesNotArise
	}
	return notGoverned
}

func (e *env) combined(got []contribution) answer {
	var given []contribution
	for _, c := range got {
		if c.v.kind != na {
			given = append(given, c)
		}
	}
	if len(given) == 0 {
		return doesNotArise
	}
	for _, c := range given[1:] {
		same := e.sameContribution(given[0], c)
		if same.isFalse() {
			return answer{status: outcome.Conflict, sides: given}
		}
	}
	for _, c := range given { // all are equal: prefer one that is known
		if c.v.kind == known {
			return answer{v: c.v}
		}
	}
	return answer{v: given[0].v}
}

func (e *env) sameContribution(a, b contribution) val {
	if a.rule.Kind == tree.DutyRule && b.rule.Kind == tree.DutyRule {
		return e.sameDuty(a.rule, b.rule)
	}
	return e.equal(a.v, b.v)
}

// ranked combines the rules of a "first of": the earliest value that a rule gives.
func (e *env) ranked(d *tree.Decision) answer {
	rules := valuesOf(d, false)
	for rank := range d.Type.Members {
		var gives []func() val
		for _, r := range rules {
			gives = append(gives, func() val { return e.gives(r, rank) })
		}
		a := or(append(gives, func() val { return no })...)
		if a.kind == broken {
			return answerOf(a)
		}
		if a.isTrue() {
			return answer{v: knownVal(value.OfEnum(rank))}
		}
	}
	// No rule gives a value: either none applies, or those that do have a value that is n/a.
	got, bad := e.contributions(rules)
	if bad != nil {
		return answerOf(*bad)
	}
	if len(got) == 0 {
		if got, bad = e.contributions(valuesOf(d, true)); bad != nil {
			return answerOf(*bad)
		}
	}
	if len(got) == 0 {
		return notGoverned
	}
	return e.combined(got)
}

// gives tells whether a rule applies undefeated and gives a rank.
func (e *env) gives(r *tree.Rule, rank int) val {
	if lit, ok := r.Value.(*tree.Lit); ok && int(lit.Value.N) != rank {
		return no
	}
	return and(
		func() val { return e.applies(r) },
		func() val {
			if a := e.applies(r); !a.isTrue() {
				return a // its value must not be asked for
			}
			return naIsNo(e.equalIfAny(e.eval(r.Value), knownVal(value.OfEnum(rank))))
		},
	)
}

func (e *env) equalIfAny(x, y val) val {
	if stop := lifted(x, y); stop != nil {
		return *stop
	}
	return e.equal(x, y)
}

// setDecision is the union of what applies.
func (e *env) setDecision(d *tree.Decision) answer {
	values, bad := e.contributions(valuesOf(d, false))
	if bad != nil {
		return answerOf(*bad)
	}
	var members []*tree.Rule
	for _, r := range d.Rules {
		if r.Kind == tree.Member {
			members = append(members, r)
		}
	}
	if others := valuesOf(d, true); len(others) > 0 && len(values) == 0 {
		var any []func() val
		for _, r := range members {
			any = append(any, func() val { return e.applies(r) })
		}
		a := or(append(any, func() val { return no })...)
		if a.kind == broken {
			return answerOf(a)
		}
		if !a.isTrue() {
			if values, bad = e.contributions(others); bad != nil {
				return answerOf(*bad)
			}
		}
	}
	for _, c := range values {
		if c.v.kind == na {
			return doesNotArise
		}
	}
	return answer{v: val{kind: set, members: len(d.Type.Members), member: func(i int) val {
		conds := []func() val{func() val { return no }}
		for _, c := range values {
			conds = append(conds, func() val { return c.v.member(i) })
		}
		for _, r := range members {
			if r.Member == i {
				conds = append(conds, func() val { return e.applies(r) })
			}
		}
		return or(conds...)
	}}}
}

// --- duties ---

// details are the details of a duty that have a value, and their values.
func (e *env) details(r *tree.Rule) [4]val {
	out := [4]val{notApplicable, notApplicable, notApplicable, notApplicable}
	for i, x := range []tree.Expr{r.Duty.Amount, r.Duty.InsuredFor, r.Duty.NotBefore, r.Duty.By} {
		if x != nil {
			out[i] = e.eval(x)
		}
	}
	return out
}

func fixedPart(d *tree.Duty) string {
	return fmt.Sprintf("%s %d %s to %s %t until %s", d.Who, d.Modality, d.What, d.To, d.Immediately, d.Until)
}

func (e *env) sameDuty(a, b *tree.Rule) val {
	if fixedPart(a.Duty) != fixedPart(b.Duty) {
		return no
	}
	x, y := e.details(a), e.details(b)
	var conds []func() val
	for i := range x {
		conds = append(conds, func() val {
			if x[i].kind == na || y[i].kind == na {
				return boolVal(x[i].kind == y[i].kind)
			}
			return e.equal(x[i], y[i])
		})
	}
	return and(conds...)
}

// duty is the value of a duty rule; a detail that is n/a is left out.
func (e *env) duty(r *tree.Rule) val {
	d := r.Duty
	out := &value.DutyValue{Who: d.Who, Modality: d.Modality, What: d.What, To: d.To, Immediately: d.Immediately, Until: d.Until}
	details := e.details(r)
	allKnown := true
	text := fixedPart(d)
	for i, to := range []*value.Value{&out.Amount, &out.InsuredFor, &out.NotBefore, &out.By} {
		switch x := details[i]; x.kind {
		case broken:
			return x
		case known:
			*to = x.v
		case symbolic:
			allKnown = false
		}
		text += "; " + details[i].text()
	}
	if allKnown {
		return knownVal(value.Value{Kind: value.Duty, Ref: out})
	}
	return symVal(combine(call("duty", text), details[:]...))
}

// --- accounts ---

// line is a line of an account that applies.
type line struct {
	rule   *tree.Rule
	amount val
	after  val
}

type account struct {
	base   val
	lines  []line // additions, deductions, limits, floors, rounding
	before val    // the amount before limits
	result val
}

// account takes the base through additions and deductions, limits, floors and rounding, whatever the order of the sentences.
func (e *env) account(d *tree.Decision, base val) account {
	a := account{base: base}
	pick := func(k tree.RuleKind) (lines []line, stop *val) {
		for _, r := range d.Rules {
			if r.Kind != k {
				continue
			}
			c := e.applies(r)
			if c.kind == broken {
				return nil, &c
			}
			if !c.isTrue() {
				continue
			}
			l := line{rule: r}
			if r.Value != nil {
				l.amount = e.eval(r.Value)
				if l.amount.kind == broken {
					return nil, &l.amount
				}
				if l.amount.kind == na { // as sum, smallest and largest skip what is n/a
					continue
				}
			}
			lines = append(lines, l)
		}
		return lines, nil
	}
	var stages [5][]line
	for i, k := range []tree.RuleKind{tree.Add, tree.Deduct, tree.Limit, tree.Floor, tree.Round} {
		lines, stop := pick(k)
		if stop != nil {
			a.result = *stop
			return a
		}
		stages[i] = lines
	}
	amounts := func(ls []line) []val {
		var out []val
		for _, l := range ls {
			out = append(out, l.amount)
		}
		return out
	}
	note := func(ls []line, after val) {
		for _, l := range ls {
			l.after = after
			a.lines = append(a.lines, l)
		}
	}
	balance := base
	if len(stages[0])+len(stages[1]) > 0 {
		balance = total(d.Type, append([]val{base}, amounts(stages[0])...), amounts(stages[1]))
	}
	note(stages[0], balance)
	note(stages[1], balance)
	a.before = balance
	if len(stages[2]) > 0 {
		balance = extremeOf(d.Type, -1, append([]val{balance}, amounts(stages[2])...))
	}
	note(stages[2], balance)
	if len(stages[3]) > 0 {
		balance = extremeOf(d.Type, 1, append([]val{balance}, amounts(stages[3])...))
	}
	note(stages[3], balance)
	for _, l := range stages[4] {
		balance = rounded(d.Type, l.rule, balance)
		note([]line{l}, balance)
	}
	a.result = balance
	return a
}

func rounded(t *types.Type, r *tree.Rule, v val) val {
	step := r.Step.Decimal()
	round := func(n decimal.Decimal) (decimal.Decimal, bool) {
		return money.Round(n, money.Mode(r.Mode), step), true
	}
	if v.kind == known {
		if v.v.Special {
			return v
		}
		n, _ := round(v.v.Decimal())
		return numVal(v.v, n)
	}
	s := combine(call("round", fmt.Sprint(r.Mode), step.String(), v.text()), v)
	s.in, s.cur = v.s.in.moved(round), v.s.cur
	return collapse(t, s)
}

// bindingLimits is the set of the names of the limits that bind: those below the amount before limits and above no other limit.
func (e *env) bindingLimits(x *tree.BindingLimits) val {
	d := x.Decision
	if asked := e.asked(d); asked.kind == broken {
		return asked
	} else if !asked.isTrue() {
		return notApplicable
	}
	base := e.agreed(d)
	if base.status != outcome.Decided {
		return base.val()
	}
	a := e.account(d, base.v)
	if a.result.kind == na || a.result.kind == broken {
		return a.result
	}
	return val{kind: set, members: len(x.T.Members), member: func(i int) val {
		named := []func() val{func() val { return no }}
		for _, l := range a.lines {
			if l.rule.Kind == tree.Limit && l.rule.As == x.T.Members[i] {
				named = append(named, func() val { return e.binds(a, l) })
			}
		}
		return or(named...)
	}}
}

func (e *env) binds(a account, l line) val {
	conds := []func() val{func() val { return e.less(l.amount, a.before) }}
	for _, other := range a.lines {
		if other.rule.Kind == tree.Limit && other.rule != l.rule {
			conds = append(conds, func() val { return not(e.less(other.amount, l.amount)) })
		}
	}
	return and(conds...)
}
