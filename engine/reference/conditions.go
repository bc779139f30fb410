package reference

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

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
		return and(
			func() val { return not(e.less(x, dateVal(p.First))) },
			func() val { return not(e.less(dateVal(p.Last), x)) },
		)
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
		bound := inner.with(x.Var, e.anyElement(over, x.Over.Type().Elem))
		counts := func(e *env) val { return negateIf(x.Kind == ast.Every, e.eval(x.Body)) }
		symbolic := *bound
		symbolic.ofElement = nil
		c := counts(&symbolic)
		if c.kind == broken {
			return c
		}
		t := bound.ofAny(over.text()+c.text(), counts)
		switch {
		case !t.may:
			return boolVal(x.Kind != ast.Some)
		case t.must:
			return negateIf(x.Kind == ast.Some, e.empty(over))
		}
		s := combine(call("some", over.text(), t.text), over)
		s.inputs = slices.Concat(over.needs(), t.needs)
		s.open = (s.open | t.open) &^ (1 << e.depth) // the element is bound here
		return negateIf(x.Kind != ast.Some, e.atom(s))
	}
	return negateIf(x.Kind != ast.Some, or(conds...))
}

// ofAny tries a condition on any element of an unknown list under all assignments to what is not known of the element. What has the same text
// under the same assignment to what it reads besides is tried once.
func (e *env) ofAny(text string, cond func(*env) val) trial {
	text += fmt.Sprint(e.readings)
	if e.ofElement == nil {
		for _, t := range e.tried[text] {
			if agree(t.under, e.assigned) {
				for name, x := range t.under {
					e.reads.note(name, x)
				}
				return t
			}
		}
	}
	f := &function{variables: map[string]*variable{}}
	noting := *e
	noting.reads = &reads{outer: e.reads, values: map[string]int{}}
	noting.exploreElement(f, maps.Clone(e.ofElement), map[string]int{}, cond)
	t := trial{must: true, under: noting.reads.values}
	for _, l := range f.leaves {
		t.may = t.may || l.text == "yes"
		t.must = t.must && l.text == "yes"
	}
	names := slices.Sorted(maps.Keys(f.mattering()))
	for _, name := range names {
		t.needs = append(t.needs, f.variables[name].inputs...)
		t.open |= f.variables[name].open
	}
	t.text = f.table(names)
	if e.ofElement == nil {
		e.tried[text] = append(e.tried[text], t)
	}
	return t
}

// reads is what is read of an assignment while a condition is tried.
type reads struct {
	outer  *reads
	values map[string]int
}

func (r *reads) note(name string, x int) {
	for ; r != nil; r = r.outer {
		r.values[name] = x
	}
}

// agree tells whether all of a stands in b.
func agree(a, b map[string]int) bool {
	for name, x := range a {
		if y, ok := b[name]; !ok || x != y {
			return false
		}
	}
	return true
}

// trial is what came of trying a condition on any element: whether it may hold, whether it must, what it depends on, and a text that is the same for
// conditions that hold of the same elements.
type trial struct {
	under     map[string]int // what was read of the assignment
	may, must bool
	needs     []outcome.Need
	open      uint
	text      string
}

// table writes a function of yes-or-no variables as the cases in which it is "yes".
func (f *function) table(names []string) string {
	var cases []string
	var visit func(i int, under map[string]int)
	visit = func(i int, under map[string]int) {
		if i < len(names) {
			for x := range 2 {
				more := maps.Clone(under)
				more[names[i]] = x
				visit(i+1, more)
			}
			return
		}
		for _, l := range f.leaves {
			if l.text == "yes" && fits(l.assigned, under) {
				cases = append(cases, fmt.Sprint(under))
				return
			}
		}
	}
	visit(0, map[string]int{})
	return strings.Join(cases, " or ")
}

func fits(a, b map[string]int) bool {
	for name, x := range a {
		if y, ok := b[name]; ok && x != y {
			return false
		}
	}
	return true
}

func (e *env) exploreElement(f *function, all, assigned map[string]int, cond func(*env) val) {
	under := *e
	if under.ofElement = all; all == nil {
		under.ofElement = map[string]int{}
	}
	v, stopped := try(func() val { return cond(&under) })
	if stopped == nil {
		l := leaf{assigned: assigned, text: "no"}
		if v.isTrue() {
			l.text = "yes"
		}
		f.leaves = append(f.leaves, l)
		return
	}
	if within := e.ofElement != nil; stopped.open == 0 || within && stopped.open>>(e.depth-1)&1 == 0 {
		panic(unassigned{stopped}) // of no element, or of one around this whose conditions are being tried
	}
	f.variables[stopped.name] = stopped
	for x := range 2 {
		more, moreAssigned := maps.Clone(under.ofElement), maps.Clone(assigned)
		more[stopped.name], moreAssigned[stopped.name] = x, x
		e.exploreElement(f, more, moreAssigned, cond)
	}
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
