package doctest

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/parser"
)

// generatedBlock compares a block with what the parser says of itself.
func (p *page) generatedBlock(b *block) {
	var want string
	switch b.mark {
	case "keywords":
		want = wrap(strings.Join(parser.Keywords(), " "), 120)
	case "grammar":
		return // see ebnf_test.go
	default:
		p.errorf(b, "a block of %q needs a comment above it that says what is in it", b.lang)
		return
	}
	if want == b.text {
		return
	}
	if update() {
		p.replace(b, want)
		return
	}
	p.errorf(b, "differs from the parser (UPDATE=1 writes it into the page):\n%s", want)
}

// wrap breaks a text into lines.
func wrap(text string, width int) string {
	var out strings.Builder
	at := 0
	for _, w := range strings.Fields(text) {
		if at > 0 && at+1+len(w) > width {
			out.WriteByte('\n')
			at = 0
		}
		if at > 0 {
			out.WriteByte(' ')
			at++
		}
		out.WriteString(w)
		at += len(w)
	}
	out.WriteByte('\n')
	return out.String()
}
