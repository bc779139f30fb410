package graph

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/internal/builtin"
)

func load(t *testing.T, text string) *tree.Policy {
	t.Helper()
	p, err := dsl.Load([]*source.File{source.NewFile("a.policy", text)})
	if err != nil {
		t.Fatal(err)
	}
	return p.Policies[0].Versions[0]
}

const deposit = `policy "harbour/deposit"
fact cancelled : yes or no
fact in_cash   : yes or no
fact price     : number
fact unrelated : yes or no
event lost_on  : date
decision deposit : one of kept, returned
decision hint    : yes or no
clause "1" { deposit is kept. dear means price is above 100. }
clause "2" "early \"exit\" <b>" { despite clause "1", deposit is returned when cancelled and dear. }
clause "3" { disapply clause "2" when lost_on has happened. }
clause "4" { hint is yes when unrelated or in_cash. hint is no otherwise. }
`

func drawnAs(t *testing.T, g *Graph, how func(*Graph, io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := how(g, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	g, err := Of(load(t, deposit), []string{"deposit"})
	if err != nil {
		t.Fatal(err)
	}
	want := `decision deposit (one of kept, returned)
  clause 1
  clause 2: early "exit" <b>
    prevails over clause 1
    fact cancelled (yes or no)
    term dear (yes or no, clause 1)
      fact price (number)
  clause 3
    switches off clause 2
    event lost_on (date)
`
	if got := drawnAs(t, g, (*Graph).Text); got != want {
		t.Errorf("%s", got)
	}
}

func TestWhichDecisions(t *testing.T) {
	p := load(t, deposit)
	if g, err := Of(p, nil); err != nil || len(g.Roots) != 2 {
		t.Errorf("all decisions: %v", err)
	}
	if _, err := Of(p, []string{"deposti"}); err == nil || !strings.Contains(err.Error(), "did you mean deposit?") {
		t.Errorf("%v", err)
	}
}

// What labels hold cannot end them, and what a decision does not read is not drawn with it.
func TestNotation(t *testing.T) {
	g, _ := Of(load(t, deposit), []string{"deposit"})
	dot, mermaid := drawnAs(t, g, (*Graph).DOT), drawnAs(t, g, (*Graph).Mermaid)
	for _, want := range []string{`label="clause 2\nearly \"exit\" <b>"`, `[label="prevails over", style=dashed`, `[label="switches off", style=dashed`} {
		if !strings.Contains(dot, want) {
			t.Errorf("%s is not in\n%s", want, dot)
		}
	}
	for _, want := range []string{`["clause 2<br>early #quot;exit#quot; #lt;b#gt;"]`, `-.->|prevails over|`} {
		if !strings.Contains(mermaid, want) {
			t.Errorf("%s is not in\n%s", want, mermaid)
		}
	}
	if strings.Contains(dot, "unrelated") || strings.Contains(mermaid, "unrelated") {
		t.Error("what the decision does not read is drawn")
	}
}

// Every built-in policy can be drawn, always alike; the drawing is XML, nothing lies upon another thing, and nothing outside.
func TestDrawings(t *testing.T) {
	program := builtin.Load(t)
	for _, one := range program.Policies {
		p := one.Versions[0]
		g, err := Of(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Of(p, nil)
		for _, how := range []func(*Graph, io.Writer) error{(*Graph).Text, (*Graph).DOT, (*Graph).Mermaid, (*Graph).SVG} {
			if drawnAs(t, g, how) != drawnAs(t, again, how) {
				t.Errorf("%s is not always drawn alike", p.Name)
			}
		}
		dec := xml.NewDecoder(strings.NewReader(drawnAs(t, g, (*Graph).SVG)))
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", p.Name, err)
			}
		}
		boxes, width, height := g.layout()
		for i, a := range boxes {
			if a.x < 0 || a.y < 0 || a.x+a.width > width || a.y+boxHeight > height || a.width < g.Nodes[i].width() {
				t.Errorf("%s: %s does not fit", p.Name, g.Nodes[i].Name)
			}
			for _, b := range boxes[:i] {
				if a.x < b.x+b.width && b.x < a.x+a.width && a.y < b.y+boxHeight && b.y < a.y+boxHeight {
					t.Errorf("%s: %s lies upon another thing", p.Name, g.Nodes[i].Name)
				}
			}
		}
		for _, n := range g.Nodes {
			for _, e := range n.Edges {
				if e.Relation < Prevails && boxes[e.To.index].x <= boxes[n.index].x {
					t.Errorf("%s: %s is not right of %s", p.Name, e.To.Name, n.Name)
				}
			}
		}
		for _, in := range p.Inputs {
			if got, want := strings.Contains(drawnAs(t, g, (*Graph).Text), " "+in.Name+" ("), isRead(p, in); got != want {
				t.Errorf("%s: %s is drawn: %v, is read: %v", p.Name, in.Name, got, want)
			}
		}
	}
}

// isRead tells whether a decision that is answered reads an input, however far away.
func isRead(p *tree.Policy, in *tree.Input) bool {
	seen := map[tree.Symbol]bool{}
	var visit func(s tree.Symbol)
	visit = func(s tree.Symbol) {
		if !seen[s] {
			seen[s] = true
			tree.EachRead(p, s, visit)
		}
	}
	for _, d := range p.Decisions {
		if d.Own {
			visit(d)
		}
	}
	return seen[in]
}
