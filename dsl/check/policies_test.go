package check

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// policyFiles are the parsed .policy files below a folder.
func policyFiles(t testing.TB, dir string) []*ast.File {
	t.Helper()
	var files []*ast.File
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".policy" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, list := parser.Parse(source.NewFile(filepath.ToSlash(path), string(text)), parser.Limits{})
		if list.HasErrors() {
			t.Errorf("%s does not parse", path)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Every policy of the repository has a tree; POLICY_EXAMPLES names a folder of further ones.
func TestPoliciesCheck(t *testing.T) {
	dirs := []string{"../../rules"}
	if d := os.Getenv("POLICY_EXAMPLES"); d != "" {
		dirs = append(dirs, d)
	}
	for _, dir := range dirs {
		files := policyFiles(t, dir)
		trees, list := Check(files)
		for _, p := range trees {
			for _, fault := range faults(p) {
				t.Errorf("%s: %s", p.Name, fault)
			}
		}
		for _, d := range list.All() {
			p := d.Span.StartPos()
			msg := t.Logf
			if d.Severity == 0 {
				msg = t.Errorf
			}
			msg("%s:%d:%d: %s %s: %s\n\t%s\n\t%s", d.Span.File.Name, p.Line, p.Column, d.Severity, d.Code, d.Summary, d.Detail, d.Hint)
		}
	}
}
