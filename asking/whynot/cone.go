package whynot

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// cone is what a decision reads, directly and through terms, other decisions, guards, bounds and schedules. It only says where to look: whether a
// change matters, the engine says.
type cone struct {
	inputs   map[*tree.Input]bool
	literals []value.Value
	seen     map[any]bool
}

func coneOf(d *tree.Decision) *cone {
	c := &cone{inputs: map[*tree.Input]bool{}, seen: map[any]bool{}}
	c.decision(d)
	return c
}

func (c *cone) first(key any) bool {
	if c.seen[key] {
		return false
	}
	c.seen[key] = true
	return true
}

func (c *cone) decision(d *tree.Decision) {
	if !c.first(d) {
		return
	}
	c.expr(d.Arises)
	c.defaults(d.Defaults)
	for _, r := range d.Rules {
		r.Exprs(c.expr)
		c.defaults(r.Defaults)
		c.disapplies(r.DisappliedBy)
	}
}

func (c *cone) disapplies(all []*tree.Disapply) {
	for _, s := range all {
		if c.first(s) {
			c.expr(s.When)
			c.expr(s.Unless)
			c.disapplies(s.DisappliedBy)
		}
	}
}

func (c *cone) defaults(d *tree.Defaults) {
	if d == nil || !c.first(d) {
		return
	}
	if d.CurrencyOf != nil {
		c.input(d.CurrencyOf)
	}
}

// days is what counting in working days reads.
func (c *cone) days(d *tree.Defaults) {
	if d != nil && d.WorkingDays != nil {
		c.expr(d.WorkingDays.Calendar)
	}
}

func (c *cone) input(in *tree.Input) {
	if in == nil || !c.first(in) {
		return
	}
	c.inputs[in] = true
	c.expr(in.Guard)
	c.expr(in.Default)
	for _, b := range in.Bounds {
		c.bound(b)
	}
	for _, fb := range in.FieldBounds {
		c.expr(fb.Guard)
		c.expr(fb.Default)
		if fb.Bound != nil {
			c.bound(fb.Bound)
		}
	}
}

func (c *cone) bound(b *tree.Bound) {
	for _, x := range []tree.Expr{b.Value, b.InList, b.When, b.Unless} {
		c.expr(x)
	}
}

// expr follows an expression; nil has nothing to follow.
func (c *cone) expr(x tree.Expr) {
	tree.Walk(x, func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.Lit:
			c.literals = append(c.literals, x.Value)
			c.input(x.CurrencyOf)
		case *tree.InputRef:
			c.input(x.Input)
		case *tree.Happened:
			c.input(x.Event)
		case *tree.TermRef:
			if c.first(x.Term) {
				c.expr(x.Term.Body)
			}
		case *tree.DecisionRef:
			c.decision(x.Decision)
		case *tree.BindingLimits:
			c.decision(x.Decision)
		case *tree.ArisesTest:
			c.decision(x.Decision)
		case *tree.SchedOn:
			c.schedule(x.Schedule)
		case *tree.SchedEnding:
			c.schedule(x.Schedule)
		case *tree.SchedFirst:
			c.schedule(x.Schedule)
		case *tree.Shift:
			c.days(x.Defaults)
		case *tree.WorkingDay:
			c.days(x.Defaults)
		case *tree.Within:
			c.days(x.Defaults)
		case *tree.Aggregate:
			c.input(x.CurrencyOf)
		}
		return true
	})
}

func (c *cone) schedule(s *tree.Schedule) {
	if c.first(s) {
		c.expr(s.From)
	}
}
