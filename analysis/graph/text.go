package graph

import (
	"fmt"
	"io"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

// Text writes the graph as a tree for each decision. What has been shown above is named, and not shown again.
func (g *Graph) Text(w io.Writer) error {
	var b strings.Builder
	shown := map[*Node]bool{}
	for i, r := range g.Roots {
		if i > 0 {
			b.WriteByte('\n')
		}
		text(&b, r, 0, shown)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func text(b *strings.Builder, n *Node, depth int, shown map[*Node]bool) {
	again := shown[n] && len(n.Edges) > 0
	shown[n] = true
	line := fmt.Sprintf("%s %s", n.Kind, n.Name)
	switch {
	case n.Kind == Clause && n.Note != "":
		line += ": " + n.Note
	case n.Kind != Clause:
		line += " (" + n.Note + ")"
	}
	if again {
		line += ", see above"
	}
	fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", depth), diag.Visible(line))
	if again {
		return
	}
	for _, e := range n.Edges {
		if e.Relation == Prevails || e.Relation == Disables {
			fmt.Fprintf(b, "%s%s clause %s\n", strings.Repeat("  ", depth+1), e.Relation, diag.Visible(e.To.Name))
		}
	}
	for _, e := range n.Edges {
		if e.Relation == RuledBy || e.Relation == Reads {
			text(b, e.To, depth+1, shown)
		}
	}
}

// label is what stands in a node that is drawn: its name, and below it what it is.
func (n *Node) label() (name, note string) {
	switch n.Kind {
	case Clause:
		return "clause " + diag.Visible(n.Name), clip(diag.Visible(n.Note), maxNote)
	case Decision, Fact:
		return diag.Visible(n.Name), clip(diag.Visible(n.Note), maxNote)
	}
	return diag.Visible(n.Name), clip(n.Kind.String()+", "+diag.Visible(n.Note), maxNote)
}

const maxNote = 36 // characters

func clip(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return strings.TrimRight(string(r[:most-1]), " ,") + "…"
}
