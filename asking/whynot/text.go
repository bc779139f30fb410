package whynot

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Text writes a report for people.
func (r *Report) Text() []byte {
	b := &bytes.Buffer{}
	p := r.Result.Policy
	name := explain.Label(r.Goal.Decision)
	fmt.Fprintf(b, "%s\n\n%s: %s.\n", casework.Title(p), name, casework.AnswerWords(p, r.Now))
	if r.Met {
		fmt.Fprintf(b, "That is as asked for: %s.\n", r.Goal.Words(p))
	} else {
		fmt.Fprintf(b, "Asked for: %s.\n", r.Goal.Words(p))
		if len(r.Way) > 0 {
			fmt.Fprint(b, "\nWhy it is not\n\n")
			r.steps(b, r.Way, "  ")
		}
		r.changes(b)
	}
	r.days(b)
	if !r.Met {
		r.limits(b)
	}
	return b.Bytes()
}

// steps writes clauses, and below each what its condition reads.
func (r *Report) steps(b *bytes.Buffer, all []*Step, indent string) {
	for _, s := range all {
		why, said := r.because(s)
		fmt.Fprintf(b, "%s%s\n", indent, r.sentence(s, why))
		if s.Because != nil && !said {
			var facts []string
			for _, f := range readings(r.Result, s.Because) {
				facts = append(facts, explain.Words(f.Name)+": "+f.Value)
			}
			if len(facts) > 0 {
				fmt.Fprintf(b, "%s    %s\n", indent, strings.Join(facts, "; "))
			}
		}
		r.steps(b, s.Below, indent+"  ")
	}
}

// because is the condition of a step as it stands, in sentences like those of the explanation; said is false where it can only be given as the
// policy has it. It is empty where there is no condition.
func (r *Report) because(s *Step) (text string, said bool) {
	switch {
	case s.Because == nil:
		return "", true
	case s.Role == Waits:
		return condition(s.Because), false
	}
	if s.Role == Stands && s.Rule != nil {
		if text = r.teller.Why(s.Rule); text != "" {
			return text, true
		}
	}
	if text = r.teller.Condition(s.Because); text != "" {
		return text, true
	}
	if text = condition(s.Because); !s.Holds {
		text = "this is not so: " + text
	}
	return text, false
}

// gives says what a clause gives: “rejected”; or of another decision, as “late” for the request status.
func (r *Report) gives(s *Step) string {
	p := r.Result.Policy
	what := "it"
	if d := casework.Decision(r.Result, s.Decision.Name); s.Gives.Kind != value.Invalid {
		what = named(p, s.Decision, s.Gives)
	} else if d != nil && s.Role == Stands && d.Status == outcome.Decided {
		what = named(p, s.Decision, d.Value)
	}
	if s.Decision != r.Goal.Decision {
		as := " as "
		if s.Rule != nil && s.Rule.Kind == tree.Member {
			as = " among "
		}
		what += as + explain.Asked(p, s.Decision)
	}
	return what
}

// named is a value of a decision, set apart where it is a name of the policy.
func named(p *tree.Policy, d *tree.Decision, v value.Value) string {
	s := explain.Say(p, d.Type, v)
	if v.Kind == value.Enum || v.Kind == value.Set && v.N != 0 {
		return "“" + s + "”"
	}
	return s
}

// sentence says what a clause does.
func (r *Report) sentence(s *Step, because string) string {
	p := r.Result.Policy
	clause, what := casework.ClauseWords(p, s.Clause), r.gives(s)
	switch s.Role {
	case Fails:
		if because == "" {
			return clause + " would give " + what + ", but other clauses apply."
		}
		return clause + " would give " + what + ", but " + because + "."
	case Waits:
		if because != "" {
			return clause + " gives " + what + " if " + because + ", which is not known."
		}
		return clause + " would give " + what + "; it waits for what is not known."
	case Beaten:
		if s.By == nil {
			return clause + " would give " + what + ", but it is displaced."
		}
		return clause + " would give " + what + ", but " + casework.ClauseWords(p, s.By) + " displaces it."
	case Outrank:
		if r.Now.Status != outcome.Decided {
			return clause + " gives " + what + ", unless an answer that goes before it applies."
		}
		return clause + " gives " + what + ", but another answer goes first."
	case Arises:
		if s.Clause == nil {
			return "The question does not arise: " + because + "."
		}
		return "The question does not arise under " + clause + ": " + because + "."
	}
	if because == "" {
		return clause + " gives " + what + "."
	}
	return clause + " gives " + what + ", since " + because + "."
}

// condition is a condition as the policy has it, without the underscores; a long one is cut short.
func condition(x tree.Expr) string {
	const longest = 160
	s := []rune(explain.Words(casework.Written(x)))
	if len(s) > longest {
		return string(s[:longest]) + "…"
	}
	return string(s)
}

// changes writes what would meet the goal.
func (r *Report) changes(b *bytes.Buffer) {
	switch {
	case len(r.Changes) == 0:
		fmt.Fprint(b, "\nNo change of one or two facts was found that would make it so.\n")
		return
	case len(r.Changes[0]) == 1:
		fmt.Fprint(b, "\nWhat would make it so (each was tried, and gives it)\n\n")
	default:
		fmt.Fprint(b, "\nNo single fact would make it so; these two together would (each pair was tried, and gives it)\n\n")
	}
	for _, changes := range r.Changes {
		var all []string
		for _, c := range changes {
			all = append(all, r.suggestion(c))
		}
		fmt.Fprintf(b, "  - %s\n", strings.Join(all, ", and "))
	}
}

// suggestion says one change as a condition.
func (r *Report) suggestion(a Altered) string {
	in := a.Place.Input
	return explain.Suppose(r.Result.Policy, explain.Supposition{Input: in, Steps: a.Place.Steps, Whole: r.given[in.Index], Was: a.Was, To: a.Value})
}

// days writes how the answer changes by itself.
func (r *Report) days(b *bytes.Buffer) {
	if len(r.Days) < 2 {
		return
	}
	p := r.Result.Policy
	fmt.Fprintf(b, "\nBy the day of the question, all else being as it is (each day from %s to %s was tried)\n\n", day(r.Days[0].From), day(r.Days[len(r.Days)-1].To))
	for i, s := range r.Days {
		when := "from " + day(s.From)
		if i == 0 {
			when = "until " + day(s.To)
		} else if s.From == s.To && i < len(r.Days)-1 {
			when = "on " + day(s.From)
		}
		mark := ""
		if s.From <= r.Today && r.Today <= s.To {
			mark = "   ← " + day(r.Today)
		}
		fmt.Fprintf(b, "  %s: %s%s\n", when, casework.AnswerWords(p, s.Answer), mark)
	}
}

func day(d date.Date) string {
	return explain.Say(&tree.Policy{}, nil, value.OfDate(d))
}

// limits says what was not tried.
func (r *Report) limits(b *bytes.Buffer) {
	if len(r.Fixed) > 0 {
		fmt.Fprint(b, "\nTaken as it is, since it has happened, been judged or cannot be otherwise\n\n")
		for _, in := range r.Fixed {
			fmt.Fprintf(b, "  - %s\n", explain.Matter(r.Result.Policy, in))
		}
	}
	if r.Capped {
		fmt.Fprintf(b, "\nThe search ended at its limit, after %d evaluations: there may be more.\n", r.Runs)
	}
}
