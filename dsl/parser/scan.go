package parser

import (
	"strings"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
)

// scanner turns the text into tokens. A mistake in a token is reported, and the token that was most probably meant is made of it, so
// that the parser does not stumble over the same mistake.
type scanner struct {
	file     *source.File
	text     string
	pos      int
	toks     []token
	comments []ast.Comment
	rep      *reporter // nil: mistakes are passed over
	first    bool      // no token yet on this line
	lineKind kind      // of the first token of this line
	crSeen   bool      // the lone carriage return has been reported
}

func newScanner(f *source.File, rep *reporter) *scanner {
	return &scanner{file: f, text: f.Text, rep: rep, toks: make([]token, 0, len(f.Text)/5+8)}
}

// Classes of bytes.
const (
	cOther  = iota
	cSpace  // space, tab
	cLetter // a–z, A–Z, _
	cDigit
	cMark // a sign of one byte that is a token
)

var class, markKinds = func() (c [256]uint8, m [256]kind) {
	for b := range 256 {
		switch {
		case b == ' ' || b == '\t':
			c[b] = cSpace
		case b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_':
			c[b] = cLetter
		case b >= '0' && b <= '9':
			c[b] = cDigit
		}
	}
	for b, k := range map[byte]kind{
		':': kColon, ',': kComma, '.': kStop, '|': kPipe, '(': kLParen, ')': kRParen, '{': kLBrace, '}': kRBrace, '[': kLBracket, ']': kRBracket,
	} {
		c[b], m[b] = cMark, k
	}
	return c, m
}()

func isWordByte(b byte) bool { return class[b] == cLetter || class[b] == cDigit }

func (s *scanner) run() {
	s.first = true
	if strings.HasPrefix(s.text, "\uFEFF") {
		s.pos = len("\uFEFF")
	}
	for s.pos < len(s.text) {
		b := s.text[s.pos]
		switch class[b] {
		case cSpace:
			s.pos++
		case cLetter:
			s.word()
		case cDigit:
			s.number()
		case cMark:
			if b == '|' && s.at(1) == '|' && !s.inTable() && s.symbolMistake() {
				continue
			}
			s.emit(markKinds[b], s.pos, s.pos+1)
		default:
			s.other(b)
		}
	}
	s.toks = append(s.toks, token{kind: kEOF, first: true, start: int32(len(s.text)), end: int32(len(s.text))})
}

// at is the byte n after the current one, 0 past the end.
func (s *scanner) at(n int) byte {
	if s.pos+n < len(s.text) {
		return s.text[s.pos+n]
	}
	return 0
}

// emit adds a token and goes on after it.
func (s *scanner) emit(k kind, start, end int) {
	s.toks = append(s.toks, token{kind: k, first: s.first, start: int32(start), end: int32(end)})
	if s.first {
		s.lineKind = k
	}
	s.first = false
	s.pos = end
}

func (s *scanner) other(b byte) {
	switch b {
	case '\n':
		s.first = true
		s.pos++
	case '\r':
		if s.at(1) != '\n' {
			s.loneCR(s.pos)
			s.first = true
		}
		s.pos++
	case '#':
		s.comment(1)
	case '"':
		s.quoted()
	default:
		if s.symbolMistake() {
			return
		}
		s.stray()
	}
}

func (s *scanner) word() {
	start := s.pos
	i := start + 1
	for i < len(s.text) && isWordByte(s.text[i]) {
		i++
	}
	if i < len(s.text) && (s.text[i] == '-' || s.text[i] == '\'' || s.text[i] >= utf8.RuneSelf) {
		if end := s.foreignName(start, i); end > i {
			s.emit(kName, start, end)
			return
		}
	}
	k := kName
	if i-start <= longestKeyword && s.text[start] >= 'a' {
		if kw, ok := keywords[s.text[start:i]]; ok {
			k = kw
			if n := len(s.toks); n > 0 && (s.toks[n-1].kind == kFact || s.toks[n-1].kind == kEvent) && s.colonFollows(i) {
				k = kName // a record's field; the parser refuses it elsewhere
			}
		}
	}
	s.emit(k, start, i)
}

func (s *scanner) colonFollows(i int) bool {
	for i < len(s.text) && class[s.text[i]] == cSpace {
		i++
	}
	return i < len(s.text) && s.text[i] == ':'
}

// foreignName finds the end of a word that goes on with characters no name may have, and reports it; i if the word ends there.
func (s *scanner) foreignName(start, i int) int {
	end := i
	for end < len(s.text) {
		b := s.text[end]
		switch {
		case isWordByte(b):
			end++
			continue
		case b == '-' && end+1 < len(s.text) && class[s.text[end+1]] == cLetter:
			end++
			continue
		case b == '\'' && end+1 < len(s.text) && class[s.text[end+1]] == cLetter:
			end++
			continue
		case b >= utf8.RuneSelf:
			if r, n := utf8.DecodeRuneInString(s.text[end:]); isNameRune(r) {
				end += n
				continue
			}
		}
		break
	}
	if end > i {
		s.report(s.wrongName(start, end))
	}
	return end
}

// comment reads to the end of the line; mark is the length of the sign that begins it.
func (s *scanner) comment(mark int) {
	start := s.pos
	end := start + mark
	for end < len(s.text) && s.text[end] != '\n' && s.text[end] != '\r' {
		b := s.text[end]
		if b < ' ' && b != '\t' || b >= 0x7f {
			end += s.checkRune(end, inComment)
			continue
		}
		end++
	}
	s.pos = end
	text := s.text[start:end]
	s.comments = append(s.comments, ast.Comment{At: ast.At{Span: s.span(start, end)}, Text: strings.TrimSpace(text[mark:])})
}

// quoted reads a text in quotes. A backslash takes the next quote or backslash as it is.
func (s *scanner) quoted() {
	start := s.pos
	i := start + 1
	for i < len(s.text) {
		b := s.text[i]
		switch {
		case b == '"':
			s.emit(kString, start, i+1)
			return
		case b == '\n' || b == '\r':
			s.unclosed(start, i)
			return
		case b == '\\':
			if i+1 < len(s.text) && (s.text[i+1] == '"' || s.text[i+1] == '\\') {
				i += 2
				continue
			}
			s.report(s.wrongEscape(i))
			i++
		case b < ' ' && b != '\t' || b >= 0x7f:
			i += s.checkRune(i, inString)
		default:
			i++
		}
	}
	s.unclosed(start, i)
}

// unclosed makes a text of what stands between a quote and the end of the line: with its rest, if it goes on over the next lines, or less
// what was most probably not part of it.
func (s *scanner) unclosed(start, end int) {
	if rest := s.nextLines(end); rest > 0 {
		s.report(s.brokenText(start, end))
		s.emit(kString, start, rest)
		return
	}
	text := strings.TrimRight(s.text[start:end], " \t")
	switch {
	case len(text) > 1 && strings.HasSuffix(text, "{"):
		text = strings.TrimRight(text[:len(text)-1], " \t")
	case len(text) > 1 && strings.HasSuffix(text, "."):
		text = text[:len(text)-1]
	}
	s.report(s.unclosedText(start, start+len(text)))
	s.emit(kString, start, start+len(text))
}

// nextLines is the end of a text that goes on over up to four more lines, the last of which has an odd number of quotes and those before it
// none; 0 if it is no such text.
func (s *scanner) nextLines(end int) int {
	for range 4 {
		if end >= len(s.text) || s.text[end] != '\n' && !strings.HasPrefix(s.text[end:], "\r\n") {
			return 0
		}
		from := end + strings.IndexByte(s.text[end:], '\n') + 1
		n := strings.IndexByte(s.text[from:], '\n')
		if n < 0 {
			n = len(s.text) - from
		}
		line := s.text[from : from+n]
		if quotes := strings.Count(line, `"`); quotes > 0 {
			if quotes%2 == 0 {
				return 0
			}
			return from + strings.IndexByte(line, '"') + 1
		}
		end = from + len(strings.TrimSuffix(line, "\r"))
	}
	return 0
}

// Where a character stands.
type place uint8

const (
	inCode place = iota
	inString
	inComment
)

// checkRune reports the character at i if it may not stand there, and gives its length.
func (s *scanner) checkRune(i int, where place) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	if r == utf8.RuneError && n <= 1 {
		end := i + 1
		for end < len(s.text) && s.text[end] >= utf8.RuneSelf {
			if r, _ := utf8.DecodeRuneInString(s.text[end:]); r != utf8.RuneError {
				break
			}
			end++
		}
		s.report(s.notUTF8(i, end))
		return end - i
	}
	switch {
	case r == '\t':
	case r < ' ' || r >= 0x7f && r < 0xa0:
		s.report(s.controlCharacter(i, i+n, r))
	case isBidi(r), isInvisible(r):
		s.report(s.invisible(i, i+n, r, where))
	}
	return n
}

func (s *scanner) span(start, end int) source.Span {
	return source.Span{File: s.file, Start: start, End: end}
}

// isBidi tells whether r changes the direction in which the text around it is shown.
func isBidi(r rune) bool {
	return r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// isInvisible tells whether r shows nothing at all. The joiners U+200C and U+200D are needed in several scripts.
func isInvisible(r rune) bool {
	return r == 0x00ad || r == 0x034f || r == 0x115f || r == 0x1160 || r == 0x17b4 || r == 0x17b5 || r == 0x180e || r == 0x200b ||
		r >= 0x2060 && r <= 0x2064 || r >= 0x206a && r <= 0x206f || r == 0x3164 || r == 0xfeff || r == 0xffa0 ||
		r >= 0xfff9 && r <= 0xfffb || r >= 0xe0000 && r <= 0xe0fff
}
