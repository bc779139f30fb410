package parser

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/diag"
)

// This file words the mistakes within tokens: characters, quotes, numbers, dates.

func (s *scanner) report(d diag.Diagnostic) {
	if s.rep != nil {
		s.rep.inToken(d)
	}
}

// symbolWords are the signs of programming and mathematics and the words that stand for them here. An empty Words means that there is
// no such word.
var symbolWords = []struct{ Sign, Words, Hint string }{
	{"===", "is", ""}, {"!==", "is not", ""}, {"==", "is", ""}, {"!=", "is not", ""}, {"<>", "is not", ""},
	{"<=", "is at most", "for dates `is on or before`"}, {">=", "is at least", "for dates `is on or after`"},
	{"=<", "is at most", "for dates `is on or before`"}, {"=>", "is at least", "for dates `is on or after`"},
	{"≤", "is at most", "for dates `is on or before`"}, {"≥", "is at least", "for dates `is on or after`"}, {"≠", "is not", ""},
	{"&&", "and", ""}, {"||", "or", ""}, {"&", "and", ""}, {"<", "is below", "for dates `is before`"}, {">", "is above", "for dates `is after`"},
	{"=", "is", ""}, {"!", "not", ""}, {"¬", "not", ""}, {"∧", "and", ""}, {"∨", "or", ""},
	{"+", "plus", ""}, {"*", "times", ""}, {"×", "times", ""}, {"−", "less", ""}, {"-", "less", ""},
	{";", ".", ""}, {"/", "", "Nothing is divided here. Write a share as a percentage, such as `50% of price`."},
	{"÷", "", "Nothing is divided here. Write a share as a percentage, such as `50% of price`."},
	{"§", "", "Clause ids stand in quotes: `clause \"§5(4)\"`."}, {"¶", "", "Clause ids stand in quotes: `clause \"¶1\"`."},
}

// inTable tells whether the current line begins with a bar, so that two bars are no sign for "or".
func (s *scanner) inTable() bool { return !s.first && s.lineKind == kPipe }

// substitutes are the tokens that a sign is read as after it was reported.
var substitutes = sync.OnceValue(func() map[string][]kind {
	return map[string][]kind{
		"is": {kIs}, "is not": {kIs, kNot}, "and": {kAnd}, "or": {kOr}, "is below": {kIs, kBelow}, "is above": {kIs, kAbove},
		"not": {kNot}, "plus": {kPlus}, "times": {kTimes}, "less": {kLess}, ".": {kStop},
	}
})

const openQuotes, closeQuotes = "“„”‟«»‹›‘‚’'`", "”“„«»›‹’‘'`"

// symbolMistake reads a sign that is none of the language as what it was meant to be, and reports it.
func (s *scanner) symbolMistake() bool {
	rest := s.text[s.pos:]
	switch {
	case strings.HasPrefix(rest, "//"):
		s.report(s.wrongComment("//"))
		s.comment(2)
		return true
	case strings.HasPrefix(rest, "--"):
		s.report(s.wrongComment("--"))
		s.comment(2)
		return true
	case strings.HasPrefix(rest, "/*"):
		s.blockComment()
		return true
	}
	for _, m := range symbolWords {
		if !strings.HasPrefix(rest, m.Sign) {
			continue
		}
		start, end := s.pos, s.pos+len(m.Sign)
		if n := len(s.toks); m.Sign == "/" && n > 0 && s.toks[n-1].kind == kYes {
			m.Words = "or" // yes/no
		}
		s.report(s.symbol(start, end, m.Words, m.Hint))
		if n := len(s.toks); m.Words != "" && n > 0 && s.toks[n-1].kind == kIs && strings.HasPrefix(m.Words, "is") {
			s.pos = end // "is <= 5"
			return true
		}
		for _, k := range substitutes()[m.Words] {
			s.emit(k, start, end)
		}
		s.pos = end
		return true
	}
	r, n := s.runeAt(s.pos)
	switch {
	case strings.ContainsRune(openQuotes, r):
		s.wrongQuote(r, n)
		return true
	case unicode.Is(unicode.Sc, r):
		s.report(s.currencySign(s.pos, s.pos+n, r))
		s.pos += n
		return true
	}
	return false
}

// wrongQuote reads a text in quotes of another kind, up to the last closing quote it can have on the line.
func (s *scanner) wrongQuote(open rune, n int) {
	start := s.pos
	i := start + n
	for i < len(s.text) && s.text[i] != '\n' && s.text[i] != '\r' {
		r, n := s.runeAt(i)
		if r == '"' || r != open && strings.ContainsRune(closeQuotes, r) || r == open && (r == '\'' || r == '`' || r == '”' || r == '’') {
			i += n
			s.report(s.otherQuotes(start, i))
			s.emit(kString, start, i)
			return
		}
		i += n
	}
	s.unclosed(start, i)
}

func (s *scanner) blockComment() {
	start := s.pos
	end := len(s.text)
	if i := strings.Index(s.text[start+2:], "*/"); i >= 0 {
		end = start + 2 + i + 2
	}
	s.report(s.wrongComment("/*"))
	s.pos = end
}

// stray passes over characters that have no meaning, a run of the same sort at once.
func (s *scanner) stray() {
	start := s.pos
	r, n := s.runeAt(start)
	switch {
	case r == '\u00a0' || r == '\u2007' || r == '\u202f' || r >= '\u2000' && r <= '\u200a' || r == '\u3000' || r == '\u205f':
		s.pos += n // a space of another width
		return
	case r == '\u0085' || r == '\u2028' || r == '\u2029':
		s.report(s.controlCharacter(start, start+n, r))
		s.pos += n
		return
	case isNameRune(r):
		if end := s.foreignName(start, start); end > start {
			s.emit(kName, start, end)
			return
		}
	case r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError || isBidi(r) || isInvisible(r):
		s.pos += s.checkRune(start, inCode)
		for s.pos < len(s.text) && s.text[s.pos] == s.text[start] && r < ' ' {
			s.pos++ // NUL NUL NUL is one mistake
		}
		return
	}
	s.pos += n
	for s.pos < len(s.text) && strings.HasPrefix(s.text[s.pos:], s.text[start:start+n]) {
		s.pos += n
	}
	s.report(s.unknownCharacter(start, s.pos, r))
}

// isNameRune tells whether r is a letter, though not one that a name may have.
func isNameRune(r rune) bool {
	return r != utf8.RuneError && r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)) && !isInvisible(r)
}

// charName is the character as people can look it up: "é" (U+00E9), or only U+202E where showing it would do harm.
func charName(r rune) string {
	if r < ' ' || r >= 0x7f && r < 0xa0 || isBidi(r) || isInvisible(r) || !unicode.IsPrint(r) {
		if name := charNames()[r]; name != "" {
			return fmt.Sprintf("%s (U+%04X)", name, r)
		}
		return fmt.Sprintf("U+%04X", r)
	}
	return fmt.Sprintf("`%c`", r)
}

var charNames = sync.OnceValue(func() map[rune]string {
	return map[rune]string{
		0: "a NUL", 0x1b: "an escape character", 0x7f: "a delete character", 0xad: "a soft hyphen", 0x200b: "a zero-width space", 0x200e: "a left-to-right mark",
		0x200f: "a right-to-left mark", 0x202a: "a direction embedding", 0x202b: "a direction embedding", 0x202d: "a direction override",
		0x202e: "a direction override", 0x2066: "a direction isolate", 0x2067: "a direction isolate", 0x2068: "a direction isolate",
		0x2060: "a word joiner", 0xfeff: "a byte order mark", 0x0c: "a form feed", 0x0b: "a vertical tab", 0x08: "a backspace",
		0x85: "a next-line character", 0x2028: "a line separator", 0x2029: "a paragraph separator", '\r': "a carriage return",
	}
})

func (s *scanner) notUTF8(start, end int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.NotUTF8, Span: s.span(start, end), Summary: "bytes that are not UTF-8 text",
		Detail: "A policy is a UTF-8 text. Here are bytes that mean nothing in UTF-8; the file was probably saved in another encoding.",
		Hint:   "Save the file as UTF-8.",
	}
}

func (s *scanner) controlCharacter(start, end int, r rune) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.StrayCharacter, Span: s.span(start, end), Summary: charName(r) + " in the text",
		Detail: "Control characters cannot be seen and mean nothing in a policy.", Hint: "Delete it.",
		Edits: []diag.Edit{{Span: s.span(start, end), Text: ""}},
	}
}

func (s *scanner) invisible(start, end int, r rune, where place) diag.Diagnostic {
	detail := "It cannot be seen, so that two texts that look the same would differ."
	if isBidi(r) {
		detail = "It changes the direction in which the text is shown, so that a reader would see something else than what is decided."
	}
	return diag.Diagnostic{
		Code: diag.InvisibleCharacter, Span: s.span(start, end),
		Summary: charName(r) + [...]string{" in the text", " in a quoted text", " in a comment"}[where],
		Detail:  detail, Hint: "Delete it.", Edits: []diag.Edit{{Span: s.span(start, end), Text: ""}},
	}
}

func (s *scanner) unknownCharacter(start, end int, r rune) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.StrayCharacter, Span: s.span(start, end), Summary: charName(r) + " has no meaning here",
		Detail: "Outside quotes a policy has only names, numbers and the signs . , : | ( ) { } [ ].",
		Hint:   "Delete it, or put the text it belongs to in quotes.",
	}
}

func (s *scanner) loneCR(i int) {
	if s.crSeen {
		return
	}
	s.crSeen = true
	s.report(diag.Diagnostic{
		Code: diag.StrayCharacter, Span: s.span(i, i+1), Summary: "a line that ends in a carriage return alone",
		Detail: "Lines end with a line feed (as on Linux and macOS) or a carriage return and a line feed (as on Windows).",
		Hint:   "Save the file with one of these line ends.",
	})
}

func (s *scanner) unclosedText(start, end int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnclosedText, Span: s.span(start, end), Summary: "a text in quotes that does not end",
		Detail: "A quote begins here, and there is no closing quote on the same line.",
		Hint:   "Put a \" where the text ends.",
	}
}

func (s *scanner) brokenText(start, end int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.UnclosedText, Span: s.span(start, end), Summary: "a text in quotes over several lines",
		Detail: "A text ends on the line on which it begins, so that a forgotten quote cannot swallow sentences.",
		Hint:   "Write the text on one line, however long; or cut it down to what the reader needs.",
	}
}

func (s *scanner) otherQuotes(start, end int) diag.Diagnostic {
	text := s.text[start:end]
	_, a := utf8.DecodeRuneInString(text)
	_, b := utf8.DecodeLastRuneInString(text)
	return diag.Diagnostic{
		Code: diag.WrongQuotes, Span: s.span(start, end), Summary: "a text in other quotes than \"…\"",
		Detail: "Texts stand in straight double quotes. Word processors turn them into curly ones.",
		Hint:   fmt.Sprintf("Write \"%s\".", text[a:len(text)-b]),
		Edits:  []diag.Edit{{Span: s.span(start, end), Text: `"` + strings.ReplaceAll(text[a:len(text)-b], `"`, `\"`) + `"`}},
	}
}

func (s *scanner) symbol(start, end int, words, hint string) diag.Diagnostic {
	sign := s.text[start:end]
	d := diag.Diagnostic{
		Code: diag.SymbolForWord, Span: s.span(start, end), Summary: fmt.Sprintf("the sign `%s`", sign),
		Detail: "A policy is read aloud, so every comparison and calculation is a word.",
	}
	switch {
	case sign == ";":
		d.Detail = "A sentence ends with a full stop."
		d.Hint = "Write `.`."
	case sign == "-" && end < len(s.text) && class[s.text[end]] == cDigit:
		d.Summary = "a negative number"
		d.Detail = "There are no negative numbers: an amount is added or deducted."
		d.Hint = "Write `less` before the amount, or `deduct … from …`."
	case words == "or" && sign == "/":
		d.Detail, d.Hint = "The type has two words.", "Write `yes or no`."
	case words == "":
		d.Detail, d.Hint = "Outside quotes this sign has no meaning.", hint
	default:
		d.Hint = fmt.Sprintf("Write `%s`", words)
		if hint != "" {
			d.Hint += "; " + hint
		}
		d.Hint += "."
	}
	return d
}

func (s *scanner) currencySign(start, end int, r rune) diag.Diagnostic {
	code := map[rune]string{'€': "EUR", '£': "GBP", '$': "USD", '¥': "JPY", '₣': "CHF"}[r]
	hint := "Write the currency's code after the number, such as `7,500 CHF`."
	if code != "" {
		hint = fmt.Sprintf("Write the code after the number, such as `7,500 %s`.", code)
	}
	return diag.Diagnostic{
		Code: diag.CurrencySign, Span: s.span(start, end), Summary: fmt.Sprintf("the currency sign `%c`", r),
		Detail: "One sign serves several currencies, so an amount has the code of its currency.", Hint: hint,
	}
}

func (s *scanner) wrongNumber(start, end int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.WrongNumber, Span: s.span(start, end), Summary: "a number that cannot be read",
		Detail: "A number has digits, if you like a comma before each group of three, and a point before the decimals.",
		Hint:   "Write it like `7500`, `7,500` or `7,500.50`. In a list put a space after each comma.",
	}
}

func (s *scanner) missingSpace(start, mid, end int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.WrongNumber, Span: s.span(start, end), Summary: "no space between a number and its unit",
		Detail: "A number and its unit are two words.",
		Hint:   fmt.Sprintf("Write `%s %s`.", s.text[start:mid], s.text[mid:end]),
		Edits:  []diag.Edit{{Span: s.span(mid, mid), Text: " "}},
	}
}

func (s *scanner) wrongDate(start, end int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.WrongDate, Span: s.span(start, end), Summary: "a date that cannot be read",
		Detail: "A date is written year-month-day, with four, two and two digits, so that nobody takes the month for the day.",
		Hint:   "Write it like `2024-02-29`.",
	}
}

func (s *scanner) wrongInstant(start, end int, noOffset bool) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.WrongDate, Span: s.span(start, end), Summary: "an instant that cannot be read",
		Detail: "An instant is a date, `T`, a time of day, and the offset from UTC.",
		Hint:   "Write it like `2023-11-17T08:00Z` or `2021-04-04T00:00+02:00`.",
	}
	if noOffset {
		d.Summary = "an instant without its offset from UTC"
		d.Hint = fmt.Sprintf("Write `%sZ` for UTC, or an offset such as `+02:00` after it.", s.text[start:end])
	}
	return d
}

func (s *scanner) wrongClock(start, end int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.WrongDate, Span: s.span(start, end), Summary: "a time of day that cannot be read",
		Detail: "A time of day has two digits for the hour and two for the minute.", Hint: "Write it like `09:05` or `17:00`.",
	}
}

func (s *scanner) wrongComment(sign string) diag.Diagnostic {
	end := s.pos + len(sign)
	return diag.Diagnostic{
		Code: diag.WrongComment, Span: s.span(s.pos, end), Summary: fmt.Sprintf("a comment that begins with `%s`", sign),
		Detail: "A comment begins with `#` and goes to the end of the line.", Hint: "Write `#`.",
	}
}

func (s *scanner) wrongEscape(i int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.WrongEscape, Span: s.span(i, i+1), Summary: "a backslash in a text",
		Detail: "In a text a backslash stands only before a quote or another backslash.", Hint: `Write \\ for a backslash and \" for a quote.`,
	}
}

func (s *scanner) wrongName(start, end int) diag.Diagnostic {
	name := s.text[start:end]
	d := diag.Diagnostic{
		Code: diag.WrongName, Span: s.span(start, end), Summary: "a name with a character that names cannot have",
		Detail: "A name has the letters a–z and A–Z, digits and underscores, so that no two names look the same.",
	}
	plain := strings.Map(func(r rune) rune {
		switch r {
		case '-':
			return '_'
		case '\'':
			return -1
		}
		if p, ok := lookAlike()[r]; ok {
			return p
		}
		return r
	}, name)
	for _, r := range name {
		if r < utf8.RuneSelf && isWordByte(byte(r)) {
			continue
		}
		if p, ok := lookAlike()[r]; ok && r != '-' {
			d.Detail = fmt.Sprintf("%s looks like the letter %c and is another one. Names have the letters a–z and A–Z, digits and underscores.", charName(r), p)
		}
		break
	}
	if isPlainName(plain) {
		d.Hint = fmt.Sprintf("Write `%s`.", plain)
		d.Edits = []diag.Edit{{Span: s.span(start, end), Text: plain}}
	} else {
		d.Hint = "Write the name without it; a text stands in quotes."
	}
	return d
}

func isPlainName(s string) bool {
	for i := range len(s) {
		if !isWordByte(s[i]) || i == 0 && class[s[i]] != cLetter {
			return false
		}
	}
	return s != ""
}

// lookAlike are the letters of other scripts that cannot be told from Latin ones.
var lookAlike = sync.OnceValue(func() map[rune]rune {
	return map[rune]rune{
		'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'һ': 'h', 'ԁ': 'd', 'ո': 'n',
		'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'Х': 'X', 'І': 'I',
		'ο': 'o', 'α': 'a', 'ν': 'v', 'ι': 'i', 'ρ': 'p', 'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Η': 'H', 'Ι': 'I', 'Κ': 'K', 'Μ': 'M', 'Ν': 'N', 'Ο': 'O',
		'Ρ': 'P', 'Τ': 'T', 'Υ': 'Y', 'Χ': 'X', 'Ζ': 'Z',
	}
})
