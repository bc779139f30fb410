package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
)

// sentenceWords are the words with which sentences begin; "N means E", "D is V" and "D includes V" begin with a name.
var sentenceWords = [lastKeyword]bool{
	kAdd: true, kDeduct: true, kLimit: true, kFloor: true, kRound: true, kDuty: true, kDetermination: true, kDisapply: true, kCaveat: true, kTable: true,
}

// sentence reads a sentence with its full stop; nil if it has an error.
func (p *parser) sentence() ast.ClauseItem {
	start := p.i
	item := p.sentenceAt(start)
	if !p.failed {
		p.stop()
	}
	if !p.failed {
		return item
	}
	p.skipSentence(start)
	if m, ok := item.(*ast.Means); ok && m.Name.Text != "" {
		m.Body = nil
		return m // so that its uses are no errors
	}
	if _, ok := item.(*ast.Determination); ok {
		return item
	}
	return nil
}

func (p *parser) sentenceAt(start int) ast.ClauseItem {
	edges := p.edges()
	t := p.tok()
	if t.kind == kName {
		return p.namedSentence(start, t, edges)
	}
	if !sentenceWords[t.kind] {
		p.fail(p.unknownStatement(t, p.peek(1)))
		return nil
	}
	if len(edges) > 0 && t.kind != kDuty && t.kind != kTable {
		p.fail(p.edgeNotHere(edges[0], t))
		return nil
	}
	switch t.kind {
	case kAdd, kDeduct:
		return p.addOrDeduct(start)
	case kLimit:
		return p.limit(start)
	case kFloor:
		return p.floor(start)
	case kRound:
		return p.round(start)
	case kDuty:
		return p.duty(start, edges)
	case kDetermination:
		return p.determination(start)
	case kDisapply:
		return p.disapply(start)
	case kCaveat:
		return p.caveat(start)
	default:
		return p.table(start, edges)
	}
}

// namedSentence reads "N means E", "D is V tail" and "D includes V tail".
func (p *parser) namedSentence(start int, t token, edges []ast.Edge) ast.ClauseItem {
	switch p.peek(1).kind {
	case kMeans:
		if len(edges) > 0 {
			p.fail(p.edgeNotHere(edges[0], p.peek(1)))
			return nil
		}
		p.skip()
		p.skip()
		m := &ast.Means{Name: p.nameOf(t)}
		m.Body = p.condition()
		m.At = p.from(start)
		return m
	case kIs:
		p.skip()
		p.skip()
		r := &ast.Rule{Edges: edges, Decision: p.nameOf(t)}
		r.Value = p.ruleValue(r.Decision)
		r.Tail = p.tail()
		r.At = p.from(start)
		return r
	case kIncludes:
		p.skip()
		p.skip()
		r := &ast.Includes{Edges: edges, Decision: p.nameOf(t)}
		r.Member = p.name("of the member that the set includes")
		r.Tail = p.tail()
		r.At = p.from(start)
		return r
	}
	p.fail(p.unknownStatement(t, p.peek(1)))
	return nil
}

// ruleValue reads the value of a rule, which is no condition.
func (p *parser) ruleValue(d ast.Name) ast.Expr {
	switch t := p.tok(); t.kind {
	case kNot, kAt, kAbove, kBelow, kBefore, kAfter, kOn, kWithin, kIn, kSome, kEvery:
		if t.kind.isKeyword() && p.peek(1).kind == kOf {
			break
		}
		p.fail(p.conditionAsValue(t, d))
		return nil
	case kOne:
		p.fail(p.conditionAsValue(t, d))
		return nil
	}
	v := p.value()
	switch t := p.tok(); t.kind {
	case kIs, kIncludes, kAnd, kOr, kHas, kDoes, kArises:
		p.fail(p.conditionAsValue(t, d))
	}
	return v
}

// stop reads the full stop of a sentence. Where the next sentence begins on a new line, only the stop is missing.
func (p *parser) stop() {
	t := p.tok()
	switch {
	case t.kind == kStop:
		p.skip()
	case t.kind == kEOF, t.kind == kRBrace, t.first && p.beginsSentence(p.i), t.first && p.beginsDeclaration(p.i):
		p.complain(p.missingStop(p.i))
	default:
		p.fail(p.afterSentence(t))
	}
}

// beginsSentence tells whether a sentence begins at token i.
func (p *parser) beginsSentence(i int) bool {
	t := p.toks[i]
	switch t.kind {
	case kName:
		k := p.toks[i+1].kind
		return k == kMeans || k == kIs || k == kIncludes
	case kDespite, kSubject:
		return true
	}
	return sentenceWords[t.kind]
}

// skipSentence goes on behind the full stop of the sentence that begins at token start, or to where another sentence, clause or declaration
// begins on a new line.
func (p *parser) skipSentence(start int) {
	p.failed = false
	parens := 0
	for _, t := range p.toks[start:p.i] {
		parens += nesting(t.kind)
	}
	for ; p.toks[p.i].kind != kEOF; p.i++ {
		t := p.toks[p.i]
		switch {
		case t.kind == kStop:
			if next := p.toks[p.i+1]; next.start == t.end && next.kind.isWord() {
				continue // checks[1].presented_on
			}
			p.i++
			return
		case t.kind == kLBrace:
			p.debt++
		case t.kind == kRBrace:
			if p.debt == 0 {
				return
			}
			p.debt--
		case t.first && p.i > start && (p.beginsDeclaration(p.i) || parens <= 0 && p.beginsSentence(p.i)):
			return
		}
		parens += nesting(t.kind)
	}
}

func nesting(k kind) int {
	switch k {
	case kLParen, kLBracket:
		return 1
	case kRParen, kRBracket:
		return -1
	}
	return 0
}

// edges reads `despite clause "A", "B",` and `subject to clause "A",`.
func (p *parser) edges() []ast.Edge {
	var edges []ast.Edge
	for p.kind() == kDespite || p.kind() == kSubject {
		start := p.i
		e := ast.Edge{SubjectTo: p.kind() == kSubject}
		p.skip()
		if e.SubjectTo && !p.accept(kTo) {
			p.fail(p.unexpected(p.tok(), "`subject`", "`to clause` and the clause's id"))
		}
		p.edgeTargets(&e)
		e.At = p.from(start)
		edges = append(edges, e)
	}
	return edges
}

// edgeTargets reads clauses and policies up to the comma before the rule.
func (p *parser) edgeTargets(e *ast.Edge) {
	list := &e.Clauses
	for first := true; ; first = false {
		switch {
		case p.accept(kClause):
			list = &e.Clauses
		case p.accept(kPolicy):
			list = &e.Policies
		case first:
			p.fail(p.unexpected(p.tok(), p.before(), "`clause` and its id, or `policy` and its name"))
		}
		*list = append(*list, p.str("a clause's id or a policy's name"))
		if !p.accept(kComma) {
			p.fail(p.unexpected(p.tok(), "the clause", "a comma and the rule, as in `despite clause \"A\", outcome is approved.`"))
			return
		}
		if k := p.kind(); k != kString && k != kClause && k != kPolicy {
			return
		}
	}
}

// tail reads the conditions and further clauses that end a sentence.
func (p *parser) tail() ast.Tail {
	var t ast.Tail
	if p.kind() == kOtherwise {
		p.skip()
		t.Otherwise = true
		if k := p.kind(); k == kWhen || k == kUnless {
			p.fail(p.otherwiseWith(p.tok()))
		}
	}
	if p.accept(kWhen) {
		t.When = p.condition()
	}
	if p.accept(kUnless) {
		t.Unless = p.condition()
	}
	if k := p.kind(); k == kWhen || k == kUnless || k == kOtherwise {
		p.fail(p.tailOrder(p.tok()))
	}
	if p.accept(kRead) {
		if !p.accept(kWith) || !p.accept(kClause) {
			p.fail(p.unexpected(p.tok(), p.before(), "`read with clause` and the clause's id"))
		}
		t.ReadWith = p.strings("a clause's id")
		if k := p.kind(); k == kWhen || k == kUnless || k == kOtherwise {
			p.fail(p.tailOrder(p.tok()))
		}
	}
	return t
}

// addOrDeduct reads "add E to D tail" and "deduct E from D tail".
func (p *parser) addOrDeduct(start int) ast.ClauseItem {
	l := &ast.Line{Kind: ast.Add}
	word, link := "`add`", kTo
	if p.kind() == kDeduct {
		l.Kind = ast.Deduct
		word, link = "`deduct`", kFrom
	}
	p.skip()
	l.Amount = p.value()
	if !p.accept(link) {
		hint := map[kind]string{kTo: "`to` and the decision", kFrom: "`from` and the decision"}[link]
		p.fail(p.unexpected(p.tok(), "the amount after "+word, hint))
	}
	return p.line(l, start)
}

// limit reads "limit D to E [as N] tail".
func (p *parser) limit(start int) ast.ClauseItem {
	p.skip()
	l := &ast.Line{Kind: ast.Limit, Decision: p.name("of the decision to limit")}
	if !p.accept(kTo) {
		p.fail(p.unexpected(p.tok(), "the decision", "`to` and the amount, as in `limit refund to 50,000 EUR`"))
	}
	l.Amount = p.value()
	if p.accept(kAs) {
		n := p.name("under which the limit is reported")
		l.As = &n
	}
	l.Tail = p.tail()
	l.At = p.from(start)
	return l
}

// floor reads "floor D at E tail".
func (p *parser) floor(start int) ast.ClauseItem {
	p.skip()
	l := &ast.Line{Kind: ast.Floor, Decision: p.name("of the decision that has a least amount")}
	if !p.accept(kAt) {
		p.fail(p.unexpected(p.tok(), "the decision", "`at` and the amount, as in `floor refund at 0`"))
	}
	l.Amount = p.value()
	l.Tail = p.tail()
	l.At = p.from(start)
	return l
}

// round reads "round D MODE to STEP tail".
func (p *parser) round(start int) ast.ClauseItem {
	p.skip()
	l := &ast.Line{Kind: ast.Round, Decision: p.name("of the decision to round")}
	switch {
	case p.acceptWord("down"):
		l.Mode = ast.Down
	case p.acceptWord("up"):
		l.Mode = ast.Up
	case p.acceptWord("half"):
		switch {
		case p.acceptWord("up"):
			l.Mode = ast.HalfUp
		case p.acceptWord("even"):
			l.Mode = ast.HalfEven
		default:
			p.fail(p.unexpected(p.tok(), "`half`", "`half up` or `half even`"))
		}
	default:
		p.fail(p.unexpected(p.tok(), "the decision", "how to round: `down`, `up`, `half up` or `half even`"))
	}
	if !p.accept(kTo) {
		p.fail(p.unexpected(p.tok(), p.before(), "`to` and the step, as in `round fee half up to 0.01`"))
	}
	if p.kind() != kNumber {
		p.fail(p.unexpected(p.tok(), "`to`", "the step, a number such as `0.01`"))
	}
	l.Amount = p.primary()
	l.Tail = p.tail()
	l.At = p.from(start)
	return l
}

func (p *parser) line(l *ast.Line, start int) ast.ClauseItem {
	l.Decision = p.name("of the decision")
	l.Tail = p.tail()
	l.At = p.from(start)
	return l
}

// duty reads "duty D : PARTY must WHAT details tail".
func (p *parser) duty(start int, edges []ast.Edge) ast.ClauseItem {
	p.skip()
	d := &ast.Duty{Edges: edges, Decision: p.name("of the decision that the duty answers")}
	if !p.accept(kColon) {
		p.fail(p.missingColon(p.tok(), "the duty's decision", "who must do what, as in `duty rma_duty : client must request_rma`"))
	}
	p.dutyWords(d)
	d.Tail = p.tail()
	d.At = p.from(start)
	return d
}

// dutyWords reads who must do what, and the details.
func (p *parser) dutyWords(d *ast.Duty) {
	d.Party = p.name("of the party that has the duty")
	d.Modality = p.modality()
	d.What = p.name("of what is to be done, as one word with underscores")
	for !p.failed {
		det, ok := p.detail()
		if !ok {
			return
		}
		d.Details = append(d.Details, det)
	}
}

func (p *parser) modality() ast.Modality {
	switch {
	case p.acceptWord("must"):
		if p.accept(kNot) {
			return ast.MustNot
		}
		return ast.Must
	case p.acceptWord("may"):
		return ast.May
	case p.acceptWord("should"):
		if !p.accept(kNot) {
			p.fail(p.unexpected(p.tok(), "`should`", "`not`; what somebody has to do is `must`"))
		}
		return ast.ShouldNot
	case p.acceptWord("endeavours"):
		if !p.accept(kTo) {
			p.fail(p.unexpected(p.tok(), "`endeavours`", "`to`"))
		}
		return ast.Endeavours
	}
	p.fail(p.unexpected(p.tok(), "the party", "`must`, `must not`, `may`, `should not` or `endeavours to`"))
	return ast.Must
}

// detail reads one detail of a duty, if one stands here.
func (p *parser) detail() (ast.Detail, bool) {
	start := p.i
	var d ast.Detail
	switch t := p.tok(); {
	case t.kind == kTo:
		p.skip()
		d.Kind, d.Name = ast.DetailTo, p.name("of the party to whom it is owed")
	case t.kind == kUntil:
		p.skip()
		d.Kind, d.Name = ast.DetailUntil, p.name("of the event that ends it")
	case t.kind == kBy:
		p.skip()
		d.Kind, d.Value = ast.DetailBy, p.value()
	case t.kind == kNot:
		p.skip()
		if !p.accept(kBefore) {
			p.fail(p.unexpected(p.tok(), "`not`", "`before` and a day"))
		}
		d.Kind, d.Value = ast.DetailNotBefore, p.value()
	case p.isWord(t, "amount"):
		p.skip()
		d.Kind, d.Value = ast.DetailAmount, p.value()
	case p.isWord(t, "insured"):
		p.skip()
		if !p.accept(kFor) {
			p.fail(p.unexpected(p.tok(), "`insured`", "`for` and an amount"))
		}
		d.Kind, d.Value = ast.DetailInsuredFor, p.value()
	case p.isWord(t, "immediately"):
		p.skip()
		d.Kind = ast.DetailImmediately
	default:
		return d, false
	}
	d.At = p.from(start)
	return d, true
}

// disapply reads `disapply clause "A", "B" tail`.
func (p *parser) disapply(start int) ast.ClauseItem {
	p.skip()
	if !p.accept(kClause) {
		p.fail(p.unexpected(p.tok(), "`disapply`", "`clause` and its id"))
	}
	d := &ast.Disapply{Clauses: p.strings("a clause's id")}
	d.Tail = p.tail()
	d.At = p.from(start)
	return d
}

// caveat reads `caveat N "text" tail`.
func (p *parser) caveat(start int) ast.ClauseItem {
	p.skip()
	c := &ast.Caveat{Name: p.name("of the caveat")}
	c.Text = p.str("the caveat's text")
	c.Tail = p.tail()
	c.At = p.from(start)
	return c
}
