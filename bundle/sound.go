package bundle

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// sound refuses a tree that the checker would not have made: evaluators rely on what it holds. It matters for bundles that nobody signed.
func (c *coder) sound(p *tree.Policy) {
	c.numbered(p)
	c.typesEnd()
	c.relationsEnd()
	if c.err != nil {
		return
	}
	for _, in := range p.Inputs {
		c.soundInput(in)
	}
	for _, d := range p.Decisions {
		c.soundDecision(d)
	}
	for _, t := range p.Terms {
		c.require(fits(t.Body.Type(), t.Type), "a term")
	}
	for _, s := range p.Schedules {
		c.require(is(s.From, types.Date) && s.Every.N > 0, "a schedule")
	}
	c.stated(p)
	for _, a := range p.Ambiguities {
		c.require(a.Type.Kind == types.Enum && len(a.Type.Members) == len(a.Readings) && a.Adopted >= 0 && a.Adopted < len(a.Readings), "an ambiguity")
	}
	for i, x := range c.exprs.items {
		c.require(soundNode(x), "an expression")
		if c.err != nil {
			c.fail("%w (%d)", c.err, i)
			return
		}
	}
	c.scopes(p)
	c.ordered(p)
}

func (c *coder) require(ok bool, what string) {
	if !ok {
		c.fail("%s is not as the checker makes it", what)
	}
}

// numbered: everything stands in the policy at its own number, and nothing else is referred to.
func (c *coder) numbered(p *tree.Policy) {
	inPlace(c, "an input", &c.inputs, p.Inputs, func(x *tree.Input) int { return x.Index })
	inPlace(c, "a term", &c.terms, p.Terms, func(x *tree.Term) int { return x.Index })
	inPlace(c, "a decision", &c.decisions, p.Decisions, func(x *tree.Decision) int { return x.Index })
	inPlace(c, "an ambiguity", &c.ambiguities, p.Ambiguities, func(x *tree.Ambiguity) int { return x.Index })
	inPlace(c, "a schedule", &c.schedules, p.Schedules, func(x *tree.Schedule) int { return x.Index })
	inPlace(c, "a caveat", &c.caveats, p.Caveats, func(x *tree.Caveat) int { return x.ID })
	inPlace(c, "a disapply", &c.disapplies, p.Disapplies, func(x *tree.Disapply) int { return x.ID })
	inPlace(c, "a clause", &c.clauses, p.Clauses, func(x *tree.Clause) int { return x.Index })
	var rules []*tree.Rule
	for _, d := range p.Decisions {
		rules = append(rules, d.Rules...)
	}
	slices.SortStableFunc(rules, func(a, b *tree.Rule) int { return a.ID - b.ID })
	inPlace(c, "a rule", &c.rules, rules, func(x *tree.Rule) int { return x.ID })
	seen := map[int]bool{}
	for _, v := range c.vars.items {
		c.require(!seen[v.ID], "a variable")
		seen[v.ID] = true
	}
}

func inPlace[T any](c *coder, what string, t *table[T], items []*T, number func(*T) int) {
	c.require(len(t.items) == len(items), what)
	for i, x := range items {
		c.require(number(x) == i, what)
	}
}

// typesEnd: no type is a part of itself.
func (c *coder) typesEnd() {
	seen := map[*types.Type]int{}
	var end func(t *types.Type, depth int) bool
	end = func(t *types.Type, depth int) bool {
		if t == nil || seen[t] == 2 {
			return true
		}
		if seen[t] == 1 || depth > maxDepth {
			return false
		}
		seen[t] = 1
		ok := end(t.Elem, depth+1)
		if t.Rec != nil {
			for _, f := range t.Rec.Fields {
				ok = ok && end(f.Type, depth+1)
			}
		}
		seen[t] = 2
		return ok
	}
	for _, t := range c.types.items {
		c.require(end(t, 0) && (t.Kind == types.List) == (t.Elem != nil) && (t.Kind == types.Record) == (t.Rec != nil) && len(t.Members) <= 64, "a type")
	}
}

// relationsEnd: no rule beats, and no sentence disapplies, itself in the end; no clause stands in itself.
func (c *coder) relationsEnd() {
	c.require(acyclic(c.rules.items, func(r *tree.Rule) []*tree.Rule { return r.BeatenBy }), "the precedence of rules")
	c.require(acyclic(c.disapplies.items, func(d *tree.Disapply) []*tree.Disapply { return d.DisappliedBy }), "what sentences switch off")
	c.require(acyclic(c.clauses.items, func(l *tree.Clause) []*tree.Clause {
		if l.Parent == nil {
			return nil
		}
		return []*tree.Clause{l.Parent}
	}), "a clause")
}

func acyclic[T any](items []*T, next func(*T) []*T) bool {
	state := map[*T]int{}
	var end func(x *T, depth int) bool
	end = func(x *T, depth int) bool {
		if state[x] != 0 || depth > maxItems {
			return state[x] == 2
		}
		state[x] = 1
		for _, y := range next(x) {
			if !end(y, depth+1) {
				return false
			}
		}
		state[x] = 2
		return true
	}
	return !slices.ContainsFunc(items, func(x *T) bool { return !end(x, 0) })
}

func isBool(xs ...tree.Expr) bool {
	return !slices.ContainsFunc(xs, func(x tree.Expr) bool { return x != nil && x.Type().Kind != types.Bool })
}

func (c *coder) soundInput(in *tree.Input) {
	ok := !slices.Contains([]types.Kind{types.Invalid, types.Period, types.Span, types.Duty, types.Duties}, in.Type.Kind) && isBool(in.Guard) && (in.Default == nil || fits(in.Default.Type(), in.Type))
	ok = ok && (len(in.Type.Members) > 0 || in.Type.Kind != types.Enum && in.Type.Kind != types.Set)
	for _, b := range in.Bounds {
		ok = ok && isBool(b.When, b.Unless)
	}
	for _, fb := range in.FieldBounds {
		ok = ok && fb.Var != nil && in.Type.Kind == types.List && in.Type.Elem.Kind == types.Record && fb.Field >= 0 && fb.Field < len(in.Type.Elem.Rec.Fields)
		ok = ok && isBool(fb.Guard) && (fb.Bound == nil || isBool(fb.Bound.When, fb.Bound.Unless))
	}
	c.require(ok, "an input")
}

// stated: a policy with caveats has the built-in decision that lists them.
func (c *coder) stated(p *tree.Policy) {
	ok := len(p.Caveats) == 0
	for _, d := range p.Decisions {
		ok = ok || d.Name == "caveats" && d.Policy == p.Name && d.Type.Kind == types.Set && len(d.Type.Members) == len(p.Caveats)
	}
	for _, x := range c.exprs.items {
		if r, is := x.(*tree.CaveatsRef); is {
			ok = ok && len(r.T.Members) == len(p.Caveats)
		}
	}
	c.require(ok, "the caveats")
}

func (c *coder) soundDecision(d *tree.Decision) {
	c.require(isBool(d.Arises), "a decision")
	for _, r := range d.Rules {
		ok := r.Decision == d && isBool(r.When, r.Unless) && (r.Kind == tree.DutyRule) == (r.Duty != nil)
		switch r.Kind {
		case tree.Value:
			ok = ok && r.Value != nil && fits(r.Value.Type(), d.Type)
		case tree.Member:
			ok = ok && d.Type.Kind == types.Set && r.Member >= 0 && r.Member < len(d.Type.Members)
		case tree.DutyRule:
			ok = ok && (d.Type.Kind == types.Duty || d.Type.Kind == types.Duties) && soundDuty(r.Duty)
		case tree.Add, tree.Deduct, tree.Limit, tree.Floor:
			ok = ok && r.Value != nil && fits(r.Value.Type(), d.Type) && slices.Contains([]types.Kind{types.Money, types.Number, types.Percent}, d.Type.Kind)
		case tree.Round:
			ok = ok && r.Step.Kind == value.Number && r.Step.Decimal().IsPositive()
		}
		for _, o := range r.BeatenBy {
			ok = ok && o.Decision == d
		}
		c.require(ok && r.AsMember >= -1 && r.AsMember < 64, "a rule")
	}
}

func soundDuty(d *tree.Duty) bool {
	if d == nil {
		return false
	}
	ok := true
	for _, x := range []tree.Expr{d.Amount, d.InsuredFor} {
		ok = ok && (x == nil || is(x, types.Money))
	}
	for _, x := range []tree.Expr{d.NotBefore, d.By} {
		ok = ok && (x == nil || is(x, types.Date, types.Instant))
	}
	return ok
}

// scopes: a variable is read only where it stands for something.
func (c *coder) scopes(p *tree.Policy) {
	open := map[*tree.ElementVar]bool{}
	var walk func(x tree.Expr)
	with := func(v *tree.ElementVar, xs ...tree.Expr) {
		had := open[v]
		open[v] = true
		for _, x := range xs {
			if x != nil {
				walk(x)
			}
		}
		open[v] = had
	}
	walk = func(x tree.Expr) {
		switch x := x.(type) {
		case *tree.VarRef:
			c.require(open[x.Var], "a variable")
		case *tree.Quant:
			walk(x.Over)
			with(x.Var, x.Body)
		case *tree.Aggregate:
			for _, a := range x.Args {
				walk(a)
			}
			if x.Over != nil {
				walk(x.Over)
				with(x.Var, x.Body, x.Where)
			}
		default:
			tree.Children(x, walk)
		}
	}
	for _, in := range p.Inputs {
		for _, fb := range in.FieldBounds {
			with(fb.Var, fb.Guard, fb.Default)
			if fb.Bound != nil {
				with(fb.Var, fb.Bound.Value, fb.Bound.InList, fb.Bound.When, fb.Bound.Unless)
			}
		}
	}
	plain := *p
	plain.Inputs = nil
	for _, in := range p.Inputs {
		bare := *in
		bare.FieldBounds = nil
		plain.Inputs = append(plain.Inputs, &bare)
	}
	plain.EachExpr(walk)
}

// ordered: everything comes after what it reads, so that nothing reads itself.
func (c *coder) ordered(p *tree.Policy) {
	at := map[tree.Symbol]int{}
	for i, s := range p.Order {
		at[s] = i + 1
	}
	c.require(len(at) == len(p.Order), "the order of what is read")
	for _, s := range p.Order {
		tree.EachRead(p, s, func(read tree.Symbol) {
			if _, free := read.(*tree.Ambiguity); !free {
				c.require(at[read] != 0 && at[read] < at[s], "the order of what is read")
			}
		})
	}
	for _, d := range p.Decisions {
		c.require(at[d] != 0, "the order of what is read")
	}
	for _, t := range p.Terms {
		c.require(at[t] != 0, "the order of what is read")
	}
}
