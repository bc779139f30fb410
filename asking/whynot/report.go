package whynot

import (
	"slices"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Limits bound the search. The report says where they were reached.
type Limits struct {
	Runs   int // evaluations
	Pairs  int // pairs of changes that are reported
	Around int // days before and after the day of the question
}

// DefaultLimits end within seconds on the policies of this repository.
var DefaultLimits = Limits{Runs: 50_000, Pairs: 5, Around: 1096}

// Report says why a decision is not as wished, and what would make it so.
type Report struct {
	Result *outcome.Result // of the case as it is
	Goal   *Goal
	Now    *outcome.Decision
	Met    bool // it is as wished: there is nothing else to say
	Way    []*Step
	// Changes are what would meet the goal: each one change or, where no single one does, a pair.
	Changes [][]Altered
	// Fixed are the facts on the way that cannot be otherwise: fixed by the policy, events that happened, judgments that were made.
	Fixed []*tree.Input
	// Days are the answers by the day of the question, if it plays a part; Today is that day.
	Days  []Stretch
	Today date.Date
	// Runs counts the evaluations. Capped tells whether the search ended at its limit, so that there may be more.
	Runs   int
	Capped bool

	given  []value.Value // the facts as they are, by Input.Index
	teller *explain.Teller
}

// Altered is one change of a suggestion.
type Altered struct {
	casework.Change
	Was value.Value // Invalid: not known
}

// Ask looks for what would meet a goal. Problems refuse the case as it is.
func Ask(c *casework.Case, g *Goal, l Limits) (*Report, []outcome.Problem) {
	res, problems := c.Decide(engine.Options{})
	if len(problems) > 0 {
		return nil, problems
	}
	p := res.Policy
	set, problems := c.Facts(p)
	if len(problems) > 0 {
		return nil, problems
	}
	r := &Report{Result: res, Goal: g, Now: casework.Decision(res, g.Decision.Name), teller: explain.NewTeller(res)}
	r.Met = g.Met(r.Now)
	cone := coneOf(g.Decision)
	if !r.Met && r.Now != nil && len(res.Rules) > 0 {
		r.Way = wayTo(res, r.Now, g)
		r.search(c, cone, set.Values, l)
	}
	if in, day, ok := today(c, p); ok && cone.inputs[in] {
		r.Days, r.Today = Days(c, p, g.Decision.Name, l.Around, l.Around), day
	}
	r.Runs = c.Runs
	return r, nil
}

// search looks for single changes and then for pairs.
func (r *Report) search(c *casework.Case, cone *cone, given []value.Value, l Limits) {
	g := r.Goal
	s := &search{c: c, goal: g, limit: c.Runs + l.Runs, cur: Currency(given), mentioned: mentioned(cone, r.Result, given),
		options: engine.Options{Brief: true, Only: map[string]bool{g.Decision.Name: true}}}
	all, fixed := slots(r.Result.Policy, cone, given)
	r.Fixed = fixed
	all = decidingFirst(all, r.Way)
	r.given = given
	found := s.one(all, r.Now)
	if len(found) == 0 {
		found = s.two(all, r.Now, l.Pairs)
	}
	for _, changes := range found {
		var altered []Altered
		for _, ch := range changes {
			altered = append(altered, Altered{Change: ch, Was: ch.Place.Get(given)})
		}
		r.Changes = append(r.Changes, altered)
	}
	r.Capped = s.capped
}

// mentioned are the values beside which answers change: those of the text, of the facts and of the decisions.
func mentioned(c *cone, res *outcome.Result, given []value.Value) []value.Value {
	out := append([]value.Value{}, c.literals...)
	for in := range res.Policy.Inputs {
		if v := given[in]; c.inputs[res.Policy.Inputs[in]] && v.Kind != value.Invalid {
			out = append(out, leaves(v)...)
		}
	}
	for i := range res.Decisions {
		for _, v := range []value.Value{res.Decisions[i].Value, res.Decisions[i].Min, res.Decisions[i].Max} {
			if v.Kind != value.Invalid {
				out = append(out, v)
			}
		}
	}
	return out
}

// leaves are a value, or the values in a list or record.
func leaves(v value.Value) []value.Value {
	if v.Kind != value.List && v.Kind != value.Record {
		return []value.Value{v}
	}
	var out []value.Value
	for _, m := range v.Members() {
		if m.Kind != value.Invalid {
			out = append(out, leaves(m)...)
		}
	}
	return out
}

// decidingFirst orders places by the clauses that decide: first what the conditions on the way read, in the order of the way, then the rest in
// the order of the policy.
func decidingFirst(all []slot, steps []*Step) []slot {
	rank := map[*tree.Input]int{}
	note := func(in *tree.Input) {
		if rank[in] == 0 {
			rank[in] = len(rank) + 1
		}
	}
	seen := map[*tree.Term]bool{}
	var read func(tree.Expr)
	read = func(x tree.Expr) {
		tree.Walk(x, func(x tree.Expr) bool {
			switch x := x.(type) {
			case *tree.InputRef:
				note(x.Input)
			case *tree.Happened:
				note(x.Event)
			case *tree.TermRef:
				if !seen[x.Term] {
					seen[x.Term] = true
					read(x.Term.Body)
				}
			}
			return true
		})
	}
	var visit func([]*Step)
	visit = func(steps []*Step) {
		for _, s := range steps {
			if s.Because != nil {
				read(s.Because)
			}
			visit(s.Below)
		}
	}
	visit(steps)
	last := len(rank) + 1
	of := func(s slot) int {
		if r := rank[s.place.Input]; r > 0 {
			return r
		}
		return last
	}
	slices.SortStableFunc(all, func(a, b slot) int { return of(a) - of(b) })
	return all
}
