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

// isA is "`price` is money in CHF" for an expression of a message.
func isA(x tree.Expr) string { return q(shownText(x.Pos())) + " is " + kindWord(x.Type()) }

// kindWord is a type in running text: a date, money in CHF, yes or no.
func kindWord(t *types.Type) string {
	switch t.Kind {
	case types.Bool, types.Money, types.Text, types.Duties, types.Enum:
		return t.String()
	case types.Percent:
		return "a percentage"
	}
	return a(t.String())
}

// elsewhere points at the second of two values if it stands on another line than the first.
func elsewhere(x, y tree.Expr) []diag.Related {
	if x.Pos().StartPos().Line == y.Pos().StartPos().Line {
		return nil
	}
	return related(y.Pos(), "this is "+kindWord(y.Type()))
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
		d.Hint = "declare the type as " + q(typeWord(want)+" or "+specialWord(have)) + ", or treat " + q(specialWord(have)) + " in a rule of its own"
	case (have.Kind == types.Enum || have.Kind == types.Set) && have.Kind == want.Kind:
		d.Code = diag.EnumsApart
		d.Summary = q(shownText(x.Pos())) + " may be " + q(have.MissingIn(want)) + ", which is not possible here"
		d.Detail = "What is expected here is " + want.String() + "."
		d.Hint = "add " + q(have.MissingIn(want)) + " to that list, or give the value in rules of their own"
	case want.Kind == types.Set && want.Member(x.Pos().Text()) >= 0:
		d.Hint = "write " + q("includes "+x.Pos().Text())
	case have.Kind == types.Text && (want.Kind == types.Date || want.Kind == types.Instant):
		d.Hint = "write " + kindWord(want) + " without quotation marks: " + q(example(want))
	case have.Kind == types.Percent && want.Kind == types.Money:
		d.Hint = "say of what: " + q(shownText(x.Pos())+" of X")
	case have.Kind == types.Text && (want.Kind == types.Enum || want.Kind == types.Set) && isConstant(x):
		d.Hint, d.Edits = withoutQuotes(x, want)
	case have.Kind == types.Instant && want.Kind == types.Date:
		d.Hint = "write " + q("date of "+shownText(x.Pos()))
	case have.Kind == types.Bool && !isConstant(x):
		d.Hint = "put the condition after `when`, and a value before it"
	case have.Kind == types.Number && want.Kind == types.Number:
		d.Detail = "Here a number without decimals is expected."
		d.Hint = "declare the type as `number`, or use a whole number"
	case have.Kind == types.Span:
		d.Hint = "say from when it counts: " + q(shownText(x.Pos())+" after D")
	case want.Kind == types.Enum || want.Kind == types.Set:
		d.Hint = "write " + choice(want.Members)
	default:
		if ex := example(want); ex != "" {
			d.Hint = "write, for example, " + q(ex)
		} else {
			d.Hint = "use " + kindWord(want)
		}
	}
	r.error(d)
}

// isConstant tells whether a value is written out.
func isConstant(x tree.Expr) bool {
	_, ok := x.(*tree.Lit)
	return ok
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

// typeWord is a type as it is written, without what follows from elsewhere.
func typeWord(t *types.Type) string {
	if t.Kind == types.Money {
		return "money"
	}
	return t.String()
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
		Related: elsewhere(x, y),
	})
}

func (r *reporter) bareAmount(l *ast.Literal, want *types.Type) {
	d := diag.Diagnostic{
		Code: diag.BareAmount, Span: l.Span, Summary: q(l.Text) + " is a number, where an amount of money is expected",
		Detail: "Only 0 can do without its currency.",
		Hint:   "name the currency",
	}
	if want.Currency != money.None {
		d.Hint = "write " + q(l.Text+" "+want.Currency.Code())
		d.Edits = replace(l.Span, l.Text+" "+want.Currency.Code())
	}
	r.error(d)
}

func (r *reporter) barePercent(l *ast.Literal) {
	r.error(diag.Diagnostic{
		Code: diag.BarePercent, Span: l.Span, Summary: q(l.Text) + " is a number, where a percentage is expected",
		Detail: "5 and 5% are different things.",
		Hint:   "write " + q(l.Text+"%"), Edits: replace(l.Span, l.Text+"%"),
	})
}

func (r *reporter) noCurrency(at source.Span, several bool) {
	detail := "Money always has a currency, so that two amounts can be compared. The header does not name one, and no amount of this policy does."
	if several {
		detail = "Money always has a currency, so that two amounts can be compared. The header does not name one, and the amounts of this policy are in several."
	}
	r.missing(diag.Diagnostic{
		Code: diag.NoCurrency, Span: at, Summary: "money in which currency?", Detail: detail,
		Hint: "write `currency CHF` in the header, or `currency of F` where the fact F decides it",
	})
}

func (r *reporter) unknownCurrency(at source.Span, code string) {
	near := r.nearest(code, money.Codes())
	r.error(diag.Diagnostic{
		Code: diag.UnknownCurrency, Span: at, Summary: "unknown currency " + q(code),
		Detail: "Currencies go by their three letters in ISO 4217.",
		Hint:   orElse(didYouMean(near), "write, for example, `CHF` or `EUR`"),
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
		d.Hint = "write " + q(text+" is "+x.Type().Members[0])
	case types.Set, types.List:
		d.Hint = "write " + q(text+" is not empty")
	case types.Date, types.Instant:
		d.Hint = "compare it: " + q(text+" is before …")
		if in, ok := x.(*tree.InputRef); ok && in.Input.Kind == tree.Event {
			d.Hint = "write " + q(text+" has happened")
		}
	case types.Money, types.Number, types.Percent:
		d.Hint = "compare it: " + q(text+" is above …")
	case types.Duty, types.Duties:
		d.Hint = "write " + q(text+" arises")
	}
	r.error(d)
}

// compareKinds reports a comparison of things of different kinds.
func (r *reporter) compareKinds(e *ast.Compare, x, y tree.Expr) {
	tx, ty := x.Type(), y.Type()
	d := diag.Diagnostic{
		Code: diag.KindsCompared, Span: e.Span, Summary: isA(x) + ", but " + isA(y),
		Detail: "Only things of one kind can be compared.", Related: elsewhere(x, y),
		Hint: "compare " + q(shownText(x.Pos())) + " with " + kindWord(tx),
	}
	has := func(a, b types.Kind) bool { return tx.Kind == a && ty.Kind == b || tx.Kind == b && ty.Kind == a }
	switch {
	case has(types.Date, types.Instant):
		r.dayAndInstant(e.Span, x, y)
		return
	case has(types.Date, types.Span), has(types.Instant, types.Span):
		d.Code = diag.DateArithmetic
		d.Detail = "A day is not a number of days."
		d.Hint = "say from when it counts: `is on or before 14 days after D`, or `is within 14 days after D`"
	case tx.Kind == types.Span || ty.Kind == types.Span:
		d.Code = diag.MixedUnits
		d.Detail = "Lengths of time are counted from a day; a number does not say in which unit."
		d.Hint = "compare two days: `X is within 14 days after Y`"
	case tx.Kind == types.Enum && ty.Kind == types.Text && isConstant(y):
		d.Hint, d.Edits = withoutQuotes(y, tx)
	case ty.Kind == types.Enum && tx.Kind == types.Text && isConstant(x):
		d.Hint, d.Edits = withoutQuotes(x, ty)
	case has(types.Text, types.Date):
		d.Hint = "write the date without quotation marks: `2024-02-29`"
	case has(types.Number, types.Money):
		d.Code = diag.BareAmount
		d.Detail = "An amount of money has a currency."
		d.Hint = "name the currency"
	case has(types.Number, types.Percent):
		d.Code = diag.BarePercent
		d.Detail = "5 and 5% are different things."
		d.Hint = "write the percentage with its sign: `5%`"
	case has(types.Percent, types.Money):
		d.Hint = "say of what: `5% of X`"
	case has(types.Set, types.Enum):
		d.Hint = "write " + q(shownText(x.Pos())+" includes "+shownText(y.Pos()))
	case tx.Kind == types.List || ty.Kind == types.List:
		l, x := x, y
		if ty.Kind == types.List {
			l, x = y, l
		}
		d.Hint = "write " + q(shownText(l.Pos())+" includes "+shownText(x.Pos()))
	}
	r.error(d)
}

// withoutQuotes is the hint for a value of an enumeration in quotation marks, with the repair where it is one.
func withoutQuotes(x tree.Expr, t *types.Type) (string, []diag.Edit) {
	if word := strings.Trim(x.Pos().Text(), `"`); t.Member(word) >= 0 {
		return "write " + q(word) + ", without quotation marks", replace(x.Pos(), word)
	}
	return "write " + choice(t.Members) + ", without quotation marks", nil
}

func (r *reporter) dayAndInstant(at source.Span, x, y tree.Expr) {
	instant := x
	if y.Type().Kind == types.Instant {
		instant = y
	}
	r.error(diag.Diagnostic{
		Code: diag.DayAndInstant, Span: at, Summary: isA(x) + ", but " + isA(y),
		Detail: "A day has many instants, and which day an instant belongs to depends on the time zone.",
		Hint:   "write " + q("date of "+shownText(instant.Pos())) + ", or compare two instants",
	})
}

func (r *reporter) enumsApart(at source.Span, x, y tree.Expr) {
	tx, ty := x.Type(), y.Type()
	r.error(diag.Diagnostic{
		Code: diag.EnumsApart, Span: at, Summary: isA(x) + ", but " + isA(y),
		Detail: "Two enumerations can be compared if one has all values of the other; " + q(tx.MissingIn(ty)) + " is missing in the second, " +
			q(ty.MissingIn(tx)) + " in the first.",
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
		d.Hint = "write `D arises`"
	case types.Set, types.List:
		d.Hint = "write `L includes x`"
	case types.Calendar, types.Period:
		d.Hint = "write " + q("D is in "+shownText(x.Pos()))
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
		Detail: isA(x) + ".", Hint: "write `is` or `is not`",
	}
	switch x.Type().Kind {
	case types.Date, types.Instant:
		d.Detail = "Days and instants are before and after one another."
		d.Hint = "write `is before`, `is after`, `is on or before`, or `is on or after`"
	case types.Number, types.Percent, types.Money:
		d.Detail = "Amounts are above and below one another."
		d.Hint = "write `is at least`, `is at most`, `is above`, or `is below`"
	case types.Span:
		d.Detail = "Lengths of time are counted from a day."
		d.Hint = "compare two days: `X is within 14 days after Y`"
	}
	r.error(d)
}

var compareWords = [...]string{
	ast.Is: "the same as", ast.IsAtLeast: "at least", ast.IsAtMost: "at most", ast.IsAbove: "above", ast.IsBelow: "below",
	ast.IsBefore: "before", ast.IsAfter: "after", ast.IsOnOrBefore: "on or before", ast.IsOnOrAfter: "on or after",
}

func (r *reporter) notConstantMember(y tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.NotConstant, Span: y.Pos(), Summary: q(shownText(y.Pos())) + " is no written-out value",
		Detail: "What follows is one of is a list of written-out values.",
		Hint:   "write " + q("X is a or X is "+shownText(y.Pos())),
	})
}

func (r *reporter) notConstant(at source.Span) {
	r.error(diag.Diagnostic{
		Code: diag.NotConstant, Span: at, Summary: q(shownText(at)) + " is no written-out day",
		Detail: "Here a day of the calendar is expected that does not depend on a case.",
		Hint:   "write, for example, `2024-02-29`",
	})
}

func (r *reporter) emptyWhat(at source.Span, want *types.Type) {
	detail := "Only a list or a set can be empty."
	if want != nil {
		detail = "Here " + kindWord(want) + " is expected; only a list or a set can be empty."
	}
	r.error(diag.Diagnostic{
		Code: diag.EmptyWhat, Span: at, Summary: "empty, where there is no list or set", Detail: detail,
		Hint: "write a value, or `X is empty` for a condition",
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
		Hint:   "write a day that exists, as `2024-02-29`, or an instant, as `2024-02-29T17:00+01:00`",
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
		Code: diag.BadLiteral, Span: p.Span, Summary: "a period of " + q(shownText(p.Span)),
		Detail: "Periods are counted in whole numbers, and in no more than the calendar has days.",
		Hint:   "write, for example, `14 days` or `2 years`",
	})
}

func (r *reporter) badClock(e *ast.ClockOn) {
	r.error(diag.Diagnostic{
		Code: diag.BadLiteral, Span: e.Span, Summary: "no clock shows " + q(e.Clock),
		Detail: "Times of day run from 00:00 to 23:59.", Hint: "write, for example, `17:00 on D`",
	})
}

func (r *reporter) badFirst(e *ast.SchedLookup, most int) {
	r.error(diag.Diagnostic{
		Code: diag.BadLiteral, Span: e.Span, Summary: "the first " + e.N + " periods",
		Detail: fmt.Sprintf("The count of periods is a whole number from 1 to %d.", most), Hint: "write, for example, " + q("first 3 "+e.Schedule.Text),
	})
}

func (r *reporter) unknownCountry(l *ast.Literal) {
	r.error(diag.Diagnostic{
		Code: diag.UnknownPlace, Span: l.Span, Summary: "unknown country " + q("\""+l.Text+"\""),
		Detail: "Countries go by their two letters in ISO 3166.", Hint: "write, for example, `\"CH\"`",
	})
}

func (r *reporter) unknownCalendar(l *ast.Literal, near string) {
	hint := "declare a fact of type `calendar` and name it here"
	if near != "" {
		hint = "did you mean `\"" + near + "\"`?"
	}
	r.error(diag.Diagnostic{
		Code: diag.UnknownPlace, Span: l.Span, Summary: "unknown calendar " + q("\""+l.Text+"\""),
		Detail: "The calendars of places are built in, under the place's code.", Hint: hint,
	})
}

// dateSum reports plus and less on days.
func (r *reporter) dateSum(at ast.Expr, xs []tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.DateArithmetic, Span: at.Pos(), Summary: "days and periods are not added with plus and less",
		Detail: "Whether the first day counts is what documents quarrel about, so it is always said.",
		Hint:   "write `14 days after D`, or `last day of 14 days from and including D`",
	}
	if _, ok := at.(*ast.Aggregate); ok {
		d.Summary = "days have no sum"
		d.Detail = "Amounts and numbers are added up."
		d.Hint = "write `earliest of`, `latest of` or `count of`"
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
			d.Hint = "write " + q(shownText(y.Pos())+" "+word+" "+shownText(x.Pos()))
		case kx == types.Date && ky == types.Date:
			d.Detail = "The number of days between two days is not a value; a period is compared where it is meant."
			d.Hint = "write " + q(shownText(x.Pos())+" is within 14 days after "+shownText(y.Pos()))
		}
	}
	r.error(d)
}

func (r *reporter) specialSum(x tree.Expr) {
	word := specialWord(x.Type())
	r.error(diag.Diagnostic{
		Code: diag.SpecialArithmetic, Span: x.Pos(), Summary: q(shownText(x.Pos())) + " may be " + word + ", which cannot be reckoned with",
		Detail: "It compares as the largest value, but nothing can be added to it or counted from it.",
		Hint:   "treat " + q(word) + " in a rule of its own",
	})
}

func (r *reporter) notAmount(x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.NotAddable, Span: x.Pos(), Summary: isA(x) + ", which cannot be added or multiplied",
		Detail: "Numbers, percentages and amounts of money can.", Hint: "use an amount, or count with `count of (…)`",
	})
}

// sumKinds reports parts of a sum, or of a list, that are not alike.
func (r *reporter) sumKinds(at source.Span, x, y tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.NotAddable, Span: at, Summary: isA(x) + ", but " + isA(y),
		Detail: "What is put together must be of one kind.", Hint: "make both of one kind",
		Related: elsewhere(x, y),
	}
	switch {
	case y.Type().Kind == types.Percent && x.Type().Kind == types.Money:
		d.Hint = "say of what: " + q(shownText(y.Pos())+" of "+shownText(x.Pos()))
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
		Hint:   "write a share as `5% of X`",
	}
	r.error(d)
}

func (r *reporter) wrongAggregate(e *ast.Aggregate, x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.NotAddable, Span: x.Pos(), Summary: kindWord(x.Type()) + " has no " + aggregateWords[e.Op],
		Detail: "Amounts have a smallest and a largest, days an earliest and a latest.",
		Hint:   "use numbers, percentages or amounts",
	}
	switch e.Op {
	case ast.Earliest, ast.Latest:
		d.Hint = "write `smallest of` or `largest of` for amounts"
	case ast.Smallest, ast.Largest:
		if k := x.Type().Kind; k == types.Date || k == types.Instant {
			d.Hint = "write `earliest of` or `latest of` for days"
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
		d.Hint = "write " + q(shownText(x.Pos())+" is one of "+strings.Join(x.Type().Members[:min(2, len(x.Type().Members))], ", "))
	}
	r.error(d)
}

// membersOfRecords reports a test whether a record is in a list.
func (r *reporter) membersOfRecords(l tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.WrongOrdering, Span: l.Pos(), Summary: isA(l) + ", whose members cannot be compared",
		Detail: "Whether two records or periods are the same cannot be told from outside.",
		Hint:   "write " + q("some x in "+shownText(l.Pos())+" has (…)") + ", with a condition on its fields",
	})
}
