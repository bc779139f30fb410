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

// Error is the finding as it is printed for people, with the line it is about.
func (e *Error) Error() string {
	return strings.TrimRight(diag.Text(e.Diagnostic, diag.TextOptions{}), "\n")
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
		b.WriteString(e.Error())
		b.WriteString("\n\n")
	}
	return strings.TrimRight(b.String(), "\n")
}
