package check

// All wording of the checker stands in the files report*.go, one method per finding. The summary says what was seen, the detail why it is
// wrong, the hint what to write.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// reporter collects the findings of one file. That of an imported file is quiet: the file is checked by itself.
type reporter struct {
	list        *diag.List
	quiet       bool
	failed      bool
	suggestions int
	broken      bool // the file has syntax errors: what only seems to be missing is not reported
}

// error reports something that makes the policy unusable.
func (r *reporter) error(d diag.Diagnostic) {
	r.failed = true
	if r.quiet {
		return
	}
	d.Severity = diag.Error
	r.add(d)
}

// missing reports that something is not there, which may only seem so after a syntax error. Where a near miss is there, it is misspelt.
func (r *reporter) missing(d diag.Diagnostic) {
	if r.broken && len(d.Edits) == 0 {
		r.failed = true
		return
	}
	r.error(d)
}

// warning reports something that is probably not meant.
func (r *reporter) warning(d diag.Diagnostic) {
	if r.quiet || r.broken {
		return
	}
	d.Severity = diag.Warning
	r.add(d)
}

// add puts a finding on the list; hints are written here as parts of sentences.
func (r *reporter) add(d diag.Diagnostic) {
	d.Detail, d.Hint = asSentence(d.Detail), asSentence(d.Hint)
	r.list.Add(d)
}

// asSentence begins a text with a capital and ends it with a full stop. What stands in backticks is left as it is.
func asSentence(s string) string {
	if s == "" {
		return s
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if last := s[len(s)-1]; last != '.' && last != '?' {
		s += "."
	}
	return s
}

// q quotes a piece of the language.
func q(code string) string { return "`" + code + "`" }

// choice names values of which one is to be written: `a`, `b` or `c`.
func choice(words []string) string {
	const most = 8
	quoted := make([]string, 0, most)
	for _, w := range words[:min(len(words), most)] {
		quoted = append(quoted, q(w))
	}
	if len(words) > most {
		return "one of " + strings.Join(quoted, ", ") + ", …"
	}
	last := len(quoted) - 1
	if last == 0 {
		return quoted[0]
	}
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

// a puts the article before a noun.
func a(noun string) string {
	if noun == "" {
		return noun
	}
	if strings.ContainsRune("aeio", rune(noun[0])) {
		return "an " + noun
	}
	if strings.HasPrefix(noun, "un") {
		return "an " + noun
	}
	return "a " + noun
}

// didYouMean is a hint that names one near miss; empty if there is none.
func didYouMean(near string) string {
	if near == "" {
		return ""
	}
	return "did you mean " + q(near) + "?"
}

// orElse is a hint, or another one where it is empty.
func orElse(hint, other string) string {
	if hint == "" {
		return other
	}
	return hint
}

// replace is the edit that writes a near miss over what stands there.
func replace(at source.Span, near string) []diag.Edit {
	if near == "" {
		return nil
	}
	return []diag.Edit{{Span: at, Text: near}}
}

// related points at a second place, if there is one.
func related(at source.Span, message string) []diag.Related {
	if at.IsZero() {
		return nil
	}
	return []diag.Related{{Span: at, Message: message}}
}

// shownText is a piece of the source for a message, cut short.
func shownText(at source.Span) string {
	text := strings.Join(strings.Fields(at.Text()), " ")
	const most = 60
	if len(text) <= most {
		return text
	}
	cut := most
	for cut > 0 && text[cut]&0xC0 == 0x80 {
		cut--
	}
	return text[:cut] + "…"
}

// list names things in a row: a, b and c.
func listed(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// shownLoop is how many names of a circle a message lists.
const shownLoop = 12

// loopText tells a circle by its names: "a reads b, which reads c, which reads a".
func loopText(names []string, verb string) string {
	var b strings.Builder
	b.WriteString(names[0])
	link := " "
	for i, n := range append(slices.Clone(names[1:]), names[0]) {
		if i == shownLoop && len(names) > shownLoop+1 {
			fmt.Fprintf(&b, ", and so on through %d others back to %s", len(names)-i-1, names[0])
			break
		}
		b.WriteString(link + verb + " " + n)
		link = ", which "
	}
	return b.String()
}
