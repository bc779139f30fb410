// Package citing says which clauses stand behind an expression: what its terms, determinations, schedules and working days are defined by, and
// which decisions it reads, whose own citations count as definitions.
package citing

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// Reads is what stands behind an expression, in document order, and in order of declaration.
type Reads struct {
	Clauses   []*tree.Clause
	Decisions []*tree.Decision
}

// Table holds the reads of a policy's expressions. After New it is only read.
type Table struct {
	m    map[tree.Expr]*Reads          // of expressions behind which something stands
	same map[*tree.Clause]*tree.Clause // of clauses that stand in several policies
}

// New computes the reads of every part of every condition, value and detail of the policy.
func New(p *tree.Policy) *Table {
	t := &Table{m: map[tree.Expr]*Reads{}, same: map[*tree.Clause]*tree.Clause{}}
	t.identify(p)
	terms := map[*tree.Term]*Reads{}
	p.EachExpr(func(x tree.Expr) {
		if reads := collect(x, terms); reads != nothing {
			t.m[x] = reads
			for _, part := range Parts(x) {
				if reads := collect(part, terms); reads != nothing {
					t.m[part] = reads
				}
			}
		}
	})
	return t
}

// identify finds the clauses that stand in several policies: one clause of one document is cited once, as the policy's own where it has it.
func (t *Table) identify(p *tree.Policy) {
	type key struct{ source, id string }
	first := map[key]*tree.Clause{}
	for _, c := range p.Clauses {
		k := key{c.Source, c.ID}
		if first[k] == nil {
			first[k] = c
		} else {
			t.same[c] = first[k]
		}
	}
}

// Clause is the clause under which c is cited; nil for nil.
func (t *Table) Clause(c *tree.Clause) *tree.Clause {
	if other := t.same[c]; other != nil {
		return other
	}
	return c
}

// ReadingOnly tells whether nothing but the adopted readings settles an expression: a rule that fails by it is none of the text as it is read.
func ReadingOnly(x tree.Expr) bool {
	reading, other := false, false
	tree.Walk(x, func(y tree.Expr) bool {
		switch y.(type) {
		case *tree.ReadingRef:
			reading = true
		case *tree.InputRef, *tree.TermRef, *tree.DecisionRef, *tree.VarRef, *tree.CaveatsRef, *tree.Happened, *tree.ArisesTest,
			*tree.BindingLimits, *tree.SchedOn, *tree.SchedEnding, *tree.SchedFirst:
			other = true
		}
		return !other
	})
	return reading && !other
}

// Of is the reads of a condition, value, detail, or one of its parts.
func (t *Table) Of(x tree.Expr) *Reads {
	if reads := t.m[x]; reads != nil {
		return reads
	}
	return nothing
}

// Parts are the links of a chain of "and" or "or"; of any other expression, it alone.
func Parts(x tree.Expr) []tree.Expr {
	switch x := x.(type) {
	case *tree.And:
		return x.Xs
	case *tree.Or:
		return x.Xs
	}
	return []tree.Expr{x}
}

// collector gathers in order of meeting and sorts at the end.
type collector struct {
	Reads
	terms map[*tree.Term]*Reads
}

// nothing stands behind most expressions.
var nothing = &Reads{}

func collect(x tree.Expr, terms map[*tree.Term]*Reads) *Reads {
	c := collector{terms: terms}
	c.expr(x)
	if len(c.Clauses)+len(c.Decisions) == 0 {
		return nothing
	}
	slices.SortFunc(c.Clauses, func(a, b *tree.Clause) int { return a.Index - b.Index })
	slices.SortFunc(c.Decisions, func(a, b *tree.Decision) int { return a.Index - b.Index })
	return &Reads{slices.Clip(c.Clauses), slices.Clip(c.Decisions)}
}

func (c *collector) clause(cl *tree.Clause) {
	if cl != nil && !slices.Contains(c.Clauses, cl) {
		c.Clauses = append(c.Clauses, cl)
	}
}

func (c *collector) decision(d *tree.Decision) {
	if !slices.Contains(c.Decisions, d) {
		c.Decisions = append(c.Decisions, d)
	}
}

func (c *collector) expr(x tree.Expr) {
	tree.Walk(x, func(y tree.Expr) bool {
		switch y := y.(type) {
		case *tree.TermRef:
			c.term(y.Term)
		case *tree.InputRef:
			c.clause(y.Input.Clause)
			c.clause(y.Input.GuardClause)
		case *tree.DecisionRef:
			c.decision(y.Decision)
		case *tree.ArisesTest:
			c.decision(y.Decision)
		case *tree.BindingLimits:
			c.decision(y.Decision)
		case *tree.Shift:
			if y.Period.Unit == types.WorkingDays {
				c.workingDays(y.Defaults)
			}
		case *tree.WorkingDay:
			c.workingDays(y.Defaults)
		case *tree.SchedOn:
			c.schedule(y.Schedule)
		case *tree.SchedEnding:
			c.schedule(y.Schedule)
		case *tree.SchedFirst:
			c.schedule(y.Schedule)
		}
		return true
	})
}

func (c *collector) term(t *tree.Term) {
	r := c.terms[t]
	if r == nil {
		r = collect(t.Body, c.terms)
		c.terms[t] = r
	}
	c.clause(t.Clause)
	for _, cl := range r.Clauses {
		c.clause(cl)
	}
	for _, d := range r.Decisions {
		c.decision(d)
	}
}

func (c *collector) workingDays(d *tree.Defaults) {
	if d != nil && d.WorkingDays != nil {
		c.clause(d.WorkingDays.Clause)
	}
}

func (c *collector) schedule(s *tree.Schedule) {
	c.clause(s.Clause)
	c.expr(s.From)
}
