package graph

import (
	"fmt"
	"io"
	"strings"
)

var dotShapes = []string{"box, style=\"filled,bold\", fillcolor=\"#dbe9ff\"", "note, style=filled, fillcolor=\"#fff7d6\"", "ellipse", "ellipse, style=dashed",
	"hexagon", "box, style=rounded", "folder", "diamond"}

// DOT writes the graph for Graphviz.
func (g *Graph) DOT(w io.Writer) error {
	var b strings.Builder
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace
	fmt.Fprintf(&b, "digraph %s {\n  rankdir=LR\n  node [fontname=\"sans-serif\"]\n", `"`+quote(g.Policy)+`"`)
	for _, n := range g.Nodes {
		name, note := n.label()
		if note != "" {
			name += "\n" + note
		}
		fmt.Fprintf(&b, "  n%d [label=\"%s\", shape=%s]\n", n.index, strings.ReplaceAll(quote(name), "\n", `\n`), dotShapes[n.Kind])
	}
	for _, n := range g.Nodes {
		for _, e := range n.Edges {
			style := ""
			if e.Relation >= Prevails {
				style = fmt.Sprintf(" [label=\"%s\", style=dashed, constraint=false]", e.Relation)
			}
			fmt.Fprintf(&b, "  n%d -> n%d%s\n", n.index, e.To.index, style)
		}
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

var mermaidShapes = [][2]string{{"[[", "]]"}, {"[", "]"}, {"(", ")"}, {"([", "])"}, {"{{", "}}"}, {"[/", "/]"}, {"[(", ")]"}, {"{", "}"}}

// Mermaid writes the graph as a flowchart that pages on GitHub and GitLab draw.
func (g *Graph) Mermaid(w io.Writer) error {
	var b strings.Builder
	// Entity codes, as Mermaid has them: nothing of a policy's text can end a label.
	quote := strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "&", "#amp;", "`", "#96;").Replace
	b.WriteString("flowchart LR\n")
	for _, n := range g.Nodes {
		name, note := n.label()
		label := quote(name)
		if note != "" {
			label += "<br>" + quote(note)
		}
		fmt.Fprintf(&b, "  n%d%s\"%s\"%s\n", n.index, mermaidShapes[n.Kind][0], label, mermaidShapes[n.Kind][1])
	}
	for _, n := range g.Nodes {
		for _, e := range n.Edges {
			if e.Relation >= Prevails {
				fmt.Fprintf(&b, "  n%d -.->|%s| n%d\n", n.index, e.Relation, e.To.index)
			} else {
				fmt.Fprintf(&b, "  n%d --> n%d\n", n.index, e.To.index)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
