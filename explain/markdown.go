package explain

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Markdown prints a document as CommonMark with tables. What is folded is left out unless all is asked for.
func Markdown(d *Document, all bool) []byte {
	p := &markdown{all: all}
	p.para("# " + escape(d.Title))
	p.para(escape(d.Subtitle))
	for _, s := range d.Sections {
		if s.Heading != "" {
			p.para("## " + escape(s.Heading))
		}
		for _, b := range s.Blocks {
			p.block(b)
		}
	}
	return []byte(strings.TrimSuffix(p.buf.String(), "\n"))
}

type markdown struct {
	buf strings.Builder
	all bool
}

// para writes a paragraph, which ends with an empty line.
func (p *markdown) para(s string) {
	p.buf.WriteString(s)
	p.buf.WriteString("\n\n")
}

func (p *markdown) block(b Block) {
	switch b := b.(type) {
	case *Paragraph:
		p.para(runs(b.Text))
	case *Bullets:
		p.list(b)
	case *Terms:
		var items []Inline
		for _, row := range b.Rows {
			items = append(items, plain(row.Name+": ").join(row.Text))
		}
		p.list(&Bullets{Items: items})
	case *Account:
		p.account(b)
	case *Answer:
		p.para("### " + escape(b.Question) + ": " + escape(b.Answer))
		for _, inner := range b.Blocks {
			p.block(inner)
		}
	case *Fold:
		if p.all {
			p.para("*" + escape(b.Summary) + "*")
			for _, inner := range b.Blocks {
				p.block(inner)
			}
		}
	}
}

func (in Inline) join(other Inline) Inline { return append(in, other...) }

func (p *markdown) list(b *Bullets) {
	for i, item := range b.Items {
		mark := "- "
		if b.Ordered {
			mark = strconv.Itoa(i+1) + ". "
		}
		p.buf.WriteString(mark + runs(item) + "\n")
	}
	p.buf.WriteByte('\n')
}

// account writes a statement as a table; the total is its last row.
func (p *markdown) account(a *Account) {
	p.buf.WriteString("| | Amount | Clause |\n|---|---:|---|\n")
	for _, l := range a.Lines {
		amount, clause := l.Amount, ""
		if amount == "" {
			amount = l.Note
		}
		if l.Clause != nil {
			clause = l.Clause.ID
		}
		p.buf.WriteString("| " + escapeInside(l.Label) + " | " + escapeInside(amount) + " | " + escape(clause) + " |\n")
	}
	p.para("| **" + escape(a.Total.Label) + "** | **" + escapeInside(a.Total.Amount) + "** | |")
}

// runs writes a run of text; what stands in a policy is set as code.
func runs(in Inline) string {
	var b strings.Builder
	for i, span := range in {
		switch {
		case span.Code:
			b.WriteString("`" + strings.ReplaceAll(span.Text, "`", "'") + "`")
		case i == 0:
			b.WriteString(escape(span.Text))
		default:
			b.WriteString(escapeInside(span.Text))
		}
	}
	return b.String()
}

// escape keeps text from being taken for markup: everywhere, and at the beginning of a line.
func escape(s string) string {
	s = escapeInside(s)
	if s == "" {
		return s
	}
	if r, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("#+-=~", r) {
		return `\` + s
	}
	if digits := strings.TrimLeft(s, "0123456789"); len(digits) < len(s) && digits != "" && (digits[0] == '.' || digits[0] == ')') {
		return s[:len(s)-len(digits)] + `\` + digits
	}
	return s
}

var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "&", `\&`, "\n", " ")

func escapeInside(s string) string { return marks.Replace(s) }
