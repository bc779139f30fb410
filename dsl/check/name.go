package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// caveatsName is the built-in set decision of the names of the caveats that apply.
const caveatsName = "caveats"

// ident looks up a name: a value of the enumeration that is expected, a variable, a field of the record around, a name of the policy.
func (n *env) ident(e *ast.Ident, want *types.Type) tree.Expr {
	if want != nil && want.Kind == types.Enum {
		if i := want.Member(e.Name); i >= 0 {
			return &tree.Lit{Base: base(want, e.Span), Value: value.OfEnum(i)}
		}
	}
	if x := n.bound(e); x != nil {
		return x
	}
	if s := n.u.scope[e.Name]; s != nil {
		return n.symbolRef(e, s)
	}
	if e.Name == caveatsName {
		return n.caveats(e)
	}
	if want != nil && want.Kind == types.Currency {
		if cur, ok := money.Parse(e.Name); ok {
			return &tree.Lit{Base: base(currencyType, e.Span), Value: value.Value{Kind: value.Currency, Cur: cur}}
		}
	}
	if e.Name == "" || want != nil && want.Kind == types.Invalid {
		// It may be a value of an enumeration that could not be made out.
		return n.bad(e.Span)
	}
	n.unknown(e, want)
	return n.bad(e.Span)
}

// unknown reports a name that stands for nothing.
func (n *env) unknown(e *ast.Ident, want *types.Type) {
	if want != nil && want.Kind == types.Enum {
		near := n.u.report.nearest(e.Name, want.Members)
		if near == "" {
			near = n.u.nearestName(e.Name)
		}
		n.u.report.unknownMember(e.Span, e.Name, want, near)
		return
	}
	if want != nil && want.Kind == types.Set && want.Member(e.Name) >= 0 {
		n.u.report.memberByIs(e, want)
		return
	}
	if yes, ok := truths[e.Name]; ok {
		n.u.report.unknownName(ast.Name{At: e.At, Text: e.Name}, "", yes)
		return
	}
	near := n.u.nearestName(e.Name)
	for v := n.vars; v != nil; v = v.up {
		near = n.u.report.nearer(e.Name, near, v.name)
	}
	n.u.report.unknownName(ast.Name{At: e.At, Text: e.Name}, "", near)
}

// truths are the words of other languages for yes and no.
var truths = map[string]string{"true": "yes", "false": "no", "True": "yes", "False": "no", "Yes": "yes", "No": "no"}

// bound looks up a variable or a field of the record around; nil if it is none.
func (n *env) bound(e *ast.Ident) tree.Expr {
	for v := n.vars; v != nil; v = v.up {
		if v.name == e.Name {
			return &tree.VarRef{Base: base(v.v.T, e.Span), Var: v.v}
		}
	}
	if n.rec == nil {
		return nil
	}
	i := n.rec.T.Rec.Field(e.Name)
	if i < 0 {
		return nil
	}
	ref := &tree.VarRef{Base: base(n.rec.T, e.Span), Var: n.rec}
	return &tree.FieldOf{Base: base(n.rec.T.Rec.Fields[i].Type, e.Span), X: ref, Field: i}
}

// symbolRef reads a symbol of the unit's scope.
func (n *env) symbolRef(e *ast.Ident, s *symbol) tree.Expr {
	if s.broken {
		return n.bad(e.Span)
	}
	n.u.use(s)
	switch s.sort {
	case inputSort:
		return &tree.InputRef{Base: base(s.typ, e.Span), Input: s.input}
	case termSort:
		return &tree.TermRef{Base: base(s.u.termType(s), e.Span), Term: s.term}
	case decisionSort:
		return &tree.DecisionRef{Base: base(s.typ, e.Span), Decision: s.decision}
	case ambiguitySort:
		return &tree.ReadingRef{Base: base(s.typ, e.Span), Ambiguity: s.amb}
	}
	n.u.report.scheduleAsValue(e)
	return n.bad(e.Span)
}

// caveats is the built-in set.
func (n *env) caveats(e *ast.Ident) tree.Expr {
	if !n.u.isRoot() {
		return n.bad(e.Span)
	}
	t := &types.Type{Kind: types.Set, Members: n.u.d.caveats}
	if len(t.Members) == 0 || len(t.Members) > maxMembers {
		n.u.report.noCaveats(e.Span, len(t.Members))
		return n.bad(e.Span)
	}
	return &tree.CaveatsRef{Base: base(t, e.Span)}
}

// happened is "e has happened".
func (n *env) happened(e *ast.Happened) tree.Expr {
	s := n.u.scope[e.Event.Text]
	switch {
	case s == nil:
		n.u.report.unknownName(e.Event, "event", n.u.nearestEvent(e.Event.Text))
	case s.broken:
	case s.sort != inputSort || s.input.Kind != tree.Event:
		n.u.report.noEvent(e.Event, s)
	default:
		n.u.use(s)
		return &tree.Happened{Base: base(boolType, e.Span), Not: e.Not, Event: s.input}
	}
	return n.bad(e.Span)
}

// arises is "D arises".
func (n *env) arises(e *ast.Arises) tree.Expr {
	s := n.u.scope[e.Decision.Text]
	switch {
	case s == nil:
		n.u.report.unknownName(e.Decision, "decision", n.u.nearestOf(e.Decision.Text, decisionSort))
	case s.broken:
	case s.sort != decisionSort:
		n.u.report.noDecisionArises(e.Decision, s)
	default:
		n.u.use(s)
		return &tree.ArisesTest{Base: base(boolType, e.Span), Not: e.Not, Decision: s.decision}
	}
	return n.bad(e.Span)
}

// bindingLimits is "binding limits of D".
func (n *env) bindingLimits(e *ast.BindingLimits) tree.Expr {
	s := n.u.scope[e.Decision.Text]
	switch {
	case s == nil:
		n.u.report.unknownName(e.Decision, "decision", n.u.nearestOf(e.Decision.Text, decisionSort))
		return n.bad(e.Span)
	case s.broken:
		return n.bad(e.Span)
	case s.sort != decisionSort:
		n.u.report.wrongSort(e.Decision, s.noun(), "decision")
		return n.bad(e.Span)
	}
	n.u.use(s)
	t := n.u.w.limitsType(s)
	if t == nil {
		n.u.report.noNamedLimits(e.Decision)
		return n.bad(e.Span)
	}
	return &tree.BindingLimits{Base: base(t, e.Span), Decision: s.decision}
}

// limitsType is the set of the names of a decision's limits, in the order of the text, own ones first; nil if none has a name.
func (w *world) limitsType(s *symbol) *types.Type {
	t := &types.Type{Kind: types.Set}
	seen := map[string]bool{}
	for _, u := range w.units {
		if u.scope[s.name] != s {
			continue
		}
		for _, as := range u.d.limits[s.name] {
			if !seen[as.Text] {
				seen[as.Text] = true
				t.Members = append(t.Members, as.Text)
			}
		}
	}
	if len(t.Members) == 0 || len(t.Members) > maxMembers {
		return nil
	}
	return t
}

// noun is what a symbol is called in messages.
func (s *symbol) noun() string {
	switch s.sort {
	case inputSort:
		if s.d != nil && s.d.judged != nil {
			return "determination"
		}
		if s.d != nil && s.d.fact != nil && s.d.fact.Event {
			return "event"
		}
		return "fact"
	case termSort:
		return "term"
	case decisionSort:
		return "decision"
	case scheduleSort:
		return "schedule"
	}
	return "ambiguity"
}

// nearestName is the name of the scope that is most like an unknown one; empty if none is.
func (u *unit) nearestName(name string) string { return nearestKey(u.report, name, u.scope) }

// nearestOf is nearestName among the symbols of one sort.
func (u *unit) nearestOf(name string, sort nameSort) string {
	return u.nearestWhere(name, func(s *symbol) bool { return s.sort == sort })
}

func (u *unit) nearestEvent(name string) string {
	return u.nearestWhere(name, func(s *symbol) bool { return s.noun() == "event" })
}

func (u *unit) nearestWhere(name string, fits func(*symbol) bool) string {
	names := map[string]bool{}
	for k, s := range u.scope {
		if fits(s) {
			names[k] = true
		}
	}
	return nearestKey(u.report, name, names)
}

func (u *unit) nearestClause(id string) string { return nearestKey(u.report, id, u.d.clauseID) }
