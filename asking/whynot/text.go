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
		fmt.Fprintf(b, "%s%s\n", indent, r.sentence(s))
		if s.Because != nil {
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

// sentence says what a clause does.
func (r *Report) sentence(s *Step) string {
	p := r.Result.Policy
	clause := casework.ClauseWords(p, s.Clause)
	what := "it"
	if d := casework.Decision(r.Result, s.Decision.Name); s.Gives.Kind != value.Invalid {
		what = explain.Say(p, s.Decision.Type, s.Gives)
	} else if d != nil && s.Role == Stands {
		what = casework.AnswerWords(p, d)
	}
	if s.Decision != r.Goal.Decision {
		what = explain.Words(s.Decision.Name) + ": " + what
	}
	because := ""
	if s.Because != nil {
		because = condition(s.Because)
	}
	switch s.Role {
	case Fails:
		if because == "" {
			return clause + " would give " + what + ", but other clauses apply."
		}
		if s.Holds {
			return clause + " would give " + what + ", but not where " + because + "."
		}
		return clause + " would give " + what + ", but this is not so: " + because + "."
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
		return "The question does not arise under " + clause + ", since this is not so: " + because + "."
	}
	if because == "" {
		return clause + " gives " + what + "."
	}
	if !s.Holds {
		return clause + " gives " + what + ", since this is not so: " + because + "."
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

// suggestion says one change.
func (r *Report) suggestion(a Altered) string {
	p, in, t := r.Result.Policy, a.Place.Input, a.Place.Type()
	name := placeWords(a.Place)
	to := explain.Say(p, t, a.Value)
	switch {
	case in.Kind == tree.Determination:
		return "if " + explain.Party(p, in.Party) + " judges " + name + ": " + to
	case in.Kind == tree.Event:
		return "if this happens: " + name + ", " + to
	case a.Was.Kind == value.Invalid:
		return "if " + name + ", which is not known, is " + to
	}
	return "if " + name + " were " + to + "; it is " + explain.Say(p, t, a.Was)
}

// placeWords is the name of a place in words: openings, entry 1, consent at.
func placeWords(p casework.Place) string {
	if len(p.Steps) == 0 {
		return explain.Words(p.Input.Name)
	}
	return strings.ToLower(strings.NewReplacer("[", ", entry ", "]", "", ".", ", ").Replace(explain.Words(oneBased(p))))
}

// oneBased is the path with entries counted as people do.
func oneBased(p casework.Place) string {
	q := casework.Place{Input: p.Input}
	path := p.Input.Name
	for _, s := range p.Steps {
		before := q.Path()
		q = q.In(s)
		part := strings.TrimPrefix(q.Path(), before)
		if strings.HasPrefix(part, "[") {
			part = fmt.Sprintf("[%d]", s+1)
		}
		path += part
	}
	return path
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
		var all []string
		for _, in := range r.Fixed {
			all = append(all, explain.Words(in.Name))
		}
		fmt.Fprintf(b, "\nTaken as they are, since they have happened, been judged or cannot be otherwise: %s.\n", strings.Join(all, ", "))
	}
	if r.Capped {
		fmt.Fprintf(b, "\nThe search ended at its limit, after %d evaluations: there may be more.\n", r.Runs)
	}
}
