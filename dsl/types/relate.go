package types

import "slices"

// Same tells whether two types are the same. Invalid is the same as everything.
func Same(a, b *Type) bool {
	if a == nil || b == nil || a.Kind == Invalid || b.Kind == Invalid {
		return true
	}
	if a.Kind != b.Kind {
		return false
	}
	switch a.Kind {
	case Number:
		return a.Whole == b.Whole
	case Money:
		return a.Special == b.Special && a.Currency == b.Currency
	case Date:
		return a.Special == b.Special
	case Enum:
		return a.Ranked == b.Ranked && slices.Equal(a.Members, b.Members)
	case Set:
		return slices.Equal(a.Members, b.Members)
	case List:
		return Same(a.Elem, b.Elem)
	case Record:
		return SameRecord(a.Rec, b.Rec)
	case Span:
		return a.Unit == b.Unit
	}
	return true
}

// SameRecord tells whether two records have the same name and the same fields in the same order.
func SameRecord(a, b *RecordType) bool {
	if a == b {
		return true
	}
	if a == nil || b == nil || a.Name != b.Name || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i, f := range a.Fields {
		if f.Name != b.Fields[i].Name || !Same(f.Type, b.Fields[i].Type) {
			return false
		}
	}
	return true
}

// AssignableTo tells whether a value of type t may stand where one of type to is expected: a whole number for a number, an amount for
// "money or unlimited", an enumeration or set for one that has all its members.
func (t *Type) AssignableTo(to *Type) bool {
	if t == nil || to == nil || t.Kind == Invalid || to.Kind == Invalid {
		return true
	}
	if t.Kind != to.Kind {
		return false
	}
	switch t.Kind {
	case Number:
		return t.Whole || !to.Whole
	case Money:
		return t.Currency == to.Currency && (!t.Special || to.Special)
	case Date:
		return !t.Special || to.Special
	case Enum, Set:
		return t.MembersIn(to)
	case List:
		return t.Elem.sameValues(to.Elem)
	}
	return Same(t, to)
}

// sameValues tells whether the values of t are values of to as they stand, without conversion.
func (t *Type) sameValues(to *Type) bool {
	if t == nil || to == nil || t.Kind == Invalid || to.Kind == Invalid {
		return true
	}
	if t.Kind == Enum || t.Kind == Set {
		return t.Kind == to.Kind && slices.Equal(t.Members, to.Members)
	}
	return t.AssignableTo(to)
}

// MembersIn tells whether to has every member of t.
func (t *Type) MembersIn(to *Type) bool { return t.MissingIn(to) == "" }

// MissingIn is the first member of t that to does not have; empty if it has all.
func (t *Type) MissingIn(to *Type) string {
	if slices.Equal(t.Members, to.Members) {
		return ""
	}
	for _, m := range t.Members {
		if to.Member(m) < 0 {
			return m
		}
	}
	return ""
}

// MemberMap is, for each member of t, its index in to, which has all of them; nil if the two lists are equal.
func (t *Type) MemberMap(to *Type) []int {
	if slices.Equal(t.Members, to.Members) {
		return nil
	}
	m := make([]int, len(t.Members))
	for i, name := range t.Members {
		m[i] = to.Member(name)
	}
	return m
}
