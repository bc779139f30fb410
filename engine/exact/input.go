package exact

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// input is the value of an input under its guard, default and bounds.
func (e *evaluation) input(in *tree.Input) *operand {
	if e.trial.tag != 0 {
		e.refresh(int32(in.Index))
	}
	if o := e.inputs[in.Index]; o != nil {
		return o
	}
	o := e.makeInput(in)
	e.inputs[in.Index] = o
	return o
}

func (e *evaluation) makeInput(in *tree.Input) *operand {
	if v := e.given[in.Index]; v.Kind != value.Invalid {
		return e.givenInput(in, v)
	}
	if in.Kind == tree.Event {
		return e.absent(in.Type)
	}
	guard := True
	if in.Guard != nil {
		guard = e.cond(in.Guard)
	}
	if guard == False || guard == NA {
		return e.absent(in.Type)
	}
	if in.Default != nil {
		return e.guarded(guard, e.operand(in.Default), in.Type)
	}
	if in.Kind == tree.Determination {
		return e.guarded(guard, e.determination(in, guard), in.Type)
	}
	return e.guarded(guard, e.fresh(in, in.Name, in.Type, guard), in.Type)
}

// absent is n/a in the shape of the type.
func (e *evaluation) absent(t *types.Type) *operand {
	if t.Kind == types.Set {
		return e.setOperand(e.newSet(NA, len(t.Members)))
	}
	return e.scalarOperand(NA)
}

func (e *evaluation) givenInput(in *tree.Input, v value.Value) *operand {
	switch v.Kind {
	case value.Set:
		return e.setOperand(e.constantSet(uint64(v.N), len(in.Type.Members)))
	case value.List:
		return e.scalarOperand(diagram.Ref(e.addLeaf(leaf{kind: known, v: v, list: e.originOf(in)})))
	}
	return e.scalarOperand(e.constant(v))
}

// originOf is where an input that is a list comes from.
func (e *evaluation) originOf(in *tree.Input) *origin { return &e.origins[in.Index] }

func (e *evaluation) guarded(guard diagram.Ref, o *operand, t *types.Type) *operand {
	if guard == True {
		return o
	}
	if t.Kind == types.Set {
		return e.setOperand(e.rooms.sets.one(setValue{ok: e.where(guard, o.set.ok), members: o.set.members}))
	}
	return e.scalarOperand(e.where(guard, o.ref))
}

// fresh is an input, or a field of a list's member, of which nothing is known.
func (e *evaluation) fresh(in *tree.Input, path string, t *types.Type, guard diagram.Ref) *operand {
	id := e.source(sourceKey{path: path, tag: e.tagOf(in)}, source{input: in, guard: guard})
	k, src := key{op: ofInput, a: id}, e.alone(id)
	switch t.Kind {
	case types.Bool:
		return e.scalarOperand(e.atom(k, src))
	case types.Enum:
		v := e.variable(k, len(t.Members), src)
		kids := e.rooms.refs.take(len(t.Members))
		for i := range kids {
			kids[i] = e.constant(value.OfEnum(i))
		}
		return e.scalarOperand(e.d.Choice(v, kids...))
	case types.Set:
		s := e.newSet(True, len(t.Members))
		for i := range t.Members {
			k.n = int32(i) + 1
			s.members[i] = e.atom(k, src)
		}
		return e.setOperand(s)
	}
	l := leaf{deps: src}
	if path == in.Name {
		l.lo, l.hi = e.staticBounds(in.Bounds)
		if t.Kind == types.List {
			l.list = e.originOf(in)
		}
	}
	return e.scalarOperand(e.unknown(k, l))
}

// staticBounds are the least and greatest amount that unconditional bounds with known values allow. The order of dates is validation and
// is not used.
func (e *evaluation) staticBounds(bounds []*tree.Bound) (lo, hi value.Value) {
	for _, b := range bounds {
		if b.When != nil || b.Unless != nil || b.Value == nil {
			continue
		}
		lit, ok := b.Value.(*tree.Lit)
		if !ok || !numeric(lit.Value) {
			continue
		}
		switch b.Kind {
		case ast.AtLeast, ast.Above:
			lo = larger(lo, lit.Value)
		case ast.AtMost, ast.Below:
			hi = smaller(hi, lit.Value)
		}
	}
	return lo, hi
}

func numeric(v value.Value) bool {
	return v.Kind == value.Number || v.Kind == value.Percent || v.Kind == value.Money
}

// determination is a judgment that is not given: the one value its bounds leave, or open within them.
func (e *evaluation) determination(in *tree.Input, guard diagram.Ref) *operand {
	switch in.Type.Kind {
	case types.Bool, types.Enum:
		return e.scalarOperand(e.finiteJudgment(in, guard))
	case types.Set:
		return e.fresh(in, in.Name, in.Type, guard)
	}
	o := e.fresh(in, in.Name, in.Type, guard)
	if o.ref < 0 || e.leaves[o.ref].kind != open {
		return o
	}
	lo, hi := e.judgmentRange(in)
	if bounded(lo, hi) && equal(lo, hi) {
		o.ref = e.constant(lo)
	} else {
		e.leaves[o.ref].lo, e.leaves[o.ref].hi = lo, hi
	}
	for _, b := range in.Bounds {
		if b.Kind == ast.Exactly && b.Value != nil {
			o.ref = e.choose(e.boundHolds(b), e.scalar(b.Value), o.ref)
		}
	}
	return o
}

// judgmentRange is the range that the bounds leave where their conditions and values are known.
func (e *evaluation) judgmentRange(in *tree.Input) (lo, hi value.Value) {
	for _, b := range in.Bounds {
		if b.Value == nil || e.boundHolds(b) != True {
			continue
		}
		r := e.scalar(b.Value)
		if r < 0 {
			continue
		}
		l := &e.leaves[r]
		low, high := l.lo, l.hi
		if l.kind == known {
			low, high = l.v, l.v
		}
		switch b.Kind {
		case ast.AtLeast, ast.Above, ast.NotBefore:
			lo = larger(lo, low)
		case ast.AtMost, ast.Below, ast.NotAfter:
			hi = smaller(hi, high)
		case ast.Exactly:
			lo, hi = larger(lo, low), smaller(hi, high)
		}
	}
	return lo, hi
}

// boundHolds is the condition under which a bound applies.
func (e *evaluation) boundHolds(b *tree.Bound) diagram.Ref {
	return e.holds(e.condition(b.When, b.Unless))
}

// finiteJudgment is a yes-or-no or enumerated judgment restricted by its bounds.
func (e *evaluation) finiteJudgment(in *tree.Input, guard diagram.Ref) diagram.Ref {
	n := 2
	if in.Type.Kind == types.Enum {
		n = len(in.Type.Members)
	}
	all := uint64(1)<<n - 1
	allowed := e.constant(value.Value{Kind: value.Set, N: int64(all)})
	for _, b := range in.Bounds {
		allowed = e.choose(e.boundHolds(b), e.restrict(allowed, b), allowed)
	}
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
	if b.Value == nil {
		m := b.Members
		if b.Kind == ast.Not {
			m = ^m
		}
		return e.d.Map(allowed, func(a int32) diagram.Ref { return mask(a, m) })
	}
	return e.d.Map2(allowed, e.scalar(b.Value), func(a, v int32) diagram.Ref {
		if e.leaves[v].kind != known {
			return diagram.Ref(a)
		}
		m := uint64(1) << e.leaves[v].v.N
		if b.Kind == ast.Not {
			m = ^m
		}
		return mask(a, m)
	})
}
