package exact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Codes of facts that cannot be used although they are well-formed.
const (
	codeBound = "F0201" // a fact outside its bounds
	codeJudge = "F0202" // a determination outside the bounds of its clause
	codeNone  = "F0203" // bounds that leave a determination no value
)

// validate checks every given input against its bounds, as far as the values that they mention are known.
func (e *evaluation) validate() {
	for _, in := range e.p.Inputs {
		v := e.given[in.Index]
		if v.Kind == value.Invalid {
			if in.Kind == tree.Determination {
				e.checkRoom(in)
			}
			continue
		}
		for _, b := range in.Bounds {
			e.checkBound(in, b, v)
		}
		if len(in.FieldBounds) > 0 && v.Kind == value.List {
			for i, m := range v.Members() {
				e.checkMember(in, i, m)
			}
		}
	}
}

func (e *evaluation) checkBound(in *tree.Input, b *tree.Bound, v value.Value) {
	if e.boundHolds(b) != True {
		return
	}
	if in.Type.Kind == types.List && v.Kind == value.List {
		for i, m := range v.Members() {
			e.checkValue(spot{in: in, index: i, field: -1}, b, in.Type.Elem, m)
		}
		return
	}
	e.checkValue(spot{in: in, index: -1, field: -1}, b, in.Type, v)
}

// checkMember checks the fields of a record against the bounds that the record declares.
func (e *evaluation) checkMember(in *tree.Input, i int, m value.Value) {
	fields := m.Members()
	for _, fb := range in.FieldBounds {
		if fb.Bound == nil || fb.Field >= len(fields) || fields[fb.Field].Kind == value.Invalid {
			continue
		}
		e.bind(fb.Var, binding{v: m, path: in.Name, index: i, in: in}, func() {
			if e.boundHolds(fb.Bound) == True {
				f := in.Type.Elem.Rec.Fields[fb.Field]
				e.checkValue(spot{in: in, index: i, field: fb.Field}, fb.Bound, f.Type, fields[fb.Field])
			}
		})
	}
}

// spot is a place in the facts: an input, a member of a list, a field of a member; index and field are -1 where there is none.
type spot struct {
	in           *tree.Input
	index, field int
}

func (s spot) path() string {
	out := s.in.Name
	if s.index >= 0 {
		out += fmt.Sprintf("[%d]", s.index)
	}
	if s.field >= 0 {
		out += "." + s.in.Type.Elem.Rec.Fields[s.field].Name
	}
	return out
}

// checkValue reports a value outside one bound.
func (e *evaluation) checkValue(at spot, b *tree.Bound, t *types.Type, v value.Value) {
	if b.Value == nil && b.InList == nil {
		e.checkMembers(at, b, t, v)
		return
	}
	limit := b.Value
	if b.InList != nil {
		limit = b.InList
	}
	if limit.Type().Kind == types.Set {
		e.checkInSet(at, b, t, v, e.set(limit))
		return
	}
	most, ok := e.knownValue(e.scalar(limit))
	if !ok {
		return
	}
	if words, bad := breach(b, v, most); bad {
		e.refuse(at, v, t, words+" "+limitWords(limit, most))
	}
}

// breach says in words how v breaks the bound.
func breach(b *tree.Bound, v, at value.Value) (string, bool) {
	switch b.Kind {
	case ast.AtLeast:
		return "is below", less(&v, &at)
	case ast.AtMost:
		return "is above", less(&at, &v)
	case ast.Above:
		return "is not above", notAbove(&v, &at)
	case ast.Below:
		return "is not below", notAbove(&at, &v)
	case ast.NotBefore:
		return "is before", less(&v, &at)
	case ast.NotAfter:
		return "is after", less(&at, &v)
	case ast.Exactly:
		return "must be exactly", !equal(v, at)
	case ast.Not:
		return "may not be", equal(v, at)
	}
	for _, m := range items(at) {
		if equal(m, v) {
			return "", false
		}
	}
	return "is not among", true
}

// limitWords is the bound as written, with its value where the text does not show it.
func limitWords(x tree.Expr, v value.Value) string {
	text := strings.Join(strings.Fields(x.Pos().Text()), " ")
	if _, literal := x.(*tree.Lit); literal || v.Kind == value.List {
		return text
	}
	return text + " (" + display(v, x.Type()) + ")"
}

func (e *evaluation) checkMembers(at spot, b *tree.Bound, t *types.Type, v value.Value) {
	inside := b.Members>>v.N&1 == 1
	if v.Kind == value.Set {
		inside = uint64(v.N)&^b.Members == 0
	}
	if inside == (b.Kind != ast.Not) {
		return
	}
	words := "is not one of"
	if b.Kind == ast.Not {
		words = "may not be"
	}
	e.refuse(at, v, t, words+" "+memberNames(t, b.Members))
}

func (e *evaluation) checkInSet(at spot, b *tree.Bound, t *types.Type, v value.Value, s *setValue) {
	if v.Kind == value.Enum && int(v.N) < len(s.members) && s.ok == True {
		if m := s.members[v.N]; m == False && b.Kind == ast.Among || m == True && b.Kind == ast.Not {
			e.refuse(at, v, t, "is not open here")
		}
	}
}

func memberNames(t *types.Type, mask uint64) string {
	var names []string
	for i, m := range t.Members {
		if mask>>i&1 == 1 {
			names = append(names, m)
		}
	}
	return strings.Join(names, ", ")
}

func (e *evaluation) refuse(at spot, v value.Value, t *types.Type, words string) {
	in, path := at.in, at.path()
	p := outcome.Problem{Code: codeBound, Path: path, Message: display(v, t) + " " + words}
	if in.Kind == tree.Determination {
		p.Code = codeJudge
		p.Clause = in.Clause.ID
		p.Hint = "The bounds are set by clause " + in.Clause.ID + "."
	}
	for _, q := range e.problems {
		if q.Path == path {
			return // one cause, one error
		}
	}
	e.problems = append(e.problems, p)
}

// checkRoom reports a determination that is due and that its bounds leave no value, as far as they are settled.
func (e *evaluation) checkRoom(in *tree.Input) {
	if !slices.ContainsFunc(in.Bounds, varies) {
		return // the checker has seen to it
	}
	var none bool
	switch in.Type.Kind {
	case types.Bool, types.Enum:
		none = e.noMemberLeft(in)
	default:
		none = e.noValueLeft(in)
	}
	if none && (in.Guard == nil || e.cond(in.Guard) == True) {
		e.problems = append(e.problems, outcome.Problem{Code: codeNone, Path: in.Name, Clause: in.Clause.ID,
			Message: "clause " + in.Clause.ID + " leaves no value open on these facts"})
	}
}

// varies tells whether it depends on the case what a bound allows.
func varies(b *tree.Bound) bool {
	_, literal := b.Value.(*tree.Lit)
	return b.When != nil || b.Unless != nil || b.Value != nil && !literal || b.InList != nil
}

func (e *evaluation) noMemberLeft(in *tree.Input) bool {
	allowed := e.allMembers(in.Type)
	for _, b := range in.Bounds {
		if e.boundHolds(b) == True {
			if under := e.restrict(allowed, b); under >= 0 {
				allowed = under
			}
		}
	}
	return e.leaves[allowed].v.N == 0
}

func (e *evaluation) noValueLeft(in *tree.Input) bool {
	var left span
	for _, b := range in.Bounds {
		if b.Value == nil || e.boundHolds(b) != True {
			continue
		}
		if v, ok := e.knownValue(e.scalar(b.Value)); ok && ordered(v) {
			left = left.meet(b.Kind, &span{lo: v, hi: v}, in.Type)
		}
	}
	return left.empty()
}

// display writes a value for people, enumerations by name.
func display(v value.Value, t *types.Type) string {
	switch {
	case v.Kind == value.Enum && t != nil && int(v.N) < len(t.Members):
		return t.Members[v.N]
	case v.Kind == value.Set && t != nil:
		return memberNames(t, uint64(v.N))
	case v.Kind == value.Text || v.Kind == value.Country:
		return v.Text()
	}
	return v.String()
}
