package parser

import "github.com/alecthomas/participle/v2/lexer"

// The declarations that policies are full of, read without participle, which takes most of the time of parsing. Each gives what the
// production of the same name gives. Where a declaration does not begin as it should, nothing is read and participle has it, which knows
// where it went wrong.

// lexed is a token as participle has it.
func (p *parser) lexed(i int) lexer.Token {
	t := p.toks[i]
	return lexer.Token{Type: t.kind.symbol(), Value: p.text[t.start:t.end], Pos: lexer.Position{Offset: int(t.start)}}
}

// begins tells whether a word, a name and a colon follow.
func (p *parser) begins(word kind) bool {
	return !p.failed && p.i+2 < len(p.toks) && p.toks[p.i].kind == word && p.toks[p.i+1].kind == kName && p.toks[p.i+2].kind == kColon
}

// take is the current token if it is of that kind, which is passed over then; else no token.
func (p *parser) take(k kind) lexer.Token {
	if p.kind() != k {
		return lexer.Token{}
	}
	p.i++
	return p.lexed(p.i - 1)
}

func (p *parser) declareHeader() (*headerG, bool) {
	if p.failed || p.kind() != kPolicy || p.toks[p.i+1].kind != kString {
		return declare(p, p.grammar().header)
	}
	d := &headerG{Name: p.lexed(p.i + 1)}
	p.i += 2
	d.Lines = p.headerLines()
	return d, !p.failed
}

func (p *parser) declareFact() (*factG, bool) {
	if !p.begins(kFact) && !p.begins(kEvent) {
		return declare(p, p.grammar().fact)
	}
	d := &factG{Word: p.lexed(p.i), Name: p.lexed(p.i + 1)}
	p.i += 3
	if t := p.typ(); !p.failed {
		d.Type = t
	}
	if p.failed {
		return d, false
	}
	if o := p.options(); !p.failed {
		d.Options = o
	}
	d.Question = p.take(kString)
	return d, !p.failed
}

func (p *parser) declareDetermination() (*determinationG, bool) {
	if !p.begins(kDetermination) {
		return declare(p, p.grammar().determination)
	}
	start := p.i
	d := &determinationG{Name: p.lexed(p.i + 1)}
	p.i += 3
	if t := p.typ(); !p.failed {
		d.Type = t
	}
	if p.failed {
		return d, false
	}
	if p.kind() != kBy || p.toks[p.i+1].kind != kName {
		p.i = start
		return declare(p, p.grammar().determination)
	}
	d.By = p.lexed(p.i + 1)
	p.i += 2
	if o := p.options(); !p.failed {
		d.Options = o
	}
	d.Question = p.take(kString)
	return d, !p.failed
}

func (p *parser) declareDecision() (*decisionG, bool) {
	if !p.begins(kDecision) {
		return declare(p, p.grammar().decision)
	}
	start := p.i
	d := &decisionG{Name: p.lexed(p.i + 1)}
	p.i += 3
	if t := p.typ(); !p.failed {
		d.Type = t
	}
	if p.kind() == kArises {
		if p.toks[p.i+1].kind != kWhen {
			p.i = start
			return declare(p, p.grammar().decision)
		}
		p.i += 2
		if c := p.condition(); !p.failed {
			d.Arises = c
		}
		if p.kind() == kClause && p.toks[p.i+1].kind == kString && !clauseHead(p.text, p.toks, p.i) {
			d.Clause = p.lexed(p.i + 1)
			p.i += 2
		}
	}
	d.Label = p.take(kString)
	return d, !p.failed
}
