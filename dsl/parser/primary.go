package parser

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
)

// primary reads a literal, a name, an expression in parentheses or a form that begins with a word of its own.
func (p *parser) primary() ast.Expr {
	start := p.i
	t := p.tok()
	switch t.kind {
	case kName:
		return p.named(start, t)
	case kString:
		p.skip()
		return p.literal(t, ast.Text, unquote(p.textOf(t)))
	case kNumber:
		p.skip()
		if c := p.tok(); c.kind == kName && isCurrencyCode(p.textOf(c)) {
			p.skip()
			return &ast.Literal{At: p.from(start), Kind: ast.Money, Text: p.textOf(t), Unit: p.textOf(c)}
		}
		return p.literal(t, ast.Number, p.textOf(t))
	case kPercent:
		p.skip()
		return p.literal(t, ast.Percent, strings.TrimRight(p.textOf(t), "% \t"))
	case kDate:
		p.skip()
		return p.literal(t, ast.Date, p.textOf(t))
	case kInstant:
		p.skip()
		return p.literal(t, ast.Instant, p.textOf(t))
	case kYes, kNo:
		p.skip()
		return p.literal(t, ast.YesNo, p.textOf(t))
	case kLParen:
		p.skip()
		x := p.condition()
		p.closeParen(t)
		return &ast.Paren{At: p.from(start), X: x}
	case kClock:
		p.skip()
		if !p.accept(kOn) {
			p.fail(p.unexpected(p.tok(), "a time of day", "`on` and a day, as in `17:00 on due_date`"))
		}
		x := p.operand()
		return &ast.ClockOn{At: p.from(start), Clock: p.textOf(t), X: x}
	case kLBracket, kLBrace:
		return p.testLiteral()
	}
	if t.kind.isKeyword() && p.peek(1).kind == kOf {
		p.skip() // a record's field may bear any name
		return &ast.Ident{At: p.from(start), Name: p.textOf(t)}
	}
	p.fail(p.missingValue(t))
	return nil
}

func (p *parser) literal(t token, k ast.LiteralKind, text string) ast.Expr {
	return &ast.Literal{At: ast.At{Span: p.spanOf(t)}, Kind: k, Text: text}
}

var aggregates = map[string]ast.AggregateOp{
	"sum": ast.Sum, "count": ast.Count, "earliest": ast.Earliest, "latest": ast.Latest, "smallest": ast.Smallest, "largest": ast.Largest, "list": ast.ListOf,
}

// named reads what begins with a word that is not reserved.
func (p *parser) named(start int, t token) ast.Expr {
	word := p.textOf(t)
	next := p.peek(1)
	switch next.kind {
	case kOf:
		if op, ok := aggregates[word]; ok && p.peek(2).kind == kLParen {
			return p.aggregate(op)
		}
	case kOn:
		if p.peek(2).kind != kOr {
			p.skip()
			p.skip()
			x := p.operand()
			return &ast.SchedLookup{At: p.from(start), Form: ast.SchedOn, Schedule: p.nameOf(t), X: x}
		}
	case kNumber:
		if word == "first" {
			p.skip()
			p.skip()
			s := p.name("of a schedule")
			return &ast.SchedLookup{At: p.from(start), Form: ast.SchedFirst, Schedule: s, N: p.textOf(next)}
		}
		if isCurrencyCode(word) {
			p.fail(p.currencyFirst(t, next))
			return nil
		}
	case kName:
		if x := p.twoWords(start, t, next); x != nil {
			return x
		}
	}
	p.skip()
	switch word {
	case "unlimited", "never":
		return p.literal(t, ast.Special, word)
	case "empty":
		return p.literal(t, ast.Empty, word)
	}
	return &ast.Ident{At: p.from(start), Name: word}
}

// twoWords reads the forms that begin with two words that are not reserved; nil if it is none of them.
func (p *parser) twoWords(start int, t, next token) ast.Expr {
	switch p.textOf(next) {
	case "ending":
		p.skip()
		p.skip()
		if !p.accept(kBefore) {
			p.fail(p.unexpected(p.tok(), "`ending`", "`before` and a day, as in `check_period ending before as_of`"))
		}
		x := p.operand()
		return &ast.SchedLookup{At: p.from(start), Form: ast.SchedEnding, Schedule: p.nameOf(t), X: x}
	case "day":
		switch p.textOf(t) {
		case "last":
			return p.lastDay(start)
		case "working":
			return p.workingDay(start)
		}
	case "limits":
		if p.textOf(t) == "binding" {
			p.skip()
			p.skip()
			if !p.accept(kOf) {
				p.fail(p.unexpected(p.tok(), "`binding limits`", "`of` and a decision"))
			}
			d := p.name("of a decision")
			return &ast.BindingLimits{At: p.from(start), Decision: d}
		}
	}
	return nil
}

// lastDay reads "last day of P from and including X".
func (p *parser) lastDay(start int) ast.Expr {
	p.skip()
	p.skip()
	if !p.accept(kOf) {
		p.fail(p.unexpected(p.tok(), "`last day`", "`of` and a period, as in `last day of 7 days from and including received_on`"))
	}
	l := &ast.LastDay{Period: p.periodOnly()}
	p.fromAndIncluding()
	l.X = p.operand()
	l.At = p.from(start)
	return l
}

func (p *parser) fromAndIncluding() {
	if !p.accept(kFrom) || !p.accept(kAnd) || !p.acceptWord("including") {
		p.fail(p.unexpected(p.tok(), p.before(), "`from and including` and a day"))
	}
}

// workingDay reads "working day on or after X", "working day on or before X".
func (p *parser) workingDay(start int) ast.Expr {
	p.skip()
	p.skip()
	w := &ast.WorkingDay{}
	switch {
	case p.accept(kOn) && p.accept(kOr) && p.accept(kAfter):
	case !p.failed && p.toks[p.i-1].kind == kOr && p.accept(kBefore):
		w.Before = true
	default:
		p.fail(p.unexpected(p.tok(), p.before(), "`on or after` or `on or before` and a day"))
	}
	w.X = p.operand()
	w.At = p.from(start)
	return w
}

// aggregate reads "sum of (a, b)" and "sum of (E for each x in L where C)".
func (p *parser) aggregate(op ast.AggregateOp) ast.Expr {
	start := p.i
	p.skip()
	p.skip()
	open := p.tok()
	p.skip()
	a := &ast.Aggregate{Op: op}
	first := p.value()
	if p.accept(kFor) {
		if !p.accept(kEach) {
			p.fail(p.unexpected(p.tok(), "`for`", "`each`, as in `for each x in list`"))
		}
		a.Body = first
		a.Var = p.name("for each member of the list")
		if !p.accept(kIn) {
			p.fail(p.unexpected(p.tok(), p.before(), "`in` and the list"))
		}
		a.Over = p.value()
		if p.accept(kWhere) {
			a.Where = p.condition()
		}
	} else {
		a.Args = []ast.Expr{first}
		for p.accept(kComma) {
			a.Args = append(a.Args, p.value())
		}
	}
	p.closeParen(open)
	a.At = p.from(start)
	return a
}
