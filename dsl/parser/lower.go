package parser

import (
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/clausewise/clausewise/dsl/ast"
)

// This file turns what the grammar has read into syntax nodes. After an error parts are missing: tokens are zero, pointers are nil.

// expr is x as an expression, nil if a condition or value was not read.
func expr(x ast.Expr) ast.Expr { return x }

func present(t lexer.Token) bool { return t.Type != 0 }

func (p *parser) atToken(t lexer.Token) ast.At {
	if !present(t) {
		return ast.At{}
	}
	return p.place(t.Pos.Offset, t.Pos.Offset+len(t.Value))
}

// atTokens is the place of all tokens of a production.
func (p *parser) atTokens(ts []lexer.Token) ast.At {
	if len(ts) == 0 {
		return ast.At{}
	}
	last := ts[len(ts)-1]
	return p.place(ts[0].Pos.Offset, last.Pos.Offset+len(last.Value))
}

func (p *parser) lowerName(t lexer.Token) ast.Name {
	return ast.Name{At: p.atToken(t), Text: t.Value}
}

func (p *parser) optName(t lexer.Token) *ast.Name {
	if !present(t) {
		return nil
	}
	n := p.lowerName(t)
	return &n
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
	if len(ts) > 0 {
		names = make([]ast.Name, 0, len(ts)/2+1)
	}
	for _, t := range ts {
		if t.Type == symName {
			names = append(names, p.lowerName(t))
		}
	}
	return names
}

func (p *parser) lowerStrings(ts []lexer.Token) []ast.String {
	var texts []ast.String
	for _, t := range ts {
		if t.Type == symString {
			texts = append(texts, p.lowerString(t))
		}
	}
	return texts
}

func (p *parser) tokenExpr(t lexer.Token) ast.Expr {
	switch {
	case !present(t):
		return nil
	case t.Type == symDate:
		return &ast.Literal{At: p.atToken(t), Kind: ast.Date, Text: t.Value}
	case t.Type == symString:
		return &ast.Literal{At: p.atToken(t), Kind: ast.Text, Text: unquote(t.Value)}
	}
	return &ast.Ident{At: p.atToken(t), Name: t.Value}
}

func (p *parser) lowerHeader(d *headerG) *ast.Policy {
	h := &ast.Policy{Name: p.lowerString(d.Name)}
	for _, l := range d.Lines {
		p.lowerHeaderLine(h, l)
	}
	return h
}

// lowerHeaderLine adds a line to the header; a second line of the same sort is an error.
func (p *parser) lowerHeaderLine(h *ast.Policy, l *headerLineG) {
	again := false
	text := func(to **ast.String, t lexer.Token) {
		again = *to != nil
		*to = p.optString(t)
	}
	switch {
	case present(l.Title):
		text(&h.Title, l.Title)
	case present(l.Seller):
		text(&h.Seller, l.Seller)
	case present(l.Source):
		text(&h.Source, l.Source)
	case present(l.Version):
		text(&h.Version, l.Version)
	case len(l.Parties) > 0:
		again = len(h.Parties) > 0
		h.Parties = append(h.Parties, p.lowerNames(l.Parties)...)
	case present(l.Currency), present(l.CurrencyOf):
		again = h.Currency != nil || h.CurrencyOf != nil
		h.Currency, h.CurrencyOf = p.optName(l.Currency), p.optName(l.CurrencyOf)
	case present(l.Months):
		again = h.Months != nil
		h.Months = p.optName(l.Months)
	case l.AsWritten, present(l.TimeZone):
		again = h.AsWritten || h.TimeZone != nil
		h.AsWritten, h.TimeZone = l.AsWritten, p.optString(l.TimeZone)
	case l.WorkingDays != nil:
		again = h.WorkingDays != nil
		w := l.WorkingDays
		h.WorkingDays = &ast.WorkingDays{At: p.atTokens(w.Tokens), From: p.lowerName(w.From), To: p.lowerName(w.To), Clause: p.optString(w.Clause)}
		if x := p.tokenExpr(w.Fact); x != nil {
			h.WorkingDays.Except = x
		} else {
			h.WorkingDays.Except = p.tokenExpr(w.Calendar)
		}
	case l.InForce != nil:
		again = h.InForce != nil
		f := l.InForce
		h.InForce = &ast.InForce{At: p.atTokens(f.Tokens), From: p.tokenExpr(f.From), Until: p.tokenExpr(f.Until), PickedBy: p.lowerName(f.PickedBy)}
	}
	if again {
		p.rep.add(p.repeatedLine(p.atTokens(l.Tokens)))
	}
}

func (p *parser) lowerFact(d *factG) *ast.Fact {
	return &ast.Fact{
		At: p.atTokens(d.Tokens), Event: d.Event, Name: p.lowerName(d.Name), Type: p.lowerType(d.Type),
		Options: p.lowerOptions(d.Options, d.Type), Question: p.optString(d.Question),
	}
}

var typeWords = map[string]ast.TypeKind{
	"number": ast.TypeNumber, "money": ast.TypeMoney, "percent": ast.TypePercent, "date": ast.TypeDate, "instant": ast.TypeInstant, "text": ast.TypeText,
	"country": ast.TypeCountry, "currency": ast.TypeCurrency, "calendar": ast.TypeCalendar, "duty": ast.TypeDuty, "duties": ast.TypeDuties,
}

var listedTypes = map[string]ast.TypeKind{"one": ast.TypeOneOf, "first": ast.TypeFirstOf, "set": ast.TypeSet}

func (p *parser) lowerType(d *typeG) *ast.Type {
	if d == nil || len(d.Tokens) == 0 {
		return nil
	}
	t := &ast.Type{At: p.atTokens(d.Tokens)}
	switch {
	case present(d.Listed):
		t.Kind, t.Members = listedTypes[d.Listed.Value], p.lowerNames(d.Members)
	case d.YesNo:
		t.Kind = ast.TypeYesNo
	case d.Elem != nil:
		t.Kind, t.Elem = ast.TypeList, p.lowerType(d.Elem)
	case d.Whole:
		t.Kind = ast.TypeWholeNumber
	case present(d.Name):
		kind, known := typeWords[d.Name.Value]
		t.Kind, t.Special = kind, d.Special
		if !known {
			t.Kind, t.Name = ast.TypeRecord, p.lowerName(d.Name)
		}
		if d.Special {
			p.checkSpecial(t, d.Tokens[len(d.Tokens)-1])
		}
	default:
		return nil
	}
	return t
}

// checkSpecial refuses "date or unlimited".
func (p *parser) checkSpecial(t *ast.Type, word lexer.Token) {
	if t.Kind == ast.TypeMoney && word.Value == "unlimited" || t.Kind == ast.TypeDate && word.Value == "never" {
		return
	}
	p.rep.add(p.wrongSpecial(t, p.atToken(word).Span))
}

func (p *parser) lowerOptions(ds []*optionG, of *typeG) []ast.Option {
	var opts []ast.Option
	if len(ds) > 0 {
		opts = make([]ast.Option, 0, len(ds))
	}
	for _, d := range ds {
		o := ast.Option{At: p.atTokens(d.Tokens)}
		switch {
		case d.Bound != nil:
			o.Kind, o.Bound = ast.OptBound, p.lowerBound(d.Bound)
			p.checkCurrency(of, o.Bound.Value)
		case d.Default != nil:
			o.Kind, o.Value = ast.OptDefault, d.Default
			p.checkCurrency(of, o.Value)
		case d.Asked != nil:
			o.Kind, o.Value, o.Clause = ast.OptAskedWhen, d.Asked, p.optString(d.Clause)
		case present(d.From):
			o.Kind, o.Party = ast.OptFrom, p.lowerName(d.From)
		case d.Fixed:
			o.Kind = ast.OptFixed
		default:
			continue // not read, after an error
		}
		opts = append(opts, o)
	}
	return opts
}

var bounds = map[string]ast.BoundKind{
	"least": ast.AtLeast, "most": ast.AtMost, "above": ast.Above, "below": ast.Below, "exactly": ast.Exactly, "before": ast.NotBefore, "after": ast.NotAfter,
	"not": ast.Not,
}

func (p *parser) lowerBound(d *boundG) *ast.Bound {
	b := &ast.Bound{At: p.atTokens(d.Tokens), When: expr(d.When), Unless: expr(d.Unless)}
	if len(d.Among) > 0 {
		b.Kind, b.Members = ast.Among, p.lowerNames(d.Among)
		if len(b.Members) == 1 {
			b.Value = &ast.Ident{At: b.Members[0].At, Name: b.Members[0].Text}
		}
		return b
	}
	if n := len(d.Words); n > 0 {
		b.Kind = bounds[d.Words[n-1].Value]
	}
	b.Value = expr(d.Value)
	return b
}

// checkCurrency reports an amount without a currency where the type says that it is money. A bare zero takes the policy's currency.
func (p *parser) checkCurrency(of *typeG, x ast.Expr) {
	l, ok := x.(*ast.Literal)
	if !ok || l.Kind != ast.Number || of == nil || of.Name.Value != "money" || isZero(l.Text) {
		return
	}
	p.rep.add(p.missingCurrency(l))
}

func isZero(number string) bool {
	for i := range len(number) {
		if c := number[i]; c >= '1' && c <= '9' {
			return false
		}
	}
	return true
}

func (p *parser) lowerReading(d *readingG) *ast.Reading {
	return &ast.Reading{
		At: p.atTokens(d.Tokens), Name: p.lowerName(d.Name), Text: p.lowerString(d.Text), Adopted: d.Adopted,
		Why: p.lowerString(d.Why), By: p.lowerString(d.By), On: p.tokenExpr(d.On),
	}
}
