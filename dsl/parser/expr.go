package parser

import (
	"strings"

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
