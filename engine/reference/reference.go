package reference

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Decide decides a case. Readings names readings other than the adopted ones, by ambiguity. If there are problems, there is no result.
func Decide(p *tree.Policy, set *facts.Set, readings map[string]string) (result *outcome.Result, problems []outcome.Problem) {
	defer func() {
		if r := recover(); r != nil {
			t, ok := r.(trouble)
			if !ok {
				panic(r)
			}
			result, problems = nil, []outcome.Problem{t.Problem}
		}
	}()
	e := &env{p: p, facts: make([]value.Value, len(p.Inputs)), readings: make([]int, len(p.Ambiguities)), tried: map[string][]trial{}}
	copy(e.facts, set.Values)
	for i, a := range p.Ambiguities {
		e.readings[i] = a.Adopted
		if want, ok := readings[a.Name]; ok {
			e.readings[i] = slices.IndexFunc(a.Readings, func(r *tree.Reading) bool { return r.Name == want })
		}
	}
	if problems := e.validate(); len(problems) > 0 {
		return nil, problems
	}
	out := &outcome.Result{Policy: p, Decisions: e.decideAll()}
	for _, a := range p.Ambiguities {
		out.Readings = append(out.Readings, outcome.ReadingUse{Ambiguity: a, Reading: e.readings[a.Index], DecisiveFor: e.decisive(a, out.Decisions)})
	}
	e.cite(out)
	for _, c := range p.Caveats {
		if a, ok := e.explore(func(e *env) answer { return answerOf(e.caveat(c)) }).settled(); ok && a.v.isTrue() {
			out.Caveats = append(out.Caveats, c)
		}
	}
	out.Duties = e.duties(out.Decisions)
	for _, in := range p.Inputs {
		out.Inputs = append(out.Inputs, e.use(in))
	}
	return out, nil
}

func (e *env) decideAll() []outcome.Decision {
	var out []outcome.Decision
	for _, d := range e.p.Decisions {
		if d.Own {
			out = append(out, e.decide(d))
		}
	}
	return out
}

// decide answers one question as far as the facts allow.
func (e *env) decide(d *tree.Decision) outcome.Decision {
	out := outcome.Decision{Decision: d}
	switch d.Type.Kind {
	case types.Set:
		e.decideSet(&out)
	case types.Duties:
		e.decideDuties(&out)
	default:
		f := e.explore(func(e *env) answer { return e.decision(d) })
		if a, ok := f.settled(); ok {
			take(&out, a)
		} else {
			e.wait(&out, f.needs(), f.capped)
		}
	}
	return out
}

// take fills in an answer that is certain.
func take(out *outcome.Decision, a answer) {
	out.Status = a.status
	if a.status == outcome.Decided {
		out.Value = plainValue(a.v)
	}
	for _, c := range a.sides {
		out.Conflict = append(out.Conflict, outcome.Side{Rule: c.rule, Clause: c.rule.Clause, Value: plainValue(c.v)})
	}
}

// plainValue is the value of something known.
func plainValue(v val) value.Value {
	if v.kind != list {
		return v.v
	}
	members := []value.Value{}
	for _, x := range v.elems {
		members = append(members, plainValue(x))
	}
	return value.Value{Kind: value.List, Ref: members}
}

// wait fills in what a decision waits for: facts before determinations.
func (e *env) wait(out *outcome.Decision, needs []outcome.Need, capped bool) {
	out.Capped = capped
	out.Needs, out.Determinations = e.asking(needs)
	out.Status = outcome.NeedsFacts
	if len(out.Needs) > 0 {
		out.Determinations = nil
	} else if len(out.Determinations) > 0 {
		out.Status = outcome.NeedsDetermination
	}
}

// memberQuestion asks whether one member belongs to a set decision.
func memberQuestion(d *tree.Decision, i int) func(*env) answer {
	return func(e *env) answer {
		a := e.decision(d)
		if a.status != outcome.Decided {
			return a
		}
		return answerOf(a.v.member(i))
	}
}

// decideSet decides member by member; what is open are the members that are not settled.
func (e *env) decideSet(out *outcome.Decision) {
	var needs []outcome.Need
	mask, open, capped := uint64(0), false, false
	last := outcome.Decided
	for i := range out.Decision.Type.Members {
		f := e.explore(memberQuestion(out.Decision, i))
		a, ok := f.settled()
		switch {
		case !ok:
			open, capped = true, capped || f.capped
			needs = append(needs, f.needs()...)
		case a.status != outcome.Decided:
			last = a.status
		case a.v.isTrue():
			mask |= 1 << i
		}
	}
	switch {
	case open:
		e.wait(out, needs, capped)
	case last != outcome.Decided:
		out.Status = last
	default:
		out.Value = value.Value{Kind: value.Set, N: int64(mask)}
	}
}

// decideDuties lists the duties that are established: their condition is certain and their details are known. What is pending is left out, so
// that the list is always decided where the question arises; whether it does is asked as of any decision.
func (e *env) decideDuties(out *outcome.Decision) {
	f := e.explore(func(e *env) answer { return answerOf(e.asked(out.Decision)) })
	a, ok := f.settled()
	switch {
	case !ok:
		e.wait(out, f.needs(), f.capped)
		return
	case a.status != outcome.Decided:
		out.Status = a.status
		return
	case a.v.isFalse():
		out.Status = outcome.NotApplicable
		return
	}
	members := []value.Value{}
	for _, r := range out.Decision.Rules {
		if v, ok := e.established(r); ok {
			members = append(members, v)
		}
	}
	out.Value = value.Value{Kind: value.List, Ref: members}
}

// established is the value of a duty sentence that certainly applies.
func (e *env) established(r *tree.Rule) (value.Value, bool) {
	a, ok := e.explore(func(e *env) answer {
		c := and(func() val { return e.asked(r.Decision) }, func() val { return e.applies(r) })
		if !c.isTrue() {
			return answerOf(c)
		}
		return answerOf(e.duty(r))
	}).settled()
	return a.v.v, ok && a.status == outcome.Decided && a.v.v.Kind == value.Duty
}

// duties are all duties that arise.
func (e *env) duties(decisions []outcome.Decision) []outcome.Duty {
	var out []outcome.Duty
	for i := range decisions {
		d := &decisions[i]
		switch d.Decision.Type.Kind {
		case types.Duty:
			if d.Status != outcome.Decided {
				continue
			}
			for _, r := range d.Decision.Rules {
				if v, ok := e.established(r); ok && valueText(v) == valueText(d.Value) {
					out = append(out, outcome.Duty{Name: d.Decision.Name, Rule: r, Value: d.Value})
					break
				}
			}
		case types.Duties:
			if d.Status != outcome.Decided {
				continue
			}
			for _, r := range d.Decision.Rules {
				if v, ok := e.established(r); ok {
					out = append(out, outcome.Duty{Name: d.Decision.Name, Rule: r, Value: v})
				}
			}
		}
	}
	return out
}

// decisive lists the decisions that come out differently under another reading of one ambiguity.
func (e *env) decisive(a *tree.Ambiguity, now []outcome.Decision) []*tree.Decision {
	changed := make([]bool, len(now))
	for i := range a.Readings {
		if i == e.readings[a.Index] {
			continue
		}
		other := *e
		other.readings = slices.Clone(e.readings)
		other.readings[a.Index] = i
		for k, d := range other.decideAll() {
			changed[k] = changed[k] || d.Status != now[k].Status || valueText(d.Value) != valueText(now[k].Value)
		}
	}
	var out []*tree.Decision
	for k, c := range changed {
		if c {
			out = append(out, now[k].Decision)
		}
	}
	return out
}

// use says how an input was used.
func (e *env) use(in *tree.Input) outcome.InputUse {
	u := outcome.InputUse{Input: in, Value: e.facts[in.Index]}
	if u.Value.Kind != value.Invalid || in.Type.Kind == types.Set || in.Type.Kind == types.List {
		return u
	}
	a, ok := e.explore(func(e *env) answer { return answerOf(e.input(in)) }).settled()
	if ok && a.status == outcome.Decided {
		u.Value = plainValue(a.v)
		u.Assumed, u.Fixed = in.Default != nil, in.Kind == tree.Determination
	}
	return u
}
