package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// env is where an expression stands: the unit and what is bound around it.
type env struct {
	u       *unit
	vars    *local
	subject tree.Expr        // in a table's cell: the value of the column
	rec     *tree.ElementVar // in the options of a record's field: the record, whose fields go by their bare names
}

// local is a bound variable; up is the one around it.
type local struct {
	name string
	v    *tree.ElementVar
	up   *local
}

func (u *unit) env() *env { return &env{u: u} }

// bind is the environment inside a quantifier.
func (n *env) bind(v *tree.ElementVar) *env {
	inner := *n
	inner.vars = &local{name: v.Name, v: v, up: n.vars}
	return &inner
}

func base(t *types.Type, at source.Span) tree.Base { return tree.Base{T: t, Span: at} }

// bad stands for an expression that has been reported, or that could not be read.
func (n *env) bad(at source.Span) tree.Expr {
	n.u.report.failed = true
	return &tree.Lit{Base: base(invalidType, at)}
}

func isBad(e tree.Expr) bool { return e.Type().Kind == types.Invalid }

// value checks an expression whose type must be want.
func (n *env) value(e ast.Expr, want *types.Type) tree.Expr {
	return n.convert(n.expr(e, want), want)
}

// cond checks a condition; nil stays nil.
func (n *env) cond(e ast.Expr) tree.Expr {
	if e == nil {
		return nil
	}
	x := n.expr(e, boolType)
	if k := x.Type().Kind; k != types.Bool && k != types.Invalid {
		n.u.report.notCondition(x)
		return n.bad(e.Pos())
	}
	return x
}

// expr checks an expression. want is the type that is expected there, or nil; it only decides what names and bare numbers mean.
func (n *env) expr(e ast.Expr, want *types.Type) tree.Expr {
	switch e := e.(type) {
	case nil:
		return n.bad(source.Span{})
	case *ast.Paren:
		return n.expr(e.X, want)
	case *ast.Literal:
		return n.literal(e, want)
	case *ast.PeriodLit:
		p, ok := n.u.period(e)
		if !ok {
			return n.bad(e.Span)
		}
		return &tree.Lit{Base: base(&types.Type{Kind: types.Span, Unit: p.Unit}, e.Span)}
	case *ast.Ident:
		return n.ident(e, want)
	case *ast.Of:
		return n.of(e, want)
	case *ast.After:
		return n.after(e)
	case *ast.LastDay:
		return n.lastDay(e)
	case *ast.WorkingDay:
		return n.workingDay(e)
	case *ast.ClockOn:
		return n.clockOn(e)
	case *ast.Aggregate:
		return n.aggregate(e, want)
	case *ast.SchedLookup:
		return n.schedLookup(e)
	case *ast.BindingLimits:
		return n.bindingLimits(e)
	case *ast.SumExpr:
		return n.sum(e, want)
	case *ast.Product:
		return n.product(e, want)
	case *ast.Compare:
		return n.compare(e)
	case *ast.Within:
		return n.within(e)
	case *ast.OneOf:
		return n.oneOf(e)
	case *ast.In:
		return n.in(e.L, e.X, e.Not, e.Span)
	case *ast.IsEmpty:
		return n.isEmpty(e)
	case *ast.Contains:
		return n.in(e.L, e.X, e.Not, e.Span)
	case *ast.Happened:
		return n.happened(e)
	case *ast.Arises:
		return n.arises(e)
	case *ast.Quant:
		return n.quant(e)
	case *ast.NotExpr:
		x := n.cond(e.X)
		if x == nil || isBad(x) {
			return n.bad(e.Span)
		}
		return &tree.Not{Base: base(boolType, e.Span), X: x}
	case *ast.And:
		return n.all(e.Xs, e.Span, func(b tree.Base, xs []tree.Expr) tree.Expr { return &tree.And{Base: b, Xs: xs} })
	case *ast.Or:
		return n.all(e.Xs, e.Span, func(b tree.Base, xs []tree.Expr) tree.Expr { return &tree.Or{Base: b, Xs: xs} })
	case *ast.Subject:
		if n.subject == nil {
			return n.bad(e.Span)
		}
		return n.subject
	case *ast.ListLit, *ast.RecordLit:
		n.u.report.onlyInTests(e.Pos())
	}
	return n.bad(e.Pos())
}

// all checks the parts of a chain of and or or.
func (n *env) all(xs []ast.Expr, at source.Span, chain func(tree.Base, []tree.Expr) tree.Expr) tree.Expr {
	out := make([]tree.Expr, 0, len(xs))
	for _, x := range xs {
		if c := n.cond(x); c != nil {
			out = append(out, c)
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return chain(base(boolType, at), out)
}

// convert makes a value of type want of x. What cannot be converted is reported.
func (n *env) convert(x tree.Expr, want *types.Type) tree.Expr {
	have := x.Type()
	switch {
	case want == nil || have.Kind == types.Invalid || want.Kind == types.Invalid:
		return x
	case !have.AssignableTo(want):
		n.u.report.mismatch(x, want)
		return n.bad(x.Pos())
	case have.Kind == types.Enum || have.Kind == types.Set:
		return fit(x, want)
	}
	return x
}

// fit converts an enumeration or set to another that has all its members.
func fit(x tree.Expr, want *types.Type) tree.Expr {
	m := x.Type().MemberMap(want)
	if m == nil {
		return x
	}
	if l, ok := x.(*tree.Lit); ok {
		return &tree.Lit{Base: base(want, l.Span), Value: moveMembers(l, m)}
	}
	return &tree.Convert{Base: base(want, x.Pos()), X: x, Map: m}
}

// unparen takes parentheses off.
func unparen(e ast.Expr) ast.Expr {
	for {
		p, ok := e.(*ast.Paren)
		if !ok || p.X == nil {
			return e
		}
		e = p.X
	}
}
