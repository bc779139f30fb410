package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// account is a money decision's statement: base, additions less deductions, limits, floors, rounding.
type account struct {
	base         diagram.Ref
	beforeLimits diagram.Ref
	afterLimits  diagram.Ref
	lines        []accountLine
}

type accountLine struct {
	rule   int // index in Decision.Rules
	amount diagram.Ref
	before diagram.Ref
	after  diagram.Ref
}

func hasLines(d *tree.Decision) bool {
	for _, r := range d.Rules {
		if r.Kind >= tree.Add {
			return true
		}
	}
	return false
}

// settle computes the stages in their fixed order, whatever the order of the sentences. A line whose amount is n/a does nothing.
func (e *evaluation) settle(d *tree.Decision, a *answer) diagram.Ref {
	acc := a.account
	total := acc.base
	stage := func(kinds ...tree.RuleKind) {
		for i, r := range d.Rules {
			for _, k := range kinds {
				if r.Kind == k && a.rules[i].applies != False {
					total = e.line(a, i, r, total)
				}
			}
		}
	}
	stage(tree.Add, tree.Deduct)
	acc.beforeLimits = total
	stage(tree.Limit)
	acc.afterLimits = total
	stage(tree.Floor)
	stage(tree.Round)
	return total
}

func (e *evaluation) line(a *answer, i int, r *tree.Rule, total diagram.Ref) diagram.Ref {
	var amount, with diagram.Ref
	switch r.Kind {
	case tree.Round:
		amount = e.constant(r.Step)
		with = e.map1("round"+valueKey(r.Step)+string(rune('a'+r.Mode)), total, func(v value.Value) (value.Value, error) { return round(v, r) })
	default:
		amount = e.scalar(r.Value)
		with = e.d.Map2(total, amount, func(x, y int32) diagram.Ref {
			lx, ly := e.leaves[x], e.leaves[y]
			if lx.kind != known && lx.kind != open || ly.kind != known && ly.kind != open {
				return diagram.Ref(x)
			}
			switch r.Kind {
			case tree.Add:
				return e.arith2("plus", diagram.Ref(x), diagram.Ref(y), value.Add)
			case tree.Deduct:
				return e.arith2("less", diagram.Ref(x), diagram.Ref(y), value.Sub)
			case tree.Limit:
				return e.pick("min", x, y, -1)
			}
			return e.pick("max", x, y, 1)
		})
	}
	a.rules[i].value = amount
	after := e.choose(a.rules[i].applies, with, total)
	a.account.lines = append(a.account.lines, accountLine{rule: i, amount: amount, before: total, after: after})
	return after
}

// binds is the condition that a limit is smaller than the amount before limits and equal to the amount after them.
func (e *evaluation) binds(a *answer, l accountLine) diagram.Ref {
	lower := e.holds(e.not(e.atMost(e.numbersOnly(a.account.beforeLimits), l.amount)))
	if lower == False {
		return False
	}
	same := e.holds(e.equal(l.amount, e.numbersOnly(a.account.afterLimits)))
	return e.and(a.rules[l.rule].applies, e.and(lower, same))
}

// numbersOnly makes the lack of a base n/a, so that it can be compared.
func (e *evaluation) numbersOnly(r diagram.Ref) diagram.Ref {
	return e.d.Map(r, func(l int32) diagram.Ref {
		if k := e.leaves[l].kind; k != known && k != open {
			return NA
		}
		return diagram.Ref(l)
	})
}

// bindingLimits is the set of the names of the limits that bind.
func (e *evaluation) bindingLimits(x *tree.BindingLimits, n int) *setValue {
	a := e.decide(x.Decision)
	s := &setValue{ok: e.d.Map(a.ref, func(l int32) diagram.Ref {
		if e.leaves[l].kind == na {
			return NA
		}
		return True
	}), members: make([]diagram.Ref, n)}
	if a.account == nil {
		return s
	}
	for _, l := range a.account.lines {
		r := x.Decision.Rules[l.rule]
		if r.Kind == tree.Limit && r.As != "" && r.AsMember >= 0 && r.AsMember < n {
			s.members[r.AsMember] = e.or(s.members[r.AsMember], e.binds(a, l))
		}
	}
	return s
}

// statement is the account as it was computed, where every line is known.
func (e *evaluation) statement(d *tree.Decision, a *answer) []outcome.Line {
	if a.account == nil {
		return nil
	}
	var out []outcome.Line
	for i, r := range d.Rules {
		if (r.Kind == tree.Value) && a.rules[i].applies == True {
			if v, ok := e.knownValue(a.rules[i].value); ok {
				out = append(out, outcome.Line{Rule: r, Amount: v, After: v})
				break
			}
		}
	}
	for _, l := range a.account.lines {
		if a.rules[l.rule].applies != True {
			continue
		}
		amount, ok := e.knownValue(l.amount)
		after, ok2 := e.knownValue(l.after)
		if !ok || !ok2 {
			continue
		}
		r := d.Rules[l.rule]
		line := outcome.Line{Rule: r, Amount: amount, After: after}
		switch r.Kind {
		case tree.Limit:
			line.Binds = e.binds(a, l) == True
		default:
			line.Binds = l.before != l.after
		}
		out = append(out, line)
	}
	return out
}

// knownValue is the value of a constant function.
func (e *evaluation) knownValue(r diagram.Ref) (value.Value, bool) {
	if r < 0 || e.leaves[r].kind != known {
		return value.Value{}, false
	}
	return e.leaves[r].v, true
}
