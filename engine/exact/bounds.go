package exact

import "github.com/clausewise/clausewise/stdlib/value"

// bounds carries bounds through an operation.
func (op operation) bounds(x, y span) span {
	switch op {
	case plus:
		return span{op.bound(x.lo, y.lo), op.bound(x.hi, y.hi), x.above || y.above, x.below || y.below}
	case minus:
		return span{op.bound(x.lo, y.hi), op.bound(x.hi, y.lo), x.above || y.below, x.below || y.above}
	}
	if bounded(x.hi, y.hi) && !negative(x.lo) && !negative(y.lo) {
		return span{lo: op.bound(x.lo, y.lo), hi: op.bound(x.hi, y.hi)}
	}
	return op.product(x, y)
}

// bound is a bound of the result; Invalid where there is none.
func (op operation) bound(a, b value.Value) value.Value {
	if !bounded(a, b) || a.Special || b.Special {
		return value.Value{}
	}
	v, err := op.apply(a, b)
	if err != nil {
		return value.Value{}
	}
	return v
}

// product bounds a product by the products of the ends of its factors. An end that is missing is infinite; zero times such an end adds nothing,
// because zero times the other end is there.
func (op operation) product(x, y span) span {
	var out span
	low, high := false, false // without end
	for i, a := range [2]value.Value{x.lo, x.hi} {
		for j, b := range [2]value.Value{y.lo, y.hi} {
			switch s := signOf(a, 2*i-1) * signOf(b, 2*j-1); {
			case finite(a) && finite(b):
				p := op.bound(a, b)
				if p.Kind == value.Invalid {
					return span{}
				}
				out.lo, out.hi = smaller(out.lo, p), larger(out.hi, p)
			case s < 0:
				low = true
			case s > 0:
				high = true
			}
		}
	}
	if low {
		out.lo = value.Value{}
	}
	if high {
		out.hi = value.Value{}
	}
	return out
}

// finite tells whether an end is there and is no "unlimited".
func finite(v value.Value) bool { return v.Kind != value.Invalid && !v.Special }

// signOf is the sign of an end; one that is missing has that of its side.
func signOf(v value.Value, side int) int {
	if v.Kind == value.Invalid {
		return side
	}
	return v.Sign()
}

// negative tells whether a lower bound allows negative amounts.
func negative(lo value.Value) bool { return signOf(lo, -1) < 0 }
