package reference

import (
	"fmt"
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// input reads a fact, an event or a determination.
func (e *env) input(in *tree.Input) val {
	e = e.closed()
	if given := e.facts[in.Index]; given.Kind != value.Invalid {
		return givenVal(in, in.Name, in.Type, given)
	}
	if in.Kind == tree.Event {
		return notApplicable // it has not happened
	}
	if in.Guard != nil {
		if g := e.eval(in.Guard); g.kind == broken {
			return g
		} else if !g.isTrue() {
			return notApplicable
		}
	}
	if in.Default != nil {
		return e.eval(in.Default)
	}
	u := unknown{in: in, path: in.Name, t: in.Type}
	if in.Kind == tree.Determination {
		return e.judgment(u)
	}
	u.bounds = append(u.bounds, in.Bounds...)
	return e.unknown(u)
}

// givenVal is a fact that was given; the members of a list keep their paths, because fields of theirs may be unknown.
func givenVal(in *tree.Input, path string, t *types.Type, v value.Value) val {
	switch t.Kind {
	case types.List:
		out := val{kind: list}
		for i, x := range v.Ref.([]value.Value) {
			out.elems = append(out.elems, elementVal(in, fmt.Sprintf("%s[%d]", path, i), t.Elem, x))
		}
		return out
	case types.Set:
		return setOfMask(uint64(v.N), len(t.Members))
	}
	return knownVal(v)
}

func elementVal(in *tree.Input, path string, t *types.Type, x value.Value) val {
	switch {
	case t.Kind == types.Record:
		fields, _ := x.Ref.([]value.Value)
		return val{kind: record, rec: &rec{in: in, path: path, fields: fields}}
	case x.Kind == value.Invalid:
		return symVal(&sym{text: path, inputs: []outcome.Need{{Input: in, Path: path}}, in: infinite})
	}
	return knownVal(x)
}

// setOfMask is a set whose members are known.
func setOfMask(mask uint64, members int) val {
	return val{kind: set, members: members, member: func(i int) val { return boolVal(mask>>i&1 == 1) }}
}

// field reads a field of an element of a list.
func (e *env) field(r *rec, t *types.RecordType, i int) val {
	f := t.Fields[i]
	if r.text != "" { // any element of an unknown list: nothing is known but the field's guard and bounds
		if e.ofElement != nil && !e.arisesIn(r, i) {
			return notApplicable
		}
		s := &sym{text: call("field", f.Name, r.text), inputs: r.needs, open: r.open, in: infinite, cur: e.currencyOf(r.in, f.Type)}
		s.in = literalBounds(f.Type, fieldBounds(r.in, i))
		switch f.Type.Kind {
		case types.Bool:
			return e.elementAtom(s)
		case types.Set:
			return val{kind: set, members: len(f.Type.Members), member: func(i int) val {
				m := *s
				m.text = call("includes", s.text, f.Type.Members[i])
				return e.elementAtom(&m)
			}}
		}
		return symVal(s)
	}
	path := r.path + "." + f.Name
	if i < len(r.fields) && r.fields[i].Kind != value.Invalid {
		return givenVal(r.in, path, f.Type, r.fields[i])
	}
	for _, b := range r.in.FieldBounds {
		if b.Field != i || b.Guard == nil {
			continue
		}
		if g := e.with(b.Var, val{kind: record, rec: r}).eval(b.Guard); g.kind == broken {
			return g
		} else if !g.isTrue() {
			return notApplicable
		}
	}
	for _, b := range r.in.FieldBounds {
		if b.Field == i && b.Default != nil {
			return e.with(b.Var, val{kind: record, rec: r}).eval(b.Default)
		}
	}
	return e.unknown(unknown{in: r.in, path: path, t: f.Type, bounds: fieldBounds(r.in, i)})
}

// arisesIn tells whether a field of any element is there: its guard holds, or it is given all the same.
func (e *env) arisesIn(r *rec, field int) bool {
	for _, b := range r.in.FieldBounds {
		if b.Field != field || b.Guard == nil || e.with(b.Var, val{kind: record, rec: r}).eval(b.Guard).isTrue() {
			continue
		}
		given := &sym{text: call("given", fmt.Sprint(field), r.text), inputs: r.needs, open: r.open, in: infinite}
		if !e.elementAtom(given).isTrue() {
			return false
		}
	}
	return true
}

func fieldBounds(in *tree.Input, field int) []*tree.Bound {
	var out []*tree.Bound
	for _, b := range in.FieldBounds {
		if b.Field == field && b.Bound != nil {
			out = append(out, b.Bound)
		}
	}
	return out
}

// unknown is an input, or a field of an element, that was not given.
type unknown struct {
	in     *tree.Input
	path   string
	t      *types.Type
	bounds []*tree.Bound
}

func (u unknown) need() []outcome.Need { return []outcome.Need{{Input: u.in, Path: u.path}} }

// unknown is what an input that was not given stands for.
func (e *env) unknown(u unknown) val {
	switch u.t.Kind {
	case types.Bool:
		return boolVal(e.valueOf(&variable{name: u.path, values: []int{0, 1}, inputs: u.need()}) == 1)
	case types.Enum:
		return knownVal(value.OfEnum(e.valueOf(&variable{name: u.path, values: upTo(len(u.t.Members)), inputs: u.need()})))
	case types.Set:
		return val{kind: set, members: len(u.t.Members), member: func(i int) val {
			return boolVal(e.valueOf(&variable{name: u.path + " includes " + u.t.Members[i], values: []int{0, 1}, inputs: u.need()}) == 1)
		}}
	}
	s := &sym{text: u.path, inputs: u.need(), in: literalBounds(u.t, u.bounds), cur: e.currencyOf(u.in, u.t)}
	if u.t.Kind == types.List {
		s.elemOf = u.in
	}
	return collapse(u.t, s)
}

func upTo(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i)
	}
	return out
}

// currencyOf is the currency of an amount that is not known: its type's, or that of the fact whose currency the policy takes.
func (e *env) currencyOf(in *tree.Input, t *types.Type) money.Currency {
	if t.Kind != types.Money || t.Currency != money.None {
		return t.Currency
	}
	if in.Defaults == nil {
		return money.None
	}
	if of := in.Defaults.CurrencyOf; of != nil {
		return e.facts[of.Index].Cur
	}
	return in.Defaults.Currency
}

// literalBounds is the interval of a fact: bounds validate facts and conclude nothing, but the fixed ends of an amount are those of every
// amount that will be accepted. The order of days, in particular, is not used.
func literalBounds(t *types.Type, bounds []*tree.Bound) interval {
	in := wholeType(t)
	if t.Kind != types.Number && t.Kind != types.Percent && t.Kind != types.Money {
		return in
	}
	for _, b := range bounds {
		lit, ok := b.Value.(*tree.Lit)
		if !ok || b.When != nil || b.Unless != nil {
			continue
		}
		if n, ok := numberOf(lit.Value); ok && !lit.Value.Special {
			in = in.meet(boundInterval(b.Kind, point(n), t))
		}
	}
	return in
}

// wholeType is the interval of all values of a type.
func wholeType(t *types.Type) interval {
	in := infinite
	in.hi.open = !t.Special
	return in
}

// boundInterval is what a bound allows, given the interval of its value.
func boundInterval(k ast.BoundKind, by interval, t *types.Type) interval {
	in := wholeType(t)
	switch k {
	case ast.AtLeast, ast.NotBefore:
		in.lo = by.lo
	case ast.AtMost, ast.NotAfter:
		in.hi = by.hi
	case ast.Exactly:
		in = by
	case ast.Above:
		in.lo = by.lo
		in.lo.open = true
		if wholeNumbers(t) && in.lo.inf == 0 {
			in.lo = end{n: in.lo.n.Floor().Add(decimal.NewFromInt(1))}
		}
	case ast.Below:
		in.hi = by.hi
		in.hi.open = true
		if wholeNumbers(t) && in.hi.inf == 0 {
			in.hi = end{n: in.hi.n.Ceil().Sub(decimal.NewFromInt(1))}
		}
	}
	return in
}

func wholeNumbers(t *types.Type) bool {
	return t.Kind == types.Date || t.Kind == types.Number && t.Whole
}

// judgment is a determination that was not made: what its bounds leave. If they leave one value, it is that value.
func (e *env) judgment(u unknown) val {
	in := wholeType(u.t)
	allowed := ^uint64(0)
	var exactly *val // of several, one whose value is known
	for _, b := range u.in.Bounds {
		if !e.boundHolds(b) {
			continue
		}
		if b.Value == nil {
			if u.t.Kind == types.Bool || u.t.Kind == types.Enum || u.t.Kind == types.Set {
				allowed &= e.membersIn(b)
			}
			continue
		}
		v := e.eval(b.Value)
		if v.kind == na || v.kind == broken {
			continue
		}
		switch u.t.Kind {
		case types.Bool, types.Enum:
			mask := uint64(1) << v.v.N
			if b.Kind == ast.Not {
				mask = ^mask
			}
			allowed &= mask
		default:
			if b.Kind == ast.Exactly {
				if exactly == nil || v.kind == known {
					exactly = &v
				}
				continue
			}
			if by, ok := v.span(); ok {
				in = in.meet(boundInterval(b.Kind, by, u.t))
			}
		}
	}
	switch u.t.Kind {
	case types.Bool, types.Enum:
		n := 2
		if u.t.Kind == types.Enum {
			n = len(u.t.Members)
		}
		open := slices.DeleteFunc(upTo(n), func(i int) bool { return allowed>>i&1 == 0 })
		if len(open) == 0 { // nothing is left: validation says so where it is certain
			open = upTo(n)
		}
		x := e.valueOf(&variable{name: u.path, values: open, inputs: u.need()})
		if u.t.Kind == types.Bool {
			return boolVal(x == 1)
		}
		return knownVal(value.OfEnum(x))
	case types.Set:
		return val{kind: set, members: len(u.t.Members), member: func(i int) val {
			if allowed>>i&1 == 0 {
				return no
			}
			return boolVal(e.valueOf(&variable{name: u.path + " includes " + u.t.Members[i], values: []int{0, 1}, inputs: u.need()}) == 1)
		}}
	}
	if in.none() {
		in = wholeType(u.t)
	}
	s := &sym{text: u.path, inputs: u.need(), in: in, cur: e.currencyOf(u.in, u.t)}
	if u.t.Kind == types.List {
		s.elemOf = u.in
	}
	v := collapse(u.t, s)
	if v.kind != known && exactly != nil {
		return *exactly
	}
	return v
}

// membersOf is the mask of the members that a bound without a value allows.
func membersOf(b *tree.Bound) uint64 {
	if b.Kind == ast.Not {
		return ^b.Members
	}
	return b.Members
}

// membersIn is the mask of the members that a bound without a value allows; what is not known of a list restricts nothing.
func (e *env) membersIn(b *tree.Bound) uint64 {
	if b.InList == nil {
		return membersOf(b)
	}
	l := e.eval(b.InList)
	mask := uint64(0)
	switch l.kind {
	case set:
		for i := range l.members {
			if m := l.member(i); !m.isFalse() {
				mask |= 1 << i
			}
		}
		return mask
	case list:
		for _, x := range l.elems {
			if x.kind != known {
				return ^uint64(0)
			}
			mask |= 1 << x.v.N
		}
		return mask
	}
	return ^uint64(0)
}

// boundHolds tells whether a bound applies; one whose condition is n/a does not.
func (e *env) boundHolds(b *tree.Bound) bool {
	if b.When != nil && !e.eval(b.When).isTrue() {
		return false
	}
	return b.Unless == nil || e.eval(b.Unless).isFalse()
}

// collapse turns a symbolic amount of which one value is left into that value, if its unit is known.
func collapse(t *types.Type, s *sym) val {
	n, one := s.in.single()
	if !one || s.open != 0 {
		return symVal(s)
	}
	switch t.Kind {
	case types.Number:
		return knownVal(value.OfDecimal(value.Number, n, money.None))
	case types.Percent:
		return knownVal(value.OfDecimal(value.Percent, n, money.None))
	case types.Money:
		if s.cur != money.None {
			return knownVal(value.OfDecimal(value.Money, n, s.cur))
		}
	case types.Date:
		return knownVal(value.Value{Kind: value.Date, N: n.IntPart()})
	}
	return symVal(s)
}

// theCalendar reads a calendar; nil and true for none.
func (e *env) theCalendar(d *tree.Defaults) (c *calendar.Calendar, v val) {
	if d.WorkingDays.Calendar == nil {
		return nil, yes
	}
	v = e.eval(d.WorkingDays.Calendar)
	if v.kind == known {
		return v.v.Ref.(*calendar.Calendar), v
	}
	return nil, v
}
