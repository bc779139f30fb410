package tree

// Children calls f for each direct part of an expression, in the order of the text.
func Children(x Expr, f func(Expr)) {
	opt := func(y Expr) {
		if y != nil {
			f(y)
		}
	}
	all := func(ys []Expr) {
		for _, y := range ys {
			f(y)
		}
	}
	switch x := x.(type) {
	case *FieldOf:
		f(x.X)
	case *AttrOf:
		f(x.X)
	case *Share:
		f(x.Percent)
		f(x.X)
	case *Shift:
		f(x.X)
	case *LastDayFrom:
		f(x.X)
	case *WorkingDay:
		f(x.X)
	case *ClockOn:
		f(x.X)
	case *Aggregate:
		all(x.Args)
		opt(x.Body)
		opt(x.Over)
		opt(x.Where)
	case *SchedOn:
		f(x.X)
	case *SchedEnding:
		f(x.X)
	case *Sum:
		f(x.First)
		for _, t := range x.Rest {
			f(t.X)
		}
	case *Product:
		all(x.Factors)
	case *Convert:
		f(x.X)
	case *Compare:
		f(x.X)
		f(x.Y)
	case *Within:
		f(x.X)
		f(x.Y)
	case *OneOf:
		f(x.X)
		all(x.Ys)
	case *In:
		f(x.X)
		f(x.L)
	case *IsEmpty:
		f(x.X)
	case *Quant:
		f(x.Over)
		f(x.Body)
	case *Not:
		f(x.X)
	case *And:
		all(x.Xs)
	case *Or:
		all(x.Xs)
	}
}

// Walk calls f for x and everything below it; f tells whether to go on below.
func Walk(x Expr, f func(Expr) bool) {
	if x == nil || !f(x) {
		return
	}
	Children(x, func(y Expr) { Walk(y, f) })
}

// Exprs calls f for each expression of a rule: conditions, value, details of its duty.
func (r *Rule) Exprs(f func(Expr)) {
	for _, x := range []Expr{r.When, r.Unless, r.Value} {
		if x != nil {
			f(x)
		}
	}
	if r.Duty != nil {
		r.Duty.Exprs(f)
	}
}

// Exprs calls f for each detail that is an expression.
func (d *Duty) Exprs(f func(Expr)) {
	for _, x := range []Expr{d.Amount, d.InsuredFor, d.NotBefore, d.By} {
		if x != nil {
			f(x)
		}
	}
}

// EachExpr calls f for every expression of the policy: of inputs, terms, decisions, rules, disapplies, caveats and schedules.
func (p *Policy) EachExpr(f func(Expr)) {
	opt := func(xs ...Expr) {
		for _, x := range xs {
			if x != nil {
				f(x)
			}
		}
	}
	for _, in := range p.Inputs {
		opt(in.Default, in.Guard)
		for _, b := range in.Bounds {
			opt(b.Value, b.InList, b.When, b.Unless)
		}
		for _, fb := range in.FieldBounds {
			opt(fb.Guard, fb.Default)
			if fb.Bound != nil {
				opt(fb.Bound.Value, fb.Bound.InList, fb.Bound.When, fb.Bound.Unless)
			}
		}
	}
	for _, t := range p.Terms {
		opt(t.Body)
	}
	for _, d := range p.Decisions {
		opt(d.Arises)
		for _, r := range d.Rules {
			r.Exprs(f)
		}
	}
	for _, s := range p.Disapplies {
		opt(s.When, s.Unless)
	}
	for _, c := range p.Caveats {
		opt(c.When, c.Unless)
	}
	for _, s := range p.Schedules {
		opt(s.From)
	}
}
