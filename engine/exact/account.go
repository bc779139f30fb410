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

// settle computes the stages in their fixed order, whatever the order of the sentences. A line whose amount is n/a does nothing.
func (e *evaluation) settle(d *tree.Decision, a *answer) diagram.Ref {
	acc := a.account
	total := e.stage(d, a, acc.base, tree.Add, tree.Deduct)
	acc.beforeLimits = total
	total = e.stage(d, a, total, tree.Limit, tree.Limit)
	acc.afterLimits = total
	total = e.stage(d, a, total, tree.Floor, tree.Floor)
	return e.stage(d, a, total, tree.Round, tree.Round)
}

// stage applies the lines of two kinds.
func (e *evaluation) stage(d *tree.Decision, a *answer, total diagram.Ref, k, other tree.RuleKind) diagram.Ref {
	for i, r := range d.Rules {
		if (r.Kind == k || r.Kind == other) && a.rules[i].applies != False {
			total = e.line(d, a, i, total)
		}
	}
	return total
}

func (e *evaluation) line(d *tree.Decision, a *answer, i int, total diagram.Ref) diagram.Ref {
	r := d.Rules[i]
	var amount, with diagram.Ref
	switch r.Kind {
	case tree.Round:
		amount = e.constant(r.Step)
		if v, ok := e.knownValue(total); ok {
			out, err := round(v, r)
			with = e.computed(nil, out, err)
			break
		}
		k := key{op: ofRound, n: int32(r.Mode), b: int32(amount)}
		to := func(l int32) diagram.Ref {
			return e.mapLeaf(k, l, func(v value.Value) (value.Value, error) { return round(v, r) })
		}
		if op := opRound + diagram.Op(r.ID); op < opBeyond {
			with = e.d.Apply(op, total, to, -1)
		} else {
			with = e.d.Map(total, to)
		}
	default:
		var ok bool
		if amount, ok = e.valueBefore(d, i); !ok {
			amount = e.scalar(r.Value)
		}
		with = e.d.Apply2(opLine+diagram.Op(r.Kind), total, amount, func(x, y int32) diagram.Ref { return e.lineLeaves(r.Kind, x, y) }, nil)
	}
	a.rules[i].value = amount
	after := e.choose(a.rules[i].applies, with, total)
	a.account.lines = append(a.account.lines, accountLine{rule: i, amount: amount, before: total, after: after})
	return after
}

func (e *evaluation) lineLeaves(kind tree.RuleKind, x, y int32) diagram.Ref {
	lx, ly := &e.leaves[x], &e.leaves[y]
	if lx.kind != known && lx.kind != open || ly.kind != known && ly.kind != open {
		return diagram.Ref(x)
	}
	switch kind {
	case tree.Add:
		return e.arithLeaves(plus, x, y)
	case tree.Deduct:
		return e.arithLeaves(minus, x, y)
	case tree.Limit:
		return e.pick(x, y, -1)
	}
	return e.pick(x, y, 1)
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
	return e.d.Apply(opNumbers, r, e.operation.numbers, NA)
}

func (e *evaluation) numberOf(l int32) diagram.Ref {
	if k := e.leaves[l].kind; k != known && k != open {
		return NA
	}
	return diagram.Ref(l)
}

// bindingLimits is the set of the names of the limits that bind.
func (e *evaluation) bindingLimits(x *tree.BindingLimits, n int) *setValue {
	a := e.decide(x.Decision)
	s := e.newSet(e.d.Map(a.ref, func(l int32) diagram.Ref {
		if e.leaves[l].kind == na {
			return NA
		}
		return True
	}), n)
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
	n := 1
	for _, l := range a.account.lines {
		if a.rules[l.rule].applies == True {
			n++
		}
	}
	out := make([]outcome.Line, 0, n)
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
	if len(out) == 0 {
		return nil
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
