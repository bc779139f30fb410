package parser

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
)

// This file words errors of expressions.

func (p *parser) currencyFirst(code, number token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.CurrencySign, Span: p.span(int(code.start), int(number.end)), Summary: "a currency before the number",
		Detail: "The currency stands after the number.", Hint: fmt.Sprintf("Write `%s %s`.", p.textOf(number), p.textOf(code)),
		Edits: []diag.Edit{{Span: p.span(int(code.start), int(number.end)), Text: p.textOf(number) + " " + p.textOf(code)}},
	}
}

func (p *parser) mixedAndOr(first, second token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.MixedAndOr, Span: p.spanOf(second), Summary: fmt.Sprintf("`%s` after `%s` without parentheses", p.textOf(second), p.textOf(first)),
		Detail:  "With `and` and `or` side by side, two readers may take different things together.",
		Hint:    "Put in parentheses what belongs together: `a and (b or c)`, or `(a and b) or c`.",
		Related: []diag.Related{{Span: p.spanOf(first), Message: fmt.Sprintf("the `%s` is here", p.textOf(first))}},
	}
}

func (p *parser) unclosedParen(open, t token) diag.Diagnostic {
	if t.kind == kComma {
		return p.commaForAnd(t)
	}
	return diag.Diagnostic{
		Code: diag.UnclosedParen, Span: p.spanOf(t), Summary: fmt.Sprintf("%s where a parenthesis should end", p.show(t)),
		Detail: "A parenthesis was opened and is not closed before this.", Hint: "Write `)` before it, or an `and` or `or` if the condition goes on.",
		Related: []diag.Related{{Span: p.spanOf(open), Message: "the parenthesis begins here"}},
	}
}

// commaForAnd words a comma between two conditions.
func (p *parser) commaForAnd(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.CommaForAnd, Span: p.spanOf(t), Summary: "a comma after a condition",
		Detail: "A comma joins the members of a list. Conditions are joined with `and` or `or`, so that it is clear which is meant.",
		Hint:   "Write `and` or `or`.",
	}
}

func (p *parser) chainedComparison(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.ChainedComparison, Span: p.spanOf(t), Summary: fmt.Sprintf("a second comparison: `%s`", p.textOf(t)),
		Detail: "A comparison is complete here; comparisons do not follow each other.",
		Hint:   "Write two comparisons joined with `and`: `a is b and b is c`.",
	}
}

func (p *parser) notAName(x ast.Expr, verb token) diag.Diagnostic {
	s := p.spanOf(verb)
	if x != nil {
		s = x.Pos()
	}
	return diag.Diagnostic{
		Code: diag.MissingName, Span: s, Summary: fmt.Sprintf("something else than a name before `%s`", p.textOf(verb)),
		Detail: "Only a decision arises and only an event happens; both are named.", Hint: "Write the name of the decision or event.",
	}
}

// otherWords are comparisons in other words than those of the language. If Next is not empty, one of these words follows.
var otherWords = []struct{ Words, Next, Write string }{
	{"greater more larger bigger higher", "than", "`is above`, or `is at least` if the value itself is meant too"},
	{"less smaller lower fewer", "than", "`is below`, or `is at most` if the value itself is meant too"},
	{"later", "than", "`is after`, or `is on or after` if the day itself is meant too"},
	{"earlier", "than", "`is before`, or `is on or before` if the day itself is meant too"},
	{"older younger longer shorter", "than", "`is after` or `is before` with a day, such as `is before 14 days before as_of`"},
	{"equal identical", "to", "only `is`"},
	{"same", "as", "only `is`"},
	{"no", "more later greater", "`is at most`, for days `is on or before`"},
	{"no", "less earlier fewer", "`is at least`, for days `is on or after`"},
	{"between", "", "two comparisons: `x is at least a and x is at most b`"},
	{"exactly", "", "only `is`"},
	{"under", "", "`is below`"},
	{"over", "", "`is above`"},
	{"until by", "", "`is on or before`"},
	{"since from", "", "`is on or after`"},
	{"among any either", "", "`is one of a, b` for values, `is in` for a list"},
	{"contained included", "", "`is in`"},
}

// otherComparison recognises a comparison in other words after "is", and gives these and the hint; "" if it is none.
func (p *parser) otherComparison() (phrase, hint string) {
	t, next := p.tok(), p.peek(1)
	if !t.kind.isWord() {
		return "", ""
	}
	for _, o := range otherWords {
		phrase := p.textOf(t)
		if !hasWord(o.Words, p.textOf(t)) {
			continue
		}
		switch {
		case o.Next != "":
			if !next.kind.isWord() || !hasWord(o.Next, p.textOf(next)) {
				continue
			}
			phrase += " " + p.textOf(next)
		case next.kind != kName && next.kind != kNumber && next.kind != kPercent && next.kind != kDate && next.kind != kInstant && next.kind != kOf && next.kind != kIn:
			continue
		case next.kind == kOf && t.kind == kName && !hasWord("among any either", p.textOf(t)):
			continue // a field
		}
		return phrase, "Write " + o.Write + "."
	}
	return "", ""
}

func (p *parser) wrongComparison(t token, phrase, hint string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.WrongComparison, Span: p.span(int(t.start), int(t.start)+len(phrase)), Summary: fmt.Sprintf("a comparison with `is %s`", phrase),
		Detail: "There is one way to write each comparison.", Hint: hint,
	}
}

func (p *parser) missingUnit(number, t token) diag.Diagnostic {
	n := p.textOf(number)
	d := diag.Diagnostic{
		Code: diag.MissingUnit, Span: p.spanOf(number), Summary: fmt.Sprintf("`%s` without a unit of time", n),
		Detail: "Days, working days, weeks, months and years are counted differently, so a period says which it means.",
		Hint:   fmt.Sprintf("Write `%s days`, `%s working days`, `%s weeks`, `%s months` or `%s years`.", n, n, n, n, n),
	}
	if t.kind != kName {
		return d
	}
	switch near := diag.Nearest(p.textOf(t), unitNames); {
	case hasWord("business work workdays", p.textOf(t)):
		d.Span, d.Hint = p.spanOf(t), fmt.Sprintf("Write `%s working days`.", n)
	case hasWord("calendar", p.textOf(t)):
		d.Span, d.Hint = p.spanOf(t), fmt.Sprintf("Write only `%s days`; others are `working days`.", n)
	case near != "":
		d.Span, d.Hint = p.spanOf(t), fmt.Sprintf("Did you mean `%s %s`?", n, near)
	}
	return d
}

var unitNames = strings.Fields("day days week weeks month months year years hour hours minute minutes working")

func (p *parser) percentInWords(number, t token) diag.Diagnostic {
	s := p.span(int(number.start), int(t.end))
	return diag.Diagnostic{
		Code: diag.WrongNumber, Span: s, Summary: "a percentage in words", Detail: "A percentage is written with its sign.",
		Hint: fmt.Sprintf("Write `%s%%`.", p.textOf(number)), Edits: []diag.Edit{{Span: s, Text: p.textOf(number) + "%"}},
	}
}

func (p *parser) missingPeriod(t token) diag.Diagnostic {
	d := p.unexpected(t, p.before(), "a period such as `14 days` or `6 months`")
	d.Detail = "Here stands a period: a number and a unit of time."
	return d
}

// notNames are the reserved words that continue a sentence, so that a value is missing before them.
var notNames = [lastKeyword]bool{
	kAbove: true, kAfter: true, kAnd: true, kArises: true, kAs: true, kAt: true, kBefore: true, kBelow: true, kBy: true, kDoes: true, kFor: true,
	kFrom: true, kHas: true, kIn: true, kIncludes: true, kIs: true, kMeans: true, kNot: true, kOf: true, kOn: true, kOr: true, kOtherwise: true,
	kPlus: true, kRead: true, kTimes: true, kTo: true, kUnless: true, kUntil: true, kWhen: true, kWhere: true, kWith: true, kWithin: true, kLess: true,
	kOne: true, kSome: true, kEvery: true,
}

func (p *parser) missingValue(t token) diag.Diagnostic {
	if d, ok := p.ifForWhen(t); ok {
		return d
	}
	if t.kind.isKeyword() && !notNames[t.kind] && !t.first {
		return p.reservedName(p.spanOf(t))
	}
	d := diag.Diagnostic{
		Code: diag.MissingValue, Span: p.where(t), Summary: fmt.Sprintf("%s after %s, where a value is expected", p.show(t), p.before()),
		Detail: "Here stands a name, a number, an amount, a date, a text or something made of them.",
		Hint:   fmt.Sprintf("Write the value before %s.", p.show(t)),
	}
	switch t.kind {
	case kOne:
		d.Hint = "`one of` stands only after `is`, as in `reason is one of damage, defect`."
	case kSome, kEvery:
		d.Hint = "Put the whole condition in parentheses."
	case kNot:
		d.Hint = "`not` stands before a condition or after `is`."
	}
	return d
}

func (p *parser) literalOutsideTest(t token) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.LiteralOutsideTest, Span: p.spanOf(t), Summary: "a list or record written out in a policy",
		Detail: "Lists and records come from facts; only tests write them out.", Hint: "To compare with several values write `is one of a, b`.",
	}
	if t.kind == kLBrace {
		d.Code, d.Summary = diag.MissingValue, fmt.Sprintf("`{` after %s, where a value is expected", p.before())
		d.Detail, d.Hint = "Braces enclose clauses and other blocks.", "Write `(` for what belongs together."
	}
	return d
}
