// Package parser turns the text of a policy or test file into its syntax tree.
//
// It never stops at an error: it reports it, skips to where the next sentence or declaration begins and goes on, so that one run shows every
// independent error and no follow-on ones. It does no I/O and never panics, whatever bytes it is given.
package parser

// How a file is read.
//
// The scanner (scan.go, number.go) makes tokens; it implements participle's lexer.Definition. Limits on size, number of tokens and nesting
// are checked on the tokens, before anything descends (limits.go). Then declarations are read one at a time with productions of a participle
// grammar (grammar.go) and turned into syntax nodes (lower.go). Blocks, sentences and expressions are written by hand (clause.go, sentence.go,
// table.go, testfile.go, expr.go), which is faster and gives better messages. Both sides read the same tokens: participle's raw cursor is the
// index into parser.toks, since comments are no tokens.
//
// After the first error of a sentence or declaration the parser is "failed": every further look at a token shows the end of the file, so
// that all productions return at once and what they have read so far is kept. Whoever began the sentence or declaration skips to its end.

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

type parser struct {
	g      *grammar // nil until it is needed
	file   *source.File
	text   string
	toks   []token
	i      int
	stream *lexer.PeekingLexer // the same tokens for participle; made when the first declaration is met
	origin lexer.Checkpoint    // the stream's beginning
	mark   lexer.Checkpoint    // where participle was last set to, to go back from

	rep     *reporter
	begun   int    // offset at which the current sentence or declaration begins
	failed  bool   // see above
	quiet   bool   // an error of the current sentence or declaration has been reported
	inTest  bool   // list and record literals are allowed
	missing int    // closing braces that the file lacks
	debt    int    // opening braces that were skipped
	margin  [2]int // an opening brace and the indentation of its line, see indentOf
}

// grammars are kept for the next file.
var grammars sync.Pool

// Parse reads a file. The tree is never nil; after errors it holds what could be read: sentences with an error are left out, declarations are kept
// without the parts that could not be read (a fact's Type, a term's Body may be nil).
func Parse(f *source.File, limits Limits) (*ast.File, *diag.List) {
	limits = limits.orDefault()
	file := &ast.File{Source: f}
	rep := &reporter{file: f, limit: limits.MaxErrors}
	toks, ok := tokens(f, limits, rep, file)
	if ok {
		p := &parser{file: f, text: f.Text, toks: toks, rep: rep}
		p.parseFile(file)
		if p.g != nil {
			p.g.p = nil
			grammars.Put(p.g)
		}
	}
	return file, rep.list()
}

// grammar is participle's part, made when the first declaration needs it: building it takes longer than reading a policy.
func (p *parser) grammar() *grammar {
	if p.g == nil {
		p.g = anyGrammar()
		p.g.p = p
	}
	return p.g
}

// anyGrammar is one that was kept, or a new one.
func anyGrammar() *grammar {
	if g, ok := grammars.Get().(*grammar); ok {
		return g
	}
	return newGrammar()
}

// tokens scans the file unless a limit forbids it.
func tokens(f *source.File, limits Limits, rep *reporter, file *ast.File) ([]token, bool) {
	if len(f.Text) > limits.MaxBytes {
		rep.add(fileTooLarge(f, limits.MaxBytes))
		return nil, false
	}
	if isUTF16(f.Text) {
		rep.add(utf16(f))
		return nil, false
	}
	s := newScanner(f, rep)
	s.run()
	file.Comments = s.comments
	if len(s.toks)-1 > limits.MaxTokens {
		rep.add(tooManyTokens(f, s.toks[limits.MaxTokens], limits.MaxTokens))
		return nil, false
	}
	if i := tooDeep(s.toks, f.Text, limits.MaxDepth); i >= 0 {
		rep.add(tooDeepAt(f, s.toks[i], limits.MaxDepth))
		return nil, false
	}
	return s.toks, true
}

func isUTF16(text string) bool {
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return true
	}
	head := text[:min(len(text), 64)]
	return len(head) >= 4 && len(head)%2 == 0 && strings.Count(head, "\x00")*2 == len(head) &&
		(head[0] == 0) != (head[1] == 0)
}

// tok is the current token; the end of the file after an error.
func (p *parser) tok() token {
	if p.failed {
		return p.toks[len(p.toks)-1]
	}
	return p.toks[p.i]
}

// peek is the n-th token after the current one.
func (p *parser) peek(n int) token {
	if p.failed || p.i+n >= len(p.toks) {
		return p.toks[len(p.toks)-1]
	}
	return p.toks[p.i+n]
}

// kind is the kind of the current token.
func (p *parser) kind() kind { return p.tok().kind }

// skip goes on to the next token.
func (p *parser) skip() {
	if !p.failed && p.i < len(p.toks)-1 {
		p.i++
	}
}

func (p *parser) textOf(t token) string { return p.text[t.start:t.end] }

// accept skips the current token if it is of the kind.
func (p *parser) accept(k kind) bool {
	if p.kind() != k {
		return false
	}
	p.skip()
	return true
}

// isWord tells whether the token is the name or reserved word w.
func (p *parser) isWord(t token, w string) bool { return t.kind.isWord() && p.textOf(t) == w }

// acceptWord skips the current token if it is the word.
func (p *parser) acceptWord(w string) bool {
	if !p.isWord(p.tok(), w) {
		return false
	}
	p.skip()
	return true
}

// begin starts a new sentence or declaration at the current token.
func (p *parser) begin() {
	p.failed, p.quiet = false, false
	p.begun = int(p.toks[p.i].start)
}

func (p *parser) span(start, end int) source.Span {
	return source.Span{File: p.file, Start: start, End: end}
}

func (p *parser) spanOf(t token) source.Span { return p.span(int(t.start), int(t.end)) }

// from is the place from token i to the last one read.
func (p *parser) from(i int) ast.At {
	start, end := p.toks[i].start, p.toks[i].end
	if p.i > i {
		end = p.toks[p.i-1].end
	}
	return ast.At{Span: p.span(int(start), int(end))}
}

// tokenAt is the index of the token at or after the offset.
func (p *parser) tokenAt(offset int) int {
	return min(sort.Search(len(p.toks), func(i int) bool { return int(p.toks[i].start) >= offset }), len(p.toks)-1)
}

// seek sets participle's cursor to the current token.
func (p *parser) seek() {
	if p.stream == nil {
		l, err := lexer.Upgrade(&stream{text: p.text, toks: p.toks})
		if err != nil {
			panic(err) // stream.Next gives no error
		}
		p.stream, p.origin, p.mark = l, l.MakeCheckpoint(), l.MakeCheckpoint()
	}
	if int(p.stream.RawCursor()) > p.i {
		if int(p.mark.RawCursor()) > p.i {
			p.mark = p.origin
		}
		p.stream.LoadCheckpoint(p.mark)
	}
	p.stream.FastForward(lexer.RawCursor(p.i - 1))
	p.mark = p.stream.MakeCheckpoint()
}

// fail reports an error and ends the current sentence or declaration.
func (p *parser) fail(d diag.Diagnostic) {
	if p.failed {
		return
	}
	p.complain(d)
	p.failed = true
}

// complain reports an error after which the sentence or declaration can be read on. Only the first error of each is reported, and none if
// there is a mistake within a token of the same lines.
func (p *parser) complain(d diag.Diagnostic) {
	if p.failed || p.quiet {
		return
	}
	p.quiet = true
	const longest = 4096 // of a line that is looked at
	end := max(d.Span.End, int(p.toks[p.i].end))
	rest := p.text[end:min(len(p.text), end+longest)]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	end += len(rest)
	if !p.rep.mistaken(p.begun, end) {
		p.rep.add(d)
	}
}

// name reads a name; what says whose, in "a fact", for the message.
func (p *parser) name(what string) ast.Name {
	t := p.tok()
	if t.kind != kName {
		p.fail(p.missingName(t, what))
		return ast.Name{}
	}
	p.skip()
	return p.nameOf(t)
}

func (p *parser) nameOf(t token) ast.Name {
	return ast.Name{At: ast.At{Span: p.spanOf(t)}, Text: p.textOf(t)}
}

// str reads a text in quotes.
func (p *parser) str(what string) ast.String {
	t := p.tok()
	if t.kind != kString {
		p.fail(p.missingText(t, what))
		return ast.String{}
	}
	p.skip()
	return p.stringOf(t)
}

func (p *parser) stringOf(t token) ast.String {
	return ast.String{At: ast.At{Span: p.spanOf(t)}, Value: unquote(p.textOf(t))}
}

// strings reads texts between commas.
func (p *parser) strings(what string) []ast.String {
	list := []ast.String{p.str(what)}
	for p.accept(kComma) {
		list = append(list, p.str(what))
	}
	return list
}

// names reads names between commas.
func (p *parser) names(what string) []ast.Name {
	list := []ast.Name{p.name(what)}
	for p.accept(kComma) {
		list = append(list, p.name(what))
	}
	return list
}

// unquote takes the quotes off, and the backslashes that stand before a quote or backslash. The closing quote may be missing, and both may
// be of another kind, after a mistake.
func unquote(s string) string {
	switch {
	case len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"':
		s = s[1 : len(s)-1]
	case s != "" && s[0] == '"':
		s = s[1:]
	default: // quotes of another kind
		r, a := utf8.DecodeRuneInString(s)
		last, b := utf8.DecodeLastRuneInString(s)
		if strings.ContainsRune(openQuotes, r) {
			s = s[a:]
		}
		if s != "" && (last == '"' || strings.ContainsRune(closeQuotes, last)) {
			s = s[:len(s)-b]
		}
		return s
	}
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\') {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
