package explain

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clausewise/clausewise/engine/outcome"
)

// TextOptions say how text is laid out.
type TextOptions struct {
	Width int  // characters in a line; 0: 100
	Color bool // mark headings and answers with terminal colours
	Brief bool // the answers only
	All   bool // what is folded away too
	For   Voice
}

const defaultWidth = 100

// Text explains an answer clause by clause.
func Text(res *outcome.Result, o TextOptions) []byte {
	if o.Brief {
		return PrintText(BuildBrief(res), o)
	}
	return PrintText(Build(res, o.For), o)
}

// PrintText prints a document as text.
func PrintText(d *Document, o TextOptions) []byte {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	p := &textPrinter{o: o}
	p.line(0, p.style(bold, d.Title))
	p.wrap(0, 0, d.Subtitle)
	for _, s := range d.Sections {
		p.blank()
		indent := 0
		if s.Heading != "" {
			p.line(0, p.style(bold, s.Heading))
			p.line(0, strings.Repeat("-", utf8.RuneCountInString(s.Heading)))
		}
		for _, b := range s.Blocks {
			p.block(indent, b)
		}
	}
	return p.buf.Bytes()
}

type textPrinter struct {
	o   TextOptions
	buf bytes.Buffer
}

// The terminal's styles.
const (
	bold   = "\x1b[1m"
	yellow = "\x1b[1;33m"
	red    = "\x1b[1;31m"
	reset  = "\x1b[0m"
)

func (p *textPrinter) style(code, s string) string {
	if !p.o.Color || s == "" {
		return s
	}
	return code + s + reset
}

func (p *textPrinter) blank() { p.buf.WriteByte('\n') }

// line writes a line as it is.
func (p *textPrinter) line(indent int, s string) {
	p.buf.WriteString(strings.Repeat(" ", indent))
	p.buf.WriteString(strings.ReplaceAll(s, glue, " "))
	p.buf.WriteByte('\n')
}

// glue stands for a space at which no line is broken.
const glue = "\x00"

// flat is the text of a run; the names of clauses are not broken.
func flat(in Inline) string {
	var b strings.Builder
	for _, span := range in {
		if span.Clause != nil {
			b.WriteString(strings.ReplaceAll(span.Text, " ", glue))
			continue
		}
		b.WriteString(strings.ReplaceAll(span.Text, glue, " "))
	}
	return b.String()
}

// shortened names only the first of many clauses.
func shortened(in Inline) Inline {
	const most, shown = 6, 4
	var clauses []Span
	for _, span := range in {
		if span.Clause != nil {
			clauses = append(clauses, span)
		}
	}
	if len(clauses) <= most {
		return in
	}
	var out Inline
	for i, c := range clauses[:shown] {
		if i > 0 {
			out = out.with(", ")
		}
		out = append(out, c)
	}
	return out.with(" and " + count(len(clauses)-shown, "other clause", "other clauses"))
}

// wrap breaks a text into lines; those after the first are indented further by hang.
func (p *textPrinter) wrap(indent, hang int, s string) {
	at := indent
	var line strings.Builder
	length := 0
	for _, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		if length > 0 && at+length+1+n > p.o.Width {
			p.line(at, line.String())
			line.Reset()
			length, at = 0, indent+hang
		}
		if length > 0 {
			line.WriteByte(' ')
			length++
		}
		line.WriteString(word)
		length += n
	}
	if length > 0 {
		p.line(at, line.String())
	}
}

// step is how far the parts of a block are indented.
const step = 2

func (p *textPrinter) block(indent int, b Block) {
	switch b := b.(type) {
	case *Paragraph:
		p.wrap(indent, 0, flat(b.Text))
	case *Bullets:
		for i, item := range b.Items {
			mark := "- "
			if b.Ordered {
				mark = strconv.Itoa(i+1) + ". "
			}
			p.wrap(indent, len(mark), mark+flat(item))
		}
	case *Fold:
		if p.o.All {
			p.line(indent, b.Summary+":")
			for _, inner := range b.Blocks {
				p.block(indent+step, inner)
			}
		}
	case *Terms:
		p.terms(indent, b)
	case *Account:
		p.account(indent, b)
	case *Answer:
		p.answer(indent, b)
	}
}

func (p *textPrinter) answer(indent int, a *Answer) {
	code := bold
	switch a.Mood {
	case Open:
		code = yellow
	case Contradictory:
		code = red
	}
	head := a.Question + ": " + a.Answer + "."
	if p.o.Color && utf8.RuneCountInString(head)+indent <= p.o.Width {
		p.line(indent, a.Question+": "+p.style(code, a.Answer)+".")
	} else {
		p.wrap(indent, 2*step, head)
	}
	for _, b := range a.Blocks {
		p.block(indent+2*step, b)
	}
}

// terms writes names in a column and what belongs to them beside it.
func (p *textPrinter) terms(indent int, t *Terms) {
	const widest = 34
	column := 0
	for _, row := range t.Rows {
		if n := utf8.RuneCountInString(row.Name); n <= widest {
			column = max(column, n)
		}
	}
	for _, row := range t.Rows {
		name, text := row.Name, flat(row.Text)
		if row.Folded && !p.o.All {
			text = flat(shortened(row.Text))
		}
		if pad := column - utf8.RuneCountInString(name); pad >= 0 {
			// A no-break column: the spaces must survive wrapping.
			p.hanging(indent, column+step, name+strings.Repeat(" ", pad+step), text)
			continue
		}
		p.line(indent, name)
		p.hanging(indent, column+step, strings.Repeat(" ", column+step), text)
	}
}

// hanging writes a text beside a lead that fills the column.
func (p *textPrinter) hanging(indent, column int, lead, text string) {
	sub := &textPrinter{o: p.o}
	sub.o.Width = max(p.o.Width-indent-column, defaultWidth/4)
	sub.wrap(0, 0, text)
	for i, line := range strings.Split(strings.TrimRight(sub.buf.String(), "\n"), "\n") {
		if i == 0 {
			p.line(indent, strings.TrimRight(lead+line, " "))
			continue
		}
		p.line(indent+column, line)
	}
}

// account writes a statement with its amounts under each other.
func (p *textPrinter) account(indent int, a *Account) {
	lines := append(append([]AccountLine(nil), a.Lines...), a.Total)
	label, amount := 0, 0
	for _, l := range lines {
		label = max(label, utf8.RuneCountInString(l.Label))
		amount = max(amount, utf8.RuneCountInString(l.Amount))
	}
	for i, l := range lines {
		if i == len(lines)-1 {
			p.line(indent+label+step, strings.Repeat("-", amount))
		}
		s := pad(l.Label, label) + strings.Repeat(" ", step+amount-utf8.RuneCountInString(l.Amount)) + l.Amount
		if l.Clause != nil {
			s += "  " + l.Clause.ID
		}
		if l.Note != "" {
			s += "  " + l.Note
		}
		p.line(indent, s)
	}
}

// pad fills a text with spaces on the right.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}
