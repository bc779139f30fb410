package parser

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// The files syntaxerr.go and err….go word the errors of the parser: what was seen, why it is wrong, what to write instead. Nothing in them
// speaks of productions or token kinds. Here stands what several kinds of error share.

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
