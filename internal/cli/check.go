package cli

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// Check parses and checks files together. It gives what is free of errors, and all findings in order.
func Check(files []*source.File) (*dsl.Program, []diag.Diagnostic) {
	program, err := dsl.Load(files)
	found := &diag.List{}
	for _, d := range append(dsl.Diagnostics(err), program.Warnings...) {
		found.Add(d)
	}
	return program, found.All()
}

// PolicyErrors are the findings that keep a policy from being used.
type PolicyErrors struct{ Findings []diag.Diagnostic }

// Error counts them.
func (e *PolicyErrors) Error() string { return Count(len(e.Findings), "finding") + " in the policy" }

// errorsAmong are the findings that block.
func errorsAmong(findings []diag.Diagnostic) []diag.Diagnostic {
	var out []diag.Diagnostic
	for _, d := range findings {
		if d.Severity == diag.Error {
			out = append(out, d)
		}
	}
	return out
}

// Count is "1 finding", "2 findings".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
