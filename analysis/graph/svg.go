package graph

import (
	"fmt"
	"html"
	"io"
	"strings"
)

const svgStyle = `<style>
text { font: 13px system-ui, sans-serif; fill: #1a1a1a; }
.note { font-size: 11px; fill: #555; }
rect { fill: #fff; stroke: #888; }
.decision rect { fill: #dbe9ff; stroke: #2a5db0; stroke-width: 2; }
.clause rect { fill: #fff7d6; stroke: #b08a1a; }
.event rect, .judgment rect { stroke-dasharray: 4 3; }
.term rect, .schedule rect, .ambiguity rect { fill: #eef5ee; stroke: #5a8a5a; }
path { fill: none; stroke: #999; }
.prevails { stroke: #b03030; stroke-dasharray: 5 3; }
.arrow { fill: #999; stroke: none; } .strong { fill: #b03030; stroke: none; }
</style>
`

// SVG draws the graph. The drawing needs nothing else, and has its content as a text for those who do not see it.
func (g *Graph) SVG(w io.Writer) error {
	boxes, width, height := g.layout()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t d">`+"\n", width, height, width, height)
	var described strings.Builder
	if err := g.Text(&described); err != nil {
		return err
	}
	fmt.Fprintf(&b, "<title id=\"t\">What the decisions of %s depend on</title>\n<desc id=\"d\">%s</desc>\n", escape(g.Policy), escape(described.String()))
	b.WriteString(svgStyle)
	b.WriteString(`<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="arrow" d="M0 0 8 4 0 8z"/></marker>` +
		`<marker id="p" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="strong" d="M0 0 8 4 0 8z"/></marker></defs>` + "\n")
	for _, n := range g.Nodes {
		for _, e := range n.Edges {
			edge(&b, boxes[n.index], boxes[e.To.index], e)
		}
	}
	for _, n := range g.Nodes {
		drawn(&b, n, boxes[n.index])
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func edge(b *strings.Builder, from, to box, e Edge) {
	if e.Relation >= Prevails { // beside the boxes, which stand in one layer as a rule
		x := from.x + from.width
		fmt.Fprintf(b, `<path class="prevails" marker-end="url(#p)" d="M%d %dC%d %d %d %d %d %d"><title>%s</title></path>`+"\n", x, from.y+boxHeight/2,
			x+gap/2, from.y+boxHeight/2, to.x+to.width+gap/2, to.y+boxHeight/2, to.x+to.width, to.y+boxHeight/2, e.Relation)
		return
	}
	x1, y1, x2, y2 := from.x+from.width, from.y+boxHeight/2, to.x, to.y+boxHeight/2
	fmt.Fprintf(b, `<path marker-end="url(#a)" d="M%d %dC%d %d %d %d %d %d"/>`+"\n", x1, y1, x1+gap/2, y1, x2-gap/2, y2, x2, y2)
}

func drawn(b *strings.Builder, n *Node, at box) {
	name, note := n.label()
	fmt.Fprintf(b, `<g class="%s"><title>%s %s: %s</title><rect x="%d" y="%d" width="%d" height="%d" rx="5"/>`, n.Kind, n.Kind, escape(n.Name), escape(n.Note),
		at.x, at.y, at.width, boxHeight)
	fmt.Fprintf(b, `<text x="%d" y="%d">%s</text>`, at.x+padding, at.y+17, escape(name))
	if note != "" {
		fmt.Fprintf(b, `<text class="note" x="%d" y="%d">%s</text>`, at.x+padding, at.y+33, escape(note))
	}
	b.WriteString("</g>\n")
}

// escape makes a text safe inside XML, in which some characters cannot stand at all.
func escape(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, s))
}
