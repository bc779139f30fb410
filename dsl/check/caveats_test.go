package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// A set has at most 64 members, and so has the built-in set of caveats.
func TestCaveatsAreCounted(t *testing.T) {
	for n, want := range map[int]int{64: 0, 65: 1} {
		var b strings.Builder
		b.WriteString("policy \"t/caveats\" parties buyer\nclause \"1\" {\n")
		for i := range n {
			fmt.Fprintf(&b, "  caveat c%d \"text\".\n", i)
		}
		b.WriteString("}\n")
		f, list := parser.Parse(source.NewFile("t.policy", b.String()), parser.DefaultLimits)
		if list.HasErrors() {
			t.Fatal(list.All())
		}
		_, found := Check([]*ast.File{f})
		errors := 0
		for _, d := range found.All() {
			if d.Severity == diag.Error {
				errors++
			}
		}
		if errors != want {
			t.Errorf("%d caveats: %d errors, want %d: %v", n, errors, want, found.All())
		}
	}
}
