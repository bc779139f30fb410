package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
)

// makeClauses makes the clauses of the unit.
func (u *unit) makeClauses() {
	for _, c := range u.d.clauses {
		t := &tree.Clause{
			ID: c.node.ID.Value, Title: textOf(c.node.Summary), Section: c.section, Policy: u.d.name,
			Source: textOf(u.d.file.Policy.Source), Kind: c.node.Kind, Reason: textOf(c.node.Reason), Span: c.node.Span,
		}
		if c.parent != nil {
			t.Parent = u.clauses[c.parent.index]
		}
		if t.Title == "" {
			t.Title = c.section
			if t.Parent != nil {
				t.Title = t.Parent.Title
			}
		}
		for _, target := range c.node.Targets {
			t.Targets = append(t.Targets, target.Value)
		}
		u.clauses = append(u.clauses, t)
	}
}

// checkClauses checks how the clauses are accounted for.
func (u *unit) checkClauses() {
	for _, c := range u.d.clauses {
		n := c.node
		if n.Kind != ast.Encoded && (n.HasBody || len(n.Body) > 0) {
			u.report.twoStatuses(n)
		}
		switch n.Kind {
		case ast.Encoded:
			if len(n.Body) == 0 && !c.named {
				u.report.emptyClause(n)
			}
		case ast.ModelledInClause:
			for _, target := range n.Targets {
				u.modelledIn(c, target)
			}
		case ast.ModelledInPolicies:
			for _, target := range n.Targets {
				u.modelledInPolicy(n, target)
			}
		}
	}
}

// modelledIn checks `modelled in clause`: the clause there is to exist, to hold rules, and to name this one in a `read with`.
func (u *unit) modelledIn(c *clauseDecl, target ast.String) {
	to := u.d.clauseID[target.Value]
	switch {
	case to == nil:
		u.report.unknownClause(target, u.nearestClause(target.Value))
	case to == c:
		u.report.modelledInItself(target)
	case to.node.Kind != ast.Encoded:
		u.report.modelledNowhere(target, to.node)
	case hasTail(to) && !mentions(to, c.node.ID.Value):
		u.report.notReadWith(target, c.node, to.node)
	}
}

// hasTail tells whether a clause, or one in it, has a sentence that can be read with another clause.
func hasTail(c *clauseDecl) bool {
	for _, s := range c.sentences {
		switch s.node.(type) {
		case *ast.Means, *ast.Determination:
		default:
			return true
		}
	}
	for _, child := range c.children {
		if hasTail(child) {
			return true
		}
	}
	return false
}

// mentions tells whether a sentence of a clause, or of a clause in it, is read with another.
func mentions(c *clauseDecl, id string) bool {
	for _, s := range c.sentences {
		for _, with := range tailOf(s.node).ReadWith {
			if with.Value == id {
				return true
			}
		}
	}
	for _, child := range c.children {
		if mentions(child, id) {
			return true
		}
	}
	return false
}

// tailOf is the tail of a sentence; empty for one that has none.
func tailOf(item ast.ClauseItem) ast.Tail {
	switch n := item.(type) {
	case *ast.Rule:
		return n.Tail
	case *ast.Includes:
		return n.Tail
	case *ast.Line:
		return n.Tail
	case *ast.Duty:
		return n.Tail
	case *ast.Disapply:
		return n.Tail
	case *ast.Caveat:
		return n.Tail
	case *ast.Table:
		return n.Tail
	case *ast.Clause, *ast.Means, *ast.Determination:
	}
	return ast.Tail{}
}

// modelledInPolicy checks `modelled in policy` as far as the other policy is at hand: it is to encode the clause, there or in another clause
// of its own.
func (u *unit) modelledInPolicy(n *ast.Clause, target ast.String) {
	if target.Value == u.d.name {
		u.report.modelledInItself(target)
		return
	}
	versions := u.w.c.versions[target.Value]
	if len(versions) == 0 {
		return
	}
	for _, d := range versions {
		if c := d.clauseID[n.ID.Value]; c != nil && (c.node.Kind == ast.Encoded || c.node.Kind == ast.ModelledInClause) {
			return
		}
	}
	u.report.notInPolicy(target, n)
}
