package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
)

// parseFile reads the header and what follows it.
func (p *parser) parseFile(file *ast.File) {
	p.missing = p.braceBalance()
	headerTold := false
	for p.toks[p.i].kind != kEOF {
		start := p.i
		p.begin()
		t := p.tok()
		switch t.kind {
		case kPolicy:
			h := p.header()
			if file.Policy != nil {
				p.failed = false
				p.complainAt(p.secondHeader(t, file.Policy))
				break
			}
			file.Policy = h
			headerTold = true
		case kRBrace:
			p.strayBrace(t)
		default:
			item := p.item(t)
			if item == nil {
				break
			}
			file.Items = append(file.Items, item)
			if _, test := item.(*ast.Test); !test && file.Policy == nil && !headerTold {
				headerTold = true
				p.missingHeader(t)
			}
		}
		if p.i == start { // nothing was read: go on behind it
			p.failed = false
			p.skip()
		}
	}
	p.failed = false
	if file.Policy == nil && len(file.Items) == 0 && len(p.rep.items) == 0 {
		p.begin()
		p.complain(p.emptyFile(len(p.toks) > 1))
	}
}

// braceBalance is the number of closing braces that the file lacks, 0 if none.
func (p *parser) braceBalance() int {
	n := 0
	for _, t := range p.toks {
		switch t.kind {
		case kLBrace:
			n++
		case kRBrace:
			n--
		}
	}
	return max(n, 0)
}

// strayBrace passes over a closing brace that closes nothing, and reports it unless its opening brace was skipped after an error.
func (p *parser) strayBrace(t token) {
	p.skip()
	if p.debt > 0 {
		p.debt--
		return
	}
	p.complain(p.strayClosing(t))
}

// item reads a declaration, section, clause or test; nil if there is none.
func (p *parser) item(t token) ast.Item {
	switch t.kind {
	case kUse:
		return ended(p, p.use())
	case kRecord:
		return p.record()
	case kFact, kEvent:
		return ended(p, p.fact(false))
	case kDecision:
		return ended(p, p.decision())
	case kSchedule:
		return ended(p, p.schedule())
	case kAmbiguity:
		return p.ambiguity()
	case kSection:
		return p.section()
	case kClause:
		return p.clause()
	case kName:
		if p.isWord(t, "test") && p.peek(1).kind == kString {
			return p.test()
		}
	}
	p.fail(p.unknownDeclaration(t))
	p.skipDeclaration()
	return nil
}

// ended checks that a new declaration begins where one without braces ends, and skips to it otherwise.
func ended[T ast.Item](p *parser, item T) ast.Item {
	t := p.tok()
	if !p.failed && !p.beginsDeclaration(p.i) && t.kind != kEOF && t.kind != kRBrace {
		p.fail(p.afterDeclaration(t))
	}
	if p.failed {
		p.skipDeclaration()
	}
	return item
}

// beginsDeclaration tells whether a declaration or block begins at token i.
func (p *parser) beginsDeclaration(i int) bool {
	t := p.toks[i]
	switch t.kind {
	case kPolicy, kUse, kRecord, kFact, kEvent, kDecision, kSchedule, kAmbiguity, kSection, kClause:
		return true
	case kName:
		return p.isWord(t, "test") && p.toks[i+1].kind == kString // a name is never the last token
	}
	return false
}

// skipDeclaration goes on to where the next declaration or block begins: a line that starts with its word, or a closing brace.
func (p *parser) skipDeclaration() {
	p.failed = false
	for ; p.toks[p.i].kind != kEOF; p.i++ {
		switch t := p.toks[p.i]; {
		case t.kind == kLBrace:
			p.debt++
		case t.kind == kRBrace && p.debt > 0:
			p.debt--
		case t.kind == kRBrace:
			return
		case t.first && int(t.start) > p.begun && p.beginsDeclaration(p.i):
			return
		}
	}
}

// indent is the width of the space before the first token of the line on which token i stands.
func (p *parser) indent(i int) int {
	for i > 0 && !p.toks[i].first {
		i--
	}
	start := int(p.toks[i].start)
	n := start
	for n > 0 && p.text[n-1] != '\n' {
		n--
	}
	return start - n
}

// indentOf is indent of an opening brace; the last one is remembered, since it is asked for at every member of its block.
func (p *parser) indentOf(open int) int {
	if p.margin[0] != open {
		p.margin = [2]int{open, p.indent(open)}
	}
	return p.margin[1]
}

// closesEarly tells whether the block that was opened on the line of token open most probably ends before the current token without its
// closing brace: the file lacks one, and a declaration or clause begins here no further right than the block itself.
func (p *parser) closesEarly(open int) bool {
	t := p.toks[p.i]
	if p.missing == 0 || !t.first || !p.beginsDeclaration(p.i) {
		return false
	}
	return p.indent(p.i) <= p.indentOf(open)
}

// endBlock reads the closing brace of the block opened at token open, or says that it is missing.
func (p *parser) endBlock(open int) {
	p.failed = false
	if p.toks[p.i].kind == kRBrace {
		p.i++
		return
	}
	if p.missing > 0 {
		p.missing--
	}
	quiet := p.quiet
	p.quiet = false
	p.begun = int(p.toks[open].start)
	p.complain(p.unclosedBlock(open, p.toks[p.i]))
	p.quiet = quiet
}
