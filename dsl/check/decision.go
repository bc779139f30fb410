package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// declareDecision makes a decision with its type.
func (u *unit) declareDecision(s *symbol, n *ast.Decision) {
	t := u.typeOf(n.Type)
	switch {
	case t.Kind == types.Calendar, t.Kind == types.Record, t.Kind == types.List && t.Elem.Kind == types.Record:
		u.report.badDecision(n, t)
		t = invalidType
	}
	s.typ = t
	s.decision = &tree.Decision{
		Name: s.name, Policy: u.d.name, Own: u.isRoot(), Type: t, Label: textOf(n.Label), Defaults: u.defaults, Span: n.Name.Span,
	}
}

// checkDecision checks when the question arises.
func (u *unit) checkDecision(s *symbol) {
	n := s.d.dec
	s.decision.Arises = u.env().cond(n.Arises)
	if n.ArisesClause != nil {
		s.decision.ArisesClause = u.clauseOf(*n.ArisesClause)
	}
}

// declareAmbiguity makes an ambiguity, whose value is the name of a reading.
func (u *unit) declareAmbiguity(s *symbol, n *ast.Ambiguity) {
	a := &tree.Ambiguity{Name: s.name, Policy: u.d.name, Title: n.Title.Value, Span: n.Name.Span, Adopted: -1}
	t := &types.Type{Kind: types.Enum}
	seen := map[string]bool{}
	for _, r := range n.Readings {
		if r.Name.Text == "" {
			continue
		}
		if seen[r.Name.Text] {
			u.report.declaredTwice(r.Name, "reading", n.Name.Span)
			continue
		}
		seen[r.Name.Text] = true
		if r.Adopted {
			if a.Adopted >= 0 {
				u.report.adoptedTwice(n, r)
			} else {
				a.Adopted = len(a.Readings)
			}
		}
		t.Members = append(t.Members, r.Name.Text)
		a.Readings = append(a.Readings, &tree.Reading{Name: r.Name.Text, Text: r.Text.Value, Why: r.Why.Value, By: r.By.Value})
	}
	s.typ = t
	switch {
	case len(a.Readings) == 0:
		s.typ = invalidType
		if !u.d.broken {
			u.report.noReading(n)
		}
	case a.Adopted < 0:
		if !u.d.broken {
			u.report.noReading(n)
		}
		a.Adopted = 0
	case len(t.Members) > maxMembers:
		u.report.tooManyMembers(n.Span, len(t.Members))
		s.typ = invalidType
	}
	a.Type = s.typ
	s.amb = a
}

// checkAmbiguity finds the clauses that an ambiguity concerns and the days on which readings were adopted.
func (u *unit) checkAmbiguity(s *symbol) {
	s.amb.Concerns = u.clausesOf(s.d.amb.Concerns)
	i := 0
	for _, r := range s.d.amb.Readings {
		if i >= len(s.amb.Readings) || s.amb.Readings[i].Name != r.Name.Text {
			continue
		}
		if r.On != nil {
			if day, ok := u.dateLiteral(r.On); ok {
				s.amb.Readings[i].On = day.String()
			}
		}
		i++
	}
}
