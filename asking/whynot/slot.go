package whynot

import (
	"slices"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// slot is a place whose value may be supposed to be another one.
type slot struct {
	place casework.Place
	now   value.Value // Invalid: not known
}

// slots are the places that may be supposed otherwise, in the order of the policy. What is fixed, has happened or has been judged is not among
// them, and neither is the day of the question, which nobody can choose: see Days.
func slots(p *tree.Policy, c *cone, given []value.Value) (open []slot, fixed []*tree.Input) {
	for _, in := range p.Inputs {
		if !c.inputs[in] || in.Name == facts.AsOf && in.Type.Kind == types.Date {
			continue
		}
		now := given[in.Index]
		known := now.Kind != value.Invalid
		if known && (in.Fixed || in.Kind != tree.Fact) {
			fixed = append(fixed, in)
			continue
		}
		whole := casework.Whole(in)
		open = append(open, slot{whole, now})
		if known {
			open = append(open, parts(whole, now)...)
		}
	}
	return open, fixed
}

// parts are the fields of a record and of the records of a list.
func parts(at casework.Place, now value.Value) []slot {
	var out []slot
	switch t := at.Type(); {
	case t.Kind == types.Record:
		for i, f := range now.Members() {
			out = append(out, slot{at.In(i), f})
		}
	case t.Kind == types.List && t.Elem.Kind == types.Record:
		for i, m := range now.Members() {
			out = append(out, parts(at.In(i), m)...)
		}
	}
	return out
}

// choices are the other values of a slot of which there are few; none for those that lie on an axis.
func (s slot) choices(mentioned []value.Value) []value.Value {
	t := s.place.Type()
	var all []value.Value
	switch t.Kind {
	case types.Bool:
		all = []value.Value{value.OfBool(true), value.OfBool(false)}
	case types.Enum:
		for i := range t.Members {
			all = append(all, value.OfEnum(i))
		}
	case types.Set:
		all = s.sets(len(t.Members))
	case types.List:
		all = s.lists(t.Elem)
	case types.Text, types.Country, types.Currency:
		for _, v := range mentioned {
			if v.Kind == kindOfFew(t) {
				all = append(all, v)
			}
		}
	}
	out := all[:0]
	for _, v := range all {
		same := func(w value.Value) bool { return value.Equal(v, w) }
		if (s.now.Kind == value.Invalid || !same(s.now)) && !slices.ContainsFunc(out, same) {
			out = append(out, v)
		}
	}
	return out
}

func kindOfFew(t *types.Type) value.Kind {
	switch t.Kind {
	case types.Text:
		return value.Text
	case types.Country:
		return value.Country
	}
	return value.Currency
}

// sets are the smallest changes of a set, one member more or less; of a set that is not known, none and each member alone.
func (s slot) sets(n int) []value.Value {
	set := func(mask uint64) value.Value { return value.Value{Kind: value.Set, N: int64(mask)} }
	var out []value.Value
	if s.now.Kind == value.Invalid {
		out = append(out, set(0))
	}
	now := uint64(s.now.N)
	for i := range n {
		out = append(out, set(now^1<<i))
	}
	return out
}

// lists are the smallest changes of a list: one entry less and, where entries are named by the policy, one more. Of a list that is not known,
// the empty one.
func (s slot) lists(elem *types.Type) []value.Value {
	if s.now.Kind != value.List {
		return []value.Value{value.OfList(nil)}
	}
	all := s.now.Members()
	var out []value.Value
	for i := range all {
		out = append(out, value.OfList(slices.Delete(slices.Clone(all), i, i+1)))
	}
	if elem.Kind != types.Enum {
		return out
	}
	for i := range elem.Members {
		m := value.OfEnum(i)
		if !slices.ContainsFunc(all, func(v value.Value) bool { return value.Equal(v, m) }) {
			out = append(out, value.OfList(append(slices.Clone(all), m)))
		}
	}
	return out
}

// ruler is the axis of a slot and the step at which it lies. Of a slot whose value is not known, it lies at something that is mentioned.
func (s slot) ruler(mentioned []value.Value, cur money.Currency) (a axis, now int64, ok bool) {
	t := s.place.Type()
	like := s.now
	if like.Kind == value.Invalid {
		if like, ok = example(t, mentioned, cur); !ok {
			return a, 0, false
		}
	}
	if a, ok = axisOf(t, like); !ok {
		return a, 0, false
	}
	return a, a.at(like), true
}

// example is a value of a type that the case mentions, or zero.
func example(t *types.Type, mentioned []value.Value, cur money.Currency) (value.Value, bool) {
	switch t.Kind {
	case types.Money:
		if t.Currency != money.None {
			cur = t.Currency
		}
		return value.OfScaled(value.Money, 0, cur), cur != money.None
	case types.Number:
		return value.OfInt(0), true
	case types.Percent:
		return value.OfScaled(value.Percent, 0, money.None), true
	case types.Date, types.Instant:
		want := value.Date
		if t.Kind == types.Instant {
			want = value.Instant
		}
		for _, v := range mentioned {
			if v.Kind == want && !v.Special {
				return v, true
			}
		}
	}
	return value.Value{}, false
}
