package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/money"
)

// headerCurrency settles in which currency the policy's amounts are; types need it, so it comes before everything else.
func (u *unit) headerCurrency() {
	h := u.d.file.Policy
	switch {
	case h.Currency != nil:
		cur, ok := money.Parse(h.Currency.Text)
		if !ok {
			u.report.unknownCurrency(h.Currency.Span, h.Currency.Text)
			return
		}
		u.defaults.Currency = cur
	case h.CurrencyOf == nil && u.d.literalCurrency != "":
		if cur, ok := money.Parse(u.d.literalCurrency); ok {
			u.defaults.Currency = cur
		}
	}
}

// header checks the policy's header and sets the defaults that need names.
func (u *unit) header() {
	h := u.d.file.Policy
	if u.isRoot() {
		p := u.w.policy
		p.Title, p.Seller, p.Source, p.Version = textOf(h.Title), textOf(h.Seller), textOf(h.Source), textOf(h.Version)
		for _, party := range h.Parties {
			p.Parties = append(p.Parties, party.Text)
		}
	}
	if h.Months != nil {
		switch h.Months.Text {
		case "clamp":
			u.defaults.Months = date.Clamp
		case "roll":
			u.defaults.Months = date.Roll
		default:
			u.report.unknownMonthRule(*h.Months)
			u.defaults.Months = date.Clamp
		}
	}
	if h.TimeZone != nil {
		if _, err := date.Zone(h.TimeZone.Value); err != nil {
			u.report.unknownZone(*h.TimeZone)
		}
		u.defaults.Zone = h.TimeZone.Value
	}
	u.defaults.AsWritten = h.AsWritten
	if h.CurrencyOf != nil {
		u.currencyOf(*h.CurrencyOf)
	}
	if h.WorkingDays != nil {
		u.workingDays(h.WorkingDays)
	}
	if h.InForce != nil && u.isRoot() {
		u.inForce(h.InForce)
	}
}

func textOf(s *ast.String) string {
	if s == nil {
		return ""
	}
	return s.Value
}

// currencyOf binds "currency of F".
func (u *unit) currencyOf(name ast.Name) {
	s := u.inputNamed(name, "fact")
	if s == nil {
		return
	}
	if s.typ.Kind != types.Money && s.typ.Kind != types.Invalid {
		u.report.wrongFact(name, "The header takes the currency from it, so it must be money", s.typ)
		return
	}
	u.defaults.CurrencyOf = s.input
}

// inputNamed finds a fact that the header or a declaration names; it reports what is none.
func (u *unit) inputNamed(name ast.Name, what string) *symbol {
	s := u.scope[name.Text]
	switch {
	case s == nil:
		u.report.unknownName(name, what, u.nearestOf(name.Text, inputSort))
		return nil
	case s.broken:
		return nil
	case s.sort != inputSort:
		u.report.wrongSort(name, s.noun(), what)
		return nil
	}
	u.use(s)
	return s
}

// workingDays binds "working days are monday to friday except CALENDAR".
func (u *unit) workingDays(n *ast.WorkingDays) {
	wd := &tree.WorkingDays{}
	from, ok1 := u.weekday(n.From)
	to, ok2 := u.weekday(n.To)
	if ok1 && ok2 {
		for i := from; ; i = (i + 1) % 7 {
			wd.Days[i] = true
			if i == to {
				break
			}
		}
	}
	if n.Except != nil {
		wd.Calendar = u.env().value(n.Except, calendarType)
	}
	if n.Clause != nil {
		wd.Clause = u.clauseOf(*n.Clause)
	}
	u.defaults.WorkingDays = wd
}

func (u *unit) weekday(n ast.Name) (int, bool) {
	for i, name := range date.WeekdayNames {
		if name == n.Text {
			return i, true
		}
	}
	u.report.unknownMember(n.Span, n.Text, weekdayType, u.report.nearest(n.Text, date.WeekdayNames[:]))
	return 0, false
}

// inForce binds "in force from A until B picked by F".
func (u *unit) inForce(n *ast.InForce) {
	f := &tree.InForce{Open: n.Until == nil}
	from, ok := u.dateLiteral(n.From)
	if !ok {
		return
	}
	f.From = from
	if n.Until != nil {
		if f.Until, ok = u.dateLiteral(n.Until); !ok {
			return
		}
		if f.Until < f.From {
			u.report.untilBeforeFrom(n.Until.Pos(), n.From.Pos())
		}
	}
	if n.PickedBy.Text != "" {
		if s := u.inputNamed(n.PickedBy, "fact"); s != nil {
			if s.typ.Kind != types.Date && s.typ.Kind != types.Invalid {
				u.report.wrongFact(n.PickedBy, "The day in it picks the version in force, so it must be a date", s.typ)
			}
			f.PickedBy = s.input
		}
	}
	u.w.policy.InForce = f
}

// dateLiteral reads a date that must be written out.
func (u *unit) dateLiteral(e ast.Expr) (date.Date, bool) {
	x, ok := u.env().value(e, dateType).(*tree.Lit)
	if !ok || x.T.Kind != types.Date {
		if e != nil && !(ok && x.T.Kind == types.Invalid) {
			u.report.notConstant(e.Pos())
		}
		return 0, false
	}
	return date.Date(x.Value.N), true
}

// clauseOf finds the clause that a declaration names.
func (u *unit) clauseOf(id ast.String) *tree.Clause {
	c := u.findClause(id)
	if c.c == nil {
		return nil
	}
	c.c.named = true
	return c.tree()
}

// findClause finds a clause by id: in the policy itself, else in one that it imports. It reports an id that there is not.
func (u *unit) findClause(id ast.String) clauseIn {
	if c := u.d.clauseID[id.Value]; c != nil {
		return clauseIn{u, c}
	}
	for _, o := range u.w.units {
		if o == u {
			continue
		}
		if c := o.d.clauseID[id.Value]; c != nil {
			return clauseIn{o, c}
		}
	}
	u.report.unknownClause(id, u.nearestClause(id.Value))
	return clauseIn{}
}

// readWith finds the clauses in the tail of a sentence.
func (u *unit) clausesOf(ids []ast.String) []*tree.Clause {
	var out []*tree.Clause
	for _, id := range ids {
		if c := u.clauseOf(id); c != nil {
			out = append(out, c)
		}
	}
	return out
}
