// Package explain turns an answer of the engine into something to read or to process: JSON for programs, and for people a document that
// is built once, in one of three voices (build.go, customer.go, editor.go), and printed as text, Markdown or HTML.
//
// It decides nothing: whatever it says is in the outcome. Conditions are said in sentences by the Teller.
package explain

import "github.com/clausewise/clausewise/dsl/tree"

// Document is an explanation as a tree of blocks, for printers.
type Document struct {
	Title    string
	Subtitle string
	Voice    Voice
	Sections []Section
}

// Section is a part of the document. The first one has no heading: it is the answer.
type Section struct {
	Heading string
	Blocks  []Block
}

// Block is a *Paragraph, *Bullets, *Terms, *Account, *Answer or *Fold.
//
//sumtype:decl
type Block interface{ block() }

// Inline is a run of text with the clauses it names.
type Inline []Span

// Span is plain text, or the name of a clause.
type Span struct {
	Text   string
	Clause *tree.Clause // nil: plain text
	Code   bool         // text as it stands in a policy
}

// Paragraph is a paragraph.
type Paragraph struct{ Text Inline }

// Bullets is a list, numbered if it is ordered.
type Bullets struct {
	Items   []Inline
	Ordered bool
}

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

// Fold is what only completes the picture: it is hidden until it is asked for.
type Fold struct {
	Summary string
	Blocks  []Block
}

func (*Paragraph) block() {}
func (*Bullets) block()   {}
func (*Terms) block()     {}
func (*Account) block()   {}
func (*Answer) block()    {}
func (*Fold) block()      {}

// plain is text without clauses.
func plain(s string) Inline { return Inline{{Text: s}} }

// with appends text.
func (in Inline) with(s string) Inline { return append(in, Span{Text: s}) }

// ref appends a clause's name.
func (in Inline) ref(c *tree.Clause) Inline { return append(in, Span{Text: c.ID, Clause: c}) }

// code appends text as it stands in a policy.
func (in Inline) code(s string) Inline { return append(in, Span{Text: s, Code: true}) }

// titled appends a clause's name with the editor's summary of it, unless that is only the heading it stands under.
func (in Inline) titled(c *tree.Clause) Inline {
	in = in.ref(c)
	if c.Title != "" && c.Title != c.Section && (c.Parent == nil || c.Title != c.Parent.Title) {
		in = in.with(" (" + c.Title + ")")
	}
	return in
}
