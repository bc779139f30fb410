package cli

import (
	"bytes"
	"fmt"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// The styles of a terminal.
const (
	styleBold  = "\x1b[1m"
	styleRed   = "\x1b[1;31m"
	styleBlue  = "\x1b[34m"
	styleReset = "\x1b[0m"
)

type styler bool

func (s styler) put(style, text string) string {
	if !s || text == "" {
		return text
	}
	return style + text + styleReset
}

// Diagnostics writes findings with the lines they are about.
func Diagnostics(findings []diag.Diagnostic, color bool) []byte {
	w := &bytes.Buffer{}
	_ = diag.WriteText(w, findings, diag.TextOptions{Color: color}) // a buffer takes everything
	return w.Bytes()
}

// FindingsJSON is findings as error/v1.
func FindingsJSON(findings []diag.Diagnostic) []byte {
	problems := make([]explain.Problem, 0, len(findings))
	for _, d := range findings {
		p := explain.Problem{Problem: outcome.Problem{Code: string(d.Code), Message: d.Summary, Hint: d.Hint}, Severity: d.Severity.String()}
		if d.Detail != "" {
			p.Message += ". " + d.Detail
		}
		if !d.Span.IsZero() {
			at := d.Span.StartPos()
			p.File, p.Line, p.Column = d.Span.File.Name, at.Line, at.Column
		}
		problems = append(problems, p)
	}
	return explain.ErrorJSON(problems)
}

// Problems writes what is wrong with the facts.
func Problems(problems []outcome.Problem, color bool) []byte {
	w, s := &bytes.Buffer{}, styler(color)
	for _, p := range problems {
		where := ""
		if p.Path != "" {
			where = " " + s.put(styleBold, p.Path) + ":"
		}
		fmt.Fprintf(w, "%s%s %s\n", s.put(styleRed, "error["+p.Code+"]"), where, p.Message)
		if p.Hint != "" {
			fmt.Fprintf(w, "  %s %s\n", s.put(styleBlue, "hint:"), p.Hint)
		}
	}
	return w.Bytes()
}

// ProblemsJSON is what is wrong with the facts as error/v1.
func ProblemsJSON(problems []outcome.Problem) []byte {
	out := make([]explain.Problem, 0, len(problems))
	for _, p := range problems {
		out = append(out, explain.Problem{Problem: p})
	}
	return explain.ErrorJSON(out)
}
