package reference

import (
	"fmt"
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// validate checks everything that was given against its bounds, all at once.
func (e *env) validate() []outcome.Problem {
	var out []outcome.Problem
	for _, in := range e.p.Inputs {
		given := e.facts[in.Index]
		if given.Kind == value.Invalid {
			if in.Kind == tree.Determination && e.leavesNothing(in) {
				out = append(out, outcome.Problem{Path: in.Name, Clause: in.Clause.ID, Message: "the clause's bounds leave no value for this determination"})
			}
			continue
		}
		for _, b := range in.Bounds {
			for _, at := range bounded(in, given) {
				if e.breaks(b, at.v, in.Type) {
					out = append(out, problem(in, at.path, b))
				}
			}
		}
		out = append(out, e.validateFields(in, given)...)
		out = append(out, e.validateCurrency(in)...)
	}
	return out
}

func problem(in *tree.Input, path string, b *tree.Bound) outcome.Problem {
	p := outcome.Problem{Path: path, Message: "is not " + b.Span.Text()}
	if in.Kind == tree.Determination && in.Clause != nil {
		p.Clause = in.Clause.ID
	}
	return p
}

type at struct {
	path string
	v    value.Value
}

// bounded are the values that an input's bounds are about: for a list, each element.
func bounded(in *tree.Input, given value.Value) []at {
	if in.Type.Kind != types.List {
		return []at{{in.Name, given}}
	}
	var out []at
	for i, x := range given.Ref.([]value.Value) {
		if x.Kind != value.Invalid && x.Kind != value.Record {
			out = append(out, at{fmt.Sprintf("%s[%d]", in.Name, i), x})
		}
	}
	return out
}

// validateFields checks the fields of each record of a list.
func (e *env) validateFields(in *tree.Input, given value.Value) []outcome.Problem {
	if in.Type.Kind != types.List || in.Type.Elem.Kind != types.Record {
		return nil
	}
	var out []outcome.Problem
	for _, el := range givenVal(in, in.Name, in.Type, given).elems {
		for _, fb := range in.FieldBounds {
			if fb.Bound == nil || fb.Field >= len(el.rec.fields) || el.rec.fields[fb.Field].Kind == value.Invalid {
				continue
			}
			f := in.Type.Elem.Rec.Fields[fb.Field]
			path := el.rec.path + "." + f.Name
			v := el.rec.fields[fb.Field]
			if f.Type.Kind != types.List {
				if e.with(fb.Var, el).breaks(fb.Bound, v, f.Type) {
					out = append(out, problem(in, path, fb.Bound))
				}
				continue
			}
			for i, x := range v.Ref.([]value.Value) {
				if e.with(fb.Var, el).breaks(fb.Bound, x, f.Type.Elem) {
					out = append(out, problem(in, fmt.Sprintf("%s[%d]", path, i), fb.Bound))
				}
			}
		}
	}
	return out
}

// breaks tells whether a value certainly breaks a bound. A bound is checked once its condition and its value are settled; that it would be broken
// whatever they turn out to be does not count.
func (e *env) breaks(b *tree.Bound, v value.Value, t *types.Type) bool {
	holds := e.explore(func(e *env) answer { return answerOf(boolVal(e.boundHolds(b))) })
	if a, ok := holds.settled(); !ok || !a.v.isTrue() {
		return false
	}
	for _, x := range []tree.Expr{b.Value, b.InList} {
		if x == nil || x.Type().Kind == types.Set { // a set is settled member by member
			continue
		}
		if _, ok := e.explore(func(e *env) answer { return answerOf(e.eval(x)) }).settled(); !ok {
			return false
		}
	}
	a, ok := e.explore(func(e *env) answer { return answerOf(e.allows(b, v, t)) }).settled()
	return ok && a.v.isFalse()
}

// leavesNothing tells whether the bounds of a judgment that is due certainly exclude every value. A bound counts once its condition and its value
// are settled.
func (e *env) leavesNothing(in *tree.Input) bool {
	certain := func(question func(*env) answer) (answer, bool) {
		a, ok := e.explore(question).settled()
		return a, ok && a.status == outcome.Decided
	}
	if in.Guard != nil {
		if g, ok := certain(func(e *env) answer { return answerOf(e.eval(in.Guard)) }); !ok || !g.v.isTrue() {
			return false
		}
	}
	room, members := wholeType(in.Type), upTo(len(in.Type.Members))
	if in.Type.Kind == types.Bool {
		members = upTo(2)
	}
	for _, b := range in.Bounds {
		if holds, ok := certain(func(e *env) answer { return answerOf(boolVal(e.boundHolds(b))) }); !ok || !holds.v.isTrue() {
			continue
		}
		if in.Type.Kind == types.Bool || in.Type.Kind == types.Enum {
			members = slices.DeleteFunc(members, func(i int) bool {
				v := value.OfEnum(i)
				if in.Type.Kind == types.Bool {
					v = value.OfBool(i == 1)
				}
				return e.breaks(b, v, in.Type)
			})
			continue
		}
		if b.Value == nil {
			continue
		}
		if v, ok := certain(func(e *env) answer { return answerOf(e.eval(b.Value)) }); ok {
			if by, ok := v.v.span(); ok {
				room = room.meet(boundInterval(b.Kind, by, in.Type))
			}
		}
	}
	switch in.Type.Kind {
	case types.Bool, types.Enum:
		return len(members) == 0
	case types.Number, types.Percent, types.Money, types.Date, types.Instant:
		return room.none()
	}
	return false
}

// allows tells whether a bound allows a value. A bound whose value is n/a allows everything; one whose value is not known is not checked.
func (e *env) allows(b *tree.Bound, v value.Value, t *types.Type) val {
	if b.InList != nil {
		l := e.eval(b.InList)
		if l.kind == na || l.kind == broken {
			return yes
		}
		return e.in(knownVal(v), l)
	}
	if b.Value == nil {
		mask := membersOf(b)
		if v.Kind == value.Set {
			return boolVal(uint64(v.N)&^mask == 0)
		}
		return boolVal(mask>>v.N&1 == 1)
	}
	by := e.eval(b.Value)
	if by.kind != known {
		if by.kind == list && b.Kind == ast.Among {
			return e.in(knownVal(v), by)
		}
		return yes
	}
	x := knownVal(v)
	if v.Kind == value.Set {
		x = setOfMask(uint64(v.N), len(t.Members))
		return negateIf(b.Kind == ast.Not, e.in(by, x))
	}
	switch b.Kind {
	case ast.AtLeast, ast.NotBefore:
		return e.compare(ast.IsAtLeast, x, by)
	case ast.AtMost, ast.NotAfter:
		return e.compare(ast.IsAtMost, x, by)
	case ast.Above:
		return e.compare(ast.IsAbove, x, by)
	case ast.Below:
		return e.compare(ast.IsBelow, x, by)
	case ast.Not:
		return not(e.equal(x, by))
	default: // Exactly; Among with a single value
		return e.equal(x, by)
	}
}

// validateCurrency: amounts take the currency of the fact that the policy names, if that is known.
func (e *env) validateCurrency(in *tree.Input) []outcome.Problem {
	if in.Defaults == nil || in.Defaults.CurrencyOf == nil || in.Defaults.CurrencyOf == in {
		return nil
	}
	of := e.facts[in.Defaults.CurrencyOf.Index]
	if of.Kind != value.Money {
		return nil
	}
	var out []outcome.Problem
	var walk func(t *types.Type, v value.Value, path string)
	walk = func(t *types.Type, v value.Value, path string) {
		switch {
		case v.Kind == value.Invalid || v.Special:
		case t.Kind == types.Money && t.Currency == money.None && v.Cur != of.Cur:
			out = append(out, outcome.Problem{Path: path, Message: "is not in " + of.Cur.Code()})
		case t.Kind == types.List:
			for i, x := range v.Ref.([]value.Value) {
				walk(t.Elem, x, fmt.Sprintf("%s[%d]", path, i))
			}
		case t.Kind == types.Record:
			for i, x := range v.Ref.([]value.Value) {
				walk(t.Rec.Fields[i].Type, x, path+"."+t.Rec.Fields[i].Name)
			}
		}
	}
	walk(in.Type, e.facts[in.Index], in.Name)
	return out
}
