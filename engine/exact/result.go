package exact

import (
	"slices"
	"sort"

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
	p := prepared.p
	e := newEvaluation(prepared, given, readings)
	e.validate()
	if more := e.tooMuch(); more != nil {
		return nil, more
	}
	if len(e.problems) > 0 {
		return nil, e.problems
	}
	res := &outcome.Result{Policy: p}
	for _, d := range p.Decisions {
		if d.Own && (o.Only == nil || o.Only[d.Name]) {
			res.Decisions = append(res.Decisions, e.outcome(d))
		}
	}
	if more := e.tooMuch(); more != nil {
		return nil, more
	}
	if len(e.problems) > 0 {
		return nil, e.problems
	}
	orderNeeds(res)
	if o.Brief {
		e.allDuties(res)
	} else {
		e.readUses(res)
		e.cite(res)
		e.record(res)
	}
	for i, c := range p.Caveats {
		if e.caveat(i) == True {
			res.Caveats = append(res.Caveats, c)
		}
	}
	for name := range e.calendars {
		res.Calendars = append(res.Calendars, name)
	}
	sort.Strings(res.Calendars)
	if o.Trace != nil {
		e.trace(o.Trace)
	}
	if more := e.tooMuch(); more != nil {
		return nil, more
	}
	return res, nil
}

// outcome is what became of a decision, without its citations.
func (e *evaluation) outcome(d *tree.Decision) outcome.Decision {
	a := e.decide(d)
	out := outcome.Decision{Decision: d, Capped: a.capped}
	if a.capped {
		e.needs(&out, e.reached())
		return out
	}
	if d.Type.Kind == types.Set {
		e.setOutcome(&out, a)
	} else {
		e.scalarOutcome(&out, a)
	}
	return out
}

// reached is every source met so far: what is reported when the analysis was stopped.
func (e *evaluation) reached() []int {
	all := make([]int, len(e.sources))
	for i := range all {
		all[i] = i
	}
	return all
}

func (e *evaluation) setOutcome(out *outcome.Decision, a *answer) {
	switch {
	case a.set.ok == NA:
		out.Status = outcome.NotApplicable
		return
	case a.set.ok == True:
		if v, ok := a.set.known(); ok {
			out.Value = v
			return
		}
	}
	src := e.sourcesOf(a.set.ok)
	for _, m := range a.set.members {
		src = union(src, e.sourcesOf(e.where(a.set.ok, m)))
	}
	e.needs(out, src)
}

func (e *evaluation) scalarOutcome(out *outcome.Decision, a *answer) {
	if a.ref >= 0 {
		l := e.leaves[a.ref]
		switch l.kind {
		case known:
			out.Value = l.v
			out.Account = e.statement(out.Decision, a)
			return
		case na:
			out.Status = outcome.NotApplicable
			return
		case none:
			out.Status = outcome.NotGoverned
			return
		case conflict:
			out.Status = outcome.Conflict
			e.sides(out, a)
			return
		}
	}
	out.Min, out.Max = e.rangeOf(a.ref)
	e.needs(out, e.sourcesOf(a.ref))
}

// sides lists the rules in conflict with their values. Where it is open which rule gives a value, all that may are listed.
func (e *evaluation) sides(out *outcome.Decision, a *answer) {
	inConflict := e.leaves[a.ref].sides
	certain := map[diagram.Ref]bool{}
	gives := func(i int, r *tree.Rule) bool {
		return (r.Kind == tree.Value || r.Kind == tree.DutyRule) && !r.Otherwise && a.rules[i].applies != False &&
			slices.Contains(inConflict, int(a.rules[i].value))
	}
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

// rangeOf bounds an open amount or day over all its branches; a branch on which the question does not arise has no say.
func (e *evaluation) rangeOf(r diagram.Ref) (lo, hi value.Value) {
	first := true
	e.d.Visit(r, func(diagram.Var) {}, func(id int32) {
		l := asRange(e.leaves[id])
		switch {
		case l.kind == na:
		case l.kind != known && l.kind != open:
			first, lo, hi = false, value.Value{}, value.Value{}
		case first:
			first, lo, hi = false, l.lo, l.hi
		default:
			lo, hi = lowest(lo, l.lo), highest(hi, l.hi)
		}
	})
	return lo, hi
}

// needs turns sources into what is asked for: plain facts before determinations. An input whose guard is not known to hold is not asked for;
// what its guard depends on is.
func (e *evaluation) needs(out *outcome.Decision, src []int) {
	seen := map[int]bool{}
	var facts, judgments, lacking []int
	var add func(ids []int)
	add = func(ids []int) {
		for _, id := range ids {
			if seen[id] {
				continue
			}
			seen[id] = true
			s := e.sources[id]
			switch {
			case s.decision != nil:
				lacking = append(lacking, id)
			case s.guard != True:
				add(e.sourcesOf(s.guard))
			case s.input.Kind == tree.Determination:
				judgments = append(judgments, id)
			default:
				facts = append(facts, id)
			}
		}
	}
	add(src)
	switch {
	case len(facts) > 0:
		out.Status = outcome.NeedsFacts
		for _, id := range facts {
			out.Needs = append(out.Needs, outcome.Need{Input: e.sources[id].input, Path: e.sources[id].path})
		}
	case len(judgments) > 0:
		out.Status = outcome.NeedsDetermination
		for _, id := range judgments {
			out.Determinations = append(out.Determinations, e.awaited(e.sources[id].input))
		}
		slices.SortStableFunc(out.Determinations, func(a, b outcome.Awaited) int {
			if c := a.Input.Clause.Index - b.Input.Clause.Index; c != 0 {
				return c
			}
			return a.Input.Index - b.Input.Index
		})
	default:
		out.Status = outcome.NotGoverned
		for _, id := range lacking {
			if e.sources[id].status == outcome.Conflict {
				out.Status = outcome.Conflict
			}
		}
	}
}

// awaited is a determination that is owed, with what its bounds leave.
func (e *evaluation) awaited(in *tree.Input) outcome.Awaited {
	aw := outcome.Awaited{Input: in}
	switch in.Type.Kind {
	case types.Bool:
		aw.Members = 3
	case types.Enum:
		mask := uint64(1)<<len(in.Type.Members) - 1
		allowed := e.constant(value.Value{Kind: value.Set, N: int64(mask)})
		for _, b := range in.Bounds {
			if e.boundHolds(b) == True {
				allowed = e.restrict(allowed, b)
			}
		}
		if v, ok := e.knownValue(allowed); ok {
			mask = uint64(v.N)
		}
		aw.Members = mask
	default:
		aw.Min, aw.Max = e.judgmentRange(in)
	}
	return aw
}

// orderNeeds puts the facts first that settle the most decisions, then those declared first.
func orderNeeds(res *outcome.Result) {
	wanted := map[string]int{}
	for i := range res.Decisions {
		for _, n := range res.Decisions[i].Needs {
			wanted[n.Path]++
		}
	}
	for i := range res.Decisions {
		slices.SortStableFunc(res.Decisions[i].Needs, func(a, b outcome.Need) int {
			if c := wanted[b.Path] - wanted[a.Path]; c != 0 {
				return c
			}
			if c := a.Input.Index - b.Input.Index; c != 0 {
				return c
			}
			return pathOrder(a.Path, b.Path)
		})
	}
}

// pathOrder compares paths so that [2] comes before [10].
func pathOrder(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
