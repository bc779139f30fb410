package exact

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
)

// answer is a decision as a function of what is unknown.
type answer struct {
	operand
	arises diagram.Ref
	capped bool
	// read is the answer as others read it, once it isRead.
	read   diagram.Ref
	isRead bool
	// rules has the evaluation of each of the decision's rules, in order.
	rules []ruleAnswer
	// account is what the lines did; nil without lines.
	account *account
	// spared is the place of a rule that nothing defeats here, to see what its defeat changed; -1 without one.
	spared int
}

// ruleAnswer is what became of a rule.
type ruleAnswer struct {
	cond    diagram.Ref // its condition alone
	applies diagram.Ref // its condition, undefeated
	value   diagram.Ref // what it gives; not for members
}

// unsettled stands for whether a rule applies before that is known.
const unsettled diagram.Ref = -1 << 30

// decide evaluates a decision once.
func (e *evaluation) decide(d *tree.Decision) *answer {
	if e.trial.tag != 0 {
		e.refresh(decisionNumber(e.p, d.Index))
	}
	if a := e.answers[d.Index]; a != nil {
		if a.capped && e.depth > 0 {
			e.d.Exceed() // who reads what means nothing comes to nothing either
		}
		return a
	}
	e.depth++
	defer func() { e.depth-- }()
	a := &e.rooms.answers.take(1)[0]
	a.arises, a.spared = True, -1
	prepared := &e.decisions[d.Index]
	if d.Arises != nil {
		a.arises = e.truth(prepared.arises)
	}
	e.applyRules(d, a)
	if e.trial.tag != 0 {
		if old := e.asBefore(d, a); old != nil {
			e.putAnswer(d, old)
			return old
		}
	}
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
		a.capped, e.stopped = true, true
		e.beyond = append(e.beyond, a)
		if e.depth == 1 {
			e.resume(d)
		}
	}
	e.putAnswer(d, a)
	return a
}

// resume goes on after a decision for which the limit of nodes was reached. Decisions that it read meanwhile remain capped, and so does what reads them;
// terms and facts that were evaluated meanwhile are evaluated again.
func (e *evaluation) resume(d *tree.Decision) {
	for _, at := range e.doubtful {
		*at = nil
	}
	e.doubtful = e.doubtful[:0]
	e.d.Resume(e.nodes)
	for _, a := range e.beyond {
		e.leaveOpen(a)
	}
	e.beyond = e.beyond[:0]
	for _, in := range e.reads.Inputs[d.Index] {
		e.input(in) // the analysis may have passed over it, and it may matter all the same
	}
}

// leaveOpen says of a decision beyond the limit of nodes that nothing is known of it: whether it arises, and what its rules come to.
func (e *evaluation) leaveOpen(a *answer) {
	open := e.atom(key{op: ofStopped}, nil)
	if a.arises != True {
		a.arises = open
	}
	for i := range a.rules {
		a.rules[i].cond, a.rules[i].applies = open, open
	}
}

func (e *evaluation) scalarAnswer(d *tree.Decision, a *answer) diagram.Ref {
	if d.Type.Kind == types.Duties {
		return e.establishedDuties(d, a)
	}
	base := e.resolve(d, a)
	if lines := e.decisions[d.Index].lines; lines > 0 {
		a.account = e.rooms.accounts.one(account{base: base, lines: e.rooms.lines.take(lines)[:0]})
		return e.settle(d, a)
	}
	if d.Type.Kind == types.Duty {
		return e.d.Apply(opArises, base, noneIsNA, NA)
	}
	return base
}

// noneIsNA turns a duty that no sentence states into none that arises.
func noneIsNA(l int32) diagram.Ref {
	if l == leafNone {
		return NA
	}
	return diagram.Ref(l)
}

// applyRules settles conditions and defeat.
func (e *evaluation) applyRules(d *tree.Decision, a *answer) {
	rules := e.decisions[d.Index].rules
	a.rules = e.rooms.rules.take(len(rules))
	var old *answer
	if e.trial.tag != 0 {
		old = e.trial.answers[d.Index]
	}
	for i, r := range d.Rules {
		if old != nil && rules[i].condOn&e.trial.ambiguity == 0 {
			a.rules[i] = ruleAnswer{cond: old.rules[i].cond, applies: unsettled}
			continue
		}
		a.rules[i] = ruleAnswer{cond: e.when(rules[i].when, rules[i].unless), applies: unsettled}
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
	for i := range rules {
		e.undefeated(rules, a, i)
	}
}

// undefeated is whether a rule applies: its condition holds, and nothing that defeats it does.
func (e *evaluation) undefeated(rules []rule, a *answer, i int) diagram.Ref {
	ra := &a.rules[i]
	if ra.applies != unsettled {
		return ra.applies
	}
	out := e.holds(ra.cond)
	if i == a.spared {
		ra.applies = out
		return out
	}
	for _, j := range rules[i].beatenBy {
		if out == False {
			break
		}
		out = e.and(out, e.not(e.undefeated(rules, a, int(j))))
	}
	for _, s := range rules[i].disapplied {
		if out == False {
			break
		}
		out = e.and(out, e.not(e.disapplies(s)))
	}
	ra.applies = out
	return out
}

// changedBy tells whether a decision other than a set would come to something else if its i-th rule, which is defeated, were not.
func (e *evaluation) changedBy(d *tree.Decision, a *answer, i int) bool {
	if a.set != nil || d.Type.Kind == types.Duties || a.capped {
		return true
	}
	other := e.rooms.answers.one(answer{arises: a.arises, spared: i})
	e.applyRules(d, other)
	return e.where(a.arises, e.scalarAnswer(d, other)) != a.ref
}

// disapplies is the condition that a disapply holds and is not itself disapplied.
func (e *evaluation) disapplies(s *sentence) diagram.Ref {
	t := &e.switched[s.id]
	if t.stamp == e.stamp && (e.trial.tag == 0 || s.on&e.trial.ambiguity == 0) {
		return t.ref
	}
	out := e.holds(e.when(s.when, s.unless))
	for _, o := range s.by {
		if out == False {
			break
		}
		out = e.and(out, e.not(e.disapplies(o)))
	}
	if e.trial.tag == 0 && !e.d.Over() {
		*t = truth{e.stamp, out}
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
		a.rules[i].value = e.ruleValue(d, i)
		acc = e.choose(a.rules[i].applies, e.merge(d, acc, a.rules[i].value), acc)
	}
	for i, r := range d.Rules {
		if !r.Otherwise || a.rules[i].applies == False {
			continue
		}
		a.rules[i].value = e.ruleValue(d, i)
		other := e.choose(a.rules[i].applies, a.rules[i].value, noAnswer)
		acc = e.d.Apply2(opElse, acc, other, elseLeaf, cutElse)
	}
	return acc
}

func elseLeaf(x, y int32) diagram.Ref {
	if x == leafNone {
		return diagram.Ref(y)
	}
	return diagram.Ref(x)
}

func cutElse(x, y diagram.Ref) (diagram.Ref, bool) {
	switch {
	case x == noAnswer:
		return y, true
	case x >= 0 || y == noAnswer:
		return x, true
	}
	return 0, false
}

func (e *evaluation) ruleValue(d *tree.Decision, i int) diagram.Ref {
	if v, ok := e.valueBefore(d, i); ok {
		return v
	}
	r := d.Rules[i]
	if r.Kind == tree.DutyRule {
		return e.duty(r, e.decisions[d.Index].rules[i].template)
	}
	return e.scalar(r.Value)
}

// merge adds one more applying value. Ranked: the earlier member prevails. Otherwise equal values agree and different ones are in conflict;
// a value that is n/a gives way.
func (e *evaluation) merge(d *tree.Decision, acc, v diagram.Ref) diagram.Ref {
	if d.Type.Ranked {
		return e.d.Apply2(opRank, acc, v, e.operation.rank, cutMerge)
	}
	return e.d.Apply2(opMerge, acc, v, e.operation.merge, cutMerge)
}

func cutMerge(x, y diagram.Ref) (diagram.Ref, bool) {
	switch {
	case x == noAnswer || x == y:
		return y, true
	case y == noAnswer:
		return x, true
	}
	return 0, false
}

func (e *evaluation) rankLeaves(x, y int32) diagram.Ref {
	if lx, ly := &e.leaves[x], &e.leaves[y]; lx.kind == known && ly.kind == known {
		if ly.v.N < lx.v.N {
			return diagram.Ref(y)
		}
		return diagram.Ref(x)
	}
	return e.mergeLeaves(x, y)
}

func (e *evaluation) mergeLeaves(x, y int32) diagram.Ref {
	lx, ly := &e.leaves[x], &e.leaves[y]
	switch {
	case lx.kind == none || lx.kind == na && ly.kind != none:
		return diagram.Ref(y)
	case ly.kind == none || ly.kind == na || x == y:
		return diagram.Ref(x)
	case lx.kind == known && ly.kind == known && equal(lx.v, ly.v):
		return diagram.Ref(x)
	case lx.kind == conflict || lx.kind == known && ly.kind == known:
		return e.disagree(x, y)
	}
	// Whether an open value agrees is not known.
	return e.unknown(key{op: ofAgree, a: min(x, y), b: max(x, y)}, leaf{deps: e.union(lx.deps, ly.deps)})
}

// disagree is a conflict of the values of two leaves, of which the first may be a conflict already.
func (e *evaluation) disagree(x, y int32) diagram.Ref {
	were := e.alone(x)
	if lx := &e.leaves[x]; lx.kind == conflict {
		if slices.Contains(lx.parts, y) {
			return diagram.Ref(x)
		}
		were = lx.parts
	}
	sides := e.rooms.ids.take(len(were) + 1)
	copy(sides, were)
	sides[len(were)] = y
	slices.Sort(sides)
	for _, id := range e.conflicts {
		if slices.Equal(e.leaves[id].parts, sides) {
			return diagram.Ref(id)
		}
	}
	id := e.addLeaf(leaf{kind: conflict, parts: sides})
	e.conflicts = append(e.conflicts, id)
	return diagram.Ref(id)
}

// collect is a set decision: the union of what applies.
func (e *evaluation) collect(d *tree.Decision, a *answer) *setValue {
	s := e.newSet(True, len(d.Type.Members))
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
	return e.d.Map(a.ref, func(l int32) diagram.Ref { return constantTruth(e.leaves[l].kind != na) })
}

// caveat is the condition that the policy's caveat i applies: it is a member of the built-in decision.
func (e *evaluation) caveat(i int) diagram.Ref { return e.decide(e.stated).set.members[i] }
