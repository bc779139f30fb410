package batch

import (
	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/value"
)

type problem = outcome.Problem

// answer is what became of one decision.
type answer struct {
	decision *tree.Decision
	full     *outcome.Decision // if the full engine decided it
	status   outcome.Status
	value    value.Value
	// citations are the citations as JSON with all that follows them; nil: they are in cites.
	citations []byte
	cites     []cite
}

// cite is a clause, by tree.Clause.Index, with its effect.
type cite struct {
	clause int
	effect outcome.Effect
}

// decider decides cases one after the other. It is not safe for concurrent use.
type decider struct {
	p       *Policy
	decoder *line.Decoder
	// The first machine decides under the adopted readings, the second under others.
	m       [2]*plan.Machine
	laid    *plan.Case
	out     [2][]plan.Answer
	duties  [2][]imposed // by own decision
	answers []answer
	exactly []int // own decisions whose values the machine does not tell
	set     facts.Set
	// into is the answer that collect gives citations to.
	into    *answer
	collect func(clause int, effect outcome.Effect)
	// list: citations are wanted one by one, and not as JSON.
	list   bool
	pieces []shelf // by own decision
	group  *group  // nil: every case is decided alone
}

func newDecider(p *Policy) *decider {
	d := &decider{p: p, answers: make([]answer, len(p.own))}
	d.collect = func(clause int, effect outcome.Effect) { d.into.cites = append(d.into.cites, cite{clause, effect}) }
	if p.code != nil {
		d.decoder = line.New(p.latest)
		d.decoder.Within(p.limits)
		for _, i := range p.passed {
			d.decoder.Pass(i)
		}
		d.laid = p.code.NewCase()
		for i := range d.m {
			d.m[i] = p.code.NewMachine()
			d.m[i].Within(p.limits)
			d.out[i] = make([]plan.Answer, len(p.own))
			d.duties[i] = p.imposed()
		}
		d.pieces = make([]shelf, len(p.own))
		d.group = newGroup(p)
		if d.group != nil && d.group.words {
			d.decoder.LayAs(p.form)
		}
	}
	return d
}

// rowName stands for the file's name in messages on a row.
const rowName = "the row"

// decide decides the case of a line. Where there are problems, there are no answers.
func (d *decider) decide(data []byte) ([]answer, []problem) {
	if d.p.code == nil {
		return d.decideVersions(data)
	}
	if problems := d.read(data, nil, &d.set); len(problems) > 0 {
		return nil, problems
	}
	d.laid.Load(d.set.Values)
	return d.decideRead(d.p.loops.Costly(d.set.Values))
}

// read reads the facts of a line; they hold until the next case is read into the room, or without one until the next case is read.
func (d *decider) read(data []byte, room *line.Row, set *facts.Set) []problem {
	var ok bool
	if room == nil {
		set.Values, ok = d.decoder.Decode(data)
	} else {
		set.Values, ok = d.decoder.DecodeRow(data, room)
	}
	if !ok {
		read, problems := facts.DecodeWithin(d.p.limits, d.p.latest, rowName, data, facts.JSON)
		if len(problems) > 0 {
			return problems
		}
		set.Values = read.Values
	}
	return d.p.dayAsked(d.p.latest, set)
}

// decideRead decides the case that was read and laid out, by itself.
func (d *decider) decideRead(costly bool) ([]answer, []problem) {
	if !costly && d.fast() {
		return d.answers, nil
	}
	res, problems := d.p.program.Latest().Decide(&d.set, engine.Options{})
	if len(problems) > 0 {
		return nil, problems
	}
	return d.full(res), nil
}

// decideVersions leaves to the engine which version is in force.
func (d *decider) decideVersions(data []byte) ([]answer, []problem) {
	res, problems := d.p.program.Decide(func(v *tree.Policy) (*facts.Set, []problem) {
		set, problems := facts.DecodeWithin(d.p.limits, v, rowName, data, facts.JSON)
		return set, append(problems, d.p.dayAsked(v, set)...)
	}, engine.Options{})
	if len(problems) > 0 {
		return nil, problems
	}
	return d.full(res), nil
}

// full takes over the answers of the full engine.
func (d *decider) full(res *outcome.Result) []answer {
	d.answers = d.answers[:0]
	for i := range res.Decisions {
		o := &res.Decisions[i]
		d.answers = append(d.answers, answer{decision: o.Decision, full: o, status: o.Status, value: o.Value})
	}
	return d.answers
}

// fast decides the case on the machine; false where something is left to the full engine.
func (d *decider) fast() bool {
	if !d.m[0].DecideSome(d.laid, d.p.adopted, d.p.asked, d.out[0]) {
		return false
	}
	d.answers, d.exactly = d.answers[:len(d.p.own)], d.exactly[:0]
	for k := range d.out[0] {
		a := &d.answers[k]
		a.decision, a.full = d.p.own[k], nil
		if !d.p.asked[k] {
			continue
		}
		a.status = d.out[0][k].Status
		if v, ok := d.valueOf(k, 0); ok {
			a.value = v
		} else {
			d.exactly = append(d.exactly, k)
		}
		if d.list {
			d.citeAll(k)
		} else {
			a.citations = d.cited(k)
		}
	}
	return d.exactValues(nil, d.takeValue) && d.readings()
}

// citeAll lists the citations of decision k.
func (d *decider) citeAll(k int) {
	a := &d.answers[k]
	a.citations, a.cites = nil, a.cites[:0]
	d.into = a
	if d.group != nil && d.group.lane >= 0 {
		d.group.block.Citations(d.group.lane, k, d.collect)
	} else {
		d.m[0].Citations(k, d.collect)
	}
}

// valueOf is the value of decision k as a machine settled it; false where it does not tell.
func (d *decider) valueOf(k, machine int) (value.Value, bool) {
	a := &d.out[machine][k]
	if a.Status != outcome.Decided {
		return value.Value{}, true
	}
	switch d.p.own[k].Type.Kind {
	case types.Duty:
		return d.dutyOf(k, a.Rule, machine)
	case types.Duties:
		return d.dutiesOf(k, machine)
	case types.Instant: // the machine knows the moment, and not how it was written
		return value.Value{}, false
	}
	return a.Value, true
}

// exactValues asks the full engine for the values of the decisions in d.exactly, and nothing else.
func (d *decider) exactValues(readings map[string]string, take func(k int, o *outcome.Decision)) bool {
	if len(d.exactly) == 0 {
		return true
	}
	only := make(map[string]bool, len(d.exactly))
	for _, k := range d.exactly {
		only[d.p.own[k].Name] = true
	}
	res, problems := d.p.program.Latest().Decide(&d.set, engine.Options{Only: only, Readings: readings, Brief: true})
	if len(problems) > 0 || len(res.Decisions) != len(d.exactly) {
		return false
	}
	for i, k := range d.exactly { // both in the order of the policy
		take(k, &res.Decisions[i])
	}
	return true
}

func (d *decider) takeValue(k int, o *outcome.Decision) {
	d.answers[k].status, d.answers[k].value = o.Status, o.Value
}
