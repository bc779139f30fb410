package format

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// An archive holds texts and their canonical form: NAME.policy and NAME.formatted. UPDATE=1 writes the latter anew.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
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
			for _, f := range a.Files {
				base, ok := strings.CutSuffix(f.Name, ".policy")
				if !ok {
					continue
				}
				name := base + ".formatted"
				got := mustFormat(t, f.Name, string(f.Data))
				out.Files = append(out.Files, f, txtar.File{Name: name, Data: []byte(got)})
				if got != want[name] && os.Getenv("UPDATE") == "" {
					t.Errorf("%s is\n%s\nwant\n%s", name, got, want[name])
				}
				if again := mustFormat(t, name, got); again != got {
					t.Errorf("%s formatted again is\n%s\nwant\n%s", name, again, got)
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

func mustFormat(t *testing.T, name, text string) string {
	t.Helper()
	out, list := Source(source.NewFile(name, text))
	for _, d := range list.All() {
		t.Errorf("%s", diag.Text(d, diag.TextOptions{}))
	}
	return out
}

// What the formatter promises of every text without errors.
func mustHold(t *testing.T, name, text string) {
	t.Helper()
	tree, list := parser.Parse(source.NewFile(name, text), parser.Limits{})
	if list.HasErrors() {
		if out, _ := Source(source.NewFile(name, text)); out != "" {
			t.Errorf("%s: a text for a file with errors", name)
		}
		return
	}
	out := mustFormat(t, name, text)
	if t.Failed() {
		t.Fatalf("%q", text)
	}
	if again := mustFormat(t, name, out); again != out {
		t.Fatalf("%s: formatted again it differs\n--- text\n%s\n--- once\n%s\n--- twice\n%s", name, text, out, again)
	}
	if !strings.HasSuffix(out, "\n") || strings.Contains(out, "\n\n\n") || strings.HasPrefix(out, "\n") {
		t.Fatalf("%s: blank lines:\n%q", name, out)
	}
	back, _ := parser.Parse(source.NewFile(name, out), parser.Limits{})
	if ast.Dump(back) != ast.Dump(tree) {
		t.Fatalf("%s: another tree", name)
	}
	if len(back.Comments) != len(tree.Comments) {
		t.Fatalf("%s: %d comments of %d", name, len(back.Comments), len(tree.Comments))
	}
	for i, l := range strings.Split(out, "\n") {
		if l != strings.TrimRight(l, " ") {
			t.Fatalf("%s: spaces at the end of line %d: %q", name, i+1, l)
		}
	}
}

// Every policy of the repository keeps what the formatter promises, also with its line breaks, or all its spaces, changed.
func TestPolicies(t *testing.T) {
	for _, dir := range []string{"../../rules", "../../docs", os.Getenv("POLICY_EXAMPLES")} {
		if dir == "" {
			continue
		}
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".policy" {
				return err
			}
			b, err := os.ReadFile(path)
			text := string(b)
			mustHold(t, path, text)
			mustHold(t, path, strings.ReplaceAll(text, "\n", "\r\n"))
			mustHold(t, path, strings.ReplaceAll(text, "\n", "\n\n\n"))
			mustHold(t, path, strings.ReplaceAll(text, ".\n", ".\n# a comment\n"))
			mustHold(t, path, strings.ReplaceAll(text, ".\n", ". # a comment\n"))
			mustHold(t, path, strings.ReplaceAll(text, " when ", " # a comment\n\n# another\n when "))
			mustHold(t, path, strings.ReplaceAll(text, "{", "{ # a comment\n"))
			mustHold(t, path, strings.ReplaceAll(text, "}", "\n\n# a comment\n}"))
			if !strings.Contains(text, "#") {
				mustHold(t, path, strings.ReplaceAll(text, "\n", " "))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
