package exact

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// aggregateNodes is how large the function of an aggregate may grow before only its bounds are kept.
const aggregateNodes = 256

// aggregate makes one value of several.
func (e *evaluation) aggregate(x *tree.Aggregate) diagram.Ref {
	if x.Body != nil {
		return e.overList(x, x.Over)
	}
	if len(x.Args) == 1 && x.Args[0].Type().Kind == types.List && x.Op != ast.ListOf {
		return e.overList(x, x.Args[0])
	}
	acc := e.start(x)
	for _, a := range x.Args {
		acc = e.combine(x, acc, e.scalar(a))
	}
	return e.finish(x, acc, True)
}

// start is the aggregate before the first value: n/a for sums too, since a sum of values that are all n/a is n/a.
func (e *evaluation) start(x *tree.Aggregate) diagram.Ref {
	if x.Op == ast.Sum {
		return NA
	}
	return e.empties(x)
}

// finish makes a sum to which nothing was added what a sum of nothing is.
func (e *evaluation) finish(x *tree.Aggregate, acc, any diagram.Ref) diagram.Ref {
	if x.Op != ast.Sum || any == True {
		return acc
	}
	return e.choose(any, acc, e.empties(x))
}

// empties is the aggregate of nothing.
func (e *evaluation) empties(x *tree.Aggregate) diagram.Ref {
	switch x.Op {
	case ast.Count:
		return e.constant(value.Value{Kind: value.Number})
	case ast.ListOf:
		return e.constant(value.Value{Kind: value.List, Ref: []value.Value{}})
	case ast.Sum:
		if x.T.Kind != types.Money {
			return e.constant(value.Value{Kind: value.Number})
		}
		zero := value.Value{Kind: value.Money, Cur: x.T.Currency}
		if x.CurrencyOf != nil {
			return e.inCurrencyOf(zero, x.CurrencyOf)
		}
		return e.constant(zero)
	}
	return NA
}

// overList runs over a list or set.
func (e *evaluation) overList(x *tree.Aggregate, over tree.Expr) diagram.Ref {
	if over.Type().Kind == types.Set {
		s := e.set(over)
		acc, any := e.start(x), False
		for i, m := range s.members {
			v := value.OfEnum(i)
			e.bind(x.Var, binding{v: v, ref: e.constant(v)}, func() { acc, any = e.element(x, acc, any, m) })
		}
		return e.whereSet(s, e.finish(x, acc, any))
	}
	return e.d.Map(e.scalar(over), func(l int32) diagram.Ref {
		lf := &e.leaves[l]
		switch lf.kind {
		case known:
			acc, any := e.start(x), False
			if x.Var == nil {
				for _, v := range items(lf.v) {
					acc, any = e.combine(x, acc, e.constant(v)), True
				}
				return e.finish(x, acc, any)
			}
			e.each(lf, x.Var, func() { acc, any = e.element(x, acc, any, True) })
			return e.finish(x, acc, any)
		case open:
			return e.ofUnknownList(x, l)
		}
		return diagram.Ref(l)
	})
}

// element adds the member in hand where it is present and the "where" holds; any is whether there was one.
func (e *evaluation) element(x *tree.Aggregate, acc, any, present diagram.Ref) (sum, some diagram.Ref) {
	if x.Where != nil {
		present = e.and(present, e.cond(x.Where))
	}
	present = e.holds(present)
	if present == False {
		return acc, any
	}
	var with diagram.Ref
	if x.Op == ast.ListOf && x.Body.Type().Kind == types.Record {
		with = e.appendRecord(acc, x.Body)
	} else {
		with = e.combine(x, acc, e.scalar(x.Body))
	}
	return e.contain(x, e.choose(present, with, acc)), e.or(any, present)
}

// contain replaces a function that has grown too large by its bounds.
func (e *evaluation) contain(x *tree.Aggregate, acc diagram.Ref) diagram.Ref {
	if e.d.Size(acc, aggregateNodes) < aggregateNodes {
		return acc
	}
	k, l := e.written(key{op: ofBounds, a: int32(acc)}, x), leaf{deps: e.sourcesOf(acc)}
	var maybeNA bool
	l.span, maybeNA = e.spanOver(acc)
	return e.orAbsent(k, l, maybeNA)
}

// spanOver is where a value lies on all branches where there is one, and whether there are others.
func (e *evaluation) spanOver(r diagram.Ref) (all span, maybeNA bool) {
	first := true
	e.d.Visit(r, func(diagram.Var) {}, func(id int32) {
		if kind := e.leaves[id].kind; kind != known && kind != open {
			maybeNA = true
			return
		}
		s := asRange(&e.leaves[id])
		if first {
			all, first = span{lo: s.lo, hi: s.hi}, false
			return
		}
		all.lo, all.hi = lowest(all.lo, s.lo), highest(all.hi, s.hi)
	})
	return all, maybeNA
}

// orAbsent is an open value that may also be n/a.
func (e *evaluation) orAbsent(k key, l leaf, maybeNA bool) diagram.Ref {
	if !maybeNA {
		return e.unknown(k, l)
	}
	return e.where(e.atom(k.as(there), l.deps), e.unknown(k, l))
}

// lowest is the smaller of two lower bounds, highest the larger of two upper ones; where one is missing there is none.
func lowest(a, b value.Value) value.Value {
	switch {
	case !bounded(a, b):
		return value.Value{}
	case less(&b, &a):
		return b
	}
	return a
}

func highest(a, b value.Value) value.Value {
	switch {
	case !bounded(a, b):
		return value.Value{}
	case less(&a, &b):
		return b
	}
	return a
}

// appendRecord appends the record that a variable stands for.
func (e *evaluation) appendRecord(acc diagram.Ref, body tree.Expr) diagram.Ref {
	ref, ok := body.(*tree.VarRef)
	if !ok {
		return acc
	}
	rec := e.env[ref.Var.ID].v
	return e.d.Map(acc, func(l int32) diagram.Ref { return e.appended(l, rec) })
}

func (e *evaluation) appended(list int32, v value.Value) diagram.Ref {
	lf := &e.leaves[list]
	if lf.kind != known {
		return e.unknown(key{op: ofList, a: list, b: int32(e.constant(v))}, leaf{deps: lf.deps})
	}
	old := items(lf.v)
	out := append(append(make([]value.Value, 0, len(old)+1), old...), v)
	return e.constant(value.Value{Kind: value.List, Ref: out})
}

// combine adds one more value to the aggregate; members that are n/a are skipped.
func (e *evaluation) combine(x *tree.Aggregate, acc, v diagram.Ref) diagram.Ref {
	return e.d.Map2(acc, v, func(a, b int32) diagram.Ref {
		lv := &e.leaves[b]
		if lv.kind != known && lv.kind != open {
			return diagram.Ref(a)
		}
		switch x.Op {
		case ast.Sum:
			if e.leaves[a].kind == na {
				return diagram.Ref(b)
			}
			return e.arithLeaves(plus, a, b)
		case ast.Count:
			return e.arithLeaves(plus, a, int32(e.constant(value.Value{Kind: value.Number, N: value.Scale})))
		case ast.ListOf:
			if lv.kind == known {
				return e.appended(a, lv.v)
			}
			return e.unknown(key{op: ofList, a: a, b: b}, leaf{deps: e.union(e.leaves[a].deps, lv.deps)})
		case ast.Earliest, ast.Smallest:
			return e.pick(a, b, -1)
		}
		return e.pick(a, b, 1)
	})
}

// partsOf are the leaves of which a value is the smallest or largest: itself, where it is no such value.
func (e *evaluation) partsOf(id int32, sign int) []int32 {
	if l := &e.leaves[id]; int(l.sign) == sign {
		return l.parts
	}
	return e.alone(id)
}

// pick is the smaller (sign -1) or larger (sign 1) of two values; n/a gives way.
func (e *evaluation) pick(a, b int32, sign int) diagram.Ref {
	x, y := &e.leaves[a], &e.leaves[b]
	if x.kind == na || a == b {
		return diagram.Ref(b)
	}
	if x.kind == known && y.kind == known {
		if compare(&y.v, &x.v)*sign > 0 {
			return diagram.Ref(b)
		}
		return diagram.Ref(a)
	}
	rx, ry := asRange(x), asRange(y)
	if sign < 0 {
		if notAbove(&rx.hi, &ry.lo) {
			return diagram.Ref(a)
		}
		if notAbove(&ry.hi, &rx.lo) {
			return diagram.Ref(b)
		}
	} else {
		if notAbove(&ry.hi, &rx.lo) {
			return diagram.Ref(a)
		}
		if notAbove(&rx.hi, &ry.lo) {
			return diagram.Ref(b)
		}
	}
	parts, more := e.partsOf(a, sign), e.partsOf(b, sign)
	all := e.union(parts, more)
	deps := e.union(x.deps, y.deps)
	if len(all) > 2 {
		all, deps = e.unbeaten(all, sign)
	}
	switch { // the smallest of a, b and a is that of a and b
	case len(all) == 1:
		return diagram.Ref(all[0])
	case slices.Equal(all, parts):
		return diagram.Ref(a)
	case slices.Equal(all, more):
		return diagram.Ref(b)
	}
	k, l := key{op: ofPick, n: int32(sign), a: e.listed(all)}, leaf{deps: deps, parts: all, sign: int8(sign)}
	if sign < 0 {
		l.lo, l.hi = lowest(rx.lo, ry.lo), smaller(rx.hi, ry.hi)
	} else {
		l.lo, l.hi = larger(rx.lo, ry.lo), highest(rx.hi, ry.hi)
	}
	return e.unknown(k, l)
}

// unbeaten are the leaves of which none is certain to be beaten by another one, and what they depend on.
func (e *evaluation) unbeaten(all []int32, sign int) (kept, deps []int32) {
	kept = e.rooms.ids.take(len(all))[:0]
	for _, p := range all {
		r := asRange(&e.leaves[p])
		beaten := slices.ContainsFunc(all, func(q int32) bool {
			s := asRange(&e.leaves[q])
			if sign > 0 {
				return p != q && r.under(&s)
			}
			return p != q && s.under(&r)
		})
		if !beaten {
			kept = append(kept, p)
			deps = e.union(deps, e.leaves[p].deps)
		}
	}
	return kept, deps
}

// ofUnknownList is an open value: a count, and a sum of amounts that cannot be negative, are at least zero; the smallest of several lies where they
// do.
func (e *evaluation) ofUnknownList(x *tree.Aggregate, list int32) diagram.Ref {
	if x.Body == nil {
		return e.openAggregate(x, list, True, e.leaves[list].deps)
	}
	var taken diagram.Ref
	member := e.forAny(x.Var, list, func() { taken = e.taken(x) })
	return e.byCase(taken, member, func(taken diagram.Ref) diagram.Ref {
		if taken == noAnswer {
			return e.empties(x)
		}
		deps := e.union(e.leaves[list].deps, e.besideMember(e.sourcesOf(taken), member))
		return e.openAggregate(x, list, taken, deps)
	})
}

// taken is the value of a member that an aggregate takes, and no answer where it takes none. Of sets and records it is the member that counts.
func (e *evaluation) taken(x *tree.Aggregate) diagram.Ref {
	body := e.env[x.Var.ID].ref
	if k := x.Body.Type().Kind; k != types.Set && k != types.Record {
		body = e.scalar(x.Body)
	}
	if x.Where == nil {
		return body
	}
	return e.choose(e.holds(e.cond(x.Where)), body, noAnswer)
}

// openAggregate is the aggregate over a list that is not known of values that are a function of the member.
func (e *evaluation) openAggregate(x *tree.Aggregate, list int32, taken diagram.Ref, deps []int32) diagram.Ref {
	k, l := key{op: ofAggregate, n: int32(x.Op), a: list, b: int32(taken)}, leaf{deps: deps}
	if x.Body != nil && x.Body.Type().Kind == types.Set {
		k = e.written(k, x.Body)
	}
	each, _ := e.spanOver(taken)
	zero := value.Value{Kind: kindOf(x.T), Cur: x.T.Currency}
	switch {
	case x.Op == ast.Count:
		l.lo = value.Value{Kind: value.Number}
	case x.Op == ast.Sum:
		if !negative(each.lo) {
			l.lo = zero
			if each.hi.Kind != value.Invalid && each.hi.IsZero() {
				l.hi = zero
			}
		}
	case x.Op != ast.ListOf:
		l.span = each
		return e.orAbsent(k, l, true) // the list may be empty
	}
	return e.unknown(k, l)
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
