package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// elemOf is the type of the members of a list or set; nil for anything else.
func elemOf(t *types.Type) *types.Type {
	switch t.Kind {
	case types.List:
		return t.Elem
	case types.Set:
		return &types.Type{Kind: types.Enum, Members: t.Members}
	}
	return nil
}

// quant is "some x in L has ( C )".
func (n *env) quant(e *ast.Quant) tree.Expr {
	over, inner, v := n.each(e.Over, e.Var)
	body := inner.cond(e.Body)
	if isBad(over) || body == nil || isBad(body) {
		return n.bad(e.Span)
	}
	return &tree.Quant{Base: base(boolType, e.Span), Kind: e.Kind, Var: v, Over: over, Body: body}
}

// each checks what a variable runs over and binds it.
func (n *env) each(over ast.Expr, name ast.Name) (tree.Expr, *env, *tree.ElementVar) {
	x := n.expr(over, nil)
	elem := elemOf(x.Type())
	if elem == nil {
		if !isBad(x) {
			n.u.report.notMany(x)
			x = n.bad(x.Pos())
		}
		elem = invalidType
	}
	n.freshName(name)
	v := n.u.w.newVar(name.Text, elem)
	return x, n.bind(v), v
}

// freshName reports a variable that hides another name.
func (n *env) freshName(name ast.Name) {
	if s := n.u.scope[name.Text]; s != nil && s.d != nil {
		n.u.report.declaredTwice(name, "", s.d.name.Span)
		return
	}
	for v := n.vars; v != nil; v = v.up {
		if v.name == name.Text {
			n.u.report.declaredTwice(name, "", source.Span{})
			return
		}
	}
}

// in is "X is [not] in L" and "L includes X".
func (n *env) in(el, ex ast.Expr, not bool, at source.Span) tree.Expr {
	l := n.expr(el, nil)
	out := &tree.In{Base: base(boolType, at), Not: not, L: l}
	t := l.Type()
	switch t.Kind {
	case types.Invalid:
		return n.bad(at)
	case types.Period, types.Calendar:
		out.X = n.value(ex, dateType)
	case types.Set:
		x := n.expr(ex, elemOf(t))
		if x.Type().Kind == types.Enum && !x.Type().MembersIn(t) && t.MembersIn(x.Type()) {
			out.L = fit(l, &types.Type{Kind: types.Set, Members: x.Type().Members})
			out.X = x
			break
		}
		out.X = n.convert(x, elemOf(t))
	case types.List:
		if t.Elem.Kind == types.Record || t.Elem.Kind == types.Period {
			n.u.report.membersOfRecords(l)
			return n.bad(at)
		}
		out.X = n.value(ex, t.Elem)
	default:
		n.u.report.notMany(l)
		return n.bad(at)
	}
	if isBad(out.X) {
		return n.bad(at)
	}
	return out
}

// isEmpty is "X is [not] empty".
func (n *env) isEmpty(e *ast.IsEmpty) tree.Expr {
	x := n.expr(e.X, nil)
	switch x.Type().Kind {
	case types.Invalid:
		return n.bad(e.Span)
	case types.List, types.Set:
		return &tree.IsEmpty{Base: base(boolType, e.Span), Not: e.Not, X: x}
	}
	n.u.report.notMany(x)
	return n.bad(e.Span)
}

// aggregate is "sum of (a, b)" and "sum of (E for each x in L where C)".
func (n *env) aggregate(e *ast.Aggregate, want *types.Type) tree.Expr {
	out := &tree.Aggregate{Op: e.Op}
	want = elemWant(e.Op, want)
	var elems []tree.Expr // what is put together, or one that stands for all of them
	switch {
	case e.Over != nil:
		over, inner, v := n.each(e.Over, e.Var)
		out.Over, out.Var = over, v
		if e.Body != nil {
			out.Body = inner.expr(e.Body, want)
		} else {
			out.Body = &tree.VarRef{Base: base(v.T, e.Var.Span), Var: v}
		}
		if e.Where != nil {
			out.Where = inner.cond(e.Where)
		}
		if isBad(over) || isBad(out.Body) || out.Where != nil && isBad(out.Where) {
			return n.bad(e.Span)
		}
		elems = []tree.Expr{out.Body}
	default:
		out.Args = n.alike(e.Args, want)
		for _, a := range out.Args {
			if isBad(a) {
				return n.bad(e.Span)
			}
		}
		if len(out.Args) == 0 {
			return n.bad(e.Span)
		}
		elems = out.Args
		if len(out.Args) == 1 && elemOf(out.Args[0].Type()) != nil {
			elems = []tree.Expr{standIn(out.Args[0])}
		}
	}
	t, ok := n.aggregated(e, elems)
	if !ok {
		return n.bad(e.Span)
	}
	out.Base = base(t, e.Span)
	if e.Op == ast.Sum {
		out.CurrencyOf = n.u.currencyOfZero(t)
	}
	return out
}

// elemWant is what is expected of an aggregate's parts where want is expected of the whole.
func elemWant(op ast.AggregateOp, want *types.Type) *types.Type {
	switch {
	case op == ast.Count || want == nil:
		return nil
	case op == ast.ListOf:
		return want.Elem
	}
	return want
}

// standIn is an expression of the type of a list's members, at the list's place.
func standIn(list tree.Expr) tree.Expr {
	return &tree.Lit{Base: base(elemOf(list.Type()), list.Pos())}
}

// aggregated tells the type of an aggregate of such parts.
func (n *env) aggregated(e *ast.Aggregate, elems []tree.Expr) (*types.Type, bool) {
	r := n.u.report
	first := elems[0].Type()
	switch e.Op {
	case ast.Count:
		return wholeType, true
	case ast.Sum:
		return n.addable(elems, e)
	case ast.ListOf:
		for _, x := range elems[1:] {
			if !types.Same(first, x.Type()) && !(first.Kind == types.Number && x.Type().Kind == types.Number) {
				r.sumKinds(e.Span, elems[0], x)
				return invalidType, false
			}
		}
		if elemOf(first) != nil || first.Kind == types.Duty || first.Kind == types.Duties {
			r.badElement(e.Span, first)
			return invalidType, false
		}
		return &types.Type{Kind: types.List, Elem: widest(elems)}, true
	}
	for _, x := range elems {
		k := x.Type().Kind
		days := k == types.Date || k == types.Instant
		amounts := k == types.Number || k == types.Percent || k == types.Money
		switch {
		case (e.Op == ast.Earliest || e.Op == ast.Latest) && !days, (e.Op == ast.Smallest || e.Op == ast.Largest) && !amounts:
			r.wrongAggregate(e, x)
			return invalidType, false
		case k != first.Kind:
			r.sumKinds(e.Span, elems[0], x)
			return invalidType, false
		case k == types.Money && x.Type().Currency != first.Currency:
			r.twoCurrencies(e.Span, elems[0], x)
			return invalidType, false
		}
	}
	t := first
	for _, x := range elems {
		if x.Type().Special {
			t = x.Type()
		}
	}
	if t.Kind == types.Number {
		t = widest(elems)
	}
	return t, true
}
