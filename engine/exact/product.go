package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// times is "X times Y times Z".
func (e *evaluation) times(x *tree.Product) diagram.Ref {
	out, t := e.scalar(x.Factors[0]), x.Factors[0].Type()
	for _, f := range x.Factors[1:] {
		out = e.product(times, out, e.scalar(f), t, f.Type())
		if f.Type().Kind == types.Money {
			t = f.Type()
		}
	}
	return out
}

// product multiplies values of two types, also a percentage and an amount. Nothing of an amount is nothing in its currency, whatever the amount.
func (e *evaluation) product(op operation, a, b diagram.Ref, s, t *types.Type) diagram.Ref {
	if a >= 0 && b >= 0 {
		return e.productLeaves(op, int32(a), int32(b), s, t)
	}
	return e.d.Map2(a, b, func(x, y int32) diagram.Ref { return e.productLeaves(op, x, y, s, t) })
}

func (e *evaluation) productLeaves(op operation, x, y int32, s, t *types.Type) diagram.Ref {
	var nothing value.Value
	switch lx, ly := &e.leaves[x], &e.leaves[y]; {
	case lx.kind == known && ly.kind == open && lx.v.IsZero():
		nothing = op.bound(lx.v, zeroOf(t))
	case lx.kind == open && ly.kind == known && ly.v.IsZero():
		nothing = op.bound(zeroOf(s), ly.v)
	}
	if nothing.Kind == value.Invalid {
		return e.arithLeaves(op, x, y)
	}
	return e.constant(nothing)
}

// zeroOf is zero of a type; Invalid where its currency is not known.
func zeroOf(t *types.Type) value.Value {
	if t.Kind == types.Money && t.Currency == money.None {
		return value.Value{}
	}
	return value.Value{Kind: kindOf(t), Cur: t.Currency}
}
