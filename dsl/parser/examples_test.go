package parser

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
)

// policies are the .policy files of the repository's rules, and of a folder that POLICY_EXAMPLES names.
func policies(t testing.TB) map[string]string {
	files := map[string]string{}
	dirs := []string{"../../rules"}
	if d := os.Getenv("POLICY_EXAMPLES"); d != "" {
		dirs = append(dirs, d)
	}
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".policy" {
				return err
			}
			text, err := os.ReadFile(path)
			files[filepath.ToSlash(path)] = string(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// Every policy of the repository parses without an error.
func TestPoliciesParse(t *testing.T) {
	for name, text := range policies(t) {
		_, list := Parse(source.NewFile(name, text), Limits{})
		for _, d := range list.All() {
			p := d.Span.StartPos()
			t.Errorf("%s:%d:%d: %s %s. %s %s", name, p.Line, p.Column, d.Code, d.Summary, d.Detail, d.Hint)
		}
	}
}

// Parsers share nothing: many at once read what one reads.
func TestParallel(t *testing.T) {
	files := policies(t)
	want := map[string]string{}
	for name, text := range files {
		f, _ := Parse(source.NewFile(name, text), Limits{})
		want[name] = ast.Dump(f)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for name, text := range files {
				if f, _ := Parse(source.NewFile(name, text), Limits{}); ast.Dump(f) != want[name] {
					t.Errorf("%s: another tree", name)
				}
			}
		})
	}
	wg.Wait()
}
