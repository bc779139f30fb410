package reference

import (
	"github.com/shopspring/decimal"
)

// end is one end of an interval. inf is -1 or 1 for the infinite ends. Where open is set the end itself is not reached: an unknown
// amount lies below an open infinity, while "unlimited" is the closed one.
type end struct {
	inf  int
	n    decimal.Decimal
	open bool
}

func (a end) cmp(b end) int {
	if a.inf != b.inf {
		if a.inf < b.inf {
			return -1
		}
		return 1
	}
	if a.inf != 0 {
		return 0
	}
	return a.n.Cmp(b.n)
}

// interval is where a number, an amount, a day or a moment lies. Days are counted from 1970-01-01, moments in seconds.
type interval struct{ lo, hi end }

var (
	infinite = interval{end{inf: -1, open: true}, end{inf: 1, open: true}}
	zero     = decimal.Zero
)

func point(d decimal.Decimal) interval { return interval{end{n: d}, end{n: d}} }

// largestOfAll is the interval of "unlimited" and "never".
var largestOfAll = interval{end{inf: 1}, end{inf: 1}}

func atLeast(d decimal.Decimal) interval { return interval{end{n: d}, infinite.hi} }

func between(a, b int64) interval {
	return interval{end{n: decimal.NewFromInt(a)}, end{n: decimal.NewFromInt(b)}}
}

// single tells whether there is one value only, and which.
func (a interval) single() (decimal.Decimal, bool) {
	one := a.lo.inf == 0 && a.hi.inf == 0 && !a.lo.open && !a.hi.open && a.lo.n.Equal(a.hi.n)
	return a.lo.n, one
}

// none tells whether no value is left.
func (a interval) none() bool {
	c := a.lo.cmp(a.hi)
	return c > 0 || c == 0 && (a.lo.open || a.hi.open)
}

func (a interval) nonNegative() bool { return a.lo.inf == 0 && a.lo.n.Sign() >= 0 }

// below: is each value of a smaller than each of b?
func (a interval) below(b interval) bool {
	c := a.hi.cmp(b.lo)
	return c < 0 || c == 0 && (a.hi.open || b.lo.open)
}

// atMost: is each value of a smaller than or equal to each of b?
func (a interval) atMost(b interval) bool { return a.hi.cmp(b.lo) <= 0 }

func (a interval) plus(b interval) interval {
	return interval{addEnds(a.lo, b.lo), addEnds(a.hi, b.hi)}
}

func addEnds(a, b end) end {
	if a.inf != 0 {
		return end{inf: a.inf, open: true}
	}
	if b.inf != 0 {
		return end{inf: b.inf, open: true}
	}
	return end{n: a.n.Add(b.n), open: a.open || b.open}
}

func (a interval) negated() interval { return interval{negateEnd(a.hi), negateEnd(a.lo)} }

func negateEnd(e end) end { return end{inf: -e.inf, n: e.n.Neg(), open: e.open} }

func (a interval) times(b interval) interval {
	var out interval
	first := true
	for _, x := range []end{a.lo, a.hi} {
		for _, y := range []end{b.lo, b.hi} {
			p := mulEnds(x, y)
			if first || p.cmp(out.lo) < 0 {
				out.lo = p
			}
			if first || p.cmp(out.hi) > 0 {
				out.hi = p
			}
			first = false
		}
	}
	return out
}

// mulEnds multiplies two ends; zero times anything is zero. Finite products count as reached, which can only make the interval wider.
func mulEnds(a, b end) end {
	sign := func(e end) int {
		if e.inf != 0 {
			return e.inf
		}
		return e.n.Sign()
	}
	if s := sign(a) * sign(b); (a.inf != 0 || b.inf != 0) && s != 0 {
		return end{inf: s, open: true}
	}
	return end{n: a.n.Mul(b.n)}
}

// pick chooses an end among several: the smallest for sign -1, the largest for 1. Of equal ones one that is reached, which can only make
// the interval wider.
func pick(sign int, ends []end) end {
	best := ends[0]
	for _, e := range ends[1:] {
		if c := e.cmp(best) * sign; c > 0 || c == 0 && best.open {
			best = e
		}
	}
	return best
}

func smallest(is []interval) interval { return extreme(-1, is) }
func largest(is []interval) interval  { return extreme(1, is) }

func extreme(sign int, is []interval) interval {
	var lo, hi []end
	for _, i := range is {
		lo, hi = append(lo, i.lo), append(hi, i.hi)
	}
	return interval{pick(sign, lo), pick(sign, hi)}
}

// meet is what lies in both.
func (a interval) meet(b interval) interval {
	out := a
	if c := b.lo.cmp(a.lo); c > 0 || c == 0 && b.lo.open {
		out.lo = b.lo
	}
	if c := b.hi.cmp(a.hi); c < 0 || c == 0 && b.hi.open {
		out.hi = b.hi
	}
	return out
}

// moved applies a function that keeps the order to both ends. Where the function fails on an end, that end is infinite.
func (a interval) moved(f func(decimal.Decimal) (decimal.Decimal, bool)) interval {
	out := infinite
	if a.lo.inf == 0 {
		if n, ok := f(a.lo.n); ok {
			out.lo = end{n: n}
		}
	}
	if a.hi.inf == 0 {
		if n, ok := f(a.hi.n); ok {
			out.hi = end{n: n}
		}
	}
	return out
}
