package parser

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// The repair that an error offers makes it go away.
func TestEditsRepair(t *testing.T) {
	a, err := txtar.ParseFile("testdata/errors/newcomer.txtar")
	if err != nil {
		t.Fatal(err)
	}
	repaired := 0
	for _, f := range a.Files {
		if filepath.Ext(f.Name) != ".policy" {
			continue
		}
		_, list := Parse(source.NewFile(f.Name, string(f.Data)), Limits{})
		for _, d := range list.All() {
			if len(d.Edits) == 0 {
				continue
			}
			text := string(f.Data)
			edits := slices.Clone(d.Edits)
			slices.SortFunc(edits, func(a, b diag.Edit) int { return b.Span.Start - a.Span.Start })
			for _, e := range edits {
				text = text[:e.Span.Start] + e.Text + text[e.Span.End:]
			}
			if codes := codesOf(text, Limits{}); slices.Contains(codes, d.Code) {
				t.Errorf("%s: repaired as\n%s\nit still gives %v", f.Name, text, codes)
			}
			repaired++
		}
	}
	if repaired < 8 {
		t.Errorf("only %d errors offer a repair", repaired)
	}
}
