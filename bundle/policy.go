package bundle

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
)

func newCoder(files []*source.File) *coder {
	c := &coder{files: files}
	c.types.each, c.records.each, c.clauses.each = c.typ, c.record, c.clause
	c.inputs.each, c.terms.each, c.decisions.each = c.input, c.term, c.decision
	c.ambiguities.each, c.schedules.each, c.caveats.each = c.ambiguity, c.schedule, c.caveat
	c.disapplies.each, c.rules.each, c.vars.each, c.defaults.each = c.disapply, c.rule, c.elementVar, c.defaultsOf
	return c
}

// tables are in the order in which they are written. Expressions are apart: they are decoded before what holds them.
func (c *coder) tables() []tabled {
	return []tabled{&c.types, &c.records, &c.clauses, &c.inputs, &c.terms, &c.decisions, &c.ambiguities, &c.schedules, &c.caveats,
		&c.disapplies, &c.rules, &c.vars, &c.defaults}
}

// encodePolicy is a checked policy as bytes.
func encodePolicy(p *tree.Policy, files []*source.File) ([]byte, error) {
	c := newCoder(files)
	c.policy(p)
	top := c.out
	for more := true; more; {
		more = false
		for _, t := range c.tables() {
			more = t.encode(c) || more
		}
	}
	c.out = nil
	for _, t := range c.tables() {
		t.allocate(c)
	}
	n := len(c.exprs.index)
	c.count(&n)
	c.out = append(c.out, c.exprs.buf...)
	for _, t := range c.tables() {
		t.flush(c)
	}
	return append(c.out, top...), c.err
}

// decodePolicy reads a checked policy. What it gives is sound: nothing refers to itself, and every expression has parts that it can work with.
func decodePolicy(data string, files []*source.File) (*tree.Policy, error) {
	c := newCoder(files)
	c.decoding, c.in = true, data
	for _, t := range c.tables() {
		t.allocate(c)
	}
	c.decodeExprs()
	c.exprs.total = 0
	for _, t := range c.tables() {
		t.decode(c)
	}
	p := &tree.Policy{}
	c.policy(p)
	if c.err == nil && len(c.in) > 0 {
		c.fail("there is more than the policy")
	}
	if c.exprs.total > maxSize {
		c.fail("the expressions are too large")
	}
	if c.err == nil {
		c.sound(p)
	}
	return p, c.err
}

func (c *coder) policy(p *tree.Policy) {
	for _, s := range []*string{&p.Name, &p.Title, &p.Seller, &p.Source, &p.Version} {
		c.text(s)
	}
	list(c, &p.Parties, c.text)
	list(c, &p.Files, func(f **source.File) {
		s := source.Span{File: *f}
		c.span(&s)
		if *f = s.File; s.File == nil {
			c.fail("a file is missing")
		}
	})
	refs(c, &c.inputs, &p.Inputs)
	refs(c, &c.terms, &p.Terms)
	refs(c, &c.decisions, &p.Decisions)
	refs(c, &c.ambiguities, &p.Ambiguities)
	refs(c, &c.schedules, &p.Schedules)
	refs(c, &c.caveats, &p.Caveats)
	refs(c, &c.disapplies, &p.Disapplies)
	refs(c, &c.records, &p.Records)
	refs(c, &c.clauses, &p.Clauses)
	list(c, &p.Order, c.symbol)
	has := p.InForce != nil
	if c.truth(&has); has && c.err == nil {
		if p.InForce == nil {
			p.InForce = &tree.InForce{}
		}
		c.date(&p.InForce.From)
		c.date(&p.InForce.Until)
		c.truth(&p.InForce.Open)
		ref(c, &c.inputs, &p.InForce.PickedBy)
	}
}

func (c *coder) date(d *date.Date) {
	n := int(*d)
	c.number(&n)
	*d = date.Date(n)
	if int(*d) != n {
		c.fail("a date is out of range")
	}
}

// symbol is one of five kinds of pointer.
func (c *coder) symbol(s *tree.Symbol) {
	var kind uint8
	in, term, decision, schedule, ambiguity := (*tree.Input)(nil), (*tree.Term)(nil), (*tree.Decision)(nil), (*tree.Schedule)(nil), (*tree.Ambiguity)(nil)
	switch x := (*s).(type) {
	case *tree.Input:
		kind, in = 0, x
	case *tree.Term:
		kind, term = 1, x
	case *tree.Decision:
		kind, decision = 2, x
	case *tree.Schedule:
		kind, schedule = 3, x
	case *tree.Ambiguity:
		kind, ambiguity = 4, x
	}
	enum(c, &kind, 5)
	switch kind {
	case 0:
		ref(c, &c.inputs, &in)
		*s = in
	case 1:
		ref(c, &c.terms, &term)
		*s = term
	case 2:
		ref(c, &c.decisions, &decision)
		*s = decision
	case 3:
		ref(c, &c.schedules, &schedule)
		*s = schedule
	case 4:
		ref(c, &c.ambiguities, &ambiguity)
		*s = ambiguity
	}
}

func (c *coder) typ(t *types.Type) {
	enum(c, &t.Kind, int(types.Duties)+1)
	c.truth(&t.Whole)
	c.truth(&t.Special)
	c.currency(&t.Currency)
	c.truth(&t.Ranked)
	list(c, &t.Members, c.text)
	opt(c, &c.types, &t.Elem)
	opt(c, &c.records, &t.Rec)
	enum(c, &t.Unit, int(types.ClockTime)+1)
}

func (c *coder) record(r *types.RecordType) {
	c.text(&r.Name)
	list(c, &r.Fields, func(f *types.Field) {
		c.text(&f.Name)
		ref(c, &c.types, &f.Type)
	})
}

func (c *coder) clause(l *tree.Clause) {
	c.number(&l.Index)
	for _, s := range []*string{&l.ID, &l.Title, &l.Section, &l.Policy, &l.Source, &l.Reason} {
		c.text(s)
	}
	opt(c, &c.clauses, &l.Parent)
	enum(c, &l.Kind, int(ast.ModelledInPolicies)+1)
	list(c, &l.Targets, c.text)
	c.span(&l.Span)
}

func (c *coder) elementVar(v *tree.ElementVar) {
	c.number(&v.ID)
	c.text(&v.Name)
	ref(c, &c.types, &v.T)
}

func (c *coder) ambiguity(a *tree.Ambiguity) {
	c.number(&a.Index)
	c.text(&a.Name)
	c.text(&a.Policy)
	c.text(&a.Title)
	refs(c, &c.clauses, &a.Concerns)
	list(c, &a.Readings, func(r **tree.Reading) {
		if c.decoding {
			*r = &tree.Reading{}
		}
		for _, s := range []*string{&(*r).Name, &(*r).Text, &(*r).Why, &(*r).By, &(*r).On} {
			c.text(s)
		}
	})
	c.number(&a.Adopted)
	ref(c, &c.types, &a.Type)
	c.span(&a.Span)
}

func (c *coder) defaultsOf(d *tree.Defaults) {
	c.text(&d.Policy)
	c.currency(&d.Currency)
	opt(c, &c.inputs, &d.CurrencyOf)
	enum(c, &d.Months, 3)
	c.text(&d.Zone)
	c.truth(&d.AsWritten)
	has := d.WorkingDays != nil
	if c.truth(&has); !has || c.err != nil {
		return
	}
	if d.WorkingDays == nil {
		d.WorkingDays = &tree.WorkingDays{}
	}
	for i := range d.WorkingDays.Days {
		c.truth(&d.WorkingDays.Days[i])
	}
	c.expr(&d.WorkingDays.Calendar, true)
	opt(c, &c.clauses, &d.WorkingDays.Clause)
}
