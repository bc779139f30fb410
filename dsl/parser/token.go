package parser

import (
	"io"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/clausewise/clausewise/dsl/source"
)

// kind tells tokens apart. Every reserved word is a kind of its own, so that productions switch on it.
type kind uint8

// The kinds that are no reserved words.
const (
	kEOF     kind = iota
	kName         // received_on
	kString       // "§5(4)"
	kNumber       // 7,500.50
	kPercent      // 5%
	kDate         // 2024-02-29
	kInstant      // 2023-11-17T08:00Z
	kClock        // 17:00
	kColon
	kComma
	kStop // .
	kPipe
	kLParen
	kRParen
	kLBrace
	kRBrace
	kLBracket
	kRBracket
	firstKeyword
)

// The reserved words, in the order of keywordTexts. A reserved word cannot be a name, except of a record's field.
const (
	kAbove kind = firstKeyword + iota
	kAdd
	kAfter
	kAmbiguity
	kAnd
	kArises
	kAs
	kAsked
	kAt
	kBefore
	kBelow
	kBy
	kCaveat
	kClause
	kDecision
	kDeduct
	kDefault
	kDespite
	kDetermination
	kDisapply
	kDoes
	kDuty
	kEach
	kEvent
	kEvery
	kFact
	kFloor
	kFor
	kFrom
	kHas
	kIn
	kIncludes
	kIs
	kLess
	kLimit
	kMeans
	kNo
	kNot
	kOf
	kOn
	kOne
	kOr
	kOtherwise
	kPlus
	kPolicy
	kRead
	kRecord
	kRound
	kSchedule
	kSection
	kSome
	kSubject
	kTable
	kTimes
	kTo
	kUnless
	kUntil
	kUse
	kWhen
	kWhere
	kWith
	kWithin
	kYes
	lastKeyword
)

const keywordTexts = "above add after ambiguity and arises as asked at before below by caveat clause decision deduct default despite " +
	"determination disapply does duty each event every fact floor for from has in includes is less limit means no " +
	"not of on one or otherwise plus policy read record round schedule section some subject table times to unless until use when " +
	"where with within yes"

var keywords, longestKeyword = func() (map[string]kind, int) {
	m, longest := map[string]kind{}, 0
	for i, w := range strings.Fields(keywordTexts) {
		m[w] = firstKeyword + kind(i)
		longest = max(longest, len(w))
	}
	if len(m) != int(lastKeyword-firstKeyword) {
		panic("parser: the list of reserved words and their kinds differ")
	}
	return m, longest
}()

// Keywords is the reserved words, in alphabetical order.
func Keywords() []string { return strings.Fields(keywordTexts) }

func (k kind) isKeyword() bool { return k >= firstKeyword }

// isWord tells whether the token is a name or a reserved word.
func (k kind) isWord() bool { return k == kName || k >= firstKeyword }

// token is a piece of the text. Comments and spaces are no tokens.
type token struct {
	kind       kind
	first      bool // it is the first of its line
	start, end int32
}

// Token classes as participle knows them; literals in the grammar match the text of any class, and the text of a String token begins
// with its quote.
const (
	symName lexer.TokenType = iota + 1
	symString
	symNumber
	symPercent
	symDate
	symInstant
	symClock
	symPunct
	symWord
	symHead // the word clause where a clause begins
)

var symbols = map[string]lexer.TokenType{
	"EOF": lexer.EOF, "Name": symName, "String": symString, "Number": symNumber, "Percent": symPercent, "Date": symDate,
	"Instant": symInstant, "Clock": symClock, "Punct": symPunct, "Word": symWord, "Head": symHead,
}

func (k kind) symbol() lexer.TokenType {
	switch {
	case k >= firstKeyword:
		return symWord
	case k >= kColon:
		return symPunct
	case k == kEOF:
		return lexer.EOF
	default:
		return lexer.TokenType(k)
	}
}

// definition is the scanner as participle knows it.
type definition struct{}

var (
	_ lexer.Definition       = definition{}
	_ lexer.StringDefinition = definition{}
)

func (definition) Symbols() map[string]lexer.TokenType { return symbols }

func (d definition) Lex(filename string, r io.Reader) (lexer.Lexer, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return d.LexString(filename, string(text))
}

func (definition) LexString(filename, text string) (lexer.Lexer, error) {
	s := newScanner(source.NewFile(filename, text), nil)
	s.run()
	return &stream{text: text, toks: s.toks}, nil
}

// stream hands scanned tokens to participle. Its raw cursor is the index into toks, since no token is elided.
type stream struct {
	text string
	toks []token
	i    int
}

func (s *stream) Next() (lexer.Token, error) {
	t := s.toks[s.i]
	symbol := t.kind.symbol()
	if t.kind == kClause && clauseHead(s.text, s.toks, s.i) {
		symbol = symHead
	}
	if t.kind != kEOF {
		s.i++
	}
	return lexer.Token{Type: symbol, Value: s.text[t.start:t.end], Pos: lexer.Position{Offset: int(t.start)}}, nil
}

// clauseHead tells whether the word clause at token i begins a clause: its id and perhaps its summary are followed by its block or status. It
// is a reference otherwise. Only after "asked when C", "arises when C", a schedule and the working days could it be either.
func clauseHead(text string, toks []token, i int) bool {
	i++
	for n := 0; n < 2 && toks[i].kind == kString; n++ {
		i++
	}
	switch t := toks[i]; t.kind {
	case kLBrace:
		return true
	case kName:
		return text[t.start:t.end] == "informational" || text[t.start:t.end] == "modelled"
	case kNot:
		t = toks[i+1] // the last token is no "not"
		return text[t.start:t.end] == "modelled"
	}
	return false
}
