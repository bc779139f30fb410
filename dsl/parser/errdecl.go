package parser

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
)

// This file words errors of the header and of declarations.

var declarationWords = strings.Fields("policy use record fact event decision schedule ambiguity section clause test")

// otherDeclarations are words that people try at the beginning of a declaration.
var otherDeclarations = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"input": "fact", "facts": "fact", "let": "fact", "var": "fact", "given": "fact", "param": "fact", "field": "fact", "output": "decision", "outcome": "decision",
		"result": "decision", "rule": "clause", "article": "clause", "paragraph": "clause", "chapter": "section", "heading": "section", "import": "use", "include": "use",
		"struct": "record", "type": "record", "enum": "decision", "group": "record",
	}
})

func (p *parser) unknownDeclaration(t token) diag.Diagnostic {
	word := p.textOf(t)
	d := diag.Diagnostic{
		Code: diag.UnknownDeclaration, Span: p.spanOf(t), Summary: p.show(t) + " where a declaration begins",
		Detail: "Outside of clauses stand the header and declarations; each begins with its word.",
		Hint:   "Begin with `fact`, `event`, `record`, `decision`, `schedule`, `ambiguity`, `use`, `section` or `clause`.",
	}
	switch {
	case p.beginsSentence(p.i):
		d.Code = diag.WrongPlace
		d.Summary = "a sentence outside of a clause"
		d.Detail = "Every sentence stands in the clause that it comes from, so that it can be cited."
		d.Hint = "Put it between the braces of its clause."
	case t.kind == kName && otherDeclarations()[word] != "":
		d.Hint = fmt.Sprintf("Write `%s`.", otherDeclarations()[word])
	case t.kind == kName:
		if near := diag.Nearest(word, declarationWords); near != "" {
			d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
		}
	}
	return d
}

func (p *parser) wrongHeaderLine(at int) diag.Diagnostic {
	t := p.toks[at]
	d := p.unknownDeclaration(t)
	if d.Code == diag.WrongPlace {
		return d
	}
	if t.kind == kName && otherDeclarations()[p.textOf(t)] == "" {
		d.Summary = p.show(t) + " where a line of the header or a declaration begins"
		d.Detail = "In the header stand `title`, `seller`, `source`, `version`, `parties`, `currency`, `months`, `time zone`, `working days` and `in force`; then come declarations."
		near := diag.Nearest(p.textOf(t), slices.Concat(headerWords, declarationWords))
		d.Hint = "Write one of these words, or begin a declaration such as `fact`."
		if near != "" {
			d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
		}
	}
	return d
}

// wrongDeclaration words the error of a declaration that begins at token start and cannot be read from token at on.
func (p *parser) wrongDeclaration(start, at int) diag.Diagnostic {
	first := p.textOf(p.toks[start])
	if at == start {
		return p.wrongHeaderLine(at)
	}
	at = p.misfit(start, at, first)
	t, prev := p.toks[at], p.toks[at-1]
	if d, ok := p.ifForWhen(t); ok {
		return d
	}
	switch first {
	case "fact", "event", "decision", "determination":
		if d, ok := p.wrongTyped(start, at, t, first); ok {
			return d
		}
	case "record", "ambiguity", "schedule", "reading", "use":
		if at == start+1 {
			return p.missingName(t, "after `"+first+"`")
		}
	}
	want := p.wanted(start, at, prev, first)
	switch {
	case strings.HasPrefix(want, "a text: ") && t.kind != kString:
		return p.missingText(t, strings.TrimPrefix(want, "a text: "))
	case strings.HasPrefix(want, "a name ") && t.kind != kName:
		return p.missingName(t, strings.TrimPrefix(want, "a name "))
	case want == "" || p.fits(t, want):
		want = formOf(first)
	}
	return p.unexpected(t, p.show(prev), want)
}

// misfit is the token that is really wrong. Where the beginning of a part can be read and the next token is wrong, the grammar leaves out the
// whole part and stops at its beginning.
func (p *parser) misfit(start, at int, first string) int {
	for at < len(p.toks)-1 {
		t := p.toks[at]
		switch {
		case t.kind == kComma:
		case !hasWord("arises adopted concerns by clause on", p.textOf(t)):
			return at
		}
		want := p.wanted(start, at+1, t, first)
		if want == "" || p.fits(p.toks[at+1], want) {
			return at
		}
		at++
		if t.kind == kComma {
			return at
		}
	}
	return at
}

// fits tells whether t is what the text of wanted asks for.
func (p *parser) fits(t token, want string) bool {
	switch {
	case strings.HasPrefix(want, "a name "):
		return t.kind == kName
	case strings.HasPrefix(want, "a text: "):
		return t.kind == kString
	case strings.HasPrefix(want, "a date"):
		return t.kind == kDate
	}
	if !t.kind.isWord() {
		return false
	}
	word := p.textOf(t)
	return strings.Contains(want, "`"+word+"`") || strings.HasPrefix(want, "`"+word+" ")
}

// wrongTyped words the errors of facts, decisions and determinations up to their type.
func (p *parser) wrongTyped(start, at int, t token, first string) (diag.Diagnostic, bool) {
	switch {
	case at == start+1:
		return p.missingName(t, "after `"+first+"`"), true
	case at == start+2:
		return p.missingColon(t, "the name", "a type, as in `"+first+" received_on : date`"), true
	case t.kind == kStop && first != "determination":
		return diag.Diagnostic{
			Code: diag.Unexpected, Span: p.spanOf(t), Summary: "a full stop after a declaration",
			Detail: "Only sentences inside clauses end with a full stop; declarations need none.", Hint: "Delete it.",
			Edits: []diag.Edit{{Span: p.spanOf(t)}},
		}, true
	}
	return diag.Diagnostic{}, false
}

// afterWord is what declarations need after a word.
var afterWord = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"arises": "`when` and a condition", "on": "a date such as `2024-01-01`", "clause": "a text: the clause's id", "by": "a name of a party",
		"adopted": "a text: why this reading was adopted", "concerns": "`clause` and its id", "policy": "a text: the policy's name",
		"every": "a period such as `2 years`",
	}
})

// wanted is what a declaration needs after the word prev; "" if that is not known. What begins with "a name ", "a text: " or "a date" asks for
// one of these, and other words stand in backquotes; see fits.
func (p *parser) wanted(start, at int, prev token, first string) string {
	if prev.kind == kComma && !hasWord("ambiguity reading", first) {
		return "a name after the comma"
	}
	word := p.textOf(prev)
	switch {
	case first == "use" && word == "from":
		return "`policy` and its name"
	case first == "schedule" && word == "from":
		return "`and including` and a day"
	case first == "reading" && word == "by":
		return "a text: who adopted the reading"
	}
	if want := afterWord()[word]; want != "" && prev.kind.isWord() {
		return want
	}
	switch first {
	case "ambiguity":
		if at == start+2 {
			return "a text: the question that the text leaves open"
		}
	case "reading":
		if at == start+2 {
			return "a text: the reading in words"
		}
		for _, u := range p.toks[start:at] {
			if p.isWord(u, "adopted") {
				return "`by` and a name in quotes, then if you like `on` and a date"
			}
		}
	case "schedule":
		if at == start+2 {
			return "`every` and a period"
		}
		return "`from and including` and a day"
	case "determination":
		if !p.hasWordIn(start, at, kBy) {
			return "`by` and the party that decides"
		}
	}
	return ""
}

func (p *parser) hasWordIn(start, end int, k kind) bool {
	for _, t := range p.toks[start:end] {
		if t.kind == k {
			return true
		}
	}
	return false
}

// formOf is a declaration as an example.
func formOf(first string) string {
	form := map[string]string{
		"fact":          "a type and options, as in `fact received_on : date not before purchase_date from buyer \"When?\"`",
		"event":         "a type and options, as in `event revoked_at : instant from company`",
		"decision":      "a type, as in `decision refund : money arises when outcome is approved`",
		"determination": "a type, the party and options, as in `determination fee_rate : percent by seller at least 0% at most 5%`",
		"record":        "the fields in braces, as in `record check { fact presented_on : date }`",
		"schedule":      "it like `schedule check_period every 2 years from and including cleared_funds_on`",
		"ambiguity":     "it like `ambiguity W1 \"is the first day counted\" concerns clause \"§1.1\" { … }`",
		"reading":       "it like `reading counted \"it is\" adopted \"why\" by \"editor\" on 2024-05-02`",
		"use":           "it like `use credit_note from policy \"geneva/part-exchange\"`",
		"policy":        "it like `policy \"seller/returns\"`",
	}[first]
	if form == "" {
		return "a declaration such as `fact received_on : date`"
	}
	return form
}

// afterDeclaration words what stands behind a complete declaration and does not belong to it.
func (p *parser) afterDeclaration(t token) diag.Diagnostic {
	at := p.i
	start := at - 1
	for start > 0 && !p.beginsDeclaration(start) {
		start--
	}
	if t.first {
		return p.unknownDeclaration(t)
	}
	return p.wrongDeclaration(start, at)
}

func (p *parser) notAMember(open, at int) diag.Diagnostic {
	t := p.toks[at]
	if open >= 2 && p.toks[open-2].kind == kRecord {
		d := p.unexpected(t, p.show(p.toks[at-1]), "a field, as in `fact presented_on : date`")
		d.Detail = "In a record stand its fields, each with `fact`."
		return d
	}
	d := p.unexpected(t, p.show(p.toks[at-1]), "a reading, as in `reading counted \"the first day is counted\"`")
	d.Detail = "In an ambiguity stand its readings, each with `reading`."
	return d
}

var typeNames = strings.Fields("number money percent date instant text country currency calendar duty duties")

var otherTypes = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"bool": "yes or no", "boolean": "yes or no", "string": "text", "str": "text", "int": "whole number", "integer": "whole number", "float": "number",
		"decimal": "number", "double": "number", "amount": "money", "price": "money", "datetime": "instant", "timestamp": "instant", "time": "instant",
		"enum": "one of a, b", "array": "list of …", "percentage": "percent", "yes": "yes or no", "flag": "yes or no", "any": "one of a, b", "day": "date",
	}
})

func (p *parser) unknownType(t token) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.UnknownType, Span: p.where(t), Summary: p.show(t) + " where a type is expected",
		Detail: "After the colon stands what kind of value it is.",
		Hint:   "Write `yes or no`, `number`, `money`, `percent`, `date`, `instant`, `text`, `one of a, b`, `set of a, b`, `list of …` or a record's name.",
	}
	if t.kind.isWord() {
		if other := otherTypes()[strings.ToLower(p.textOf(t))]; other != "" {
			d.Hint = fmt.Sprintf("Write `%s`.", other)
		} else if near := diag.Nearest(p.textOf(t), typeNames); near != "" {
			d.Hint = fmt.Sprintf("Did you mean `%s`?", near)
		}
	}
	return d
}

func (p *parser) wrongSpecial(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnknownType, Span: p.where(t), Summary: fmt.Sprintf("`or` and %s after a type", p.show(t)),
		Detail: "Only money can be unlimited, and only a date can be never.", Hint: "Write `money or unlimited` or `date or never`.",
	}
}

func (p *parser) missingCurrency(l *ast.Literal) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.MissingCurrency, Span: l.Span, Summary: "an amount without a currency",
		Detail: "This is money, and an amount other than 0 has a currency.",
		Hint:   fmt.Sprintf("Write the code after it, such as `%s EUR`.", l.Text),
	}
}
