package coverage

import "github.com/clausewise/clausewise/dsl/tree"

// reach is what answers depend on: decisions, terms and caveats.
type reach struct {
	p         *tree.Policy
	decisions map[*tree.Decision]bool
	terms     map[*tree.Term]bool
	caveats   map[*tree.Caveat]bool
}

// reachOf is everything that decisions and caveats of these names read, themselves included.
func reachOf(p *tree.Policy, decisions, caveats map[string]bool) *reach {
	r := &reach{p: p, decisions: map[*tree.Decision]bool{}, terms: map[*tree.Term]bool{}, caveats: map[*tree.Caveat]bool{}}
	for _, d := range p.Decisions {
		if decisions[d.Name] && d.Own {
			r.decision(d)
		}
	}
	for _, c := range p.Caveats {
		if caveats[c.Name] || decisions["caveats"] {
			r.caveat(c)
		}
	}
	return r
}

func (r *reach) decision(d *tree.Decision) {
	if r.decisions[d] {
		return
	}
	r.decisions[d] = true
	r.expr(d.Arises)
	for _, rule := range d.Rules {
		rule.Exprs(r.expr)
		for _, s := range rule.DisappliedBy {
			r.disapply(s)
		}
	}
}

func (r *reach) disapply(s *tree.Disapply) {
	r.expr(s.When)
	r.expr(s.Unless)
	for _, o := range s.DisappliedBy {
		r.disapply(o)
	}
}

func (r *reach) caveat(c *tree.Caveat) {
	if r.caveats[c] {
		return
	}
	r.caveats[c] = true
	r.expr(c.When)
	r.expr(c.Unless)
}

func (r *reach) input(in *tree.Input) {
	r.expr(in.Guard)
	r.expr(in.Default)
	if in.Kind != tree.Determination {
		return // bounds of facts are validation, which decides nothing
	}
	for _, b := range in.Bounds {
		for _, x := range []tree.Expr{b.Value, b.InList, b.When, b.Unless} {
			r.expr(x)
		}
	}
}

func (r *reach) expr(x tree.Expr) {
	tree.Walk(x, func(y tree.Expr) bool {
		switch y := y.(type) {
		case *tree.InputRef:
			r.input(y.Input)
		case *tree.TermRef:
			if !r.terms[y.Term] {
				r.terms[y.Term] = true
				r.expr(y.Term.Body)
			}
		case *tree.DecisionRef:
			r.decision(y.Decision)
		case *tree.ArisesTest:
			r.decision(y.Decision)
		case *tree.BindingLimits:
			r.decision(y.Decision)
		case *tree.SchedOn:
			r.expr(y.Schedule.From)
		case *tree.SchedEnding:
			r.expr(y.Schedule.From)
		case *tree.SchedFirst:
			r.expr(y.Schedule.From)
		case *tree.CaveatsRef:
			for _, c := range r.p.Caveats {
				r.caveat(c)
			}
		default: // reads nothing by itself
		}
		return true
	})
}
