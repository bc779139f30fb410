package explain

import (
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// reason is a rule that gave an answer, and why it applied.
type reason struct {
	clause *tree.Clause
	gives  string       // the member of a set that it gives
	by     *tree.Clause // under which the answer was given that it rests on, where both are told together
	why    string       // empty: it always applies
	rule   *tree.Rule
}

// inline writes a reason: §3 (complaint within 14 days): the complaint was sent on 20 June 2024.
func (r reason) inline() Inline {
	text := Inline{}.titled(r.clause)
	switch {
	case r.by != nil && r.by != r.clause:
		return text.with(": " + r.gives + ", because of ").ref(r.by).with(": " + r.why + ".")
	case r.gives != "" && r.why != "":
		return text.with(": " + r.gives + ", because " + r.why + ".")
	case r.gives != "":
		return text.with(": " + r.gives + ".")
	case r.why != "":
		return text.with(": " + r.why + ".")
	}
	return text.with(".")
}

// reasons are the rules that gave a decided answer.
func (t *Teller) reasons(d *outcome.Decision, most int) []reason {
	var out []reason
	for _, r := range d.Decision.Rules {
		rec := t.known.Rule(r)
		if rec == nil || rec.Status != outcome.Applied || !gave(d, rec) {
			continue
		}
		one := reason{clause: r.Clause, rule: r, why: t.why(r)}
		switch {
		case r.Kind == tree.Member:
			one.gives = quoted(t.words(d.Decision.Type.Members[r.Member]))
		case r.Kind == tree.Value && (d.Decision.Type.Kind == types.Date || d.Decision.Type.Kind == types.Instant):
			one.why = after(t.reckoning(r.Value), one.why)
		case r.Kind == tree.Value && d.Decision.Type.Kind != types.Money && d.Decision.Type.Kind != types.Set:
			if len(out) == 0 {
				one.why = join(one.why, t.unopposed(d, r, one.why, most))
			}
		case r.Kind == tree.Value && one.why == "" && d.Decision.Type.Kind == types.Money && len(d.Account) == 0:
			one.why = t.noun(r.Value)
		}
		out = append(out, one)
	}
	return agreed(out)
}

// after puts a condition behind the reckoning of a day.
func after(how, why string) string {
	switch {
	case how == "" || why == "":
		return how + why
	}
	return how + ", because " + why
}

// gave tells whether an applied rule gave the answer: in a ranked decision a lower rank may apply besides.
func gave(d *outcome.Decision, rec *outcome.RuleRecord) bool {
	k := rec.Rule.Kind
	return k != tree.Value || d.Decision.Type.Kind == types.Set || value.Equal(rec.Value, d.Value) || rec.Value.Kind == value.Invalid
}

// agreed keeps one of several reasons with the same words under one clause.
func agreed(all []reason) []reason {
	var out []reason
	for _, r := range all {
		same := func(o reason) bool {
			return o.clause == r.clause && o.gives == r.gives && (o.why == r.why || r.why == "" && r.rule.Kind >= tree.Add)
		}
		if !slices.ContainsFunc(out, same) {
			out = append(out, r)
		}
	}
	return out
}

// why is the condition of a rule that applies, in sentences.
func (t *Teller) why(r *tree.Rule) string {
	var parts []string
	for _, x := range []tree.Expr{t.withoutReadings(r.When), r.Unless} {
		if x == nil {
			continue
		}
		if s := t.Condition(x); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 && r.Kind == tree.Value {
		if s := t.chosen(r.Value); s != "" {
			return s
		}
	}
	return sequence(parts)
}

// chosen says which member a judgment or a fact chose, where a rule takes its value from there.
func (t *Teller) chosen(x tree.Expr) string {
	if k := x.Type().Kind; k != types.Enum {
		return ""
	}
	if c, ok := x.(*tree.Convert); ok {
		x = c.X
	}
	if _, literal := x.(*tree.Lit); literal {
		return ""
	}
	v, ok := t.known.Value(x)
	if !ok {
		return ""
	}
	return t.is(x, quoted(t.say(x.Type(), v)))
}

// withoutReadings leaves the conditions out that only the reading of the text settles: the readings have a section of their own.
func (t *Teller) withoutReadings(x tree.Expr) tree.Expr {
	and, ok := x.(*tree.And)
	if !ok {
		if readingOnly(x) {
			return nil
		}
		return x
	}
	var rest []tree.Expr
	for _, y := range and.Xs {
		if !t.byReading(y, true) {
			rest = append(rest, y)
		}
	}
	switch len(rest) {
	case 0:
		return nil
	case 1:
		return rest[0]
	}
	return &tree.And{Base: and.Base, Xs: rest}
}

func readingOnly(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Compare:
		_, ok := x.X.(*tree.ReadingRef)
		return ok
	case *tree.OneOf:
		_, ok := x.X.(*tree.ReadingRef)
		return ok
	case *tree.Not:
		return readingOnly(x.X)
	case *tree.Or:
		return !slices.ContainsFunc(x.Xs, func(y tree.Expr) bool { return !readingOnly(y) })
	}
	return false
}

// join puts what did not stand in a rule's way behind its own condition.
func join(why, unopposed string) string {
	if why == "" {
		return unopposed
	}
	if unopposed == "" {
		return why
	}
	return why + "; " + unopposed
}

// unopposed says why a rule was not kept from giving the answer: what would have gone before it is not met.
func (t *Teller) unopposed(d *outcome.Decision, r *tree.Rule, why string, most int) string {
	all := slices.DeleteFunc(t.failed(d, r), func(s string) bool { return strings.Contains(why, s) })
	if len(all) == 0 {
		return ""
	}
	more := ""
	if len(all) > most {
		more = "; and so on"
		all = all[:most]
	}
	if t.plainly {
		return "nothing stands in the way: " + strings.Join(all, "; ") + more
	}
	return "no stronger rule applies: " + strings.Join(all, "; ") + more
}

// failed are the conditions, one for each, that kept the rules which go before r from applying.
func (t *Teller) failed(d *outcome.Decision, r *tree.Rule) []string {
	var out []string
	for _, other := range d.Decision.Rules {
		rec := t.known.Rule(other)
		if other == r || rec == nil || rec.Status != outcome.Failed || rec.Because == nil || !before(d.Decision, other, r) || readingOnly(rec.Because) {
			continue
		}
		if s := t.Condition(rec.Because); s != "" {
			out = merged(out, s)
		}
	}
	return out
}

// merged adds a sentence that is not there yet. "x is a, not b" and "x is a, not c" are one, and so are two about the same day.
func merged(all []string, s string) []string {
	for i, other := range all {
		if other == s {
			return all
		}
		if one, ok := together(other, s); ok {
			all[i] = one
			return all
		}
	}
	return append(all, s)
}

func together(a, b string) (string, bool) {
	if strings.Contains(a, "; ") || strings.Contains(b, "; ") {
		return "", false
	}
	is, isNot, found := strings.Cut(b, ", not “")
	if same, before, ok := strings.Cut(a, ", not “"); found && ok {
		switch {
		case same != is:
			return "", false
		case strings.Contains(before, isNot):
			return a, true
		}
		return strings.Replace(a, " or “", ", “", 1) + " or “" + isNot, true
	}
	on, rest, found := strings.Cut(b, ", ")
	same, _, ok := strings.Cut(a, ", ")
	if !found || !ok || same != on || !strings.Contains(on, " on ") || strings.Contains(a, "counted") || strings.Contains(b, "counted") {
		return "", false
	}
	return a + " and " + rest, true
}

// before tells whether a rule would go before another of its decision.
func before(d *tree.Decision, other, r *tree.Rule) bool {
	if r.Otherwise {
		return !other.Otherwise
	}
	if slices.Contains(r.BeatenBy, other) {
		return true
	}
	a, ok := other.Value.(*tree.Lit)
	b, ok2 := r.Value.(*tree.Lit)
	return d.Type.Ranked && ok && ok2 && a.Value.N < b.Value.N
}

// chain follows a decision's reasons down to the facts: what it turned on, and what that turned on, each right behind what rests on it.
func (t *Teller) chain(d *outcome.Decision, find func(*tree.Decision) *outcome.Decision, seen map[*tree.Decision]bool) []reason {
	var ends []reason
	out := t.follow(d, find, seen, &ends)
	return append(out, ends...)
}

// follow is chain; the days that periods end on are gathered apart, for their counts have been told.
func (t *Teller) follow(d *outcome.Decision, find func(*tree.Decision) *outcome.Decision, seen map[*tree.Decision]bool, ends *[]reason) []reason {
	const most = 6
	seen[d.Decision] = true
	var out, deep []reason
	for _, r := range t.reasons(d, most) {
		var below []reason
		rule := r.rule
		if next := t.through(r, find, seen); next != nil {
			r.by, r.why, rule = next.clause, next.why, next.rule
		}
		for _, x := range []tree.Expr{rule.When, rule.Unless} {
			if x == nil {
				continue
			}
			for _, on := range decisionsOf(x) {
				next := find(on)
				if next == nil || seen[on] || next.Status != outcome.Decided && t.known.Established(on) == 0 || len(seen) > most {
					continue
				}
				if p := t.ends(on); p != nil {
					seen[on] = true
					*ends = append(*ends, reason{clause: p.rule.Clause, rule: p.rule, why: p.why})
					continue
				}
				below = append(below, t.follow(next, find, seen, ends)...)
			}
		}
		if len(below) > 0 && d.Decision.Type.Kind == types.Set {
			deep = append(append(deep, r), below...) // grounds that one sentence tells come first
			continue
		}
		out = append(append(out, r), below...)
	}
	return append(out, deep...)
}

// through finds the one reason of the one answer on which a member of a set rests, so that both can be told in one sentence.
func (t *Teller) through(r reason, find func(*tree.Decision) *outcome.Decision, seen map[*tree.Decision]bool) *reason {
	if r.gives == "" || r.rule.Unless != nil || r.rule.When == nil {
		return nil
	}
	c, ok := t.withoutReadings(r.rule.When).(*tree.Compare)
	if !ok {
		return nil
	}
	ref, ok := c.X.(*tree.DecisionRef)
	if !ok || seen[ref.Decision] || ref.Decision.Type.Kind != types.Enum {
		return nil
	}
	next := find(ref.Decision)
	if next == nil || next.Status != outcome.Decided {
		return nil
	}
	const most = 3
	all := t.reasons(next, most)
	if len(all) != 1 || all[0].why == "" {
		return nil
	}
	seen[ref.Decision] = true
	return &all[0]
}

// ends is the reason of a day to which a period was counted: the count has been told where the day was compared.
func (t *Teller) ends(d *tree.Decision) *reason {
	giver := t.giver(d)
	if giver == nil || d.Type.Kind != types.Date {
		return nil
	}
	v, _ := t.known.Decision(d)
	thing := t.asked(d)
	return &reason{rule: giver, why: thing + " is " + t.say(d.Type, v)}
}
