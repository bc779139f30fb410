package format

import (
	"strings"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/ast"
)

// sentence is a sentence with its full stop. It is broken before when, unless and read with, and within parentheses.
func sentence(n ast.Node) doc {
	switch n := n.(type) {
	case *ast.Means:
		return concat{text(n.Name.Text + " means "), chain(n.Body, true), text(".")}
	case *ast.Rule:
		return ended(n.Edges, concat{text(n.Decision.Text + " is "), expr(n.Value)}, &n.Tail)
	case *ast.Includes:
		return ended(n.Edges, text(n.Decision.Text+" includes "+n.Member.Text), &n.Tail)
	case *ast.Line:
		return ended(nil, account(n), &n.Tail)
	case *ast.Duty:
		return ended(n.Edges, concat{text("duty " + n.Decision.Text + " : "), duty(n)}, &n.Tail)
	case *ast.Determination:
		return concat{determination(n), text(".")}
	case *ast.Disapply:
		return ended(nil, text("disapply clause "+quoted(n.Clauses)), &n.Tail)
	case *ast.Caveat:
		return ended(nil, text("caveat "+n.Name.Text+" "+quote(n.Text.Value)), &n.Tail)
	case *ast.Table:
		return table(n)
	case *ast.TestStep:
		return concat{step(n), text(".")}
	}
	return text("")
}

func ended(edges []ast.Edge, d doc, t *ast.Tail) doc {
	return concat{edge(edges), d, tail(t), text(".")}
}

func edge(edges []ast.Edge) doc {
	var b strings.Builder
	for _, e := range edges {
		b.WriteString(pick(e.SubjectTo, "subject to ", "despite "))
		if len(e.Clauses) > 0 {
			b.WriteString("clause " + quoted(e.Clauses) + ", ")
		}
		if len(e.Policies) > 0 {
			b.WriteString("policy " + quoted(e.Policies) + ", ")
		}
	}
	return text(b.String())
}

// tail is the conditions and further clauses, each of which may begin a line.
func tail(t *ast.Tail) doc {
	d := concat{}
	if t.Otherwise {
		d = append(d, text(" otherwise"))
	}
	if t.When != nil {
		d = append(d, group{concat{line, text("when "), chain(t.When, true)}})
	}
	if t.Unless != nil {
		d = append(d, group{concat{line, text("unless "), chain(t.Unless, true)}})
	}
	if len(t.ReadWith) > 0 {
		d = append(d, group{concat{line, text("read with clause " + quoted(t.ReadWith))}})
	}
	return nest{d}
}

func account(n *ast.Line) doc {
	d := n.Decision.Text
	switch n.Kind {
	case ast.Add, ast.Deduct:
		return concat{text(n.Kind.String() + " "), expr(n.Amount), text(pick(n.Kind == ast.Add, " to ", " from ") + d)}
	case ast.Limit:
		c := concat{text("limit " + d + " to "), expr(n.Amount)}
		if n.As != nil {
			c = append(c, text(" as "+n.As.Text))
		}
		return c
	case ast.Floor:
		return concat{text("floor " + d + " at "), expr(n.Amount)}
	default:
		return concat{text("round " + d + " " + n.Mode.String() + " to "), expr(n.Amount)}
	}
}

// duty is who must do what, with the details in the order of the text.
func duty(n *ast.Duty) doc {
	d := concat{text(n.Party.Text + " " + n.Modality.String() + " " + n.What.Text)}
	for _, det := range n.Details {
		d = append(d, text(" "+det.Kind.String()))
		switch {
		case det.Value != nil:
			d = append(d, text(" "), expr(det.Value))
		case det.Name.Text != "":
			d = append(d, text(" "+det.Name.Text))
		}
	}
	return d
}

func determination(n *ast.Determination) doc {
	options := concat{}
	for i := range n.Options {
		options = append(options, line, option(&n.Options[i]))
	}
	if n.Question != nil {
		options = append(options, line, text(quote(n.Question.Value)))
	}
	return group{concat{text("determination " + n.Name.Text + " : " + typ(n.Type) + " by " + n.By.Text), nest{options}}}
}

// table prints its rows with the columns aligned.
func table(n *ast.Table) doc {
	rows := [][]string{nil}
	for _, c := range n.Columns {
		rows[0] = append(rows[0], one(expr(c)))
	}
	rows[0] = append(rows[0], n.Decision.Text)
	for _, r := range n.Rows {
		var row []string
		for i := range r.Cells {
			row = append(row, cell(&r.Cells[i]))
		}
		rows = append(rows, append(row, one(expr(r.Value))))
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	d := concat{}
	for _, r := range rows {
		var b strings.Builder
		for i, c := range r {
			b.WriteString("| " + pad(c, widths[i]) + " ")
		}
		d = append(d, line, text(b.String()+"|"))
	}
	if t := n.Tail; t.When != nil || t.Unless != nil || t.Otherwise || len(t.ReadWith) > 0 {
		d = append(d, line, text(strings.TrimPrefix(one(tail(&t)), " ")))
	}
	return concat{edge(n.Edges), text("table " + n.Decision.Text + " by " + n.Hit.String()), nest{d}, text(".")}
}

// cell is a condition without its subject.
func cell(c *ast.Cell) string {
	if c.Any {
		return "any"
	}
	if and, ok := c.Test.(*ast.And); ok {
		parts := make([]string, len(and.Xs))
		for i, x := range and.Xs {
			parts[i] = comparison(x)
		}
		return strings.Join(parts, " and ")
	}
	return comparison(c.Test)
}

func comparison(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.OneOf:
		return pick(x.Not, "not ", "") + "one of " + one(flat(x.Members))
	case *ast.Compare:
		op := strings.TrimPrefix(strings.TrimPrefix(x.Op.String(), "is"), " ")
		if op != "" {
			op += " "
		}
		return pick(x.Not, "not ", "") + op + one(expr(x.Y))
	default: // a cell has no other tests
		return ""
	}
}

// one is d on one line.
func one(d doc) string {
	var b strings.Builder
	var write func(doc)
	write = func(d doc) {
		switch d := d.(type) {
		case text:
			b.WriteString(string(d))
		case concat:
			for _, e := range d {
				write(e)
			}
		case nest:
			write(d.d)
		case group:
			write(d.d)
		case brk:
			if !d.soft {
				b.WriteByte(' ')
			}
		}
	}
	write(d)
	return b.String()
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// step is a sentence of a test without its full stop.
func step(n *ast.TestStep) doc {
	expect := func(d doc) doc { return concat{text("expect "), d} }
	of := func(words string) doc { return text("expect " + n.Name.Text + " " + words) }
	switch n.Kind {
	case ast.StepGiven:
		return concat{text("given " + n.Name.Text + " is "), expr(n.Value)}
	case ast.StepUnknown:
		return text("given " + n.Name.Text + " is unknown")
	case ast.StepReading:
		return concat{text("under reading " + n.Name.Text + " is "), expr(n.Value)}
	case ast.StepIs:
		return concat{of("is "), expr(n.Value)}
	case ast.StepNotApplicable, ast.StepNotGoverned, ast.StepConflict:
		return of(n.Kind.String())
	case ast.StepNeeds, ast.StepAwaits:
		return of(n.Kind.String() + " " + named(n.Names))
	case ast.StepCites, ast.StepCitesNot:
		return of(n.Kind.String() + " clause " + quoted(n.Clauses))
	case ast.StepIsDuty:
		return concat{of("is duty "), duty(n.Duty)}
	case ast.StepDuty:
		return expect(concat{text("duty "), duty(n.Duty)})
	case ast.StepNoDuty:
		return expect(concat{text("no duty "), duty(n.Duty)})
	case ast.StepCaveat:
		return expect(text("caveat " + n.Name.Text))
	case ast.StepError:
		return expect(text("error on " + n.Path))
	}
	return text("")
}
