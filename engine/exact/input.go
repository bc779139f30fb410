package exact

import (
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
	e.put(&e.inputs[in.Index], o)
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
		l.span = staticBounds(in.Bounds, t)
		if t.Kind == types.List {
			l.list = e.originOf(in)
		}
	}
	return e.scalarOperand(e.unknown(k, l))
}

// staticBounds are the least and greatest amount that unconditional bounds with known values allow. The order of dates is validation and
// is not used.
func staticBounds(bounds []*tree.Bound, t *types.Type) span {
	var out span
	for _, b := range bounds {
		if b.When != nil || b.Unless != nil || b.Value == nil {
			continue
		}
		if lit, ok := b.Value.(*tree.Lit); ok && numeric(lit.Value) && !lit.Value.Special {
			out = out.meet(b.Kind, &span{lo: lit.Value, hi: lit.Value}, t)
		}
	}
	return out
}

func numeric(v value.Value) bool {
	return v.Kind == value.Number || v.Kind == value.Percent || v.Kind == value.Money
}
