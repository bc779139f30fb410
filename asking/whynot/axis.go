package whynot

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// axis counts the values of a type in steps: days, minutes, the smallest coin, hundredths.
type axis struct {
	t    *types.Type
	like value.Value // a value with the same currency and offset
	step int64       // millionths in a step, for amounts
}

// axisOf is the axis on which a value lies; ok is false for those that do not lie on one.
func axisOf(t *types.Type, like value.Value) (a axis, ok bool) {
	a = axis{t: t, like: like, step: 1}
	switch t.Kind {
	case types.Date:
		return a, !like.Special
	case types.Instant:
		return a, true
	case types.Money:
		a.step = value.Scale
		for range like.Cur.Digits() {
			a.step /= 10
		}
	case types.Number:
		if a.step = value.Scale; !t.Whole {
			a.step /= 100
		}
	case types.Percent:
		a.step = value.Scale / 10000 // 0.01%
	default:
		return a, false
	}
	return a, !like.Special && like.Ref == nil && a.step > 0
}

// at is the step at which a value lies, or the one before it.
func (a axis) at(v value.Value) int64 {
	switch a.t.Kind {
	case types.Instant:
		return floorDiv(v.N, 60)
	case types.Date:
		return v.N
	}
	return floorDiv(v.N, a.step)
}

func floorDiv(n, by int64) int64 {
	q := n / by
	if n%by < 0 {
		q--
	}
	return q
}

// value is the value at a step; ok is false beyond what there is.
func (a axis) value(n int64) (v value.Value, ok bool) {
	const most = int64(1) << 42 // far from overflow, in any unit
	if n < -most || n > most {
		return v, false
	}
	switch a.t.Kind {
	case types.Date:
		if n < int64(date.Min) || n > int64(date.Max) {
			return v, false
		}
		return value.OfDate(date.Date(n)), true
	case types.Instant:
		i := date.Instant{Unix: n * 60, Offset: a.like.Instant().Offset}
		return value.OfInstant(i), true
	}
	return value.OfScaled(kindOf(a.t), n*a.step, a.like.Cur), true
}

func kindOf(t *types.Type) value.Kind {
	switch t.Kind {
	case types.Money:
		return value.Money
	case types.Percent:
		return value.Percent
	}
	return value.Number
}

// probes are the steps at which to look for a change: at, beside and around what the case and the text mention, and further and further away from
// where the value lies, the nearest first.
func (a axis) probes(now int64, mentioned []value.Value) []int64 {
	var out []int64
	for _, v := range mentioned {
		if !v.Special && v.Kind == a.like.Kind && v.Cur == a.like.Cur && (v.Ref == nil || v.Kind == value.Instant) {
			n := a.at(v)
			out = append(out, n-1, n, n+1)
		}
	}
	for d := int64(1); d <= a.reach(now); d *= 2 {
		out = append(out, now-d, now+d)
	}
	if a.t.Kind != types.Date && a.t.Kind != types.Instant {
		out = append(out, 0, 1, now/2, now*2, now*10)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	out = slices.DeleteFunc(out, func(n int64) bool { return n == now })
	slices.SortStableFunc(out, func(x, y int64) int { return int(min(max(abs(x-now)-abs(y-now), -1), 1)) })
	return out
}

// reach is how far from a value to look where nothing is mentioned: about eleven years, or a hundred times the amount.
func (a axis) reach(now int64) int64 {
	switch a.t.Kind {
	case types.Date:
		return 1 << 12
	case types.Instant:
		return 1 << 22 // minutes: eight years
	}
	return max(abs(now), 1) * 100
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
