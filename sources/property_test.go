package sources

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawn is a made document: for each heading, paragraphs and items of sentences, and the ids of the clauses that the sentences are.
type drawn struct {
	outline string
	blocks  []drawnBlock
}

type drawnBlock struct {
	heading string   // or
	item    int      // 0 is a paragraph
	words   []string // and
	clause  []string // of each word
}

var (
	word     = rapid.StringMatching(`[qwxyz]{1,9}`) // no abbreviations among them
	sentence = rapid.Custom(func(t *rapid.T) []string {
		words := rapid.SliceOfN(word, 1, 12).Draw(t, "words")
		words[0] = "X" + words[0]
		words[len(words)-1] += "."
		return words
	})
)

// document draws a document in which every sentence is a clause.
func document(t *rapid.T) drawn {
	d := drawn{outline: "outline: 1\ndocument: d\ntitle: T\nsections:\n"}
	for h := range rapid.IntRange(1, 4).Draw(t, "headings") {
		heading := fmt.Sprintf("HEADING %d", h+1)
		d.blocks = append(d.blocks, drawnBlock{heading: heading})
		d.outline += "  - heading: " + heading + "\n    clauses:\n"
		items := rapid.Bool().Draw(t, "items")
		for i := range rapid.IntRange(1, 4).Draw(t, "blocks") {
			b, place := drawnBlock{}, fmt.Sprintf("paragraph %d", i+1)
			if items {
				b.item, place = i+1, fmt.Sprintf("item %d", i+1)
			}
			for s := range rapid.IntRange(1, 3).Draw(t, "sentences") {
				id := fmt.Sprintf("%d.%d.%d", h+1, i+1, s+1)
				d.outline += fmt.Sprintf("      %q: %s, sentence %d\n", id, place, s+1)
				for _, w := range sentence.Draw(t, "sentence") {
					b.words, b.clause = append(b.words, w), append(b.clause, id)
				}
			}
			d.blocks = append(d.blocks, b)
		}
	}
	return d
}

// set sets the document in lines of a width.
func (d drawn) set(width int) string {
	var b strings.Builder
	for i, block := range d.blocks {
		if i == 0 || block.item < 2 {
			b.WriteByte('\n')
		}
		if block.heading != "" {
			b.WriteString(block.heading + "\n")
			continue
		}
		indent, line := "", ""
		if block.item > 0 {
			indent, line = "      ", fmt.Sprintf("  %d. ", block.item)
		}
		for j, w := range block.words {
			if j > 0 && len(line)+len(w) > width {
				b.WriteString(strings.TrimRight(line, " ") + "\n")
				line = indent
			}
			line += w + " "
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

func TestReflowChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t)
		o, err := ReadOutline("d", []byte(d.outline))
		if err != nil {
			t.Fatal(err)
		}
		wide, err := Locate(o, d.set(1000))
		if err != nil || len(wide.Problems) > 0 {
			t.Fatal(err, wide.Problems)
		}
		narrow, err := Locate(o, d.set(rapid.IntRange(10, 80).Draw(t, "width")))
		if err != nil {
			t.Fatal(err)
		}
		if changes := Compare(NewDocument(o, wide, nil), narrow); len(changes) > 0 {
			t.Errorf("reflowing changes %v", changes)
		}
	})
}

func TestOneWordChangesItsClauseOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t)
		o, err := ReadOutline("d", []byte(d.outline))
		if err != nil {
			t.Fatal(err)
		}
		before, err := Locate(o, d.set(60))
		if err != nil || len(before.Problems) > 0 {
			t.Fatal(err, before.Problems)
		}
		var texts []int
		for i, b := range d.blocks {
			if b.heading == "" {
				texts = append(texts, i)
			}
		}
		b := &d.blocks[rapid.SampledFrom(texts).Draw(t, "block")]
		i := rapid.IntRange(0, len(b.words)-1).Draw(t, "word")
		b.words[i] = b.words[i][:1] + "zzzzzzzzzz" + b.words[i][1:]
		after, err := Locate(o, d.set(60))
		if err != nil {
			t.Fatal(err)
		}
		changes := Compare(NewDocument(o, before, nil), after)
		if len(changes) != 1 || changes[0].Kind != Changed || changes[0].ID != b.clause[i] {
			t.Errorf("changing a word of %s changes %+v", b.clause[i], changes)
		}
	})
}
