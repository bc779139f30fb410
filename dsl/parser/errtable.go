package parser

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
)

// This file words errors of tables.

func (p *parser) tableWithoutRows(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: "a table without rows", Detail: "After the header stands at least one row.",
		Hint: "Write a row such as `| any | 10 EUR |`.",
	}
}

func (p *parser) unclosedCell(t token) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: fmt.Sprintf("%s in a table's cell", p.show(t)),
		Detail: "A cell ends with a bar.", Hint: "Write `|` after the cell, also after the last one of a row.",
	}
	if t.kind == kComma {
		d.Hint = "Write several values as `one of a, b`."
	}
	return d
}

func (p *parser) lastColumn(x ast.Expr, decision ast.Name) diag.Diagnostic {
	s := decision.Span
	if x != nil {
		s = x.Pos()
	}
	return diag.Diagnostic{
		Code: diag.TableShape, Span: s, Summary: "a last column that is not the decision",
		Detail: "The last column holds the values of the decision and bears its name.", Hint: fmt.Sprintf("Write `| %s |` as last column of the header.", decision.Text),
	}
}

func (p *parser) rowLength(start, columns int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(p.toks[start]), Summary: "a row with another number of cells than the header",
		Detail: fmt.Sprintf("Every row has %d cells, as the header has.", columns), Hint: "Fill the row; a cell that does not matter is written `any`.",
	}
}

func (p *parser) longCell(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: fmt.Sprintf("`%s` in a cell that is full", p.textOf(t)),
		Detail: "A cell has one comparison, or two joined with `and`.", Hint: "Make a row of each case, or give the condition a name with `means`.",
	}
}

func (p *parser) cellWithIs(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: "`is` in a cell", Detail: "A cell says only what its column is compared with.",
		Hint: "Write the value or the comparison alone, such as `express` or `at least 100 EUR`.", Edits: []diag.Edit{{Span: p.spanOf(t)}},
	}
}

func (p *parser) notBeforeOp(t token) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TableShape, Span: p.spanOf(t), Summary: "`not` before a comparison in a cell", Detail: "`not` stands before a value or `one of`.",
		Hint: "Write the opposite comparison: `below` for `not at least`, `on or before` for `not after`.",
	}
}
