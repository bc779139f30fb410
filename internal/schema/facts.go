package schema

import (
	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/country"
	"github.com/clausewise/clausewise/stdlib/money"
)

// Facts is the schema of a policy's fact files in JSON.
func Facts(p *tree.Policy) ([]byte, error) {
	var properties object
	for _, in := range p.Inputs {
		properties = append(properties, member{in.Name, input(in)})
	}
	return indented(object{
		{"$schema", draft},
		{"title", "Facts for " + p.Name},
		{"description", "A fact that is left out or null is not known. Bounds that depend on other facts are checked when the case is decided."},
		{"type", "object"},
		{"properties", properties},
		{"additionalProperties", false},
		{"$defs", definitions()},
	})
}

func input(in *tree.Input) object {
	o := object{}
	if in.Question != "" {
		o = append(o, member{"title", in.Question})
	}
	words := [...]string{"A fact", "An event: left out, it has not happened", "A judgment"}[in.Kind]
	for _, note := range casework.Notes(in) {
		words += "; " + note
	}
	return append(o, member{"description", words}, member{"anyOf", []any{object{{"type", "null"}}, of(in.Type)}})
}

// of is the schema of a type's known values.
func of(t *types.Type) object {
	switch t.Kind {
	case types.Enum:
		return object{{"enum", t.Members}}
	case types.Set:
		return object{{"type", "array"}, {"items", object{{"enum", t.Members}}}}
	case types.List:
		return object{{"type", "array"}, {"items", of(t.Elem)}}
	case types.Record:
		var properties object
		for _, f := range t.Rec.Fields {
			properties = append(properties, member{f.Name, object{{"anyOf", []any{object{{"type", "null"}}, of(f.Type)}}}})
		}
		return object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	case types.Money:
		return special(t.Special, "unlimited", amount(t))
	case types.Date:
		return special(t.Special, "never", ref("date"))
	case types.Number:
		if t.Whole {
			return ref("whole")
		}
		return ref("number")
	}
	return ref(map[types.Kind]string{types.Bool: "yes_no", types.Percent: "percent", types.Instant: "instant", types.Text: "text", types.Country: "country",
		types.Currency: "currency", types.Calendar: "calendar"}[t.Kind])
}

func ref(name string) object { return object{{"$ref", "#/$defs/" + name}} }

func special(has bool, word string, o object) object {
	if !has {
		return o
	}
	return object{{"anyOf", []any{object{{"const", word}}, o}}}
}

func amount(t *types.Type) object {
	if t.Currency == money.None {
		return ref("money")
	}
	return object{{"$ref", "#/$defs/money"}, {"properties", object{{"currency", object{{"const", t.Currency.Code()}}}}}}
}

func pattern(s string) object { return object{{"type", "string"}, {"pattern", s}} }

// definitions are the kinds of value that many facts have. Numbers may stand as texts, as they may in YAML.
func definitions() object {
	digits := pattern(`^-?[0-9]+(\.[0-9]+)?$`)
	return object{
		{"yes_no", object{{"anyOf", []any{object{{"type", "boolean"}}, pattern(`^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$`)}}}},
		{"number", object{{"anyOf", []any{object{{"type", "number"}}, digits}}}},
		{"whole", object{{"anyOf", []any{object{{"type", "integer"}}, pattern(`^-?[0-9]+(\.0+)?$`)}}}},
		{"percent", pattern(`^-?[0-9]+(\.[0-9]+)? *%$`)},
		{"money", object{{"type", "object"}, {"required", []string{"amount", "currency"}}, {"additionalProperties", false},
			{"properties", object{{"amount", object{{"anyOf", []any{object{{"type", "number"}}, digits}}}}, {"currency", ref("currency")}}}}},
		{"date", object{{"type", "string"}, {"format", "date"}, {"pattern", `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}}},
		{"instant", pattern(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$`)},
		{"text", object{{"type", "string"}}},
		{"country", object{{"enum", country.Codes()}}},
		{"currency", object{{"enum", money.Codes()}}},
		{"calendar", object{{"anyOf", []any{object{{"enum", calendar.Names()}}, object{{"type", "array"}, {"items", ref("date")}}}}}},
	}
}
