package explain

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

var moodNames = [...]string{Settled: "settled", Open: "open", Contradictory: "contradictory"}

// explanation writes a document as data: the "explanation" of docs/schema/decision-v1.json.
func (w *writer) explanation(d *Document) {
	w.object(func() {
		w.text("for", d.Voice.String())
		w.text("title", d.Title)
		w.text("subtitle", d.Subtitle)
		w.name("sections")
		w.array(func() {
			for _, s := range d.Sections {
				w.object(func() {
					w.some("heading", s.Heading)
					w.blocks(s.Blocks)
				})
			}
		})
	})
}

func (w *writer) blocks(all []Block) {
	w.name("blocks")
	w.array(func() {
		for _, b := range all {
			w.object(func() { w.block(b) })
		}
	})
}

func (w *writer) block(b Block) {
	switch b := b.(type) {
	case *Paragraph:
		w.text("kind", "paragraph")
		w.inline(b.Text)
	case *Bullets:
		w.text("kind", "list")
		w.name("ordered")
		w.token(jsontext.Bool(b.Ordered))
		w.name("items")
		w.array(func() {
			for _, item := range b.Items {
				w.object(func() { w.inline(item) })
			}
		})
	case *Terms:
		w.text("kind", "terms")
		w.name("rows")
		w.array(func() {
			for _, row := range b.Rows {
				w.object(func() {
					w.text("name", row.Name)
					w.inline(row.Text)
				})
			}
		})
	case *Account:
		w.text("kind", "account")
		w.name("lines")
		w.array(func() {
			for _, l := range b.Lines {
				w.accountLine(l)
			}
		})
		w.name("total")
		w.accountLine(b.Total)
	case *Answer:
		w.text("kind", "answer")
		w.text("question", b.Question)
		w.text("answer", b.Answer)
		w.text("mood", moodNames[b.Mood])
		w.blocks(b.Blocks)
	case *Fold:
		w.text("kind", "fold")
		w.text("summary", b.Summary)
		w.blocks(b.Blocks)
	}
}

func (w *writer) accountLine(l AccountLine) {
	w.object(func() {
		w.text("label", l.Label)
		w.some("amount", l.Amount)
		w.some("note", l.Note)
		if l.Clause != nil {
			w.text("clause", l.Clause.ID)
		}
	})
}

// inline writes a text and the clauses it names.
func (w *writer) inline(in Inline) {
	var text strings.Builder
	var clauses []string
	for _, span := range in {
		text.WriteString(span.Text)
		if span.Clause != nil {
			clauses = append(clauses, span.Clause.ID)
		}
	}
	w.text("text", text.String())
	if len(clauses) > 0 {
		w.texts("clauses", clauses)
	}
}
