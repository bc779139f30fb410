package parser

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/limits"
)

// This file words errors of the file as a whole: limits, header, braces.

func fileTooLarge(f *source.File, most int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.FileTooLarge, Span: source.Span{File: f},
		Summary: "a file of more than " + limits.Bytes(most),
		Detail:  "A policy file has a largest size, so that one file cannot exhaust the machine.",
		Hint:    "Split the policy into several files and join them with `use`" + orRaise(limits.PolicyBytes, most),
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
		Hint:    "Split the policy into several files and join them with `use`" + orRaise(limits.PolicyTokens, most),
	}
}

func tooDeepAt(f *source.File, t token, most int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TooDeep, Span: source.Span{File: f, Start: int(t.start), End: int(t.end)},
		Summary: fmt.Sprintf("more than %d levels one inside the other", most),
		Detail:  "Brackets within brackets, and `not` or `of` one after another, are read up to a largest depth.",
		Hint:    "Give a part a name of its own with `means`" + orRaise(limits.PolicyDepth, most),
	}
}

// orRaise ends a hint with the way to raise the limit.
func orRaise(name string, n int) string {
	return ", or raise the limit with `" + limits.Raise(name, n) + "`."
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
		Related: []diag.Related{{Span: first.Span, Message: "the first policy is here"}},
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
