package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
)

// section reads `section "title" { … }`.
func (p *parser) section() *ast.Section {
	start := p.i
	p.skip()
	s := &ast.Section{Title: p.str("a section's title, as in `section \"4. Final Sale\" { … }`")}
	open := p.openBlock("the section's title", "section")
	if open < 0 {
		s.At = p.from(start)
		return s
	}
	for !p.blockEnds(open) {
		p.begin()
		t := p.tok()
		switch t.kind {
		case kSection:
			s.Items = append(s.Items, p.section())
		case kClause:
			s.Items = append(s.Items, p.clause())
		default:
			at := p.i
			p.fail(p.notInSection(t))
			if p.beginsDeclaration(at) {
				p.skipDeclaration()
			} else {
				p.skipSentence(at)
			}
		}
	}
	p.endBlock(open)
	s.At = p.from(start)
	return s
}

// openBlock reads an opening brace and gives its index. Where the head of the block had an error, it looks for the brace on the same
// line. It gives -1 if there is none.
func (p *parser) openBlock(after, what string) int {
	if p.kind() == kLBrace {
		p.skip()
		return p.i - 1
	}
	p.fail(p.missingBrace(p.tok(), after, what))
	p.failed = false
	for i := p.i; i < len(p.toks) && (i == p.i || !p.toks[i].first); i++ {
		if p.toks[i].kind == kLBrace {
			p.i = i + 1
			return i
		}
	}
	p.skipDeclaration()
	return -1
}

// blockEnds tells whether the block opened at token open ends at the current token, with or without its brace.
func (p *parser) blockEnds(open int) bool {
	k := p.toks[p.i].kind
	return k == kRBrace || k == kEOF || p.closesEarly(open)
}

// clause reads a clause with its block or its status.
func (p *parser) clause() *ast.Clause {
	start := p.i
	p.skip()
	c := &ast.Clause{ID: p.str("the clause's id, as in `clause \"§5(4)\"`")}
	if p.kind() == kString {
		s := p.str("")
		c.Summary = &s
	}
	switch {
	case p.failed || p.kind() == kLBrace:
		p.clauseBody(c)
	case p.tok().first && p.beginsSentence(p.i):
		p.complain(p.missingBrace(p.tok(), "the clause's head", "clause"))
		p.bodyFrom(c, p.i-1)
	case !p.clauseStatus(c):
		p.fail(p.emptyClause(p.tok(), c))
		p.clauseBody(c)
	case p.failed:
		p.skipDeclaration()
	}
	c.At = p.from(start)
	return c
}

// clauseStatus reads how a clause without a block is accounted for; false if nothing of the kind stands here.
func (p *parser) clauseStatus(c *ast.Clause) bool {
	switch {
	case p.acceptWord("informational"):
		c.Kind = ast.Informational
		c.Reason = p.reason()
	case p.kind() == kNot:
		p.skip()
		if !p.acceptWord("modelled") {
			p.fail(p.unexpected(p.tok(), "`not`", "`modelled` and the reason in quotes"))
		}
		c.Kind = ast.NotModelled
		c.Reason = p.reason()
	case p.acceptWord("modelled"):
		c.Kind = ast.ModelledInClause
		if !p.accept(kIn) {
			p.fail(p.unexpected(p.tok(), "`modelled`", "`in clause` or `in policy`"))
		}
		switch {
		case p.accept(kClause):
			c.Targets = p.strings("a clause's id")
		case p.accept(kPolicy):
			c.Kind = ast.ModelledInPolicies
			c.Targets = p.strings("a policy's name")
		default:
			p.fail(p.unexpected(p.tok(), "`modelled in`", "`clause` or `policy`"))
		}
	default:
		return false
	}
	if !p.failed && p.kind() != kEOF && p.kind() != kRBrace && !p.beginsDeclaration(p.i) && !p.tok().first {
		p.fail(p.afterStatus(p.tok()))
	}
	return true
}

func (p *parser) reason() *ast.String {
	if p.kind() != kString {
		return nil
	}
	s := p.str("")
	return &s
}

// clauseBody reads the block of a clause.
func (p *parser) clauseBody(c *ast.Clause) {
	open := p.openBlock("the clause", "clause")
	if open < 0 {
		return
	}
	p.bodyFrom(c, open)
}

// bodyFrom reads the block of a clause that was opened at token open.
func (p *parser) bodyFrom(c *ast.Clause, open int) {
	c.HasBody = true
	for !p.blockEnds(open) {
		p.begin()
		t := p.tok()
		if t.kind == kClause && p.peek(1).kind == kString {
			c.Body = append(c.Body, p.clause())
			continue
		}
		if s := p.sentence(); s != nil {
			c.Body = append(c.Body, s)
		}
	}
	p.endBlock(open)
}
