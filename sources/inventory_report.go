package sources

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

func clauseName(id string) string { return `clause "` + id + `"` }

func (v *Inventory) unknown(c *ast.Clause, d *Document) {
	f := diag.Diagnostic{
		Code: diag.ClauseNotInDocument, Span: c.ID.Span, Summary: "the document has no " + clauseName(c.ID.Value),
		Detail: fmt.Sprintf("What cites it could not be found in %q.", d.Title),
		Hint:   "Write the id as it stands in " + LockName + ", or list the clause in the outline and lock the document again: `policyc sources lock`.",
	}
	if near := diag.Nearest(c.ID.Value, v.ids); near != "" {
		f.Hint = "Did you mean `\"" + near + "\"`?"
		f.Edits = []diag.Edit{{Span: c.ID.Span, Text: `"` + near + `"`}}
	}
	v.report.Add(f)
}

func (v *Inventory) missing(e *Entry) {
	f := diag.Diagnostic{
		Code: diag.ClauseUnaccounted, Span: e.Span, Summary: clauseName(e.ID) + " is in no policy",
		Detail: "Every clause of the document is encoded, or a policy says why not; otherwise nobody can tell whether it was overlooked.",
		Hint:   "Write the clause, or `informational`, `not modelled` or `modelled in …` with the reason.",
	}
	if c := v.before(v.order[e.ID]); c != nil {
		f.Related = []diag.Related{{Span: c.ID.Span, Message: "it comes after this one"}}
	}
	v.report.Add(f)
}

// outOfOrder says which clause of the same policy the one that is out of order belongs behind.
func (v *Inventory) outOfOrder(c *ast.Clause, all []*ast.Clause, keep []bool) {
	at := v.order[c.ID.Value]
	var after *ast.Clause
	for i, o := range all {
		if keep[i] && v.order[o.ID.Value] < at {
			after = o
		}
	}
	f := diag.Diagnostic{
		Code: diag.ClauseOutOfOrder, Severity: diag.Warning, Span: c.ID.Span, Summary: clauseName(c.ID.Value) + " does not stand where the document has it",
		Detail: "Whoever reads the policy beside the document looks for the clauses in its order.",
		Hint:   "Move it before the others.",
	}
	if after != nil {
		f.Hint = "Move it behind " + clauseName(after.ID.Value) + "."
		f.Related = []diag.Related{{Span: after.ID.Span, Message: "it comes after this one"}}
	}
	v.report.Add(f)
}

// maxRelated is how many rules a warning about a changed clause shows.
const maxRelated = 8

func (v *Inventory) changed(e *Entry) {
	what, name := "the text of "+clauseName(e.ID)+" has changed", e.ID
	if e.ID == "" {
		what, name = fmt.Sprintf("text that belongs to no clause has changed: %s", e.Name()), e.Name()
	}
	switch {
	case e.Changed == Gone:
		what = strings.Replace(what, "has changed", "is no longer in the document", 1)
	case e.Digest == "":
		what = strings.Replace(what, "has changed", "is new in the document", 1)
	}
	cites := v.cites[e.ID]
	f := diag.Diagnostic{
		Code: diag.ClauseChanged, Severity: diag.Warning, Span: span(e.Span), Summary: what,
		Detail: "No rule cites it.",
		Hint:   fmt.Sprintf("Compare the text with the rules, then write `policyc sources confirm %s %q --by NAME`.", folderOf(e.Span), name),
	}
	if len(cites) > 0 {
		f.Detail = "The rules that cite it were written for another text."
	}
	for i, c := range cites {
		if i == maxRelated {
			break
		}
		f.Related = append(f.Related, diag.Related{Span: c.Span, Message: c.Kind + " " + c.Name + " cites it"})
	}
	v.report.Add(f)
}

// folderOf is the folder of a place's file, for messages.
func folderOf(s source.Span) string {
	if s.IsZero() {
		return "FOLDER"
	}
	name := s.File.Name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return name[:i]
	}
	return "."
}

// NotLocked reports a policy whose document the lock beside it does not have.
func NotLocked(f *ast.File, l *Lock) diag.Diagnostic {
	var names []string
	for _, d := range l.Documents {
		names = append(names, d.Name)
	}
	d := diag.Diagnostic{
		Code: diag.SourceNotLocked, Span: f.Policy.Source.Span, Summary: fmt.Sprintf("%s has no document %q", LockName, SourceOf(f)),
		Detail: "The policy names a document of which nobody has listed the clauses, so that none can be found missing.",
		Hint:   "Write an outline of the document and lock it: `policyc sources lock`.",
	}
	if near := diag.Nearest(SourceOf(f), names); near != "" {
		d.Hint = "Did you mean `\"" + near + "\"`?"
		d.Edits = []diag.Edit{{Span: f.Policy.Source.Span, Text: `"` + near + `"`}}
	}
	return d
}

// Unreadable reports a lock that cannot be read.
func Unreadable(f *source.File, err *FormatError) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.LockUnreadable, Span: source.Span{File: f}, Summary: LockName + " cannot be read", Detail: err.Message + ".",
		Hint: "Undo the last change by hand, or lock the document again: `policyc sources lock`.",
	}
	if err.Line > 0 && err.Line <= f.Lines() {
		start := 0
		for range err.Line - 1 {
			start += strings.IndexByte(f.Text[start:], '\n') + 1
		}
		d.Span.Start, d.Span.End = start, start+len(f.Line(err.Line))
	}
	return d
}
