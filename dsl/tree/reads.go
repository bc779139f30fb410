package tree

// Reads says what each decision reads, directly and through terms, other decisions, guards, bounds, schedules and working days.
type Reads struct {
	// Ambiguities are, by Decision.Index, the ambiguities whose reading the decision depends on, as a set by Ambiguity.Index.
	Ambiguities []map[int]bool
	// Inputs are, by Decision.Index, the inputs that the decision can read, in order.
	Inputs [][]*Input
}

// ReadsOf computes what the decisions of a policy read.
func ReadsOf(p *Policy) *Reads {
	r := &reading{p: p, memo: map[Symbol]map[int]bool{}}
	out := &Reads{Ambiguities: make([]map[int]bool, len(p.Decisions)), Inputs: make([][]*Input, len(p.Decisions))}
	for i, d := range p.Decisions {
		all := r.symbol(d)
		out.Ambiguities[i] = map[int]bool{}
		for _, a := range p.Ambiguities {
			if all[a.Index] {
				out.Ambiguities[i][a.Index] = true
			}
		}
		for _, in := range p.Inputs {
			if all[inputKey(in)] {
				out.Inputs[i] = append(out.Inputs[i], in)
			}
		}
	}
	return out
}

// inputKey keeps inputs apart from ambiguities in what is read.
func inputKey(in *Input) int { return -1 - in.Index }

type reading struct {
	p    *Policy
	memo map[Symbol]map[int]bool
}

// symbol is the ambiguities and inputs that a symbol depends on. The graph of symbols is acyclic.
func (r *reading) symbol(s Symbol) map[int]bool {
	if m, ok := r.memo[s]; ok {
		return m
	}
	m := map[int]bool{}
	r.memo[s] = m
	add := func(xs ...Expr) {
		for _, x := range xs {
			r.expr(m, x)
		}
	}
	switch s := s.(type) {
	case *Ambiguity:
		m[s.Index] = true
	case *Term:
		add(s.Body)
	case *Schedule:
		add(s.From)
	case *Input:
		m[inputKey(s)] = true
		add(s.Guard, s.Default)
		for _, b := range s.Bounds {
			add(b.Value, b.InList, b.When, b.Unless)
		}
		for _, fb := range s.FieldBounds {
			add(fb.Guard, fb.Default)
		}
	case *Decision:
		add(s.Arises)
		for _, rule := range s.Rules {
			rule.Exprs(func(x Expr) { r.expr(m, x) })
			for _, d := range rule.DisappliedBy {
				r.disapply(m, d)
			}
		}
	}
	return m
}

func (r *reading) disapply(m map[int]bool, d *Disapply) {
	r.expr(m, d.When)
	r.expr(m, d.Unless)
	for _, o := range d.DisappliedBy {
		r.disapply(m, o)
	}
}

func (r *reading) expr(m map[int]bool, x Expr) {
	Walk(x, func(y Expr) bool {
		switch y := y.(type) {
		case *InputRef:
			r.into(m, y.Input)
		case *TermRef:
			r.into(m, y.Term)
		case *DecisionRef:
			r.into(m, y.Decision)
		case *ReadingRef:
			r.into(m, y.Ambiguity)
		case *ArisesTest:
			r.into(m, y.Decision)
		case *BindingLimits:
			r.into(m, y.Decision)
		case *SchedOn:
			r.into(m, y.Schedule)
		case *SchedEnding:
			r.into(m, y.Schedule)
		case *SchedFirst:
			r.into(m, y.Schedule)
		case *Shift:
			r.workingDays(m, y.Defaults)
		case *WorkingDay:
			r.workingDays(m, y.Defaults)
		case *CaveatsRef:
			for _, c := range r.p.Caveats {
				r.expr(m, c.When)
				r.expr(m, c.Unless)
			}
		}
		return true
	})
}

func (r *reading) workingDays(m map[int]bool, d *Defaults) {
	if d != nil && d.WorkingDays != nil {
		r.expr(m, d.WorkingDays.Calendar)
	}
}

func (r *reading) into(m map[int]bool, s Symbol) {
	for a := range r.symbol(s) {
		m[a] = true
	}
}
