package bundle

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

func (c *coder) input(in *tree.Input) {
	c.number(&in.Index)
	enum(c, &in.Kind, int(tree.Determination)+1)
	c.text(&in.Name)
	ref(c, &c.types, &in.Type)
	c.text(&in.Question)
	c.text(&in.Party)
	c.truth(&in.Fixed)
	c.optional(&in.Default, &in.Guard)
	opt(c, &c.clauses, &in.GuardClause)
	list(c, &in.Bounds, c.bound)
	list(c, &in.FieldBounds, func(fb **tree.FieldBound) {
		if c.decoding {
			*fb = &tree.FieldBound{}
		}
		c.number(&(*fb).Field)
		opt(c, &c.vars, &(*fb).Var)
		has := (*fb).Bound != nil
		if c.truth(&has); has && c.err == nil {
			c.bound(&(*fb).Bound)
		}
		c.optional(&(*fb).Guard, &(*fb).Default)
	})
	opt(c, &c.clauses, &in.Clause)
	opt(c, &c.defaults, &in.Defaults)
	c.span(&in.Span)
	c.number(&in.ClauseOrder)
}

func (c *coder) bound(b **tree.Bound) {
	if c.decoding {
		*b = &tree.Bound{}
	}
	enum(c, &(*b).Kind, int(ast.Not)+1)
	c.bits(&(*b).Members)
	c.optional(&(*b).Value, &(*b).InList, &(*b).When, &(*b).Unless)
	c.span(&(*b).Span)
}

func (c *coder) term(t *tree.Term) {
	c.number(&t.Index)
	c.text(&t.Name)
	ref(c, &c.types, &t.Type)
	c.expr(&t.Body, false)
	opt(c, &c.clauses, &t.Clause)
	c.text(&t.Policy)
	c.span(&t.Span)
}

func (c *coder) decision(d *tree.Decision) {
	c.number(&d.Index)
	c.text(&d.Name)
	c.text(&d.Policy)
	c.truth(&d.Own)
	ref(c, &c.types, &d.Type)
	c.text(&d.Label)
	c.expr(&d.Arises, true)
	opt(c, &c.clauses, &d.ArisesClause)
	refs(c, &c.rules, &d.Rules)
	opt(c, &c.defaults, &d.Defaults)
	c.span(&d.Span)
}

func (c *coder) rule(r *tree.Rule) {
	c.number(&r.ID)
	enum(c, &r.Kind, int(tree.Round)+1)
	ref(c, &c.decisions, &r.Decision)
	ref(c, &c.clauses, &r.Clause)
	c.optional(&r.Value, &r.When, &r.Unless)
	c.number(&r.Member)
	c.truth(&r.Otherwise)
	refs(c, &c.clauses, &r.ReadWith)
	refs(c, &c.rules, &r.BeatenBy)
	refs(c, &c.disapplies, &r.DisappliedBy)
	c.text(&r.As)
	c.number(&r.AsMember)
	enum(c, &r.Mode, int(ast.HalfEven)+1)
	c.value(&r.Step, 0)
	has := r.Duty != nil
	if c.truth(&has); has && c.err == nil {
		if r.Duty == nil {
			r.Duty = &tree.Duty{}
		}
		c.duty(r.Duty)
	}
	c.number(&r.Table)
	c.number(&r.Row)
	opt(c, &c.defaults, &r.Defaults)
	c.span(&r.Span)
}

func (c *coder) duty(d *tree.Duty) {
	enum(c, &d.Modality, int(value.Endeavours)+1)
	for _, s := range []*string{&d.Who, &d.What, &d.To, &d.Until} {
		c.text(s)
	}
	c.optional(&d.Amount, &d.InsuredFor, &d.NotBefore, &d.By)
	c.truth(&d.Immediately)
}

func (c *coder) disapply(d *tree.Disapply) {
	c.number(&d.ID)
	ref(c, &c.clauses, &d.Clause)
	refs(c, &c.clauses, &d.Targets)
	c.optional(&d.When, &d.Unless)
	c.truth(&d.Otherwise)
	refs(c, &c.disapplies, &d.DisappliedBy)
	refs(c, &c.clauses, &d.ReadWith)
	c.span(&d.Span)
}

func (c *coder) caveat(v *tree.Caveat) {
	c.number(&v.ID)
	c.text(&v.Name)
	c.text(&v.Text)
	ref(c, &c.clauses, &v.Clause)
	c.optional(&v.When, &v.Unless)
	refs(c, &c.clauses, &v.ReadWith)
	refs(c, &c.disapplies, &v.DisappliedBy)
	c.span(&v.Span)
}

func (c *coder) schedule(s *tree.Schedule) {
	c.number(&s.Index)
	c.text(&s.Name)
	c.period(&s.Every)
	c.expr(&s.From, false)
	opt(c, &c.clauses, &s.Clause)
	opt(c, &c.defaults, &s.Defaults)
	c.span(&s.Span)
}

func (c *coder) period(p *tree.PeriodOf) {
	enum(c, &p.Unit, int(types.ClockTime)+1)
	c.number(&p.N)
	c.text(&p.Words)
}

// optional is expressions that may all be missing.
func (c *coder) optional(xs ...*tree.Expr) {
	for _, x := range xs {
		c.expr(x, true)
	}
}
