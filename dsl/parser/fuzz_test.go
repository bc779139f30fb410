package parser

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/clausewise/clausewise/dsl/diag"
)

// FuzzParse holds the parser to what it promises of every text: no panic, findings that say enough, places within the file.
func FuzzParse(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*/*.txtar")
	for _, path := range archives {
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
	for _, doc := range diag.Docs() {
		f.Add(doc.Wrong)
	}
	f.Add("\xff\xfe")
	f.Add("\uFEFFpolicy \"a\"\r\n\x00\u202e")
	f.Add(strings.Repeat("(", 300))
	f.Fuzz(func(t *testing.T, text string) { mustHold(t, "fuzz.policy", text) })
}
