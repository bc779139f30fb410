package doctest

import (
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

var coded = regexp.MustCompile("`([^`]+)`")

// TestOperators reads the table behind the comment "operators" on the page: the text in the last column is that of the column before it, with
// the parentheses that can be left out. Where it is a dash, the text is an error.
func TestOperators(t *testing.T) {
	_, table, ok := strings.Cut(readPage(t, filepath.Join(root, "docs", "grammar.md")), "<!-- operators -->\n")
	if !ok {
		t.Fatal("docs/grammar.md has no table of operators")
	}
	table, _, _ = strings.Cut(strings.TrimLeft(table, "\n"), "\n\n")
	tried := 0
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 4 {
			t.Fatalf("not four columns: %s", line)
		}
		m := coded.FindStringSubmatch(cells[2])
		if m == nil {
			continue
		}
		tried++
		short, ok := expression(m[1])
		long := coded.FindStringSubmatch(cells[3])
		switch {
		case long == nil && ok:
			t.Errorf("%s is read, against the page", m[1])
		case long == nil:
		case !ok:
			t.Errorf("%s is not read", m[1])
		default:
			if full, ok := expression(long[1]); !ok || short != full {
				t.Errorf("%s does not mean %s but %s", m[1], long[1], short)
			}
		}
	}
	if tried < 8 {
		t.Errorf("only %d rows of the table have an example", tried)
	}
}

// expression is the tree of a condition, without its parentheses.
func expression(text string) (string, bool) {
	file, found := parser.Parse(source.NewFile("operators", "policy \"a\"\nclause \"1\" { x means "+text+". }"), parser.DefaultLimits)
	if found.HasErrors() {
		return "", false
	}
	means := file.Items[0].(*ast.Clause).Body[0]
	unwrap(reflect.ValueOf(means))
	return ast.DumpNode(means), true
}

// unwrap takes the parentheses out of a tree.
func unwrap(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		for !v.IsNil() && v.CanSet() {
			paren, ok := v.Interface().(*ast.Paren)
			if !ok {
				break
			}
			v.Set(reflect.ValueOf(paren.X))
		}
		unwrap(v.Elem())
	case reflect.Pointer:
		unwrap(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			unwrap(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "At" {
				unwrap(v.Field(i))
			}
		}
	}
}
