package parser

import (
	"errors"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/clausewise/clausewise/dsl/ast"
)

// The grammar of the declarations. A capture of several tokens into []lexer.Token keeps them all, commas included. 'clause':Word is a reference
// to a clause, as against the head of one (see clauseHead). The productions that cost most in participle are written by hand: the lines of
// the header, types and options, and everything about expressions; so are the members of blocks, since reading goes on after an error in one.

// The hand-written productions, by the names under which the grammar refers to them.
type (
	headerLines interface{ headerLines() }
	fields      interface{ fields() }
	readings    interface{ readings() }
	typeName    interface{ ast.Node }
	options     interface{ options() }
	condition   interface{ ast.Expr }
	operand     interface{ ast.Expr }
	period      interface{ ast.Expr }
)

type headerG struct {
	Name  lexer.Token `parser:"'policy' @String"`
	Lines headerLines `parser:"@@"`
}

type useG struct {
	Names  []lexer.Token `parser:"'use' @( Name ( ',' Name )* )"`
	Policy lexer.Token   `parser:"'from' 'policy' @String"`
}

type recordG struct {
	Name   lexer.Token `parser:"'record' @Name '{'"`
	Fields fields      `parser:"@@ '}'"`
}

type factG struct {
	Word     lexer.Token `parser:"@( 'fact' | 'event' )"`
	Name     lexer.Token `parser:"@Name ':'"`
	Type     typeName    `parser:"@@"`
	Options  options     `parser:"@@"`
	Question lexer.Token `parser:"@String?"`
}

type decisionG struct {
	Name   lexer.Token `parser:"'decision' @Name ':'"`
	Type   typeName    `parser:"@@"`
	Arises condition   `parser:"( 'arises' 'when' @@"`
	Clause lexer.Token `parser:"  ( 'clause':Word @String )? )?"`
	Label  lexer.Token `parser:"@String?"`
}

type scheduleG struct {
	Name   lexer.Token `parser:"'schedule' @Name 'every'"`
	Every  period      `parser:"@@"`
	From   operand     `parser:"'from' 'and' 'including' @@"`
	Clause lexer.Token `parser:"( 'clause':Word @String )?"`
}

type ambiguityG struct {
	Name     lexer.Token   `parser:"'ambiguity' @Name"`
	Title    lexer.Token   `parser:"@String"`
	Concerns []lexer.Token `parser:"( 'concerns' 'clause' @( String ( ',' String )* ) )? '{'"`
	Readings readings      `parser:"@@ '}'"`
}

type readingG struct {
	Name    lexer.Token `parser:"'reading' @Name"`
	Text    lexer.Token `parser:"@String"`
	Adopted lexer.Token `parser:"( @'adopted'"`
	Why     lexer.Token `parser:"  @String 'by'"`
	By      lexer.Token `parser:"  @String"`
	On      lexer.Token `parser:"  ( 'on' @Date )? )?"`
}

type determinationG struct {
	Name     lexer.Token `parser:"'determination' @Name ':'"`
	Type     typeName    `parser:"@@"`
	By       lexer.Token `parser:"'by' @Name"`
	Options  options     `parser:"@@"`
	Question lexer.Token `parser:"@String?"`
}

// fileG is the root of the grammar. It is never parsed with: file.go reads one declaration after the other, so that it can go on after an
// error.
type fileG struct {
	Header *headerG `parser:"@@?"`
	Items  []*itemG `parser:"@@*"`
}

type itemG struct {
	Use           *useG           `parser:"( @@"`
	Record        *recordG        `parser:"| @@"`
	Fact          *factG          `parser:"| @@"`
	Decision      *decisionG      `parser:"| @@"`
	Schedule      *scheduleG      `parser:"| @@"`
	Ambiguity     *ambiguityG     `parser:"| @@"`
	Reading       *readingG       `parser:"| @@"`
	Determination *determinationG `parser:"| @@ )"`
}

// grammar is the declarations' grammar built into parsers, with the productions written by hand bound to p. Building takes a
// millisecond and a parser holds the state of one run, so they are kept for reuse.
type grammar struct {
	p             *parser // the run in progress
	file          *participle.Parser[fileG]
	header        *participle.Parser[headerG]
	use           *participle.Parser[useG]
	record        *participle.Parser[recordG]
	fact          *participle.Parser[factG]
	decision      *participle.Parser[decisionG]
	schedule      *participle.Parser[scheduleG]
	ambiguity     *participle.Parser[ambiguityG]
	reading       *participle.Parser[readingG]
	determination *participle.Parser[determinationG]
}

func newGrammar() *grammar {
	g := &grammar{}
	g.file = participle.MustBuild[fileG](
		participle.Lexer(definition{}),
		participle.UseLookahead(2),
		participle.ParseTypeWith(byHand(g, func(p *parser) headerLines { return p.headerLines() })),
		participle.ParseTypeWith(byHand(g, func(p *parser) fields { return p.fields() })),
		participle.ParseTypeWith(byHand(g, func(p *parser) readings { return p.readings() })),
		participle.ParseTypeWith(byHand(g, func(p *parser) typeName { return p.typ() })),
		participle.ParseTypeWith(byHand(g, func(p *parser) options { return p.options() })),
		participle.ParseTypeWith(byHand(g, func(p *parser) condition { return p.condition() })),
		participle.ParseTypeWith(byHand(g, func(p *parser) operand { return p.operand() })),
		participle.ParseTypeWith(byHand(g, func(p *parser) period { return p.periodOnly() })),
	)
	g.header = production[headerG](g)
	g.use = production[useG](g)
	g.record = production[recordG](g)
	g.fact = production[factG](g)
	g.decision = production[decisionG](g)
	g.schedule = production[scheduleG](g)
	g.ambiguity = production[ambiguityG](g)
	g.reading = production[readingG](g)
	g.determination = production[determinationG](g)
	return g
}

func production[P any](g *grammar) *participle.Parser[P] {
	p, err := participle.ParserForProduction[P](g.file)
	if err != nil {
		panic(err) // a production that is not reached from fileG
	}
	return p
}

// errReported ends a declaration in which a hand-written production has reported an error.
var errReported = errors.New("reported")

// byHand makes a production of a hand-written one: it reads from where participle stands, and lets participle go on behind it.
func byHand[T any](g *grammar, read func(*parser) T) func(*lexer.PeekingLexer) (T, error) {
	return func(l *lexer.PeekingLexer) (T, error) {
		p := g.p
		p.i = int(l.RawCursor())
		x := read(p)
		l.FastForward(lexer.RawCursor(p.i - 1))
		if p.failed {
			return x, errReported
		}
		return x, nil
	}
}

// declare reads one declaration with a production of the grammar, beginning at the current token. It gives what could be read, also after an error;
// ok tells whether there was none.
func declare[P any](p *parser, production *participle.Parser[P]) (decl *P, ok bool) {
	start := p.i
	p.seek()
	decl, err := production.ParseFromLexer(p.stream, participle.AllowTrailing(true))
	reached := int(p.stream.RawCursor())
	if err == nil && !p.failed {
		p.i = reached
		return decl, true
	}
	if !p.failed {
		p.i = max(start, reached)
		var perr participle.Error
		if errors.As(err, &perr) {
			p.i = max(p.i, p.tokenAt(perr.Position().Offset))
		}
	}
	return decl, false
}
