package check

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
)

// isA is "price is money in CHF" for an expression of a message.
func isA(x tree.Expr) string { return shownText(x.Pos()) + " is " + kindWord(x.Type()) }

// kindWord is a type in running text: a date, money in CHF, yes or no.
func kindWord(t *types.Type) string {
	switch t.Kind {
	case types.Bool, types.Money, types.Text, types.Duties:
		return t.String()
	}
	return a(t.String())
}

// mismatch reports a value of one type where another is expected.
func (r *reporter) mismatch(x tree.Expr, want *types.Type) {
	have := x.Type()
	d := diag.Diagnostic{
		Code: diag.TypeMismatch, Span: x.Pos(), Summary: isA(x) + ", not " + kindWord(want),
		Detail: "Here " + kindWord(want) + " is expected.",
	}
	switch {
	case have.Kind == types.Money && want.Kind == types.Money && have.Currency != want.Currency:
		d.Code = diag.TwoCurrencies
		d.Summary = isA(x) + ", where " + currencyWords(want) + " is expected"
		d.Detail = "Amounts of two currencies are never compared, added or given for one another."
		d.Hint = "write the amount in " + currencyWords(want)
	case have.Special && !want.Special && have.Kind == want.Kind:
		d.Code = diag.SpecialArithmetic
		d.Detail = "It may be " + specialWord(have) + ", which cannot stand here."
		d.Hint = "declare the type as " + want.String() + " or " + specialWord(have) + ", or treat " + specialWord(have) + " in a rule of its own"
	case (have.Kind == types.Enum || have.Kind == types.Set) && have.Kind == want.Kind:
		d.Code = diag.EnumsApart
		d.Summary = shownText(x.Pos()) + " may be " + have.MissingIn(want) + ", which is not possible here"
		d.Detail = "What is expected here is " + want.String() + "."
		d.Hint = "add " + have.MissingIn(want) + " to that list, or give the value in rules of their own"
	case have.Kind == types.Text && (want.Kind == types.Date || want.Kind == types.Instant):
		d.Hint = "write a " + want.String() + " without quotation marks: " + example(want)
	case have.Kind == types.Instant && want.Kind == types.Date:
		d.Hint = "write date of " + shownText(x.Pos())
	case have.Kind == types.Bool && want.Kind != types.Bool:
		d.Hint = "put the condition after when, and a value before it"
	case have.Kind == types.Number && want.Kind == types.Number:
		d.Detail = "Here a number without decimals is expected."
		d.Hint = "declare the type as number, or use a whole number"
	case have.Kind == types.Span:
		d.Hint = "say from when it counts: " + shownText(x.Pos()) + " after D"
	case want.Kind == types.Enum || want.Kind == types.Set:
		d.Hint = "write one of " + listed(want.Members)
	default:
		if ex := example(want); ex != "" {
			d.Hint = "write, for example, " + ex
		} else {
			d.Hint = "use " + kindWord(want)
		}
	}
	r.error(d)
}

// example is a literal of a type.
func example(t *types.Type) string {
	switch t.Kind {
	case types.Bool:
		return "yes or no"
	case types.Number:
		return "14"
	case types.Percent:
		return "5%"
	case types.Money:
		if t.Currency != money.None {
			return "50 " + t.Currency.Code()
		}
	case types.Date:
		return "2024-02-29"
	case types.Instant:
		return "2024-02-29T17:00Z"
	case types.Text:
		return "\"a text\""
	case types.Country:
		return "\"CH\""
	case types.Calendar:
		return "\"CH-GE\""
	}
	return ""
}

func currencyWords(t *types.Type) string {
	if t.Currency == money.None {
		return "the currency of the fact that the header names"
	}
	return t.Currency.Code()
}

func specialWord(t *types.Type) string {
	if t.Kind == types.Date {
		return "never"
	}
	return "unlimited"
}

// twoCurrencies reports amounts that can never meet.
func (r *reporter) twoCurrencies(at source.Span, x, y tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.TwoCurrencies, Span: at, Summary: "two currencies: " + isA(x) + ", " + isA(y),
		Detail:  "Amounts of two currencies are never compared or added: there is no rate of exchange in a policy.",
		Hint:    "write both in " + currencyWords(x.Type()),
		Related: related(y.Pos(), "this is "+kindWord(y.Type())),
	})
}

func (r *reporter) bareAmount(l *ast.Literal, want *types.Type) {
	d := diag.Diagnostic{
		Code: diag.BareAmount, Span: l.Span, Summary: l.Text + " is a number, where an amount of money is expected",
		Detail: "Only 0 can do without its currency.",
		Hint:   "name the currency",
	}
	if want.Currency != money.None {
		d.Hint = "write " + l.Text + " " + want.Currency.Code()
		d.Edits = replace(l.Span, l.Text+" "+want.Currency.Code())
	}
	r.error(d)
}

func (r *reporter) barePercent(l *ast.Literal) {
	r.error(diag.Diagnostic{
		Code: diag.BarePercent, Span: l.Span, Summary: l.Text + " is a number, where a percentage is expected",
		Detail: "5 and 5% are different things.",
		Hint:   "write " + l.Text + "%", Edits: replace(l.Span, l.Text+"%"),
	})
}

func (r *reporter) noCurrency(at source.Span, several bool) {
	detail := "Money always has a currency, so that two amounts can be compared. The header does not name one, and no amount of this policy does."
	if several {
		detail = "Money always has a currency, so that two amounts can be compared. The header does not name one, and the amounts of this policy are in several."
	}
	r.missing(diag.Diagnostic{
		Code: diag.NoCurrency, Span: at, Summary: "money in which currency?", Detail: detail,
		Hint: "write currency CHF in the header, or currency of F where the fact F decides it",
	})
}

func (r *reporter) unknownCurrency(at source.Span, code string) {
	near := r.nearest(code, money.Codes())
	r.error(diag.Diagnostic{
		Code: diag.UnknownCurrency, Span: at, Summary: "unknown currency " + code,
		Detail: "Currencies go by their three letters in ISO 4217.",
		Hint:   orElse(didYouMean(near), "write, for example, CHF or EUR"),
	})
}

// notCondition reports a value where a condition is expected.
func (r *reporter) notCondition(x tree.Expr) {
	text := shownText(x.Pos())
	d := diag.Diagnostic{
		Code: diag.NotCondition, Span: x.Pos(), Summary: isA(x) + ", not a condition",
		Detail: "A condition is true or false.", Hint: "compare it with something",
	}
	switch x.Type().Kind {
	case types.Enum:
		d.Hint = "write " + text + " is " + x.Type().Members[0]
	case types.Set, types.List:
		d.Hint = "write " + text + " is not empty"
	case types.Date, types.Instant:
		d.Hint = "compare it: " + text + " is before …"
		if in, ok := x.(*tree.InputRef); ok && in.Input.Kind == tree.Event {
			d.Hint = "write " + text + " has happened"
		}
	case types.Money, types.Number, types.Percent:
		d.Hint = "compare it: " + text + " is above …"
	case types.Duty, types.Duties:
		d.Hint = "write " + text + " arises"
	}
	r.error(d)
}

// compareKinds reports a comparison of things of different kinds.
func (r *reporter) compareKinds(e *ast.Compare, x, y tree.Expr) {
	tx, ty := x.Type(), y.Type()
	d := diag.Diagnostic{
		Code: diag.KindsCompared, Span: e.Span, Summary: isA(x) + ", but " + isA(y),
		Detail: "Only things of one kind can be compared.", Related: related(y.Pos(), "this is "+kindWord(ty)),
		Hint: "compare " + shownText(x.Pos()) + " with " + kindWord(tx),
	}
	has := func(a, b types.Kind) bool { return tx.Kind == a && ty.Kind == b || tx.Kind == b && ty.Kind == a }
	switch {
	case has(types.Date, types.Instant):
		r.dayAndInstant(e.Span, x, y)
		return
	case has(types.Date, types.Span), has(types.Instant, types.Span):
		d.Code = diag.DateArithmetic
		d.Detail = "A day is not a number of days."
		d.Hint = "say from when it counts: is on or before 14 days after D, or is within 14 days after D"
	case tx.Kind == types.Span || ty.Kind == types.Span:
		d.Code = diag.MixedUnits
		d.Detail = "Lengths of time are counted from a day; a number does not say in which unit."
		d.Hint = "compare two days: X is within 14 days after Y"
	case has(types.Text, types.Date):
		d.Hint = "write the date without quotation marks: 2024-02-29"
	case has(types.Number, types.Money):
		d.Code = diag.BareAmount
		d.Detail = "An amount of money has a currency."
		d.Hint = "name the currency"
	case has(types.Number, types.Percent):
		d.Code = diag.BarePercent
		d.Detail = "5 and 5% are different things."
		d.Hint = "write the percentage with its sign: 5%"
	case has(types.Percent, types.Money):
		d.Hint = "say of what: 5% of the price"
	case has(types.Set, types.Enum):
		d.Hint = "write S includes " + shownText(y.Pos())
	case tx.Kind == types.List || ty.Kind == types.List:
		d.Hint = "write L includes x, or x is in L"
	}
	r.error(d)
}

func (r *reporter) dayAndInstant(at source.Span, x, y tree.Expr) {
	instant := x
	if y.Type().Kind == types.Instant {
		instant = y
	}
	r.error(diag.Diagnostic{
		Code: diag.DayAndInstant, Span: at, Summary: isA(x) + ", but " + isA(y),
		Detail: "A day has many instants, and which day an instant belongs to depends on the time zone.",
		Hint:   "write date of " + shownText(instant.Pos()) + ", or compare two instants",
	})
}

func (r *reporter) enumsApart(at source.Span, x, y tree.Expr) {
	tx, ty := x.Type(), y.Type()
	r.error(diag.Diagnostic{
		Code: diag.EnumsApart, Span: at, Summary: isA(x) + ", but " + isA(y),
		Detail: "Two enumerations can be compared if one has all values of the other; " + tx.MissingIn(ty) + " is missing in the second, " +
			ty.MissingIn(tx) + " in the first.",
		Hint: "compare with a value, or use the same names in both lists",
	})
}

func (r *reporter) notComparable(at source.Span, x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.WrongOrdering, Span: at, Summary: isA(x) + ", which cannot be compared like this",
		Detail: "Only single values are equal to each other or stand in a list.", Hint: "compare a part of it",
	}
	switch x.Type().Kind {
	case types.Duty, types.Duties:
		d.Hint = "write D arises"
	case types.Set, types.List:
		d.Hint = "write L includes x"
	case types.Calendar, types.Period:
		d.Hint = "write D is in " + shownText(x.Pos())
	case types.Span:
		d.Hint = "compare days"
	case types.Record:
		d.Hint = "compare a field of it"
	}
	r.error(d)
}

// wrongOrder reports an order that values of a kind do not have.
func (r *reporter) wrongOrder(e *ast.Compare, x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.WrongOrdering, Span: e.Span, Summary: kindWord(x.Type()) + " cannot be " + compareWords[e.Op] + " another",
		Detail: isA(x) + ".", Hint: "write is or is not",
	}
	switch x.Type().Kind {
	case types.Date, types.Instant:
		d.Detail = "Days and instants are before and after one another."
		d.Hint = "write is before, is after, is on or before, or is on or after"
	case types.Number, types.Percent, types.Money:
		d.Detail = "Amounts are above and below one another."
		d.Hint = "write is at least, is at most, is above, or is below"
	case types.Span:
		d.Detail = "Lengths of time are counted from a day."
		d.Hint = "compare two days: X is within 14 days after Y"
	}
	r.error(d)
}

var compareWords = [...]string{
	ast.Is: "the same as", ast.IsAtLeast: "at least", ast.IsAtMost: "at most", ast.IsAbove: "above", ast.IsBelow: "below",
	ast.IsBefore: "before", ast.IsAfter: "after", ast.IsOnOrBefore: "on or before", ast.IsOnOrAfter: "on or after",
}

func (r *reporter) notConstantMember(y tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.NotConstant, Span: y.Pos(), Summary: shownText(y.Pos()) + " is no written-out value",
		Detail: "What follows is one of is a list of written-out values.",
		Hint:   "write X is a or X is " + shownText(y.Pos()),
	})
}

func (r *reporter) notConstant(at source.Span) {
	r.error(diag.Diagnostic{
		Code: diag.NotConstant, Span: at, Summary: shownText(at) + " is no written-out day",
		Detail: "Here a day of the calendar is expected that does not depend on a case.",
		Hint:   "write, for example, 2024-02-29",
	})
}

func (r *reporter) emptyWhat(at source.Span, want *types.Type) {
	detail := "Only a list or a set can be empty."
	if want != nil {
		detail = "Here " + kindWord(want) + " is expected; only a list or a set can be empty."
	}
	r.error(diag.Diagnostic{
		Code: diag.EmptyWhat, Span: at, Summary: "empty, where there is no list or set", Detail: detail,
		Hint: "write a value, or X is empty for a condition",
	})
}

func (r *reporter) badLiteral(at source.Span, err error) {
	reason := err.Error()
	if p, ok := err.(*date.ParseError); ok { //nolint:errorlint // the parser of dates gives it unwrapped
		reason = p.Text + " " + p.Reason
	}
	r.error(diag.Diagnostic{
		Code: diag.BadLiteral, Span: at, Summary: reason,
		Detail: "A day or an instant that does not exist can neither be reached nor missed.",
		Hint:   "write a day that exists, as 2024-02-29, or an instant, as 2024-02-29T17:00+01:00",
	})
}

func (r *reporter) numberTooLong(at source.Span) {
	r.error(diag.Diagnostic{
		Code: diag.BadLiteral, Span: at, Summary: "a number of more than " + fmt.Sprint(maxDigits) + " digits",
		Detail: "No amount, rate or count needs so many.", Hint: "shorten it",
	})
}

func (r *reporter) badPeriod(p *ast.PeriodLit) {
	r.error(diag.Diagnostic{
		Code: diag.BadLiteral, Span: p.Span, Summary: "a period of " + shownText(p.Span),
		Detail: "Periods are counted in whole numbers, and in no more than the calendar has days.",
		Hint:   "write, for example, 14 days or 2 years",
	})
}

func (r *reporter) badClock(e *ast.ClockOn) {
	r.error(diag.Diagnostic{
		Code: diag.BadLiteral, Span: e.Span, Summary: "no clock shows " + e.Clock,
		Detail: "Times of day run from 00:00 to 23:59.", Hint: "write, for example, 17:00 on D",
	})
}

func (r *reporter) badFirst(e *ast.SchedLookup, most int) {
	r.error(diag.Diagnostic{
		Code: diag.BadLiteral, Span: e.Span, Summary: "the first " + e.N + " periods",
		Detail: fmt.Sprintf("The count of periods is a whole number from 1 to %d.", most), Hint: "write, for example, first 3 " + e.Schedule.Text,
	})
}

func (r *reporter) unknownCountry(l *ast.Literal) {
	r.error(diag.Diagnostic{
		Code: diag.UnknownPlace, Span: l.Span, Summary: "unknown country \"" + l.Text + "\"",
		Detail: "Countries go by their two letters in ISO 3166.", Hint: "write, for example, \"CH\"",
	})
}

func (r *reporter) unknownCalendar(l *ast.Literal, near string) {
	hint := "declare a fact of type calendar and name it here"
	if near != "" {
		hint = "did you mean \"" + near + "\"?"
	}
	r.error(diag.Diagnostic{
		Code: diag.UnknownPlace, Span: l.Span, Summary: "unknown calendar \"" + l.Text + "\"",
		Detail: "The calendars of places are built in, under the place's code.", Hint: hint,
	})
}

// dateSum reports plus and less on days.
func (r *reporter) dateSum(at ast.Expr, xs []tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.DateArithmetic, Span: at.Pos(), Summary: "days and periods are not added with plus and less",
		Detail: "Whether the first day counts is what documents quarrel about, so it is always said.",
		Hint:   "write 14 days after D, or last day of 14 days from and including D",
	}
	if sum, ok := at.(*ast.SumExpr); ok && len(xs) == 2 {
		x, y := xs[0], xs[1]
		kx, ky := x.Type().Kind, y.Type().Kind
		word := "after"
		if sum.Rest[0].Less {
			word = "before"
		}
		switch {
		case (kx == types.Date || kx == types.Instant) && ky == types.Span:
			d.Hint = "write " + shownText(y.Pos()) + " " + word + " " + shownText(x.Pos())
		case kx == types.Date && ky == types.Date:
			d.Detail = "The number of days between two days is not a value; a period is compared where it is meant."
			d.Hint = "write " + shownText(x.Pos()) + " is within 14 days after " + shownText(y.Pos())
		}
	}
	r.error(d)
}

func (r *reporter) specialSum(x tree.Expr) {
	word := specialWord(x.Type())
	r.error(diag.Diagnostic{
		Code: diag.SpecialArithmetic, Span: x.Pos(), Summary: shownText(x.Pos()) + " may be " + word + ", which cannot be reckoned with",
		Detail: "It compares as the largest value, but nothing can be added to it or counted from it.",
		Hint:   "treat " + word + " in a rule of its own",
	})
}

func (r *reporter) notAmount(x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.NotAddable, Span: x.Pos(), Summary: isA(x) + ", which cannot be added or multiplied",
		Detail: "Numbers, percentages and amounts of money can.", Hint: "use an amount, or count with count of (…)",
	})
}

// sumKinds reports parts of a sum, or of a list, that are not alike.
func (r *reporter) sumKinds(at source.Span, x, y tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.NotAddable, Span: at, Summary: isA(x) + ", but " + isA(y),
		Detail: "What is put together must be of one kind.", Hint: "make both of one kind",
		Related: related(y.Pos(), "this is "+kindWord(y.Type())),
	}
	switch {
	case y.Type().Kind == types.Percent && x.Type().Kind == types.Money:
		d.Hint = "say of what: " + shownText(y.Pos()) + " of " + shownText(x.Pos())
	case y.Type().Kind == types.Number && x.Type().Kind == types.Money, x.Type().Kind == types.Number && y.Type().Kind == types.Money:
		d.Code = diag.BareAmount
		d.Hint = "name the currency of the number"
	}
	r.error(d)
}

func (r *reporter) badProduct(at source.Span, xs []tree.Expr) {
	last := xs[len(xs)-1]
	d := diag.Diagnostic{
		Code: diag.NotAddable, Span: at, Summary: isA(last) + ", which does not multiply here",
		Detail: "At most one factor is an amount of money or a percentage; the others are numbers.",
		Hint:   "write a share as 5% of X",
	}
	r.error(d)
}

func (r *reporter) wrongAggregate(e *ast.Aggregate, x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.NotAddable, Span: x.Pos(), Summary: isA(x) + ", which has no " + aggregateWords[e.Op],
		Detail: "Amounts have a smallest and a largest, days an earliest and a latest.",
		Hint:   "use numbers, percentages or amounts",
	}
	switch e.Op {
	case ast.Earliest, ast.Latest:
		d.Hint = "write smallest of or largest of for amounts"
	case ast.Smallest, ast.Largest:
		if k := x.Type().Kind; k == types.Date || k == types.Instant {
			d.Hint = "write earliest of or latest of for days"
		}
	}
	r.error(d)
}

var aggregateWords = [...]string{
	ast.Sum: "sum", ast.Count: "count", ast.Earliest: "earliest", ast.Latest: "latest", ast.Smallest: "smallest", ast.Largest: "largest",
	ast.ListOf: "list",
}

// notMany reports something that is no list and no set where one is expected.
func (r *reporter) notMany(x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.NotMany, Span: x.Pos(), Summary: isA(x) + ", not a list or a set",
		Detail: "Only a list, a set, a period or a calendar has members.", Hint: "name a list or a set",
	}
	if x.Type().Kind == types.Enum {
		d.Hint = "write " + shownText(x.Pos()) + " is one of " + strings.Join(x.Type().Members[:min(2, len(x.Type().Members))], ", ")
	}
	r.error(d)
}

// membersOfRecords reports a test whether a record is in a list.
func (r *reporter) membersOfRecords(l tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.WrongOrdering, Span: l.Pos(), Summary: isA(l) + ", whose members cannot be compared",
		Detail: "Whether two records or periods are the same cannot be told from outside.",
		Hint:   "write some x in " + shownText(l.Pos()) + " has (…), with a condition on its fields",
	})
}

// Units of time.

func (r *reporter) clockFromDate(p *ast.PeriodLit, x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.MixedUnits, Span: p.Span, Summary: shownText(p.Span) + " counted from a day",
		Detail: isA(x) + ". Hours and minutes are counted from an instant.",
		Hint:   "count in days, or from a time of day: " + shownText(p.Span) + " after 17:00 on " + shownText(x.Pos()),
	})
}

func (r *reporter) daysFromInstant(p *ast.PeriodLit, x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.MixedUnits, Span: p.Span, Summary: shownText(p.Span) + " counted from an instant",
		Detail: isA(x) + ". Days, weeks, months and years are counted from a day.",
		Hint:   "write " + shownText(p.Span) + " after date of " + shownText(x.Pos()),
	})
}

func (r *reporter) notDay(x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.NotDay, Span: x.Pos(), Summary: isA(x) + ", not a day",
		Detail: "Periods are counted from a day, or hours from an instant.", Hint: "name a date",
	}
	if x.Type().Kind == types.Period {
		d.Hint = "write last_day of " + shownText(x.Pos())
	}
	r.error(d)
}

func (r *reporter) noMonthRule(p *ast.PeriodLit) {
	r.missing(diag.Diagnostic{
		Code: diag.NoMonthRule, Span: p.Span, Summary: shownText(p.Span) + ", but the header has no month rule",
		Detail: "A month after 31 January there is no 31 February, so the document must say, or the editor choose, which day is meant.",
		Hint:   "write months clamp in the header (the last day of the month) or months roll (the first of the next)",
	})
}

func (r *reporter) noWorkingDays(at source.Span) {
	r.missing(diag.Diagnostic{
		Code: diag.NoWorkingDays, Span: at, Summary: "working days, but the header does not say which days are worked",
		Detail: "Working days and holidays differ from place to place.",
		Hint:   "write working days are monday to friday except \"CH-GE\" in the header",
	})
}

func (r *reporter) notCalendarPeriod(p *ast.PeriodLit) {
	r.error(diag.Diagnostic{
		Code: diag.MixedUnits, Span: p.Span, Summary: shownText(p.Span) + " from and including a day",
		Detail: "Such a period has a last day only if it is counted in days, weeks, months or years.",
		Hint:   "write, for example, 14 days; for working days write 5 working days after D",
	})
}

func (r *reporter) noZone(at source.Span, why string) {
	r.missing(diag.Diagnostic{
		Code: diag.NoTimeZone, Span: at, Summary: "the header names no time zone",
		Detail: strings.ToUpper(why[:1]) + why[1:] + ".",
		Hint:   "write time zone \"Europe/Zurich\" in the header (or time zone as written, for the day of an instant)",
	})
}

// nothingOf reports a name before of that is neither a field nor an attribute nor a percentage.
func (r *reporter) nothingOf(word *ast.Ident, t *types.Type, attributes []string, near string) {
	hint := didYouMean(r.nearest(word.Name, attributes))
	if hint == "" {
		hint = didYouMean(near)
	}
	detail := kindWord(t) + " has no parts, and " + word.Name + " is no percentage of this policy."
	if len(attributes) > 0 {
		detail = "Of " + kindWord(t) + " one can take " + listed(attributes) + "."
	}
	r.missing(diag.Diagnostic{
		Code: diag.NothingOf, Span: word.Span, Summary: "there is no " + word.Name + " of " + kindWord(t), Detail: detail,
		Hint: orElse(hint, "name a field, an attribute or a percentage"),
	})
}

func (r *reporter) notShare(p tree.Expr, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.NothingOf, Span: p.Pos(), Summary: isA(p) + ", not a percentage",
		Detail: "Before of " + kindWord(t) + " stands a percentage, a field or an attribute.",
		Hint:   "write, for example, 5% of X; to multiply write X times N",
	})
}

func (r *reporter) shareOf(x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.NothingOf, Span: x.Pos(), Summary: "a percentage of " + kindWord(x.Type()),
		Detail: isA(x) + "; a share is taken of money or of a number.", Hint: "name an amount",
	})
}

// Declared types.

func (r *reporter) boundMisfit(b *ast.Bound, t *types.Type) {
	d := diag.Diagnostic{
		Code: diag.BoundMisfit, Span: b.Span, Summary: boundWords[b.Kind] + " on " + kindWord(t),
		Detail: "Such a limit has no meaning for " + kindWord(t) + ".", Hint: "remove it",
	}
	switch boundType(t).Kind {
	case types.Date, types.Instant:
		d.Hint = "write not before or not after"
	case types.Number, types.Percent, types.Money:
		d.Hint = "write at least, at most, above or below"
	case types.Enum, types.Bool, types.Text, types.Country:
		d.Hint = "write among, exactly or not"
	case types.Record:
		d.Hint = "put the limit on a field of the record"
	}
	r.error(d)
}

var boundWords = [...]string{
	ast.AtLeast: "at least", ast.AtMost: "at most", ast.Above: "above", ast.Below: "below", ast.Exactly: "exactly",
	ast.NotBefore: "not before", ast.NotAfter: "not after", ast.Among: "among", ast.Not: "not",
}

func (r *reporter) amongNames(b *ast.Bound) {
	r.error(diag.Diagnostic{
		Code: diag.BoundMisfit, Span: b.Span, Summary: "among several names",
		Detail: "For anything but an enumeration, among names one list that the value must be in.",
		Hint:   "write among L",
	})
}

func (r *reporter) noDefault(at source.Span, noun string) {
	d := diag.Diagnostic{
		Code: diag.DefaultMisfit, Span: at, Summary: "a default for " + a(noun),
		Detail: "A judgment is made by whom it is owed; nothing stands in for it.", Hint: "remove the default",
	}
	if noun == "event" {
		d.Detail = "An event that is not given has not happened, so it needs no default."
	}
	r.error(d)
}

func (r *reporter) badElement(at source.Span, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.UnfitType, Span: at, Summary: "a list of " + t.String(),
		Detail: "Lists hold single values or records.", Hint: "declare a record with a field for it",
	})
}

func (r *reporter) badField(f *ast.Fact, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.UnfitType, Span: f.Type.Span, Summary: "the field " + f.Name.Text + " is " + kindWord(t),
		Detail: "A record's fields are values, lists of values and sets.", Hint: "declare it as a fact of its own",
	})
}

func (r *reporter) badDecision(n *ast.Decision, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.UnfitType, Span: n.Type.Span, Summary: "the decision " + n.Name.Text + " is " + kindWord(t),
		Detail: "Decisions give values, lists of values, sets and duties.", Hint: "decide a value, or a list of one of its fields",
	})
}

func (r *reporter) badTerm(x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.UnfitType, Span: x.Pos(), Summary: isA(x) + ", which no term can mean",
		Detail: "A term stands for a value or a condition.", Hint: "write D arises",
	}
	if x.Type().Kind == types.Span {
		d.Detail = "A length of time by itself says neither from when it counts nor whether the first day does."
		d.Hint = "write " + shownText(x.Pos()) + " after D"
	}
	r.error(d)
}

func (r *reporter) dutyFact(n ast.Name) {
	r.error(diag.Diagnostic{
		Code: diag.UnfitType, Span: n.Span, Summary: n.Text + " is a duty that somebody is to tell",
		Detail: "Duties follow from rules; facts and judgments are told.", Hint: "declare it as a decision",
	})
}

func (r *reporter) wrongFact(n ast.Name, why string, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.TypeMismatch, Span: n.Span, Summary: n.Text + " is " + kindWord(t), Detail: why + ".", Hint: "name another fact",
	})
}

// Sentences that do not fit their decision.

func (r *reporter) lineOnNoAccount(n *ast.Line, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.LineMisfit, Span: n.Span, Summary: n.Decision.Text + " is " + kindWord(t) + ", not an amount",
		Detail: "Additions, deductions, limits, floors and roundings belong to amounts of money and numbers.",
		Hint:   "write " + n.Decision.Text + " is …, or declare the decision as money",
	})
}

func (r *reporter) lineOnSpecial(n *ast.Line, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.SpecialArithmetic, Span: n.Span, Summary: n.Decision.Text + " may be unlimited, which cannot be reckoned with",
		Detail: "It is " + t.String() + "; only limits and floors have a meaning for it.",
		Hint:   "reckon in another decision, and take its value here",
	})
}

func (r *reporter) badStep(x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.BadStep, Span: x.Pos(), Summary: "rounding to " + shownText(x.Pos()),
		Detail: "The step is a written-out number above zero.", Hint: "write, for example, round D down to 0.01",
	})
}

func (r *reporter) otherwiseHere(at source.Span, what string) {
	r.error(diag.Diagnostic{
		Code: diag.OtherwiseMisfit, Span: at, Summary: "otherwise on " + what,
		Detail: "Otherwise marks the value that a decision has when no other rule gives one.",
		Hint:   "write when C or unless C",
	})
}

func (r *reporter) dutyByIs(n *ast.Rule) {
	r.error(diag.Diagnostic{
		Code: diag.DutyMisfit, Span: n.Span, Summary: n.Decision.Text + " is a duty, which is is not given",
		Detail: "A duty says who must do what.", Hint: "write duty " + n.Decision.Text + " : PARTY must … when …",
	})
}

func (r *reporter) dutyOnNoDuty(n *ast.Duty, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.DutyMisfit, Span: n.Span, Summary: n.Decision.Text + " is " + kindWord(t) + ", not a duty",
		Detail: "A duty sentence gives a decision of the type duty or duties.", Hint: "declare decision " + n.Decision.Text + " : duty",
	})
}

func (r *reporter) tableOnDuty(n *ast.Table, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.DutyMisfit, Span: n.Span, Summary: "a table that gives " + kindWord(t),
		Detail: "The rows of a table give values.", Hint: "write duty sentences, or a table for an amount or a day that a duty mentions",
	})
}

func (r *reporter) sumOfRows(n *ast.Table, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.LineMisfit, Span: n.Span, Summary: "a sum of rows that gives " + kindWord(t),
		Detail: "Only amounts of money and numbers add up.", Hint: "write by one row or by first row",
	})
}

func (r *reporter) includesOnNoSet(n *ast.Includes, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.IncludesMisfit, Span: n.Span, Summary: n.Decision.Text + " is " + kindWord(t) + ", not a set",
		Detail: "Only a set has members.", Hint: "write " + n.Decision.Text + " is " + n.Member.Text + ", or declare the decision as set of …",
	})
}

func (r *reporter) detailTwice(d ast.Detail) {
	r.error(diag.Diagnostic{
		Code: diag.DetailTwice, Span: d.Span, Summary: "a detail of the duty stands twice",
		Detail: "A duty has one of each.", Hint: "remove one, or write a duty of its own",
	})
}

func (r *reporter) byAndImmediately(n *ast.Duty) {
	r.error(diag.Diagnostic{
		Code: diag.DetailTwice, Span: n.Span, Summary: "a duty with a last day that is also due immediately",
		Detail: "It would have two deadlines.", Hint: "keep one of the two",
	})
}

func (r *reporter) noNamedLimits(n ast.Name) {
	r.missing(diag.Diagnostic{
		Code: diag.NoNamedLimits, Span: n.Span, Summary: "no limit of " + n.Text + " has a name",
		Detail: "Binding limits are told by the names that follow as.", Hint: "write limit " + n.Text + " to X as NAME",
	})
}

func (r *reporter) noCaveats(at source.Span, n int) {
	d := diag.Diagnostic{
		Code: diag.NoCaveats, Span: at, Summary: "this policy has no caveats",
		Detail: "The set caveats holds the names of its caveats.", Hint: "write a caveat, or remove this",
	}
	if n > maxMembers {
		d.Summary = fmt.Sprintf("the set of %d caveats", n)
		d.Detail = fmt.Sprintf("A set has at most %d members.", maxMembers)
		d.Hint = "test the condition of the caveat instead"
	}
	r.missing(d)
}

func (r *reporter) onlyInTests(at source.Span) {
	r.error(diag.Diagnostic{
		Code: diag.NotConstant, Span: at, Summary: "a written-out list or record",
		Detail: "Lists and records are given with a case; only tests write them out.", Hint: "declare a fact, or write list of (a, b)",
	})
}
