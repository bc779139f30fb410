package reference

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

func call(op string, args ...string) string { return op + "(" + strings.Join(args, ", ") + ")" }

// lifted evaluates operands of an operator that gives n/a for n/a; stop is set where the operator's value is settled by that.
func lifted(vs ...val) (stop *val) {
	for _, v := range vs {
		if v.kind == broken {
			return &v
		}
	}
	for _, v := range vs {
		if v.kind == na {
			return &v
		}
	}
	return nil
}

// eval evaluates an expression.
func (e *env) eval(x tree.Expr) val {
	switch x := x.(type) {
	case *tree.Lit:
		return e.literal(x)
	case *tree.InputRef:
		return e.input(x.Input)
	case *tree.TermRef:
		return e.closed().eval(x.Term.Body)
	case *tree.DecisionRef:
		return e.decision(x.Decision).val()
	case *tree.ReadingRef:
		return knownVal(value.OfEnum(e.readings[x.Ambiguity.Index]))
	case *tree.CaveatsRef:
		return val{kind: set, members: len(e.p.Caveats), member: func(i int) val { return e.caveat(e.p.Caveats[i]) }}
	case *tree.VarRef:
		return e.elements[x.Var.ID]
	case *tree.FieldOf:
		r := e.eval(x.X)
		if stop := lifted(r); stop != nil {
			return *stop
		}
		return e.field(r.rec, x.X.Type().Rec, x.Field)
	case *tree.AttrOf:
		return e.attribute(x)
	case *tree.Share:
		return e.product(x.T, "share", []tree.Expr{x.Percent, x.X})
	case *tree.Product:
		return e.product(x.T, "times", x.Factors)
	case *tree.Sum:
		return e.sum(x)
	case *tree.Shift:
		return e.shift(e.eval(x.X), x.Period, x.Before, x.Defaults)
	case *tree.LastDayFrom:
		return e.lastDay(x)
	case *tree.WorkingDay:
		return e.workingDay(x)
	case *tree.ClockOn:
		return e.clockOn(x)
	case *tree.Aggregate:
		return e.aggregate(x)
	case *tree.SchedOn:
		return e.periodOn(x.Schedule, e.eval(x.X))
	case *tree.SchedEnding:
		return e.periodsEnding(x.Schedule, e.eval(x.X))
	case *tree.SchedFirst:
		return e.firstPeriods(x.Schedule, x.N)
	case *tree.BindingLimits:
		return e.bindingLimits(x)
	case *tree.Convert:
		return e.convert(x)
	case *tree.Compare:
		return negateIf(x.Not, e.compare(x.Op, e.eval(x.X), e.eval(x.Y)))
	case *tree.Within:
		return negateIf(x.Not, e.within(x))
	case *tree.OneOf:
		return negateIf(x.Not, e.oneOf(x))
	case *tree.In:
		return negateIf(x.Not, e.in(e.eval(x.X), e.eval(x.L)))
	case *tree.IsEmpty:
		return negateIf(x.Not, e.empty(e.eval(x.X)))
	case *tree.Happened:
		return boolVal((e.facts[x.Event.Index].Kind != value.Invalid) != x.Not)
	case *tree.ArisesTest:
		return negateIf(x.Not, e.arises(x.Decision))
	case *tree.Quant:
		return e.quantified(x)
	case *tree.Not:
		return not(e.eval(x.X))
	case *tree.And:
		return and(e.each(x.Xs)...)
	case *tree.Or:
		return or(e.each(x.Xs)...)
	}
	panic(fmt.Sprintf("reference: no such expression: %T", x))
}

func negateIf(b bool, v val) val {
	if b {
		return not(v)
	}
	return v
}

func (e *env) each(xs []tree.Expr) []func() val {
	var out []func() val
	for _, x := range xs {
		out = append(out, func() val { return e.eval(x) })
	}
	return out
}

// literal is a literal; a bare 0 may be an amount in the currency of a fact that is not known.
func (e *env) literal(x *tree.Lit) val {
	if x.CurrencyOf != nil {
		return e.zeroIn(x.CurrencyOf)
	}
	switch x.Value.Kind {
	case value.Set:
		return setOfMask(uint64(x.Value.N), len(x.T.Members))
	case value.List:
		out := val{kind: list}
		elems, _ := x.Value.Ref.([]value.Value)
		for _, v := range elems {
			out.elems = append(out.elems, knownVal(v))
		}
		return out
	}
	return knownVal(x.Value)
}

// zeroIn is zero in the currency of a fact.
func (e *env) zeroIn(of *tree.Input) val {
	v := e.input(of)
	if v.kind == known {
		return knownVal(value.OfDecimal(value.Money, zero, v.v.Cur))
	}
	if v.kind != symbolic {
		return v
	}
	s := combine("zero in the currency of "+of.Name, v)
	s.in, s.cur = point(zero), v.s.cur
	return collapse(&types.Type{Kind: types.Money}, s)
}
