package parser

import (
	"github.com/clausewise/clausewise/dsl/ast"
)

// test reads a case of a test file; see ast.Test for all its sentences.
func (p *parser) test() *ast.Test {
	start := p.i
	p.skip()
	t := &ast.Test{Title: p.str("the title of the test")}
	if !p.accept(kOf) || !p.accept(kPolicy) {
		p.fail(p.unexpected(p.tok(), p.before(), "`of policy` and its name, as in `test \"a late request\" of policy \"watchlegacy/returns\" { … }`"))
	}
	t.Policy = p.str("the policy's name")
	for more := true; more && !p.failed; {
		switch {
		case t.Todo == nil && p.acceptWord("todo"):
			s := p.str("why the test is still to do")
			t.Todo = &s
		case t.Like == nil && p.acceptWord("like"):
			s := p.str("the title of an earlier test")
			t.Like = &s
		default:
			more = false
		}
	}
	open := p.openBlock("the policy's name", "test")
	if open < 0 {
		t.At = p.from(start)
		return t
	}
	p.inTest = true
	for !p.blockEnds(open) {
		p.begin()
		at := p.i
		step := p.testStep()
		if !p.failed {
			p.stop()
		}
		if p.failed {
			p.skipSentence(at)
			continue
		}
		t.Steps = append(t.Steps, step)
	}
	p.inTest = false
	p.endBlock(open)
	t.At = p.from(start)
	return t
}

func (p *parser) testStep() ast.TestStep {
	start := p.i
	var s ast.TestStep
	switch {
	case p.acceptWord("given"):
		p.given(&s)
	case p.acceptWord("under"):
		if !p.acceptWord("reading") {
			p.fail(p.unexpected(p.tok(), "`under`", "`reading` and the ambiguity, as in `under reading W1 is counted`"))
		}
		s.Kind, s.Name = ast.StepReading, p.name("of an ambiguity")
		p.acceptIs("the ambiguity", "`is` and a reading")
		s.Value = p.value()
	case p.acceptWord("expect"):
		p.expect(&s)
	default:
		p.fail(p.unknownStep(p.tok()))
	}
	s.At = p.from(start)
	return s
}

func (p *parser) acceptIs(after, want string) {
	if !p.accept(kIs) {
		p.fail(p.unexpected(p.tok(), after, want))
	}
}

// given reads "NAME is V" and "NAME is unknown".
func (p *parser) given(s *ast.TestStep) {
	s.Kind, s.Name = ast.StepGiven, p.name("of a fact, event or determination")
	p.acceptIs("the name", "`is` and its value")
	if p.isWord(p.tok(), "unknown") && p.peek(1).kind == kStop {
		p.skip()
		s.Kind = ast.StepUnknown
		return
	}
	s.Value = p.value()
}

// expect reads what follows "expect".
func (p *parser) expect(s *ast.TestStep) {
	t := p.tok()
	switch {
	case t.kind == kNo && p.peek(1).kind == kDuty:
		p.skip()
		s.Kind = ast.StepNoDuty
		s.Duty = p.expectedDuty()
	case t.kind == kDuty:
		s.Kind = ast.StepDuty
		s.Duty = p.expectedDuty()
	case t.kind == kCaveat:
		p.skip()
		s.Kind, s.Name = ast.StepCaveat, p.name("of a caveat")
	case p.isWord(t, "error") && p.peek(1).kind == kOn:
		p.skip()
		p.skip()
		s.Kind, s.Path = ast.StepError, p.path()
	default:
		s.Name = p.name("of a decision")
		p.expectOf(s)
	}
}

// expectOf reads what is expected of a decision.
func (p *parser) expectOf(s *ast.TestStep) {
	switch t := p.tok(); {
	case t.kind == kIs:
		p.skip()
		p.expectIs(s)
	case p.acceptWord("needs"):
		s.Kind, s.Names = ast.StepNeeds, p.names("of a fact")
	case p.acceptWord("awaits"):
		s.Kind, s.Names = ast.StepAwaits, p.names("of a determination")
	case p.acceptWord("cites"):
		s.Kind = ast.StepCites
		s.Clauses = p.citedClauses()
	case t.kind == kDoes:
		p.skip()
		if !p.accept(kNot) || !p.acceptWord("cite") {
			p.fail(p.unexpected(p.tok(), p.before(), "`does not cite clause`"))
		}
		s.Kind = ast.StepCitesNot
		s.Clauses = p.citedClauses()
	default:
		p.fail(p.unexpected(t, "the decision", "`is`, `needs`, `awaits`, `cites clause` or `does not cite clause`"))
	}
}

func (p *parser) citedClauses() []ast.String {
	if !p.accept(kClause) {
		p.fail(p.unexpected(p.tok(), p.before(), "`clause` and its id"))
	}
	return p.strings("a clause's id")
}

// expectIs reads what follows "expect D is".
func (p *parser) expectIs(s *ast.TestStep) {
	t := p.tok()
	switch {
	case t.kind == kNot && p.isWord(p.peek(1), "applicable"):
		p.skip()
		p.skip()
		s.Kind = ast.StepNotApplicable
	case t.kind == kNot && p.isWord(p.peek(1), "governed"):
		p.skip()
		p.skip()
		s.Kind = ast.StepNotGoverned
	case t.kind == kIn && p.isWord(p.peek(1), "conflict"):
		p.skip()
		p.skip()
		s.Kind = ast.StepConflict
	case t.kind == kDuty:
		s.Kind = ast.StepIsDuty
		s.Duty = p.expectedDuty()
	case t.kind == kNot || t.kind == kIn:
		p.fail(p.unexpected(t, "`is`", "a value, `not applicable`, `not governed` or `in conflict`"))
	default:
		s.Kind, s.Value = ast.StepIs, p.value()
	}
}

// expectedDuty reads "duty PARTY must WHAT details".
func (p *parser) expectedDuty() *ast.Duty {
	start := p.i
	p.skip()
	d := &ast.Duty{}
	p.dutyWords(d)
	d.At = p.from(start)
	return d
}

// path reads checks[1].presented_on.
func (p *parser) path() string {
	start := p.tok()
	p.name("of a fact")
	for !p.failed {
		switch t := p.tok(); {
		case t.kind == kLBracket:
			p.skip()
			if !p.accept(kNumber) {
				p.fail(p.unexpected(p.tok(), "`[`", "the number of the member, from 0"))
			}
			if !p.accept(kRBracket) {
				p.fail(p.unexpected(p.tok(), "the number of the member", "`]`"))
			}
		case t.kind == kStop && p.peek(1).kind.isWord() && p.peek(1).start == t.end:
			p.skip()
			p.skip()
		default:
			return p.text[start.start:p.toks[p.i-1].end]
		}
	}
	return ""
}

// testLiteral reads "[a, b]" and "{ f is V, g is W }", which only tests have.
func (p *parser) testLiteral() ast.Expr {
	start := p.i
	open := p.tok()
	if !p.inTest {
		p.fail(p.literalOutsideTest(open))
		return nil
	}
	p.skip()
	if open.kind == kLBracket {
		l := &ast.ListLit{}
		if p.kind() != kRBracket {
			l.Items = p.values()
		}
		if !p.accept(kRBracket) {
			p.fail(p.unexpected(p.tok(), p.before(), "a comma and another member, or `]`"))
		}
		l.At = p.from(start)
		return l
	}
	r := &ast.RecordLit{}
	for !p.failed && p.kind() != kRBrace {
		t := p.tok()
		if !t.kind.isWord() {
			p.fail(p.missingName(t, "of a field"))
		}
		p.skip()
		p.acceptIs("the field", "`is` and its value")
		r.Fields = append(r.Fields, ast.FieldLit{Name: p.nameOf(t), Value: p.value()})
		if !p.accept(kComma) {
			break
		}
	}
	if !p.accept(kRBrace) {
		p.fail(p.unexpected(p.tok(), p.before(), "a comma and another field, or `}`"))
	}
	r.At = p.from(start)
	return r
}
