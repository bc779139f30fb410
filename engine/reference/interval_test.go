package reference

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestIntervals: an interval made of intervals holds every value that can be made of their values.
func TestIntervals(t *testing.T) {
	ends := []end{{inf: -1, open: true}, {n: decimal.NewFromInt(-2)}, {n: zero}, {n: decimal.NewFromInt(3)}, {inf: 1, open: true}}
	var all []interval
	for i, lo := range ends {
		for _, hi := range ends[i:] {
			if in := (interval{lo, hi}); !in.none() {
				all = append(all, in)
			}
		}
	}
	points := []int64{-50, -2, -1, 0, 1, 3, 60}
	holds := func(in interval, n decimal.Decimal) bool {
		return !in.meet(point(n)).none()
	}
	for _, a := range all {
		for _, b := range all {
			for _, x := range points {
				for _, y := range points {
					dx, dy := decimal.NewFromInt(x), decimal.NewFromInt(y)
					if !holds(a, dx) || !holds(b, dy) {
						continue
					}
					checks := []struct {
						name string
						in   interval
						n    decimal.Decimal
					}{
						{"plus", a.plus(b), dx.Add(dy)},
						{"less", a.plus(b.negated()), dx.Sub(dy)},
						{"times", a.times(b), dx.Mul(dy)},
						{"smallest", smallest([]interval{a, b}), decimal.Min(dx, dy)},
						{"largest", largest([]interval{a, b}), decimal.Max(dx, dy)},
					}
					for _, c := range checks {
						if !holds(c.in, c.n) {
							t.Fatalf("%s of %v and %v: %v does not hold %s", c.name, a, b, c.in, c.n)
						}
					}
					if a.below(b) && !dx.LessThan(dy) || a.atMost(b) && dx.GreaterThan(dy) {
						t.Fatalf("%v and %v are in the wrong order for %d and %d", a, b, x, y)
					}
				}
			}
		}
	}
}
