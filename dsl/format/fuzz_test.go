package format

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzFormat holds the formatter to its promises: the formatted text says the same, has the same comments, and is formatted already.
func FuzzFormat(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	more, _ := filepath.Glob("../parser/testdata/*/*.txtar")
	for _, path := range append(archives, more...) {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if filepath.Ext(file.Name) == ".policy" {
				f.Add(string(file.Data))
			}
		}
	}
	_ = filepath.WalkDir("../../rules", func(path string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".policy" {
			if b, err := os.ReadFile(path); err == nil && len(b) < 8000 {
				f.Add(string(b))
			}
		}
		return nil
	})
	f.Fuzz(func(t *testing.T, text string) { mustHold(t, "fuzz.policy", text) })
}
