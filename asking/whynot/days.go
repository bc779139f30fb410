package whynot

import (
	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Stretch is a run of days of the question on which the answer is the same.
type Stretch struct {
	From, To date.Date
	Answer   *outcome.Decision
}

// Days decides the case for each day from back days before the day of the question to ahead days after it, all other facts being as they are, and
// gives the stretches on which a decision has one answer. Days for which the facts are refused, such as those before the purchase, are left
// out. There are none where the policy has no day of the question, or it is not known.
func Days(c *casework.Case, p *tree.Policy, decision string, back, ahead int) []Stretch {
	in, now, ok := today(c, p)
	if !ok {
		return nil
	}
	var out []Stretch
	last := ""
	for d := now - date.Date(back); d <= now+date.Date(ahead); d++ {
		if !d.Valid() {
			continue
		}
		res, problems := c.Decide(engine.Options{Brief: true, Only: map[string]bool{decision: true}},
			casework.Change{Place: casework.Whole(in), Value: value.OfDate(d)})
		if len(problems) > 0 {
			last = ""
			continue
		}
		answer := casework.Decision(res, decision)
		if answer == nil {
			return nil
		}
		if key := exact.Fingerprint(answer); key != last {
			out = append(out, Stretch{From: d, To: d, Answer: answer})
			last = key
			continue
		}
		out[len(out)-1].To = d
	}
	return out
}

// today is the fact that holds the day of the question, and that day.
func today(c *casework.Case, p *tree.Policy) (in *tree.Input, d date.Date, ok bool) {
	set, problems := c.Facts(p)
	if len(problems) > 0 {
		return nil, 0, false
	}
	for _, in := range p.Inputs {
		if in.Name == facts.AsOf && in.Type.Kind == types.Date {
			v := set.Values[in.Index]
			return in, v.Date(), v.Kind == value.Date && !v.Special
		}
	}
	return nil, 0, false
}
