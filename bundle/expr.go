package bundle

import (
	"reflect"
	"sync"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
)

// exprTable numbers expressions so that each comes after its parts.
type exprTable struct {
	index map[tree.Expr]int
	buf   []byte
	items []tree.Expr
	depth []int
	size  []int
	// of the parts of the expression that is being decoded
	deepest, total int
}

// expr is an expression, nil only if it is optional.
func (c *coder) expr(x *tree.Expr, optional bool) {
	n := 0
	if !c.decoding && *x != nil {
		n = c.place(*x)
	}
	c.number(&n)
	if c.err != nil {
		return
	}
	if n < 0 || n == 0 && !optional || c.decoding && n > len(c.exprs.items) {
		c.fail("an expression is missing")
		return
	}
	if c.decoding && n > 0 {
		*x = c.exprs.items[n-1]
		c.exprs.deepest = max(c.exprs.deepest, c.exprs.depth[n-1])
		c.exprs.total += c.exprs.size[n-1]
	}
}

// place numbers an expression from 1; its parts are written before it.
func (c *coder) place(x tree.Expr) int {
	if i, ok := c.exprs.index[x]; ok {
		return i
	}
	if c.exprs.index == nil {
		c.exprs.index = map[tree.Expr]int{}
	}
	outer := c.out
	c.out = nil
	tag := tagOf(x)
	enum(c, &tag, len(nodes))
	c.node(x)
	c.exprs.buf = append(c.exprs.buf, c.out...)
	c.out = outer
	c.exprs.index[x] = len(c.exprs.index) + 1
	return c.exprs.index[x]
}

func (c *coder) decodeExprs() {
	n := 0
	c.count(&n)
	for range n {
		var tag uint8
		enum(c, &tag, len(nodes))
		if c.err != nil {
			return
		}
		x := nodes[tag]()
		c.exprs.deepest, c.exprs.total = 0, 0
		c.node(x)
		depth, size := c.exprs.deepest+1, c.exprs.total+1
		if depth > maxDepth || size > maxSize {
			c.fail("an expression is too large")
		}
		if c.err != nil {
			return
		}
		c.exprs.items = append(c.exprs.items, x)
		c.exprs.depth = append(c.exprs.depth, depth)
		c.exprs.size = append(c.exprs.size, size)
	}
}

// nodes makes an expression of each kind. The order is that of the format: new kinds are added at the end.
var nodes = []func() tree.Expr{
	func() tree.Expr { return &tree.Lit{} }, func() tree.Expr { return &tree.InputRef{} }, func() tree.Expr { return &tree.TermRef{} },
	func() tree.Expr { return &tree.DecisionRef{} }, func() tree.Expr { return &tree.ReadingRef{} }, func() tree.Expr { return &tree.CaveatsRef{} },
	func() tree.Expr { return &tree.VarRef{} }, func() tree.Expr { return &tree.FieldOf{} }, func() tree.Expr { return &tree.AttrOf{} },
	func() tree.Expr { return &tree.Share{} }, func() tree.Expr { return &tree.Shift{} }, func() tree.Expr { return &tree.LastDayFrom{} },
	func() tree.Expr { return &tree.WorkingDay{} }, func() tree.Expr { return &tree.ClockOn{} }, func() tree.Expr { return &tree.Aggregate{} },
	func() tree.Expr { return &tree.SchedOn{} }, func() tree.Expr { return &tree.SchedEnding{} }, func() tree.Expr { return &tree.SchedFirst{} },
	func() tree.Expr { return &tree.BindingLimits{} }, func() tree.Expr { return &tree.Sum{} }, func() tree.Expr { return &tree.Product{} },
	func() tree.Expr { return &tree.Convert{} }, func() tree.Expr { return &tree.Compare{} }, func() tree.Expr { return &tree.Within{} },
	func() tree.Expr { return &tree.OneOf{} }, func() tree.Expr { return &tree.In{} }, func() tree.Expr { return &tree.IsEmpty{} },
	func() tree.Expr { return &tree.Happened{} }, func() tree.Expr { return &tree.ArisesTest{} }, func() tree.Expr { return &tree.Quant{} },
	func() tree.Expr { return &tree.Not{} }, func() tree.Expr { return &tree.And{} }, func() tree.Expr { return &tree.Or{} },
}

func (c *coder) base(b *tree.Base) {
	ref(c, &c.types, &b.T)
	c.span(&b.Span)
}

func (c *coder) all(xs *[]tree.Expr) { list(c, xs, func(x *tree.Expr) { c.expr(x, false) }) }

// parts are the parts of an expression that are needed.
func (c *coder) parts(xs ...*tree.Expr) {
	for _, x := range xs {
		c.expr(x, false)
	}
}

// node goes through the fields of an expression that reads something or computes a value; condition does the others.
func (c *coder) node(x tree.Expr) {
	switch x := x.(type) {
	case *tree.Lit:
		c.base(&x.Base)
		c.value(&x.Value, 0)
		opt(c, &c.inputs, &x.CurrencyOf)
	case *tree.InputRef:
		c.base(&x.Base)
		ref(c, &c.inputs, &x.Input)
	case *tree.TermRef:
		c.base(&x.Base)
		ref(c, &c.terms, &x.Term)
	case *tree.DecisionRef:
		c.base(&x.Base)
		ref(c, &c.decisions, &x.Decision)
	case *tree.ReadingRef:
		c.base(&x.Base)
		ref(c, &c.ambiguities, &x.Ambiguity)
	case *tree.CaveatsRef:
		c.base(&x.Base)
	case *tree.VarRef:
		c.base(&x.Base)
		ref(c, &c.vars, &x.Var)
	case *tree.FieldOf:
		c.base(&x.Base)
		c.parts(&x.X)
		c.number(&x.Field)
	case *tree.AttrOf:
		c.base(&x.Base)
		enum(c, &x.Attr, int(tree.CurrencyOfMoney)+1)
		c.parts(&x.X)
		c.text(&x.Zone)
		c.truth(&x.AsWritten)
	case *tree.Share:
		c.base(&x.Base)
		c.parts(&x.Percent, &x.X)
	case *tree.Aggregate:
		c.base(&x.Base)
		enum(c, &x.Op, int(ast.ListOf)+1)
		c.all(&x.Args)
		c.optional(&x.Body, &x.Over, &x.Where)
		opt(c, &c.vars, &x.Var)
		opt(c, &c.inputs, &x.CurrencyOf)
	case *tree.BindingLimits:
		c.base(&x.Base)
		ref(c, &c.decisions, &x.Decision)
	case *tree.Sum:
		c.base(&x.Base)
		c.parts(&x.First)
		list(c, &x.Rest, func(t *tree.SumTerm) { c.truth(&t.Less); c.parts(&t.X) })
	case *tree.Product:
		c.base(&x.Base)
		c.all(&x.Factors)
	case *tree.Convert:
		c.base(&x.Base)
		c.parts(&x.X)
		list(c, &x.Map, c.number)
	default:
		c.time(x)
	}
}

// time goes through the fields of an expression about days and schedules.
func (c *coder) time(x tree.Expr) {
	switch x := x.(type) {
	case *tree.Shift:
		c.base(&x.Base)
		c.period(&x.Period)
		c.truth(&x.Before)
		c.parts(&x.X)
		opt(c, &c.defaults, &x.Defaults)
	case *tree.LastDayFrom:
		c.base(&x.Base)
		c.period(&x.Period)
		c.parts(&x.X)
	case *tree.WorkingDay:
		c.base(&x.Base)
		c.truth(&x.Before)
		c.parts(&x.X)
		opt(c, &c.defaults, &x.Defaults)
	case *tree.ClockOn:
		c.base(&x.Base)
		c.number(&x.Minutes)
		c.parts(&x.X)
		c.text(&x.Zone)
	case *tree.SchedOn:
		c.base(&x.Base)
		ref(c, &c.schedules, &x.Schedule)
		c.parts(&x.X)
	case *tree.SchedEnding:
		c.base(&x.Base)
		ref(c, &c.schedules, &x.Schedule)
		c.parts(&x.X)
	case *tree.SchedFirst:
		c.base(&x.Base)
		ref(c, &c.schedules, &x.Schedule)
		c.number(&x.N)
	default:
		c.condition(x)
	}
}

func (c *coder) condition(x tree.Expr) {
	switch x := x.(type) {
	case *tree.Compare:
		c.base(&x.Base)
		enum(c, &x.Op, int(ast.IsOnOrAfter)+1)
		c.truth(&x.Not)
		c.parts(&x.X, &x.Y)
	case *tree.Within:
		c.base(&x.Base)
		c.truth(&x.Not)
		c.parts(&x.X)
		c.period(&x.Period)
		c.truth(&x.Before)
		c.parts(&x.Y)
		opt(c, &c.defaults, &x.Defaults)
	case *tree.OneOf:
		c.base(&x.Base)
		c.truth(&x.Not)
		c.parts(&x.X)
		c.bits(&x.Mask)
		c.all(&x.Ys)
	case *tree.In:
		c.base(&x.Base)
		c.truth(&x.Not)
		c.parts(&x.X, &x.L)
	case *tree.IsEmpty:
		c.base(&x.Base)
		c.truth(&x.Not)
		c.parts(&x.X)
	case *tree.Happened:
		c.base(&x.Base)
		c.truth(&x.Not)
		ref(c, &c.inputs, &x.Event)
	case *tree.ArisesTest:
		c.base(&x.Base)
		c.truth(&x.Not)
		ref(c, &c.decisions, &x.Decision)
	case *tree.Quant:
		c.base(&x.Base)
		enum(c, &x.Kind, int(ast.No)+1)
		ref(c, &c.vars, &x.Var)
		c.parts(&x.Over, &x.Body)
	case *tree.Not:
		c.base(&x.Base)
		c.parts(&x.X)
	case *tree.And:
		c.base(&x.Base)
		c.all(&x.Xs)
	case *tree.Or:
		c.base(&x.Base)
		c.all(&x.Xs)
	default:
		c.fail("an expression of this kind cannot be written")
	}
}

// tags are the numbers of the kinds of expression.
var tags = sync.OnceValue(func() map[reflect.Type]uint8 {
	m := map[reflect.Type]uint8{}
	for i, node := range nodes {
		m[reflect.TypeOf(node())] = uint8(i)
	}
	return m
})

// tagOf is the number of an expression's kind; one that there is not for a kind that is not known.
func tagOf(x tree.Expr) uint8 {
	if tag, ok := tags()[reflect.TypeOf(x)]; ok {
		return tag
	}
	return uint8(len(nodes))
}
