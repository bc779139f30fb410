package casework

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/money"
)

// Notes say who supplies an input, when it matters and within which bounds.
func Notes(in *tree.Input) []string {
	var out []string
	switch {
	case in.Kind == tree.Determination && in.Clause != nil:
		out = append(out, "judged by "+explain.Words(in.Party)+" under "+in.Clause.ID)
	case in.Party != "":
		out = append(out, "from "+explain.Words(in.Party))
	}
	return append(out, Limits(in)...)
}

// Limits say when an input matters, within which bounds, and what is taken if it is not given.
func Limits(in *tree.Input) []string {
	var out []string
	if in.Guard != nil {
		out = append(out, "asked when "+Written(in.Guard))
	}
	for _, b := range in.Bounds {
		out = append(out, strings.Join(strings.Fields(b.Span.Text()), " "))
	}
	if in.Default != nil {
		out = append(out, "taken to be "+Written(in.Default)+" if not given")
	}
	return out
}

// Written is an expression as the policy has it.
func Written(e tree.Expr) string { return strings.Join(strings.Fields(e.Pos().Text()), " ") }

// TypeWords says how a value is written.
func TypeWords(t *types.Type) string {
	switch t.Kind {
	case types.Enum:
		return "one of " + strings.Join(t.Members, ", ")
	case types.Set:
		return "any of " + strings.Join(t.Members, ", ")
	case types.List:
		if t.Elem.Kind == types.Record {
			return "list, each with"
		}
		return "list of " + TypeWords(t.Elem)
	}
	return t.String()
}

// Shape shows how a value of the type is written in a fact file.
func Shape(t *types.Type) string {
	switch t.Kind {
	case types.Bool:
		return "yes or no"
	case types.Enum:
		return strings.Join(t.Members, " | ")
	case types.Set:
		return "[" + strings.Join(t.Members, ", ") + "]: those that apply"
	case types.Number:
		if t.Whole {
			return "3"
		}
		return "3 or 2.5"
	case types.Percent:
		return "5%"
	case types.Money:
		code := "EUR"
		if t.Currency != money.None {
			code = t.Currency.Code()
		}
		s := `{amount: "1234.50", currency: ` + code + "}"
		if t.Special {
			s += " or unlimited"
		}
		return s
	case types.Date:
		if t.Special {
			return "2024-02-29 or never"
		}
		return "2024-02-29"
	case types.Instant:
		return "2024-06-06T10:00:00+02:00"
	case types.Text:
		return `"text"`
	case types.Country:
		return "DE, CH, …"
	case types.Currency:
		return "EUR, CHF, …"
	case types.Calendar:
		return "a calendar's name such as DE-BW, or a list of dates"
	case types.List:
		if t.Elem.Kind == types.Record {
			return "[], or entries like this one:"
		}
		return "[…] of " + Shape(t.Elem)
	}
	return t.String()
}
