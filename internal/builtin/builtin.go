// Package builtin loads the policies that are built into the product, for tests that hold something of all of them.
package builtin

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/rules"
)

// Load loads all policies without their tests; a policy with an error fails the test.
func Load(tb testing.TB) *dsl.Program {
	tb.Helper()
	var files []*source.File
	err := fs.WalkDir(rules.Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".policy") || strings.HasSuffix(path, "_test.policy") {
			return err
		}
		text, err := fs.ReadFile(rules.Files(), path)
		files = append(files, source.NewFile("rules/"+path, string(text)))
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	prog, err := dsl.Load(files)
	if err != nil {
		tb.Fatal(err)
	}
	return prog
}
