package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/diag"
)

func TestPageIsUpToDate(t *testing.T) {
	got, err := os.ReadFile("../../../docs/errors.md")
	if err != nil || string(got) != string(page()) {
		t.Errorf("docs/errors.md is not what go generate ./dsl/diag makes (%v)", err)
	}
}

// declared are the codes that package diag has as constants.
func declared(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../../../dsl/diag/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if typ, ok := s.Type.(*ast.Ident); ok && typ.Name == "Code" {
				for _, v := range s.Values {
					code, err := strconv.Unquote(v.(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					codes = append(codes, code)
				}
			}
			return true
		})
	}
	return codes
}

// Every code is documented once, whole, and on the page.
func TestEveryCodeIsDocumented(t *testing.T) {
	codes := declared(t)
	if len(codes) < 100 {
		t.Fatalf("%d codes", len(codes))
	}
	seen := map[string]int{}
	for _, d := range diag.Docs() {
		seen[string(d.Code)]++
		if d.Title == "" || d.Occurs == "" || d.Why == "" || strings.HasSuffix(d.Occurs, ".") || !strings.HasSuffix(d.Why, ".") {
			t.Errorf("%s is not documented whole: %q, %q, %q", d.Code, d.Title, d.Occurs, d.Why)
		}
		if !slices.ContainsFunc(groups, func(g struct{ prefix, title string }) bool { return strings.HasPrefix(string(d.Code), g.prefix) }) {
			t.Errorf("%s is in no group of the page", d.Code)
		}
	}
	for _, c := range codes {
		if seen[c] != 1 {
			t.Errorf("%s is documented %d times", c, seen[c])
		}
	}
}
