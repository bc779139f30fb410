package ast

import "reflect"

// Walk calls visit for n and, if it returns true, for everything within n, in the order of the text. Names, texts, options, edges, details,
// cells and the steps of tests come as pointers. Parts that could not be read are left out.
//
// Its stack grows with the nesting of the text, which the parser bounds, and not with the length of chains and lists.
func Walk(n Node, visit func(Node) bool) {
	if absent(n) || !visit(n) {
		return
	}
	walkChildren(n, visit)
}

// WalkFile calls Walk for the header and all items.
func WalkFile(f *File, visit func(Node) bool) {
	if f.Policy != nil {
		Walk(f.Policy, visit)
	}
	for _, item := range f.Items {
		Walk(item, visit)
	}
}

func absent(n Node) bool {
	if n == nil {
		return true
	}
	v := reflect.ValueOf(n)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// walker visits the children of one node.
type walker struct{ visit func(Node) bool }

func (w walker) expr(xs ...Expr) {
	for _, x := range xs {
		if x != nil {
			Walk(x, w.visit)
		}
	}
}

func (w walker) name(ns ...*Name) {
	for _, n := range ns {
		if n != nil && !n.Span.IsZero() {
			w.visit(n)
		}
	}
}

func (w walker) names(ns []Name) {
	for i := range ns {
		w.name(&ns[i])
	}
}

func (w walker) str(ss ...*String) {
	for _, s := range ss {
		if s != nil && !s.Span.IsZero() {
			w.visit(s)
		}
	}
}

func (w walker) strs(ss []String) {
	for i := range ss {
		w.str(&ss[i])
	}
}

func (w walker) typ(t *Type) {
	if t != nil {
		Walk(t, w.visit)
	}
}

func (w walker) period(p *PeriodLit) {
	if p != nil {
		Walk(p, w.visit)
	}
}

func (w walker) tail(t *Tail) {
	w.expr(t.When, t.Unless)
	w.strs(t.ReadWith)
}

func (w walker) edges(es []Edge) {
	for i := range es {
		Walk(&es[i], w.visit)
	}
}

func (w walker) options(os []Option) {
	for i := range os {
		Walk(&os[i], w.visit)
	}
}

func walkChildren(n Node, visit func(Node) bool) {
	w := walker{visit}
	if x, ok := n.(Expr); ok {
		w.withinExpr(x)
		return
	}
	switch n := n.(type) {
	case *Policy:
		w.str(&n.Name, n.Title, n.Seller, n.Source, n.Version)
		w.names(n.Parties)
		w.name(n.Currency, n.CurrencyOf, n.Months)
		w.str(n.TimeZone)
		if n.WorkingDays != nil {
			Walk(n.WorkingDays, visit)
		}
		if n.InForce != nil {
			Walk(n.InForce, visit)
		}
	case *WorkingDays:
		w.name(&n.From, &n.To)
		w.expr(n.Except)
		w.str(n.Clause)
	case *InForce:
		w.expr(n.From, n.Until)
		w.name(&n.PickedBy)
	case *Use:
		w.names(n.Names)
		w.str(&n.Policy)
	case *Record:
		w.name(&n.Name)
		for _, f := range n.Fields {
			Walk(f, visit)
		}
	case *Fact:
		w.name(&n.Name)
		w.typ(n.Type)
		w.options(n.Options)
		w.str(n.Question)
	case *Type:
		w.names(n.Members)
		w.typ(n.Elem)
		w.name(&n.Name)
	case *Option:
		if n.Bound != nil {
			Walk(n.Bound, visit)
		}
		w.expr(n.Value)
		w.str(n.Clause)
		w.name(&n.Party)
	case *Bound:
		w.names(n.Members)
		if len(n.Members) == 0 { // otherwise Value is the only member again
			w.expr(n.Value)
		}
		w.expr(n.When, n.Unless)
	case *Decision:
		w.name(&n.Name)
		w.typ(n.Type)
		w.expr(n.Arises)
		w.str(n.ArisesClause, n.Label)
	case *Schedule:
		w.name(&n.Name)
		w.period(n.Every)
		w.expr(n.From)
		w.str(n.Clause)
	case *Ambiguity:
		w.name(&n.Name)
		w.str(&n.Title)
		w.strs(n.Concerns)
		for _, r := range n.Readings {
			Walk(r, visit)
		}
	case *Reading:
		w.name(&n.Name)
		w.str(&n.Text, &n.Why, &n.By)
		w.expr(n.On)
	case *Section:
		w.str(&n.Title)
		for _, item := range n.Items {
			Walk(item, visit)
		}
	case *Clause:
		w.str(&n.ID, n.Summary, n.Reason)
		w.strs(n.Targets)
		for _, item := range n.Body {
			Walk(item, visit)
		}
	case *Test:
		w.test(n)
	case *TestStep:
		w.name(&n.Name)
		w.expr(n.Value)
		w.names(n.Names)
		w.strs(n.Clauses)
		if n.Duty != nil {
			Walk(n.Duty, visit)
		}
	default:
		w.withinSentence(n)
	}
}

func (w walker) test(t *Test) {
	w.str(&t.Title, &t.Policy, t.Todo, t.Like)
	for i := range t.Steps {
		Walk(&t.Steps[i], w.visit)
	}
}

func (w walker) withinSentence(n Node) {
	switch n := n.(type) {
	case *Edge:
		w.strs(n.Clauses)
		w.strs(n.Policies)
	case *Means:
		w.name(&n.Name)
		w.expr(n.Body)
	case *Rule:
		w.edges(n.Edges)
		w.name(&n.Decision)
		w.expr(n.Value)
		w.tail(&n.Tail)
	case *Includes:
		w.edges(n.Edges)
		w.name(&n.Decision, &n.Member)
		w.tail(&n.Tail)
	case *Line:
		if n.Kind == Add || n.Kind == Deduct {
			w.expr(n.Amount)
			w.name(&n.Decision)
		} else {
			w.name(&n.Decision)
			w.expr(n.Amount)
		}
		w.name(n.As)
		w.tail(&n.Tail)
	case *Duty:
		w.edges(n.Edges)
		w.name(&n.Decision, &n.Party, &n.What)
		for i := range n.Details {
			Walk(&n.Details[i], w.visit)
		}
		w.tail(&n.Tail)
	case *Detail:
		w.name(&n.Name)
		w.expr(n.Value)
	case *Determination:
		w.name(&n.Name)
		w.typ(n.Type)
		w.name(&n.By)
		w.options(n.Options)
		w.str(n.Question)
	case *Disapply:
		w.strs(n.Clauses)
		w.tail(&n.Tail)
	case *Caveat:
		w.name(&n.Name)
		w.str(&n.Text)
		w.tail(&n.Tail)
	case *Table:
		w.edges(n.Edges)
		w.name(&n.Decision)
		w.expr(n.Columns...)
		for _, r := range n.Rows {
			Walk(r, w.visit)
		}
		w.tail(&n.Tail)
	case *TableRow:
		for i := range n.Cells {
			Walk(&n.Cells[i], w.visit)
		}
		w.expr(n.Value)
	case *Cell:
		w.expr(n.Test)
	}
}

func (w walker) withinExpr(x Expr) {
	switch x := x.(type) {
	case *Literal, *PeriodLit, *Ident, *Subject:
	case *Paren:
		w.expr(x.X)
	case *Of:
		w.expr(x.Left, x.Right)
	case *After:
		w.period(x.Period)
		w.expr(x.X)
	case *LastDay:
		w.period(x.Period)
		w.expr(x.X)
	case *WorkingDay:
		w.expr(x.X)
	case *ClockOn:
		w.expr(x.X)
	case *Aggregate:
		w.expr(x.Args...)
		w.expr(x.Body)
		w.name(&x.Var)
		w.expr(x.Over, x.Where)
	case *SchedLookup:
		w.name(&x.Schedule)
		w.expr(x.X)
	case *BindingLimits:
		w.name(&x.Decision)
	case *SumExpr:
		w.expr(x.First)
		for _, t := range x.Rest {
			w.expr(t.X)
		}
	case *Product:
		w.expr(x.Factors...)
	case *Compare:
		w.expr(x.X, x.Y)
	case *Within:
		w.expr(x.X)
		w.period(x.Period)
		w.expr(x.Y)
	case *OneOf:
		w.expr(x.X)
		w.expr(x.Members...)
	case *In:
		w.expr(x.X, x.L)
	case *IsEmpty:
		w.expr(x.X)
	case *Contains:
		w.expr(x.L, x.X)
	case *Happened:
		w.name(&x.Event)
	case *Arises:
		w.name(&x.Decision)
	case *Quant:
		w.name(&x.Var)
		w.expr(x.Over, x.Body)
	case *NotExpr:
		w.expr(x.X)
	case *And:
		w.expr(x.Xs...)
	case *Or:
		w.expr(x.Xs...)
	case *ListLit:
		w.expr(x.Items...)
	case *RecordLit:
		for i := range x.Fields {
			w.name(&x.Fields[i].Name)
			w.expr(x.Fields[i].Value)
		}
	}
}
