package engine

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Program is a policy in all its versions.
type Program struct {
	versions []*Plan
	limits   limits.Limits
}

// NewProgram makes a program of the checked versions of one policy, in the order of their first days.
func NewProgram(versions []*tree.Policy) (*Program, error) {
	if len(versions) == 0 {
		return nil, fmt.Errorf("a program needs at least one version of a policy")
	}
	g := &Program{}
	for _, v := range versions {
		pl, err := Compile(v)
		if err != nil {
			return nil, err
		}
		g.versions = append(g.versions, pl)
	}
	return g, nil
}

// Within sets the limits of a case, and gives the program. It must be called before cases are decided.
func (g *Program) Within(l limits.Limits) *Program {
	g.limits = l
	for _, pl := range g.versions {
		pl.exact.Within(l)
	}
	return g
}

// Limits are those of a case.
func (g *Program) Limits() limits.Limits { return g.limits.OrDefault() }

// Versions are the plans, in the order of their first days.
func (g *Program) Versions() []*Plan { return g.versions }

// Latest is the version with the latest first day.
func (g *Program) Latest() *Plan { return g.versions[len(g.versions)-1] }

// Decode reads a case's facts as a version declares them.
type Decode func(p *tree.Policy) (*facts.Set, []outcome.Problem)

// Decide answers a case under the version that is in force on the day the policy names. While that day is not known and versions differ, it
// is a needed fact; outside every version nothing is governed.
func (g *Program) Decide(decode Decode, opts Options) (*outcome.Result, []outcome.Problem) {
	if len(g.versions) == 1 {
		return decideUnder(g.versions[0], decode, opts)
	}
	var unknown []*Plan
	for _, pl := range g.versions {
		day, ok, problems := pl.day(decode)
		switch {
		case !ok && len(problems) > 0:
			return nil, problems
		case !ok:
			unknown = append(unknown, pl)
		case pl.inForce(day):
			return decideUnder(pl, decode, opts)
		}
	}
	if len(unknown) == 0 {
		return notGoverned(g.Latest()), nil
	}
	return decideAll(unknown, decode, opts)
}

func decideUnder(pl *Plan, decode Decode, opts Options) (*outcome.Result, []outcome.Problem) {
	set, problems := decode(pl.policy)
	if len(problems) > 0 {
		return nil, problems
	}
	return pl.Decide(set, opts)
}

// day is the day that selects the version, if it is known. Problems of other facts wait until the version is known.
func (pl *Plan) day(decode Decode) (d date.Date, ok bool, problems []outcome.Problem) {
	f := pl.policy.InForce
	if f == nil {
		return 0, true, nil
	}
	set, problems := decode(pl.policy)
	if set == nil {
		return 0, false, problems
	}
	v := set.Values[f.PickedBy.Index]
	switch v.Kind {
	case value.Date:
		return v.Date(), true, nil
	case value.Instant:
		return v.Instant().AsWritten(), true, nil
	}
	for _, p := range problems {
		if p.Path == f.PickedBy.Name {
			return 0, false, problems
		}
	}
	return 0, false, nil
}

func (pl *Plan) inForce(d date.Date) bool {
	f := pl.policy.InForce
	return f == nil || f.From <= d && (f.Open || d <= f.Until)
}

// notGoverned is the answer on a day outside every version.
func notGoverned(pl *Plan) *outcome.Result {
	res := &outcome.Result{Policy: pl.policy}
	for _, d := range pl.policy.Decisions {
		if d.Own {
			res.Decisions = append(res.Decisions, outcome.Decision{Decision: d, Status: outcome.NotGoverned})
		}
	}
	return res
}

// decideAll answers under every version: what they agree on is decided, the rest needs the day.
func decideAll(plans []*Plan, decode Decode, opts Options) (*outcome.Result, []outcome.Problem) {
	last := plans[len(plans)-1]
	res, problems := decideUnder(last, decode, opts)
	if len(problems) > 0 {
		return nil, problems
	}
	for _, pl := range plans[:len(plans)-1] {
		other, problems := decideUnder(pl, decode, opts)
		if len(problems) > 0 {
			return nil, problems
		}
		for i := range res.Decisions {
			if !agrees(&res.Decisions[i], other) {
				needDay(&res.Decisions[i], last.policy.InForce.PickedBy)
			}
		}
	}
	return res, nil
}

func agrees(d *outcome.Decision, other *outcome.Result) bool {
	for i := range other.Decisions {
		if o := &other.Decisions[i]; o.Decision.Name == d.Decision.Name {
			return exact.Fingerprint(o) == exact.Fingerprint(d)
		}
	}
	return false
}

func needDay(d *outcome.Decision, in *tree.Input) {
	for _, n := range d.Needs {
		if n.Input == in {
			return
		}
	}
	d.Status, d.Value, d.Determinations, d.Conflict, d.Account = outcome.NeedsFacts, value.Value{}, nil, nil, nil
	d.Needs = append(d.Needs, outcome.Need{Input: in, Path: in.Name})
}
