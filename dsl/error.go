package dsl

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/go-multierror"

	"github.com/clausewise/clausewise/dsl/diag"
)

// Error is one thing that is wrong with a policy.
type Error struct{ Diagnostic diag.Diagnostic }

// Error is the finding in a few lines: place, code and summary, then why and what to write.
func (e *Error) Error() string {
	d := e.Diagnostic
	var b strings.Builder
	if f := d.Span.File; f != nil {
		at := d.Span.StartPos()
		fmt.Fprintf(&b, "%s:%d:%d: ", f.Name, at.Line, at.Column)
	}
	fmt.Fprintf(&b, "%s %s: %s", d.Severity, d.Code, d.Summary)
	if d.Detail != "" {
		b.WriteString("\n    " + d.Detail)
	}
	if d.Hint != "" {
		b.WriteString("\n    hint: " + d.Hint)
	}
	return b.String()
}

// Diagnostics are the findings in an error of Load; nil for any other error.
func Diagnostics(err error) []diag.Diagnostic {
	var all *multierror.Error
	if !errors.As(err, &all) {
		return nil
	}
	var out []diag.Diagnostic
	for _, e := range all.Errors {
		var one *Error
		if errors.As(e, &one) {
			out = append(out, one.Diagnostic)
		}
	}
	return out
}

// shownErrors is how many findings the text of an error of Load tells in full.
const shownErrors = 20

// format is the text of an error of Load.
func format(errs []error) string {
	var b strings.Builder
	for i, e := range errs {
		if i == shownErrors && len(errs) > shownErrors+1 {
			fmt.Fprintf(&b, "and %d more errors", len(errs)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
	}
	return b.String()
}
