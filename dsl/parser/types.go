package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
)

var typeWords = map[string]ast.TypeKind{
	"number": ast.TypeNumber, "money": ast.TypeMoney, "percent": ast.TypePercent, "date": ast.TypeDate, "instant": ast.TypeInstant, "text": ast.TypeText,
	"country": ast.TypeCountry, "currency": ast.TypeCurrency, "calendar": ast.TypeCalendar, "duties": ast.TypeDuties,
}

// typ reads a type.
func (p *parser) typ() *ast.Type {
	start := p.i
	t := &ast.Type{}
	switch next := p.peek(1).kind; p.kind() {
	case kYes:
		p.skip()
		if !p.accept(kOr) || !p.accept(kNo) {
			p.fail(p.unknownType(p.toks[start]))
		}
		t.Kind = ast.TypeYesNo
	case kDuty:
		p.skip()
		t.Kind = ast.TypeDuty
	case kOne:
		p.skip()
		p.members(t, ast.TypeOneOf)
	case kName:
		word := p.textOf(p.tok())
		switch {
		case next == kOf && word == "first":
			p.skip()
			p.members(t, ast.TypeFirstOf)
		case next == kOf && word == "set":
			p.skip()
			p.members(t, ast.TypeSet)
		case next == kOf && word == "list":
			p.skip()
			p.skip()
			t.Kind, t.Elem = ast.TypeList, p.typ()
		case word == "whole" && p.isWord(p.peek(1), "number"):
			p.skip()
			p.skip()
			t.Kind = ast.TypeWholeNumber
		default:
			p.namedType(t, word)
		}
	default:
		p.fail(p.unknownType(p.tok()))
		return nil
	}
	t.At = p.from(start)
	return t
}

// members reads "of a, b".
func (p *parser) members(t *ast.Type, k ast.TypeKind) {
	t.Kind = k
	if !p.accept(kOf) {
		p.fail(p.unexpected(p.tok(), p.before(), "`of` and the members"))
	}
	t.Members = make([]ast.Name, 0, 4)
	for more := true; more && !p.failed; more = p.accept(kComma) {
		if n := p.name("of a member"); !p.failed {
			t.Members = append(t.Members, n)
		}
	}
}

// namedType reads a type of one word, perhaps with "or unlimited" or "or never"; a word of no type is a record's name.
func (p *parser) namedType(t *ast.Type, word string) {
	kind, known := typeWords[word]
	t.Kind = kind
	if !known {
		t.Kind, t.Name = ast.TypeRecord, p.nameOf(p.tok())
	}
	p.skip()
	if !p.accept(kOr) {
		return
	}
	switch special := p.tok(); {
	case kind == ast.TypeMoney && known && p.acceptWord("unlimited"), kind == ast.TypeDate && known && p.acceptWord("never"):
		t.Special = true
	default:
		p.fail(p.wrongSpecial(special))
	}
}

// optionList is options as the grammar sees them.
type optionList []ast.Option

func (optionList) options() {}

// options reads the options of a fact or determination, in any order.
func (p *parser) options() options {
	var list optionList
	for !p.failed {
		start := p.i
		o, ok := p.option()
		if !ok {
			break
		}
		o.At = p.from(start)
		if !p.failed {
			list = append(list, o)
		}
	}
	return list
}

// option reads one option, if one stands here.
func (p *parser) option() (o ast.Option, ok bool) {
	switch t := p.tok(); t.kind {
	case kDefault:
		p.skip()
		o.Kind, o.Value = ast.OptDefault, p.value()
		return o, true
	case kAsked:
		p.skip()
		if !p.accept(kWhen) {
			p.fail(p.unexpected(p.tok(), "`asked`", "`when` and a condition"))
		}
		o.Kind, o.Value = ast.OptAskedWhen, p.condition()
		o.Clause = p.clauseReference()
		return o, true
	case kFrom:
		p.skip()
		o.Kind, o.Party = ast.OptFrom, p.name("of the party who supplies the fact")
		return o, true
	case kName:
		if p.acceptWord("fixed") {
			o.Kind = ast.OptFixed
			return o, true
		}
	}
	o.Bound = p.bound()
	return o, o.Bound != nil
}

// bound reads one bound with its conditions, nil if none stands here.
func (p *parser) bound() *ast.Bound {
	start := p.i
	b := &ast.Bound{}
	switch t := p.tok(); {
	case t.kind == kAt:
		p.skip()
		switch {
		case p.acceptWord("least"):
			b.Kind = ast.AtLeast
		case p.acceptWord("most"):
			b.Kind = ast.AtMost
		default:
			p.fail(p.unexpected(p.tok(), "`at`", "`least` or `most` and the value"))
		}
	case p.accept(kAbove):
		b.Kind = ast.Above
	case p.accept(kBelow):
		b.Kind = ast.Below
	case p.accept(kNot):
		switch {
		case p.accept(kBefore):
			b.Kind = ast.NotBefore
		case p.accept(kAfter):
			b.Kind = ast.NotAfter
		default:
			b.Kind = ast.Not
		}
	case p.acceptWord("exactly"):
		b.Kind = ast.Exactly
	case p.acceptWord("among"):
		b.Kind, b.Members = ast.Among, p.names("of a member or of a list")
	default:
		return nil
	}
	switch {
	case b.Kind != ast.Among:
		b.Value = p.value()
	case len(b.Members) == 1:
		b.Value = &ast.Ident{At: b.Members[0].At, Name: b.Members[0].Text}
	}
	if p.accept(kWhen) {
		b.When = p.condition()
	}
	if p.accept(kUnless) {
		b.Unless = p.condition()
	}
	b.At = p.from(start)
	return b
}

// checkCurrencies reports amounts without a currency in the options of what the type says is money. A bare zero takes the policy's currency.
func (p *parser) checkCurrencies(of *ast.Type, opts []ast.Option) {
	if of == nil || of.Kind != ast.TypeMoney {
		return
	}
	for _, o := range opts {
		x := o.Value
		if o.Kind == ast.OptBound {
			x = o.Bound.Value
		}
		if o.Kind == ast.OptAskedWhen {
			continue
		}
		if l, ok := x.(*ast.Literal); ok && l.Kind == ast.Number && !isZero(l.Text) {
			p.complain(p.missingCurrency(l))
		}
	}
}

func isZero(number string) bool {
	for i := range len(number) {
		if c := number[i]; c >= '1' && c <= '9' {
			return false
		}
	}
	return true
}
