package parser

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
)

// headerLineList is the lines of a header as the grammar sees them.
type headerLineList struct{ into *ast.Policy }

func (headerLineList) headerLines() {}

// headerWords begin a line of the header.
var headerWords = strings.Fields("title seller source version parties currency months time working in")

// headerLines reads the lines of the header, each in any order and once. After an error it goes on with the next line.
func (p *parser) headerLines() headerLines {
	h := &ast.Policy{}
	for p.headerGoesOn() {
		p.begin()
		at := p.i
		p.headerLine(h)
		if p.failed {
			p.failed = false
			p.i = max(p.i, at+1)
			for !p.toks[p.i].first {
				p.i++
			}
		}
	}
	return headerLineList{h}
}

// headerGoesOn tells whether something follows that is neither a declaration nor the end.
func (p *parser) headerGoesOn() bool {
	t := p.tok()
	return t.kind != kEOF && t.kind != kRBrace && !p.beginsDeclaration(p.i)
}

func (p *parser) headerLine(h *ast.Policy) {
	start := p.i
	again := false
	text := func(to **ast.String, what string) {
		again = *to != nil
		p.skip()
		s := p.str(what)
		if !p.failed {
			*to = &s
		}
	}
	switch t := p.tok(); {
	case p.isWord(t, "title"):
		text(&h.Title, "the title")
	case p.isWord(t, "seller"):
		text(&h.Seller, "the seller's name")
	case p.isWord(t, "source"):
		text(&h.Source, "the name of the source")
	case p.isWord(t, "version"):
		text(&h.Version, "the version's name")
	case p.acceptWord("parties"):
		again = h.Parties != nil
		h.Parties = p.names("of a party")
	case p.acceptWord("currency"):
		again = h.Currency != nil || h.CurrencyOf != nil
		p.currency(h)
	case p.acceptWord("months"):
		again = h.Months != nil
		if t := p.tok(); !p.isWord(t, "clamp") && !p.isWord(t, "roll") {
			p.fail(p.unexpected(t, "`months`", "`clamp` (the last day of a shorter month) or `roll` (the first of the next)"))
		}
		h.Months = p.optName("")
	case p.acceptWord("time"):
		again = h.AsWritten || h.TimeZone != nil
		p.timeZone(h)
		h.ZoneAt = p.from(start).Span
	case p.acceptWord("working"):
		again = h.WorkingDays != nil
		h.WorkingDays = p.workingDays(start)
	case t.kind == kIn:
		again = h.InForce != nil
		h.InForce = p.inForce()
	default:
		p.fail(p.wrongHeaderLine(p.i))
		return
	}
	if again && !p.failed {
		p.complain(p.repeatedLine(p.from(start)))
	}
}

func (p *parser) optName(what string) *ast.Name {
	if n := p.name(what); !p.failed {
		return &n
	}
	return nil
}

func (p *parser) currency(h *ast.Policy) {
	if p.accept(kOf) {
		h.CurrencyOf = p.optName("of a money fact")
		return
	}
	if t := p.tok(); t.kind != kName {
		p.fail(p.unexpected(t, "`currency`", "a code such as `EUR`, or `of` and a money fact"))
	}
	h.Currency = p.optName("")
}

func (p *parser) timeZone(h *ast.Policy) {
	const example = "the zone's name in quotes, such as `time zone \"Europe/Zurich\"`, or `time zone as written`"
	if !p.acceptWord("zone") {
		p.fail(p.unexpected(p.tok(), "`time`", "`zone` and "+example))
	}
	switch {
	case p.kind() == kString:
		s := p.str("")
		h.TimeZone = &s
	case p.accept(kAs) && p.acceptWord("written"):
		h.AsWritten = true
	default:
		p.fail(p.unexpected(p.tok(), p.before(), example))
	}
}

// workingDays reads "working days are monday to friday [except CALENDAR] [clause "id"]" from "days" on.
func (p *parser) workingDays(start int) *ast.WorkingDays {
	w := &ast.WorkingDays{}
	if !p.acceptWord("days") || !p.acceptWord("are") {
		p.fail(p.unexpected(p.tok(), p.before(), "the line like `working days are monday to friday except public_holidays`"))
	}
	w.From = p.name("of a weekday")
	if !p.accept(kTo) {
		p.fail(p.unexpected(p.tok(), p.before(), "`to` and a weekday"))
	}
	w.To = p.name("of a weekday")
	if p.acceptWord("except") {
		switch t := p.tok(); t.kind {
		case kName, kString:
			w.Except = p.primary()
		default:
			p.fail(p.unexpected(t, "`except`", "a calendar fact, or a calendar's name in quotes"))
		}
	}
	w.Clause = p.clauseReference()
	w.At = p.from(start)
	return w
}

// clauseReference reads `clause "id"` if it stands here and begins no clause.
func (p *parser) clauseReference() *ast.String {
	if p.kind() != kClause || clauseHead(p.text, p.toks, p.i) {
		return nil
	}
	p.skip()
	if s := p.str("the clause's id"); !p.failed {
		return &s
	}
	return nil
}

// inForce reads "in force from A [until B] picked by F".
func (p *parser) inForce() *ast.InForce {
	start := p.i
	f := &ast.InForce{}
	p.skip()
	if !p.acceptWord("force") || !p.accept(kFrom) {
		p.fail(p.unexpected(p.tok(), p.before(), "the line like `in force from 2021-01-01 until 2023-12-31 picked by accepted_on`"))
	}
	f.From = p.date()
	if p.accept(kUntil) {
		f.Until = p.date()
	}
	if !p.acceptWord("picked") || !p.accept(kBy) {
		p.fail(p.unexpected(p.tok(), p.before(), "`picked by` and a date fact"))
	}
	f.PickedBy = p.name("of a date fact")
	f.At = p.from(start)
	return f
}

func (p *parser) date() ast.Expr {
	if t := p.tok(); t.kind != kDate {
		p.fail(p.unexpected(t, p.before(), "a date such as `2024-01-01`"))
		return nil
	}
	return p.primary()
}
