package check

// Tables: every case is to have a row, and in a table by one row only one. Each column's values are cut into segments at the values that
// its cells mention; within a segment no cell can tell two values apart. A row is then a product of sets of segments, and a case without a
// row is a choice of one segment per column that no row has. Columns whose cells compare with something that is not written out are not
// judged.

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// tableSite is a table with its checked parts.
type tableSite struct {
	u       *unit
	node    *ast.Table
	columns []tree.Expr
	cells   [][]tree.Expr // by row and column; nil: any
	tail    tree.Expr
}

// column is a column cut into segments.
type column struct {
	x       tree.Expr
	members []string      // names of the segments of an enumeration, yes or no, or a list of values and all others
	points  []value.Value // of ordered values: segments lie between and on them
	domain  segments      // the segments that can occur
	n       int
}

// segments is a set of segments.
type segments []uint64

func newSegments(n int) segments  { return make(segments, (n+63)/64) }
func (s segments) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s segments) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

// rows judges a table.
func (t *tableSite) rows() {
	if t.node.Hit == ast.SumRows || len(t.cells) == 0 {
		return
	}
	cols := make([]*column, len(t.columns))
	work, tests := 1, 0
	for j := range t.columns {
		c := t.cut(j)
		if c == nil {
			return
		}
		cols[j] = c
		work += len(c.domain)
		tests += c.n * len(t.cells)
	}
	most := t.u.w.c.limits.TableWork
	if tests > most {
		return
	}
	rows := make([][]segments, len(t.cells))
	for i := range t.cells {
		rows[i] = make([]segments, len(cols))
		for j, c := range cols {
			rows[i][j] = c.cell(t.cells[i][j])
		}
	}
	if t.node.Hit == ast.OneRow && len(rows)*len(rows)*work <= most*16 {
		t.overlaps(cols, rows)
	}
	g := &gap{cols: cols, rows: rows, left: most}
	all := make([]int, len(rows))
	for i := range all {
		all[i] = i
	}
	if row := g.find(0, all); row != nil {
		t.u.report.tableGap(t.node.Span, t.node.Decision.Text, row)
	}
}

// overlaps reports the first two rows that share a case.
func (t *tableSite) overlaps(cols []*column, rows [][]segments) {
	for i := range rows {
		for k := range i {
			shared := make([]string, len(cols))
			for j, c := range cols {
				both := newSegments(c.n)
				for w := range both {
					both[w] = rows[i][j][w] & rows[k][j][w] & c.domain[w]
				}
				s := c.first(both)
				if s < 0 {
					shared = nil
					break
				}
				shared[j] = c.name(s)
			}
			if shared != nil {
				t.u.report.tableOverlap(t.node.Rows[i].Span, t.node.Rows[k].Span, k+1, shared)
				return
			}
		}
	}
}

// gap looks for a case without a row.
type gap struct {
	cols []*column
	rows [][]segments
	left int // how much may still be tried
}

// find goes through the segments of a column with the rows that are still possible. It gives the names of the segments of a case without a
// row; nil if there is none, or none was found in time.
func (g *gap) find(j int, rows []int) []string {
	if len(rows) == 0 {
		return []string{} // only where there are no columns
	}
	if j == len(g.cols) {
		return nil
	}
	c := g.cols[j]
	for s := range c.n {
		if !c.domain.has(s) {
			continue
		}
		g.left -= len(rows)
		if g.left < 0 {
			return nil
		}
		var rest []int
		for _, i := range rows {
			if g.rows[i][j].has(s) {
				rest = append(rest, i)
			}
		}
		if len(rest) == 0 {
			out := []string{c.name(s)}
			for range g.cols[j+1:] {
				out = append(out, "any")
			}
			return out
		}
		if out := g.find(j+1, rest); out != nil {
			return append([]string{c.name(s)}, out...)
		}
	}
	return nil
}

// cut finds the segments of a column; nil if its cells cannot be judged.
func (t *tableSite) cut(j int) *column {
	c := &column{x: t.columns[j]}
	ty := c.x.Type()
	switch ty.Kind {
	case types.Enum:
		c.members = ty.Members
	case types.Bool:
		c.members = []string{"no", "yes"}
	case types.Number, types.Money, types.Percent, types.Date, types.Instant, types.Text, types.Country, types.Currency:
	default:
		return nil
	}
	for _, row := range t.cells {
		if !c.collect(row[j]) {
			return nil
		}
	}
	if c.ordered() {
		slices.SortFunc(c.points, func(a, b value.Value) int { n, _ := value.Cmp(a, b); return n })
		c.points = slices.CompactFunc(c.points, value.Equal)
		c.n = 2*len(c.points) + 1
	} else {
		if c.members == nil {
			c.points = distinct(c.points)
			for _, p := range c.points {
				c.members = append(c.members, p.String())
			}
			c.members = append(c.members, "any other")
		}
		c.n = len(c.members)
	}
	c.limit(t)
	return c
}

func (c *column) ordered() bool {
	switch c.x.Type().Kind {
	case types.Number, types.Money, types.Percent, types.Date, types.Instant:
		return true
	}
	return false
}

func distinct(vs []value.Value) []value.Value {
	seen := map[string]bool{}
	var out []value.Value
	for _, v := range vs {
		if s := v.String(); !seen[s] {
			seen[s] = true
			out = append(out, v)
		}
	}
	return out
}

// collect notes the written-out values of a cell; false if it has others.
func (c *column) collect(cell tree.Expr) bool {
	switch x := cell.(type) {
	case nil:
		return true
	case *tree.And:
		for _, y := range x.Xs {
			if !c.collect(y) {
				return false
			}
		}
		return true
	case *tree.Compare:
		l, ok := x.Y.(*tree.Lit)
		if ok && x.X == c.x && !l.Value.Special {
			c.points = append(c.points, l.Value)
			return true
		}
	case *tree.OneOf:
		for _, y := range x.Ys {
			l, ok := y.(*tree.Lit)
			if !ok || l.Value.Special {
				return false
			}
			c.points = append(c.points, l.Value)
		}
		return x.X == c.x
	default:
	}
	return false
}

// limit finds which segments can occur: those that the fact's own bounds and the condition of the table leave, and of whole numbers and days
// those that are not empty.
func (c *column) limit(t *tableSite) {
	c.domain = newSegments(c.n)
	for s := range c.n {
		if !c.emptySegment(s) {
			c.domain.add(s)
		}
	}
	if c.x.Type().Kind == types.Enum {
		k := newKnown()
		k.assume(t.tail, false)
		if mask, ok := k.masks[keyOf(c.x)]; ok {
			c.domain[0] &= mask
		}
	}
	in, ok := c.x.(*tree.InputRef)
	if !ok {
		return
	}
	for _, b := range in.Input.Bounds {
		if b.When != nil || b.Unless != nil {
			continue
		}
		if b.Members != 0 && c.x.Type().Kind == types.Enum {
			mask := b.Members
			if b.Kind == ast.Not {
				mask = ^mask
			}
			c.domain[0] &= mask
		}
		v, known := literalValue(b.Value)
		if !known || !c.ordered() {
			continue
		}
		for s := range c.n {
			if c.domain.has(s) && c.outside(s, b.Kind, v) {
				c.domain[s/64] &^= 1 << (s % 64)
			}
		}
	}
}

// emptySegment tells whether nothing lies between two values that are next to each other.
func (c *column) emptySegment(s int) bool {
	t := c.x.Type()
	if !c.ordered() || s%2 == 1 || s == 0 || s == c.n-1 {
		return false
	}
	a, b := c.points[s/2-1], c.points[s/2]
	switch {
	case t.Kind == types.Date:
		return b.N-a.N <= 1
	case t.Kind == types.Number && t.Whole:
		return b.Decimal().Floor().LessThanOrEqual(a.Decimal().Floor()) ||
			b.Decimal().IsInteger() && b.Decimal().Sub(a.Decimal().Floor()).IntPart() <= 1
	}
	return false
}

// outside tells whether a bound excludes all of a segment.
func (c *column) outside(s int, kind ast.BoundKind, v value.Value) bool {
	// The segment runs from low to high; on tells whether it is the point itself.
	on := s%2 == 1
	var low, high *value.Value
	switch {
	case on:
		low, high = &c.points[s/2], &c.points[s/2]
	default:
		if s > 0 {
			low = &c.points[s/2-1]
		}
		if s/2 < len(c.points) {
			high = &c.points[s/2]
		}
	}
	cmp := func(p *value.Value) int { n, _ := value.Cmp(*p, v); return n }
	switch kind {
	case ast.AtLeast, ast.NotBefore:
		return high != nil && (cmp(high) < 0 || !on && cmp(high) == 0)
	case ast.Above:
		return high != nil && cmp(high) <= 0
	case ast.AtMost, ast.NotAfter:
		return low != nil && (cmp(low) > 0 || !on && cmp(low) == 0)
	case ast.Below:
		return low != nil && cmp(low) >= 0
	}
	return false
}

// cell is the set of segments in which a cell holds.
func (c *column) cell(x tree.Expr) segments {
	out := newSegments(c.n)
	for s := range c.n {
		if x == nil || c.holds(x, s) {
			out.add(s)
		}
	}
	return out
}

// holds tells whether a cell holds in a segment.
func (c *column) holds(cell tree.Expr, s int) bool {
	switch x := cell.(type) {
	case *tree.And:
		for _, y := range x.Xs {
			if !c.holds(y, s) {
				return false
			}
		}
		return true
	case *tree.OneOf:
		if c.x.Type().Kind == types.Enum {
			return (x.Mask&(1<<s) != 0) != x.Not
		}
		in := false
		for _, y := range x.Ys {
			in = in || c.is(s, y.(*tree.Lit).Value)
		}
		return in != x.Not
	case *tree.Compare:
		v := x.Y.(*tree.Lit).Value
		if x.Op == ast.Is {
			return c.is(s, v) != x.Not
		}
		side := c.side(s, v)
		pair := comparePairs[x.Op]
		yes := side < 0
		if pair.name == "above" || pair.name == "after" {
			yes = side > 0
		}
		return yes != pair.not != x.Not
	default:
	}
	return false
}

// is tells whether a segment is one value.
func (c *column) is(s int, v value.Value) bool {
	switch {
	case c.ordered():
		return s%2 == 1 && value.Equal(c.points[s/2], v)
	case c.x.Type().Kind == types.Enum || c.x.Type().Kind == types.Bool:
		return int(v.N) == s
	}
	return s < len(c.points) && value.Equal(c.points[s], v)
}

// side tells whether a segment lies below, on or above one of the points.
func (c *column) side(s int, v value.Value) int {
	i, _ := slices.BinarySearchFunc(c.points, v, func(p, v value.Value) int { n, _ := value.Cmp(p, v); return n })
	return s - (2*i + 1)
}

func (c *column) first(s segments) int {
	for i := range c.n {
		if s.has(i) {
			return i
		}
	}
	return -1
}

// name is a segment as a cell would say it.
func (c *column) name(s int) string {
	if !c.ordered() {
		return c.members[s]
	}
	below, above := "below ", "above "
	if k := c.x.Type().Kind; k == types.Date || k == types.Instant {
		below, above = "before ", "after "
	}
	switch {
	case len(c.points) == 0:
		return "any"
	case s%2 == 1:
		return c.points[s/2].String()
	case s == 0:
		return below + c.points[0].String()
	case s == c.n-1:
		return above + c.points[len(c.points)-1].String()
	}
	return above + c.points[s/2-1].String() + " and " + below + c.points[s/2].String()
}
