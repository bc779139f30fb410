package mutate

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// expr finds the sites in an expression.
func (f *finder) expr(at *tree.Expr) {
	tree.Walk(*at, func(x tree.Expr) bool {
		if f.first(x) {
			f.node(x)
		}
		return true
	})
	f.chains(at)
}

// chains finds the sites where "and" and "or" can be taken for each other. The node is replaced, so the place that holds it is needed: the
// condition as a whole, and the links of a chain.
func (f *finder) chains(at *tree.Expr) {
	switch x := (*at).(type) {
	case *tree.And:
		if f.first(chainOf{x}) {
			put(f, x.Span, "and → or", at, tree.Expr(&tree.Or{Base: x.Base, Xs: x.Xs}))
			f.links(x.Xs)
		}
	case *tree.Or:
		if f.first(chainOf{x}) {
			put(f, x.Span, "or → and", at, tree.Expr(&tree.And{Base: x.Base, Xs: x.Xs}))
			f.links(x.Xs)
		}
	case *tree.Not:
		f.chains(&x.X)
	default: // no chain
	}
}

type chainOf struct{ x tree.Expr }

func (f *finder) links(xs []tree.Expr) {
	for i := range xs {
		f.chains(&xs[i])
	}
}

// node finds the sites of one part of an expression.
func (f *finder) node(x tree.Expr) {
	switch x := x.(type) {
	case *tree.Lit:
		f.literal(x)
	case *tree.Shift:
		f.period(x.Span, &x.Period, 0)
	case *tree.LastDayFrom:
		f.period(x.Span, &x.Period, 1)
	case *tree.Within:
		f.period(x.Span, &x.Period, 0)
		f.negate(x.Span, &x.Not)
	case *tree.Compare:
		if to, ok := beside[x.Op]; ok {
			put(f, x.Span, x.Op.String()+" → "+to.String(), &x.Op, to)
		} else {
			f.negate(x.Span, &x.Not)
		}
	case *tree.OneOf:
		f.negate(x.Span, &x.Not)
	case *tree.In:
		f.negate(x.Span, &x.Not)
	case *tree.IsEmpty:
		f.negate(x.Span, &x.Not)
	case *tree.Happened:
		f.negate(x.Span, &x.Not)
	case *tree.ArisesTest:
		f.negate(x.Span, &x.Not)
	case *tree.Quant:
		if x.Kind != ast.No {
			to := map[ast.QuantKind]ast.QuantKind{ast.Some: ast.Every, ast.Every: ast.Some}[x.Kind]
			put(f, x.Span, x.Kind.String()+" → "+to.String(), &x.Kind, to)
		}
	case *tree.Sum:
		for i := range x.Rest {
			words := "plus → less"
			if x.Rest[i].Less {
				words = "less → plus"
			}
			put(f, x.Rest[i].X.Pos(), words, &x.Rest[i].Less, !x.Rest[i].Less)
		}
	default: // nothing to shift or swap
	}
}

// beside are the comparisons that differ only where both sides are equal.
var beside = map[ast.CompareOp]ast.CompareOp{
	ast.IsAtLeast: ast.IsAbove, ast.IsAbove: ast.IsAtLeast, ast.IsAtMost: ast.IsBelow, ast.IsBelow: ast.IsAtMost,
	ast.IsBefore: ast.IsOnOrBefore, ast.IsOnOrBefore: ast.IsBefore, ast.IsAfter: ast.IsOnOrAfter, ast.IsOnOrAfter: ast.IsAfter,
}

func (f *finder) negate(at source.Span, not *bool) {
	words := "negated"
	if *not {
		words = "not dropped"
	}
	put(f, at, words, not, !*not)
}

// literal shifts an amount, number, percentage or date by its smallest step, and swaps yes and no.
func (f *finder) literal(l *tree.Lit) {
	v := l.Value
	shift := func(step decimal.Decimal, down bool) {
		d := v.Decimal().Add(step)
		if down {
			d = v.Decimal().Sub(step)
		}
		if d.IsNegative() {
			return
		}
		to := value.OfDecimal(v.Kind, d, v.Cur)
		put(f, l.Span, words(v)+" → "+words(to), &l.Value, to)
	}
	switch v.Kind {
	case value.Money, value.Number, value.Percent:
		if v.Special {
			return
		}
		step := decimal.New(1, 0)
		switch v.Kind {
		case value.Money:
			digits := 2
			if v.Cur != money.None {
				digits = v.Cur.Digits()
			}
			step = decimal.New(1, int32(-digits))
		case value.Percent:
			step = decimal.New(1, -2)
		}
		shift(step, false)
		shift(step, true)
	case value.Date:
		if v.Special {
			return
		}
		for _, by := range []date.Date{1, -1} {
			to := value.OfDate(v.Date() + by)
			put(f, l.Span, words(v)+" → "+words(to), &l.Value, to)
		}
	case value.Bool:
		if l.T != nil && l.T.Kind == types.Bool {
			to := value.OfBool(!v.IsTrue())
			put(f, l.Span, words(v)+" → "+words(to), &l.Value, to)
		}
	}
}

// words is a value as it is written; an amount whose currency is that of a fact has none.
func words(v value.Value) string { return strings.TrimSpace(v.String()) }

var units = [...]string{types.CalendarDays: "days", types.CalendarMonths: "months", types.WorkingDays: "working days", types.ClockTime: "minutes"}

// period makes a stretch of time one unit longer and shorter.
func (f *finder) period(at source.Span, p *tree.PeriodOf, least int) {
	for _, by := range []int{1, -1} {
		to := *p
		to.N += by
		if to.N < least {
			continue
		}
		to.Words = strconv.Itoa(to.N) + " " + units[p.Unit]
		put(f, at, p.Words+" → "+to.Words, p, to)
	}
}
