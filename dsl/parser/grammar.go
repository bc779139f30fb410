package parser

import (
	"errors"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/clausewise/clausewise/dsl/ast"
)

// The grammar of the declarations. A capture of several tokens into []lexer.Token keeps them all, commas included; the fields called Tokens
// are filled by participle with everything a production has read. 'clause':Word is a reference to a clause, as against the head of one (see
// clauseHead). Condition, Value, Operand and Period are written by hand, see expr.go.

// condition, value, operand and period are how the grammar refers to the hand-written productions of expressions.
type (
	condition interface{ ast.Expr }
	value     interface{ ast.Expr }
	operand   interface{ ast.Expr }
	period    interface{ ast.Expr }
)

type headerG struct {
	Tokens []lexer.Token
	Name   lexer.Token    `parser:"'policy' @String"`
	Lines  []*headerLineG `parser:"@@*"`
}

type headerLineG struct {
	Tokens      []lexer.Token
	Title       lexer.Token   `parser:"( 'title' @String"`
	Seller      lexer.Token   `parser:"| 'seller' @String"`
	Source      lexer.Token   `parser:"| 'source' @String"`
	Version     lexer.Token   `parser:"| 'version' @String"`
	Parties     []lexer.Token `parser:"| 'parties' @( Name ( ',' Name )* )"`
	CurrencyOf  lexer.Token   `parser:"| 'currency' 'of' @Name"`
	Currency    lexer.Token   `parser:"| 'currency' @Name"`
	Months      lexer.Token   `parser:"| 'months' @( 'clamp' | 'roll' )"`
	AsWritten   bool          `parser:"| 'time' 'zone' ( @( 'as' 'written' )"`
	TimeZone    lexer.Token   `parser:"  | @String )"`
	WorkingDays *workingDaysG `parser:"| @@"`
	InForce     *inForceG     `parser:"| @@ )"`
}

type workingDaysG struct {
	Tokens   []lexer.Token
	From     lexer.Token `parser:"'working' 'days' 'are' @Name 'to'"`
	To       lexer.Token `parser:"@Name"`
	Fact     lexer.Token `parser:"( 'except' ( @Name"`
	Calendar lexer.Token `parser:"  | @String )"`
	Clause   lexer.Token `parser:"  ( 'clause':Word @String )? )?"`
}

type inForceG struct {
	Tokens   []lexer.Token
	From     lexer.Token `parser:"'in' 'force' 'from' @Date"`
	Until    lexer.Token `parser:"( 'until' @Date )?"`
	PickedBy lexer.Token `parser:"'picked' 'by' @Name"`
}

type useG struct {
	Tokens []lexer.Token
	Names  []lexer.Token `parser:"'use' @( Name ( ',' Name )* )"`
	Policy lexer.Token   `parser:"'from' 'policy' @String"`
}

type recordG struct {
	Tokens []lexer.Token
	Name   lexer.Token `parser:"'record' @Name '{'"`
	Fields []*factG    `parser:"@@* '}'"`
}

type factG struct {
	Tokens   []lexer.Token
	Event    bool        `parser:"( 'fact' | @'event' )"`
	Name     lexer.Token `parser:"@Name ':'"`
	Type     *typeG      `parser:"@@"`
	Options  []*optionG  `parser:"@@*"`
	Question lexer.Token `parser:"@String?"`
}

type typeG struct {
	Tokens  []lexer.Token
	Listed  lexer.Token   `parser:"( @( 'one' | 'first' | 'set' ) 'of'"`
	Members []lexer.Token `parser:"  @( Name ( ',' Name )* )"`
	YesNo   bool          `parser:"| @( 'yes' 'or' 'no' )"`
	Elem    *typeG        `parser:"| 'list' 'of' @@"`
	Whole   bool          `parser:"| @( 'whole' 'number' )"`
	Name    lexer.Token   `parser:"| @( Name | 'duty' )"`
	Special bool          `parser:"  ( 'or' @( 'unlimited' | 'never' ) )? )"`
}

type optionG struct {
	Tokens  []lexer.Token
	Bound   *boundG     `parser:"( @@"`
	Default value       `parser:"| 'default' @@"`
	Asked   condition   `parser:"| 'asked' 'when' @@"`
	Clause  lexer.Token `parser:"  ( 'clause':Word @String )?"`
	From    lexer.Token `parser:"| 'from' @Name"`
	Fixed   bool        `parser:"| @'fixed' )"`
}

type boundG struct {
	Tokens []lexer.Token
	Among  []lexer.Token `parser:"( 'among' @( Name ( ',' Name )* )"`
	Words  []lexer.Token `parser:"| @( 'at' 'least' | 'at' 'most' | 'above' | 'below' | 'exactly' | 'not' 'before' | 'not' 'after' | 'not' )"`
	Value  value         `parser:"  @@ )"`
	When   condition     `parser:"( 'when' @@ )?"`
	Unless condition     `parser:"( 'unless' @@ )?"`
}

type decisionG struct {
	Tokens []lexer.Token
	Name   lexer.Token `parser:"'decision' @Name ':'"`
	Type   *typeG      `parser:"@@"`
	Arises condition   `parser:"( 'arises' 'when' @@"`
	Clause lexer.Token `parser:"  ( 'clause':Word @String )? )?"`
	Label  lexer.Token `parser:"@String?"`
}

type scheduleG struct {
	Tokens []lexer.Token
	Name   lexer.Token `parser:"'schedule' @Name 'every'"`
	Every  period      `parser:"@@"`
	From   operand     `parser:"'from' 'and' 'including' @@"`
	Clause lexer.Token `parser:"( 'clause':Word @String )?"`
}

type ambiguityG struct {
	Tokens   []lexer.Token
	Name     lexer.Token   `parser:"'ambiguity' @Name"`
	Title    lexer.Token   `parser:"@String"`
	Concerns []lexer.Token `parser:"( 'concerns' 'clause' @( String ( ',' String )* ) )? '{'"`
	Readings []*readingG   `parser:"@@* '}'"`
}

type readingG struct {
	Tokens  []lexer.Token
	Name    lexer.Token `parser:"'reading' @Name"`
	Text    lexer.Token `parser:"@String"`
	Adopted bool        `parser:"( @'adopted'"`
	Why     lexer.Token `parser:"  @String 'by'"`
	By      lexer.Token `parser:"  @String"`
	On      lexer.Token `parser:"  ( 'on' @Date )? )?"`
}

type determinationG struct {
	Tokens   []lexer.Token
	Name     lexer.Token `parser:"'determination' @Name ':'"`
	Type     *typeG      `parser:"@@"`
	By       lexer.Token `parser:"'by' @Name"`
	Options  []*optionG  `parser:"@@*"`
	Question lexer.Token `parser:"@String?"`
}

// fileG is the root of the grammar. It is never parsed with: parser.go reads one declaration after the other, so that it can go on
// after an error.
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
	Determination *determinationG `parser:"| @@ )"`
}

// grammar is the declarations' grammar built into parsers, with the productions written by hand bound to p. Building takes a
// millisecond and a parser holds the state of one run, so they are kept for reuse.
type grammar struct {
	p             *parser // the run in progress
	file          *participle.Parser[fileG]
	header        *participle.Parser[headerG]
	headerLine    *participle.Parser[headerLineG]
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
		participle.ParseTypeWith(func(l *lexer.PeekingLexer) (condition, error) { return byHand[condition](g, l, (*parser).condition) }),
		participle.ParseTypeWith(func(l *lexer.PeekingLexer) (value, error) { return byHand[value](g, l, (*parser).value) }),
		participle.ParseTypeWith(func(l *lexer.PeekingLexer) (operand, error) { return byHand[operand](g, l, (*parser).operand) }),
		participle.ParseTypeWith(func(l *lexer.PeekingLexer) (period, error) { return byHand[period](g, l, (*parser).periodLit) }),
	)
	g.header = production[headerG](g)
	g.headerLine = production[headerLineG](g)
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
		panic(err)
	}
	return p
}

// errReported ends a declaration in which a hand-written production has reported an error.
var errReported = errors.New("reported")

// byHand runs a hand-written production from where participle stands, and lets participle go on behind it.
func byHand[T any](g *grammar, l *lexer.PeekingLexer, read func(*parser) ast.Expr) (T, error) {
	g.p.i = int(l.RawCursor())
	x := read(g.p)
	l.FastForward(lexer.RawCursor(g.p.i - 1))
	t, ok := x.(T)
	if !ok || g.p.failed {
		return t, errReported
	}
	return t, nil
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
