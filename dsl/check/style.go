package check

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
)

// textStyle looks at the texts that people are shown: headings, summaries, questions, readings, caveats.
func (w *world) textStyle() {
	r := w.root.report
	ast.WalkFile(w.root.d.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			r.heading(n.Title)
		case *ast.Clause:
			if n.Summary != nil {
				r.heading(*n.Summary)
			}
		case *ast.Reading:
			r.heading(n.Text)
		case *ast.Ambiguity:
			r.heading(n.Title)
		case *ast.Fact:
			r.shown(n.Question)
		case *ast.Determination:
			r.shown(n.Question)
		case *ast.Decision:
			r.shown(n.Label)
		case *ast.Caveat:
			r.shown(&n.Text)
		}
		return true
	})
}

// heading is a text that is a phrase and no sentence.
func (r *reporter) heading(s ast.String) {
	if text := strings.TrimSpace(s.Value); strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "..") {
		r.warning(diag.Diagnostic{
			Code: diag.TextStyle, Span: s.Span, Summary: "a heading that ends with a full stop",
			Detail: "Headings, summaries and readings are phrases; explanations set them into sentences of their own.",
			Hint:   "Leave the full stop out.",
		})
		return
	}
	r.shown(&s)
}

// shown is any text that people are shown.
func (r *reporter) shown(s *ast.String) {
	if s == nil || s.Value == strings.Join(strings.Fields(s.Value), " ") {
		return
	}
	r.warning(diag.Diagnostic{
		Code: diag.TextStyle, Span: s.Span, Summary: "a text with spaces too many",
		Detail: "The text is shown as it stands here, in explanations and letters.",
		Hint:   "Write one space between words, and none at the ends.",
	})
}
