package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// lint looks for what is allowed but probably not meant, in the policy's own text. It runs on policies without errors.
func (w *world) lint() {
	byDecision := map[*tree.Decision][]*ruleSite{}
	for _, r := range w.rules {
		byDecision[r.rule.Decision] = append(byDecision[r.rule.Decision], r)
	}
	for _, s := range w.root.symbols {
		switch s.sort {
		case inputSort:
			w.lintMembers(s)
		case decisionSort:
			w.lintMembers(s)
			w.neverGiven(s, byDecision[s.decision])
			w.shadowed(s, byDecision[s.decision])
			w.certainConflicts(s, byDecision[s.decision])
		case termSort, scheduleSort, ambiguitySort:
		}
	}
	for _, r := range w.rules {
		if r.u.isRoot() {
			w.impossible(r)
			w.silentUnless(r, byDecision[r.rule.Decision])
			w.unguarded(r)
		}
	}
}

// lintMembers warns of a value that reads like a status.
func (w *world) lintMembers(s *symbol) {
	var written *ast.Type
	switch {
	case s.d.fact != nil:
		written = s.d.fact.Type
	case s.d.judged != nil:
		written = s.d.judged.Type
	case s.d.dec != nil:
		written = s.d.dec.Type
	}
	if written == nil {
		return
	}
	for _, m := range written.Members {
		if m.Text == "not_applicable" {
			w.root.report.notApplicableMember(m)
		}
	}
}

// unused warns of what nothing reads. It runs when all policies have been checked, since one may use another.
func (c *checker) unused() {
	for _, d := range c.files {
		if d.report.failed || d.broken {
			continue
		}
		for _, n := range d.order {
			if n.used || n.sort == decisionSort || n.sort == ambiguitySort {
				continue
			}
			if n.sort == inputSort {
				if n.name.Text != "as_of" {
					d.report.unusedInput(n.name, inputNoun(n))
				}
				continue
			}
			noun := "term"
			if n.sort == scheduleSort {
				noun = "schedule"
			}
			d.report.unusedDefinition(n.name, noun)
		}
		for _, r := range d.recOrder {
			if !r.used {
				d.report.unusedDefinition(r.node.Name, "record")
			}
		}
	}
}

func inputNoun(n *decl) string {
	switch {
	case n.judged != nil:
		return "determination"
	case n.fact.Event:
		return "event"
	}
	return "fact"
}

// isUnconditional tells whether a rule always applies: nothing conditions, defeats or disapplies it.
func isUnconditional(r *tree.Rule) bool {
	return r.When == nil && r.Unless == nil && !r.Otherwise && len(r.BeatenBy) == 0 && len(r.DisappliedBy) == 0
}

// conditionOf is what must hold for a rule to apply.
func conditionOf(r *tree.Rule) []literal {
	return literals(r.Unless, true, literals(r.When, false, nil))
}

// impossible warns of a rule whose condition contradicts itself.
func (w *world) impossible(r *ruleSite) {
	condition := conditionOf(r.rule)
	if len(condition) == 0 || len(condition) == 1 && (!condition[0].enum || condition[0].mask != 0) {
		return
	}
	k := newKnown()
	for _, l := range condition {
		k.add(l)
	}
	if k.never {
		r.u.report.neverApplies(r.rule.Span, k.clash)
	}
}

// shadowed warns of rules that can never decide anything because of a rule that always applies.
func (w *world) shadowed(s *symbol, rules []*ruleSite) {
	t := s.decision.Type
	var always *ruleSite
	for _, r := range rules {
		if r.rule.Kind != tree.Value || !isUnconditional(r.rule) {
			continue
		}
		if !t.Ranked {
			always = r
			break
		}
		if i, ok := constantMember(r.rule.Value); ok {
			if always == nil {
				always = r
			} else if j, _ := constantMember(always.rule.Value); i < j {
				always = r
			}
		}
	}
	if always == nil || t.Kind == types.Set {
		return
	}
	for _, r := range rules {
		if r == always || !r.u.isRoot() || r.rule.Kind != tree.Value {
			continue
		}
		if r.rule.Otherwise {
			r.u.report.otherwiseShadowed(r.rule.Span, always.rule.Span)
			continue
		}
		i, ok := constantMember(r.rule.Value)
		j, _ := constantMember(always.rule.Value)
		if t.Ranked && ok && i > j {
			r.u.report.rankShadowed(r.rule.Span, always.rule.Span, t.Members[i], t.Members[j])
		}
	}
}

// constantMember is the member that a value names.
func constantMember(x tree.Expr) (int, bool) {
	l, ok := x.(*tree.Lit)
	if !ok || l.T.Kind != types.Enum {
		return 0, false
	}
	return int(l.Value.N), true
}

// neverGiven warns of values of a decision that no rule gives.
func (w *world) neverGiven(s *symbol, rules []*ruleSite) {
	t := s.decision.Type
	if t.Kind != types.Enum && t.Kind != types.Set || len(rules) == 0 || s.d.exported {
		return
	}
	var given uint64
	for _, r := range rules {
		switch r.rule.Kind {
		case tree.Member:
			given |= 1 << r.rule.Member
		case tree.Value:
			given |= possible(r.rule.Value)
		}
	}
	for i, m := range t.Members {
		if given&(1<<i) == 0 {
			w.root.report.valueNeverGiven(memberSpan(s.d.dec.Type, m), s.name, m)
		}
	}
}

// memberSpan is the place of a member in a written type.
func memberSpan(t *ast.Type, member string) ast.Name {
	for _, m := range t.Members {
		if m.Text == member {
			return m
		}
	}
	return ast.Name{At: t.At, Text: member}
}

// possible is the mask of the values that an expression of an enumeration or set can have.
func possible(x tree.Expr) uint64 {
	switch x := x.(type) {
	case *tree.Lit:
		if x.T.Kind == types.Set {
			return uint64(x.Value.N)
		}
		return 1 << x.Value.N
	case *tree.Convert:
		from := possible(x.X)
		var mask uint64
		for i, j := range x.Map {
			if from&(1<<i) != 0 {
				mask |= 1 << j
			}
		}
		return mask
	default:
	}
	return allOf(x.Type())
}
