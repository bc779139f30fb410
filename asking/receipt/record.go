// Package receipt keeps a decision so that it can be shown later to be what was decided, on what, and by which text: a record in canonical JSON
// with a digest, described by docs/schema/record-v1.json, which can be replayed.
package receipt

import (
	"fmt"
	"maps"
	"slices"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Schema is the name of the format.
const Schema = "record/v1"

// Decided is what a record is made of.
type Decided struct {
	Case   *casework.Case
	Result *outcome.Result
	Asked  []string // the decisions that were asked for; none: all
	Engine string   // the version of the program
	Digest string   // of the policy's text and of all that it uses
}

// Write makes the record of a decision in canonical form.
func Write(d Decided) ([]byte, error) {
	record, err := build(d)
	if err != nil {
		return nil, err
	}
	if err := seal(record); err != nil {
		return nil, err
	}
	out, err := canonical(record)
	return append(out, '\n'), err
}

func build(d Decided) (map[string]any, error) {
	p := d.Result.Policy
	set, problems := d.Case.Facts(p)
	if len(problems) > 0 {
		return nil, fmt.Errorf("%s", problems[0].Message)
	}
	result, err := resultOf(d.Result)
	if err != nil {
		return nil, err
	}
	facts, judged := map[string]any{}, map[string]any{}
	for _, in := range p.Inputs {
		v := set.Values[in.Index]
		if v.Kind == value.Invalid {
			continue
		}
		form, err := generic(explain.FactJSON(in.Type, v))
		if err != nil {
			return nil, err
		}
		if in.Kind == tree.Determination {
			judged[in.Name] = map[string]any{"value": form, "by": in.Party, "clause": clauseID(in.Clause)}
		} else {
			facts[in.Name] = form
		}
	}
	assumed, err := assumptions(d.Result, set.Values)
	if err != nil {
		return nil, err
	}
	asked := slices.Sorted(slices.Values(d.Asked))
	return map[string]any{
		"schema": Schema,
		"engine": d.Engine,
		"policy": map[string]any{"name": p.Name, "title": p.Title, "source": p.Source, "version": p.Version, "digest": d.Digest, "in_force": inForce(p, set.Values)},
		"asked":  texts(asked), "facts": facts, "determinations": judged, "assumed": assumed,
		"readings": readings(d.Result), "calendars": texts(d.Result.Calendars),
		"path": path(d.Result), "result": result,
	}, nil
}

func clauseID(c *tree.Clause) string {
	if c == nil {
		return ""
	}
	return c.ID
}

func texts(all []string) []any {
	out := make([]any, len(all))
	for i, s := range all {
		out[i] = s
	}
	return out
}

// inForce says why this version applies.
func inForce(p *tree.Policy, given []value.Value) map[string]any {
	f := p.InForce
	if f == nil {
		return map[string]any{"why": "it is the only version"}
	}
	out := map[string]any{"from": f.From.String(), "until": nil, "picked_by": f.PickedBy.Name, "day": nil, "why": "the day that picks the version is not known"}
	if !f.Open {
		out["until"] = f.Until.String()
	}
	if v := given[f.PickedBy.Index]; v.Kind != value.Invalid {
		out["day"] = v.String()
		out["why"] = "the day that picks the version lies within its time"
	}
	return out
}

// assumptions are the values that were not given: declared defaults, and judgments that their bounds leave one value.
func assumptions(res *outcome.Result, given []value.Value) (map[string]any, error) {
	out := map[string]any{}
	for _, u := range res.Inputs {
		if given[u.Input.Index].Kind != value.Invalid || u.Value.Kind == value.Invalid {
			continue
		}
		why := "default"
		if u.Fixed {
			why = "bounds"
		}
		form, err := generic(explain.FactJSON(u.Input.Type, u.Value))
		if err != nil {
			return nil, err
		}
		out[u.Input.Name] = map[string]any{"value": form, "why": why}
	}
	return out, nil
}

// readings are those under which the case was decided, each with the answers of the record for which it is decisive.
func readings(res *outcome.Result) map[string]any {
	out := map[string]any{}
	for _, r := range res.Readings {
		decisive := []any{}
		for _, d := range r.DecisiveFor {
			if casework.Decision(res, d.Name) != nil {
				decisive = append(decisive, d.Name)
			}
		}
		out[r.Ambiguity.Name] = map[string]any{"taken": r.Ambiguity.Readings[r.Reading].Name, "adopted": r.Ambiguity.Readings[r.Ambiguity.Adopted].Name, "decisive_for": decisive}
	}
	return out
}

// path is the clauses that led to each decision, in the order of the document.
func path(res *outcome.Result) []any {
	out := []any{}
	for i := range res.Decisions {
		d := &res.Decisions[i]
		for _, c := range d.Citations {
			out = append(out, map[string]any{"decision": d.Decision.Name, "clause": c.Clause.ID, "policy": c.Clause.Policy, "effect": c.Effect.String()})
		}
	}
	return out
}

// resultOf is the answer as decision/v1 has it, without what the record has elsewhere.
func resultOf(res *outcome.Result) (map[string]any, error) {
	v, err := generic(explain.JSON(res, ""))
	if err != nil {
		return nil, err
	}
	all, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the answer is no object")
	}
	decisions, _ := all["decisions"].(map[string]any)
	for _, name := range slices.Collect(maps.Keys(decisions)) {
		if d, ok := decisions[name].(map[string]any); ok {
			delete(d, "citations")
		}
	}
	return map[string]any{"decisions": decisions, "duties": all["duties"], "caveats": all["caveats"]}, nil
}
