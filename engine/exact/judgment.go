package exact

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// determination is a judgment that is not given: the one value its bounds leave, or open within them.
func (e *evaluation) determination(in *tree.Input, guard diagram.Ref) *operand {
	switch in.Type.Kind {
	case types.Bool, types.Enum:
		return e.scalarOperand(e.finiteJudgment(in, guard))
	case types.Set:
		return e.setJudgment(in, guard)
	}
	o := e.fresh(in, in.Name, in.Type, guard)
	if len(in.Bounds) > 0 && o.ref >= 0 && e.leaves[o.ref].kind == open {
		o.ref = e.exactly(in, e.withinBounds(in, int32(o.ref)))
	}
	return o
}

// setJudgment is a judgment that is a set: what its bounds exclude is no member.
func (e *evaluation) setJudgment(in *tree.Input, guard diagram.Ref) *operand {
	o, allowed := e.fresh(in, in.Name, in.Type, guard), e.allowed(in)
	for i, m := range o.set.members {
		may := e.d.Map(allowed, func(l int32) diagram.Ref { return constantTruth(e.leaves[l].v.N>>i&1 == 1) })
		o.set.members[i] = e.and(may, m)
	}
	return o
}

// boundHolds is the condition under which a bound applies.
func (e *evaluation) boundHolds(b *tree.Bound) diagram.Ref {
	return e.holds(e.condition(b.When, b.Unless))
}

// exactly is a judgment r where no bound states its value or it is known, and elsewhere what is stated. A bound whose value is n/a states nothing.
func (e *evaluation) exactly(in *tree.Input, r diagram.Ref) diagram.Ref {
	for _, b := range in.Bounds {
		if b.Kind != ast.Exactly || b.Value == nil {
			continue
		}
		if holds := e.boundHolds(b); holds != False {
			r = e.choose(holds, e.d.Map2(e.scalar(b.Value), r, e.unlessSettled), r)
		}
	}
	return r
}

func (e *evaluation) unlessSettled(value, judgment int32) diagram.Ref {
	if e.leaves[value].kind == na || e.leaves[judgment].kind == known {
		return diagram.Ref(judgment)
	}
	return diagram.Ref(value)
}

// withinBounds is a judgment within its bounds. These may differ with what they read: on each branch it is open within those of that branch, or
// the one value that they leave; it is one judgment all the same.
func (e *evaluation) withinBounds(in *tree.Input, judgment int32) diagram.Ref {
	lo, hi := e.judgmentRange(in)
	if lo >= 0 && hi >= 0 {
		s := e.between(int32(lo), int32(hi))
		if v, ok := s.onlyValue(); ok {
			return e.constant(v)
		}
		e.leaves[judgment].span = s
		return diagram.Ref(judgment)
	}
	e.narrowed = true
	return e.d.Map2(lo, hi, func(lo, hi int32) diagram.Ref {
		l := leaf{deps: e.leaves[judgment].deps, span: e.between(lo, hi), plain: judgment}
		return e.unknown(key{op: ofRange, a: judgment, n: lo, b: hi}, l)
	})
}

// between is the span between two ends; where nothing lies between them, which validation reports, it has none.
func (e *evaluation) between(lo, hi int32) span {
	if s := spanOf(e.endOf(lo), e.endOf(hi)); !s.empty() {
		return s
	}
	return span{}
}

// judgmentRange are the ends between which the bounds of a judgment leave it, as functions of what the bounds read; n/a where there is none. A
// bound that states the value is not among them: what it states prevails.
func (e *evaluation) judgmentRange(in *tree.Input) (lo, hi diagram.Ref) {
	lo, hi = NA, NA
	for _, b := range in.Bounds {
		if b.Value == nil || b.Kind == ast.Exactly {
			continue
		}
		holds := e.boundHolds(b)
		if holds == False {
			continue
		}
		if raises(b.Kind) {
			lo = e.choose(holds, e.tighter(lo, b, in.Type, 1), lo)
		}
		if lowers(b.Kind) {
			hi = e.choose(holds, e.tighter(hi, b, in.Type, -1), hi)
		}
	}
	return lo, hi
}

// tighter is an end under one more bound.
func (e *evaluation) tighter(x diagram.Ref, b *tree.Bound, t *types.Type, side int) diagram.Ref {
	v := e.scalar(b.Value)
	if x >= 0 && v >= 0 {
		return e.tighterLeaf(int32(x), int32(v), b, t, side)
	}
	return e.d.Map2(x, v, func(x, v int32) diagram.Ref { return e.tighterLeaf(x, v, b, t, side) })
}

func (e *evaluation) tighterLeaf(x, v int32, b *tree.Bound, t *types.Type, side int) diagram.Ref {
	old, by := e.endOf(x), asRange(&e.leaves[v])
	return e.endLeaf(old.tighter(b.Kind, &by, t, side))
}

// widest is the end that holds on every branch.
func (e *evaluation) widest(ends diagram.Ref, of func(a, b value.Value) value.Value) value.Value {
	var out value.Value
	first := true
	e.d.Visit(ends, func(diagram.Var) {}, func(l int32) {
		if v := e.endOf(l).v; first {
			out, first = v, false
		} else {
			out = of(out, v)
		}
	})
	return out
}

// endOf is the end that a leaf stands for.
func (e *evaluation) endOf(l int32) end {
	return end{e.leaves[l].v, e.leaves[l].kind == beyond}
}

func (e *evaluation) endLeaf(x end) diagram.Ref {
	if x.v.Kind == value.Invalid {
		return NA
	}
	at := e.constant(x.v)
	if x.open {
		return e.intern(key{op: ofEnd, a: int32(at)}, leaf{kind: beyond, v: x.v})
	}
	return at
}

// finiteJudgment is a yes-or-no or enumerated judgment restricted by its bounds.
func (e *evaluation) finiteJudgment(in *tree.Input, guard diagram.Ref) diagram.Ref {
	allowed, n := e.allowed(in), membersOf(in.Type)
	all := uint64(1)<<n - 1
	id := e.source(sourceKey{path: in.Name, tag: e.tagOf(in)}, source{input: in, guard: guard})
	src := e.alone(id)
	return e.d.Map(allowed, func(l int32) diagram.Ref {
		mask := uint64(e.leaves[l].v.N) & all
		if bits.OnesCount64(mask) == 1 {
			return e.member(in.Type, bits.TrailingZeros64(mask))
		}
		if mask == 0 {
			mask = all // nothing is left: validation says so
		}
		kids := e.rooms.refs.take(n)
		for i := range kids {
			kids[i] = e.member(in.Type, bits.TrailingZeros64(mask))
			if mask>>i&1 == 1 {
				kids[i] = e.member(in.Type, i)
			}
		}
		return e.d.Choice(e.variable(key{op: ofInput, a: id}, n, src), kids...)
	})
}

// allowed is the set of the members that the bounds of a finite judgment leave, as a function of what they read.
func (e *evaluation) allowed(in *tree.Input) diagram.Ref {
	allowed := e.allMembers(in.Type)
	for _, b := range in.Bounds {
		allowed = e.choose(e.boundHolds(b), e.restrict(allowed, b), allowed)
	}
	return allowed
}

// membersOf is how many values a yes-or-no or enumerated type has, and allMembers the set of them.
func membersOf(t *types.Type) int {
	if t.Kind == types.Bool {
		return 2
	}
	return len(t.Members)
}

func (e *evaluation) allMembers(t *types.Type) diagram.Ref {
	return e.constant(value.Value{Kind: value.Set, N: int64(uint64(1)<<membersOf(t) - 1)})
}

// member is the constant i of a yes-or-no or enumerated type.
func (e *evaluation) member(t *types.Type, i int) diagram.Ref {
	if t.Kind == types.Bool {
		return diagram.Ref(i)
	}
	return e.constant(value.OfEnum(i))
}

// restrict keeps the members a bound allows.
func (e *evaluation) restrict(allowed diagram.Ref, b *tree.Bound) diagram.Ref {
	mask := func(a int32, m uint64) diagram.Ref {
		return e.constant(value.Value{Kind: value.Set, N: e.leaves[a].v.N & int64(m)})
	}
	switch {
	case b.InList != nil:
		return e.restrictTo(allowed, b.InList, mask)
	case b.Value == nil:
		m := b.Members
		if b.Kind == ast.Not {
			m = ^m
		}
		return e.d.Map(allowed, func(a int32) diagram.Ref { return mask(a, m) })
	}
	return e.d.Map2(allowed, e.scalar(b.Value), func(a, v int32) diagram.Ref {
		if e.leaves[v].kind != known || e.leaves[v].v.Kind == value.Set {
			return diagram.Ref(a)
		}
		m := uint64(1) << e.leaves[v].v.N
		if b.Kind == ast.Not {
			m = ^m
		}
		return mask(a, m)
	})
}

// restrictTo keeps the members that stand in a set or in a known list.
func (e *evaluation) restrictTo(allowed diagram.Ref, in tree.Expr, mask func(a int32, m uint64) diagram.Ref) diagram.Ref {
	if in.Type().Kind != types.Set {
		return e.d.Map2(allowed, e.scalar(in), func(a, l int32) diagram.Ref {
			if e.leaves[l].kind != known {
				return diagram.Ref(a)
			}
			m := uint64(0)
			for _, v := range items(e.leaves[l].v) {
				m |= 1 << v.N
			}
			return mask(a, m)
		})
	}
	s := e.set(in)
	for i, m := range s.members {
		without := e.d.Map(allowed, func(a int32) diagram.Ref { return mask(a, ^(1 << i)) })
		allowed = e.choose(e.holds(e.whereSet(s, e.not(m))), without, allowed)
	}
	return allowed
}
