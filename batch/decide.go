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
	cites    []cite
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
	m, m2   *plan.Machine
	out     []plan.Answer
	other   []plan.Answer
	answers []answer
	exactly []int // own decisions whose values the machine does not tell
	set     facts.Set
	// into is the answer that collect gives citations to.
	into    *answer
	collect func(clause int, effect outcome.Effect)
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
		d.m, d.m2 = p.code.NewMachine(), p.code.NewMachine()
		d.m.Within(p.limits)
		d.m2.Within(p.limits)
		d.out, d.other = make([]plan.Answer, len(p.own)), make([]plan.Answer, len(p.own))
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
	values, ok := d.decoder.Decode(data)
	if ok {
		d.set.Values = values
	} else {
		set, problems := facts.DecodeWithin(d.p.limits, d.p.latest, rowName, data, facts.JSON)
		if len(problems) > 0 {
			return nil, problems
		}
		d.set.Values = set.Values
	}
	if problems := d.p.dayAsked(d.p.latest, &d.set); len(problems) > 0 {
		return nil, problems
	}
	if !d.p.loops.Costly(d.set.Values) && d.fast() {
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
	if !d.m.Run(d.set.Values, d.p.adopted, d.out) {
		return false
	}
	d.answers, d.exactly = d.answers[:len(d.p.own)], d.exactly[:0]
	for k := range d.out {
		a := &d.answers[k]
		a.decision, a.full, a.status, a.cites = d.p.own[k], nil, d.out[k].Status, a.cites[:0]
		if !d.p.asked[k] {
			continue
		}
		if v, ok := d.valueOf(k, d.out); ok {
			a.value = v
		} else {
			d.exactly = append(d.exactly, k)
		}
		d.into = a
		d.m.Citations(k, d.collect)
	}
	return d.exactValues(nil, d.takeValue) && d.readings()
}

// valueOf is the value of decision k as the machine settled it; false where the machine does not tell.
func (d *decider) valueOf(k int, out []plan.Answer) (value.Value, bool) {
	a := &out[k]
	if a.Status != outcome.Decided {
		return value.Value{}, true
	}
	switch d.p.own[k].Type.Kind {
	case types.Duty:
		return d.dutyOf(&d.p.duties[k][a.Rule], out)
	case types.Duties:
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
