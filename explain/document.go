// Package explain turns an answer of the engine into something to read or to process: JSON for programs, and for people a document that
// is built once (build.go) and printed as text (text.go).
//
// It decides nothing: whatever it says is in the outcome.
package explain

import "github.com/clausewise/clausewise/dsl/tree"

// Document is an explanation as a tree of blocks, for printers.
type Document struct {
	Title    string
	Subtitle string
	Sections []Section
}

// Section is a part of the document. The first one has no heading: it is the summary.
type Section struct {
	Heading string
	Blocks  []Block
}

// Block is a *Paragraph, *Bullets, *Terms, *Account or *Answer.
//
//sumtype:decl
type Block interface{ block() }

// Inline is a run of text with the clauses it names.
type Inline []Span

// Span is plain text, or the name of a clause.
type Span struct {
	Text   string
	Clause *tree.Clause // nil: plain text
}

// Paragraph is a paragraph.
type Paragraph struct{ Text Inline }

// Bullets is a list.
type Bullets struct{ Items []Inline }

// Terms is a list of terms with what belongs to them.
type Terms struct{ Rows []Term }

// Term is one row of Terms. A folded one only completes the picture: a printer may shorten it or hide it until it is asked for.
type Term struct {
	Name   string
	Text   Inline
	Folded bool
}

// Account is a statement whose amounts add up to the total.
type Account struct {
	Lines []AccountLine
	Total AccountLine
}

// AccountLine is one line. Amount is signed; it is empty on a line that changes nothing.
type AccountLine struct {
	Label  string
	Amount string
	Note   string
	Clause *tree.Clause
}

// Mood says how an answer stands.
type Mood uint8

// The moods.
const (
	Settled Mood = iota
	Open
	Contradictory
)

// Answer is what became of one decision.
type Answer struct {
	Question string
	Answer   string
	Mood     Mood
	Blocks   []Block
}

func (*Paragraph) block() {}
func (*Bullets) block()   {}
func (*Terms) block()     {}
func (*Account) block()   {}
func (*Answer) block()    {}

// plain is text without clauses.
func plain(s string) Inline { return Inline{{Text: s}} }

// with appends text.
func (in Inline) with(s string) Inline { return append(in, Span{Text: s}) }

// ref appends a clause's name.
func (in Inline) ref(c *tree.Clause) Inline { return append(in, Span{Text: c.ID, Clause: c}) }
