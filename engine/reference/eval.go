package reference

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

func call(op string, args ...string) string { return op + "(" + strings.Join(args, ", ") + ")" }

// lifted evaluates operands of an operator that gives n/a for n/a; stop is set where the operator's value is settled by that.
func lifted(vs ...val) (stop *val) {
	for _, v := range vs {
		if v.kind == broken {
			return &v
		}
	}
	for _, v := range vs {
		if v.kind == na {
			return &v
		}
	}
	return nil
}

// eval evaluates an expression.
func (e *env) eval(x tree.Expr) val {
	switch x := x.(type) {
	case *tree.Lit:
		return e.literal(x)
	case *tree.InputRef:
		return e.input(x.Input)
	case *tree.TermRef:
		return e.eval(x.Term.Body)
	case *tree.DecisionRef:
		return e.decision(x.Decision).val()
	case *tree.ReadingRef:
		return knownVal(value.OfEnum(e.readings[x.Ambiguity.Index]))
	case *tree.CaveatsRef:
		return val{kind: set, members: len(e.p.Caveats), member: func(i int) val { return e.caveat(e.p.Caveats[i]) }}
	case *tree.VarRef:
		return e.elements[x.Var.ID]
	case *tree.FieldOf:
		r := e.eval(x.X)
		if stop := lifted(r); stop != nil {
			return *stop
		}
		return e.field(r.rec, x.X.Type().Rec, x.Field)
	case *tree.AttrOf:
		return e.attribute(x)
	case *tree.Share:
		return e.product(x.T, "share", []tree.Expr{x.Percent, x.X})
	case *tree.Product:
		return e.product(x.T, "times", x.Factors)
	case *tree.Sum:
		return e.sum(x)
	case *tree.Shift:
		return e.shift(e.eval(x.X), x.Period, x.Before, x.Defaults)
	case *tree.LastDayFrom:
		return e.lastDay(x)
	case *tree.WorkingDay:
		return e.workingDay(x)
	case *tree.ClockOn:
		return e.clockOn(x)
	case *tree.Aggregate:
		return e.aggregate(x)
	case *tree.SchedOn:
		return e.periodOn(x.Schedule, e.eval(x.X))
	case *tree.SchedEnding:
		return e.periodsEnding(x.Schedule, e.eval(x.X))
	case *tree.SchedFirst:
		return e.firstPeriods(x.Schedule, x.N)
	case *tree.BindingLimits:
		return e.bindingLimits(x)
	case *tree.Convert:
		return e.convert(x)
	case *tree.Compare:
		return negateIf(x.Not, e.compare(x.Op, e.eval(x.X), e.eval(x.Y)))
	case *tree.Within:
		return negateIf(x.Not, e.within(x))
	case *tree.OneOf:
		return negateIf(x.Not, e.oneOf(x))
	case *tree.In:
		return negateIf(x.Not, e.in(e.eval(x.X), e.eval(x.L)))
	case *tree.IsEmpty:
		return negateIf(x.Not, e.empty(e.eval(x.X)))
	case *tree.Happened:
		return boolVal((e.facts[x.Event.Index].Kind != value.Invalid) != x.Not)
	case *tree.ArisesTest:
		return negateIf(x.Not, e.arises(x.Decision))
	case *tree.Quant:
		return e.quantified(x)
	case *tree.Not:
		return not(e.eval(x.X))
	case *tree.And:
		return and(e.each(x.Xs)...)
	case *tree.Or:
		return or(e.each(x.Xs)...)
	}
	panic(fmt.Sprintf("reference: no such expression: %T", x))
}

func negateIf(b bool, v val) val {
	if b {
		return not(v)
	}
	return v
}

func (e *env) each(xs []tree.Expr) []func() val {
	var out []func() val
	for _, x := range xs {
		out = append(out, func() val { return e.eval(x) })
	}
	return out
}

// literal is a literal; a bare 0 may be an amount in the currency of a fact that is not known.
func (e *env) literal(x *tree.Lit) val {
	if x.CurrencyOf != nil {
		return e.zeroIn(x.CurrencyOf)
	}
	switch x.Value.Kind {
	case value.Set:
		return setOfMask(uint64(x.Value.N), len(x.T.Members))
	case value.List:
		out := val{kind: list}
		elems, _ := x.Value.Ref.([]value.Value)
		for _, v := range elems {
			out.elems = append(out.elems, knownVal(v))
		}
		return out
	}
	return knownVal(x.Value)
}

// zeroIn is zero in the currency of a fact.
func (e *env) zeroIn(of *tree.Input) val {
	v := e.input(of)
	if v.kind == known {
		return knownVal(value.OfDecimal(value.Money, zero, v.v.Cur))
	}
	if v.kind != symbolic {
		return v
	}
	s := combine("zero in the currency of "+of.Name, v)
	s.in, s.cur = point(zero), v.s.cur
	return collapse(&types.Type{Kind: types.Money}, s)
}

// --- amounts ---

// product multiplies; a percentage makes a share.
func (e *env) product(t *types.Type, op string, xs []tree.Expr) val {
	var vs []val
	for _, x := range xs {
		vs = append(vs, e.eval(x))
	}
	if stop := lifted(vs...); stop != nil {
		return *stop
	}
	n, in, cur, all := decimal.NewFromInt(1), point(decimal.NewFromInt(1)), t.Currency, true
	var texts []string
	for _, v := range vs {
		if v.kind == known {
			d, _ := numberOf(v.v)
			n = n.Mul(d)
		} else {
			all = false
		}
		i, _ := v.span()
		in = in.times(i)
		if c := v.currency(); c != money.None {
			cur = c
		}
		texts = append(texts, v.text())
	}
	if all {
		return knownVal(value.OfDecimal(numeric(t.Kind), n, cur))
	}
	if op == "times" {
		slices.Sort(texts)
	}
	s := combine(call(op, texts...), vs...)
	s.in, s.cur = in, cur
	return collapse(t, s)
}

func numeric(k types.Kind) value.Kind {
	switch k {
	case types.Money:
		return value.Money
	case types.Percent:
		return value.Percent
	}
	return value.Number
}

func (e *env) sum(x *tree.Sum) val {
	plus := []val{e.eval(x.First)}
	var less []val
	for _, r := range x.Rest {
		if r.Less {
			less = append(less, e.eval(r.X))
		} else {
			plus = append(plus, e.eval(r.X))
		}
	}
	return total(x.T, plus, less)
}

// total adds and takes away.
func total(t *types.Type, plus, less []val) val {
	all := slices.Concat(plus, less)
	if stop := lifted(all...); stop != nil {
		return *stop
	}
	var symbolics []val
	var texts []string
	fixed, in, cur := zero, point(zero), t.Currency
	add := func(v val, sign int64) {
		if c := v.currency(); c != money.None {
			cur = c
		}
		i, _ := v.span()
		if v.kind == known {
			d, _ := numberOf(v.v)
			fixed = fixed.Add(d.Mul(decimal.NewFromInt(sign)))
		} else {
			symbolics = append(symbolics, v)
			if sign < 0 {
				texts = append(texts, "less "+v.text())
			} else {
				texts = append(texts, v.text())
			}
		}
		if sign < 0 {
			i = i.negated()
		}
		in = in.plus(i)
	}
	for _, v := range plus {
		add(v, 1)
	}
	for _, v := range less {
		add(v, -1)
	}
	if len(symbolics) == 0 {
		return knownVal(value.OfDecimal(numeric(t.Kind), fixed, cur))
	}
	if len(symbolics) == 1 && fixed.IsZero() && !strings.HasPrefix(texts[0], "less ") {
		return symbolics[0]
	}
	slices.Sort(texts)
	if !fixed.IsZero() {
		texts = append(texts, fixed.String())
	}
	s := combine(call("sum", texts...), symbolics...)
	s.in, s.cur = in, cur
	return collapse(t, s)
}

// extremeOf is the smallest (sign -1) or largest (sign 1) of values; at least one is given. Those that another one makes irrelevant
// whatever they are, are left out.
func extremeOf(t *types.Type, sign int, vs []val) val {
	var kept []val
	for i, v := range vs {
		vi, _ := v.span()
		beaten := slices.ContainsFunc(vs, func(w val) bool {
			wi, _ := w.span()
			if sign < 0 {
				return wi.atMost(vi) && !vi.atMost(wi)
			}
			return vi.atMost(wi) && !wi.atMost(vi)
		})
		equal := slices.ContainsFunc(vs[:i], func(w val) bool { return w.text() == v.text() || sameSpan(v, w) })
		if !beaten && !equal {
			kept = append(kept, v)
		}
	}
	if len(kept) == 1 {
		return kept[0]
	}
	var is []interval
	cur := t.Currency
	for _, v := range kept {
		i, _ := v.span()
		is = append(is, i)
		if c := v.currency(); c != money.None {
			cur = c
		}
	}
	op, in := "largest", largest(is)
	if sign < 0 {
		op, in = "smallest", smallest(is)
	}
	s := combine(call(op, uniqueTexts(kept)...), kept...)
	s.in, s.cur = in, cur
	return collapse(t, s)
}

// sameSpan: both are the same single value.
func sameSpan(v, w val) bool {
	return v.kind == known && w.kind == known && valueText(v.v) == valueText(w.v)
}

func uniqueTexts(vs []val) []string {
	var texts []string
	for _, v := range vs {
		texts = append(texts, v.text())
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// --- conditions ---

// compare compares two values of one kind.
func (e *env) compare(op ast.CompareOp, x, y val) val {
	if stop := lifted(x, y); stop != nil {
		return *stop
	}
	switch op {
	case ast.Is:
		return e.equal(x, y)
	case ast.IsAtLeast, ast.IsOnOrAfter:
		return not(e.less(x, y))
	case ast.IsAtMost, ast.IsOnOrBefore:
		return not(e.less(y, x))
	case ast.IsAbove, ast.IsAfter:
		return e.less(y, x)
	default: // IsBelow, IsBefore
		return e.less(x, y)
	}
}

// less is x < y.
func (e *env) less(x, y val) val {
	xi, _ := x.span()
	yi, _ := y.span()
	switch {
	case xi.below(yi):
		return yes
	case yi.atMost(xi), x.text() == y.text():
		return no
	}
	return e.atom(combine(call("less", x.text(), y.text()), x, y))
}

func (e *env) equal(x, y val) val {
	if x.kind == set {
		var conds []func() val
		for i := range x.members {
			conds = append(conds, func() val {
				a, b := x.member(i), y.member(i)
				if a.kind == known && b.kind == known {
					return boolVal(a.v.N == b.v.N)
				}
				return e.equal(a, b)
			})
		}
		return and(conds...)
	}
	if x.kind == list && y.kind == list {
		if len(x.elems) != len(y.elems) {
			return no
		}
		var conds []func() val
		for i := range x.elems {
			conds = append(conds, func() val { return e.equal(x.elems[i], y.elems[i]) })
		}
		return and(conds...)
	}
	if eq, settled := settledEqual(x, y); settled {
		return boolVal(eq)
	}
	texts := []string{x.text(), y.text()}
	slices.Sort(texts)
	return e.atom(combine(call("equal", texts...), x, y))
}

// settledEqual compares where values or intervals are enough.
func settledEqual(x, y val) (equal, settled bool) {
	if x.kind == known && y.kind == known {
		return valueText(x.v) == valueText(y.v) || sameAmount(x.v, y.v), true
	}
	if x.kind == symbolic && y.kind == symbolic && x.text() == y.text() {
		return true, true
	}
	xi, ok := x.span()
	yi, ok2 := y.span()
	if !ok || !ok2 {
		return false, false
	}
	if xi.below(yi) || yi.below(xi) {
		return false, true
	}
	a, one := xi.single()
	b, one2 := yi.single()
	return true, one && one2 && a.Equal(b)
}

// sameAmount: zero is zero in every currency that can meet here.
func sameAmount(a, b value.Value) bool {
	return a.Kind == value.Money && b.Kind == value.Money && !a.Special && !b.Special && a.Decimal().Equal(b.Decimal())
}

// within is "x is within P after y": on or after y, and on or before P after y.
func (e *env) within(x *tree.Within) val {
	a, b := e.eval(x.X), e.eval(x.Y)
	other := e.shift(b, x.Period, x.Before, x.Defaults)
	if x.Before {
		b, other = other, b
	}
	if stop := lifted(a, b, other); stop != nil {
		return *stop
	}
	return and(
		func() val { return not(e.less(a, b)) },
		func() val { return not(e.less(other, a)) },
	)
}

func (e *env) oneOf(x *tree.OneOf) val {
	v := e.eval(x.X)
	if stop := lifted(v); stop != nil {
		return *stop
	}
	if x.X.Type().Kind == types.Enum {
		if v.kind == known {
			return boolVal(x.Mask>>v.v.N&1 == 1)
		}
		return e.atom(combine(call("one of", v.text(), fmt.Sprintf("%b", x.Mask)), v))
	}
	return e.oneOfValues(v, e.evalAll(x.Ys))
}

func (e *env) evalAll(xs []tree.Expr) []val {
	var out []val
	for _, x := range xs {
		out = append(out, e.eval(x))
	}
	return out
}

// oneOfValues is membership among values: one atom, unless the values known settle it.
func (e *env) oneOfValues(x val, ys []val) val {
	var open []val
	for _, y := range ys {
		if y.kind == na || y.kind == broken {
			continue
		}
		eq, settled := settledEqual(x, y)
		switch {
		case !settled:
			open = append(open, y)
		case eq:
			return yes
		}
	}
	if len(open) == 0 {
		return no
	}
	return e.atom(combine(call("one of", append([]string{x.text()}, uniqueTexts(open)...)...), append(open, x)...))
}

// in is membership: in a list, a set, a period or a calendar.
func (e *env) in(x, l val) val {
	if stop := lifted(x, l); stop != nil {
		return *stop
	}
	switch {
	case l.kind == set && x.kind == known:
		return l.member(int(x.v.N))
	case l.kind == set:
		return e.atom(combine(call("in", x.text(), e.setText(l)), x))
	case l.kind == list:
		return e.oneOfValues(x, l.elems)
	case l.kind == known && l.v.Kind == value.Period:
		p := l.v.Ref.(*value.SchedulePeriod)
		return e.inside(x, dateVal(p.First), dateVal(p.Last), l)
	case l.kind == known && l.v.Kind == value.Calendar && x.kind == known:
		holiday, err := l.v.Ref.(*calendar.Calendar).IsHoliday(date.Date(x.v.N))
		if err != nil {
			panic(calendarTrouble(err))
		}
		return boolVal(holiday)
	}
	if l.s.period { // a period of a schedule that is not known
		first, last := *l.s, *l.s
		first.in, last.in = l.s.first, l.s.last
		return e.inside(x, symVal(&first), symVal(&last), l)
	}
	return e.atom(combine(call("in", x.text(), l.text()), x, l))
}

// inside is x from first to last, as one atom.
func (e *env) inside(x, first, last, l val) val {
	xi, _ := x.span()
	a, _ := first.span()
	b, _ := last.span()
	switch {
	case a.atMost(xi) && xi.atMost(b):
		return yes
	case xi.below(a) || b.below(xi):
		return no
	}
	return e.atom(combine(call("in", x.text(), l.text()), x, l))
}

func (e *env) setText(s val) string {
	mask := uint64(0)
	for i := range s.members {
		if s.member(i).isTrue() {
			mask |= 1 << i
		}
	}
	return fmt.Sprintf("{%b}", mask)
}

func (e *env) empty(l val) val {
	if stop := lifted(l); stop != nil {
		return *stop
	}
	switch l.kind {
	case set:
		return not(or(l.each()...))
	case list:
		return boolVal(len(l.elems) == 0)
	}
	return e.atom(combine(call("empty", l.text()), l))
}

func (v val) each() []func() val {
	var out []func() val
	for i := range v.members {
		out = append(out, func() val { return v.member(i) })
	}
	return out
}

// quantified is some, every or no; elements whose condition is n/a are skipped.
func (e *env) quantified(x *tree.Quant) val {
	over := e.eval(x.Over)
	if stop := lifted(over); stop != nil {
		return *stop
	}
	var conds []func() val
	body := func(in val) val {
		c := e.with(x.Var, in).eval(x.Body)
		if x.Kind == ast.Every {
			c = not(c)
		}
		if c.kind == na {
			return no
		}
		return c
	}
	switch over.kind {
	case list:
		for _, el := range over.elems {
			conds = append(conds, func() val { return body(el) })
		}
	case set:
		for i := range over.members {
			conds = append(conds, func() val {
				return and(func() val { return over.member(i) }, func() val { return body(knownVal(value.OfEnum(i))) })
			})
		}
	default:
		inner := *e
		inner.depth++
		c := inner.with(x.Var, e.anyElement(over, x.Over.Type().Elem)).eval(x.Body)
		if x.Kind == ast.Every {
			c = not(c)
		}
		switch {
		case c.kind == broken:
			return c
		case c.kind == na || c.isFalse() || c.neverTrue():
			return boolVal(x.Kind != ast.Some)
		case c.isTrue():
			return negateIf(x.Kind == ast.Some, e.empty(over))
		}
		s := combine(call("some", over.text(), c.text()), over, c)
		s.open &^= 1 << e.depth // the element is bound here
		return negateIf(x.Kind != ast.Some, e.atom(s))
	}
	return negateIf(x.Kind != ast.Some, or(conds...))
}

// anyElement stands for each element of an unknown list.
func (e *env) anyElement(over val, t *types.Type) val {
	text, open := fmt.Sprintf("element%d", e.depth), over.open()|1<<e.depth
	if t.Kind == types.Record {
		return val{kind: record, rec: &rec{in: over.s.elemOf, text: text, open: open, needs: over.s.inputs}}
	}
	s := &sym{text: text, inputs: over.s.inputs, in: infinite, open: open, cur: t.Currency}
	if t.Kind == types.Period {
		s.period, s.first, s.last = true, over.s.first, over.s.last
	}
	return symVal(s)
}

func (e *env) convert(x *tree.Convert) val {
	v := e.eval(x.X)
	switch {
	case v.kind == known:
		return knownVal(value.OfEnum(x.Map[v.v.N]))
	case v.kind == set:
		from := map[int]int{}
		for i, m := range x.Map {
			from[m] = i
		}
		return val{kind: set, members: len(x.T.Members), member: func(i int) val {
			if old, ok := from[i]; ok {
				return v.member(old)
			}
			return no
		}}
	case v.kind == symbolic:
		s := *v.s
		s.text = call("convert", s.text)
		return symVal(&s)
	}
	return v
}
