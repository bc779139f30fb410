package exact

import (
	"slices"
	"strconv"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// trial is the case under another reading of one ambiguity. Only what comes to something else under it is evaluated again: a symbol that
// reads the ambiguity, or one that was found to have changed. Everything else, and all diagrams, are those of the case.
type trial struct {
	tag       int32 // numbers the trials of a case; 0 outside
	last      int32
	ambiguity readingSet
	state     []symbolState
	// answers are those of the case to decisions that are evaluated again, by Decision.Index.
	answers []*answer
	anew    []int32 // the decisions whose answers these are
	log     []replaced
}

// replaced is what stood in the place of something that a trial evaluated.
type replaced struct {
	operand **operand
	answer  **answer
	was     *operand
	said    *answer
}

// put sets the value of a symbol; what a trial replaces comes back when it ends.
func (e *evaluation) put(at **operand, o *operand) {
	if t := &e.trial; t.tag != 0 {
		t.log = append(t.log, replaced{operand: at, was: *at})
	}
	if o != nil && e.d.Over() {
		e.doubtful = append(e.doubtful, at)
	}
	*at = o
}

// putAnswer is put for the answer to a decision.
func (e *evaluation) putAnswer(d *tree.Decision, a *answer) {
	at := &e.answers[d.Index]
	if t := &e.trial; t.tag != 0 {
		t.log = append(t.log, replaced{answer: at, said: *at})
	}
	*at = a
}

// symbolState is what is known of a symbol in a trial.
type symbolState uint8

const (
	notAsked symbolState = iota
	asBefore
	changed
)

func (t *trial) end() {
	t.tag, t.last = 0, 0
	t.log, t.anew = t.log[:0], t.anew[:0]
}

// readUses decides the case again under every other reading of each ambiguity, one at a time, and notes which decisions change.
func (e *evaluation) readUses(res *outcome.Result) {
	if len(e.p.Ambiguities) == 0 {
		return
	}
	left, calendars := e.d.Left(), len(e.calendars)
	res.Readings = make([]outcome.ReadingUse, 0, len(e.p.Ambiguities))
	for _, amb := range e.p.Ambiguities {
		use := outcome.ReadingUse{Ambiguity: amb, Reading: e.readings[amb.Index]}
		if e.anyReads(res, amb.Index) {
			for r := range amb.Readings {
				if r != use.Reading {
					e.try(amb.Index, r)
					e.decisive(&use, res)
					e.retreat()
				}
			}
		}
		e.readings[amb.Index] = use.Reading
		if use.DecisiveFor != nil {
			slices.SortFunc(use.DecisiveFor, func(a, b *tree.Decision) int { return placeIn(res, a) - placeIn(res, b) })
		}
		res.Readings = append(res.Readings, use)
	}
	e.d.Resume(left)
	e.problems, e.calendars = nil, e.calendars[:calendars]
}

func placeIn(res *outcome.Result, d *tree.Decision) int {
	return slices.IndexFunc(res.Decisions, func(x outcome.Decision) bool { return x.Decision == d })
}

// try begins a trial.
func (e *evaluation) try(ambiguity, reading int) {
	t := &e.trial
	t.last++
	t.tag, t.ambiguity = t.last, readingBit(ambiguity)
	clear(t.state)
	e.readings[ambiguity] = reading
	e.d.Resume(e.nodes)
}

// retreat ends a trial.
func (e *evaluation) retreat() {
	t := &e.trial
	t.tag = 0
	for i := len(t.log) - 1; i >= 0; i-- {
		if r := &t.log[i]; r.answer != nil {
			*r.answer = r.said
		} else {
			*r.operand = r.was
		}
	}
	t.log = t.log[:0]
	for _, i := range t.anew {
		t.answers[i] = nil
	}
	t.anew = t.anew[:0]
}

// anyReads tells whether a decision of the result depends on an ambiguity.
func (e *evaluation) anyReads(res *outcome.Result, ambiguity int) bool {
	for i := range res.Decisions {
		if e.readBy[ambiguity][res.Decisions[i].Decision.Index] {
			return true
		}
	}
	return false
}

// decisive adds the decisions that the trial changes.
func (e *evaluation) decisive(use *outcome.ReadingUse, res *outcome.Result) {
	readBy := e.readBy[use.Ambiguity.Index]
	for i := range res.Decisions {
		d := &res.Decisions[i]
		if readBy[d.Decision.Index] && !slices.Contains(use.DecisiveFor, d.Decision) && e.changes(d) {
			use.DecisiveFor = append(use.DecisiveFor, d.Decision)
		}
	}
}

// changes tells whether a decision, which is d in the case, is another one in the trial.
func (e *evaluation) changes(d *outcome.Decision) bool {
	n := decisionNumber(e.p, d.Decision.Index)
	if e.refresh(n); e.trial.state[n] == asBefore {
		return false
	}
	if e.awaitsFact(e.decide(d.Decision)) {
		return d.Status != outcome.NeedsFacts
	}
	status, v := e.verdict(d.Decision)
	if status != d.Status {
		return true
	}
	if v.Kind == value.Duty || v.Kind == value.List {
		return valueKey(v) != valueKey(d.Value)
	}
	return !value.Equal(v, d.Value)
}

// awaitsFact tells whether an answer is seen at once to wait for a plain fact.
func (e *evaluation) awaitsFact(a *answer) bool {
	switch {
	case a.capped || e.narrowed || e.d.Over():
		return false
	case a.set == nil:
		return e.asksFact(a.ref)
	case a.set.ok != True:
		return false
	}
	return slices.ContainsFunc(a.set.members, e.operation.asks)
}

// asksFact tells whether a function begins with a question for a plain fact.
func (e *evaluation) asksFact(r diagram.Ref) bool {
	if r >= 0 {
		return false
	}
	for _, id := range e.vars[e.d.First(r)].sources {
		if s := &e.sources[id]; s.input != nil && s.decision == nil && s.guard == True && s.input.Kind != tree.Determination {
			return true
		}
	}
	return false
}

// refresh sees to it that a symbol is what it is in the trial, and notes whether that is what it was.
func (e *evaluation) refresh(n int32) {
	t, s := &e.trial, &e.symbols[n]
	if t.state[n] != notAsked {
		return
	}
	t.state[n] = asBefore
	if s.all&t.ambiguity == 0 {
		return
	}
	anew := s.direct&t.ambiguity != 0
	for _, r := range s.reads {
		if anew {
			break
		}
		e.refresh(r)
		anew = t.state[r] == changed
	}
	if anew {
		t.state[n] = changed
		e.again(n)
	}
}

// again evaluates a symbol anew; where it comes to the same it stays what it was. What the case did not need is evaluated when it is asked for.
func (e *evaluation) again(n int32) {
	p, t := e.p, &e.trial
	i := int(n)
	if i < len(p.Inputs) {
		if in := p.Inputs[i]; e.given[i].Kind != value.Invalid && len(in.FieldBounds) == 0 || in.Kind == tree.Event {
			t.state[n] = asBefore
			return
		}
		e.put(&e.inputs[i], nil)
		return
	}
	if i -= len(p.Inputs); i < len(p.Terms) {
		old := e.terms[i]
		e.put(&e.terms[i], nil)
		if old != nil && sameOperand(old, e.term(p.Terms[i])) {
			e.terms[i], t.state[n] = old, asBefore
		}
		return
	}
	if i -= len(p.Terms); i < len(p.Schedules) {
		old := e.schedules[i]
		e.put(&e.schedules[i], nil)
		if old != nil && e.anchor(p.Schedules[i]) == old.ref {
			e.schedules[i], t.state[n] = old, asBefore
		}
		return
	}
	i -= len(p.Schedules)
	old := e.answers[i]
	e.putAnswer(p.Decisions[i], nil)
	t.answers[i], t.anew = old, append(t.anew, int32(i))
	if old != nil && sameAnswer(old, e.decide(p.Decisions[i])) {
		e.answers[i], t.state[n] = old, asBefore
	}
}

// tagOf is the number of the trial in which an input is another one; 0 where it is that of the case.
func (e *evaluation) tagOf(in *tree.Input) int32 {
	if e.trial.tag != 0 && e.trial.state[in.Index] == changed {
		return e.trial.tag
	}
	return 0
}

// asBefore is the answer of the case to a decision, if that is all that its rules come to in the trial.
func (e *evaluation) asBefore(d *tree.Decision, a *answer) *answer {
	old := e.trial.answers[d.Index]
	if old == nil || old.capped || old.arises != a.arises || e.d.Over() {
		return nil
	}
	for i := range a.rules {
		applies := a.rules[i].applies
		if applies != old.rules[i].applies || applies != False && e.decisions[d.Index].rules[i].valueOn&e.trial.ambiguity != 0 {
			return nil
		}
	}
	return old
}

// valueBefore is what a rule gave in the case, where the trial makes no difference to that.
func (e *evaluation) valueBefore(d *tree.Decision, i int) (diagram.Ref, bool) {
	if e.trial.tag == 0 || e.decisions[d.Index].rules[i].valueOn&e.trial.ambiguity != 0 {
		return 0, false
	}
	old := e.trial.answers[d.Index]
	if old == nil || old.capped || old.rules[i].applies == False {
		return 0, false
	}
	return old.rules[i].value, true
}

func sameOperand(a, b *operand) bool {
	if a.set == nil || b.set == nil {
		return a.set == b.set && a.ref == b.ref
	}
	return a.set.ok == b.set.ok && slices.Equal(a.set.members, b.set.members)
}

// sameAnswer tells whether two answers are the same to all that read them.
func sameAnswer(a, b *answer) bool {
	if a == b {
		return true
	}
	if a.capped || b.capped || !sameOperand(&a.operand, &b.operand) || (a.account == nil) != (b.account == nil) {
		return false
	}
	if a.account == nil {
		return true
	}
	if a.account.beforeLimits != b.account.beforeLimits || a.account.afterLimits != b.account.afterLimits ||
		!slices.Equal(a.account.lines, b.account.lines) {
		return false
	}
	for _, l := range a.account.lines {
		if a.rules[l.rule].applies != b.rules[l.rule].applies {
			return false
		}
	}
	return true
}

// Fingerprint is the answer as a text: equal answers have equal texts.
func Fingerprint(d *outcome.Decision) string {
	s := strconv.Itoa(int(d.Status)) + valueKey(d.Value)
	names := make([]string, 0, len(d.Needs)+len(d.Determinations))
	for _, n := range d.Needs {
		names = append(names, n.Path)
	}
	for _, n := range d.Determinations {
		names = append(names, n.Input.Name)
	}
	slices.Sort(names)
	for _, n := range names {
		s += "," + n
	}
	return s
}
