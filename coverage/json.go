package coverage

import (
	"encoding/json"
	"io"
	"math"
)

// JSON writes the report as coverage/v1.
func (r *Report) JSON(w io.Writer) error {
	type tally struct {
		Reached int     `json:"reached"`
		All     int     `json:"all"`
		Percent float64 `json:"percent"`
	}
	count := func(t Tally) tally { return tally{t.Reached, t.All, math.Round(t.Percent()*10) / 10} }
	type goal struct {
		Name string `json:"name"`
		Hits int    `json:"hits"`
	}
	type element struct {
		Kind   string `json:"kind"`
		Clause string `json:"clause"`
		File   string `json:"file"`
		Line   int    `json:"line"`
		Text   string `json:"text"`
		Goals  []goal `json:"goals"`
		Why    string `json:"why,omitempty"`
	}
	type policy struct {
		Policy     string    `json:"policy"`
		Cases      int       `json:"cases"`
		Total      tally     `json:"total"`
		Rules      tally     `json:"rules"`
		Conditions tally     `json:"conditions"`
		Exceptions tally     `json:"exceptions"`
		Elements   []element `json:"elements"`
	}
	doc := struct {
		Schema   string   `json:"schema"`
		Total    tally    `json:"total"`
		Policies []policy `json:"policies"`
	}{Schema: "coverage/v1", Total: count(r.Total()), Policies: []policy{}}
	for _, p := range r.Policies {
		out := policy{Policy: p.Name, Cases: p.Cases, Total: count(p.Total()), Rules: count(p.Tally(Rule)), Conditions: count(p.Tally(Condition)),
			Exceptions: count(p.Tally(Exception)), Elements: []element{}}
		for _, e := range p.Elements {
			x := element{Kind: e.Kind.String(), Clause: e.Clause, File: e.Span.File.Name, Line: e.Span.StartPos().Line, Text: e.Text, Why: e.Why}
			for _, g := range e.Goals {
				x.Goals = append(x.Goals, goal(g))
			}
			out.Elements = append(out.Elements, x)
		}
		doc.Policies = append(doc.Policies, out)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}
