package explain

import (
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
)

// arrange puts the answer that a case is about first, then the amount that follows from it; the rest stays in the order of the policy.
// Top is the number of answers that come first.
func arrange(res *outcome.Result) (order []*outcome.Decision, top int) {
	for i := range res.Decisions {
		order = append(order, &res.Decisions[i])
	}
	main := chief(order)
	if main == nil {
		return order, min(1, len(order))
	}
	first := []*outcome.Decision{main}
	if amount := amountAfter(order, main.Decision); amount != nil {
		first = append(first, amount)
	}
	rest := slices.DeleteFunc(slices.Clone(order), func(d *outcome.Decision) bool { return slices.Contains(first, d) })
	return append(first, rest...), len(first)
}

// chief is the decision the others turn on: the one named an outcome, or on which the most others depend for arising.
func chief(all []*outcome.Decision) *outcome.Decision {
	var best *outcome.Decision
	most := 0
	for _, d := range all {
		k := d.Decision.Type.Kind
		if k != types.Enum && k != types.Bool || d.Status == outcome.NotApplicable && best != nil {
			continue
		}
		score := len(decisionsIn(d.Decision.Rules)) + 1
		if isOutcome(d.Decision.Name) {
			score += 100
		} else if d.Status == outcome.Decided {
			score += 20
		}
		for _, other := range all {
			if other.Decision.Arises != nil && slices.Contains(decisionsOf(other.Decision.Arises), d.Decision) {
				score += 10
			}
		}
		if d.Status == outcome.NotApplicable {
			score = 1
		}
		if score > most {
			best, most = d, score
		}
	}
	return best
}

func isOutcome(name string) bool { return slices.Contains(strings.Split(name, "_"), "outcome") }

// amountAfter is the amount that follows from the chief decision and that no other amount is made of; that with the longest account first.
func amountAfter(all []*outcome.Decision, chief *tree.Decision) *outcome.Decision {
	var best *outcome.Decision
	for _, d := range all {
		if d.Decision.Type.Kind != types.Money || d.Status == outcome.NotApplicable {
			continue
		}
		follows := d.Decision.Arises != nil && slices.Contains(decisionsOf(d.Decision.Arises), chief)
		if !follows || partOf(d.Decision, all) {
			continue
		}
		if best == nil || lines(d.Decision) > lines(best.Decision) {
			best = d
		}
	}
	return best
}

// lines is how much an account is made of: other amounts count most.
func lines(d *tree.Decision) int {
	n := 0
	for _, r := range d.Rules {
		if r.Kind == tree.Add || r.Kind == tree.Deduct || r.Kind == tree.Limit {
			n++
		}
	}
	for _, on := range decisionsIn(d.Rules) {
		if on.Type.Kind == types.Money {
			n += len(d.Rules)
		}
	}
	return n
}

func partOf(d *tree.Decision, all []*outcome.Decision) bool {
	for _, other := range all {
		if other.Decision != d && other.Decision.Type.Kind == types.Money && slices.Contains(decisionsIn(other.Decision.Rules), d) {
			return true
		}
	}
	return false
}

// decisionsIn are the decisions that rules read.
func decisionsIn(rules []*tree.Rule) []*tree.Decision {
	var out []*tree.Decision
	for _, r := range rules {
		r.Exprs(func(x tree.Expr) { out = append(out, decisionsOf(x)...) })
	}
	return out
}

// decisionsOf are the decisions that an expression reads, through terms.
func decisionsOf(x tree.Expr) []*tree.Decision {
	var out []*tree.Decision
	tree.Walk(x, func(y tree.Expr) bool {
		switch y := y.(type) {
		case *tree.DecisionRef:
			out = append(out, y.Decision)
		case *tree.TermRef:
			out = append(out, decisionsOf(y.Term.Body)...)
		}
		return true
	})
	return out
}

// inputsOf calls f for the inputs that an expression reads, through terms.
func inputsOf(x tree.Expr, f func(*tree.Input)) {
	tree.Walk(x, func(y tree.Expr) bool {
		switch y := y.(type) {
		case *tree.InputRef:
			f(y.Input)
		case *tree.Happened:
			f(y.Event)
		case *tree.TermRef:
			inputsOf(y.Term.Body, f)
		case *tree.SchedOn:
			inputsOf(y.Schedule.From, f)
		case *tree.SchedEnding:
			inputsOf(y.Schedule.From, f)
		case *tree.WorkingDay:
			calendarOf(y.Defaults, f)
		case *tree.Shift:
			if y.Period.Unit == types.WorkingDays {
				calendarOf(y.Defaults, f)
			}
		}
		return true
	})
}

func calendarOf(d *tree.Defaults, f func(*tree.Input)) {
	if d != nil && d.WorkingDays != nil {
		inputsOf(d.WorkingDays.Calendar, f)
	}
}
