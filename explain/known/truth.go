package known

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Truth is whether a condition holds, where that is known. One that does not arise is not known.
func (c *Case) Truth(x tree.Expr) (holds, ok bool) {
	v, ok := c.condition(x)
	return ok && v.IsTrue(), ok
}

func yes(b bool) (value.Value, bool) { return value.OfBool(b), true }

var unknown = value.Value{}

func (c *Case) condition(x tree.Expr) (value.Value, bool) {
	switch x := x.(type) {
	case *tree.Lit:
		return x.Value, true
	case *tree.InputRef:
		return c.Input(x.Input)
	case *tree.TermRef:
		return c.condition(x.Term.Body)
	case *tree.DecisionRef:
		return c.Decision(x.Decision)
	case *tree.FieldOf:
		return c.field(x)
	case *tree.VarRef:
		return c.Element(x.Var)
	case *tree.Compare:
		return c.compare(x)
	case *tree.Within:
		return c.within(x)
	case *tree.OneOf:
		return c.oneOf(x)
	case *tree.In:
		return c.in(x)
	case *tree.IsEmpty:
		all, ok := c.Elements(x.X)
		if ref, isDecision := x.X.(*tree.DecisionRef); !ok && isDecision && c.Established(ref.Decision) != 0 {
			return yes(x.Not)
		}
		return value.OfBool((len(all) == 0) != x.Not), ok
	case *tree.Happened:
		_, given := c.Input(x.Event)
		return yes(given != x.Not)
	case *tree.ArisesTest:
		return c.arises(x)
	case *tree.Quant:
		return c.quantified(x)
	case *tree.Not:
		v, ok := c.condition(x.X)
		return value.OfBool(!v.IsTrue()), ok
	case *tree.And:
		return c.all(x.Xs, true)
	case *tree.Or:
		return c.all(x.Xs, false)
	}
	return unknown, false
}

// all is "and" (unless is true: one false part settles it) or "or".
func (c *Case) all(xs []tree.Expr, and bool) (value.Value, bool) {
	settled := true
	for _, x := range xs {
		switch v, ok := c.condition(x); {
		case !ok:
			settled = false
		case v.IsTrue() != and:
			return yes(!and)
		}
	}
	return value.OfBool(and), settled
}

func (c *Case) compare(x *tree.Compare) (value.Value, bool) {
	a, ok := c.Value(x.X)
	b, ok2 := c.Value(x.Y)
	if !ok || !ok2 {
		return unknown, false
	}
	if x.Op == ast.Is {
		return yes(value.Equal(a, b) != x.Not)
	}
	n, err := value.Cmp(a, b)
	if err != nil {
		return unknown, false
	}
	var holds bool
	switch x.Op {
	case ast.IsAtMost, ast.IsOnOrBefore:
		holds = n <= 0
	case ast.IsAtLeast, ast.IsOnOrAfter:
		holds = n >= 0
	case ast.IsAbove, ast.IsAfter:
		holds = n > 0
	default:
		holds = n < 0
	}
	return yes(holds != x.Not)
}

// Ends are the first and the last day, or moment, of "within P after Y".
func (c *Case) Ends(x *tree.Within) (first, last value.Value, ok bool) {
	first, ok = c.Value(x.Y)
	end, ok2 := c.shift(&tree.Shift{Base: tree.Base{T: x.Y.Type()}, Period: x.Period, Before: x.Before, X: x.Y, Defaults: x.Defaults})
	if x.Before {
		return end, first, ok && ok2
	}
	return first, end, ok && ok2
}

func (c *Case) within(x *tree.Within) (value.Value, bool) {
	v, ok := c.Value(x.X)
	first, last, ok2 := c.Ends(x)
	if !ok || !ok2 {
		return unknown, false
	}
	after, err := value.Cmp(v, first)
	before, err2 := value.Cmp(v, last)
	return value.OfBool((after >= 0 && before <= 0) != x.Not), err == nil && err2 == nil
}

func (c *Case) oneOf(x *tree.OneOf) (value.Value, bool) {
	v, ok := c.Value(x.X)
	if !ok {
		return unknown, false
	}
	if x.X.Type().Kind == types.Enum {
		return yes((x.Mask&(1<<v.N) != 0) != x.Not)
	}
	for _, y := range x.Ys {
		other, known := c.Value(y)
		if !known {
			return unknown, false
		}
		if value.Equal(v, other) {
			return yes(!x.Not)
		}
	}
	return yes(x.Not)
}

func (c *Case) in(x *tree.In) (value.Value, bool) {
	v, ok := c.Value(x.X)
	l, ok2 := c.Value(x.L)
	if !ok || !ok2 {
		return unknown, false
	}
	switch l.Kind {
	case value.Set:
		return yes((l.N&(1<<v.N) != 0) != x.Not)
	case value.Period:
		p := l.Period()
		return yes((p.First <= v.Date() && v.Date() <= p.Last) != x.Not)
	case value.Calendar:
		held, err := operate.InCalendar(l.Calendar(), v.Date())
		return value.OfBool(held.IsTrue() != x.Not), err == nil
	case value.List:
		for _, m := range l.Members() {
			if value.Equal(m, v) {
				return yes(!x.Not)
			}
		}
		return yes(x.Not)
	}
	return unknown, false
}

func (c *Case) arises(x *tree.ArisesTest) (value.Value, bool) {
	if _, ok := c.decisions[x.Decision]; ok {
		return yes(!x.Not)
	}
	for i := range c.res.Decisions {
		if d := &c.res.Decisions[i]; d.Decision == x.Decision && d.Status == outcome.NotApplicable {
			return yes(x.Not)
		}
	}
	return unknown, false
}

// Meets are the elements of a quantified condition's list that make its body true, and those that do not.
func (c *Case) Meets(q *tree.Quant) (met, not []int, ok bool) {
	all, ok := c.Elements(q.Over)
	for i, e := range all {
		c.With(q.Var, e, func() {
			if held, _ := c.Truth(q.Body); held {
				met = append(met, i)
			} else {
				not = append(not, i)
			}
		})
	}
	return met, not, ok
}

func (c *Case) quantified(q *tree.Quant) (value.Value, bool) {
	all, ok := c.Elements(q.Over)
	if !ok {
		return unknown, false
	}
	settled := true
	for _, e := range all {
		counts := false
		c.With(q.Var, e, func() {
			held, known := c.Truth(q.Body)
			settled = settled && known
			counts = known && held != (q.Kind == ast.Every)
		})
		if counts {
			return yes(q.Kind == ast.Some)
		}
	}
	return value.OfBool(q.Kind != ast.Some), settled
}
