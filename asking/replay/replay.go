package replay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Find gives a policy as one side has it; nil if it has none of that name.
type Find func(policy string) (*engine.Program, error)

// Report is what the cases show.
type Report struct {
	Cases, Changed int
	// Skipped are the cases of policies that one side does not have, Refused those whose facts both sides refuse.
	Skipped, Refused []int
	Groups           []*Group // in the order in which they were met with
}

// Group is the cases in which a decision changes in one way for one reason.
type Group struct {
	Policy   string
	Decision string
	Label    string
	From, To string // in words; of amounts and days, those of the first case
	Way      string // lower, higher, earlier, later, other; empty where From and To say all
	Clauses  []string
	Lines    []int
}

// Replayer decides cases on two sides.
type Replayer struct {
	old, now Find
	report   Report
	groups   map[string]*Group
	texts    map[*tree.Policy]map[string]string
}

// New makes a replayer.
func New(old, now Find) *Replayer {
	return &Replayer{old: old, now: now, groups: map[string]*Group{}, texts: map[*tree.Policy]map[string]string{}}
}

// Report is what the cases so far show.
func (r *Replayer) Report() *Report { return &r.report }

// Case decides one case on both sides.
func (r *Replayer) Case(l Line) error {
	a, err := r.old(l.Policy)
	if err != nil {
		return err
	}
	b, err := r.now(l.Policy)
	if err != nil {
		return err
	}
	r.report.Cases++
	if a == nil || b == nil {
		r.report.Skipped = append(r.report.Skipped, l.Number)
		return nil
	}
	then, refusedThen := decide(a, l)
	now, refusedNow := decide(b, l)
	switch {
	case len(refusedThen) > 0 && len(refusedNow) > 0:
		r.report.Refused = append(r.report.Refused, l.Number)
	case len(refusedThen) > 0 || len(refusedNow) > 0:
		r.report.Changed++
		r.add(l, &Group{Policy: l.Policy, Label: "Facts", From: taken(refusedThen), To: taken(refusedNow)})
	default:
		r.compare(l, then, now)
	}
	return nil
}

func taken(problems []outcome.Problem) string {
	if len(problems) == 0 {
		return "accepted"
	}
	return "refused, since " + casework.ProblemWords(problems[0])
}

func decide(g *engine.Program, l Line) (*outcome.Result, []outcome.Problem) {
	return g.Decide(func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
		return facts.DecodeWithin(g.Limits(), p, fmt.Sprintf("line %d", l.Number), l.Facts, facts.JSON)
	},
		engine.Options{})
}

// compare groups the decisions that differ.
func (r *Replayer) compare(l Line, then, now *outcome.Result) {
	changed := false
	for i := range then.Decisions {
		a := &then.Decisions[i]
		b := casework.Decision(now, a.Decision.Name)
		if b != nil && a.Status == b.Status && same(then.Policy, a, now.Policy, b) {
			continue
		}
		changed = true
		r.add(l, r.transition(l, then, a, now, b))
	}
	for i := range now.Decisions {
		if b := &now.Decisions[i]; casework.Decision(then, b.Decision.Name) == nil {
			changed = true
			r.add(l, r.transition(l, then, nil, now, b))
		}
	}
	if changed {
		r.report.Changed++
	}
}

// same tells whether two answers are the same to a reader; members of enumerations are compared by name.
func same(p *tree.Policy, a *outcome.Decision, q *tree.Policy, b *outcome.Decision) bool {
	if a.Status == outcome.Decided {
		return string(explain.FactJSON(a.Decision.Type, a.Value)) == string(explain.FactJSON(b.Decision.Type, b.Value))
	}
	return exact.Fingerprint(a) == exact.Fingerprint(b)
}

func (r *Replayer) transition(l Line, then *outcome.Result, a *outcome.Decision, now *outcome.Result, b *outcome.Decision) *Group {
	g := &Group{Policy: l.Policy, From: "not decided by the policy", To: "not decided by the policy", Clauses: r.responsible(then, a, now, b)}
	if a != nil {
		g.Decision, g.Label, g.From = a.Decision.Name, explain.Label(a.Decision), casework.AnswerWords(then.Policy, a)
	}
	if b != nil {
		g.Decision, g.Label, g.To = b.Decision.Name, explain.Label(b.Decision), casework.AnswerWords(now.Policy, b)
	}
	if a != nil && b != nil && a.Status == outcome.Decided && b.Status == outcome.Decided {
		g.Way = direction(a.Value, b.Value)
	}
	return g
}

// direction says how one value differs from another, where there are too many values to group by them.
func direction(a, b value.Value) string {
	words := [2]string{"lower", "higher"}
	switch a.Kind {
	case value.Bool, value.Enum, value.Set, value.Country, value.Currency:
		return ""
	case value.Date, value.Instant:
		words = [2]string{"earlier", "later"}
	case value.Money, value.Number, value.Percent:
	default:
		return "other"
	}
	c, err := value.Cmp(b, a)
	switch {
	case err != nil:
		return "other"
	case c < 0:
		return words[0]
	}
	return words[1]
}

func (r *Replayer) add(l Line, g *Group) {
	key := strings.Join(append([]string{g.Policy, g.Decision, g.Way}, g.Clauses...), "\x00")
	if g.Way == "" {
		key += "\x00" + g.From + "\x00" + g.To
	}
	known, ok := r.groups[key]
	if !ok {
		r.groups[key], known = g, g
		r.report.Groups = append(r.report.Groups, g)
	}
	known.Lines = append(known.Lines, l.Number)
}

// responsible are the clauses behind a change: among those that either answer cites, the ones whose sentences are not the same on both sides, of
// these the ones nearest to the answer; if the sentences of all are the same, the clauses that apply on one side only.
func (r *Replayer) responsible(then *outcome.Result, a *outcome.Decision, now *outcome.Result, b *outcome.Decision) []string {
	old, fresh := r.sentences(then.Policy), r.sentences(now.Policy)
	var changed [farthest + 1][]string
	sides := map[string]int{} // by clause that applies: 1 then, 2 now, 3 both
	each := func(d *outcome.Decision, side int) {
		if d == nil {
			return
		}
		for _, c := range d.Citations {
			if old[keyOf(c.Clause)] != fresh[keyOf(c.Clause)] {
				n := nearness(c.Effect)
				changed[n] = append(changed[n], c.Clause.ID)
			}
			if c.Effect == outcome.Applies {
				sides[c.Clause.ID] |= side
			}
		}
	}
	each(a, 1)
	each(b, 2)
	for _, ids := range changed {
		if len(ids) > 0 {
			slices.Sort(ids)
			return slices.Compact(ids)
		}
	}
	var moved []string
	for id, on := range sides {
		if on != 1|2 {
			moved = append(moved, id)
		}
	}
	slices.Sort(moved)
	return moved
}

// farthest is the nearness of clauses that only could have mattered.
const farthest = 2

// nearness orders what clauses do by how near it is to the answer.
func nearness(e outcome.Effect) int {
	switch e {
	case outcome.Applies, outcome.Displaced, outcome.Disapplies, outcome.Pending:
		return 0
	case outcome.NotReached:
		return farthest
	}
	return 1
}

func keyOf(c *tree.Clause) string { return c.Policy + " " + c.ID }

// sentences are what stands in each clause, without its layout.
func (r *Replayer) sentences(p *tree.Policy) map[string]string {
	if texts, ok := r.texts[p]; ok {
		return texts
	}
	texts := map[string]string{}
	add := func(c *tree.Clause, text string) {
		if c != nil {
			texts[keyOf(c)] += strings.Join(strings.Fields(text), " ") + "\n"
		}
	}
	for _, d := range p.Decisions {
		for _, rule := range d.Rules {
			add(rule.Clause, rule.Span.Text())
		}
		if d.Arises != nil {
			add(d.ArisesClause, d.Arises.Pos().Text())
		}
	}
	for _, t := range p.Terms {
		add(t.Clause, t.Span.Text())
	}
	for _, in := range p.Inputs {
		add(in.Clause, in.Span.Text())
	}
	for _, s := range p.Disapplies {
		add(s.Clause, s.Span.Text())
	}
	for _, s := range p.Schedules {
		add(s.Clause, s.Span.Text())
	}
	for _, c := range p.Caveats {
		add(c.Clause, c.Span.Text())
	}
	r.texts[p] = texts
	return texts
}
