package sources

import (
	"cmp"
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
)

// Cite is a sentence or declaration of a policy that depends on a clause.
type Cite struct {
	Clause string
	Policy string
	Kind   string // decision, term, determination, caveat, fact, schedule, ambiguity, or clause for a clause that is disapplied
	Name   string
	Span   source.Span
}

// Citing are the sentences and declarations that cite clauses, for policies of one document: those in a clause's block, those that name it
// (read with, despite, concerns …), by clause and in the order of the files.
func Citing(files []*ast.File) map[string][]Cite {
	c := &citing{out: map[string][]Cite{}}
	for _, f := range files {
		if f.Policy == nil {
			continue
		}
		c.policy = f.Policy.Name.Value
		for _, item := range f.Items {
			c.item(item)
		}
	}
	for id, cites := range c.out {
		slices.SortStableFunc(cites, func(a, b Cite) int {
			return cmp.Or(cmp.Compare(a.Span.File.Name, b.Span.File.Name), cmp.Compare(a.Span.Start, b.Span.Start))
		})
		c.out[id] = slices.Compact(cites)
	}
	return c.out
}

// CitingOf is Citing for those of the files that name a document as their source.
func CitingOf(document string, files []*ast.File) map[string][]Cite {
	return Citing(slices.DeleteFunc(slices.Clone(files), func(f *ast.File) bool { return SourceOf(f) != document }))
}

type citing struct {
	policy string
	out    map[string][]Cite
}

func (c *citing) add(kind string, name ast.Name, ids ...ast.String) {
	for _, id := range ids {
		if id.Value != "" && !name.Span.IsZero() {
			c.out[id.Value] = append(c.out[id.Value], Cite{id.Value, c.policy, kind, name.Text, name.Span})
		}
	}
}

func (c *citing) maybe(kind string, name ast.Name, id *ast.String) {
	if id != nil {
		c.add(kind, name, *id)
	}
}

func (c *citing) item(item ast.Item) {
	switch n := item.(type) {
	case *ast.Section:
		for _, inner := range n.Items {
			c.item(inner)
		}
	case *ast.Clause:
		c.clause(n)
	case *ast.Decision:
		c.maybe("decision", n.Name, n.ArisesClause)
	case *ast.Schedule:
		c.maybe("schedule", n.Name, n.Clause)
	case *ast.Ambiguity:
		c.add("ambiguity", n.Name, n.Concerns...)
	case *ast.Fact:
		c.options("fact", n.Name, n.Options)
	case *ast.Record:
		for _, f := range n.Fields {
			c.options("fact", f.Name, f.Options)
		}
	default: // nothing there names clauses
	}
}

func (c *citing) options(kind string, name ast.Name, options []ast.Option) {
	for _, o := range options {
		c.maybe(kind, name, o.Clause)
	}
}

func (c *citing) clause(n *ast.Clause) {
	for _, item := range n.Body {
		if inner, ok := item.(*ast.Clause); ok {
			c.clause(inner)
			continue
		}
		c.sentence(n.ID, item)
	}
}

// sentence notes a sentence of the clause called own.
func (c *citing) sentence(own ast.String, item ast.ClauseItem) {
	kind := "decision"
	var name ast.Name
	var tail ast.Tail
	var edges []ast.Edge
	switch n := item.(type) {
	case *ast.Means:
		kind, name = "term", n.Name
	case *ast.Rule:
		name, tail, edges = n.Decision, n.Tail, n.Edges
	case *ast.Includes:
		name, tail, edges = n.Decision, n.Tail, n.Edges
	case *ast.Line:
		name, tail = n.Decision, n.Tail
	case *ast.Duty:
		name, tail, edges = n.Decision, n.Tail, n.Edges
	case *ast.Table:
		name, tail, edges = n.Decision, n.Tail, n.Edges
	case *ast.Determination:
		kind, name = "determination", n.Name
		c.options(kind, name, n.Options)
	case *ast.Caveat:
		kind, name, tail = "caveat", n.Name, n.Tail
	case *ast.Disapply:
		for _, target := range n.Clauses {
			c.add("clause", ast.Name{At: n.At, Text: target.Value}, append([]ast.String{own, target}, n.Tail.ReadWith...)...)
		}
		return
	default:
		return
	}
	c.add(kind, name, own)
	c.add(kind, name, tail.ReadWith...)
	for _, e := range edges {
		if len(e.Policies) == 0 {
			c.add(kind, name, e.Clauses...)
		}
	}
}
