package schema

import (
	"encoding/json"

	published "github.com/clausewise/clausewise/docs/schema"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

const decisionID = "https://github.com/clausewise/clausewise/docs/schema/decision-v1.json"

// Decision is the schema of what policyrun eval --format json prints for a policy: decision/v1, which is in it, with the policy's decisions.
func Decision(p *tree.Policy) ([]byte, error) {
	var properties object
	for _, d := range p.Decisions {
		if !d.Own {
			continue
		}
		one := object{}
		if d.Label != "" {
			one = append(one, member{"title", d.Label})
		}
		properties = append(properties, member{d.Name, append(one, member{"properties", object{{"value", answer(d.Type)}}})})
	}
	return indented(object{
		{"$schema", draft},
		{"title", "Decisions of " + p.Name},
		{"$ref", decisionID},
		{"properties", object{
			{"policy", object{{"const", p.Name}}},
			{"decisions", object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}},
		}},
		{"$defs", append(object{{"decision", json.RawMessage(published.DecisionV1)}}, answers()...)},
	})
}

// answer is the schema of a decided value.
func answer(t *types.Type) object {
	switch t.Kind {
	case types.Bool:
		return object{{"type", "boolean"}}
	case types.Number:
		if t.Whole {
			return object{{"type", "integer"}}
		}
		return object{{"type", "number"}}
	case types.Enum:
		return object{{"enum", t.Members}}
	case types.Set:
		return object{{"type", "array"}, {"items", object{{"enum", t.Members}}}, {"uniqueItems", true}}
	case types.List, types.Duties:
		if t.Elem == nil {
			return object{{"type", "array"}, {"items", ref("duty")}}
		}
		return object{{"type", "array"}, {"items", answer(t.Elem)}}
	case types.Record:
		var properties object
		for _, f := range t.Rec.Fields {
			properties = append(properties, member{f.Name, object{{"anyOf", []any{object{{"type", "null"}}, answer(f.Type)}}}})
		}
		return object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	case types.Money:
		return special(t.Special, "unlimited", amount(t))
	case types.Date:
		return special(t.Special, "never", ref("date"))
	case types.Period:
		return ref("period")
	case types.Duty:
		return ref("duty")
	case types.Percent:
		return ref("percent")
	}
	return object{{"$ref", decisionID + "#/$defs/value"}}
}

// answers are the kinds of value, as answers have them.
func answers() object {
	of := func(name string) object { return object{{"$ref", decisionID + "#/$defs/" + name}} }
	return object{{"money", of("money")}, {"period", of("period")}, {"duty", of("duty")},
		{"date", object{{"type", "string"}, {"format", "date"}}}, {"percent", pattern(`^-?[0-9]+(\.[0-9]+)?%$`)}}
}
