package sources

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// part is the words [from, to) of a block.
type part struct{ from, to int }

// abbreviations end in a full stop that does not end a sentence.
var abbreviations = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, a := range strings.Fields(`art. arts. bzw. ca. cf. cl. co. dr. e.g. esp. etc. fig. i.e. inc. incl. lit. ltd. mr. mrs. ms. no. nos. nr.
		p. para. paras. pp. prof. sec. secs. st. str. vs. z.b.`) {
		all[a] = true
	}
	return all
})

// sentences cuts words into sentences. One ends with a full stop, exclamation or question mark, with quotation marks or brackets after it, if
// what follows begins with a capital, a digit, a quotation mark or an opening bracket. Abbreviations and initials end none.
func sentences(words []string, within part) []part {
	var out []part
	start := within.from
	for i := within.from; i < within.to; i++ {
		last := i+1 == within.to
		if last || endsSentence(words[i]) && beginsSentence(words[i+1]) {
			out = append(out, part{start, i + 1})
			start = i + 1
		}
	}
	return out
}

func endsSentence(word string) bool {
	core := strings.TrimRight(word, `"')]`)
	if core == "" {
		return false
	}
	switch core[len(core)-1] {
	case '!', '?':
		return true
	case '.':
		bare := strings.TrimLeft(core, `"'([`)
		first, size := utf8.DecodeRuneInString(bare)
		initial := unicode.IsUpper(first) && size == len(bare)-1
		return !abbreviations()[strings.ToLower(bare)] && !initial
	}
	return false
}

func beginsSentence(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune(`"'([`, r)
}

// brackets are the outermost passages in round brackets, in whole words.
func brackets(words []string, within part) []part {
	var out []part
	depth, start := 0, 0
	for i := within.from; i < within.to; i++ {
		for _, r := range words[i] {
			switch r {
			case '(':
				if depth == 0 {
					start = i
				}
				depth++
			case ')':
				if depth == 1 {
					out = append(out, part{start, i + 1})
				}
				depth = max(depth-1, 0)
			}
		}
	}
	return out
}

// point is the passage from the word "(a)", or "a)", to the one that begins the next letter.
func point(words []string, within part, letter rune) (part, bool) {
	from := -1
	for i := within.from; i < within.to; i++ {
		switch strings.Trim(words[i], "()") {
		case string(letter):
			if from < 0 && strings.HasSuffix(words[i], ")") {
				from = i
			}
		case string(letter + 1):
			if from >= 0 && strings.HasSuffix(words[i], ")") {
				return part{from, i}, true
			}
		}
	}
	return part{from, within.to}, from >= 0
}
