package casetest

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Written is a value as a test writes it.
func Written(t *types.Type, v value.Value) string {
	switch v.Kind {
	case value.Invalid:
		return "unknown"
	case value.Number, value.Money, value.Percent:
		if !v.Special && v.Decimal().IsNegative() { // the language has no sign
			zero := value.OfDecimal(v.Kind, decimal.Zero, v.Cur)
			return zero.String() + " less " + value.OfDecimal(v.Kind, v.Decimal().Neg(), v.Cur).String()
		}
	case value.Enum:
		if t != nil && int(v.N) < len(t.Members) {
			return t.Members[v.N]
		}
	case value.Set:
		var names []string
		for i, m := range t.Members {
			if v.N>>i&1 == 1 {
				names = append(names, m)
			}
		}
		return "[" + strings.Join(names, ", ") + "]"
	case value.Text:
		return quoted(v.Text())
	case value.Country:
		return quoted(v.Text())
	case value.Calendar:
		return calendarWritten(v)
	case value.List:
		var all []string
		for _, m := range v.Members() {
			all = append(all, Written(elemOf(t), m))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case value.Record:
		return recordWritten(t, v)
	case value.Duty:
		return "duty " + v.Duty().Who + " " + dutyRest(v.Duty())
	}
	return v.String() // yes or no, numbers, percentages, amounts, dates, instants, currencies
}

func elemOf(t *types.Type) *types.Type {
	if t == nil || t.Elem == nil {
		return t
	}
	return t.Elem
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func calendarWritten(v value.Value) string {
	c := v.Calendar()
	if c.Name() != "" {
		return quoted(c.Name())
	}
	var days []string
	for _, d := range c.Holidays(date.Min, date.Max) {
		days = append(days, d.String())
	}
	return "[" + strings.Join(days, ", ") + "]"
}

func recordWritten(t *types.Type, v value.Value) string {
	var all []string
	for i, f := range v.Members() {
		if f.Kind != value.Invalid {
			all = append(all, t.Rec.Fields[i].Name+" is "+Written(t.Rec.Fields[i].Type, f))
		}
	}
	return "{ " + strings.Join(all, ", ") + " }"
}

// dutyRest is what follows the party of a duty.
func dutyRest(d *value.DutyValue) string {
	text := d.Modality.String() + " " + d.What
	if d.To != "" {
		text += " to " + d.To
	}
	for _, det := range []struct {
		words string
		v     value.Value
	}{{"amount", d.Amount}, {"insured for", d.InsuredFor}, {"not before", d.NotBefore}, {"by", d.By}} {
		if det.v.Kind != value.Invalid {
			text += " " + det.words + " " + det.v.String()
		}
	}
	if d.Immediately {
		text += " immediately"
	}
	if d.Until != "" {
		text += " until " + d.Until
	}
	return text
}
