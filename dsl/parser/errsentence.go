package parser

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
)

// This file words errors of clauses, sentences and tests.

func (p *parser) notInSection(t token) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.WrongPlace, Span: p.spanOf(t), Summary: p.show(t) + " in a section",
		Detail: "In a section stand clauses and further sections.", Hint: "Put sentences into a clause, and declarations before the first section.",
	}
	if t.kind == kName && !p.beginsSentence(p.i) {
		if near := diag.Nearest(p.textOf(t), []string{"clause", "section"}); near != "" {
			d.Code = diag.UnknownDeclaration
			d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
		}
	}
	return d
}

func (p *parser) emptyClause(t token, c *ast.Clause) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.EmptyClause, Span: c.ID.Span, Summary: "a clause without content",
		Detail: "Every clause says what becomes of it: sentences in braces, or why there are none.",
		Hint:   "Write `{ … }`, `informational`, `not modelled \"why\"` or `modelled in clause \"…\"` after it.",
	}
	if t.kind == kName && !t.first {
		d.Code, d.Span, d.Summary = diag.Unexpected, p.spanOf(t), p.show(t)+" after the clause's id"
		if near := diag.Nearest(p.textOf(t), []string{"informational", "modelled"}); near != "" {
			d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
		}
	}
	return d
}

func (p *parser) afterStatus(t token) diag.Diagnostic {
	d := p.unexpected(t, p.before(), "the next clause")
	d.Detail = "A clause that is not encoded has no block, and no full stop after it."
	d.Hint = "Delete it, or write the clause with a block `{ … }` instead."
	return d
}

var statementWords = strings.Fields("add deduct limit floor round duty determination disapply caveat table despite subject")

// otherStatements are words that people try at the beginning of a sentence.
var otherStatements = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"subtract": "deduct … from …", "minus": "deduct … from …", "cap": "limit … to …", "max": "limit … to …", "maximum": "limit … to …", "minimum": "floor … at …",
		"min": "floor … at …", "set": "decision is value", "let": "name means …", "define": "name means …", "obligation": "duty decision : party must …",
		"must": "duty decision : party must …", "note": "caveat name \"text\"", "warning": "caveat name \"text\"", "ignore": "disapply clause \"…\"",
		"notwithstanding": "despite clause \"…\", …", "judgment": "determination", "assess": "determination", "increase": "add … to …", "reduce": "deduct … from …",
	}
})

func (p *parser) unknownStatement(t, next token) diag.Diagnostic {
	if d, ok := p.ifForWhen(t); ok {
		if p.isWord(t, "if") || p.isWord(t, "If") {
			d.Summary, d.Edits = "a sentence that begins with `if`", nil
			d.Hint = "Write `outcome is refused when …`."
		}
		return d
	}
	word := p.textOf(t)
	d := diag.Diagnostic{
		Code: diag.UnknownStatement, Span: p.spanOf(t), Summary: p.show(t) + " where a sentence begins",
		Detail: "A sentence begins with its decision (`refund is …`, `grounds includes …`), with a term (`deadline means …`) or with a word such as `add`, `deduct`, `limit`, `duty` or `determination`.",
		Hint:   "Begin the sentence in one of these ways.",
	}
	switch {
	case p.beginsDeclaration(p.i):
		d.Code, d.Summary = diag.WrongPlace, fmt.Sprintf("a declaration in a clause: `%s`", word)
		d.Detail = "Facts, events, records, decisions, schedules and ambiguities are declared outside of clauses."
		d.Hint = "Move it before the first clause. If the clause should have ended, write `}` before it."
	case t.kind == kWhen, t.kind == kUnless, t.kind == kOtherwise, t.kind == kAnd, t.kind == kOr, t.kind == kRead:
		d.Code, d.Summary = diag.MissingStop, fmt.Sprintf("a sentence that begins with `%s`", word)
		d.Detail = "The sentence before it ended with its full stop."
		d.Hint = "If this belongs to that sentence, delete the full stop."
	case t.kind == kName && otherStatements()[strings.ToLower(word)] != "" && next.kind != kIs && next.kind != kIncludes:
		d.Hint = fmt.Sprintf("Write `%s`.", otherStatements()[strings.ToLower(word)])
	case t.kind == kName && next.kind == kName && hasWord("must may should endeavours", p.textOf(next)):
		d.Hint = fmt.Sprintf("Begin with the decision that the duty answers: `duty decision : %s %s …`.", word, p.textOf(next))
	case t.kind == kName && next.kind == kColon:
		d.Hint = "A fact begins with `fact` and stands outside of clauses; a judgment begins with `determination`."
	case t.kind == kName:
		p.nearStatement(&d, t, next)
	}
	return d
}

// nearStatement adds what was most probably meant: the verb after a name, or the word at the beginning.
func (p *parser) nearStatement(d *diag.Diagnostic, t, next token) {
	if next.kind == kName {
		if near := diag.Nearest(p.textOf(next), []string{"includes", "means"}); near != "" {
			d.Span, d.Summary = p.spanOf(next), fmt.Sprintf("%s after `%s`", p.show(next), p.textOf(t))
			d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
			return
		}
	}
	near := diag.Nearest(p.textOf(t), slices.Concat(statementWords, slices.Sorted(maps.Keys(otherStatements()))))
	switch {
	case near == "":
	case otherStatements()[near] != "":
		d.Hint = fmt.Sprintf("Write `%s`.", otherStatements()[near])
	default:
		d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
	}
}

func (p *parser) edgeNotHere(e ast.Edge, t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.WrongPlace, Span: e.Span, Summary: fmt.Sprintf("`despite` or `subject to` before %s", p.show(t)),
		Detail: "These words order rules and duties; terms, account lines and other sentences have no order.",
		Hint:   "Write it before the rule it concerns. To switch off another clause's line write `disapply clause \"…\" when …`.",
	}
}

func (p *parser) conditionAsValue(t token, d ast.Name) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.ConditionAsValue, Span: p.spanOf(t), Summary: fmt.Sprintf("a condition as the value of `%s`", d.Text),
		Detail: "A rule gives its decision one value and says when; the value is no comparison.",
		Hint:   fmt.Sprintf("Write `%s is yes when …`, and `%s is no otherwise`.", d.Text, d.Text),
	}
}

// missingStop points behind the token before token i.
func (p *parser) missingStop(i int) diag.Diagnostic {
	last := p.toks[max(i-1, 0)]
	at := p.span(int(last.end), int(last.end))
	return diag.Diagnostic{
		Code: diag.MissingStop, Span: p.spanOf(last), Summary: fmt.Sprintf("no full stop after %s", p.show(last)),
		Detail: "A sentence ends with a full stop, so that a forgotten `and` cannot make two sentences of one.",
		Hint:   "Write `.` after it.", Edits: []diag.Edit{{Span: at, Text: "."}},
	}
}

// afterSentence words what stands where a sentence could end and cannot be part of it.
func (p *parser) afterSentence(t token) diag.Diagnostic {
	if d, ok := p.ifForWhen(t); ok {
		return d
	}
	switch t.kind {
	case kComma:
		return p.commaForAnd(t)
	case kRParen:
		return diag.Diagnostic{
			Code: diag.StrayClosing, Span: p.spanOf(t), Summary: "a closing parenthesis without an opening one",
			Detail: "No parenthesis is open here.", Hint: "Delete it, or write `(` where it should begin.",
			Edits: []diag.Edit{{Span: p.spanOf(t)}},
		}
	case kAnd, kOr:
		d := p.unexpected(t, p.before(), "")
		d.Detail = fmt.Sprintf("`%s` joins conditions, and what stands before it is a value.", p.textOf(t))
		d.Hint = "If a condition is meant, begin it with `when`. For several values write several sentences."
		return d
	case kWhen, kUnless, kOtherwise:
		return p.tailOrder(t)
	}
	d := p.unexpected(t, p.before(), "")
	d.Detail = "The sentence could end here, and this does not continue it."
	d.Hint = "Join conditions with `and` or `or`, or end the sentence with a full stop."
	return d
}

func (p *parser) otherwiseWith(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TailOrder, Span: p.spanOf(t), Summary: fmt.Sprintf("`otherwise` with `%s`", p.textOf(t)),
		Detail: "`otherwise` means that no other rule applies, and stands alone.", Hint: "Keep one of the two.",
	}
}

func (p *parser) tailOrder(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TailOrder, Span: p.spanOf(t), Summary: fmt.Sprintf("`%s` in another place than its own", p.textOf(t)),
		Detail: "A sentence ends in this order: `when`, `unless`, `read with clause`; each at most once. Or `otherwise` instead of the first two.",
		Hint:   "Put the parts in this order; join several conditions with `and` or `or`.",
	}
}

func (p *parser) unknownStep(t token) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.UnknownStatement, Span: p.spanOf(t), Summary: p.show(t) + " where a sentence of a test begins",
		Detail: "In a test stand `given …`, `under reading …` and `expect …`.", Hint: "Begin with one of these.",
	}
	if t.kind == kName {
		if near := diag.Nearest(p.textOf(t), []string{"given", "under", "expect"}); near != "" {
			d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
		}
	}
	return d
}
