package explain

import (
	"crypto/sha256"
	_ "embed" // the style sheet
	"encoding/base64"
	"html"
	"strconv"
	"strings"
)

//go:embed html.css
var style string

// policy allows a page nothing but its own style sheet.
func securityPolicy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// HTML prints a document as one file that needs no other: no script, no network, its style sheet inside. What is folded stands in details
// elements, which paper shows open.
func HTML(d *Document) []byte {
	p := &page{}
	p.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.raw(`<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(securityPolicy()) + "\">\n")
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n")
	p.raw("<title>" + html.EscapeString(d.Title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n")
	p.raw("<header>\n<h1>" + html.EscapeString(d.Title) + "</h1>\n<p>" + html.EscapeString(d.Subtitle) + "</p>\n</header>\n<main>\n")
	var foot []Block
	for i, s := range d.Sections {
		if s.Heading == "" && i > 0 && i == len(d.Sections)-1 && onlyText(s.Blocks) {
			foot = s.Blocks
			continue
		}
		p.section(i, s)
	}
	p.raw("</main>\n")
	if len(foot) > 0 {
		p.raw("<footer>\n")
		p.blocks(foot)
		p.raw("</footer>\n")
	}
	p.raw("</body>\n</html>\n")
	return []byte(p.b.String())
}

// onlyText tells whether blocks are paragraphs alone: a closing.
func onlyText(all []Block) bool {
	for _, b := range all {
		if _, ok := b.(*Paragraph); !ok {
			return false
		}
	}
	return true
}

type page struct{ b strings.Builder }

func (p *page) raw(s string) { p.b.WriteString(s) }

// element writes an element with text in it.
func (p *page) element(tag, attributes, text string) {
	p.raw("<" + tag + attributes + ">" + html.EscapeString(text) + "</" + tag + ">")
}

func (p *page) section(i int, s Section) {
	id := "s" + strconv.Itoa(i+1)
	heading, class := s.Heading, ""
	if heading == "" {
		heading = "The answer"
		if a, ok := s.Blocks[0].(*Answer); ok && i > 0 {
			heading = capital(a.Question)
		}
	}
	if i == 0 {
		class = ` class="first"`
	}
	p.raw("<section" + class + ` aria-labelledby="` + id + "\">\n")
	p.element("h2", ` id="`+id+`"`, heading)
	p.raw("\n")
	p.blocks(s.Blocks)
	p.raw("</section>\n")
}

func (p *page) blocks(all []Block) {
	for _, b := range all {
		p.block(b)
	}
}

func (p *page) block(b Block) {
	switch b := b.(type) {
	case *Paragraph:
		p.raw("<p>")
		p.inline(b.Text)
		p.raw("</p>\n")
	case *Bullets:
		tag := "ul"
		if b.Ordered {
			tag = "ol"
		}
		p.raw("<" + tag + ">\n")
		for _, item := range b.Items {
			p.raw("<li>")
			p.inline(item)
			p.raw("</li>\n")
		}
		p.raw("</" + tag + ">\n")
	case *Terms:
		p.raw("<dl>\n")
		for _, row := range b.Rows {
			p.element("dt", "", row.Name)
			p.raw("<dd>")
			p.inline(row.Text)
			p.raw("</dd>\n")
		}
		p.raw("</dl>\n")
	case *Account:
		p.account(b)
	case *Answer:
		p.raw(`<article class="` + moodNames[b.Mood] + "\">\n<h3>" + html.EscapeString(b.Question) + ": ")
		p.element("strong", "", b.Answer)
		p.raw("</h3>\n")
		p.blocks(b.Blocks)
		p.raw("</article>\n")
	case *Fold:
		p.raw("<details>\n")
		p.element("summary", "", b.Summary)
		p.raw("\n")
		p.blocks(b.Blocks)
		p.raw("</details>\n")
	}
}

// account writes a statement as a table with headings, whose foot is the total.
func (p *page) account(a *Account) {
	p.raw("<table>\n")
	p.element("caption", "", "Statement: "+a.Total.Label)
	p.raw("\n<thead><tr><th scope=\"col\">Line</th><th scope=\"col\" class=\"amount\">Amount</th><th scope=\"col\">Clause</th></tr></thead>\n<tbody>\n")
	for _, l := range a.Lines {
		p.raw("<tr>")
		p.element("th", ` scope="row"`, l.Label)
		amount := l.Amount
		if amount == "" {
			amount = l.Note
		}
		p.element("td", ` class="amount"`, amount)
		p.raw("<td>")
		if l.Clause != nil {
			p.element("cite", "", l.Clause.ID)
		}
		p.raw("</td></tr>\n")
	}
	p.raw("</tbody>\n<tfoot><tr>")
	p.element("th", ` scope="row"`, a.Total.Label)
	p.element("td", ` class="amount"`, a.Total.Amount)
	p.raw("<td></td></tr></tfoot>\n</table>\n")
}

func (p *page) inline(in Inline) {
	for _, span := range in {
		switch {
		case span.Clause != nil:
			p.element("cite", titleOf(span), span.Text)
		case span.Code:
			p.element("code", "", span.Text)
		default:
			p.raw(html.EscapeString(span.Text))
		}
	}
}

// titleOf shows a clause's summary to whoever points at its name.
func titleOf(s Span) string {
	if s.Clause.Title == "" {
		return ""
	}
	return ` title="` + html.EscapeString(s.Clause.Title) + `"`
}
