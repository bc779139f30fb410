package whynot

import (
	"encoding/json"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Schema is the name of the output format.
const Schema = "why-not/v1"

type reportForm struct {
	Schema   string         `json:"schema"`
	Policy   string         `json:"policy"`
	Version  string         `json:"version"`
	Decision string         `json:"decision"`
	Wished   string         `json:"wished"`
	Met      bool           `json:"met"`
	Now      answerForm     `json:"now"`
	Way      []stepForm     `json:"way"`
	Changes  [][]changeForm `json:"changes"`
	Fixed    []string       `json:"fixed"`
	Days     []dayForm      `json:"days"`
	Runs     int            `json:"runs"`
	Capped   bool           `json:"capped"`
}

type answerForm struct {
	Status string          `json:"status"`
	Value  json.RawMessage `json:"value,omitempty"`
}

type stepForm struct {
	Role      string          `json:"role"`
	Decision  string          `json:"decision"`
	Clause    string          `json:"clause"`
	Policy    string          `json:"policy,omitempty"` // where it is another one's clause
	Gives     json.RawMessage `json:"gives,omitempty"`
	Condition string          `json:"condition,omitempty"`
	Holds     bool            `json:"holds"`
	Reads     []reading       `json:"reads"`
	By        string          `json:"by,omitempty"`
	Below     []stepForm      `json:"below"`
}

type changeForm struct {
	Fact string          `json:"fact"`
	Kind string          `json:"kind"` // fact, event or judgment
	From json.RawMessage `json:"from"`
	To   json.RawMessage `json:"to"`
}

type dayForm struct {
	From string `json:"from"`
	To   string `json:"to"`
	answerForm
}

var roleNames = [...]string{"fails", "waits", "displaced", "outranked", "stands", "does_not_arise"}

// JSON writes a report for programs.
func (r *Report) JSON() ([]byte, error) {
	p := r.Result.Policy
	f := reportForm{Schema: Schema, Policy: p.Name, Version: p.Version, Decision: r.Goal.Decision.Name, Wished: r.Goal.Words(p), Met: r.Met,
		Now: answerOf(r.Now), Way: r.stepForms(r.Way), Changes: [][]changeForm{}, Fixed: []string{}, Days: []dayForm{}, Runs: r.Runs, Capped: r.Capped}
	for _, changes := range r.Changes {
		var all []changeForm
		for _, c := range changes {
			t := c.Place.Type()
			all = append(all, changeForm{Fact: c.Place.Path(), Kind: kindName(c.Place.Input), From: explain.FactJSON(t, c.Was), To: explain.FactJSON(t, c.Value)})
		}
		f.Changes = append(f.Changes, all)
	}
	for _, in := range r.Fixed {
		f.Fixed = append(f.Fixed, in.Name)
	}
	for _, s := range r.Days {
		f.Days = append(f.Days, dayForm{From: s.From.String(), To: s.To.String(), answerForm: answerOf(s.Answer)})
	}
	return casework.JSON(f)
}

func kindName(in *tree.Input) string {
	switch in.Kind {
	case tree.Event:
		return "event"
	case tree.Determination:
		return "judgment"
	}
	return "fact"
}

func answerOf(d *outcome.Decision) answerForm {
	a := answerForm{Status: d.Status.String()}
	if d.Status == outcome.Decided {
		a.Value = explain.FactJSON(d.Decision.Type, d.Value)
	}
	return a
}

func (r *Report) stepForms(all []*Step) []stepForm {
	out := []stepForm{}
	for _, s := range all {
		f := stepForm{Role: roleNames[s.Role], Decision: s.Decision.Name, Holds: s.Holds, Reads: []reading{}, Below: r.stepForms(s.Below)}
		if s.Clause != nil {
			f.Clause = s.Clause.ID
			if s.Clause.Policy != r.Result.Policy.Name {
				f.Policy = s.Clause.Policy
			}
		}
		if s.Gives.Kind != value.Invalid {
			f.Gives = explain.FactJSON(s.Decision.Type, s.Gives)
		}
		if s.Because != nil {
			f.Condition = casework.Written(s.Because)
			f.Reads = append(f.Reads, readings(r.Result, s.Because)...)
		}
		if s.By != nil {
			f.By = s.By.ID
		}
		out = append(out, f)
	}
	return out
}
