package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
)

// sum is a chain of plus and less.
func (n *env) sum(e *ast.SumExpr, want *types.Type) tree.Expr {
	parts := make([]ast.Expr, 0, len(e.Rest)+1)
	parts = append(parts, e.First)
	for _, t := range e.Rest {
		parts = append(parts, t.X)
	}
	xs := n.alike(parts, want)
	if len(xs) == 1 {
		return xs[0]
	}
	t, ok := n.addable(xs, e)
	if !ok {
		return n.bad(e.Span)
	}
	out := &tree.Sum{Base: base(t, e.Span), First: xs[0]}
	for i, r := range e.Rest {
		out.Rest = append(out.Rest, tree.SumTerm{Less: r.Less, X: xs[i+1]})
	}
	return out
}

// alike checks expressions that are to have one type. A part that means nothing by itself is told what the first other part is, or what
// is expected of the whole.
func (n *env) alike(parts []ast.Expr, want *types.Type) []tree.Expr {
	out := make([]tree.Expr, len(parts))
	for i, p := range parts {
		if n.needsContext(p) {
			continue
		}
		out[i] = n.expr(p, want)
		if t := out[i].Type(); want == nil || want.Kind != t.Kind {
			want = t
		}
	}
	for i, p := range parts {
		if out[i] == nil {
			out[i] = n.expr(p, want)
		}
	}
	return out
}

// addable tells the type of a sum; what cannot be added is reported.
func (n *env) addable(xs []tree.Expr, at ast.Expr) (*types.Type, bool) {
	r := n.u.report
	first := xs[0].Type()
	for _, x := range xs {
		if isBad(x) {
			return invalidType, false
		}
	}
	for _, x := range xs {
		t := x.Type()
		switch {
		case t.Special:
			r.specialSum(x)
			return invalidType, false
		case t.Kind == types.Date || t.Kind == types.Instant || t.Kind == types.Span:
			r.dateSum(at, xs)
			return invalidType, false
		case t.Kind != types.Number && t.Kind != types.Percent && t.Kind != types.Money:
			r.notAmount(x)
			return invalidType, false
		case t.Kind != first.Kind:
			r.sumKinds(at.Pos(), xs[0], x)
			return invalidType, false
		case t.Kind == types.Money && t.Currency != first.Currency:
			r.twoCurrencies(at.Pos(), xs[0], x)
			return invalidType, false
		}
	}
	return widest(xs), true
}

// widest is the type of a sum, or of the largest, of numbers, percentages or amounts: a whole number only if all are.
func widest(xs []tree.Expr) *types.Type {
	t := xs[0].Type()
	if t.Kind != types.Number {
		return t
	}
	for _, x := range xs {
		if !x.Type().Whole {
			return numberType
		}
	}
	return wholeType
}

// product is a chain of times.
func (n *env) product(e *ast.Product, _ *types.Type) tree.Expr {
	out := &tree.Product{}
	t := wholeType
	ok := true
	for _, f := range e.Factors {
		x := n.expr(f, nil)
		out.Factors = append(out.Factors, x)
		if isBad(x) {
			ok = false
		}
	}
	if !ok {
		return n.bad(e.Span)
	}
	for i, x := range out.Factors {
		ft := x.Type()
		switch {
		case ft.Special:
			n.u.report.specialSum(x)
			return n.bad(e.Span)
		case ft.Kind == types.Number:
			if t.Kind == types.Number && !ft.Whole {
				t = numberType
			}
		case ft.Kind != types.Money && ft.Kind != types.Percent:
			n.u.report.notAmount(x)
			return n.bad(e.Span)
		case t.Kind == types.Number:
			t = ft
		default:
			n.u.report.badProduct(e.Span, out.Factors[:i+1])
			return n.bad(e.Span)
		}
	}
	out.Base = base(t, e.Span)
	return out
}

// currencyOfZero is the input whose currency an amount of nothing has; nil where the type names one.
func (u *unit) currencyOfZero(t *types.Type) *tree.Input {
	if t.Kind == types.Money && t.Currency == money.None {
		return u.defaults.CurrencyOf
	}
	return nil
}
