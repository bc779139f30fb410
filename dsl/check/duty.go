package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// duty is "duty D : PARTY must WHAT details tail."
func (u *unit) duty(s *sentence, n *ast.Duty) {
	d := u.given(n.Decision)
	r := u.rule(s, tree.DutyRule, d, n.Tail, n.Span)
	r.Duty = &tree.Duty{Who: n.Party.Text, Modality: value.Modality(n.Modality), What: n.What.Text}
	u.party(n.Party, true)
	u.details(n, r.Duty)
	if d == nil || d.typ.Kind == types.Invalid {
		return
	}
	if d.typ.Kind != types.Duty && d.typ.Kind != types.Duties {
		u.report.dutyOnNoDuty(n, d.typ)
		return
	}
	if n.Tail.Otherwise && d.typ.Kind == types.Duties {
		u.report.otherwiseHere(n.Span, "one of several duties")
	}
	u.keep(s, d, r, n.Edges)
}

// details checks the details of a duty, each of which may stand once.
func (u *unit) details(n *ast.Duty, duty *tree.Duty) {
	var seen [ast.DetailUntil + 1]bool
	env := u.env()
	for _, detail := range n.Details {
		if seen[detail.Kind] {
			u.report.detailTwice(detail)
			continue
		}
		seen[detail.Kind] = true
		switch detail.Kind {
		case ast.DetailTo:
			u.party(detail.Name, true)
			duty.To = detail.Name.Text
		case ast.DetailAmount:
			duty.Amount = env.amount(detail.Value)
		case ast.DetailInsuredFor:
			duty.InsuredFor = env.amount(detail.Value)
		case ast.DetailNotBefore:
			duty.NotBefore = env.deadline(detail.Value)
		case ast.DetailBy:
			duty.By = env.deadline(detail.Value)
		case ast.DetailImmediately:
			duty.Immediately = true
		case ast.DetailUntil:
			u.until(detail.Name)
			duty.Until = detail.Name.Text
		}
	}
	if seen[ast.DetailBy] && seen[ast.DetailImmediately] {
		u.report.byAndImmediately(n)
	}
}

// amount checks an amount of money in whatever currency.
func (n *env) amount(e ast.Expr) tree.Expr {
	want := &types.Type{Kind: types.Money, Currency: n.u.defaults.Currency}
	x := n.expr(e, want)
	if isBad(x) {
		return x
	}
	if x.Type().Kind != types.Money {
		n.u.report.mismatch(x, want)
		return n.bad(x.Pos())
	}
	return x
}

// deadline checks a day or an instant.
func (n *env) deadline(e ast.Expr) tree.Expr {
	x := n.expr(e, dateType)
	if k := x.Type().Kind; k != types.Date && k != types.Instant && k != types.Invalid {
		n.u.report.mismatch(x, dateType)
		return n.bad(x.Pos())
	}
	return x
}

// until checks the event that ends a duty: an event, or a plain word declared with the parties.
func (u *unit) until(name ast.Name) {
	if s := u.scope[name.Text]; s != nil {
		switch {
		case s.broken || s.sort == inputSort && s.input.Kind == tree.Event:
			u.use(s)
		default:
			u.report.noEvent(name, s)
		}
		return
	}
	if !u.d.parties[name.Text] {
		near := u.nearestEvent(name.Text)
		if near == "" {
			near = nearestKey(u.report, name.Text, u.d.parties)
		}
		u.report.unknownUntil(name, near)
	}
}
