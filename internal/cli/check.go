package cli

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// check checks files together, some of which the library has parsed already. It gives what is free of errors, and all findings in order.
func (l *Library) check(files []*source.File) (*dsl.Program, []diag.Diagnostic) {
	trees := make(map[*source.File]*ast.File, len(l.sources))
	for f := range l.sources {
		trees[f.Source] = f
	}
	parsed := make([]dsl.Parsed, 0, len(files))
	for _, src := range files {
		f := trees[src]
		if f == nil {
			f = l.parse(src)
		}
		parsed = append(parsed, dsl.Parsed{File: f, Findings: l.sources[f]})
	}
	return sorted(dsl.LoadParsed(l.limits, parsed))
}

func sorted(program *dsl.Program, err error) (*dsl.Program, []diag.Diagnostic) {
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
