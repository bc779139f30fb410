package parser

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// An archive holds policies and what the parser makes of each: NAME.policy, NAME.tree and, where there are errors, NAME.errors as people see
// them. In testdata/errors the trees are left out, but for those that are there already. UPDATE=1 writes them anew.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			for _, f := range a.Files {
				want[f.Name] = string(f.Data)
			}
			out := &txtar.Archive{Comment: a.Comment}
			put := func(name, got string) {
				out.Files = append(out.Files, txtar.File{Name: name, Data: []byte(got)})
				if got != want[name] && os.Getenv("UPDATE") == "" {
					t.Errorf("%s is\n%s\nwant\n%s", name, got, want[name])
				}
			}
			for _, f := range a.Files {
				base, ok := strings.CutSuffix(f.Name, ".policy")
				if !ok {
					continue
				}
				out.Files = append(out.Files, f)
				file, list := Parse(source.NewFile(f.Name, string(f.Data)), Limits{})
				if _, there := want[base+".tree"]; there || strings.Contains(path, "tree") {
					put(base+".tree", ast.Dump(file))
				}
				errors := rendered(list)
				if strings.Contains(path, "newcomer") && list.Len() != 1 {
					t.Errorf("%s: %d errors", f.Name, list.Len())
				}
				if m := jargon.FindString(errors); m != "" {
					t.Errorf("%s: a message speaks of %q", f.Name, m)
				}
				if _, there := want[base+".errors"]; there || errors != "" {
					put(base+".errors", errors)
				}
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// jargon is what no message may speak of.
var jargon = regexp.MustCompile(`(?i)\btoken|production\b|participle|lexer|\bparse|\bsyntax|\bnil\b|ast\.|\bEOF\b|identifier|keyword|literal|invalid`)

func rendered(list *diag.List) string {
	var b strings.Builder
	_ = diag.WriteText(&b, list.All(), diag.TextOptions{})
	return b.String()
}
