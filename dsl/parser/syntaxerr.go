package parser

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// This file words the errors of the parser: what was seen, why it is wrong, what to write instead. Nothing here speaks of productions or
// token kinds.

// show is the token as it is quoted in a message.
func (p *parser) show(t token) string {
	switch t.kind {
	case kEOF:
		return "the end of the file"
	case kString:
		return "the text " + short(p.textOf(t))
	}
	return "`" + short(p.textOf(t)) + "`"
}

func short(s string) string {
	const most = 40
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// before is the last token read, as it is quoted in a message.
func (p *parser) before() string {
	if p.i == 0 {
		return "the beginning of the file"
	}
	return p.show(p.toks[p.i-1])
}

// where is the place of an error that t is the first token not to fit: t, or what stands before it if t begins another line.
func (p *parser) where(t token) source.Span {
	if i := p.tokenAt(int(t.start)); i > 0 && (t.first || t.kind == kEOF) {
		return p.spanOf(p.toks[i-1])
	}
	return p.spanOf(t)
}

// unexpected says that t cannot stand after what was read, and what can.
func (p *parser) unexpected(t token, after, want string) diag.Diagnostic {
	if d, ok := p.ifForWhen(t); ok {
		return d
	}
	return diag.Diagnostic{
		Code: diag.Unexpected, Span: p.where(t), Summary: fmt.Sprintf("%s after %s", p.show(t), after),
		Detail: fmt.Sprintf("After %s something else is expected.", after), Hint: "Write " + want + ".",
	}
}

func (p *parser) ifForWhen(t token) (diag.Diagnostic, bool) {
	var word string
	switch {
	case t.kind != kName:
		return diag.Diagnostic{}, false
	case p.isWord(t, "if"), p.isWord(t, "If"), p.isWord(t, "provided"):
		word = "when"
	case p.isWord(t, "except"), p.isWord(t, "but"):
		word = "unless"
	case p.isWord(t, "then"):
		return diag.Diagnostic{
			Code: diag.IfForWhen, Span: p.spanOf(t), Summary: "`then` in a sentence",
			Detail: "A sentence gives its result first and its condition after it.", Hint: "Write `outcome is refused when …`.",
		}, true
	case p.isWord(t, "else"):
		word = "otherwise"
	default:
		return diag.Diagnostic{}, false
	}
	return diag.Diagnostic{
		Code: diag.IfForWhen, Span: p.spanOf(t), Summary: fmt.Sprintf("`%s` for `%s`", p.textOf(t), word),
		Detail: "A condition stands after its result and begins with `when`, an exception with `unless`.",
		Hint:   fmt.Sprintf("Write `%s`.", word), Edits: []diag.Edit{{Span: p.spanOf(t), Text: word}},
	}, true
}

func fileTooLarge(f *source.File, most int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.FileTooLarge, Span: source.Span{File: f},
		Summary: fmt.Sprintf("a file of %d bytes", len(f.Text)),
		Detail:  fmt.Sprintf("A policy file has at most %d bytes, so that one file cannot exhaust the machine.", most),
		Hint:    "Split the policy into several files and join them with `use`.",
	}
}

func utf16(f *source.File) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.NotUTF8, Span: source.Span{File: f, End: min(2, len(f.Text))}, Summary: "a file in UTF-16",
		Detail: "The file has two bytes for each character. A policy is a UTF-8 text.", Hint: "Save the file as UTF-8.",
	}
}

func tooManyTokens(f *source.File, t token, most int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TooManyTokens, Span: source.Span{File: f, Start: int(t.start), End: int(t.end)},
		Summary: fmt.Sprintf("more than %d words and signs", most),
		Detail:  "A policy file has a largest number of words and signs, so that one file cannot exhaust the machine.",
		Hint:    "Split the policy into several files and join them with `use`.",
	}
}

func tooDeepAt(f *source.File, t token, most int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TooDeep, Span: source.Span{File: f, Start: int(t.start), End: int(t.end)},
		Summary: fmt.Sprintf("more than %d levels one inside the other", most),
		Detail:  "Brackets within brackets, and `not` or `of` one after another, are read up to a largest depth.",
		Hint:    "Give a part a name of its own with `means`.",
	}
}

func (p *parser) emptyFile(onlyErrors bool) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.EmptyFile, Span: p.span(0, 0), Summary: "a file without a policy",
		Detail: "There is nothing in the file but spaces and comments.", Hint: "Begin with `policy \"seller/returns\"`.",
	}
	if onlyErrors {
		d.Detail = "There is nothing in the file that could be read."
	}
	return d
}

// missingHeader reports that declarations stand in a file that does not begin with a header.
func (p *parser) missingHeader(t token) {
	p.rep.add(diag.Diagnostic{
		Code: diag.MissingHeader, Span: p.spanOf(t), Summary: "no header before the first declaration",
		Detail: "A policy file begins with the name of the policy, its source and its parties.",
		Hint:   "Begin the file with `policy \"seller/returns\"`.",
	})
}

func (p *parser) secondHeader(t token, first *ast.Policy) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.RepeatedHeader, Span: p.spanOf(t), Summary: "a second policy in one file",
		Detail: "A file holds one policy.", Hint: "Move it to a file of its own.",
		Related: []diag.Related{{Span: first.Name.Span, Message: "the first policy is here"}},
	}
}

// complainAt reports an error about something that has been read already.
func (p *parser) complainAt(d diag.Diagnostic) {
	if !p.quiet {
		p.rep.add(d)
	}
}

func (p *parser) repeatedLine(at ast.At) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.RepeatedHeader, Span: at.Span, Summary: "a second line of this kind in the header",
		Detail: "Each thing is said once in the header.", Hint: "Delete one of the two lines.",
	}
}

var declarationWords = strings.Fields("policy use record fact event decision schedule ambiguity section clause test")

// otherDeclarations are words that people try at the beginning of a declaration.
var otherDeclarations = map[string]string{
	"input": "fact", "facts": "fact", "let": "fact", "var": "fact", "given": "fact", "param": "fact", "field": "fact", "output": "decision", "outcome": "decision",
	"result": "decision", "rule": "clause", "article": "clause", "paragraph": "clause", "chapter": "section", "heading": "section", "import": "use", "include": "use",
	"struct": "record", "type": "record", "enum": "decision", "group": "record",
}

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
	case t.kind == kName && otherDeclarations[word] != "":
		d.Hint = fmt.Sprintf("Write `%s`.", otherDeclarations[word])
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
	if t.kind == kName && otherDeclarations[p.textOf(t)] == "" {
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
var afterWord = map[string]string{
	"arises": "`when` and a condition", "on": "a date such as `2024-01-01`", "clause": "a text: the clause's id", "by": "a name of a party",
	"adopted": "a text: why this reading was adopted", "concerns": "`clause` and its id", "policy": "a text: the policy's name",
	"every": "a period such as `2 years`",
}

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
	if want := afterWord[word]; want != "" && prev.kind.isWord() {
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

func (p *parser) missingName(t token, what string) diag.Diagnostic {
	if t.kind.isKeyword() && !t.first {
		return p.reservedName(p.spanOf(t))
	}
	d := diag.Diagnostic{
		Code: diag.MissingName, Span: p.where(t), Summary: fmt.Sprintf("%s where a name is expected", p.show(t)),
		Detail: fmt.Sprintf("Here stands the name %s.", what),
		Hint:   "Write a name: letters, digits and underscores, without quotes.",
	}
	if t.kind == kEOF {
		d.Hint = "Write the name."
	}
	return d
}

func (p *parser) reservedName(s source.Span) diag.Diagnostic {
	word := s.Text()
	return diag.Diagnostic{
		Code: diag.ReservedWord, Span: s, Summary: fmt.Sprintf("`%s` as a name", word),
		Detail: fmt.Sprintf("`%s` is a word of the language, and only the fields of a record may bear such a name.", word),
		Hint:   fmt.Sprintf("Choose another name, such as `%s_`, or mend what stands before it.", word),
	}
}

func (p *parser) missingText(t token, what string) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.MissingText, Span: p.where(t), Summary: fmt.Sprintf("%s where a text in quotes is expected", p.show(t)),
		Detail: fmt.Sprintf("Here stands in quotes: %s.", what), Hint: "Write it in straight double quotes: \"…\".",
	}
	if t.kind == kName && !t.first {
		d.Hint = fmt.Sprintf("Write \"%s\".", p.textOf(t))
	}
	return d
}

func (p *parser) missingColon(t token, after, then string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.MissingColon, Span: p.where(t), Summary: fmt.Sprintf("no colon after %s", after),
		Detail: fmt.Sprintf("After %s stands a colon.", after), Hint: "Write `:` and " + then + ".",
	}
}

var typeNames = strings.Fields("number money percent date instant text country currency calendar duty duties")

var otherTypes = map[string]string{
	"bool": "yes or no", "boolean": "yes or no", "string": "text", "str": "text", "int": "whole number", "integer": "whole number", "float": "number",
	"decimal": "number", "double": "number", "amount": "money", "price": "money", "datetime": "instant", "timestamp": "instant", "time": "instant",
	"enum": "one of a, b", "array": "list of …", "percentage": "percent", "yes": "yes or no", "flag": "yes or no", "any": "one of a, b", "day": "date",
}

func (p *parser) unknownType(t token) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.UnknownType, Span: p.where(t), Summary: p.show(t) + " where a type is expected",
		Detail: "After the colon stands what kind of value it is.",
		Hint:   "Write `yes or no`, `number`, `money`, `percent`, `date`, `instant`, `text`, `one of a, b`, `set of a, b`, `list of …` or a record's name.",
	}
	if t.kind.isWord() {
		if other := otherTypes[strings.ToLower(p.textOf(t))]; other != "" {
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
		if d, ok := p.commaForAnd(t); ok {
			return d
		}
	}
	return diag.Diagnostic{
		Code: diag.UnclosedParen, Span: p.spanOf(t), Summary: fmt.Sprintf("%s where a parenthesis should end", p.show(t)),
		Detail: "A parenthesis was opened and is not closed before this.", Hint: "Write `)` before it, or an `and` or `or` if the condition goes on.",
		Related: []diag.Related{{Span: p.spanOf(open), Message: "the parenthesis begins here"}},
	}
}

// commaForAnd words a comma between two conditions.
func (p *parser) commaForAnd(t token) (diag.Diagnostic, bool) {
	return diag.Diagnostic{
		Code: diag.CommaForAnd, Span: p.spanOf(t), Summary: "a comma after a condition",
		Detail: "A comma joins the members of a list. Conditions are joined with `and` or `or`, so that it is clear which is meant.",
		Hint:   "Write `and` or `or`.",
	}, true
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

func hasWord(words, w string) bool {
	for words != "" {
		var one string
		one, words, _ = strings.Cut(words, " ")
		if one == w {
			return true
		}
	}
	return false
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
var notNames = map[kind]bool{
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

func (p *parser) strayClosing(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.StrayClosing, Span: p.spanOf(t), Summary: "a closing brace without an opening one",
		Detail: "Every block that was opened before it is closed already.", Hint: "Delete it, or add the opening brace.",
		Edits: []diag.Edit{{Span: p.spanOf(t)}},
	}
}

func (p *parser) unclosedBlock(open int, t token) diag.Diagnostic {
	head := open
	for head > 0 && !p.toks[head].first {
		head--
	}
	return diag.Diagnostic{
		Code: diag.UnclosedBlock, Span: p.spanOf(p.toks[open]), Summary: "a brace that is not closed",
		Detail:  fmt.Sprintf("The block of this %s is opened here, and %s comes before a closing brace.", short(p.textOf(p.toks[head])), p.show(t)),
		Hint:    "Write `}` where the block ends.",
		Related: []diag.Related{{Span: p.spanOf(t), Message: "it should have ended before this"}},
	}
}

func (p *parser) missingBrace(t token, after, what string) diag.Diagnostic {
	return p.unexpected(t, after, fmt.Sprintf("`{`, the %s's content and `}`", what))
}

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
var otherStatements = map[string]string{
	"subtract": "deduct … from …", "minus": "deduct … from …", "cap": "limit … to …", "max": "limit … to …", "maximum": "limit … to …", "minimum": "floor … at …",
	"min": "floor … at …", "set": "decision is value", "let": "name means …", "define": "name means …", "obligation": "duty decision : party must …",
	"must": "duty decision : party must …", "note": "caveat name \"text\"", "warning": "caveat name \"text\"", "ignore": "disapply clause \"…\"",
	"notwithstanding": "despite clause \"…\", …", "judgment": "determination", "assess": "determination", "increase": "add … to …", "reduce": "deduct … from …",
}

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
	case t.kind == kName && otherStatements[strings.ToLower(word)] != "" && next.kind != kIs && next.kind != kIncludes:
		d.Hint = fmt.Sprintf("Write `%s`.", otherStatements[strings.ToLower(word)])
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
	near := diag.Nearest(p.textOf(t), slices.Concat(statementWords, slices.Sorted(maps.Keys(otherStatements))))
	switch {
	case near == "":
	case otherStatements[near] != "":
		d.Hint = fmt.Sprintf("Write `%s`.", otherStatements[near])
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
		if d, ok := p.commaForAnd(t); ok {
			return d
		}
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
		return p.tailOrder(t, ast.Tail{})
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

func (p *parser) tailOrder(t token, _ ast.Tail) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TailOrder, Span: p.spanOf(t), Summary: fmt.Sprintf("`%s` in another place than its own", p.textOf(t)),
		Detail: "A sentence ends in this order: `when`, `unless`, `read with clause`; each at most once. Or `otherwise` instead of the first two.",
		Hint:   "Put the parts in this order; join several conditions with `and` or `or`.",
	}
}

func (p *parser) tableWithoutRows(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: "a table without rows", Detail: "After the header stands at least one row.",
		Hint: "Write a row such as `| any | 10 EUR |`.",
	}
}

func (p *parser) unclosedCell(t token) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: fmt.Sprintf("%s in a table's cell", p.show(t)),
		Detail: "A cell ends with a bar.", Hint: "Write `|` after the cell, also after the last one of a row.",
	}
	if t.kind == kComma {
		d.Hint = "Write several values as `one of a, b`."
	}
	return d
}

func (p *parser) lastColumn(x ast.Expr, decision ast.Name) diag.Diagnostic {
	s := decision.Span
	if x != nil {
		s = x.Pos()
	}
	return diag.Diagnostic{
		Code: diag.TableShape, Span: s, Summary: "a last column that is not the decision",
		Detail: "The last column holds the values of the decision and bears its name.", Hint: fmt.Sprintf("Write `| %s |` as last column of the header.", decision.Text),
	}
}

func (p *parser) rowLength(start, columns int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(p.toks[start]), Summary: "a row with another number of cells than the header",
		Detail: fmt.Sprintf("Every row has %d cells, as the header has.", columns), Hint: "Fill the row; a cell that does not matter is written `any`.",
	}
}

func (p *parser) longCell(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: fmt.Sprintf("`%s` in a cell that is full", p.textOf(t)),
		Detail: "A cell has one comparison, or two joined with `and`.", Hint: "Make a row of each case, or give the condition a name with `means`.",
	}
}

func (p *parser) cellWithIs(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: "`is` in a cell", Detail: "A cell says only what its column is compared with.",
		Hint: "Write the value or the comparison alone, such as `express` or `at least 100 EUR`.", Edits: []diag.Edit{{Span: p.spanOf(t)}},
	}
}

func (p *parser) notBeforeOp(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: "`not` before a comparison in a cell", Detail: "`not` stands before a value or `one of`.",
		Hint: "Write the opposite comparison: `below` for `not at least`, `on or before` for `not after`.",
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
