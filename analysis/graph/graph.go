// Package graph says what the decisions of a policy depend on: facts, terms, other decisions, the clauses that rule them, and which clause
// prevails over which. It is drawn as text, DOT, Mermaid and SVG, each from the same graph, and each the same bytes for the same policy.
package graph

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
)

// Kind tells nodes apart.
type Kind uint8

// The kinds of node.
const (
	Decision Kind = iota
	Clause        // a clause, as far as it rules one decision
	Fact
	Event
	Determination
	Term
	Schedule
	Ambiguity
)

var kindNames = []string{"decision", "clause", "fact", "event", "judgment", "term", "schedule", "ambiguity"}

// String is the kind's word.
func (k Kind) String() string { return kindNames[k] }

// Node is something that an answer can depend on.
type Node struct {
	Kind  Kind
	Name  string // of what it is in the policy; the id of a clause
	Note  string // the title of a clause, the type of the others
	Edges []Edge // in the order of the text, each once
	index int
}

// Relation tells edges apart.
type Relation uint8

// The relations. Reads and RuledBy go from what depends to what it depends on.
const (
	RuledBy  Relation = iota // a decision or term, and a clause
	Reads                    // and a fact, term, decision, schedule or ambiguity
	Prevails                 // a clause, and one that it defeats where both apply
	Disables                 // a clause, and one whose rules it switches off
)

var relationNames = []string{"is ruled by", "reads", "prevails over", "switches off"}

// String says the relation.
func (r Relation) String() string { return relationNames[r] }

// Edge leads to another node.
type Edge struct {
	Relation Relation
	To       *Node
}

// Graph is what some decisions depend on.
type Graph struct {
	Policy string
	Roots  []*Node // the decisions asked for, in order
	Nodes  []*Node // each after the first that leads to it
}

// Of is the graph of the decisions of these names; of all that the policy answers if there are none.
func Of(p *tree.Policy, names []string) (*Graph, error) {
	b := &builder{p: p, g: &Graph{Policy: p.Name}, symbols: map[tree.Symbol]*Node{}, clauses: map[ruled]*Node{}}
	wanted, err := choose(p, names)
	if err != nil {
		return nil, err
	}
	for _, d := range wanted {
		b.g.Roots = append(b.g.Roots, b.symbol(d))
	}
	return b.g, nil
}

func choose(p *tree.Policy, names []string) ([]*tree.Decision, error) {
	var all, own []*tree.Decision
	var known []string
	for _, d := range p.Decisions {
		known = append(known, d.Name)
		if d.Own {
			own = append(own, d)
		}
	}
	if len(names) == 0 {
		return own, nil
	}
	for _, name := range names {
		i := -1
		for j, k := range known {
			if k == name {
				i = j
			}
		}
		if i < 0 {
			if near := diag.Nearest(name, known); near != "" {
				return nil, fmt.Errorf("the policy decides no %s; did you mean %s?", name, near)
			}
			return nil, fmt.Errorf("the policy decides no %s; it decides %s", name, strings.Join(known, ", "))
		}
		all = append(all, p.Decisions[i])
	}
	return all, nil
}

// ruled is a clause together with what it rules.
type ruled struct {
	what   tree.Symbol
	clause *tree.Clause
}

type builder struct {
	p       *tree.Policy
	g       *Graph
	symbols map[tree.Symbol]*Node
	clauses map[ruled]*Node
}

func (b *builder) node(k Kind, name, note string) *Node {
	n := &Node{Kind: k, Name: name, Note: note, index: len(b.g.Nodes)}
	b.g.Nodes = append(b.g.Nodes, n)
	return n
}

func (n *Node) add(r Relation, to *Node) {
	for _, e := range n.Edges {
		if e.Relation == r && e.To == to {
			return
		}
	}
	n.Edges = append(n.Edges, Edge{r, to})
}

// symbol is the node of a symbol, with everything below it.
func (b *builder) symbol(s tree.Symbol) *Node {
	if n, ok := b.symbols[s]; ok {
		return n
	}
	switch s := s.(type) {
	case *tree.Decision:
		return b.decision(s)
	case *tree.Input:
		kind := [...]Kind{Fact, Event, Determination}[s.Kind]
		return b.leaf(s, b.node(kind, s.Name, s.Type.String()))
	case *tree.Term:
		n := b.leaf(s, b.node(Term, s.Name, s.Type.String()))
		if s.Clause != nil {
			n.Note += ", " + clauseWords(b.p, s.Clause)
		}
		return n
	case *tree.Schedule:
		return b.leaf(s, b.node(Schedule, s.Name, "every "+s.Every.Words))
	case *tree.Ambiguity:
		return b.leaf(s, b.node(Ambiguity, s.Name, strconv.Itoa(len(s.Readings))+" readings"))
	}
	return nil
}

// leaf files a node and adds what its symbol reads.
func (b *builder) leaf(s tree.Symbol, n *Node) *Node {
	b.symbols[s] = n
	tree.EachRead(b.p, s, func(r tree.Symbol) { n.add(Reads, b.symbol(r)) })
	return n
}

func (b *builder) decision(d *tree.Decision) *Node {
	n := b.node(Decision, d.Name, d.Type.String())
	b.symbols[d] = n
	b.reads(n, d.Arises)
	for _, r := range d.Rules {
		c := b.clause(d, r.Clause)
		n.add(RuledBy, c)
		r.Exprs(func(x tree.Expr) { b.reads(c, x) })
	}
	for _, r := range d.Rules {
		loser := b.clauses[ruled{d, r.Clause}]
		for _, winner := range r.BeatenBy {
			b.clauses[ruled{d, winner.Clause}].add(Prevails, loser)
		}
		for _, off := range r.DisappliedBy {
			b.disables(d, off, loser)
		}
	}
	return n
}

// disables adds a clause that switches another one off for a decision.
func (b *builder) disables(d *tree.Decision, off *tree.Disapply, loser *Node) {
	c := b.clause(d, off.Clause)
	if c == loser {
		return
	}
	for _, x := range []tree.Expr{off.When, off.Unless} {
		b.reads(c, x)
	}
	c.add(Disables, loser)
	b.symbols[d].add(RuledBy, c)
	for _, o := range off.DisappliedBy {
		b.disables(d, o, c)
	}
}

func (b *builder) clause(d *tree.Decision, c *tree.Clause) *Node {
	key := ruled{d, c}
	n, ok := b.clauses[key]
	if !ok {
		n = b.node(Clause, c.ID, c.Title)
		if c.Policy != b.p.Name {
			n.Name += " of " + c.Policy
		}
		b.clauses[key] = n
	}
	return n
}

func (b *builder) reads(n *Node, x tree.Expr) {
	if x != nil {
		tree.EachReadOf(b.p, x, func(s tree.Symbol) { n.add(Reads, b.symbol(s)) })
	}
}

func clauseWords(p *tree.Policy, c *tree.Clause) string {
	if c.Policy != p.Name {
		return "clause " + c.ID + " of " + c.Policy
	}
	return "clause " + c.ID
}
