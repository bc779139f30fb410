package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

func (r *reporter) clockFromDate(p *ast.PeriodLit, x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.MixedUnits, Span: p.Span, Summary: q(shownText(p.Span)) + " counted from a day",
		Detail: isA(x) + ". Hours and minutes are counted from an instant.",
		Hint:   "count in days, or from a time of day: " + q(shownText(p.Span)+" after 17:00 on "+shownText(x.Pos())),
	})
}

func (r *reporter) daysFromInstant(p *ast.PeriodLit, x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.MixedUnits, Span: p.Span, Summary: q(shownText(p.Span)) + " counted from an instant",
		Detail: isA(x) + ". Days, weeks, months and years are counted from a day.",
		Hint:   "write " + q(shownText(p.Span)+" after date of "+shownText(x.Pos())),
	})
}

func (r *reporter) notDay(x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.NotDay, Span: x.Pos(), Summary: isA(x) + ", not a day",
		Detail: "Periods are counted from a day, or hours from an instant.", Hint: "name a date",
	}
	if x.Type().Kind == types.Period {
		d.Hint = "write " + q("last_day of "+shownText(x.Pos()))
	}
	r.error(d)
}

func (r *reporter) noMonthRule(p *ast.PeriodLit) {
	r.missing(diag.Diagnostic{
		Code: diag.NoMonthRule, Span: p.Span, Summary: q(shownText(p.Span)) + ", but the header has no month rule",
		Detail: "A month after 31 January there is no 31 February, so the document must say, or the editor choose, which day is meant.",
		Hint:   "write `months clamp` in the header (the last day of the month) or `months roll` (the first of the next)",
	})
}

func (r *reporter) noWorkingDays(at source.Span) {
	r.missing(diag.Diagnostic{
		Code: diag.NoWorkingDays, Span: at, Summary: "working days, but the header does not say which days are worked",
		Detail: "Working days and holidays differ from place to place.",
		Hint:   "write `working days are monday to friday except \"CH-GE\"` in the header",
	})
}

func (r *reporter) notCalendarPeriod(p *ast.PeriodLit) {
	r.error(diag.Diagnostic{
		Code: diag.MixedUnits, Span: p.Span, Summary: q(shownText(p.Span)) + " from and including a day",
		Detail: "Such a period has a last day only if it is counted in days, weeks, months or years.",
		Hint:   "write, for example, `14 days`; for working days write `5 working days after D`",
	})
}

func (r *reporter) noZone(at source.Span, why string) {
	r.missing(diag.Diagnostic{
		Code: diag.NoTimeZone, Span: at, Summary: "the header names no time zone",
		Detail: why,
		Hint:   "write `time zone \"Europe/Zurich\"` in the header (or `time zone as written`, for the day of an instant)",
	})
}

// nothingOf reports a name before of that is neither a field nor an attribute nor a percentage.
func (r *reporter) nothingOf(word *ast.Ident, t *types.Type, attributes []string, near string) {
	hint := didYouMean(r.nearest(word.Name, attributes))
	if hint == "" {
		hint = didYouMean(near)
	}
	detail := kindWord(t) + " has no parts, and " + q(word.Name) + " is no percentage of this policy."
	if len(attributes) > 0 {
		detail = "Of " + kindWord(t) + " one can take " + listed(attributes) + "."
	}
	r.missing(diag.Diagnostic{
		Code: diag.NothingOf, Span: word.Span, Summary: "there is no " + q(word.Name) + " of " + kindWord(t), Detail: detail,
		Hint: orElse(hint, "name a field, an attribute or a percentage"),
	})
}

func (r *reporter) notShare(p tree.Expr, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.NothingOf, Span: p.Pos(), Summary: isA(p) + ", not a percentage",
		Detail: "Before of " + kindWord(t) + " stands a percentage, a field or an attribute.",
		Hint:   "write, for example, `5% of X`; to multiply write `X times N`",
	})
}

func (r *reporter) shareOf(x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.NothingOf, Span: x.Pos(), Summary: "a percentage of " + kindWord(x.Type()),
		Detail: isA(x) + "; a share is taken of money or of a number.", Hint: "name an amount",
	})
}
