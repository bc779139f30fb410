package tree

import "github.com/clausewise/clausewise/dsl/types"

// EachRead calls f for each symbol that s reads directly, as often as it does: through its expressions, the conditions under which its rules
// are switched off, the working days it counts in, the caveats it lists.
//
// Whose currency a zero has makes no difference to an input's bounds, and does not count there.
func EachRead(p *Policy, s Symbol, f func(Symbol)) {
	_, input := s.(*Input)
	EachExprOf(s, func(x Expr) { readsOf(p, x, !input, f) })
}

// EachExprOf calls f for each expression that a symbol has, its rules and what switches them off included.
func EachExprOf(s Symbol, f func(Expr)) {
	opt := func(xs ...Expr) {
		for _, x := range xs {
			if x != nil {
				f(x)
			}
		}
	}
	bound := func(b *Bound) { opt(b.Value, b.InList, b.When, b.Unless) }
	switch s := s.(type) {
	case *Term:
		opt(s.Body)
	case *Schedule:
		opt(s.From)
	case *Input:
		opt(s.Guard, s.Default)
		for _, b := range s.Bounds {
			bound(b)
		}
		for _, fb := range s.FieldBounds {
			opt(fb.Guard, fb.Default)
			if fb.Bound != nil {
				bound(fb.Bound)
			}
		}
	case *Decision:
		opt(s.Arises)
		for _, r := range s.Rules {
			r.Exprs(f)
			disapplies(r.DisappliedBy, f)
		}
	}
}

func disapplies(ds []*Disapply, f func(Expr)) {
	for _, d := range ds {
		for _, x := range []Expr{d.When, d.Unless} {
			if x != nil {
				f(x)
			}
		}
		disapplies(d.DisappliedBy, f)
	}
}

// readsOf calls f for each symbol that an expression reads.
func readsOf(p *Policy, x Expr, currencies bool, f func(Symbol)) {
	days := func(unit types.SpanUnit, d *Defaults) {
		if unit == types.WorkingDays && d != nil && d.WorkingDays != nil && d.WorkingDays.Calendar != nil {
			readsOf(p, d.WorkingDays.Calendar, currencies, f)
		}
	}
	Walk(x, func(y Expr) bool {
		switch y := y.(type) {
		case *InputRef:
			f(y.Input)
		case *TermRef:
			f(y.Term)
		case *DecisionRef:
			f(y.Decision)
		case *ReadingRef:
			f(y.Ambiguity)
		case *ArisesTest:
			f(y.Decision)
		case *BindingLimits:
			f(y.Decision)
		case *Happened:
			f(y.Event)
		case *SchedOn:
			f(y.Schedule)
		case *SchedEnding:
			f(y.Schedule)
		case *SchedFirst:
			f(y.Schedule)
		case *Lit:
			if currencies && y.CurrencyOf != nil {
				f(y.CurrencyOf)
			}
		case *Aggregate:
			if currencies && y.CurrencyOf != nil {
				f(y.CurrencyOf)
			}
		case *Shift:
			days(y.Period.Unit, y.Defaults)
		case *Within:
			days(y.Period.Unit, y.Defaults)
		case *WorkingDay:
			days(types.WorkingDays, y.Defaults)
		case *CaveatsRef:
			for _, c := range p.Caveats {
				for _, z := range []Expr{c.When, c.Unless} {
					if z != nil {
						readsOf(p, z, currencies, f)
					}
				}
				disapplies(c.DisappliedBy, func(z Expr) { readsOf(p, z, currencies, f) })
			}
		}
		return true
	})
}

// EachReadOf calls f for each symbol that an expression reads directly.
func EachReadOf(p *Policy, x Expr, f func(Symbol)) { readsOf(p, x, true, f) }

// DependsOn tells of symbols whether they read one, themselves or by way of others.
func DependsOn(p *Policy, on Symbol) func(Symbol) bool {
	found := map[Symbol]bool{on: true}
	var depends func(s Symbol) bool
	depends = func(s Symbol) bool {
		if _, seen := found[s]; !seen {
			found[s] = false
			EachRead(p, s, func(r Symbol) { found[s] = depends(r) || found[s] })
		}
		return found[s]
	}
	return depends
}
