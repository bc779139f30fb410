package ast_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// Walk visits everything that has a place: what it visits is compared with what reflection finds in the trees of the parser's goldens.
func TestWalkIsComplete(t *testing.T) {
	archives, err := filepath.Glob("../parser/testdata/tree/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	kinds := map[reflect.Type]bool{}
	for _, path := range archives {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range txtar.Parse(b).Files {
			if filepath.Ext(file.Name) != ".policy" {
				continue
			}
			f, _ := parser.Parse(source.NewFile(file.Name, string(file.Data)), parser.Limits{})
			visited := map[any]int{}
			ast.WalkFile(f, func(n ast.Node) bool {
				visited[n]++
				return true
			})
			find(reflect.ValueOf(f), func(n ast.Node) {
				kinds[reflect.TypeOf(n)] = true
				if visited[n] != 1 {
					t.Errorf("%s: %T at %d visited %d times", file.Name, n, n.Pos().Start, visited[n])
				}
			})
		}
	}
	if len(kinds) < 60 {
		t.Errorf("only %d kinds of node in the goldens", len(kinds))
	}
}

// find calls f for every node with a place. An among bound's Value repeats its only member.
func find(v reflect.Value, f func(ast.Node)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*source.File]() {
			find(v.Elem(), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			find(v.Index(i), f)
		}
	case reflect.Struct:
		if v.CanAddr() {
			if n, ok := v.Addr().Interface().(ast.Node); ok && v.Type() != reflect.TypeFor[ast.At]() && v.Type() != reflect.TypeFor[ast.Comment]() {
				if n.Pos().IsZero() {
					return
				}
				f(n)
			}
		}
		for i := range v.NumField() {
			if b, ok := v.Addr().Interface().(*ast.Bound); ok && b.Kind == ast.Among && v.Type().Field(i).Name == "Value" {
				continue
			}
			if v.Type().Field(i).Type != reflect.TypeFor[ast.At]() && v.Type().Field(i).Type != reflect.TypeFor[source.Span]() {
				find(v.Field(i), f)
			}
		}
	}
}
