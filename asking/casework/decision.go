package casework

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// AnswerWords is what became of a decision, in a few words.
func AnswerWords(p *tree.Policy, d *outcome.Decision) string {
	switch d.Status {
	case outcome.Decided:
		return explain.Say(p, d.Decision.Type, d.Value)
	case outcome.NotApplicable:
		return "does not arise"
	case outcome.Conflict:
		return "contradictory"
	case outcome.NotGoverned:
		return "not governed by the text"
	}
	var on []string
	for _, n := range d.Needs {
		on = append(on, explain.Words(n.Path))
	}
	for _, a := range d.Determinations {
		on = append(on, explain.Words(a.Input.Name))
	}
	const most = 3
	if len(on) > most {
		on = append(on[:most:most], "…")
	}
	return "open (waits for " + strings.Join(on, ", ") + ")"
}

// Title names a policy and its seller.
func Title(p *tree.Policy) string {
	name := p.Title
	if name == "" {
		name = p.Name
	}
	if p.Seller != "" {
		name += ", " + p.Seller
	}
	return name
}

// ProblemWords is why facts are refused, with the fact if it lies in one.
func ProblemWords(p outcome.Problem) string {
	if p.Path == "" {
		return p.Message
	}
	return p.Path + ": " + p.Message
}

// ClauseWords is a clause's id with what it is about.
func ClauseWords(p *tree.Policy, c *tree.Clause) string {
	if c == nil {
		return "the policy"
	}
	s := c.ID
	if c.Policy != p.Name {
		s += " of " + c.Policy
	}
	if c.Title != "" {
		s += " (" + c.Title + ")"
	}
	return s
}
