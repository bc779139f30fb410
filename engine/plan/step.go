package plan

import (
	"math"
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// step is a step by which a simple decision is settled: what the machine looks at in every case, and nothing else. Most are a rule each.
type step struct {
	next  *step
	by    *[plainFates]fate
	in    uint64 // the members among which what is looked at must be
	id    uint32
	at    uint32 // the word that is looked at, in Machine.r
	than  uint32 // the word that it is compared with
	value uint32 // the word that is the value; noWord: num works it out
	act   act
	form  stepForm
	not   truth // of comparisons: 1 where the opposite is asked
	kind  tree.RuleKind
	run   uint32       // of a limit: its place in Machine.limits
	add   int64        // what is added before words are compared: days
	judge condFn       // which of its fates a rule has
	num   numFn        // its value
	adds  []memberFate // the fates of a rule that gives a member; then by is there only if some of them cite more
	*moreFates
	rule *rule
}

// moreFates are the fates of rules that few have.
type moreFates struct {
	links []fate // after the first
	idle  []fate // of a limit that changes nothing
}

// stepForm is how the condition of a step is judged.
type stepForm uint8

const (
	ifAlways stepForm = iota
	ifMember          // by the member that a word is, which is also its being yes or no
	ifBelow           // by whether a word is less than another
	ifZero            // by whether a word is 0, and a set so empty
	ifJudged          // judge tells
)

// Words of steps are the facts of the case, then what decisions are settled to, and then constants and what was judged. What is no word, or not yet,
// judge and num know.
const noWord = math.MaxUint32

// act is what is done with a rule that has been judged, or what else a step does.
type act uint8

const (
	takeOnly  act = iota // the value that one rule always gives
	takeValue            // a value that must agree with others, as an integer
	applyLine            // an addition, deduction or floor
	applyLimit
	takeSet   // the set that one rule gives; from here on there is no value that is a word
	addMember // a member of a set
	takeRank  // the first in rank
	takeOther // a value that must agree with others, and is no integer
	askArises // no rule: whether the decision arises
	fallBack  // no rule: looks for a value where none was taken
	applyRound
	bindLimits // no rule: finds out which of the limits bind
)

// steps orders what is done to settle a simple decision.
func (l *linker) steps(d *decision) {
	at := &d.steps
	add := func(s *step) {
		*at = s
		at = &s.next
	}
	if d.arises >= 0 {
		add(l.arisesStep(d))
	}
	base := map[shape]act{ranks: takeRank, oneSet: takeSet, oneValue: takeOnly, values: takeOther}[d.shape]
	if d.shape == values && plainKind(d.kind) {
		base = takeValue
	}
	if d.shape == members {
		l.memberSteps(d)
		return
	}
	for _, j := range d.order {
		if r := &d.rules[j]; !r.otherwise && r.kind < tree.Add {
			add(l.step(d, r, base))
		}
	}
	last := &d.fallback
	for j := range d.rules {
		if r := &d.rules[j]; r.otherwise {
			*last = l.step(d, r, fallBack)
			last = &(*last).next
		}
	}
	if d.shape == ranks || d.shape == values {
		add(l.noRule(fallBack))
	}
	for k, j := range d.lineOrder {
		r := &d.rules[j]
		switch {
		case r.kind == tree.Limit:
			s := l.step(d, r, applyLimit)
			s.run = uint32(l.limits)
			l.limits++
			if k == d.limitsFrom {
				d.limits = s
			}
			add(s)
		case r.kind == tree.Round:
			add(l.step(d, r, applyRound))
		default:
			add(l.step(d, r, applyLine))
		}
		if k == d.limitsTo-1 && d.limitsFrom < d.limitsTo {
			add(l.noRule(bindLimits))
		}
	}
}

// memberSteps are the steps that give the members of a set. What is judged is judged before them.
func (l *linker) memberSteps(d *decision) {
	at := &d.members
	for _, j := range d.order {
		s := l.step(d, &d.rules[j], addMember)
		s.memberFates()
		*at, at = s, &s.next
		if s.form != ifMember || s.at >= uint32(len(l.inputs)) {
			s.form, s.at = ifJudged, l.newWord(lacks)
		}
	}
}

// newWord makes room for a word that is neither a fact nor a decision.
func (l *linker) newWord(k int64) uint32 {
	l.fixed = append(l.fixed, k)
	return uint32(len(l.inputs) + len(l.decisions) + len(l.fixed) - 1)
}

// arisesStep asks whether a decision arises. What it is noted as, nobody reads.
func (l *linker) arisesStep(d *decision) *step {
	f := l.arising(d)
	s := &step{act: askArises, by: &[plainFates]fate{f, f, f, f}, id: uint32(l.ruleCount), value: noWord, judge: d.arisesFn, form: ifJudged}
	for t := range s.by {
		s.by[t].t = truth(t)
	}
	s.condition(l, d.arises, false)
	return s
}

// noRule is a step that cites nothing.
func (l *linker) noRule(a act) *step {
	return &step{act: a, by: &nothingCited, id: uint32(l.ruleCount), value: noWord}
}

var nothingCited = [plainFates]fate{{fold: noFold}, {fold: noFold, t: yes}, {fold: noFold, t: never}, {fold: noFold, t: open}}

func (l *linker) step(d *decision, r *rule, a act) *step {
	s := &step{act: a, form: ifJudged, judge: l.judge(r), num: r.num, id: uint32(r.id), kind: r.kind, rule: r, value: noWord}
	by, idle := l.fates(d, r)
	s.by, r.asStep = (*[plainFates]fate)(by), s
	if len(by) > plainFates || idle != nil {
		s.moreFates = &moreFates{by[plainFates:], idle}
	}
	switch c := r.cond; {
	case c.when < 0 && c.unless < 0:
		s.form = ifAlways
	case len(by) > plainFates:
	case c.unless < 0:
		s.condition(l, c.when, false)
	case c.when < 0:
		s.condition(l, c.unless, true)
	}
	if r.value >= 0 && r.num != nil {
		s.value = l.wordOf(r.value)
	}
	return s
}

// wordOf is the word that a number, member or set is; noWord for others.
func (l *linker) wordOf(i int32) uint32 {
	switch n := &l.nodes[i]; {
	case n.op == opNumber && n.k > ask:
		at := slices.Index(l.fixed, n.k)
		if at < 0 {
			return l.newWord(n.k)
		}
		return uint32(len(l.inputs) + len(l.decisions) + at)
	case n.op == opInput && l.direct(n.a):
		return uint32(n.a)
	case n.op == opDecision:
		return uint32(len(l.inputs)) + uint32(n.a)
	}
	return noWord
}

// condition sees whether a condition is simple enough to be judged where it stands.
func (s *step) condition(l *linker, at int32, not bool) {
	n := &l.nodes[at]
	for n.op == opNot {
		at, not = n.a, !not
		n = &l.nodes[at]
	}
	var in uint64
	switch n.op {
	case opInput, opDecision:
		in = 1 << yes
	case opIsConst:
		if x := &l.nodes[n.a]; uint64(n.k) >= 64 || x.kind != value.Bool && x.kind != value.Enum {
			return
		}
		at, in = n.a, 1<<n.k
	case opOneOf:
		at, in = n.a, uint64(n.k)
	case opBelow:
		s.below(l, n.a, n.b, not)
		return
	case opAtMost: // a ≤ b is not b < a
		s.below(l, n.b, n.a, !not)
		return
	case opEmptySet:
		if w := l.wordOf(n.a); w != noWord {
			s.form, s.at, s.not = ifZero, w, of(not)
		}
		return
	default:
		return
	}
	if not {
		in = ^in
	}
	if w := l.wordOf(at); w != noWord {
		s.form, s.at, s.in = ifMember, w, in
	}
}

// below is a < b, where a may be days after a word.
func (s *step) below(l *linker, a, b int32, not bool) {
	add := int64(0)
	if n := &l.nodes[a]; n.op == opDays {
		a, add = n.a, n.k
	}
	x, y := l.wordOf(a), l.wordOf(b)
	if x == noWord || y == noWord || add > mostDays || add < -mostDays {
		return
	}
	s.form, s.at, s.than, s.add, s.not = ifBelow, x, y, add, of(not)
}

// mostDays is how far days may be from a day where both are compared without a look at whether there is such a day.
const mostDays = 1 << 20
