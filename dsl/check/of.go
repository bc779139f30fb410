package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// attribute is a word that names something a value has by its kind.
type attribute struct {
	word string
	of   types.Kind
	attr tree.Attribute
	t    *types.Type
}

var attributes = []attribute{
	{"year", types.Date, tree.Year, wholeType},
	{"month", types.Date, tree.Month, wholeType},
	{"day", types.Date, tree.DayOf, wholeType},
	{"weekday", types.Date, tree.Weekday, weekdayType},
	{"date", types.Instant, tree.DateOf, dateType},
	{"first_day", types.Period, tree.FirstDay, dateType},
	{"last_day", types.Period, tree.LastDayOf, dateType},
	{"number", types.Period, tree.NumberOf, wholeType},
	{"currency", types.Money, tree.CurrencyOfMoney, currencyType},
}

// of is "Left of Right". What it means is decided by the left side: a field of the right side's record, an attribute, or a percentage.
func (n *env) of(e *ast.Of, want *types.Type) tree.Expr {
	n.u.chain(e)
	x := n.expr(e.Right, shareWant(want))
	t := x.Type()
	word, isName := unparen(e.Left).(*ast.Ident)
	if t.Kind == types.Record && isName {
		return n.field(e, x, word)
	}
	if isName {
		if a := attributeOf(word.Name, t.Kind); a != nil {
			return n.attribute(e, x, a)
		}
		if isBad(x) && n.u.scope[word.Name] == nil {
			return n.bad(e.Span)
		}
		if n.bound(word) == nil && n.u.scope[word.Name] == nil {
			n.u.report.nothingOf(word, t, attributeWords(t.Kind), n.u.nearestName(word.Name))
			return n.bad(e.Span)
		}
	}
	p := n.expr(e.Left, percentType)
	if isBad(p) || isBad(x) {
		return n.bad(e.Span)
	}
	if p.Type().Kind != types.Percent {
		n.u.report.notShare(p, t)
		return n.bad(e.Span)
	}
	if t.Kind != types.Money && t.Kind != types.Number {
		n.u.report.shareOf(x)
		return n.bad(e.Span)
	}
	if t.Special {
		n.u.report.specialSum(x)
		return n.bad(e.Span)
	}
	if t.Kind == types.Number {
		t = numberType
	}
	return &tree.Share{Base: base(t, e.Span), Percent: p, X: x}
}

// maxLinks is how many "of" in a row can be read aloud.
const maxLinks = 2

// chain warns of more "of" in a row, once for each row.
func (u *unit) chain(e *ast.Of) {
	links := 1
	for x, ok := unparen(e.Right).(*ast.Of); ok; x, ok = unparen(x.Right).(*ast.Of) {
		links++
	}
	if links == maxLinks+1 {
		u.report.longChain(e.Span)
	}
}

// shareWant is what is expected after "5% of" where want is expected of the whole: an amount, for a bare 0.
func shareWant(want *types.Type) *types.Type {
	if want != nil && want.Kind == types.Money {
		return want
	}
	return nil
}

func (n *env) field(e *ast.Of, x tree.Expr, word *ast.Ident) tree.Expr {
	rec := x.Type().Rec
	i := rec.Field(word.Name)
	if i < 0 {
		n.u.report.noField(word, rec)
		return n.bad(e.Span)
	}
	return &tree.FieldOf{Base: base(rec.Fields[i].Type, e.Span), X: x, Field: i}
}

func attributeOf(word string, k types.Kind) *attribute {
	for i := range attributes {
		if attributes[i].word == word && attributes[i].of == k {
			return &attributes[i]
		}
	}
	return nil
}

// attributeWords is the words that values of a kind answer to.
func attributeWords(k types.Kind) []string {
	var words []string
	for _, a := range attributes {
		if a.of == k {
			words = append(words, a.word)
		}
	}
	return words
}

func (n *env) attribute(e *ast.Of, x tree.Expr, a *attribute) tree.Expr {
	out := &tree.AttrOf{Base: base(a.t, e.Span), Attr: a.attr, X: x}
	if a.attr == tree.DateOf {
		d := n.u.defaults
		if d.Zone == "" && !d.AsWritten {
			n.u.report.noZone(e.Span, "the day of an instant depends on the time zone")
			return n.bad(e.Span)
		}
		out.Zone, out.AsWritten = d.Zone, d.AsWritten
	}
	return out
}
