package check

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// findings parses and checks a text of one or several files with a line of three hyphens between them.
func findings(t testing.TB, text string) []diag.Diagnostic {
	t.Helper()
	var files []*ast.File
	for i, part := range strings.Split(text, "\n---\n") {
		f, list := parser.Parse(source.NewFile("file"+strconv.Itoa(i)+".policy", part), parser.Limits{})
		for _, d := range list.All() {
			t.Errorf("%d: %s %s", d.Span.StartPos().Line, d.Code, d.Summary)
		}
		files = append(files, f)
	}
	_, list := Check(files)
	return list.All()
}

// Every documented example yields its code and nothing else, and its repair yields nothing.
func TestDocumentedExamples(t *testing.T) {
	noExample := []diag.Code{diag.TooManyEdges, diag.TermTooLarge}
	seen := map[diag.Code]bool{}
	for _, doc := range diag.Docs() {
		if doc.Code < "P02" || doc.Code > "P06" {
			continue
		}
		if seen[doc.Code] {
			t.Errorf("%s is documented twice", doc.Code)
		}
		seen[doc.Code] = true
		t.Run(string(doc.Code), func(t *testing.T) {
			if doc.Wrong == "" || doc.Right == "" {
				if !slices.Contains(noExample, doc.Code) {
					t.Error("no example")
				}
				return
			}
			got := findings(t, doc.Wrong)
			if len(got) != 1 || got[0].Code != doc.Code {
				t.Errorf("wrong example gives %s:\n%s", tell(got), doc.Wrong)
			}
			if got := findings(t, doc.Right); len(got) > 0 {
				t.Errorf("right example gives %s:\n%s", tell(got), doc.Right)
			}
		})
	}
}

func tell(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		b.WriteString("\n" + d.Span.File.Name + ":" + strconv.Itoa(d.Span.StartPos().Line) + ": " + string(d.Code) + " " + d.Summary + ". " + d.Detail + " " + d.Hint)
	}
	return b.String()
}
