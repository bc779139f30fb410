package reference

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// kind says what an expression came to under an assignment.
type kind uint8

const (
	known    kind = iota // v
	na                   // not applicable
	symbolic             // depends on something that is not known: s
	list                 // a list of known length: elems
	set                  // a set, asked member by member: member, members
	record               // an element of a list: rec
	broken               // a decision that is in conflict or not governed was read: status
)

// val is what an expression came to.
type val struct {
	kind    kind
	v       value.Value
	s       *sym
	elems   []val
	members int
	member  func(i int) val // known yes or no, symbolic, or broken
	rec     *rec
	status  outcome.Status
}

// sym is a value that cannot be computed.
type sym struct {
	text   string // canonical: equal texts stand for equal values
	inputs []outcome.Need
	in     interval
	cur    money.Currency
	open   uint  // the quantifiers, by depth, whose element it speaks of (a bit each); see env.anyElement
	not    bool  // of conditions: the negation of text
	all    []val // of conditions made of several by "and": those
	among  []val // of the smallest (sign −1) or largest (sign 1) of values: those
	sign   int
	never  bool // of conditions: text is false or n/a, but never true
	// A period of a schedule, or a list of them, has two ends; a list of records has an input that gives the bounds of their fields.
	period      bool
	first, last interval
	elemOf      *tree.Input
}

// rec is an element of a list of records: one that was given (fields) or any one of an unknown list (text).
type rec struct {
	in     *tree.Input
	path   string
	fields []value.Value
	text   string // element of an unknown list
	open   uint
	needs  []outcome.Need
}

var (
	notApplicable = val{kind: na}
	yes           = val{v: value.OfBool(true)}
	no            = val{v: value.OfBool(false)}
)

func knownVal(v value.Value) val { return val{v: v} }
func boolVal(b bool) val         { return val{v: value.OfBool(b)} }
func brokenVal(s outcome.Status) val {
	return val{kind: broken, status: s}
}
func symVal(s *sym) val { return val{kind: symbolic, s: s} }
func numVal(like value.Value, d decimal.Decimal) val {
	return knownVal(value.OfDecimal(like.Kind, d, like.Cur))
}

// neverTrue tells whether a condition is known to be false or n/a.
func (v val) neverTrue() bool { return v.kind == symbolic && v.s.never && !v.s.not }

// isTrue and isFalse are about known conditions only.
func (v val) isTrue() bool  { return v.kind == known && v.v.Kind == value.Bool && v.v.N == 1 }
func (v val) isFalse() bool { return v.kind == known && v.v.Kind == value.Bool && v.v.N == 0 }

// text is the canonical text of a value: what has the same text is the same.
func (v val) text() string {
	switch v.kind {
	case known:
		return valueText(v.v)
	case na:
		return "n/a"
	case symbolic:
		if v.s.not {
			return "not(" + v.s.text + ")"
		}
		return v.s.text
	case list:
		var parts []string
		for _, e := range v.elems {
			parts = append(parts, e.text())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case record:
		if v.rec.text != "" {
			return v.rec.text
		}
		return v.rec.path
	case broken:
		return v.status.String()
	}
	panic("reference: a set has no text of its own")
}

// needs are the unknown inputs that v depends on.
func (v val) needs() []outcome.Need {
	switch v.kind {
	case symbolic:
		return v.s.inputs
	case list:
		var out []outcome.Need
		for _, e := range v.elems {
			out = append(out, e.needs()...)
		}
		return out
	case record:
		return v.rec.needs
	}
	return nil
}

// open tells of which elements of unknown lists v speaks.
func (v val) open() uint {
	switch v.kind {
	case symbolic:
		return v.s.open
	case list:
		out := uint(0)
		for _, e := range v.elems {
			out |= e.open()
		}
		return out
	case record:
		return v.rec.open
	}
	return 0
}

// combine makes a symbolic value of others: its text, and what it depends on.
func combine(text string, vs ...val) *sym {
	s := &sym{text: text, in: infinite}
	for _, v := range vs {
		s.inputs = append(s.inputs, v.needs()...)
		s.open |= v.open()
	}
	return s
}

// dateNumber, numberOf: the number under which a value stands in intervals.
func numberOf(v value.Value) (decimal.Decimal, bool) {
	switch v.Kind {
	case value.Number, value.Percent, value.Money:
		return v.Decimal(), true
	case value.Date:
		return decimal.NewFromInt(v.N), true
	case value.Instant:
		return decimal.NewFromInt(v.N).Add(decimal.New(int64(v.Aux), -9)), true
	}
	return zero, false
}

// span is the interval a value lies in; false for values without order.
func (v val) span() (interval, bool) {
	switch v.kind {
	case known:
		if v.v.Special {
			return largestOfAll, true
		}
		if n, ok := numberOf(v.v); ok {
			return point(n), true
		}
	case symbolic:
		return v.s.in, true
	}
	return infinite, false
}

func (v val) currency() money.Currency {
	if v.kind == known {
		return v.v.Cur
	}
	if v.kind == symbolic {
		return v.s.cur
	}
	return money.None
}

func dateVal(d date.Date) val { return knownVal(value.OfDate(d)) }

// valueText writes a value so that equal values, and only they, have equal texts.
func valueText(v value.Value) string {
	if v.Special {
		return "largest"
	}
	switch v.Kind {
	case value.Bool:
		if v.N == 1 {
			return "yes"
		}
		return "no"
	case value.Enum:
		return "#" + strconv.FormatInt(v.N, 10)
	case value.Set:
		return "{" + strconv.FormatUint(uint64(v.N), 2) + "}"
	case value.Number:
		return v.Decimal().String()
	case value.Percent:
		return v.Decimal().Shift(2).String() + "%"
	case value.Money:
		return v.Decimal().String() + " " + v.Cur.Code()
	case value.Date:
		return date.Date(v.N).String()
	case value.Instant:
		return fmt.Sprintf("@%d.%09d", v.N, v.Aux)
	case value.Text, value.Country:
		return strconv.Quote(v.Ref.(string))
	case value.Currency:
		return v.Cur.Code()
	case value.Calendar:
		c := v.Ref.(*calendar.Calendar)
		if c.Name() != "" {
			return "calendar " + c.String()
		}
		return fmt.Sprint("calendar ", c.Holidays(date.Min, date.Max))
	case value.List, value.Record:
		var parts []string
		for _, x := range v.Ref.([]value.Value) {
			parts = append(parts, valueText(x))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case value.Period:
		p := v.Ref.(*value.SchedulePeriod)
		return fmt.Sprintf("period %d %s %s", p.Number, p.First, p.Last)
	case value.Duty:
		d := v.Ref.(*value.DutyValue)
		return fmt.Sprintf("duty %s %d %s to %s amount %s insured %s not before %s by %s %t until %s", d.Who, d.Modality, d.What, d.To,
			valueText(d.Amount), valueText(d.InsuredFor), valueText(d.NotBefore), valueText(d.By), d.Immediately, d.Until)
	}
	return "-"
}
