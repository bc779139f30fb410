package batch

import (
	"slices"

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
	exactly map[string]bool // decisions whose values the machine does not tell
	set     facts.Set
}

func newDecider(p *Policy) *decider {
	d := &decider{p: p, answers: make([]answer, len(p.own)), exactly: map[string]bool{}}
	if p.code != nil {
		d.decoder = line.New(p.latest)
		d.m, d.m2 = p.code.NewMachine(), p.code.NewMachine()
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
		set, problems := facts.Decode(d.p.latest, rowName, data, facts.JSON)
		if len(problems) > 0 {
			return nil, problems
		}
		d.set.Values = set.Values
	}
	if problems := d.p.dayAsked(d.p.latest, &d.set); len(problems) > 0 {
		return nil, problems
	}
	if d.fast() {
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
		set, problems := facts.Decode(v, rowName, data, facts.JSON)
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
	d.answers = d.answers[:len(d.p.own)]
	clear(d.exactly)
	for k := range d.out {
		a := &d.answers[k]
		a.decision, a.full, a.status, a.cites = d.p.own[k], nil, d.out[k].Status, a.cites[:0]
		if v, ok := d.valueOf(k, d.out); ok {
			a.value = v
		} else {
			d.exactly[a.decision.Name] = true
		}
		d.m.Citations(k, func(clause int, effect outcome.Effect) { a.cites = append(a.cites, cite{clause, effect}) })
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

// exactValues asks the full engine for the values in d.exactly, and nothing else.
func (d *decider) exactValues(readings map[string]string, take func(*outcome.Decision)) bool {
	if len(d.exactly) == 0 {
		return true
	}
	res, problems := d.p.program.Latest().Decide(&d.set, engine.Options{Only: d.exactly, Readings: readings, Brief: true})
	if len(problems) > 0 || len(res.Decisions) != len(d.exactly) {
		return false
	}
	for i := range res.Decisions {
		take(&res.Decisions[i])
	}
	return true
}

func (d *decider) takeValue(o *outcome.Decision) {
	for k := range d.answers {
		if d.answers[k].decision == o.Decision {
			d.answers[k].status, d.answers[k].value = o.Status, o.Value
		}
	}
}

// readings cites the clauses whose ambiguities are decisive: another reading, one at a time, changes the decision.
func (d *decider) readings() bool {
	for i := range d.p.trials {
		if !d.try(&d.p.trials[i]) {
			return false
		}
	}
	return true
}

// try decides the case under another reading; false where that is left to the full engine.
func (d *decider) try(t *trial) bool {
	if !d.m2.Run(d.set.Values, t.readings, d.other) {
		return false
	}
	clear(d.exactly)
	for _, k := range t.reads {
		a := &d.answers[k]
		v, ok := d.valueOf(k, d.other)
		switch {
		case d.other[k].Status != a.status:
			a.decisive(t.concerns)
		case ok && !value.Equal(v, a.value):
			a.decisive(t.concerns)
		case !ok:
			d.exactly[a.decision.Name] = true
		}
	}
	return d.exactValues(t.options, func(o *outcome.Decision) {
		for k := range d.answers {
			if a := &d.answers[k]; a.decision == o.Decision && (a.status != o.Status || !value.Equal(a.value, o.Value)) {
				a.decisive(t.concerns)
			}
		}
	})
}

// decisive cites clauses that another reading concerns, unless they are cited for more than not being reached.
func (a *answer) decisive(clauses []int) {
	for _, c := range clauses {
		i, found := slices.BinarySearchFunc(a.cites, c, func(x cite, c int) int { return x.clause - c })
		switch {
		case !found:
			a.cites = slices.Insert(a.cites, i, cite{c, outcome.Reading})
		case a.cites[i].effect > outcome.Reading:
			a.cites[i].effect = outcome.Reading
		}
	}
}
