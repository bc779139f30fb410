package format

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
)

// typ is a type as written.
func typ(t *ast.Type) string {
	switch t.Kind {
	case ast.TypeOneOf, ast.TypeFirstOf, ast.TypeSet:
		return t.Kind.String() + " " + named(t.Members)
	case ast.TypeList:
		return "list of " + typ(t.Elem)
	case ast.TypeRecord:
		return t.Name.Text
	case ast.TypeMoney:
		return "money" + pick(t.Special, " or unlimited", "")
	case ast.TypeDate:
		return "date" + pick(t.Special, " or never", "")
	default:
		return t.Kind.String()
	}
}

// option is an option of a fact or determination.
func option(o *ast.Option) doc {
	switch o.Kind {
	case ast.OptDefault:
		return concat{text("default "), expr(o.Value)}
	case ast.OptAskedWhen:
		return concat{text("asked when "), chain(o.Value, true), reference(o.Clause)}
	case ast.OptFrom:
		return text("from " + o.Party.Text)
	case ast.OptFixed:
		return text("fixed")
	default:
		return bound(o.Bound)
	}
}

func bound(b *ast.Bound) doc {
	d := concat{text(b.Kind.String() + " ")}
	if b.Kind == ast.Among {
		d = append(d, text(named(b.Members)))
	} else {
		d = append(d, expr(b.Value))
	}
	if b.When != nil {
		d = append(d, text(" when "), chain(b.When, true))
	}
	if b.Unless != nil {
		d = append(d, text(" unless "), chain(b.Unless, true))
	}
	return d
}

// reference is a clause that makes something so.
func reference(clause *ast.String) doc {
	if clause == nil {
		return text("")
	}
	return text(" clause " + quote(clause.Value))
}

// declaration is a declaration without a block, on one line; after its name come width columns.
func declaration(n ast.Node, width int) string {
	switch n := n.(type) {
	case *ast.Use:
		return "use " + named(n.Names) + " from policy " + quote(n.Policy.Value)
	case *ast.Fact:
		return fact(n, width)
	case *ast.Decision:
		d := concat{text("decision " + pad(n.Name.Text, width-len("decision ")) + " : " + typ(n.Type))}
		if n.Arises != nil {
			d = append(d, text(" arises when "), expr(n.Arises), reference(n.ArisesClause))
		}
		return one(append(d, question(n.Label)))
	case *ast.Schedule:
		return one(concat{text("schedule " + n.Name.Text + " every " + period(n.Every) + " from and including "), expr(n.From), reference(n.Clause)})
	case *ast.Reading:
		return reading(n, width)
	}
	return ""
}

// head is the words of a declaration up to its colon, for which a column is shared with its neighbours.
func head(n ast.Node) (words string, kind int) {
	switch n := n.(type) {
	case *ast.Fact:
		return pick(n.Event, "event ", "fact ") + n.Name.Text, 1
	case *ast.Decision:
		return "decision " + n.Name.Text, 2
	case *ast.Reading:
		return "reading " + n.Name.Text, 3
	}
	return "", 0
}

func fact(n *ast.Fact, width int) string {
	words, _ := head(n)
	d := concat{text(pad(words, width) + " : " + typ(n.Type))}
	for i := range n.Options {
		d = append(d, text(" "), option(&n.Options[i]))
	}
	return one(append(d, question(n.Question)))
}

func question(s *ast.String) doc {
	if s == nil {
		return text("")
	}
	return text(" " + quote(s.Value))
}

func reading(n *ast.Reading, width int) string {
	words, _ := head(n)
	s := pad(words, width) + " " + quote(n.Text.Value)
	if n.Adopted {
		s += " adopted " + quote(n.Why.Value) + " by " + quote(n.By.Value)
		if n.On != nil {
			s += " on " + one(expr(n.On))
		}
	}
	return s
}

// headerLine is a line of the header.
type headerLine struct {
	at    ast.At
	words string // aligned with the other lines; empty for lines that are sentences of their own
	rest  string
}

// headerLines are the lines of the header in the order of the text.
func headerLines(h *ast.Policy) []headerLine {
	var lines []headerLine
	add := func(at ast.At, words, rest string) { lines = append(lines, headerLine{at, words, rest}) }
	for _, l := range []struct {
		word string
		s    *ast.String
	}{{"title", h.Title}, {"seller", h.Seller}, {"source", h.Source}, {"version", h.Version}} {
		if l.s != nil {
			add(l.s.At, l.word, quote(l.s.Value))
		}
	}
	if n := len(h.Parties); n > 0 {
		add(ast.At{Span: h.Parties[0].Span.To(h.Parties[n-1].Span)}, "parties", named(h.Parties))
	}
	if h.Currency != nil {
		add(h.Currency.At, "currency", h.Currency.Text)
	}
	if h.CurrencyOf != nil {
		add(h.CurrencyOf.At, "currency", "of "+h.CurrencyOf.Text)
	}
	if h.Months != nil {
		add(h.Months.At, "months", h.Months.Text)
	}
	switch {
	case h.AsWritten:
		add(ast.At{Span: h.ZoneAt}, "", "time zone as written")
	case h.TimeZone != nil:
		add(ast.At{Span: h.ZoneAt}, "time zone", quote(h.TimeZone.Value))
	}
	if w := h.WorkingDays; w != nil {
		add(w.At, "", workingDays(w))
	}
	if f := h.InForce; f != nil {
		s := "in force from " + one(expr(f.From))
		if f.Until != nil {
			s += " until " + one(expr(f.Until))
		}
		add(f.At, "", s+" picked by "+f.PickedBy.Text)
	}
	sortByPlace(lines)
	return lines
}

func workingDays(w *ast.WorkingDays) string {
	d := concat{text("working days are " + w.From.Text + " to " + w.To.Text)}
	if w.Except != nil {
		d = append(d, text(" except "), expr(w.Except))
	}
	return one(append(d, reference(w.Clause)))
}

// clauseHead is a clause up to its block or to the end of its status.
func clauseHead(c *ast.Clause) string {
	s := "clause " + quote(c.ID.Value)
	if c.Summary != nil {
		s += " " + quote(c.Summary.Value)
	}
	switch c.Kind {
	case ast.Informational, ast.NotModelled:
		s += " " + c.Kind.String()
		if c.Reason != nil {
			s += " " + quote(c.Reason.Value)
		}
	case ast.ModelledInClause, ast.ModelledInPolicies:
		s += " " + c.Kind.String() + " " + quoted(c.Targets)
	}
	return s
}

func ambiguityHead(a *ast.Ambiguity) string {
	s := "ambiguity " + a.Name.Text + " " + quote(a.Title.Value)
	if len(a.Concerns) > 0 {
		s += " concerns clause " + quoted(a.Concerns)
	}
	return s
}

func testHead(t *ast.Test) string {
	s := "test " + quote(t.Title.Value) + " of policy " + quote(t.Policy.Value)
	if t.Todo != nil {
		s += " todo " + quote(t.Todo.Value)
	}
	if t.Like != nil {
		s += " like " + quote(t.Like.Value)
	}
	return strings.TrimRight(s, " ")
}
