package check

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// inputSymbol declares a fact, event or determination, or joins it with the one of that name in another policy if they agree.
func (u *unit) inputSymbol(n *decl) *symbol {
	in := &tree.Input{Name: n.name.Text, Defaults: u.defaults, Span: n.name.Span}
	switch {
	case n.judged != nil:
		in.Kind = tree.Determination
		in.Type = u.typeOf(n.judged.Type)
		in.Party = n.judged.By.Text
		in.Question = textOf(n.judged.Question)
		in.Clause = u.clauses[n.clause.index]
		u.party(n.judged.By, true)
	default:
		if n.fact.Event {
			in.Kind = tree.Event
		}
		in.Type = u.typeOf(n.fact.Type)
		in.Question = textOf(n.fact.Question)
	}
	switch in.Type.Kind {
	case types.Duty, types.Duties:
		u.report.dutyFact(n.name)
		in.Type = invalidType
	}
	for _, s := range u.w.inputs[in.Name] {
		if sameInput(s.input, in) {
			s.more = append(s.more, &declIn{u: u, d: n})
			return s
		}
	}
	s := &symbol{sort: inputSort, name: in.Name, u: u, d: n, typ: in.Type, input: in, live: u.isRoot()}
	u.w.inputs[in.Name] = append(u.w.inputs[in.Name], s)
	return s
}

// sameInput tells whether two declarations of one name are of the same fact. Two judgments are the same only under the same clause.
func sameInput(a, b *tree.Input) bool {
	if a.Kind != b.Kind || !types.Same(a.Type, b.Type) {
		return false
	}
	return a.Kind != tree.Determination || a.Clause.ID == b.Clause.ID
}

// suppliers may be named as the source of a fact without being parties.
var suppliers = []string{"caller", "operator"}

// party reports a party that the header does not name. A judgment must be owed by one; that a fact comes from somebody else is only a warning.
func (u *unit) party(name ast.Name, owed bool) {
	if name.Text == "" || u.d.parties[name.Text] || !owed && slices.Contains(suppliers, name.Text) {
		return
	}
	u.report.unknownParty(name, nearestKey(u.report, name.Text, u.d.parties), owed)
}

// checkInput checks the options of one declaration of an input. Of a shared input the bounds of all declarations hold; guard, default, question
// and party are those of the first that has one.
func (u *unit) checkInput(s *symbol, d *decl) {
	in := s.input
	var options []ast.Option
	if d.judged != nil {
		options = d.judged.Options
	} else {
		options = d.fact.Options
		if in.Question == "" {
			in.Question = textOf(d.fact.Question)
		}
	}
	env := u.env()
	elem := boundType(in.Type)
	for i := range options {
		o := &options[i]
		switch o.Kind {
		case ast.OptBound:
			if b := env.bound1(o.Bound, elem, in.Type); b != nil {
				in.Bounds = append(in.Bounds, b)
			}
		case ast.OptDefault:
			u.defaultValue(s, d, o)
		case ast.OptAskedWhen:
			guard := env.cond(o.Value)
			if in.Guard == nil {
				in.Guard = guard
				if o.Clause != nil {
					in.GuardClause = u.clauseOf(*o.Clause)
				}
			}
		case ast.OptFrom:
			u.party(o.Party, false)
			if in.Party == "" {
				in.Party = o.Party.Text
			}
		case ast.OptFixed:
			in.Fixed = true
		}
	}
	u.optionTwice(options)
	if r := u.recordOf(in.Type); r != nil {
		in.FieldBounds = append(in.FieldBounds, u.fieldBounds(r)...)
	}
}

// optionTwice reports an option that can stand once only and stands twice.
func (u *unit) optionTwice(options []ast.Option) {
	var first [ast.OptFixed + 1]*ast.Option
	for i := range options {
		o := &options[i]
		if o.Kind == ast.OptBound {
			continue
		}
		if first[o.Kind] != nil {
			u.report.optionTwice(o, first[o.Kind].Span)
		}
		first[o.Kind] = o
	}
}

func (u *unit) defaultValue(s *symbol, d *decl, o *ast.Option) {
	in := s.input
	if in.Kind != tree.Fact {
		u.report.noDefault(o.Span, s.noun())
		return
	}
	x := u.env().value(o.Value, in.Type)
	if in.Default == nil {
		in.Default = x
	}
}

// recordOf is the record whose fields an input of such a type has; nil if it has none.
func (u *unit) recordOf(t *types.Type) *record {
	if t.Kind == types.List {
		t = t.Elem
	}
	if t.Kind != types.Record {
		return nil
	}
	return u.records[t.Rec.Name]
}

// boundType is the type that a bound limits: that of the elements of a list or set, else the type itself.
func boundType(t *types.Type) *types.Type {
	if elem := elemOf(t); elem != nil {
		return elem
	}
	return t
}

// fieldBounds checks the options of a record's fields, once for all inputs that are lists of it.
func (u *unit) fieldBounds(r *record) []*tree.FieldBound {
	if r.done {
		return r.bounds
	}
	r.done = true
	v := u.w.newVar(r.typ.Name, r.t)
	env := &env{u: u, rec: v}
	for i, f := range r.d.node.Fields {
		if i >= len(r.typ.Fields) {
			break
		}
		t := r.typ.Fields[i].Type
		u.optionTwice(f.Options)
		for j := range f.Options {
			o := &f.Options[j]
			b := &tree.FieldBound{Field: i, Var: v}
			switch o.Kind {
			case ast.OptBound:
				b.Bound = env.bound1(o.Bound, boundType(t), t)
			case ast.OptDefault:
				b.Default = env.value(o.Value, t)
			case ast.OptAskedWhen:
				b.Guard = env.cond(o.Value)
			case ast.OptFrom:
				u.party(o.Party, false)
			}
			if b.Bound != nil || b.Default != nil || b.Guard != nil {
				r.bounds = append(r.bounds, b)
			}
		}
	}
	u.fieldLoops(r)
	return r.bounds
}

// bound1 checks one bound. elem is the type of what it limits, whole that of the input.
func (n *env) bound1(b *ast.Bound, elem, whole *types.Type) *tree.Bound {
	if b == nil {
		return nil
	}
	out := &tree.Bound{Kind: b.Kind, Span: b.Span, When: n.cond(b.When), Unless: n.cond(b.Unless)}
	if elem.Kind == types.Invalid {
		if b.Kind != ast.Among {
			n.expr(b.Value, invalidType)
		}
		return nil
	}
	if !boundFits(b.Kind, elem) {
		n.u.report.boundMisfit(b, whole)
		return nil
	}
	switch b.Kind {
	case ast.Among:
		return n.among(b, out, elem)
	case ast.Not:
		if i := memberNamed(b.Value, elem); i >= 0 {
			out.Members = 1 << i
			return out
		}
	}
	out.Value = n.value(b.Value, elem)
	if isBad(out.Value) {
		return nil
	}
	return out
}

// memberNamed is the index of the member of an enumeration that an expression names; -1 if it names none.
func memberNamed(e ast.Expr, t *types.Type) int {
	id, ok := unparen(e).(*ast.Ident)
	if !ok || t.Kind != types.Enum {
		return -1
	}
	return t.Member(id.Name)
}

// among is "among a, b" or "among L".
func (n *env) among(b *ast.Bound, out *tree.Bound, elem *types.Type) *tree.Bound {
	if elem.Kind == types.Enum && (len(b.Members) != 1 || elem.Member(b.Members[0].Text) >= 0 || n.u.scope[b.Members[0].Text] == nil) && len(b.Members) > 0 {
		for _, m := range b.Members {
			i := elem.Member(m.Text)
			if i < 0 {
				n.u.report.unknownMember(m.Span, m.Text, elem, n.u.report.nearest(m.Text, elem.Members))
				continue
			}
			out.Members |= 1 << i
		}
		return out
	}
	if len(b.Members) > 1 {
		n.u.report.amongNames(b)
		return nil
	}
	e := b.Value
	if e == nil && len(b.Members) == 1 {
		e = &ast.Ident{At: b.Members[0].At, Name: b.Members[0].Text}
	}
	l := n.expr(e, nil)
	of := elemOf(l.Type())
	switch {
	case isBad(l):
		return nil
	case of == nil:
		n.u.report.notMany(l)
		return nil
	case of.Kind != elem.Kind || !of.AssignableTo(elem) && !elem.AssignableTo(of):
		n.u.report.mismatch(l, &types.Type{Kind: types.List, Elem: elem})
		return nil
	}
	out.InList = l
	return out
}

// boundFits tells whether values of a type can be bounded in that way.
func boundFits(k ast.BoundKind, t *types.Type) bool {
	switch k {
	case ast.AtLeast, ast.AtMost, ast.Above, ast.Below:
		return t.Kind == types.Number || t.Kind == types.Percent || t.Kind == types.Money
	case ast.NotBefore, ast.NotAfter:
		return t.Kind == types.Date || t.Kind == types.Instant
	case ast.Exactly, ast.Not, ast.Among:
		return t.Kind != types.Record && t.Kind != types.Calendar
	}
	return false
}
