package exact

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// answer is a decision as a function of what is unknown.
type answer struct {
	operand
	arises diagram.Ref
	// rules has the evaluation of each of the decision's rules, in order.
	rules []ruleAnswer
	// account is what the lines did; nil without lines.
	account *account
	// spared is a rule that nothing defeats here, to see what its defeat changed.
	spared *tree.Rule
}

// ruleAnswer is what became of a rule.
type ruleAnswer struct {
	cond    diagram.Ref // its condition alone
	applies diagram.Ref // its condition, undefeated
	value   diagram.Ref // what it gives; not for members
}

// decide evaluates a decision once.
func (e *evaluation) decide(d *tree.Decision) *answer {
	if a := e.decisions[d.Index]; a != nil {
		return a
	}
	a := &answer{arises: True}
	if d.Arises != nil {
		a.arises = e.cond(d.Arises)
	}
	e.applyRules(d, a)
	switch {
	case a.arises == False || a.arises == NA:
		a.operand = *e.absent(d.Type)
	case d.Type.Kind == types.Set:
		a.set = e.collect(d, a)
		if a.arises != True {
			a.set.ok = e.where(a.arises, a.set.ok)
		}
	default:
		a.ref = e.where(a.arises, e.scalarAnswer(d, a))
	}
	if e.d.Over() {
		a.capped = true
		e.d.Resume(e.nodes)
	}
	e.decisions[d.Index] = a
	return a
}

func (e *evaluation) scalarAnswer(d *tree.Decision, a *answer) diagram.Ref {
	if d.Type.Kind == types.Duties {
		return e.establishedDuties(d, a)
	}
	base := e.resolve(d, a)
	if hasLines(d) {
		a.account = &account{base: base}
		return e.settle(d, a)
	}
	if d.Type.Kind == types.Duty {
		return e.d.Map(base, func(l int32) diagram.Ref {
			if l == leafNone {
				return NA
			}
			return diagram.Ref(l)
		})
	}
	return base
}

// applyRules settles conditions and defeat.
func (e *evaluation) applyRules(d *tree.Decision, a *answer) {
	a.rules = make([]ruleAnswer, len(d.Rules))
	place := make(map[*tree.Rule]int, len(d.Rules))
	for i, r := range d.Rules {
		place[r] = i
		a.rules[i] = ruleAnswer{cond: e.condition(r.When, r.Unless), applies: -1 << 30}
		if r.Duty != nil && r.Duty.Amount != nil {
			a.rules[i].cond = e.and(a.rules[i].cond, e.worth(r.Duty.Amount))
		}
	}
	if a.arises == False || a.arises == NA {
		// Conditions are kept for the record; nothing applies to a question that does not arise.
		for i := range a.rules {
			a.rules[i].applies = False
		}
		return
	}
	var undefeated func(i int) diagram.Ref
	undefeated = func(i int) diagram.Ref {
		if a.rules[i].applies != -1<<30 {
			return a.rules[i].applies
		}
		r := d.Rules[i]
		out := e.holds(a.rules[i].cond)
		if r == a.spared {
			a.rules[i].applies = out
			return out
		}
		for _, s := range r.BeatenBy {
			if out == False {
				break
			}
			if j, ok := place[s]; ok {
				out = e.and(out, e.not(undefeated(j)))
			}
		}
		for _, s := range r.DisappliedBy {
			if out == False {
				break
			}
			out = e.and(out, e.not(e.disapplies(s)))
		}
		a.rules[i].applies = out
		return out
	}
	for i := range d.Rules {
		undefeated(i)
	}
}

// changedBy tells whether a decision other than a set would come to something else if a rule of it, which is defeated, were not.
func (e *evaluation) changedBy(d *tree.Decision, a *answer, r *tree.Rule) bool {
	if a.set != nil || d.Type.Kind == types.Duties || a.capped {
		return true
	}
	other := &answer{arises: a.arises, spared: r}
	e.applyRules(d, other)
	return e.where(a.arises, e.scalarAnswer(d, other)) != a.ref
}

// disapplies is the condition that a disapply holds and is not itself disapplied.
func (e *evaluation) disapplies(s *tree.Disapply) diagram.Ref {
	out := e.holds(e.condition(s.When, s.Unless))
	for _, t := range s.DisappliedBy {
		if out == False {
			break
		}
		out = e.and(out, e.not(e.disapplies(t)))
	}
	return out
}

// resolve combines the values of the rules that apply undefeated.
func (e *evaluation) resolve(d *tree.Decision, a *answer) diagram.Ref {
	acc := noAnswer
	for i, r := range d.Rules {
		if r.Kind != tree.Value && r.Kind != tree.DutyRule || r.Otherwise || a.rules[i].applies == False {
			continue
		}
		a.rules[i].value = e.ruleValue(r)
		acc = e.choose(a.rules[i].applies, e.merge(d, acc, a.rules[i].value, r.ID), acc)
	}
	for i, r := range d.Rules {
		if !r.Otherwise || a.rules[i].applies == False {
			continue
		}
		a.rules[i].value = e.ruleValue(r)
		other := e.choose(a.rules[i].applies, a.rules[i].value, noAnswer)
		acc = e.d.Map2(acc, other, func(x, y int32) diagram.Ref {
			if x == leafNone {
				return diagram.Ref(y)
			}
			return diagram.Ref(x)
		})
	}
	return acc
}

func (e *evaluation) ruleValue(r *tree.Rule) diagram.Ref {
	if r.Kind == tree.DutyRule {
		return e.duty(r)
	}
	return e.scalar(r.Value)
}

// merge adds one more applying value. Ranked: the earlier member prevails. Otherwise equal values agree and different ones are in conflict;
// a value that is n/a gives way.
func (e *evaluation) merge(d *tree.Decision, acc, v diagram.Ref, rule int) diagram.Ref {
	return e.d.Map2(acc, v, func(x, y int32) diagram.Ref {
		lx, ly := e.leaves[x], e.leaves[y]
		switch {
		case lx.kind == none || lx.kind == na && ly.kind != none:
			return diagram.Ref(y)
		case ly.kind == none || ly.kind == na || x == y:
			return diagram.Ref(x)
		case d.Type.Ranked && lx.kind == known && ly.kind == known:
			if ly.v.N < lx.v.N {
				return diagram.Ref(y)
			}
			return diagram.Ref(x)
		case lx.kind == conflict || lx.kind == known && ly.kind == known && !equal(lx.v, ly.v):
			return e.disagree(x, y)
		case lx.kind == known && ly.kind == known:
			return diagram.Ref(x)
		}
		// Whether an open value agrees is not known.
		return e.unknown(leaf{key: "agree" + e.keyOf(min(x, y)) + e.keyOf(max(x, y)), deps: union(lx.deps, ly.deps)})
	})
}

// disagree is a conflict of the values of two leaves, of which the first may be a conflict already.
func (e *evaluation) disagree(x, y int32) diagram.Ref {
	values := []int{int(x), int(y)}
	if lx := e.leaves[x]; lx.kind == conflict {
		if slices.Contains(lx.sides, int(y)) {
			return diagram.Ref(x)
		}
		values = append(slices.Clone(lx.sides), int(y))
	}
	slices.Sort(values)
	key := "conflict"
	for _, v := range values {
		key += e.keyOf(int32(v))
	}
	return e.intern(key, leaf{kind: conflict, sides: values})
}

// collect is a set decision: the union of what applies.
func (e *evaluation) collect(d *tree.Decision, a *answer) *setValue {
	s := &setValue{ok: True, members: make([]diagram.Ref, len(d.Type.Members))}
	any := False
	add := func(i int) {
		r := d.Rules[i]
		if r.Kind == tree.Member {
			s.members[r.Member] = e.or(s.members[r.Member], a.rules[i].applies)
			return
		}
		given := e.set(r.Value)
		for m := range s.members {
			in := e.holds(e.whereSet(given, given.members[m]))
			s.members[m] = e.or(s.members[m], e.and(a.rules[i].applies, in))
		}
	}
	for i, r := range d.Rules {
		if !r.Otherwise {
			add(i)
			any = e.or(any, a.rules[i].applies)
		}
	}
	for i, r := range d.Rules {
		if r.Otherwise {
			a.rules[i].applies = e.and(a.rules[i].applies, e.not(any))
			add(i)
		}
	}
	return s
}

// arises is whether the question arises: yes or no.
func (e *evaluation) arises(d *tree.Decision) diagram.Ref {
	a := e.decide(d)
	if a.set != nil {
		return e.holds(a.set.ok)
	}
	return e.d.Map(a.ref, func(l int32) diagram.Ref {
		return e.constant(value.OfBool(e.leaves[l].kind != na))
	})
}

// caveat is the condition that the policy's caveat i applies: it is a member of the built-in decision.
func (e *evaluation) caveat(i int) diagram.Ref { return e.decide(e.stated).set.members[i] }
