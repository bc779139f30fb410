package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
)

// Expressions, from the loosest operator to the tightest:
//
//	condition   or, and, not, quantifier, comparison
//	value       plus and less, times
//	operand     a period before or after something, of
//	primary     literals, names, parentheses and the forms that begin with a word of their own

// condition reads a condition, or a value where no comparison follows.
func (p *parser) condition() ast.Expr {
	start := p.i
	first := p.negation()
	op := p.kind()
	if op != kAnd && op != kOr {
		return first
	}
	xs := []ast.Expr{first}
	opTok := p.tok()
	for p.kind() == op {
		p.skip()
		xs = append(xs, p.negation())
	}
	x := p.chain(op, p.from(start), xs)
	if k := p.kind(); k != kAnd && k != kOr {
		return x
	}
	// Read on, to find further mistakes, as if the first chain stood in parentheses and all the rest belonged together.
	p.complain(p.mixedAndOr(opTok, p.tok()))
	op = p.kind()
	xs = []ast.Expr{x}
	for p.accept(kAnd) || p.accept(kOr) {
		xs = append(xs, p.negation())
	}
	return p.chain(op, p.from(start), xs)
}

func (p *parser) chain(op kind, at ast.At, xs []ast.Expr) ast.Expr {
	if op == kAnd {
		return &ast.And{At: at, Xs: xs}
	}
	return &ast.Or{At: at, Xs: xs}
}

// negation reads a condition without and and or.
func (p *parser) negation() ast.Expr {
	start := p.i
	switch p.kind() {
	case kNot:
		p.skip()
		x := p.negation()
		return &ast.NotExpr{At: p.from(start), X: x}
	case kSome, kEvery:
		return p.quantifier()
	case kNo:
		if p.peek(1).kind == kName && p.peek(2).kind == kIn {
			return p.quantifier()
		}
	}
	return p.comparison()
}

var quantifiers = map[kind]ast.QuantKind{kSome: ast.Some, kEvery: ast.Every, kNo: ast.No}

// quantifier reads "some x in L has ( C )".
func (p *parser) quantifier() ast.Expr {
	start := p.i
	q := &ast.Quant{Kind: quantifiers[p.kind()]}
	word := p.textOf(p.tok())
	p.skip()
	q.Var = p.name("for each member of the list")
	if !p.accept(kIn) {
		p.fail(p.unexpected(p.tok(), "`"+word+" "+q.Var.Text+"`", "`in` and the list, as in `"+word+" x in list has ( … )`"))
	}
	q.Over = p.value()
	if !p.accept(kHas) {
		p.fail(p.unexpected(p.tok(), "the list", "`has (` and the condition, as in `"+word+" x in list has ( … )`"))
	}
	q.Body = p.parenthesised(p.condition)
	q.At = p.from(start)
	return q
}

// parenthesised reads "( X )" and gives X.
func (p *parser) parenthesised(read func() ast.Expr) ast.Expr {
	open := p.tok()
	if !p.accept(kLParen) {
		p.fail(p.unexpected(open, p.before(), "`(`, the condition and `)`"))
		return nil
	}
	x := read()
	p.closeParen(open)
	return x
}

func (p *parser) closeParen(open token) {
	if !p.accept(kRParen) {
		p.fail(p.unclosedParen(open, p.tok()))
	}
}

// comparison reads a value and what is said of it.
func (p *parser) comparison() ast.Expr {
	start := p.i
	x := p.value()
	for said := 0; ; said++ {
		t := p.tok()
		switch t.kind {
		case kIs, kIncludes, kArises, kHas, kDoes:
		default:
			return x
		}
		if said > 0 {
			p.fail(p.chainedComparison(t))
			return x
		}
		y := p.predicate(start, x)
		if y == nil {
			return x
		}
		x = y
	}
}

// predicate reads what follows a value: "is …", "includes …", "has happened", "arises"; nil if nothing of the kind does.
func (p *parser) predicate(start int, x ast.Expr) ast.Expr {
	t := p.tok()
	switch t.kind {
	case kIs:
		p.skip()
		not := p.accept(kNot)
		return p.is(start, x, not)
	case kIncludes:
		p.skip()
		y := p.value()
		return &ast.Contains{At: p.from(start), L: x, X: y}
	case kArises:
		p.skip()
		return &ast.Arises{At: p.from(start), Decision: p.subject(x, t)}
	case kHas:
		if p.peek(1).kind == kLParen {
			return nil // the list of a quantifier
		}
		p.skip()
		not := p.accept(kNot)
		if !p.acceptWord("happened") {
			p.fail(p.unexpected(p.tok(), "`has`", "`happened`, as in `revoked_at has happened`"))
		}
		return &ast.Happened{At: p.from(start), Not: not, Event: p.subject(x, t)}
	default: // kDoes
		p.skip()
		not := p.accept(kNot)
		switch {
		case not && p.acceptWord("include"):
			y := p.value()
			return &ast.Contains{At: p.from(start), Not: true, L: x, X: y}
		case not && p.acceptWord("arise"):
			return &ast.Arises{At: p.from(start), Not: true, Decision: p.subject(x, t)}
		}
		p.fail(p.unexpected(p.tok(), p.before(), "`does not include` or `does not arise`"))
		return x
	}
}

// subject gives the name that x is, since only a name can arise or happen.
func (p *parser) subject(x ast.Expr, verb token) ast.Name {
	if id, ok := x.(*ast.Ident); ok {
		return ast.Name{At: id.At, Text: id.Name}
	}
	p.fail(p.notAName(x, verb))
	return ast.Name{}
}

var comparisons = map[kind]ast.CompareOp{kAbove: ast.IsAbove, kBelow: ast.IsBelow, kBefore: ast.IsBefore, kAfter: ast.IsAfter}

// compareOp reads the words of a comparison after "is": at least, on or before …; Is if there are none.
func (p *parser) compareOp() ast.CompareOp {
	t := p.tok()
	switch t.kind {
	case kAt:
		p.skip()
		switch {
		case p.acceptWord("least"):
			return ast.IsAtLeast
		case p.acceptWord("most"):
			return ast.IsAtMost
		}
		p.fail(p.unexpected(p.tok(), "`at`", "`at least` or `at most`"))
	case kAbove, kBelow, kBefore, kAfter:
		p.skip()
		return comparisons[t.kind]
	case kOn:
		p.skip()
		if p.accept(kOr) {
			switch {
			case p.accept(kBefore):
				return ast.IsOnOrBefore
			case p.accept(kAfter):
				return ast.IsOnOrAfter
			}
		}
		p.fail(p.wrongComparison(t, "on", "Write `is on or before` or `is on or after`; for the same day write only `is`."))
	}
	return ast.Is
}

// is reads what follows "is" or "is not".
func (p *parser) is(start int, x ast.Expr, not bool) ast.Expr {
	t := p.tok()
	switch {
	case t.kind == kWithin:
		p.skip()
		w := &ast.Within{Not: not, X: x, Period: p.periodOnly()}
		w.Before = p.afterOrBefore("the period")
		w.Y = p.value()
		w.At = p.from(start)
		return w
	case t.kind == kOne && p.peek(1).kind == kOf:
		p.skip()
		p.skip()
		members := p.values()
		return &ast.OneOf{At: p.from(start), Not: not, X: x, Members: members}
	case t.kind == kIn:
		p.skip()
		l := p.value()
		return &ast.In{At: p.from(start), Not: not, X: x, L: l}
	case t.kind == kName && p.textOf(t) == "empty":
		p.skip()
		return &ast.IsEmpty{At: p.from(start), Not: not, X: x}
	}
	if phrase, hint := p.otherComparison(); hint != "" {
		p.fail(p.wrongComparison(t, phrase, hint))
		return x
	}
	op := p.compareOp()
	if op != ast.Is && not && p.failed {
		return x
	}
	y := p.value()
	return &ast.Compare{At: p.from(start), Op: op, Not: not, X: x, Y: y}
}

// values reads values between commas.
func (p *parser) values() []ast.Expr {
	list := []ast.Expr{p.value()}
	for p.accept(kComma) {
		list = append(list, p.value())
	}
	return list
}

// value reads a sum.
func (p *parser) value() ast.Expr {
	start := p.i
	first := p.product()
	if k := p.kind(); k != kPlus && k != kLess {
		return first
	}
	s := &ast.SumExpr{First: first}
	for k := p.kind(); k == kPlus || k == kLess; k = p.kind() {
		p.skip()
		s.Rest = append(s.Rest, ast.SumTerm{Less: k == kLess, X: p.product()})
	}
	s.At = p.from(start)
	return s
}

func (p *parser) product() ast.Expr {
	start := p.i
	first := p.operand()
	if p.kind() != kTimes {
		return first
	}
	m := &ast.Product{Factors: []ast.Expr{first}}
	for p.accept(kTimes) {
		m.Factors = append(m.Factors, p.operand())
	}
	m.At = p.from(start)
	return m
}

// operand reads "P after X", "P before X" or something with "of".
func (p *parser) operand() ast.Expr {
	start := p.i
	if p.kind() == kNumber {
		if _, ok := p.unit(1); ok {
			period := p.periodOnly()
			if k := p.kind(); k != kAfter && k != kBefore {
				return period
			}
			a := &ast.After{Period: period, Before: p.afterOrBefore("the period")}
			a.X = p.operand()
			a.At = p.from(start)
			return a
		}
		if d, ok := p.wrongUnit(); ok {
			p.fail(d)
			return nil
		}
	}
	left := p.primary()
	if !p.accept(kOf) {
		return left
	}
	right := p.ofOperand()
	return &ast.Of{At: p.from(start), Left: left, Right: right}
}

// wrongUnit recognises a number that should be a period or a percentage: "14 after", "14 business days after", "5 percent".
func (p *parser) wrongUnit() (diag.Diagnostic, bool) {
	number, next := p.tok(), p.peek(1)
	switch {
	case next.kind == kAfter, next.kind == kBefore:
		return p.missingUnit(number, next), true
	case next.kind != kName:
	case p.isWord(next, "percent"), p.isWord(next, "per"):
		return p.percentInWords(number, next), true
	default:
		for n := 2; n <= 3; n++ {
			if k := p.peek(n).kind; k == kAfter || k == kBefore {
				return p.missingUnit(number, next), true
			} else if k != kName {
				break
			}
		}
	}
	return diag.Diagnostic{}, false
}

// ofOperand reads what stands right of "of", which may have "of" again but is no period.
func (p *parser) ofOperand() ast.Expr {
	start := p.i
	x := p.primary()
	if !p.accept(kOf) {
		return x
	}
	right := p.ofOperand()
	return &ast.Of{At: p.from(start), Left: x, Right: right}
}

var unitWords = map[string]ast.Unit{
	"day": ast.Days + 1, "days": ast.Days + 1, "week": ast.Weeks + 1, "weeks": ast.Weeks + 1, "month": ast.Months + 1, "months": ast.Months + 1,
	"year": ast.Years + 1, "years": ast.Years + 1, "hour": ast.Hours + 1, "hours": ast.Hours + 1, "minute": ast.Minutes + 1, "minutes": ast.Minutes + 1,
}

// unit tells whether a unit of time stands n tokens on, and which.
func (p *parser) unit(n int) (ast.Unit, bool) {
	t := p.peek(n)
	if t.kind != kName {
		return 0, false
	}
	if u := unitWords[p.textOf(t)]; u != 0 {
		return u - 1, true
	}
	if p.textOf(t) == "working" {
		if d := p.peek(n + 1); p.isWord(d, "days") || p.isWord(d, "day") {
			return ast.WorkingDaysUnit, true
		}
	}
	return 0, false
}

// periodOnly reads "14 days".
func (p *parser) periodOnly() *ast.PeriodLit {
	start := p.i
	n := p.tok()
	if n.kind != kNumber {
		p.fail(p.missingPeriod(n))
		return &ast.PeriodLit{}
	}
	u, ok := p.unit(1)
	if !ok {
		p.fail(p.missingUnit(n, p.peek(1)))
		return &ast.PeriodLit{}
	}
	p.skip()
	p.skip()
	if u == ast.WorkingDaysUnit {
		p.skip()
	}
	return &ast.PeriodLit{At: p.from(start), Count: p.textOf(n), Unit: u}
}

// afterOrBefore reads one of the two and tells whether it is before.
func (p *parser) afterOrBefore(what string) bool {
	switch {
	case p.accept(kAfter):
	case p.accept(kBefore):
		return true
	default:
		p.fail(p.unexpected(p.tok(), what, "`after` or `before` and a day"))
	}
	return false
}
