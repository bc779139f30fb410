package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/country"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// TestValue is the value of an expression that a test writes out where one of type want is expected: a literal, a list, a record. Whatever
// else it is, is reported to list, and ok is false. Defaults are those of the policy that the value is for; a bare 0 takes their currency, and
// has none where that is the currency of a fact.
func TestValue(e ast.Expr, want *types.Type, defaults *tree.Defaults, list *diag.List) (v value.Value, ok bool) {
	if defaults == nil {
		defaults = &tree.Defaults{}
	}
	u := &unit{w: &world{}, d: &decls{}, defaults: defaults, report: &reporter{list: list}, scope: map[string]*symbol{}}
	t := &testValues{env: u.env(), list: list}
	v = t.value(e, want)
	return v, !u.report.failed
}

// testValues reads the values of a test.
type testValues struct {
	env  *env
	list *diag.List
}

func (t *testValues) value(e ast.Expr, want *types.Type) value.Value {
	e = unparen(e)
	switch e := e.(type) {
	case *ast.ListLit:
		return t.items(e, want)
	case *ast.RecordLit:
		return t.record(e, want)
	case *ast.Literal, *ast.Ident:
		return t.single(e, want)
	case *ast.SumExpr:
		if l := t.belowZero(e); l != nil {
			return t.negative(l, want)
		}
	case nil:
		t.env.u.report.failed = true
		return value.Value{}
	default:
	}
	t.env.u.report.error(diag.Diagnostic{
		Code: diag.TestNotWrittenOut, Span: e.Pos(), Summary: q(shownText(e.Pos())) + " is not a written-out value",
		Detail: "A test says what is given and what is expected without computing: what it computes itself could be wrong in the same way as the policy.",
		Hint:   "write the value that it has, such as " + orElse(example(want), "a value"),
	})
	return value.Value{}
}

// belowZero is the amount in "0 less 5 EUR": the language has no sign, and what is refused for being negative must be given to be tested. It is nil
// for any other sum.
func (t *testValues) belowZero(e *ast.SumExpr) *ast.Literal {
	zero, ok := unparen(e.First).(*ast.Literal)
	if !ok || len(e.Rest) != 1 || !e.Rest[0].Less || zero.Kind != ast.Number && zero.Kind != ast.Money && zero.Kind != ast.Percent {
		return nil
	}
	if d, ok := t.env.u.decimal(zero); !ok || !d.IsZero() {
		return nil
	}
	amount, ok := unparen(e.Rest[0].X).(*ast.Literal)
	if !ok || zero.Kind == ast.Money && zero.Unit != amount.Unit {
		return nil
	}
	return amount
}

func (t *testValues) negative(l *ast.Literal, want *types.Type) value.Value {
	v := t.single(l, want)
	if v.Special || v.Kind != value.Number && v.Kind != value.Money && v.Kind != value.Percent {
		return v
	}
	return value.OfDecimal(v.Kind, v.Decimal().Neg(), v.Cur)
}

// single is one literal, or one name: a member, a country, a currency.
func (t *testValues) single(e ast.Expr, want *types.Type) value.Value {
	r := t.env.u.report
	if want.Kind == types.List || want.Kind == types.Set || want.Kind == types.Record || want.Kind == types.Duties {
		if l, ok := e.(*ast.Literal); !ok || l.Kind != ast.Empty {
			r.error(diag.Diagnostic{
				Code: diag.TypeMismatch, Span: e.Pos(), Summary: q(shownText(e.Pos())) + " is a single value, not " + kindWord(want),
				Detail: "Here " + kindWord(want) + " is expected.", Hint: "write " + q(bracketed(want, shownText(e.Pos()))),
			})
			return value.Value{}
		}
		if want.Kind == types.Duties {
			return value.OfList([]value.Value{})
		}
	}
	if id, ok := e.(*ast.Ident); ok && (want.Kind == types.Text || want.Kind == types.Country && country.Known(id.Name)) {
		r.error(diag.Diagnostic{
			Code: diag.TypeMismatch, Span: id.Span, Summary: q(id.Name) + " without quotation marks", Detail: "Here " + kindWord(want) + " is expected, which is quoted.",
			Hint: "write " + q(`"`+id.Name+`"`), Edits: replace(id.Span, `"`+id.Name+`"`),
		})
		return value.Value{}
	}
	if want.Kind == types.Money && want.Currency == money.None {
		return t.anyCurrency(e, want)
	}
	x := t.env.value(e, want)
	l, ok := x.(*tree.Lit)
	if !ok || isBad(x) {
		r.failed = true
		return value.Value{}
	}
	t.places(l)
	return l.Value
}

// anyCurrency is an amount whose currency is that of a fact.
func (t *testValues) anyCurrency(e ast.Expr, want *types.Type) value.Value {
	x := t.env.expr(e, want)
	l, ok := x.(*tree.Lit)
	switch {
	case !ok || isBad(x):
		t.env.u.report.failed = true
	case l.T.Kind != types.Money || l.T.Special && !want.Special:
		t.env.u.report.mismatch(x, want)
	default:
		t.places(l)
		return l.Value
	}
	return value.Value{}
}

// places reports an amount with more decimals than its currency has.
func (t *testValues) places(l *tree.Lit) {
	v := l.Value
	if v.Kind != value.Money || v.Special || v.Cur == money.None {
		return
	}
	if d := v.Decimal(); !d.Equal(d.Truncate(int32(v.Cur.Digits()))) {
		t.env.u.report.error(diag.Diagnostic{
			Code: diag.FractionOfCoin, Span: l.Span, Summary: q(shownText(l.Span)) + " has more decimals than " + v.Cur.Code() + " has",
			Detail: "Nobody can give or owe a part of the smallest coin.", Hint: "write the amount to the smallest coin",
		})
	}
}

// items are the members of a list, set or calendar.
func (t *testValues) items(e *ast.ListLit, want *types.Type) value.Value {
	switch want.Kind {
	case types.List:
		out := make([]value.Value, len(e.Items))
		for i, x := range e.Items {
			out[i] = t.value(x, want.Elem)
		}
		return value.OfList(out)
	case types.Set:
		out := value.Value{Kind: value.Set}
		elem := &types.Type{Kind: types.Enum, Members: want.Members}
		for _, x := range e.Items {
			if v := t.value(x, elem); v.Kind == value.Enum {
				out.N |= 1 << v.N
			}
		}
		return out
	case types.Calendar:
		var days []date.Date
		for _, x := range e.Items {
			if v := t.value(x, dateType); v.Kind == value.Date {
				days = append(days, v.Date())
			}
		}
		return value.OfCalendar(calendar.Of(days))
	case types.Duties:
		if len(e.Items) == 0 {
			return value.OfList([]value.Value{})
		}
	case types.Invalid:
		t.env.u.report.failed = true
		return value.Value{}
	}
	t.env.u.report.error(diag.Diagnostic{
		Code: diag.TypeMismatch, Span: e.Span, Summary: "a list stands where " + kindWord(want) + " is expected",
		Detail: "Here " + kindWord(want) + " is expected.", Hint: "write, for example, " + orElse(example(want), kindWord(want)),
	})
	return value.Value{}
}

// record is the fields of a record; a field that is left out is unknown.
func (t *testValues) record(e *ast.RecordLit, want *types.Type) value.Value {
	r := t.env.u.report
	if want.Kind != types.Record {
		if want.Kind != types.Invalid {
			r.error(diag.Diagnostic{
				Code: diag.TypeMismatch, Span: e.Span, Summary: "a record stands where " + kindWord(want) + " is expected",
				Detail: "Here " + kindWord(want) + " is expected.", Hint: "write " + q(bracketed(want, "…")),
			})
		}
		r.failed = true
		return value.Value{}
	}
	out := make([]value.Value, len(want.Rec.Fields))
	seen := make([]bool, len(want.Rec.Fields))
	for _, f := range e.Fields {
		i := want.Rec.Field(f.Name.Text)
		if i < 0 {
			names := make([]string, len(want.Rec.Fields))
			for j, rf := range want.Rec.Fields {
				names[j] = rf.Name
			}
			near := r.nearest(f.Name.Text, names)
			r.error(diag.Diagnostic{
				Code: diag.UnknownField, Span: f.Name.Span, Summary: q(want.Rec.Name) + " has no field " + q(f.Name.Text),
				Detail: "Its fields are " + listed(names) + ".", Hint: didYouMean(near), Edits: replace(f.Name.Span, near),
			})
			continue
		}
		if seen[i] {
			r.error(diag.Diagnostic{
				Code: diag.TestGivenTwice, Span: f.Name.Span, Summary: q(f.Name.Text) + " is given twice",
				Detail: "Only one of the two values can be meant.", Hint: "leave one of the two out",
			})
		}
		seen[i] = true
		out[i] = t.value(f.Value, want.Rec.Fields[i].Type)
	}
	return value.OfRecord(out)
}

// bracketed shows how several values are written.
func bracketed(want *types.Type, text string) string {
	switch want.Kind {
	case types.List:
		if want.Elem.Kind == types.Record {
			return bracketList(bracketed(want.Elem, text))
		}
		return bracketList(text)
	case types.Set:
		return bracketList(text)
	case types.Record:
		if len(want.Rec.Fields) > 0 {
			return "{ " + want.Rec.Fields[0].Name + " is … }"
		}
	case types.Duties:
		return "duty and who must do what, or [] for none"
	}
	return orElse(example(want), kindWord(want))
}

func bracketList(text string) string { return "[" + text + "]" }
