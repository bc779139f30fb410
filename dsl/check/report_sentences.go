package check

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// Declared types.

func (r *reporter) boundMisfit(b *ast.Bound, t *types.Type) {
	d := diag.Diagnostic{
		Code: diag.BoundMisfit, Span: b.Span, Summary: boundWords[b.Kind] + " on " + kindWord(t),
		Detail: "Such a limit has no meaning for " + kindWord(t) + ".", Hint: "remove it",
	}
	switch boundType(t).Kind {
	case types.Date, types.Instant:
		d.Hint = "write `not before` or `not after`"
	case types.Number, types.Percent, types.Money:
		d.Hint = "write `at least`, `at most`, `above` or `below`"
	case types.Enum, types.Bool, types.Text, types.Country:
		d.Hint = "write `among`, `exactly` or `not`"
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
		Hint:   "write `among L`",
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
		Code: diag.UnfitType, Span: f.Type.Span, Summary: "the field " + q(f.Name.Text) + " is " + kindWord(t),
		Detail: "A record's fields are values, lists of values and sets.", Hint: "declare it as a fact of its own",
	})
}

func (r *reporter) badDecision(n *ast.Decision, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.UnfitType, Span: n.Type.Span, Summary: "the decision " + q(n.Name.Text) + " is " + kindWord(t),
		Detail: "Decisions give values, lists of values, sets and duties.", Hint: "decide a value, or a list of one of its fields",
	})
}

func (r *reporter) badTerm(x tree.Expr) {
	d := diag.Diagnostic{
		Code: diag.UnfitType, Span: x.Pos(), Summary: isA(x) + ", which no term can mean",
		Detail: "A term stands for a value or a condition.", Hint: "write `D arises`",
	}
	if x.Type().Kind == types.Span {
		d.Detail = "A length of time by itself says neither from when it counts nor whether the first day does."
		d.Hint = "write " + q(shownText(x.Pos())+" after D")
	}
	r.error(d)
}

func (r *reporter) dutyFact(n ast.Name) {
	r.error(diag.Diagnostic{
		Code: diag.UnfitType, Span: n.Span, Summary: q(n.Text) + " is a duty that somebody is to tell",
		Detail: "Duties follow from rules; facts and judgments are told.", Hint: "declare it as a decision",
	})
}

func (r *reporter) wrongFact(n ast.Name, why string, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.TypeMismatch, Span: n.Span, Summary: q(n.Text) + " is " + kindWord(t), Detail: why + ".", Hint: "name another fact",
	})
}

// Sentences that do not fit their decision.

func (r *reporter) lineOnNoAccount(n *ast.Line, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.LineMisfit, Span: n.Span, Summary: q(n.Decision.Text) + " is " + kindWord(t) + ", not an amount",
		Detail: "Additions, deductions, limits, floors and roundings belong to amounts of money and numbers.",
		Hint:   "write " + q(n.Decision.Text+" is …") + ", or declare the decision as `money`",
	})
}

func (r *reporter) lineOnSpecial(n *ast.Line, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.SpecialArithmetic, Span: n.Span, Summary: q(n.Decision.Text) + " may be unlimited, which cannot be reckoned with",
		Detail: "It is " + t.String() + "; only limits and floors have a meaning for it.",
		Hint:   "reckon in another decision, and take its value here",
	})
}

func (r *reporter) badStep(x tree.Expr) {
	r.error(diag.Diagnostic{
		Code: diag.BadStep, Span: x.Pos(), Summary: "rounding to " + q(shownText(x.Pos())),
		Detail: "The step is a written-out number above zero.", Hint: "write, for example, `round D down to 0.01`",
	})
}

func (r *reporter) otherwiseHere(at source.Span, what string) {
	r.error(diag.Diagnostic{
		Code: diag.OtherwiseMisfit, Span: at, Summary: "otherwise on " + what,
		Detail: "Otherwise marks the value that a decision has when no other rule gives one.",
		Hint:   "write `when C` or `unless C`",
	})
}

func (r *reporter) dutyByIs(n *ast.Rule) {
	r.error(diag.Diagnostic{
		Code: diag.DutyMisfit, Span: n.Span, Summary: "a value for the duty " + q(n.Decision.Text),
		Detail: "A duty says who must do what; it is not one of several values.", Hint: "write " + q("duty "+n.Decision.Text+" : PARTY must … when …"),
	})
}

func (r *reporter) dutyOnNoDuty(n *ast.Duty, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.DutyMisfit, Span: n.Span, Summary: q(n.Decision.Text) + " is " + kindWord(t) + ", not a duty",
		Detail: "A duty sentence gives a decision of the type duty or duties.", Hint: "declare " + q("decision "+n.Decision.Text+" : duty"),
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
		Detail: "Only amounts of money and numbers add up.", Hint: "write `by one row` or `by first row`",
	})
}

func (r *reporter) includesOnNoSet(n *ast.Includes, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.IncludesMisfit, Span: n.Span, Summary: q(n.Decision.Text) + " is " + kindWord(t) + ", not a set",
		Detail: "Only a set has members.", Hint: "write " + q(n.Decision.Text+" is "+n.Member.Text) + ", or declare the decision as `set of …`",
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
		Code: diag.NoNamedLimits, Span: n.Span, Summary: "no limit of " + q(n.Text) + " has a name",
		Detail: "Binding limits are told by the names that follow as.", Hint: "write " + q("limit "+n.Text+" to X as NAME"),
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
		Detail: "Lists and records are given with a case; only tests write them out.", Hint: "declare a fact, or write `list of (a, b)`",
	})
}

// memberByIs reports a member of a set that stands where the whole set is expected.
func (r *reporter) memberByIs(e *ast.Ident, t *types.Type) {
	r.error(diag.Diagnostic{
		Code: diag.IncludesMisfit, Span: e.Span, Summary: q(e.Name) + " is a member of the set, not the set",
		Detail: "Here " + kindWord(t) + " is expected, which may have several members.",
		Hint:   "write " + q("includes "+e.Name),
	})
}
