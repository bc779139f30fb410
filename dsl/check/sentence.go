package check

import (
	"github.com/shopspring/decimal"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// sentence checks one sentence. Terms and determinations are symbols and are checked as such.
func (u *unit) sentence(s *sentence) {
	switch n := s.node.(type) {
	case *ast.Means, *ast.Determination, *ast.Clause:
	case *ast.Rule:
		u.valueRule(s, n)
	case *ast.Includes:
		u.memberRule(s, n)
	case *ast.Line:
		u.line(s, n)
	case *ast.Duty:
		u.duty(s, n)
	case *ast.Table:
		u.table(s, n)
	case *ast.Disapply:
		u.disapply(s, n)
	case *ast.Caveat:
		u.caveat(s, n)
	}
}

// given finds the decision that a sentence gives something to; what is none is reported, and nil is given.
func (u *unit) given(name ast.Name) *symbol {
	s := u.scope[name.Text]
	switch {
	case s == nil && name.Text == caveatsName:
		u.report.builtInName(name)
	case s == nil:
		u.report.unknownName(name, "decision", u.nearestOf(name.Text, decisionSort))
	case s.broken:
	case s.sort != decisionSort:
		u.report.conclusionAbout(name, s)
	default:
		return s
	}
	return nil
}

// rule begins a rule of a decision with the tail of its sentence.
func (u *unit) rule(s *sentence, kind tree.RuleKind, d *symbol, tail ast.Tail, at source.Span) *tree.Rule {
	r := &tree.Rule{Kind: kind, Clause: u.clauses[s.clause.index], AsMember: -1, Defaults: u.defaults, Span: at}
	env := u.env()
	r.When, r.Unless, r.Otherwise = env.cond(tail.When), env.cond(tail.Unless), tail.Otherwise
	r.ReadWith = u.clausesOf(tail.ReadWith)
	if d != nil {
		r.Decision = d.decision
	}
	return r
}

// keep puts a rule into the world.
func (u *unit) keep(s *sentence, d *symbol, r *tree.Rule, edges []ast.Edge) {
	if d == nil {
		return
	}
	u.w.rules = append(u.w.rules, &ruleSite{rule: r, u: u, s: s, c: s.clause, decision: d, edges: edges})
}

// valueRule is "D is V tail."
func (u *unit) valueRule(s *sentence, n *ast.Rule) {
	d := u.given(n.Decision)
	r := u.rule(s, tree.Value, d, n.Tail, n.Span)
	if d == nil {
		u.env().expr(n.Value, invalidType)
		return
	}
	switch d.typ.Kind {
	case types.Duty, types.Duties:
		u.report.dutyByIs(n)
		return
	}
	r.Value = u.env().value(n.Value, d.typ)
	u.keep(s, d, r, n.Edges)
}

// memberRule is "D includes V tail."
func (u *unit) memberRule(s *sentence, n *ast.Includes) {
	d := u.given(n.Decision)
	r := u.rule(s, tree.Member, d, n.Tail, n.Span)
	if d == nil || d.typ.Kind == types.Invalid {
		return
	}
	if d.typ.Kind != types.Set {
		u.report.includesOnNoSet(n, d.typ)
		return
	}
	if len(n.Edges) > 0 {
		u.report.edgeOnSet(n.Edges[0])
	}
	r.Member = d.typ.Member(n.Member.Text)
	if r.Member < 0 {
		u.report.unknownMember(n.Member.Span, n.Member.Text, d.typ, u.report.nearest(n.Member.Text, d.typ.Members))
		return
	}
	u.keep(s, d, r, nil)
}

var lineKinds = [...]tree.RuleKind{
	ast.Add: tree.Add, ast.Deduct: tree.Deduct, ast.Limit: tree.Limit, ast.Floor: tree.Floor, ast.Round: tree.Round,
}

// line is a line of an account.
func (u *unit) line(s *sentence, n *ast.Line) {
	d := u.given(n.Decision)
	r := u.rule(s, lineKinds[n.Kind], d, n.Tail, n.Span)
	if n.Tail.Otherwise {
		u.report.otherwiseHere(n.Span, "a line of an account")
	}
	if d == nil {
		u.env().expr(n.Amount, invalidType)
		return
	}
	t := d.typ
	switch {
	case t.Kind == types.Invalid:
		u.env().expr(n.Amount, invalidType)
		return
	case t.Kind != types.Money && t.Kind != types.Number:
		u.report.lineOnNoAccount(n, t)
		return
	case t.Special && (n.Kind == ast.Add || n.Kind == ast.Deduct || n.Kind == ast.Round):
		u.report.lineOnSpecial(n, t)
		return
	}
	if n.Kind == ast.Round {
		r.Mode = n.Mode
		if !u.step(n, r) {
			return
		}
	} else {
		want := t
		if n.Kind == ast.Limit && t.Kind == types.Money {
			want = &types.Type{Kind: types.Money, Currency: t.Currency, Special: true} // a limit may be unlimited
		}
		r.Value = u.env().value(n.Amount, want)
	}
	if n.As != nil && n.Kind == ast.Limit {
		r.As = n.As.Text
		if set := u.w.limitsType(d); set != nil {
			r.AsMember = set.Member(r.As)
		}
	}
	u.keep(s, d, r, nil)
}

// step reads to what a round line rounds.
func (u *unit) step(n *ast.Line, r *tree.Rule) bool {
	x := u.env().expr(n.Amount, numberType)
	l, ok := x.(*tree.Lit)
	switch {
	case isBad(x):
		return false
	case !ok || l.T.Kind != types.Number || l.Value.Decimal().Sign() <= 0:
		u.report.badStep(x)
		return false
	}
	r.Step = l.Value
	return true
}

// caveat is `caveat N "text" tail.`
func (u *unit) caveat(s *sentence, n *ast.Caveat) {
	if n.Tail.Otherwise {
		u.report.otherwiseHere(n.Span, "a caveat")
	}
	env := u.env()
	u.w.caveats = append(u.w.caveats, &caveatSite{u: u, s: s, caveat: &tree.Caveat{
		Name: n.Name.Text, Text: n.Text.Value, Clause: u.clauses[s.clause.index],
		When: env.cond(n.Tail.When), Unless: env.cond(n.Tail.Unless), ReadWith: u.clausesOf(n.Tail.ReadWith), Span: n.Span,
	}})
}

// zeroOf is the value 0 of an amount's or number's type.
func (u *unit) zeroOf(at ast.Node, t *types.Type) tree.Expr {
	if t.Kind == types.Money {
		return u.zero(at, t)
	}
	return &tree.Lit{Base: base(wholeType, at.Pos()), Value: value.OfDecimal(value.Number, decimal.Zero, money.None)}
}
