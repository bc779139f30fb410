package parser

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/clausewise/clausewise/dsl/ast"
)

// Declarations: each is read with a production of the grammar and turned into its node. After an error parts are missing: tokens are zero,
// nodes are nil.

// header reads the header with its lines.
func (p *parser) header() *ast.Policy {
	start := p.i
	d, ok := p.declareHeader()
	if !ok {
		p.declared(start, ok)
		p.skipDeclaration()
		return &ast.Policy{At: p.from(start)}
	}
	h := &ast.Policy{}
	if lines, ok := d.Lines.(headerLineList); ok {
		h = lines.into
	}
	h.Name = p.lowerString(d.Name)
	h.At = p.from(start)
	return h
}

// declared reports the error of a declaration that could not be read, unless a hand-written production has.
func (p *parser) declared(start int, ok bool) {
	if !ok && !p.failed {
		p.fail(p.wrongDeclaration(start, p.i))
	}
}

func (p *parser) use() *ast.Use {
	start := p.i
	d, ok := declare(p, p.grammar().use)
	p.declared(start, ok)
	return &ast.Use{At: p.from(start), Names: p.lowerNames(d.Names), Policy: p.lowerString(d.Policy)}
}

// fact reads a fact or event. Only the fields of a record may bear a reserved word as name.
func (p *parser) fact(field bool) *ast.Fact {
	start := p.i
	d, ok := p.declareFact()
	p.declared(start, ok)
	f := &ast.Fact{At: p.from(start), Event: d.Word.Value == "event", Name: p.lowerName(d.Name), Type: asType(d.Type), Question: p.optString(d.Question)}
	f.Options = p.lowerOptions(f.Type, d.Options)
	if _, reserved := keywords[f.Name.Text]; reserved && !field {
		p.complain(p.reservedName(f.Name.Span))
	}
	return f
}

// fieldList is the fields of a record as the grammar sees them.
type fieldList []*ast.Fact

func (fieldList) fields() {}

func (p *parser) record() *ast.Record {
	start := p.i
	d, ok := declare(p, p.grammar().record)
	r := &ast.Record{Name: p.lowerName(d.Name)}
	if list, ok := d.Fields.(fieldList); ok {
		r.Fields = list
	}
	p.endMembers(start, ok)
	r.At = p.from(start)
	return r
}

// fields reads the fields of a record, and goes on with the next after an error.
func (p *parser) fields() fields {
	var list fieldList
	p.eachMember(func(t token) bool { return t.kind == kFact || t.kind == kEvent }, func() {
		list = append(list, p.fact(true))
	})
	return list
}

// readingList is the readings of an ambiguity as the grammar sees them.
type readingList []*ast.Reading

func (readingList) readings() {}

func (p *parser) ambiguity() *ast.Ambiguity {
	start := p.i
	d, ok := declare(p, p.grammar().ambiguity)
	a := &ast.Ambiguity{Name: p.lowerName(d.Name), Title: p.lowerString(d.Title), Concerns: p.lowerStrings(d.Concerns)}
	if list, ok := d.Readings.(readingList); ok {
		a.Readings = list
	}
	p.endMembers(start, ok)
	a.At = p.from(start)
	return a
}

// readings reads the readings of an ambiguity, and goes on with the next after an error.
func (p *parser) readings() readings {
	var list readingList
	p.eachMember(func(t token) bool { return p.isWord(t, "reading") }, func() {
		list = append(list, p.reading())
	})
	return list
}

func (p *parser) reading() *ast.Reading {
	start := p.i
	d, ok := declare(p, p.grammar().reading)
	p.declared(start, ok)
	r := &ast.Reading{At: p.from(start), Name: p.lowerName(d.Name), Text: p.lowerString(d.Text), Adopted: present(d.Adopted)}
	r.Why, r.By = p.lowerString(d.Why), p.lowerString(d.By)
	if present(d.On) {
		r.On = &ast.Literal{At: p.atToken(d.On), Kind: ast.Date, Text: d.On.Value}
	}
	return r
}

// eachMember reads the members of a block up to its closing brace, or up to where it most probably should stand.
func (p *parser) eachMember(isMember func(token) bool, read func()) {
	open := p.i - 1
	for p.kind() != kRBrace && p.kind() != kEOF && !p.membersEndEarly(open, isMember) {
		p.begin()
		at := p.i
		if isMember(p.tok()) {
			read()
			if t := p.tok(); !p.failed && !isMember(t) && t.kind != kRBrace && t.kind != kEOF && !p.membersEndEarly(open, isMember) {
				p.fail(p.wrongDeclaration(at, p.i))
			}
		} else {
			p.fail(p.notAMember(open, at))
		}
		if p.failed {
			p.skipMember(at, isMember)
		}
	}
}

// membersEndEarly is closesEarly for a block whose members may begin like declarations.
func (p *parser) membersEndEarly(open int, isMember func(token) bool) bool {
	t := p.toks[p.i]
	if p.missing == 0 || !t.first || p.failed {
		return false
	}
	return (isMember(t) || p.beginsDeclaration(p.i)) && p.indent(p.i) <= p.indentOf(open)
}

// skipMember goes on to the next member, the end of the block or a declaration.
func (p *parser) skipMember(at int, isMember func(token) bool) {
	p.failed = false
	for ; p.toks[p.i].kind != kEOF && p.toks[p.i].kind != kRBrace; p.i++ {
		if t := p.toks[p.i]; p.i > at && t.first && (isMember(t) || p.beginsDeclaration(p.i)) {
			return
		}
	}
}

// endMembers deals with a declaration with a block that could not be read: its head is wrong, or the closing brace is missing.
func (p *parser) endMembers(start int, ok bool) {
	if ok {
		return
	}
	open := p.blockOf(start)
	switch {
	case p.failed || open < 0 || p.i <= open:
		p.declared(start, ok)
		p.skipDeclaration()
	default:
		p.endBlock(open)
	}
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

func (p *parser) decision() *ast.Decision {
	start := p.i
	d, ok := p.declareDecision()
	p.declared(start, ok)
	return &ast.Decision{
		At: p.from(start), Name: p.lowerName(d.Name), Type: asType(d.Type), Arises: d.Arises, ArisesClause: p.optString(d.Clause), Label: p.optString(d.Label),
	}
}

func (p *parser) schedule() *ast.Schedule {
	start := p.i
	d, ok := declare(p, p.grammar().schedule)
	p.declared(start, ok)
	s := &ast.Schedule{At: p.from(start), Name: p.lowerName(d.Name), From: d.From, Clause: p.optString(d.Clause)}
	s.Every, _ = d.Every.(*ast.PeriodLit)
	return s
}

// determination reads a determination, which is a sentence but is declared like a fact.
func (p *parser) determination(start int) ast.ClauseItem {
	d, ok := p.declareDetermination()
	p.declared(start, ok)
	n := &ast.Determination{At: p.from(start), Name: p.lowerName(d.Name), Type: asType(d.Type), By: p.lowerName(d.By), Question: p.optString(d.Question)}
	n.Options = p.lowerOptions(n.Type, d.Options)
	if n.Name.Text == "" {
		return nil
	}
	return n
}

func asType(x typeName) *ast.Type {
	t, _ := x.(*ast.Type)
	return t
}

func (p *parser) lowerOptions(of *ast.Type, x options) []ast.Option {
	opts, _ := x.(optionList)
	p.checkCurrencies(of, opts)
	return opts
}

func present(t lexer.Token) bool { return t.Type != 0 }

func (p *parser) atToken(t lexer.Token) ast.At {
	if !present(t) {
		return ast.At{}
	}
	return ast.At{Span: p.span(t.Pos.Offset, t.Pos.Offset+len(t.Value))}
}

func (p *parser) lowerName(t lexer.Token) ast.Name {
	return ast.Name{At: p.atToken(t), Text: t.Value}
}

func (p *parser) lowerString(t lexer.Token) ast.String {
	return ast.String{At: p.atToken(t), Value: unquote(t.Value)}
}

func (p *parser) optString(t lexer.Token) *ast.String {
	if !present(t) {
		return nil
	}
	s := p.lowerString(t)
	return &s
}

// lowerNames is the names among captured tokens; the others are commas.
func (p *parser) lowerNames(ts []lexer.Token) []ast.Name {
	var names []ast.Name
	for _, t := range ts {
		if t.Type == symName {
			names = append(names, p.lowerName(t))
		}
	}
	return names
}

// lowerStrings is the texts among captured tokens; the others are commas.
func (p *parser) lowerStrings(ts []lexer.Token) []ast.String {
	var texts []ast.String
	for _, t := range ts {
		if t.Type == symString {
			texts = append(texts, p.lowerString(t))
		}
	}
	return texts
}
