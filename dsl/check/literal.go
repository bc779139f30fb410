package check

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/country"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// maxDigits is how long a written number may be.
const maxDigits = 40

// literal gives a literal its value.
func (n *env) literal(l *ast.Literal, want *types.Type) tree.Expr {
	lit := func(t *types.Type, v value.Value) tree.Expr {
		return &tree.Lit{Base: base(t, l.Span), Value: v}
	}
	switch l.Kind {
	case ast.YesNo:
		if want != nil && want.Kind == types.Enum && want.Member(l.Text) >= 0 {
			return lit(want, value.OfEnum(want.Member(l.Text)))
		}
		return lit(boolType, value.OfBool(l.Text == "yes"))
	case ast.Number:
		return n.number(l, want)
	case ast.Percent:
		d, ok := n.u.decimal(l)
		if !ok {
			return n.bad(l.Span)
		}
		return lit(percentType, value.OfDecimal(value.Percent, d.Shift(-2), money.None))
	case ast.Money:
		d, ok := n.u.decimal(l)
		cur, known := money.Parse(l.Unit)
		if !known {
			n.u.report.unknownCurrency(l.Span, l.Unit)
		}
		if !ok || !known {
			return n.bad(l.Span)
		}
		return lit(&types.Type{Kind: types.Money, Currency: cur}, value.OfDecimal(value.Money, d, cur))
	case ast.Date:
		day, err := date.Parse(l.Text)
		if err != nil {
			n.u.report.badLiteral(l.Span, err)
			return n.bad(l.Span)
		}
		return lit(dateType, value.OfDate(day))
	case ast.Instant:
		i, err := date.ParseInstant(l.Text)
		if err != nil {
			n.u.report.badLiteral(l.Span, err)
			return n.bad(l.Span)
		}
		return lit(instantType, value.Value{Kind: value.Instant, N: i.Unix, Aux: i.Nano, Off: i.Offset})
	case ast.Text:
		return n.text(l, want)
	case ast.Special:
		return n.special(l, want)
	case ast.Empty:
		switch {
		case want != nil && want.Kind == types.List:
			return lit(want, value.Value{Kind: value.List, Ref: []value.Value{}})
		case want != nil && want.Kind == types.Set:
			return lit(want, value.Value{Kind: value.Set})
		case want != nil && want.Kind == types.Calendar:
			return lit(want, value.Value{Kind: value.Calendar, Ref: calendar.Of(nil)})
		case want == nil || want.Kind != types.Invalid:
			n.u.report.emptyWhat(l.Span, want)
		}
	}
	return n.bad(l.Span)
}

// decimal reads the number of a literal.
func (u *unit) decimal(l *ast.Literal) (decimal.Decimal, bool) {
	text := strings.ReplaceAll(l.Text, ",", "")
	if len(text) > maxDigits {
		u.report.numberTooLong(l.Span)
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(text)
	return d, err == nil
}

// number gives a bare number its type: money where money is expected and it is zero.
func (n *env) number(l *ast.Literal, want *types.Type) tree.Expr {
	d, ok := n.u.decimal(l)
	if !ok {
		return n.bad(l.Span)
	}
	if want != nil {
		switch want.Kind {
		case types.Money:
			if d.IsZero() {
				return n.u.zero(l, want)
			}
			n.u.report.bareAmount(l, want)
			return n.bad(l.Span)
		case types.Percent:
			n.u.report.barePercent(l)
			return n.bad(l.Span)
		}
	}
	t := numberType
	if d.IsInteger() {
		t = wholeType
	}
	return &tree.Lit{Base: base(t, l.Span), Value: value.OfDecimal(value.Number, d, money.None)}
}

// zero is a bare 0 where money is expected.
func (u *unit) zero(at ast.Node, want *types.Type) *tree.Lit {
	t := &types.Type{Kind: types.Money, Currency: want.Currency}
	l := &tree.Lit{Base: base(t, at.Pos()), Value: value.OfDecimal(value.Money, decimal.Zero, want.Currency)}
	if want.Currency == money.None {
		l.CurrencyOf = u.defaults.CurrencyOf
	}
	return l
}

// text is a quoted text, or the country, currency or calendar of that code where one is expected.
func (n *env) text(l *ast.Literal, want *types.Type) tree.Expr {
	kind := types.Text
	if want != nil {
		kind = want.Kind
	}
	switch kind {
	case types.Country:
		if !country.Known(l.Text) {
			n.u.report.unknownCountry(l)
			return n.bad(l.Span)
		}
		return &tree.Lit{Base: base(countryType, l.Span), Value: value.Value{Kind: value.Country, Ref: l.Text}}
	case types.Currency:
		cur, ok := money.Parse(l.Text)
		if !ok {
			n.u.report.unknownCurrency(l.Span, l.Text)
			return n.bad(l.Span)
		}
		return &tree.Lit{Base: base(currencyType, l.Span), Value: value.Value{Kind: value.Currency, Cur: cur}}
	case types.Calendar:
		cal, ok := calendar.Named(l.Text)
		if !ok {
			n.u.report.unknownCalendar(l, n.u.report.nearest(l.Text, calendar.Names()))
			return n.bad(l.Span)
		}
		return &tree.Lit{Base: base(calendarType, l.Span), Value: value.Value{Kind: value.Calendar, Ref: cal}}
	}
	return &tree.Lit{Base: base(textType, l.Span), Value: value.OfText(l.Text)}
}

// special is unlimited or never, unless an enumeration with such a member is expected.
func (n *env) special(l *ast.Literal, want *types.Type) tree.Expr {
	if want != nil && want.Kind == types.Enum {
		if i := want.Member(l.Text); i >= 0 {
			return &tree.Lit{Base: base(want, l.Span), Value: value.OfEnum(i)}
		}
	}
	if l.Text == "never" {
		return &tree.Lit{Base: base(neverType, l.Span), Value: value.Value{Kind: value.Date, Special: true}}
	}
	t := &types.Type{Kind: types.Money, Special: true, Currency: n.u.defaults.Currency}
	if want != nil && want.Kind == types.Money {
		t.Currency = want.Currency
	}
	return &tree.Lit{Base: base(t, l.Span), Value: value.Value{Kind: value.Money, Special: true, Cur: t.Currency}}
}

// moveMembers renumbers the members of an enumeration or set.
func moveMembers(l *tree.Lit, to []int) value.Value {
	if l.T.Kind == types.Enum {
		return value.OfEnum(to[l.Value.N])
	}
	var mask uint64
	for i, j := range to {
		if uint64(l.Value.N)&(1<<i) != 0 {
			mask |= 1 << j
		}
	}
	return value.Value{Kind: value.Set, N: int64(mask)}
}

// maxCount bounds the count of a period: 10,000 years of days.
const maxCount = 3_650_000

// period reads a count with a unit.
func (u *unit) period(p *ast.PeriodLit) (tree.PeriodOf, bool) {
	if p == nil {
		return tree.PeriodOf{}, false
	}
	out := tree.PeriodOf{Words: p.Count + " " + unitWord(p.Unit, p.Count == "1")}
	count, err := strconv.Atoi(strings.ReplaceAll(p.Count, ",", ""))
	times := 1
	switch p.Unit {
	case ast.Days:
		out.Unit = types.CalendarDays
	case ast.Weeks:
		out.Unit, times = types.CalendarDays, 7
	case ast.Months:
		out.Unit = types.CalendarMonths
	case ast.Years:
		out.Unit, times = types.CalendarMonths, 12
	case ast.WorkingDaysUnit:
		out.Unit = types.WorkingDays
	case ast.Hours:
		out.Unit, times = types.ClockTime, 60
	case ast.Minutes:
		out.Unit = types.ClockTime
	}
	out.N = count * times
	if err != nil || count > maxCount {
		u.report.badPeriod(p)
		return out, false
	}
	return out, true
}

var unitNames = [...][2]string{
	ast.Days: {"days", "day"}, ast.Weeks: {"weeks", "week"}, ast.Months: {"months", "month"}, ast.Years: {"years", "year"},
	ast.WorkingDaysUnit: {"working days", "working day"}, ast.Hours: {"hours", "hour"}, ast.Minutes: {"minutes", "minute"},
}

func unitWord(u ast.Unit, one bool) string {
	if one {
		return unitNames[u][1]
	}
	return unitNames[u][0]
}
