package exact

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Decide answers all decisions of a policy on the given inputs under the readings (by Ambiguity.Index). Problems refuse the case.
func (prepared *Policy) Decide(given []value.Value, readings []int) (*outcome.Result, []outcome.Problem) {
	return prepared.DecideWith(given, readings, Options{})
}

// DecideWith is Decide with options.
func (prepared *Policy) DecideWith(given []value.Value, readings []int, o Options) (*outcome.Result, []outcome.Problem) {
	e := prepared.begin(given, readings)
	defer e.end()
	e.validate()
	if more := e.tooMuch(); more != nil {
		return nil, more
	}
	if len(e.problems) > 0 {
		return nil, e.problems
	}
	res := &outcome.Result{Policy: e.p}
	e.decisionsOf(res, o.Only)
	if more := e.tooMuch(); more != nil {
		return nil, more
	}
	if len(e.problems) > 0 {
		return nil, e.problems
	}
	e.orderNeeds(res)
	if o.Brief {
		e.allDuties(res)
	} else {
		e.readUses(res)
		e.cite(res)
		e.record(res)
	}
	for i, c := range e.p.Caveats {
		if e.caveat(i) == True {
			res.Caveats = append(res.Caveats, c)
		}
	}
	for _, c := range e.calendars {
		if name := c.Name() + " " + c.Version(); !slices.Contains(res.Calendars, name) {
			res.Calendars = append(res.Calendars, name)
		}
	}
	slices.Sort(res.Calendars)
	if o.Trace != nil {
		e.trace(o.Trace)
	}
	if more := e.tooMuch(); more != nil {
		return nil, more
	}
	if more := e.tooMuch(); more != nil {
		return nil, more
	}
	return res, nil
}

// decisionsOf answers the decisions of the policy, or those of them that are asked for.
func (e *evaluation) decisionsOf(res *outcome.Result, only map[string]bool) {
	asked := func(d *tree.Decision) bool { return d.Own && (only == nil || only[d.Name]) }
	n := 0
	for _, d := range e.p.Decisions {
		if asked(d) {
			n++
		}
	}
	if n == 0 {
		return
	}
	res.Decisions = make([]outcome.Decision, n)
	n = 0
	for _, d := range e.p.Decisions {
		if asked(d) {
			res.Decisions[n].Decision = d
			e.outcome(&res.Decisions[n])
			n++
		}
	}
}

// outcome is what became of a decision, without its citations.
func (e *evaluation) outcome(out *outcome.Decision) {
	a := e.decide(out.Decision)
	out.Capped = a.capped
	open := e.settled(a)
	out.Status = e.gathered.status
	if v := e.gathered.value; v != nil {
		out.Value = *v
	}
	switch {
	case open:
		if !a.capped && a.set == nil {
			e.bound(out, a.ref)
		}
		e.fill(out)
	case a.set != nil:
	case out.Status == outcome.Decided:
		out.Account = e.statement(out.Decision, a)
	case out.Status == outcome.Conflict:
		e.sides(out, a)
	}
}

// verdict is the status and value of a decision alone.
func (e *evaluation) verdict(d *tree.Decision) (outcome.Status, value.Value) {
	e.settled(e.decide(d))
	if v := e.gathered.value; v != nil {
		return e.gathered.status, *v
	}
	return e.gathered.status, value.Value{}
}

// settled finds out what an answer comes to, and whether it waits for something.
func (e *evaluation) settled(a *answer) (open bool) {
	e.gathered.status, e.gathered.value = outcome.Decided, nil
	switch {
	case a.capped:
		e.gather(e.reached())
		return true
	case a.set != nil:
		return e.settledSet(a)
	case a.ref < 0:
		e.gather(e.sourcesOf(a.ref))
		return true
	}
	switch l := &e.leaves[a.ref]; l.kind {
	case known:
		e.gathered.value = &l.v
	case na:
		e.gathered.status = outcome.NotApplicable
	case none:
		e.gathered.status = outcome.NotGoverned
	case conflict:
		e.gathered.status = outcome.Conflict
	default:
		e.gather(l.deps)
		return true
	}
	return false
}

func (e *evaluation) settledSet(a *answer) (open bool) {
	switch a.set.ok {
	case NA:
		e.gathered.status = outcome.NotApplicable
		return false
	case True:
		if v, ok := a.set.known(); ok {
			e.gathered.set = v
			e.gathered.value = &e.gathered.set
			return false
		}
	}
	e.gather(e.setSources(a.set))
	return true
}

// setSources is everything that a set depends on.
func (e *evaluation) setSources(s *setValue) []int32 {
	src := e.sourcesOf(s.ok)
	for _, m := range s.members {
		src = e.union(src, e.sourcesOf(e.where(s.ok, m)))
	}
	return src
}

// sides lists the rules in conflict with their values. Where it is open which rule gives a value, all that may are listed.
func (e *evaluation) sides(out *outcome.Decision, a *answer) {
	inConflict := e.leaves[a.ref].parts
	gives := func(i int, r *tree.Rule) bool {
		return (r.Kind == tree.Value || r.Kind == tree.DutyRule) && !r.Otherwise && a.rules[i].applies != False &&
			slices.Contains(inConflict, int32(a.rules[i].value))
	}
	certain := map[diagram.Ref]bool{}
	for i, r := range out.Decision.Rules {
		if gives(i, r) && a.rules[i].applies == True {
			certain[a.rules[i].value] = true
		}
	}
	for i, r := range out.Decision.Rules {
		if v, ok := e.knownValue(a.rules[i].value); ok && gives(i, r) && (a.rules[i].applies == True || !certain[a.rules[i].value]) {
			out.Conflict = append(out.Conflict, outcome.Side{Rule: r, Clause: r.Clause, Value: v})
		}
	}
}

// bound notes where an open amount or day lies.
func (e *evaluation) bound(out *outcome.Decision, r diagram.Ref) {
	switch out.Decision.Type.Kind {
	case types.Bool, types.Enum, types.Duty, types.Duties:
		return
	}
	lo, hi := e.rangeOf(r)
	if lo.Kind != value.Invalid {
		out.Min = lo
	}
	if hi.Kind != value.Invalid {
		out.Max = hi
	}
}

// rangeOf bounds an open amount or day over all its branches; a branch on which the question does not arise has no say.
func (e *evaluation) rangeOf(r diagram.Ref) (lo, hi value.Value) {
	first := true
	e.d.Visit(r, func(diagram.Var) {}, func(id int32) {
		kind, l := e.leaves[id].kind, asRange(&e.leaves[id])
		switch {
		case kind == na:
		case kind != known && kind != open:
			first, lo, hi = false, value.Value{}, value.Value{}
		case first:
			first, lo, hi = false, l.lo, l.hi
		default:
			lo, hi = lowest(lo, l.lo), highest(hi, l.hi)
		}
	})
	return lo, hi
}
