package exact

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// compare is a comparison without its "not".
func (e *evaluation) compare(x *tree.Compare) diagram.Ref {
	if x.X.Type().Kind == types.Set {
		return e.equalSets(e.set(x.X), e.set(x.Y))
	}
	a, b := e.scalar(x.X), e.scalar(x.Y)
	switch x.Op {
	case ast.Is:
		return e.equal(a, b)
	case ast.IsAtMost, ast.IsOnOrBefore:
		return e.atMost(a, b)
	case ast.IsAtLeast, ast.IsOnOrAfter:
		return e.atMost(b, a)
	case ast.IsAbove, ast.IsAfter:
		return e.not(e.atMost(a, b))
	default: // below, before
		return e.not(e.atMost(b, a))
	}
}

// equal is "a is b".
func (e *evaluation) equal(a, b diagram.Ref) diagram.Ref {
	if a >= 0 && b >= 0 {
		return e.equalLeaves(int32(a), int32(b))
	}
	return e.d.Apply2(opEqual, a, b, e.operation.equal, nil)
}

// equalLeaves is n/a where one is, else known where both are known, else what the bounds settle, else an atom.
func (e *evaluation) equalLeaves(a, b int32) diagram.Ref {
	x, y := &e.leaves[a], &e.leaves[b]
	switch {
	case x.kind == na || y.kind == na:
		return NA
	case a == b:
		return True
	case x.kind == known && y.kind == known:
		return constantTruth(equal(x.v, y.v))
	}
	rx, ry := asRange(x), asRange(y)
	switch {
	case rx.onePoint() && ry.onePoint() && notAbove(&rx.lo, &ry.lo) && notAbove(&ry.lo, &rx.lo):
		return True
	case rx.under(&ry) || ry.under(&rx):
		return False
	}
	return e.atom(key{op: ofEqual, a: min(a, b), b: max(a, b)}, e.union(x.deps, y.deps))
}

// atMost is a ≤ b for amounts, a not after b for dates. All order comparisons are made of it, so that complements are one atom.
func (e *evaluation) atMost(a, b diagram.Ref) diagram.Ref {
	if a >= 0 && b >= 0 {
		return e.atMostLeaves(int32(a), int32(b))
	}
	return e.d.Apply2(opAtMost, a, b, e.operation.atMost, nil)
}

func (e *evaluation) atMostLeaves(a, b int32) diagram.Ref {
	x, y := &e.leaves[a], &e.leaves[b]
	switch {
	case x.kind == na || y.kind == na:
		return NA
	case x.kind == known && y.kind == known:
		return constantTruth(compare(&x.v, &y.v) <= 0)
	case a == b:
		return True
	}
	rx, ry := asRange(x), asRange(y)
	switch {
	case notAbove(&rx.hi, &ry.lo):
		return True
	case ry.under(&rx):
		return False
	}
	return e.atom(key{op: ofAtMost, a: a, b: b}, e.union(x.deps, y.deps))
}

func bounded(x, y value.Value) bool { return x.Kind != value.Invalid && y.Kind != value.Invalid }

func less(x, y *value.Value) bool {
	return x.Kind != value.Invalid && y.Kind != value.Invalid && compare(x, y) < 0
}

func notAbove(x, y *value.Value) bool {
	return x.Kind != value.Invalid && y.Kind != value.Invalid && compare(x, y) <= 0
}

// larger is the larger of two bounds of which one may be missing.
func larger(a, b value.Value) value.Value {
	if a.Kind == value.Invalid || less(&a, &b) {
		return b
	}
	return a
}

// smaller is the smaller of two bounds of which one may be missing.
func smaller(a, b value.Value) value.Value {
	if a.Kind == value.Invalid || less(&b, &a) {
		return b
	}
	return a
}

// within is Y ≤ X ≤ Y + P, or Y − P ≤ X ≤ Y.
func (e *evaluation) within(x *tree.Within) diagram.Ref {
	a, from := e.scalar(x.X), e.scalar(x.Y)
	other := e.shift(x.Period, x.Before, from, x.Defaults)
	if x.Before {
		return e.and(e.atMost(other, a), e.atMost(a, from))
	}
	return e.and(e.atMost(from, a), e.atMost(a, other))
}

func (e *evaluation) oneOf(x *tree.OneOf) diagram.Ref {
	v := e.scalar(x.X)
	if x.Ys == nil {
		return e.d.Map(v, func(l int32) diagram.Ref {
			lf := &e.leaves[l]
			switch lf.kind {
			case known:
				return constantTruth(x.Mask>>lf.v.N&1 == 1)
			case open:
				return e.atom(e.written(key{op: ofPlace, a: l}, x), lf.deps)
			}
			return diagram.Ref(l)
		})
	}
	out := False
	for _, y := range x.Ys {
		out = e.or(out, e.equal(v, e.scalar(y)))
	}
	return out
}

func (e *evaluation) isEmpty(x tree.Expr) diagram.Ref {
	if x.Type().Kind == types.Set {
		return e.empty(e.set(x))
	}
	return e.d.Map(e.scalar(x), func(l int32) diagram.Ref {
		switch lf := &e.leaves[l]; lf.kind {
		case known:
			return constantTruth(len(items(lf.v)) == 0)
		case open:
			return e.noMembers(l)
		}
		return diagram.Ref(l)
	})
}

// noMembers is the condition that a list that is not known is empty.
func (e *evaluation) noMembers(l int32) diagram.Ref {
	return e.atom(key{op: ofEmpty, a: l}, e.leaves[l].deps)
}

// in is membership in a set, list, calendar or schedule period.
func (e *evaluation) in(x *tree.In) diagram.Ref {
	switch x.L.Type().Kind {
	case types.Set:
		return e.has(e.set(x.L), e.scalar(x.X))
	case types.Period:
		return e.inPeriod(x)
	case types.Calendar:
		return e.inCalendar(x)
	}
	a := e.scalar(x.X)
	return e.d.Map2(e.scalar(x.L), a, func(l, v int32) diagram.Ref {
		list, el := &e.leaves[l], &e.leaves[v]
		switch {
		case list.kind == na || el.kind == na:
			return NA
		case list.kind == known:
			out := False
			for _, y := range items(list.v) {
				if !e.spend(1) {
					return NA
				}
				out = e.or(out, e.equal(diagram.Ref(v), e.constant(y)))
			}
			return out
		}
		return e.atom(key{op: ofIn, a: v, b: l}, e.union(list.deps, el.deps))
	})
}

func (e *evaluation) inPeriod(x *tree.In) diagram.Ref {
	return e.d.Map2(e.scalar(x.L), e.scalar(x.X), func(p, v int32) diagram.Ref {
		period, day := &e.leaves[p], &e.leaves[v]
		switch {
		case period.kind == na || day.kind == na:
			return NA
		case period.kind == known:
			sp := period.v.Ref.(*value.SchedulePeriod)
			after := e.atMost(e.constant(value.OfDate(sp.First)), diagram.Ref(v))
			return e.and(after, e.atMost(diagram.Ref(v), e.constant(value.OfDate(sp.Last))))
		case period.within != nil:
			d, w := asRange(day), period.within
			if d.under(&w.first) || w.last.under(&d) {
				return False
			}
			if notAbove(&w.first.hi, &d.lo) && notAbove(&d.hi, &w.last.lo) {
				return True
			}
		}
		return e.atom(key{op: ofIn, a: v, b: p}, e.union(period.deps, day.deps))
	})
}

func (e *evaluation) inCalendar(x *tree.In) diagram.Ref {
	return e.d.Map2(e.scalar(x.L), e.scalar(x.X), func(c, v int32) diagram.Ref {
		cal, day := &e.leaves[c], &e.leaves[v]
		switch {
		case cal.kind == na || day.kind == na:
			return NA
		case cal.kind == known && day.kind == known:
			e.usedCalendar(cal.v)
			return e.result(x, func(d value.Value) (value.Value, error) { return inCalendar(cal.v, d) }, day.v)
		}
		return e.atom(key{op: ofIn, a: v, b: c}, e.union(cal.deps, day.deps))
	})
}
