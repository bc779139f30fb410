package format

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
)

// expr is an expression as it is written. Parentheses are those of the tree.
func expr(x ast.Expr) doc {
	switch x := x.(type) {
	case *ast.Literal:
		return literal(x)
	case *ast.PeriodLit:
		return text(period(x))
	case *ast.Ident:
		return text(x.Name)
	case *ast.Paren:
		return parens("(", chain(x.X, false))
	case *ast.Of:
		return concat{expr(x.Left), text(" of "), expr(x.Right)}
	case *ast.After:
		return concat{text(period(x.Period) + pick(x.Before, " before ", " after ")), expr(x.X)}
	case *ast.LastDay:
		return concat{text("last day of " + period(x.Period) + " from and including "), expr(x.X)}
	case *ast.WorkingDay:
		return concat{text("working day on or " + pick(x.Before, "before ", "after ")), expr(x.X)}
	case *ast.ClockOn:
		return concat{text(x.Clock + " on "), expr(x.X)}
	case *ast.Aggregate:
		return aggregate(x)
	case *ast.SchedLookup:
		if x.Form == ast.SchedFirst {
			return text("first " + x.N + " " + x.Schedule.Text)
		}
		return concat{text(x.Schedule.Text + " " + x.Form.String() + " "), expr(x.X)}
	case *ast.BindingLimits:
		return text("binding limits of " + x.Decision.Text)
	case *ast.SumExpr:
		rest := concat{}
		for _, t := range x.Rest {
			rest = append(rest, line, text(pick(t.Less, "less ", "plus ")), expr(t.X))
		}
		return group{concat{expr(x.First), nest{rest}}}
	case *ast.Product:
		rest := concat{}
		for _, f := range x.Factors[1:] {
			rest = append(rest, line, text("times "), expr(f))
		}
		return group{concat{expr(x.Factors[0]), nest{rest}}}
	case *ast.ListLit:
		if len(x.Items) == 0 {
			return text("[]")
		}
		return group{concat{text("["), nest{concat{soft, list(x.Items)}}, soft, text("]")}}
	case *ast.RecordLit:
		return record(x)
	default:
		return condition(x)
	}
}

// condition is an expression that is a condition.
func condition(x ast.Expr) doc {
	switch x := x.(type) {
	case *ast.Compare:
		words := x.Op.String()
		if x.Not {
			words = "is not" + strings.TrimPrefix(words, "is")
		}
		return concat{expr(x.X), text(" " + words + " "), expr(x.Y)}
	case *ast.Within:
		return concat{expr(x.X), text(is(x.Not) + " within " + period(x.Period) + pick(x.Before, " before ", " after ")), expr(x.Y)}
	case *ast.OneOf:
		return concat{expr(x.X), text(is(x.Not) + " one of "), flat(x.Members)}
	case *ast.In:
		return concat{expr(x.X), text(is(x.Not) + " in "), expr(x.L)}
	case *ast.IsEmpty:
		return concat{expr(x.X), text(is(x.Not) + " empty")}
	case *ast.Contains:
		return concat{expr(x.L), text(pick(x.Not, " does not include ", " includes ")), expr(x.X)}
	case *ast.Happened:
		return text(x.Event.Text + pick(x.Not, " has not happened", " has happened"))
	case *ast.Arises:
		return text(x.Decision.Text + pick(x.Not, " does not arise", " arises"))
	case *ast.Quant:
		return concat{text(x.Kind.String() + " " + x.Var.Text + " in "), expr(x.Over), text(" has "), parens("(", chain(x.Body, false))}
	case *ast.NotExpr:
		return concat{text("not "), expr(x.X)}
	case *ast.And, *ast.Or:
		return chain(x, true)
	default: // *ast.Subject stands for its column and is not written
		return text("")
	}
}

// chain is a chain of and or or, with the further operands indented or not where it is broken; any other expression as it is.
func chain(x ast.Expr, deeper bool) doc {
	var xs []ast.Expr
	word := "and "
	switch x := x.(type) {
	case *ast.And:
		xs = x.Xs
	case *ast.Or:
		xs, word = x.Xs, "or "
	default:
		return expr(x)
	}
	rest := make(concat, 0, 3*len(xs))
	for _, y := range xs[1:] {
		rest = append(rest, line, text(word), expr(y))
	}
	if deeper {
		return group{concat{expr(xs[0]), nest{rest}}}
	}
	return concat{expr(xs[0]), rest} // broken with the parentheses around it
}

// parens is x in parentheses, on lines of its own if it does not fit.
func parens(open string, x doc) doc {
	return group{concat{text(open), nest{concat{soft, x}}, soft, text(")")}}
}

func aggregate(x *ast.Aggregate) doc {
	open := x.Op.String() + " of ("
	if x.Body == nil {
		return parens(open, list(x.Args))
	}
	body := concat{expr(x.Body), text(" for each " + x.Var.Text + " in "), expr(x.Over)}
	if x.Where != nil {
		body = append(body, line, text("where "), expr(x.Where))
	}
	return parens(open, body)
}

// list is expressions between commas, where lines may be broken with what stands around them.
func list(xs []ast.Expr) doc {
	d := concat{}
	for i, x := range xs {
		if i > 0 {
			d = append(d, text(","), line)
		}
		d = append(d, expr(x))
	}
	return d
}

// flat is expressions between commas on one line.
func flat(xs []ast.Expr) doc {
	d := concat{}
	for i, x := range xs {
		if i > 0 {
			d = append(d, text(", "))
		}
		d = append(d, expr(x))
	}
	return d
}

func record(x *ast.RecordLit) doc {
	if len(x.Fields) == 0 {
		return text("{}")
	}
	d := concat{line}
	for i, f := range x.Fields {
		if i > 0 {
			d = append(d, text(","), line)
		}
		d = append(d, text(f.Name.Text+" is "), expr(f.Value))
	}
	return group{concat{text("{"), nest{d}, line, text("}")}}
}

func literal(x *ast.Literal) doc {
	switch x.Kind {
	case ast.Percent:
		return text(x.Text + "%")
	case ast.Money:
		return text(x.Text + " " + x.Unit)
	case ast.Text:
		return text(quote(x.Text))
	default:
		return text(x.Text)
	}
}

// period is "1 day" or "14 days".
func period(x *ast.PeriodLit) string {
	unit := x.Unit.String()
	if x.Count == "1" {
		unit = strings.TrimSuffix(unit, "s")
	}
	return x.Count + " " + unit
}

func is(not bool) string { return pick(not, " is not", " is") }

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func quoted(ss []ast.String) string {
	var b strings.Builder
	for i, s := range ss {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quote(s.Value))
	}
	return b.String()
}

func named(ns []ast.Name) string {
	var b strings.Builder
	for i, n := range ns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(n.Text)
	}
	return b.String()
}
