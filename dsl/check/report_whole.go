package check

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// readLoop reports things that are defined by each other.
func (r *reporter) readLoop(at source.Span, names []string) {
	for i, n := range names {
		names[i] = q(n)
	}
	d := diag.Diagnostic{
		Code: diag.ReadLoop, Span: at, Summary: names[0] + " depends on itself",
		Detail: loopText(names, "reads") + ".",
		Hint:   "one of them must be told or decided without the others",
	}
	if len(names) == 1 {
		d.Detail = "To know " + names[0] + " one would have to know it already."
		d.Hint = "say it without " + names[0]
	}
	r.error(d)
}

func (r *reporter) adoptedTwice(n *ast.Ambiguity, reading *ast.Reading) {
	r.error(diag.Diagnostic{
		Code: diag.ReadingsAdopted, Span: reading.Span, Summary: "two readings of " + q(n.Name.Text) + " are adopted",
		Detail: "A case is decided under one reading; the others are tried to see whether they matter.",
		Hint:   "let one reading be adopted",
	})
}

func (r *reporter) noReading(n *ast.Ambiguity) {
	r.missing(diag.Diagnostic{
		Code: diag.NoReadingAdopted, Span: n.Name.Span, Summary: "no reading of " + q(n.Name.Text) + " is adopted",
		Detail: "Until somebody adopts a reading, for a reason, no case can be decided that depends on it.",
		Hint:   "write `adopted \"the reason\" by \"who\"` after one of the readings",
	})
}

// Warnings.

func (r *reporter) unusedInput(n ast.Name, noun string) {
	r.warning(diag.Diagnostic{
		Code: diag.UnusedFact, Span: n.Span, Summary: "nothing reads the " + noun + " " + q(n.Text),
		Detail: "A question whose answer cannot matter should not be asked.",
		Hint:   "use it in a rule, or remove it",
	})
}

func (r *reporter) unusedDefinition(n ast.Name, noun string) {
	r.warning(diag.Diagnostic{
		Code: diag.UnusedDefinition, Span: n.Span, Summary: "nothing reads the " + noun + " " + q(n.Text),
		Detail: "What it defines has no effect on any decision.",
		Hint:   "use it in a rule, or remove it",
	})
}

func (r *reporter) notApplicableMember(n ast.Name) {
	r.warning(diag.Diagnostic{
		Code: diag.NotApplicableMember, Span: n.Span, Summary: "a value that is called not_applicable",
		Detail: "It is a value like any other, and not the status of a question that does not arise: it can be compared, and a rule must give it.",
		Hint:   "say when the question arises: `arises when C`, or `asked when C`; or give the value another name",
	})
}

func (r *reporter) longChain(at source.Span) {
	r.warning(diag.Diagnostic{
		Code: diag.LongChain, Span: at, Summary: "three of in a row",
		Detail: "It is exact, but nobody can read it aloud.",
		Hint:   "give a part of it a name: `N means …`",
	})
}

func (r *reporter) neverApplies(at source.Span, clash literal) {
	d := diag.Diagnostic{
		Code: diag.NeverApplies, Span: at, Summary: "this can never apply",
		Detail: "Its conditions exclude each other.",
		Hint:   "correct the condition, or remove the sentence",
	}
	if clash.expr != nil {
		d.Detail = "Its conditions exclude each other: " + q(shownText(clash.expr.Pos())) + " contradicts the others."
		d.Related = related(clash.expr.Pos(), "this cannot be the case beside the rest")
	}
	r.warning(d)
}

func (r *reporter) otherwiseShadowed(at, always source.Span) {
	r.warning(diag.Diagnostic{
		Code: diag.NeverApplies, Span: at, Summary: "this can never apply",
		Detail: "Otherwise counts where no other rule applies, and another one always does.",
		Hint:   "give the other rule a condition, or remove this one", Related: related(always, "this rule has no condition"),
	})
}

func (r *reporter) rankShadowed(at, always source.Span, value, before string) {
	r.warning(diag.Diagnostic{
		Code: diag.NeverApplies, Span: at, Summary: "this can never decide anything",
		Detail: q(before) + " stands before " + q(value) + " in the first of list, and a rule without condition gives it in every case.",
		Hint:   "give that rule a condition, or exchange the two values in the list", Related: related(always, "this rule has no condition"),
	})
}

func (r *reporter) valueNeverGiven(n ast.Name, decision, member string) {
	r.warning(diag.Diagnostic{
		Code: diag.ValueNeverGiven, Span: n.Span, Summary: "no rule gives " + q(decision) + " the value " + q(member),
		Detail: "Either a rule is missing, or the value is.",
		Hint:   "write the rule in its clause, or remove the value",
	})
}

func (r *reporter) certainConflict(at, first source.Span, decision, clause string) {
	r.warning(diag.Diagnostic{
		Code: diag.CertainConflict, Span: at, Summary: "two rules give " + q(decision) + " different values in the same cases",
		Detail:  "Nothing says which of them prevails, so each such case will be in conflict.",
		Hint:    "write " + q("despite clause \""+clause+"\",") + " before the rule that prevails, or give one of them a condition or `otherwise`",
		Related: related(first, "the other rule"),
	})
}

func (r *reporter) silentUnless(f mayBeMissing, at source.Span) {
	d := diag.Diagnostic{
		Code: diag.UnlessNotArising, Span: at, Summary: "unless " + q(shownText(at)) + ", where " + q(f.name) + " may not arise",
		Detail: "Where it does not, the exception is neither true nor false, and the rule does not apply.",
		Hint:   "add to `when` the condition under which it arises, or write a rule for the other case",
	}
	if f.event != nil {
		d.Detail = "As long as it has not happened, the exception is neither true nor false, and the rule does not apply."
		d.Hint = "write " + q("unless "+f.name+" has happened and "+shownText(at))
	}
	r.warning(d)
}

func (r *reporter) unguardedUse(f mayBeMissing, rule *tree.Rule) {
	r.warning(diag.Diagnostic{
		Code: diag.UnguardedUse, Span: f.at.Pos(), Summary: q(f.name) + " may not arise here",
		Detail: "Where it does not, " + q(rule.Decision.Name) + " is not applicable, whatever this rule says.",
		Hint:   "write " + q("when "+f.name+" arises") + ", or let " + q(rule.Decision.Name) + " arise under the same condition",
	})
}

// What is missing.

func (r *reporter) nothingGives(n *ast.Decision, t *types.Type) {
	d := diag.Diagnostic{
		Code: diag.NothingGives, Span: n.Name.Span, Summary: "no rule gives " + q(n.Name.Text),
		Detail: "It is declared, but no sentence says what it is, so no case is governed.",
		Hint:   "write " + q(n.Name.Text+" is …") + " in its clause, or remove the decision",
	}
	switch t.Kind {
	case types.Set:
		d.Detail = "It is declared, but no sentence puts anything into it."
		d.Hint = "write " + q(n.Name.Text+" includes "+t.Members[0]+" when …") + " in its clause, or remove the decision"
	case types.Duty, types.Duties:
		d.Detail = "It is declared, but no sentence says who must do what."
		d.Hint = "write " + q("duty "+n.Name.Text+" : PARTY must …") + " in its clause, or remove the decision"
	}
	r.missing(d)
}

func (r *reporter) noBase(n *ast.Decision) {
	r.missing(diag.Diagnostic{
		Code: diag.NothingGives, Span: n.Name.Span, Summary: "the account of " + q(n.Name.Text) + " has no base",
		Detail: "Additions, deductions, limits and floors change an amount that a rule gives.",
		Hint:   "write " + q(n.Name.Text+" is X") + " in the clause from which the amount comes",
	})
}

func (r *reporter) otherwiseTwice(decision string, first, second source.Span) {
	r.error(diag.Diagnostic{
		Code: diag.OtherwiseTwice, Span: second, Summary: "two rules say what " + q(decision) + " is otherwise",
		Detail: "Where no other rule applies, both would.",
		Hint:   "keep one of them, or give one a condition", Related: related(first, "the first one"),
	})
}

func (r *reporter) roundedTwice(decision string, first, second source.Span) {
	r.error(diag.Diagnostic{
		Code: diag.RoundedTwice, Span: second, Summary: q(decision) + " is rounded twice",
		Detail: "An amount is rounded once, at the end of its account.",
		Hint:   "keep one of them, or give each a condition", Related: related(first, "the first one"),
	})
}

func (r *reporter) fraction(at source.Span, v value.Value) {
	r.error(diag.Diagnostic{
		Code: diag.FractionOfCoin, Span: at, Summary: "an amount of " + money.Format(v.Decimal(), v.Cur),
		Detail: "It is no whole number of the smallest coin, and nothing rounds it.",
		Hint:   "write `round D half up to 0.01`, or a whole amount",
	})
}

func (r *reporter) emptyBounds(at source.Span, by *tree.Bound) {
	d := diag.Diagnostic{
		Code: diag.EmptyBounds, Span: at, Summary: "these limits leave no value",
		Detail: "Whatever is told or decided, one of them would be broken.",
		Hint:   "correct one of the limits, or give each its own `when`",
	}
	if by != nil {
		d.Related = related(by.Span, "this limit excludes it")
	}
	r.error(d)
}

// rowText is a row as a table would write it.
func rowText(row []string) string { return "| " + strings.Join(row, " | ") + " |" }

func (r *reporter) tableGap(at source.Span, decision string, row []string) {
	r.error(diag.Diagnostic{
		Code: diag.TableGap, Span: at, Summary: "no row of the table for " + q(decision) + " covers " + rowText(row),
		Detail: "In such a case the table says nothing.",
		Hint:   "add a row for it, or let a row cover it with `any`",
	})
}

func (r *reporter) tableOverlap(at, first source.Span, n int, row []string) {
	r.error(diag.Diagnostic{
		Code: diag.TableOverlap, Span: at, Summary: fmt.Sprintf("this row and row %d both cover %s", n, rowText(row)),
		Detail: "In a table by one row exactly one applies to each case.",
		Hint:   "narrow one of the two, or write `by first row` if the earlier one prevails", Related: related(first, "the other row"),
	})
}
