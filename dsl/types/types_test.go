package types

import (
	"testing"

	"github.com/clausewise/clausewise/stdlib/money"
)

var (
	chf, eur = money.Must("CHF"), money.Must("EUR")
	number   = &Type{Kind: Number}
	whole    = &Type{Kind: Number, Whole: true}
	inCHF    = &Type{Kind: Money, Currency: chf}
	inEUR    = &Type{Kind: Money, Currency: eur}
	cover    = &Type{Kind: Money, Currency: chf, Special: true}
	ab       = &Type{Kind: Enum, Members: []string{"a", "b"}}
	ranked   = &Type{Kind: Enum, Members: []string{"a", "b"}, Ranked: true}
	cba      = &Type{Kind: Enum, Members: []string{"c", "b", "a"}}
	setAB    = &Type{Kind: Set, Members: []string{"a", "b"}}
	visit    = &Type{Kind: Record, Rec: &RecordType{Name: "visit", Fields: []Field{{"on", &Type{Kind: Date}}}}}
	visit2   = &Type{Kind: Record, Rec: &RecordType{Name: "visit", Fields: []Field{{"on", &Type{Kind: Instant}}}}}
)

func listOf(t *Type) *Type { return &Type{Kind: List, Elem: t} }

func TestString(t *testing.T) {
	for want, typ := range map[string]*Type{
		"yes or no": {Kind: Bool}, "number": number, "whole number": whole, "money in CHF": inCHF, "money": {Kind: Money},
		"money in CHF or unlimited": cover, "date or never": {Kind: Date, Special: true}, "one of a, b": ab, "first of a, b": ranked,
		"set of a, b": setAB, "list of visit": listOf(visit), "number of working days": {Kind: Span, Unit: WorkingDays},
		"period of a schedule": {Kind: Period}, "duties": {Kind: Duties}, "unknown type": {},
		"one of a, b, c, …": {Kind: Enum, Members: []string{"a", "b", "c", "d", "e"}},
	} {
		if got := typ.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := (*Type)(nil).String(); got != "unknown type" {
		t.Errorf("nil is %q", got)
	}
}

func TestRelations(t *testing.T) {
	for _, c := range []struct {
		a, b     *Type
		same, to bool // to: a may stand where b is expected
	}{
		{number, number, true, true}, {whole, number, false, true}, {number, whole, false, false},
		{inCHF, inEUR, false, false}, {inCHF, cover, false, true}, {cover, inCHF, false, false},
		{ab, ranked, false, true}, {ab, cba, false, true}, {cba, ab, false, false}, {setAB, ab, false, false},
		{listOf(whole), listOf(number), false, true}, {listOf(ab), listOf(cba), false, false}, {listOf(ab), listOf(ranked), false, true},
		{visit, visit2, false, false}, {visit, visit, true, true}, {&Type{}, ab, true, true}, {ab, &Type{}, true, true}, {nil, ab, true, true},
		{&Type{Kind: Span, Unit: CalendarDays}, &Type{Kind: Span, Unit: CalendarMonths}, false, false},
	} {
		if got := Same(c.a, c.b); got != c.same {
			t.Errorf("Same(%s, %s) = %v", c.a, c.b, got)
		}
		if got := c.a.AssignableTo(c.b); got != c.to {
			t.Errorf("%s to %s: %v", c.a, c.b, got)
		}
	}
	if m := ab.MemberMap(cba); len(m) != 2 || m[0] != 2 || m[1] != 1 {
		t.Errorf("members move to %v", m)
	}
	if ab.MemberMap(ranked) != nil || cba.MissingIn(ab) != "c" {
		t.Error("equal members, missing members")
	}
}
