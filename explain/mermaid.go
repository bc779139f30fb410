package explain

import (
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
)

// Mermaid draws what decided the chief answers as a graph in the language of mermaid: from the facts by way of the clauses to the answers.
// With all, it draws every decided answer.
func Mermaid(res *outcome.Result, v Voice, all bool, decisions ...string) []byte {
	b := newBuilder(res, decisions)
	b.plainly = v == Customer
	g := &graph{b: b, nodes: map[string]string{}, edges: map[string]bool{}, done: map[*tree.Decision]bool{}}
	g.out.WriteString("flowchart BT\n")
	order := b.order[:b.top]
	if all {
		order = b.order
	}
	for i, d := range order {
		if d.Status != outcome.NotApplicable && !isCaveats(d) || i == 0 {
			g.decision(d)
		}
	}
	g.out.WriteString("  classDef answer font-weight:bold\n")
	return []byte(g.out.String())
}

type graph struct {
	b     *builder
	out   strings.Builder
	nodes map[string]string // id by text
	edges map[string]bool
	done  map[*tree.Decision]bool
}

// node writes a node once and gives its id. Open and close make its shape.
func (g *graph) node(text, open, shut, class string) string {
	key := open + text
	if id, ok := g.nodes[key]; ok {
		return id
	}
	id := "n" + strconv.Itoa(len(g.nodes)+1)
	g.nodes[key] = id
	g.out.WriteString("  " + id + open + `"` + wrapped(text) + `"` + shut + class + "\n")
	return id
}

func (g *graph) edge(from, to string) {
	s := "  " + from + " --> " + to + "\n"
	if !g.edges[s] {
		g.edges[s] = true
		g.out.WriteString(s)
	}
}

// decision draws an answer with the clauses that give it, and what each rests on.
func (g *graph) decision(d *outcome.Decision) string {
	head := g.b.head(d)
	id := g.node(head.Question+": "+head.Answer, "[", "]", ":::answer")
	if g.done[d.Decision] {
		return id
	}
	g.done[d.Decision] = true
	if d.Status != outcome.Decided {
		for _, n := range d.Needs {
			g.edge(g.node(strconv.Itoa(g.b.numbers[n.Path])+". "+g.b.question(n.Input, n.Path), "{{", "}}", ""), id)
		}
		for _, w := range d.Determinations {
			g.edge(g.node(strconv.Itoa(g.b.numbers[w.Input.Name])+". "+g.b.question(w.Input, w.Input.Name), "{{", "}}", ""), id)
		}
		return id
	}
	const most = 4
	for _, r := range g.b.reasons(d, most) {
		clause := g.node(strings.TrimSpace(flat(Inline{}.titled(r.clause))), "([", "])", "")
		g.edge(clause, id)
		if !g.upon(r, clause) && r.why != "" {
			g.edge(g.node(r.why, "(", ")", ""), clause)
		}
	}
	for _, l := range d.Account {
		for _, on := range decisionsIn([]*tree.Rule{l.Rule}) {
			if next := g.b.find(on); next != nil && next.Status == outcome.Decided && on != d.Decision {
				g.edge(g.decision(next), id)
			}
		}
	}
	return id
}

// upon draws the answers that a reason rests on; false if there are none.
func (g *graph) upon(r reason, clause string) bool {
	drawn := false
	for _, x := range []tree.Expr{r.rule.When, r.rule.Unless} {
		if x == nil {
			continue
		}
		for _, on := range decisionsOf(x) {
			if next := g.b.find(on); next != nil && next.Status == outcome.Decided && on != r.rule.Decision && g.b.ends(on) == nil {
				g.edge(g.decision(next), clause)
				drawn = true
			}
		}
	}
	return drawn
}

// wrapped breaks a label into lines and keeps its text from being taken for markup.
func wrapped(s string) string {
	const width = 44
	var b strings.Builder
	length := 0
	for _, w := range strings.Fields(strings.NewReplacer(`"`, "”", "<", "‹", ">", "›", "#", "no. ", "`", "'", glue, " ").Replace(s)) {
		if length > 0 && length+len(w) > width {
			b.WriteString("<br/>")
			length = 0
		} else if length > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		length += len(w) + 1
	}
	return b.String()
}
