package casetest

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Status is what became of a case.
type Status uint8

// The statuses.
const (
	Passed Status = iota
	Failed
	Todo   // not run: still to do
	Broken // not run: there are mistakes in the case, or in its policy
)

var statusNames = [...]string{"passed", "failed", "todo", "broken"}

// String is the status in a word.
func (s Status) String() string { return statusNames[s] }

// Result is what became of a case.
type Result struct {
	Case   *Case
	Status Status
	// Failures are the expectations that are not met, in the order of the text.
	Failures []Failure
	// Outcome is the answer; nil where the case was refused or not run.
	Outcome *outcome.Result
	// Problems are why it was refused.
	Problems []outcome.Problem
}

// Run decides a case and compares the answer with what is expected. The program holds the versions of the policy to which the case is bound,
// or copies of them.
func (c *Case) Run(g *engine.Program) *Result { return c.RunTraced(g, nil) }

// RunTraced is Run that fills a trace with the truth of the conditions.
func (c *Case) RunTraced(g *engine.Program, trace *outcome.Trace) *Result {
	r := &Result{Case: c}
	switch {
	case c.Todo != "":
		r.Status = Todo
		return r
	case c.Broken || g == nil || len(c.versions) != len(g.Versions()):
		r.Status = Broken
		return r
	}
	r.Outcome, r.Problems = c.decide(g, engine.Options{Readings: c.Readings, Trace: trace})
	r.Failures = c.failures(g, r)
	if len(r.Failures) > 0 {
		r.Status = Failed
	}
	return r
}

// Passes tells whether the case passes, and stops at the first expectation that is not met.
func (c *Case) Passes(g *engine.Program, opts engine.Options) bool {
	opts.Readings = c.Readings
	res, problems := c.decide(g, opts)
	if res == nil {
		return c.refusedAsExpected(problems)
	}
	for i := range c.expect {
		if !c.meets(g, i, res) {
			return false
		}
	}
	return true
}

func (c *Case) decide(g *engine.Program, opts engine.Options) (*outcome.Result, []outcome.Problem) {
	return g.Decide(func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
		return c.versions[version(g, p)].set, nil
	}, opts)
}

// version is the place of a policy among the versions of its program.
func version(g *engine.Program, p *tree.Policy) int {
	for i, v := range g.Versions() {
		if v.Policy() == p {
			return i
		}
	}
	return 0
}

// refusedAsExpected tells whether each problem is expected, and each expected one there. Of a refused case nothing else can be expected.
func (c *Case) refusedAsExpected(problems []outcome.Problem) bool {
	for _, s := range c.expect {
		if s.Kind != ast.StepError || !problemsAt(problems, s.Path) {
			return false
		}
	}
	return !slices.ContainsFunc(problems, func(p outcome.Problem) bool { return !c.expectsProblem(p) })
}

func (c *Case) expectsProblem(p outcome.Problem) bool {
	return slices.ContainsFunc(c.expect, func(s ast.TestStep) bool { return s.Kind == ast.StepError && s.Path == p.Path })
}

// expectation is sentence i as the version that gave the answer understands it.
func (c *Case) expectation(g *engine.Program, i int, res *outcome.Result) expectation {
	return c.versions[version(g, res.Policy)].expect[i]
}

// meets tells whether the answer is what sentence i expects.
func (c *Case) meets(g *engine.Program, i int, res *outcome.Result) bool {
	e := c.expectation(g, i, res)
	switch e.Kind {
	case ast.StepError:
		return false // the case was not refused
	case ast.StepDuty, ast.StepNoDuty:
		found := slices.ContainsFunc(res.Duties, func(d outcome.Duty) bool { return !d.Pending && matches(e.duty, d.Value.Duty()) })
		return found == (e.Kind == ast.StepDuty)
	case ast.StepCaveat:
		return slices.ContainsFunc(res.Caveats, func(cv *tree.Caveat) bool { return cv.Name == e.Name.Text })
	}
	d := answer(res, e.decision)
	return e.known && d != nil && e.metBy(d)
}

// answer finds a decision in an answer; nil if there is none.
func answer(res *outcome.Result, name string) *outcome.Decision {
	for i := range res.Decisions {
		if res.Decisions[i].Decision.Name == name {
			return &res.Decisions[i]
		}
	}
	return nil
}

// metBy tells whether a decision is as expected.
func (e *expectation) metBy(d *outcome.Decision) bool {
	switch e.Kind {
	case ast.StepIs:
		return d.Status == outcome.Decided && sameValue(e.value, d.Value)
	case ast.StepIsDuty:
		return d.Status == outcome.Decided && isDuty(e.duty, d)
	case ast.StepNotApplicable:
		return d.Status == outcome.NotApplicable
	case ast.StepNotGoverned:
		return d.Status == outcome.NotGoverned
	case ast.StepConflict:
		return d.Status == outcome.Conflict
	case ast.StepNeeds:
		return d.Status == outcome.NeedsFacts && sameNames(e.names, needed(d))
	case ast.StepAwaits:
		return d.Status == outcome.NeedsDetermination && sameNames(e.names, awaited(d))
	case ast.StepCites, ast.StepCitesNot:
		for _, c := range e.Clauses {
			if cites(d, c.Value) != (e.Kind == ast.StepCites) {
				return false
			}
		}
		return true
	}
	return false
}

// sameValue compares values. A bare 0 is zero in every currency.
func sameValue(want, got value.Value) bool {
	if want.Kind == value.Money && want.Cur == 0 && !want.Special && got.Kind == value.Money && !got.Special {
		return got.Decimal().Equal(want.Decimal())
	}
	return value.Equal(want, got)
}

// isDuty tells whether a decision is the duty with all its details; of several duties, whether it is one of them.
func isDuty(want *value.DutyValue, d *outcome.Decision) bool {
	all := []value.Value{d.Value}
	if d.Decision.Type.Kind == types.Duties {
		all = d.Value.Members()
	}
	return slices.ContainsFunc(all, func(v value.Value) bool { return value.Equal(v, value.OfDuty(want)) })
}

// matches tells whether a duty has the details that are expected; it may have others.
func matches(want, got *value.DutyValue) bool {
	if got == nil || want.Who != got.Who || want.Modality != got.Modality || want.What != got.What ||
		want.To != "" && want.To != got.To || want.Until != "" && want.Until != got.Until || want.Immediately && !got.Immediately {
		return false
	}
	for _, pair := range [][2]value.Value{{want.Amount, got.Amount}, {want.InsuredFor, got.InsuredFor}, {want.NotBefore, got.NotBefore}, {want.By, got.By}} {
		if pair[0].Kind != value.Invalid && !sameValue(pair[0], pair[1]) {
			return false
		}
	}
	return true
}

// needed are the facts that a decision needs, each once; a field of a list's entry counts as its list.
func needed(d *outcome.Decision) []string {
	var out []string
	for _, n := range d.Needs {
		if !slices.Contains(out, n.Input.Name) {
			out = append(out, n.Input.Name)
		}
	}
	return out
}

// awaited are the determinations that a decision awaits.
func awaited(d *outcome.Decision) []string {
	var out []string
	for _, a := range d.Determinations {
		out = append(out, a.Input.Name)
	}
	return out
}

func sameNames(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

func cites(d *outcome.Decision, id string) bool {
	return slices.ContainsFunc(d.Citations, func(c outcome.Citation) bool { return c.Clause.ID == id })
}
