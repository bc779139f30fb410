package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// record fills in what became of each rule, the duties that arise, and the inputs as used.
func (e *evaluation) record(res *outcome.Result) {
	res.Rules = make([]outcome.RuleRecord, e.Policy.rules)
	for _, d := range e.p.Decisions {
		a := e.answers[d.Index]
		for i, r := range d.Rules {
			res.Rules[r.ID].Rule = r
			if a == nil {
				continue
			}
			if e.recordRule(&res.Rules[r.ID], d, a, i); e.d.Over() {
				e.d.Resume(e.nodes)
				res.Rules[r.ID] = outcome.RuleRecord{Rule: r, Status: outcome.Open}
			}
		}
	}
	e.allDuties(res)
	res.Inputs = make([]outcome.InputUse, len(e.p.Inputs))
	for i, in := range e.p.Inputs {
		e.inputUse(&res.Inputs[i], in)
	}
}

func (e *evaluation) recordRule(out *outcome.RuleRecord, d *tree.Decision, a *answer, i int) {
	r, ra := d.Rules[i], a.rules[i]
	switch {
	case ra.applies == True && !r.Otherwise:
		out.Status = outcome.Applied
		if r.Kind != tree.Member && d.Type.Kind != types.Set {
			out.Value, _ = e.knownValue(ra.value)
		}
	case r.Otherwise:
		e.recordOtherwise(out, d, a, i)
	case ra.cond == True && ra.applies == False:
		out.Status = outcome.Defeated
		out.By, out.ByDisapply = e.defeater(d, a, i)
	case e.holds(ra.cond) == False:
		e.recordUnmet(out, d, i)
	case ra.applies == False:
		out.Status = outcome.Defeated
		out.By, out.ByDisapply = e.defeater(d, a, i)
	default:
		out.Status = outcome.Open
	}
}

// recordUnmet is the record of a rule that does not hold: because of its condition, whatever its amount, or because it is a duty of nothing.
func (e *evaluation) recordUnmet(out *outcome.RuleRecord, d *tree.Decision, i int) {
	p := e.ruleOf(d, i)
	c := e.when(p.when, p.unless)
	if e.stopped {
		c = e.condition(d.Rules[i].When, d.Rules[i].Unless)
	}
	out.Status = outcome.Failed
	if c == NA {
		out.Status = outcome.NotApplicableRule
	}
	if c == NA || c == False {
		out.Because = e.because(p, c)
	}
}

func (e *evaluation) recordOtherwise(out *outcome.RuleRecord, d *tree.Decision, a *answer, i int) {
	open := false
	for j, r := range d.Rules {
		if j == i || r.Otherwise || r.Kind >= tree.Add {
			continue
		}
		switch a.rules[j].applies {
		case True:
			out.Status = outcome.Defeated
			out.By = r
			return
		case False:
		default:
			open = true
		}
	}
	switch {
	case open:
		out.Status = outcome.Open
	case a.rules[i].applies == True:
		out.Status = outcome.Applied
		if d.Type.Kind != types.Set {
			out.Value, _ = e.knownValue(a.rules[i].value)
		}
	default:
		out.Status = outcome.Failed
	}
}

func (e *evaluation) ruleOf(d *tree.Decision, i int) *rule { return &e.decisions[d.Index].rules[i] }

// defeater is what keeps a rule from applying.
func (e *evaluation) defeater(d *tree.Decision, a *answer, i int) (*tree.Rule, *tree.Disapply) {
	p := e.ruleOf(d, i)
	for _, s := range p.disapplied {
		if e.disapplies(s) == True {
			return nil, s.tree
		}
	}
	for _, j := range p.beatenBy {
		if a.rules[j].applies == True {
			return d.Rules[j], nil
		}
	}
	return nil, nil
}

// because is the smallest condition that made "when C unless D" false or n/a.
func (e *evaluation) because(p *rule, result diagram.Ref) tree.Expr {
	if p.when != nil && e.truth(p.when) == result {
		return e.smallest(p.when, result)
	}
	if p.unless != nil {
		want := True
		if result == NA {
			want = NA
		}
		if e.truth(p.unless) == want {
			return e.smallest(p.unless, want)
		}
	}
	return nil
}

// smallest descends to the part that alone gives the result: a false conjunct, a true alternative.
func (e *evaluation) smallest(c *cond, result diagram.Ref) tree.Expr {
	if c.or && result == False || !c.or && result == True {
		return c.x
	}
	for _, p := range c.parts {
		if e.truth(p) == result {
			return e.smallest(p, result)
		}
	}
	return c.x
}

// allDuties adds the duties that the decisions of the policy impose.
func (e *evaluation) allDuties(res *outcome.Result) {
	n := 0
	for _, d := range e.imposing {
		if a := e.answers[d.Index]; a != nil {
			for i, r := range d.Rules {
				if r.Kind == tree.DutyRule && a.rules[i].applies != False {
					n++
				}
			}
		}
	}
	if n == 0 {
		return
	}
	res.Duties = make([]outcome.Duty, 0, n)
	for _, d := range e.imposing {
		if a := e.answers[d.Index]; a != nil {
			e.duties(res, d, a)
		}
	}
	if len(res.Duties) == 0 {
		res.Duties = nil
	}
}

// duties adds the duties of a decision that arise, and those that are pending.
func (e *evaluation) duties(res *outcome.Result, d *tree.Decision, a *answer) {
	if a.arises == False || a.arises == NA {
		return
	}
	decided := value.Value{}
	if d.Type.Kind == types.Duty {
		v, ok := e.knownValue(a.ref)
		if !ok && a.ref >= 0 {
			return // not applicable, or in conflict
		}
		decided = v
	}
	for i, r := range d.Rules {
		if r.Kind != tree.DutyRule || a.rules[i].applies == False {
			continue
		}
		v, ok := e.knownValue(a.rules[i].value)
		switch {
		case ok && a.rules[i].applies == True && a.arises == True && (d.Type.Kind == types.Duties || decided.Kind != value.Invalid):
			res.Duties = append(res.Duties, outcome.Duty{Name: d.Name, Rule: r, Value: v})
			if decided.Kind != value.Invalid {
				return // rules that agree state one duty
			}
		default:
			res.Duties = append(res.Duties, outcome.Duty{Name: d.Name, Rule: r, Value: v, Pending: true})
		}
	}
}

// inputUse is an input as the decisions used it.
func (e *evaluation) inputUse(u *outcome.InputUse, in *tree.Input) {
	u.Input = in
	if v := &e.given[in.Index]; v.Kind != value.Invalid {
		u.Value = *v
		return
	}
	o := e.inputs[in.Index]
	if o == nil {
		return
	}
	var v value.Value
	var ok bool
	if o.set != nil {
		v, ok = o.set.known()
	} else {
		v, ok = e.knownValue(o.ref)
	}
	if ok {
		u.Value = v
		u.Assumed = in.Default != nil
		u.Fixed = in.Kind == tree.Determination
	}
}
