package stdlib

import (
	"slices"

	"github.com/clausewise/clausewise/stdlib/value"
)

// A member of kind Invalid is n/a, and the aggregates skip it. Where they are n/a themselves they give the zero Value.

// Sum adds amounts to zero, which says of which kind and currency they are. It is n/a if there are members and all are n/a; the sum of
// none is zero.
func Sum(zero value.Value, members []value.Value) (value.Value, error) {
	total, found := zero, len(members) == 0
	for _, m := range members {
		if m.Kind == value.Invalid {
			continue
		}
		var err error
		if total, err = value.Add(total, m); err != nil {
			return value.Value{}, err
		}
		found = true
	}
	if !found {
		return value.Value{}, nil
	}
	return total, nil
}

// Count is the number of members.
func Count(members []value.Value) value.Value {
	n := 0
	for _, m := range members {
		if m.Kind != value.Invalid {
			n++
		}
	}
	return value.OfInt(n)
}

// Smallest is the smallest amount, the earliest day or the earliest moment; n/a if there is none.
func Smallest(members []value.Value) (value.Value, error) { return extreme(value.Min, members) }

// Largest is the largest amount, the latest day or the latest moment; n/a if there is none.
func Largest(members []value.Value) (value.Value, error) { return extreme(value.Max, members) }

func extreme(of func(a, b value.Value) (value.Value, error), members []value.Value) (value.Value, error) {
	var best value.Value
	for _, m := range members {
		switch {
		case m.Kind == value.Invalid:
			continue
		case best.Kind == value.Invalid:
			best = m
		}
		// The first is compared with itself, so that a kind without an order is an error even alone.
		var err error
		if best, err = of(best, m); err != nil {
			return value.Value{}, err
		}
	}
	return best, nil
}

// List is the list of the members, in their order.
func List(members []value.Value) value.Value {
	return value.OfList(slices.DeleteFunc(slices.Clone(members), func(m value.Value) bool { return m.Kind == value.Invalid }))
}
