package check

import (
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// literal is one condition that is or is not the case: an atom with its sign, or an enumeration that has one of some values. Complementary
// comparisons are one atom.
type literal struct {
	key  string
	not  bool
	enum bool
	mask uint64 // enum: the values it may have
	all  uint64 // enum: all of them
	term *tree.Term
	expr tree.Expr
}

// negated is the opposite.
func (l literal) negated() literal {
	if l.enum {
		l.mask = l.all &^ l.mask
	} else {
		l.not = !l.not
	}
	return l
}

// literals takes a condition apart into what all must hold for it to be true, or to be false where not is set. A part that is no
// conjunction is one literal.
func literals(x tree.Expr, not bool, out []literal) []literal {
	switch x := x.(type) {
	case nil:
		return out
	case *tree.Not:
		return literals(x.X, !not, out)
	case *tree.And:
		if !not {
			for _, y := range x.Xs {
				out = literals(y, not, out)
			}
			return out
		}
	case *tree.Or:
		if not {
			for _, y := range x.Xs {
				out = literals(y, not, out)
			}
			return out
		}
	default:
	}
	if c, ok := x.(*tree.Lit); ok && c.T.Kind == types.Bool {
		if (c.Value.N == 1) != not {
			return out
		}
		return append(out, literal{key: "no", enum: true, all: 1, expr: x})
	}
	l := atom(x)
	l.expr = x
	if not {
		l = l.negated()
	}
	return append(out, l)
}

// atom is the literal of one condition.
func atom(x tree.Expr) literal {
	switch x := x.(type) {
	case *tree.Compare:
		return comparison(x)
	case *tree.OneOf:
		if x.X.Type().Kind == types.Enum {
			return enumLiteral(x.X, x.Mask, x.Not)
		}
	case *tree.TermRef:
		return literal{key: keyOf(x), term: x.Term}
	default:
	}
	k, not := signed(x)
	return literal{key: k, not: not}
}

func enumLiteral(x tree.Expr, mask uint64, not bool) literal {
	l := literal{key: keyOf(x), enum: true, mask: mask, all: allOf(x.Type())}
	if not {
		return l.negated()
	}
	return l
}

// allOf is the mask of all members of an enumeration or set.
func allOf(t *types.Type) uint64 { return 1<<len(t.Members) - 1 }

// comparison is the literal of a comparison: "on or before" is "not after".
func comparison(x *tree.Compare) literal {
	if l, ok := x.Y.(*tree.Lit); ok && x.Op == ast.Is {
		switch x.X.Type().Kind {
		case types.Enum:
			return enumLiteral(x.X, 1<<l.Value.N, x.Not)
		case types.Bool:
			a := atom(x.X)
			if (l.Value.N == 0) != x.Not {
				a = a.negated()
			}
			return a
		}
	}
	k, not := signed(x)
	return literal{key: k, not: not}
}

// signed is the key of an expression without its negation, and whether it was negated.
func signed(x tree.Expr) (string, bool) {
	var k keyer
	not := k.atom(x)
	return k.b.String(), not
}

// keyOf is a text that two expressions share only if they always have the same value.
func keyOf(x tree.Expr) string {
	var k keyer
	k.expr(x)
	return k.b.String()
}

// keyer writes keys. Variables of quantifiers go by how deep they are bound.
type keyer struct {
	b    strings.Builder
	vars []*tree.ElementVar
}

func (k *keyer) tag(s string, n int) {
	k.b.WriteString(s)
	k.b.WriteString(strconv.Itoa(n))
}

func (k *keyer) form(name string, parts ...tree.Expr) {
	k.b.WriteString(name)
	k.b.WriteByte('(')
	for _, p := range parts {
		k.expr(p)
		k.b.WriteByte(' ')
	}
	k.b.WriteByte(')')
}

// expr writes the key of an expression with its negation.
func (k *keyer) expr(x tree.Expr) {
	if x == nil {
		k.b.WriteByte('_')
		return
	}
	if k.atom(x) {
		k.b.WriteByte('!')
	}
}

// comparePairs maps each comparison to the one of its pair that names it and tells whether it is the negation of that.
var comparePairs = [...]struct {
	name string
	not  bool
}{
	ast.Is: {"is", false}, ast.IsAbove: {"above", false}, ast.IsAtMost: {"above", true}, ast.IsBelow: {"below", false},
	ast.IsAtLeast: {"below", true}, ast.IsBefore: {"before", false}, ast.IsOnOrAfter: {"before", true}, ast.IsAfter: {"after", false},
	ast.IsOnOrBefore: {"after", true},
}

// atom writes the key of an expression without its negation and tells whether it is negated.
func (k *keyer) atom(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Not:
		return !k.atom(x.X)
	case *tree.Compare:
		pair := comparePairs[x.Op]
		k.form(pair.name, x.X, x.Y)
		return pair.not != x.Not
	case *tree.Within:
		k.form("within", x.X, x.Y)
		k.period(x.Period, x.Before)
		return x.Not
	case *tree.OneOf:
		k.form("oneof", append([]tree.Expr{x.X}, x.Ys...)...)
		k.b.WriteString(strconv.FormatUint(x.Mask, 16))
		return x.Not
	case *tree.In:
		k.form("in", x.X, x.L)
		return x.Not
	case *tree.IsEmpty:
		k.form("empty", x.X)
		return x.Not
	case *tree.Happened:
		k.tag("happened", x.Event.Index)
		return x.Not
	case *tree.ArisesTest:
		k.tag("arises", x.Decision.Index)
		return x.Not
	case *tree.Quant:
		k.quant(x)
		return x.Kind == ast.No
	default:
	}
	k.value(x)
	return false
}

func (k *keyer) quant(x *tree.Quant) {
	name := "some"
	if x.Kind == ast.Every {
		name = "every"
	}
	k.b.WriteString(name)
	k.expr(x.Over)
	k.bound(x.Var, x.Body)
}

// bound writes expressions in which a variable is bound.
func (k *keyer) bound(v *tree.ElementVar, xs ...tree.Expr) {
	k.vars = append(k.vars, v)
	k.form(":", xs...)
	k.vars = k.vars[:len(k.vars)-1]
}

func (k *keyer) period(p tree.PeriodOf, before bool) {
	k.tag("p", int(p.Unit))
	k.tag(",", p.N)
	if before {
		k.b.WriteByte('-')
	}
}

// value writes the key of an expression that is no negation.
func (k *keyer) value(x tree.Expr) {
	switch x := x.(type) {
	case *tree.Lit:
		k.lit(x)
	case *tree.InputRef:
		k.tag("i", x.Input.Index)
	case *tree.TermRef:
		k.tag("t", x.Term.Index)
	case *tree.DecisionRef:
		k.tag("d", x.Decision.Index)
	case *tree.ReadingRef:
		k.tag("a", x.Ambiguity.Index)
	case *tree.CaveatsRef:
		k.b.WriteString("caveats")
	case *tree.VarRef:
		k.variable(x.Var)
	case *tree.FieldOf:
		k.form("field", x.X)
		k.tag(".", x.Field)
	case *tree.AttrOf:
		k.form("attr", x.X)
		k.tag(".", int(x.Attr))
	case *tree.Shift:
		k.form("shift", x.X)
		k.period(x.Period, x.Before)
	case *tree.LastDayFrom:
		k.form("last", x.X)
		k.period(x.Period, false)
	case *tree.WorkingDay:
		k.form("working", x.X)
		k.period(tree.PeriodOf{}, x.Before)
	case *tree.ClockOn:
		k.form("clock", x.X)
		k.tag(":", x.Minutes)
	case *tree.Aggregate:
		k.tag("agg", int(x.Op))
		k.form("", x.Args...)
		if x.Over != nil {
			k.expr(x.Over)
			k.bound(x.Var, x.Body, x.Where)
		}
	case *tree.SchedOn:
		k.tag("on", x.Schedule.Index)
		k.form("", x.X)
	case *tree.SchedEnding:
		k.tag("ending", x.Schedule.Index)
		k.form("", x.X)
	case *tree.SchedFirst:
		k.tag("first", x.Schedule.Index)
		k.tag(",", x.N)
	case *tree.BindingLimits:
		k.tag("binding", x.Decision.Index)
	case *tree.Sum:
		k.form("sum", x.First)
		for _, t := range x.Rest {
			if t.Less {
				k.b.WriteByte('-')
			}
			k.expr(t.X)
		}
	case *tree.Convert:
		k.form("as "+x.T.String(), x.X)
		for _, i := range x.Map {
			k.tag(",", i)
		}
	case *tree.Share:
		k.form("share", x.Percent, x.X)
	case *tree.Product:
		k.form("product", x.Factors...)
	case *tree.And:
		k.form("and", x.Xs...)
	case *tree.Or:
		k.form("or", x.Xs...)
	default:
	}
}

func (k *keyer) variable(v *tree.ElementVar) {
	for i, bound := range k.vars {
		if bound == v {
			k.tag("v", i)
			return
		}
	}
	k.tag("w", v.ID)
}

// lit writes a constant.
func (k *keyer) lit(x *tree.Lit) {
	v := x.Value
	k.tag("=", int(v.Kind))
	switch {
	case v.Special:
		k.b.WriteByte('~')
	case v.Kind == value.Number || v.Kind == value.Percent || v.Kind == value.Money:
		k.b.WriteString(v.Decimal().String())
		k.b.WriteString(v.Cur.Code())
	case v.Kind == value.Text || v.Kind == value.Country:
		s, _ := v.Ref.(string)
		k.b.WriteString(strconv.Quote(s))
	case v.Kind == value.Currency:
		k.b.WriteString(v.Cur.Code())
	default:
		k.b.WriteString(strconv.FormatInt(v.N, 10))
		if v.Aux != 0 {
			k.tag(".", int(v.Aux))
		}
	}
}

// known is what is the case where something is evaluated.
type known struct {
	bools map[string]bool
	masks map[string]uint64
	never bool // it cannot be the case all together
	// clash is the literal that cannot hold beside the others.
	clash literal
	terms int
}

func newKnown() *known { return &known{bools: map[string]bool{}, masks: map[string]uint64{}} }

// assume adds that a condition is true, or false where not is set.
func (k *known) assume(x tree.Expr, not bool) {
	for _, l := range literals(x, not, nil) {
		k.add(l)
	}
}

// maxTermsSeen bounds how many terms are looked into.
const maxTermsSeen = 64

func (k *known) add(l literal) {
	switch {
	case l.enum:
		mask, ok := k.masks[l.key]
		if !ok {
			mask = l.all
		}
		mask &= l.mask
		k.masks[l.key] = mask
		if mask == 0 && !k.never {
			k.never, k.clash = true, l
		}
	default:
		if is, ok := k.bools[l.key]; ok && is == l.not && !k.never {
			k.never, k.clash = true, l
		}
		k.bools[l.key] = !l.not
	}
	if k.terms >= maxTermsSeen {
		return
	}
	if l.term != nil && l.term.Body != nil {
		k.terms++
		k.assume(l.term.Body, l.not)
	}
	if t, ok := l.expr.(*tree.ArisesTest); ok && t.Not == l.not && t.Decision.Arises != nil {
		k.terms++
		k.assume(t.Decision.Arises, false)
	}
}

// proves tells whether a literal follows.
func (k *known) proves(l literal) bool {
	if l.enum {
		mask, ok := k.masks[l.key]
		return l.mask == l.all || ok && mask&^l.mask == 0
	}
	if is, ok := k.bools[l.key]; ok {
		return is == !l.not
	}
	if k.terms >= maxTermsSeen {
		return false
	}
	k.terms++
	defer func() { k.terms-- }()
	switch x := l.expr.(type) {
	case *tree.Or:
		if !l.not {
			return k.provesOne(x.Xs, false)
		}
	case *tree.And:
		if l.not {
			return k.provesOne(x.Xs, true)
		}
	default:
	}
	return l.term != nil && l.term.Body != nil && k.provesAll(literals(l.term.Body, l.not, nil))
}

// provesOne tells whether one of several conditions follows, or the opposite of one.
func (k *known) provesOne(xs []tree.Expr, not bool) bool {
	for _, x := range xs {
		if k.provesAll(literals(x, not, nil)) {
			return true
		}
	}
	return false
}

func (k *known) provesAll(ls []literal) bool {
	for _, l := range ls {
		if !k.proves(l) {
			return false
		}
	}
	return true
}
