package types

import (
	"strings"

	"github.com/clausewise/clausewise/stdlib/money"
)

// String is the type in the words of the language. A long enumeration is cut short.
func (t *Type) String() string {
	if t == nil {
		return "unknown type"
	}
	switch t.Kind {
	case Number:
		if t.Whole {
			return "whole number"
		}
	case Money:
		s := "money"
		if t.Currency != money.None {
			s += " in " + t.Currency.Code()
		}
		if t.Special {
			s += " or unlimited"
		}
		return s
	case Date:
		if t.Special {
			return "date or never"
		}
	case Enum:
		if t.Ranked {
			return "first of " + memberList(t.Members)
		}
		return "one of " + memberList(t.Members)
	case Set:
		return "set of " + memberList(t.Members)
	case List:
		return "list of " + t.Elem.String()
	case Record:
		if t.Rec != nil {
			return t.Rec.Name
		}
	case Span:
		return spanNames[t.Unit]
	}
	return kindNames[t.Kind]
}

var kindNames = [...]string{
	Invalid:  "unknown type",
	Bool:     "yes or no",
	Number:   "number",
	Percent:  "percent",
	Money:    "money",
	Date:     "date",
	Instant:  "instant",
	Text:     "text",
	Country:  "country",
	Currency: "currency",
	Calendar: "calendar",
	Enum:     "enumeration",
	Set:      "set",
	List:     "list",
	Record:   "record",
	Period:   "period of a schedule",
	Span:     "length of time",
	Duty:     "duty",
	Duties:   "duties",
}

var spanNames = [...]string{
	CalendarDays:   "number of days",
	CalendarMonths: "number of months",
	WorkingDays:    "number of working days",
	ClockTime:      "number of hours or minutes",
}

// shownMembers is how many members of an enumeration a message names.
const shownMembers = 4

func memberList(members []string) string {
	if len(members) <= shownMembers {
		return strings.Join(members, ", ")
	}
	return strings.Join(members[:shownMembers-1], ", ") + ", …"
}
