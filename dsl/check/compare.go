package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// compare is "X is [not] OP Y".
func (n *env) compare(e *ast.Compare) tree.Expr {
	x, y := n.pair(e.X, e.Y)
	if isBad(x) || isBad(y) {
		return n.bad(e.Span)
	}
	x, y, ok := n.unify(e, x, y)
	if !ok || !n.ordered(e, x) {
		return n.bad(e.Span)
	}
	return &tree.Compare{Base: base(boolType, e.Span), Op: e.Op, Not: e.Not, X: x, Y: y}
}

// pair checks two expressions of which each may tell what the other means. The one that means something by itself is checked first.
func (n *env) pair(ex, ey ast.Expr) (x, y tree.Expr) {
	if n.needsContext(ex) && !n.needsContext(ey) {
		y = n.expr(ey, nil)
		return n.expr(ex, y.Type()), y
	}
	x = n.expr(ex, nil)
	return x, n.expr(ey, x.Type())
}

// needsContext tells whether an expression is a bare number or text, or a name that is none of the policy's: it may be a value of an
// enumeration.
func (n *env) needsContext(e ast.Expr) bool {
	switch e := unparen(e).(type) {
	case *ast.Literal:
		return e.Kind == ast.Number || e.Kind == ast.Text || e.Kind == ast.Special || e.Kind == ast.Empty
	case *ast.Ident:
		return n.u.scope[e.Name] == nil && n.bound(e) == nil && e.Name != caveatsName
	default:
	}
	return false
}

// unify makes two compared values be of one type, and reports if that cannot be.
func (n *env) unify(e *ast.Compare, x, y tree.Expr) (tree.Expr, tree.Expr, bool) {
	tx, ty := x.Type(), y.Type()
	r := n.u.report
	switch {
	case tx.Kind != ty.Kind:
		r.compareKinds(e, x, y)
		return x, y, false
	case tx.Kind == types.Enum || tx.Kind == types.Set:
		switch {
		case tx.MembersIn(ty):
			return fit(x, ty), y, true
		case ty.MembersIn(tx):
			return x, fit(y, tx), true
		}
		r.enumsApart(e.Span, x, y)
		return x, y, false
	case tx.Kind == types.Money && tx.Currency != ty.Currency:
		r.twoCurrencies(e.Span, x, y)
		return x, y, false
	case tx.Kind == types.List || tx.Kind == types.Record:
		if !types.Same(tx, ty) {
			r.compareKinds(e, x, y)
			return x, y, false
		}
	}
	return x, y, true
}

// ordered reports a comparison that the values do not have.
func (n *env) ordered(e *ast.Compare, x tree.Expr) bool {
	k := x.Type().Kind
	r := n.u.report
	switch e.Op {
	case ast.Is:
		switch k {
		case types.Duty, types.Duties, types.Calendar, types.Period, types.Span:
			r.notComparable(e.Span, x)
			return false
		}
	case ast.IsAtLeast, ast.IsAtMost, ast.IsAbove, ast.IsBelow:
		switch k {
		case types.Number, types.Percent, types.Money:
			return true
		}
		r.wrongOrder(e, x)
		return false
	case ast.IsBefore, ast.IsAfter, ast.IsOnOrBefore, ast.IsOnOrAfter:
		if k != types.Date && k != types.Instant {
			r.wrongOrder(e, x)
			return false
		}
	}
	return true
}

// oneOf is "X is [not] one of a, b".
func (n *env) oneOf(e *ast.OneOf) tree.Expr {
	x := n.expr(e.X, nil)
	t := x.Type()
	if isBad(x) {
		for _, m := range e.Members {
			if _, name := unparen(m).(*ast.Ident); !name {
				n.expr(m, invalidType)
			}
		}
		return n.bad(e.Span)
	}
	out := &tree.OneOf{Base: base(boolType, e.Span), Not: e.Not, X: x}
	ok := true
	for _, m := range e.Members {
		y := n.value(m, t)
		l, constant := y.(*tree.Lit)
		switch {
		case isBad(y):
			ok = false
		case !constant:
			n.u.report.notConstantMember(y)
			ok = false
		case t.Kind == types.Enum:
			out.Mask |= 1 << l.Value.N
		default:
			out.Ys = append(out.Ys, y)
		}
	}
	switch t.Kind {
	case types.Set, types.List, types.Record, types.Duty, types.Duties, types.Period, types.Calendar, types.Span:
		n.u.report.notComparable(e.Span, x)
		return n.bad(e.Span)
	}
	if !ok {
		return n.bad(e.Span)
	}
	return out
}
