package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
)

// table reads
//
//	table D by one row
//	  | column | column | D     |
//	  | cell   | cell   | value |
//
// with its tail. Rows end where two bars follow each other, so that layout carries no meaning.
func (p *parser) table(start int, edges []ast.Edge) ast.ClauseItem {
	p.skip()
	t := &ast.Table{Edges: edges, Decision: p.name("of the decision that the table answers")}
	if !p.accept(kBy) {
		p.fail(p.unexpected(p.tok(), "the decision", "`by one row`, `by first row` or `by sum of rows`"))
	}
	t.Hit = p.hitPolicy()
	p.tableHeader(t)
	for !p.failed && p.kind() == kPipe {
		t.Rows = append(t.Rows, p.tableRow(t))
	}
	if len(t.Rows) == 0 {
		p.fail(p.tableWithoutRows(p.tok()))
	}
	t.Tail = p.tail()
	t.At = p.from(start)
	return t
}

func (p *parser) hitPolicy() ast.HitPolicy {
	t := p.tok()
	switch {
	case p.accept(kOne) && p.acceptWord("row"):
		return ast.OneRow
	case p.acceptWord("first") && p.acceptWord("row"):
		return ast.FirstRow
	case p.acceptWord("sum") && p.accept(kOf) && p.acceptWord("rows"):
		return ast.SumRows
	}
	p.fail(p.unexpected(t, "`by`", "`one row`, `first row` or `sum of rows`"))
	return ast.OneRow
}

// tableHeader reads the columns; the last one is the decision.
func (p *parser) tableHeader(t *ast.Table) {
	open := p.tok()
	if !p.accept(kPipe) {
		p.fail(p.unexpected(open, p.before(), "the header of the table: `| column | … | "+t.Decision.Text+" |`"))
		return
	}
	for !p.failed {
		x := p.value()
		if !p.accept(kPipe) {
			p.fail(p.unclosedCell(p.tok()))
			return
		}
		if k := p.kind(); k == kPipe || k == kStop || k == kEOF {
			if id, ok := x.(*ast.Ident); !ok || id.Name != t.Decision.Text {
				p.fail(p.lastColumn(x, t.Decision))
			}
			return
		}
		t.Columns = append(t.Columns, x)
	}
}

// tableRow reads one row: a cell for each column, and the value.
func (p *parser) tableRow(t *ast.Table) *ast.TableRow {
	start := p.i
	r := &ast.TableRow{}
	p.skip()
	for len(r.Cells) < len(t.Columns) && !p.failed {
		if p.kind() == kPipe {
			p.fail(p.rowLength(start, len(t.Columns)+1))
			break
		}
		r.Cells = append(r.Cells, p.cell())
		if !p.accept(kPipe) {
			p.fail(p.unclosedCell(p.tok()))
		}
	}
	if k := p.kind(); k == kPipe || k == kStop || k == kEOF {
		p.fail(p.rowLength(start, len(t.Columns)+1))
	}
	r.Value = p.value()
	if !p.accept(kPipe) {
		p.fail(p.unclosedCell(p.tok()))
	}
	switch p.kind() {
	case kPipe, kStop, kEOF, kWhen, kUnless, kOtherwise, kRead, kRBrace:
	default:
		if !p.tok().first {
			p.fail(p.rowLength(start, len(t.Columns)+1))
		}
	}
	r.At = p.from(start)
	return r
}

// cell reads what a row asks of a column: "any", or one condition or two joined by "and".
func (p *parser) cell() ast.Cell {
	start := p.i
	if t := p.tok(); p.isWord(t, "any") && p.peek(1).kind == kPipe {
		p.skip()
		return ast.Cell{At: p.from(start), Any: true}
	}
	x := p.cellTest()
	if p.kind() == kAnd {
		p.skip()
		y := p.cellTest()
		x = &ast.And{At: p.from(start), Xs: []ast.Expr{x, y}}
	}
	if k := p.kind(); k == kAnd || k == kOr {
		p.fail(p.longCell(p.tok()))
	}
	return ast.Cell{At: p.from(start), Test: x}
}

// cellTest reads a comparison without its subject; a value alone means "is".
func (p *parser) cellTest() ast.Expr {
	start := p.i
	subject := &ast.Subject{At: ast.At{Span: p.span(int(p.toks[p.i].start), int(p.toks[p.i].start))}}
	not := p.accept(kNot)
	if p.kind() == kOne && p.peek(1).kind == kOf {
		p.skip()
		p.skip()
		members := p.values()
		return &ast.OneOf{At: p.from(start), Not: not, X: subject, Members: members}
	}
	if t := p.tok(); t.kind == kIs {
		p.fail(p.cellWithIs(t))
	}
	op := p.compareOp()
	if not && op != ast.Is {
		p.fail(p.notBeforeOp(p.toks[start]))
	}
	y := p.value()
	return &ast.Compare{At: p.from(start), Op: op, Not: not, X: subject, Y: y}
}
