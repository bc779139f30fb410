package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
)

// Declarations: each is read with a production of the grammar and turned into its node. Where a production fails, its error is put into
// words here; declarations with a block are then read member by member, to find the errors of the other members.

func (p *parser) header() *ast.Policy {
	start, mark := p.i, p.rep.mark()
	if d, ok := declare(p, p.g.header); ok && !p.headerGoesOn() {
		h := p.lowerHeader(d)
		h.At = p.from(start)
		return h
	}
	p.again(mark, start+1)
	h := &ast.Policy{Name: p.str("the policy's name, as in `policy \"seller/returns\"`")}
	if p.failed {
		p.skipHeaderLine(start)
	}
	for p.headerGoesOn() {
		p.begin()
		at := p.i
		l, ok := declare(p, p.g.headerLine)
		p.declared(at, ok)
		p.lowerHeaderLine(h, l)
		if p.failed {
			p.skipHeaderLine(at)
		}
	}
	h.At = p.from(start)
	return h
}

// again takes back the errors since mark and returns to token i, to read a declaration in smaller steps.
func (p *parser) again(mark [2]int, i int) {
	p.rep.rewind(mark)
	p.failed, p.quiet = false, false
	p.i = i
}

// headerGoesOn tells whether something follows that is neither a declaration nor the end.
func (p *parser) headerGoesOn() bool {
	t := p.toks[p.i]
	return t.kind != kEOF && t.kind != kRBrace && !p.beginsDeclaration(p.i)
}

// skipHeaderLine goes on to the first token of a later line.
func (p *parser) skipHeaderLine(at int) {
	p.failed = false
	p.i = max(p.i, at+1)
	for p.toks[p.i].kind != kEOF && !p.toks[p.i].first {
		p.i++
	}
}

func (p *parser) use() *ast.Use {
	start := p.i
	d, ok := declare(p, p.g.use)
	p.declared(start, ok)
	return &ast.Use{At: p.from(start), Names: p.lowerNames(d.Names), Policy: p.lowerString(d.Policy)}
}

// declared reports the error of a declaration that could not be read, unless a hand-written production has.
func (p *parser) declared(start int, ok bool) {
	if !ok && !p.failed {
		p.fail(p.wrongDeclaration(start, p.i))
	}
}

// fact reads a fact or event. Only the fields of a record may bear a reserved word as name.
func (p *parser) fact(top bool) *ast.Fact {
	start := p.i
	d, ok := declare(p, p.g.fact)
	p.declared(start, ok)
	f := p.lowerFact(d)
	f.At = p.from(start)
	if _, reserved := keywords[f.Name.Text]; reserved && top {
		p.complain(p.reservedName(f.Name.Span))
	}
	return f
}

func (p *parser) record() *ast.Record {
	start, mark := p.i, p.rep.mark()
	d, ok := declare(p, p.g.record)
	r := &ast.Record{Name: p.lowerName(d.Name)}
	if ok {
		for _, f := range d.Fields {
			r.Fields = append(r.Fields, p.lowerFact(f))
		}
	} else {
		p.members(start, mark, func() bool { return p.toks[p.i].kind == kFact || p.toks[p.i].kind == kEvent }, func() {
			r.Fields = append(r.Fields, p.fact(false))
		})
	}
	r.At = p.from(start)
	return r
}

func (p *parser) ambiguity() *ast.Ambiguity {
	start, mark := p.i, p.rep.mark()
	d, ok := declare(p, p.g.ambiguity)
	a := &ast.Ambiguity{Name: p.lowerName(d.Name), Title: p.lowerString(d.Title), Concerns: p.lowerStrings(d.Concerns)}
	if ok {
		for _, r := range d.Readings {
			a.Readings = append(a.Readings, p.lowerReading(r))
		}
	} else {
		p.members(start, mark, func() bool { return p.isWord(p.toks[p.i], "reading") }, func() {
			a.Readings = append(a.Readings, p.reading())
		})
	}
	a.At = p.from(start)
	return a
}

func (p *parser) reading() *ast.Reading {
	start := p.i
	d, ok := declare(p, p.g.reading)
	p.declared(start, ok)
	r := p.lowerReading(d)
	r.At = p.from(start)
	return r
}

// members reads a declaration with a block after an error: it reports an error in the declaration's head, or else reads the block again
// member by member.
func (p *parser) members(start int, mark [2]int, isMember func() bool, read func()) {
	reached, open := p.i, p.blockOf(start)
	switch {
	case open < 0:
		p.declared(start, false)
		p.i = max(p.i, start+1)
		p.skipDeclaration()
		return
	case reached <= open:
		p.declared(start, false)
	default:
		p.again(mark, open)
	}
	p.failed = false
	p.i = open + 1
	for !p.memberBlockEnds(open, isMember) {
		p.begin()
		at := p.i
		if isMember() {
			read()
			if !p.failed && !isMember() && p.toks[p.i].kind != kRBrace && p.toks[p.i].kind != kEOF {
				p.fail(p.wrongDeclaration(at, p.i))
			}
		} else {
			p.fail(p.notAMember(start, at))
		}
		if p.failed {
			p.skipMember(at, isMember)
		}
	}
	p.endBlock(open)
}

// blockOf is the opening brace of the declaration that begins at token start, -1 if it has none.
func (p *parser) blockOf(start int) int {
	for i := start; i < len(p.toks); i++ {
		if p.toks[i].kind == kLBrace {
			return i
		}
		if i > start && p.toks[i].first && p.beginsDeclaration(i) {
			break
		}
	}
	return -1
}

// memberBlockEnds is blockEnds for a block whose members may begin like declarations.
func (p *parser) memberBlockEnds(open int, isMember func() bool) bool {
	k := p.toks[p.i].kind
	if k == kRBrace || k == kEOF {
		return true
	}
	if p.missing == 0 || !p.toks[p.i].first {
		return false
	}
	return (isMember() || p.beginsDeclaration(p.i)) && p.indent(p.i) <= p.indent(open)
}

// skipMember goes on to the next member, the end of the block or a declaration.
func (p *parser) skipMember(at int, isMember func() bool) {
	p.failed = false
	p.i = max(p.i, at)
	for ; p.toks[p.i].kind != kEOF && p.toks[p.i].kind != kRBrace; p.i++ {
		if p.i > at && p.toks[p.i].first && (isMember() || p.beginsDeclaration(p.i)) {
			return
		}
	}
}

func (p *parser) decision() *ast.Decision {
	start := p.i
	d, ok := declare(p, p.g.decision)
	p.declared(start, ok)
	return &ast.Decision{
		At: p.from(start), Name: p.lowerName(d.Name), Type: p.lowerType(d.Type), Arises: expr(d.Arises),
		ArisesClause: p.optString(d.Clause), Label: p.optString(d.Label),
	}
}

func (p *parser) schedule() *ast.Schedule {
	start := p.i
	d, ok := declare(p, p.g.schedule)
	p.declared(start, ok)
	s := &ast.Schedule{At: p.from(start), Name: p.lowerName(d.Name), From: expr(d.From), Clause: p.optString(d.Clause)}
	if every, ok := d.Every.(*ast.PeriodLit); ok {
		s.Every = every
	}
	return s
}

// determination reads a determination, which is a sentence but is declared like a fact.
func (p *parser) determination(start int) ast.ClauseItem {
	d, ok := declare(p, p.g.determination)
	p.declared(start, ok)
	n := &ast.Determination{
		At: p.from(start), Name: p.lowerName(d.Name), Type: p.lowerType(d.Type), By: p.lowerName(d.By),
		Options: p.lowerOptions(d.Options, d.Type), Question: p.optString(d.Question),
	}
	if n.Name.Text == "" {
		return nil
	}
	return n
}

// place is the place of tokens that participle has read.
func (p *parser) place(offset, end int) ast.At {
	return ast.At{Span: source.Span{File: p.file, Start: offset, End: end}}
}
