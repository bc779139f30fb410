package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// readLoop reports things that are defined by each other.
func (r *reporter) readLoop(at source.Span, names []string) {
	d := diag.Diagnostic{
		Code: diag.ReadLoop, Span: at, Summary: names[0] + " depends on itself",
		Detail: capital(loopText(names, "reads")) + ".",
		Hint:   "one of them must be told or decided without the others",
	}
	if len(names) == 1 {
		d.Detail = "To know " + names[0] + " one would have to know it already."
		d.Hint = "say it without " + names[0]
	}
	r.error(d)
}

func (r *reporter) adoptedTwice(n *ast.Ambiguity, reading *ast.Reading) {
	r.error(diag.Diagnostic{
		Code: diag.ReadingsAdopted, Span: reading.Span, Summary: "two readings of " + n.Name.Text + " are adopted",
		Detail: "A case is decided under one reading; the others are tried to see whether they matter.",
		Hint:   "let one reading be adopted",
	})
}

func (r *reporter) noReading(n *ast.Ambiguity) {
	r.missing(diag.Diagnostic{
		Code: diag.NoReadingAdopted, Span: n.Name.Span, Summary: "no reading of " + n.Name.Text + " is adopted",
		Detail: "Until somebody adopts a reading, for a reason, no case can be decided that depends on it.",
		Hint:   "write adopted \"the reason\" by \"who\" after one of the readings",
	})
}
