// Package findings works on what policyc check finds: it takes out what the editors have allowed, and writes the rest for programs that show
// findings: code scanning, pull requests, test reports.
package findings

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// mark begins a comment that allows a finding on its line or, where it stands alone, on the next line that holds more than a comment:
//
//	# policyc:allow P0203 because the next version of the terms asks for it
const mark = "policyc:allow"

var allowance = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s+([PT]\d{4})\s+because\s+(\S.*)$`) })

// allowed is a comment that allows findings.
type allowed struct {
	code diag.Code
	span source.Span
	line int
	used bool
}

// MayAllow tells whether a text may hold a comment that allows something.
func MayAllow(text string) bool { return strings.Contains(text, mark) }

// Allow takes out the warnings that comments of the files allow, and reports the comments that are malformed, allow nothing or would allow
// an error. The findings come back in order.
func Allow(files []*ast.File, found []diag.Diagnostic) []diag.Diagnostic {
	out := &diag.List{}
	byFile := map[string][]*allowed{}
	for _, f := range files {
		byFile[f.Source.Name] = comments(f, out)
	}
	for _, d := range found {
		if !allow(byFile, d, out) {
			out.Add(d)
		}
	}
	for _, f := range files {
		for _, a := range byFile[f.Source.Name] {
			if !a.used {
				out.Add(diag.Diagnostic{Code: diag.AllowUnused, Severity: diag.Warning, Span: a.span,
					Summary: fmt.Sprintf("nothing to allow: %s is not found here", a.code),
					Detail:  "The comment would hide the same mistake when somebody makes it later.", Hint: "Take the comment away."})
			}
		}
	}
	return out.All()
}

// allow tells whether a comment allows a finding. That an error cannot be allowed is reported.
func allow(byFile map[string][]*allowed, d diag.Diagnostic, out *diag.List) bool {
	if d.Span.File == nil {
		return false
	}
	line := d.Span.StartPos().Line
	for _, a := range byFile[d.Span.File.Name] {
		if a.code != d.Code || a.line != line {
			continue
		}
		if d.Severity == diag.Warning {
			a.used = true
			return true
		}
		if !a.used {
			a.used = true
			out.Add(diag.Diagnostic{Code: diag.AllowedError, Span: a.span, Summary: fmt.Sprintf("%s is an error and cannot be allowed", a.code),
				Detail: "A policy with errors means nothing; only warnings can be allowed.", Hint: "Correct the error below, and take the comment away."})
		}
	}
	return false
}

// comments are the allowances of a file; malformed ones are reported.
func comments(f *ast.File, out *diag.List) []*allowed {
	var all []*allowed
	for _, c := range f.Comments {
		rest, ok := strings.CutPrefix(c.Text, mark)
		if !ok {
			continue
		}
		m := allowance().FindStringSubmatch(rest)
		if m == nil || !known(diag.Code(m[1])) {
			out.Add(malformed(c, m))
			continue
		}
		all = append(all, &allowed{code: diag.Code(m[1]), span: c.Span, line: target(f.Source, c.Span)})
	}
	return all
}

func known(code diag.Code) bool {
	return slices.ContainsFunc(diag.Docs(), func(d diag.Doc) bool { return d.Code == code })
}

func malformed(c ast.Comment, m []string) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.AllowMalformed, Span: c.Span, Summary: "an allowance without its code or its reason",
		Detail: "It must say which finding is allowed, and why.", Hint: "Write # policyc:allow P0203 because, and then the reason in words."}
	if m != nil {
		d.Summary = "there is no finding " + m[1]
		d.Hint = "Write the code that stands in brackets before the finding."
		var codes []string
		for _, doc := range diag.Docs() {
			codes = append(codes, string(doc.Code))
		}
		if near := diag.Nearest(m[1], codes); near != "" {
			d.Hint = "Did you mean " + near + "?"
		}
	}
	return d
}

// target is the line that a comment speaks of.
func target(f *source.File, s source.Span) int {
	line := s.StartPos().Line
	if before, _, _ := strings.Cut(f.Line(line), "#"); strings.TrimSpace(before) != "" {
		return line
	}
	for line++; line < f.Lines() && strings.HasPrefix(strings.TrimSpace(f.Line(line)), "#"); {
		line++
	}
	return line
}
