package check

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// order puts the symbols of the policy in an order in which each comes after what it reads, and reports circles.
func (w *world) order() {
	p := w.policy
	g := &readGraph{w: w, terms: len(p.Inputs)}
	g.schedules = g.terms + len(p.Terms)
	g.decisions = g.schedules + len(p.Schedules)
	w.graph = g
	for _, in := range p.Inputs {
		g.add(in, in.Name, in.Span)
	}
	for _, t := range p.Terms {
		g.add(t, t.Name, t.Span)
	}
	for _, s := range p.Schedules {
		g.add(s, s.Name, s.Span)
	}
	for _, d := range p.Decisions {
		g.add(d, d.Name, d.Span)
	}
	g.next = make([][]int, len(g.nodes))
	g.stamp = make([]int, len(g.nodes))
	for i, s := range g.nodes {
		g.reads(i, s)
	}
	for _, c := range components(g.next) {
		slices.Sort(c)
		for _, i := range c {
			p.Order = append(p.Order, g.nodes[i])
		}
	}
	for _, loop := range cycles(g.next) {
		w.readLoop(g, loop)
	}
	w.unfold(p)
}

// readLoop reports a circle, unless it lies in one imported policy, where it is reported, or is one of terms that has been.
func (w *world) readLoop(g *readGraph, loop []int) {
	names := make([]string, len(loop))
	at := source.Span{}
	for i, k := range loop {
		names[i] = g.names[k]
		if t, ok := g.nodes[k].(*tree.Term); ok {
			if s := w.root.scope[t.Name]; s != nil && s.term == t && s.looped {
				return
			}
		}
		if span := g.spans[k]; at.IsZero() && span.File == w.root.d.file.Source {
			at = span
		}
	}
	if at.IsZero() {
		file := g.spans[loop[0]].File
		for _, k := range loop {
			if g.spans[k].File != file {
				at = w.via
			}
		}
		if at.IsZero() {
			return
		}
	}
	w.root.report.readLoop(at, names)
}

// readGraph is what reads what.
type readGraph struct {
	w     *world
	nodes []tree.Symbol
	names []string
	spans []source.Span
	next  [][]int
	// Nodes are numbered inputs first, then terms, schedules and decisions from these numbers on.
	terms, schedules, decisions int
	// stamp marks the nodes that the reader of that number has noted.
	stamp   []int
	readers int
	// caveats is what the conditions of caveats read, found once it is asked for.
	caveats []int
	asked   bool
	// disapplied is what the sentences that switch a rule off read.
	disapplied map[*tree.Disapply][]int
}

func (g *readGraph) add(s tree.Symbol, name string, at source.Span) {
	g.nodes = append(g.nodes, s)
	g.names = append(g.names, name)
	g.spans = append(g.spans, at)
}

// reader collects what expressions read.
type reader struct {
	g    *readGraph
	self any // an input: its own currency does not count
	id   int
	out  []int
}

func (g *readGraph) reader(self any) *reader {
	g.readers++
	return &reader{g: g, self: self, id: g.readers}
}

func (r *reader) node(i int) {
	if r.g.stamp[i] != r.id {
		r.g.stamp[i] = r.id
		r.out = append(r.out, i)
	}
}

func (r *reader) input(in *tree.Input)      { r.node(in.Index) }
func (r *reader) schedule(s *tree.Schedule) { r.node(r.g.schedules + s.Index) }
func (r *reader) decision(d *tree.Decision) { r.node(r.g.decisions + d.Index) }

func (r *reader) exprs(xs ...tree.Expr) {
	for _, x := range xs {
		tree.Walk(x, r.expr)
	}
}

// expr notes what one expression reads by itself.
func (r *reader) expr(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Lit:
		r.currency(x.CurrencyOf)
	case *tree.InputRef:
		r.input(x.Input)
	case *tree.TermRef:
		r.node(r.g.terms + x.Term.Index)
	case *tree.DecisionRef:
		r.decision(x.Decision)
	case *tree.CaveatsRef:
		for _, i := range r.g.caveatReads() {
			r.node(i)
		}
	case *tree.BindingLimits:
		r.decision(x.Decision)
	case *tree.ArisesTest:
		r.decision(x.Decision)
	case *tree.Happened:
		r.input(x.Event)
	case *tree.SchedOn:
		r.schedule(x.Schedule)
	case *tree.SchedEnding:
		r.schedule(x.Schedule)
	case *tree.SchedFirst:
		r.schedule(x.Schedule)
	case *tree.Aggregate:
		r.currency(x.CurrencyOf)
	case *tree.Shift:
		r.days(x.Period, x.Defaults)
	case *tree.Within:
		r.days(x.Period, x.Defaults)
	case *tree.WorkingDay:
		r.calendar(x.Defaults)
	default:
	}
	return true
}

// currency notes the fact whose currency a zero has. For an input it makes no difference to its bounds.
func (r *reader) currency(of *tree.Input) {
	if _, input := r.self.(*tree.Input); of != nil && !input {
		r.input(of)
	}
}

func (r *reader) days(p tree.PeriodOf, d *tree.Defaults) {
	if p.Unit == types.WorkingDays {
		r.calendar(d)
	}
}

func (r *reader) calendar(d *tree.Defaults) {
	if d != nil && d.WorkingDays != nil && d.WorkingDays.Calendar != nil {
		r.exprs(d.WorkingDays.Calendar)
	}
}

// reads finds what a symbol reads.
func (g *readGraph) reads(i int, s tree.Symbol) {
	r := g.reader(s)
	switch s := s.(type) {
	case *tree.Input:
		r.exprs(s.Default, s.Guard)
		for _, b := range s.Bounds {
			r.exprs(b.Value, b.InList, b.When, b.Unless)
		}
		for _, f := range s.FieldBounds {
			r.exprs(f.Guard, f.Default)
			if b := f.Bound; b != nil {
				r.exprs(b.Value, b.InList, b.When, b.Unless)
			}
		}
	case *tree.Term:
		r.exprs(s.Body)
	case *tree.Schedule:
		r.exprs(s.From)
	case *tree.Decision:
		r.exprs(s.Arises)
		for _, rule := range s.Rules {
			r.rule(rule)
		}
	case *tree.Ambiguity:
	}
	slices.Sort(r.out)
	g.next[i] = r.out
}

func (r *reader) rule(rule *tree.Rule) {
	r.exprs(rule.When, rule.Unless, rule.Value)
	if d := rule.Duty; d != nil {
		r.exprs(d.Amount, d.InsuredFor, d.NotBefore, d.By)
	}
	for _, d := range rule.DisappliedBy {
		for _, i := range r.g.disapplyReads(d) {
			r.node(i)
		}
	}
}

// disapplyReads is what a disapply sentence reads, and those that switch it off.
func (g *readGraph) disapplyReads(d *tree.Disapply) []int {
	if out, ok := g.disapplied[d]; ok {
		return out
	}
	if g.disapplied == nil {
		g.disapplied = map[*tree.Disapply][]int{}
	}
	g.disapplied[d] = nil // a circle of disapply sentences is reported elsewhere
	r := g.reader(nil)
	r.exprs(d.When, d.Unless)
	for _, o := range d.DisappliedBy {
		for _, i := range g.disapplyReads(o) {
			r.node(i)
		}
	}
	g.disapplied[d] = r.out
	return r.out
}

// caveatReads is what the conditions of the policy's caveats read.
func (g *readGraph) caveatReads() []int {
	if g.asked {
		return g.caveats
	}
	g.asked = true
	r := g.reader(nil)
	for _, c := range g.w.policy.Caveats {
		r.exprs(c.When, c.Unless)
		for _, d := range c.DisappliedBy {
			for _, i := range g.disapplyReads(d) {
				r.node(i)
			}
		}
	}
	g.caveats = r.out
	return r.out
}

// direct is what expressions read by themselves.
func (g *readGraph) direct(xs ...tree.Expr) []int {
	r := g.reader(nil)
	r.exprs(xs...)
	return r.out
}

// reaches tells whether what expressions read depends on one of the targets.
func (g *readGraph) reaches(targets map[int]bool, xs ...tree.Expr) bool {
	queue := g.direct(xs...)
	seen := map[int]bool{}
	for len(queue) > 0 {
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if targets[i] {
			return true
		}
		if !seen[i] {
			seen[i] = true
			queue = append(queue, g.next[i]...)
		}
	}
	return false
}
