package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// table is a table of conditions and values: each row becomes a rule.
func (u *unit) table(s *sentence, n *ast.Table) {
	d := u.given(n.Decision)
	u.w.tables++
	ordinal := u.w.tables
	env := u.env()
	columns := make([]tree.Expr, len(n.Columns))
	for i, c := range n.Columns {
		columns[i] = env.expr(c, nil)
	}
	model := u.rule(s, tree.Value, d, n.Tail, n.Span)
	want := invalidType
	if d != nil {
		want = d.typ
	}
	if n.Hit == ast.SumRows && want.Kind != types.Money && want.Kind != types.Number && want.Kind != types.Invalid {
		u.report.sumOfRows(n, want)
		return
	}
	if k := want.Kind; k == types.Duty || k == types.Duties {
		u.report.tableOnDuty(n, want)
		return
	}
	if n.Tail.Otherwise {
		u.report.otherwiseHere(n.Span, "a table")
	}
	site := &tableSite{u: u, node: n, columns: columns, tail: model.When}
	if u.isRoot() {
		u.w.tableSites = append(u.w.tableSites, site)
	}
	var rows []*tree.Rule
	if n.Hit == ast.SumRows && want.Kind != types.Invalid {
		r := *model
		r.Table, r.Value = ordinal, u.zeroOf(n, want)
		u.keep(s, d, &r, n.Edges)
	}
	for i, row := range n.Rows {
		r := *model
		r.Table, r.Row, r.Span = ordinal, i+1, row.Span
		cells := u.rowCells(env, columns, row)
		site.cells = append(site.cells, cells)
		r.When = rowCondition(cells, model.When, row)
		r.Value = env.value(row.Value, want)
		if n.Hit == ast.SumRows {
			r.Kind = tree.Add
		}
		edges := n.Edges
		if r.Kind == tree.Add {
			edges = nil
		}
		rows = append(rows, &r)
		u.keep(s, d, &r, edges)
	}
	if n.Hit == ast.FirstRow {
		// All rows share one array of rows, of which each has the part before itself.
		for i, r := range rows {
			r.BeatenBy = rows[:i:i]
		}
	}
}

// rowCells are the conditions of a row, by column; nil for any.
func (u *unit) rowCells(env *env, columns []tree.Expr, row *ast.TableRow) []tree.Expr {
	cells := make([]tree.Expr, len(columns))
	for i, c := range row.Cells {
		if c.Any || c.Test == nil || i >= len(columns) {
			continue
		}
		cell := *env
		cell.subject = columns[i]
		cells[i] = cell.cond(c.Test)
	}
	return cells
}

// rowCondition is the conjunction of a row's cells and of the condition that the table as a whole has.
func rowCondition(cells []tree.Expr, tail tree.Expr, row *ast.TableRow) tree.Expr {
	var xs []tree.Expr
	for _, x := range cells {
		if x != nil {
			xs = append(xs, x)
		}
	}
	if tail != nil {
		xs = append(xs, tail)
	}
	switch len(xs) {
	case 0:
		return nil
	case 1:
		return xs[0]
	}
	return &tree.And{Base: base(boolType, row.Span), Xs: xs}
}
