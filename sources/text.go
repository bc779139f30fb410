package sources

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// kind tells the blocks of a text apart.
type kind uint8

const (
	paragraph kind = iota
	item           // "3. …"; its number is the one printed
	bullet
)

// block is a paragraph, item or bullet with all its lines.
type block struct {
	kind   kind
	number int // of an item, as printed
	list   int // which list of the text it belongs to; 0 for a paragraph
	indent int
	marker string   // what stands before the words: "3.", "•"
	words  []string // in normal form
	terms  []int    // where, in an item or bullet, lines begin that explain a term ("Goods: what we sell")
	glue   bool     // the last line ended in a soft hyphen: its last word goes on in the next
}

// printed is the block as it reads, with its marker: what headings are compared with.
func (b *block) printed() string {
	return strings.TrimSpace(Normal(b.marker) + " " + strings.Join(b.words, " "))
}

// Layout says how the paragraphs of a text are told apart.
type Layout uint8

// The layouts.
const (
	// BlankLines: a blank line ends a paragraph; where lines break within one means nothing.
	BlankLines Layout = iota
	// EachLine: every line is a paragraph, an item or a bullet.
	EachLine
)

var markerForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:([0-9]{1,3})[.)]|([•◦▪‣●*–-]))[\s\p{Zs}]+`)
})

// readBlocks cuts a text into blocks. An item or bullet begins after a blank line, or right below one of the same list; deeper indented lines
// below it belong to it, also after a blank line.
func readBlocks(text string, layout Layout) []*block {
	r := &blockReader{layout: layout}
	for line := range strings.SplitSeq(text, "\n") {
		r.line(strings.TrimSuffix(line, "\r"))
	}
	return r.blocks
}

type blockReader struct {
	layout Layout
	blocks []*block
	cur    *block
	blank  bool
	lists  int
}

func (r *blockReader) line(line string) {
	body := strings.TrimFunc(line, unicode.IsSpace)
	if Normal(body) == "" {
		r.blank = true
		return
	}
	indent := len([]rune(line)) - len([]rune(strings.TrimLeftFunc(line, unicode.IsSpace)))
	b, rest := marked(body)
	b.indent = indent
	switch {
	case r.begins(b):
		if b.kind != paragraph {
			r.number(b)
		}
		r.cur = b
		r.blocks = append(r.blocks, b)
	case r.cur.kind != paragraph && indent > r.cur.indent && explainsTerm(body):
		r.cur.terms = append(r.cur.terms, len(r.cur.words))
		rest = body
	default:
		rest = body
	}
	r.cur.add(rest)
	r.blank = false
}

// begins tells whether a line with the marker of b begins a new block.
func (r *blockReader) begins(b *block) bool {
	cur := r.cur
	switch {
	case cur == nil || r.layout == EachLine:
		return true
	case b.kind == paragraph:
		return r.blank && (cur.kind == paragraph || b.indent <= cur.indent)
	case r.blank:
		return true
	case cur.kind == paragraph:
		return b.kind == bullet && strings.ContainsAny(b.marker, "•◦▪‣●")
	}
	return b.kind == cur.kind && b.indent == cur.indent && (b.kind == bullet || b.number == cur.number+1)
}

// number puts an item or bullet into the list before it if it continues it, and otherwise into a new one.
func (r *blockReader) number(b *block) {
	cur := r.cur
	if cur == nil || cur.kind != b.kind || b.kind == item && b.number != cur.number+1 {
		r.lists++
	}
	b.list = r.lists
}

func marked(body string) (*block, string) {
	m := markerForm().FindStringSubmatch(body)
	if m == nil || len(m[0]) == len(body) {
		return &block{}, body
	}
	b := &block{kind: bullet, marker: strings.TrimFunc(m[0], unicode.IsSpace)}
	if m[1] != "" {
		b.kind = item
		b.number, _ = strconv.Atoi(m[1]) // three digits at most
	}
	return b, body[len(m[0]):]
}

func (b *block) add(text string) {
	words := strings.Fields(Normal(text))
	if b.glue && len(b.words) > 0 && len(words) > 0 {
		b.words[len(b.words)-1] = Normal(b.words[len(b.words)-1] + words[0])
		words = words[1:]
	}
	b.words = append(b.words, words...)
	b.glue = strings.HasSuffix(text, string(softHyphen))
}

// explainsTerm tells a line that begins with a term and a colon: a capital or a quotation mark, and at most six words before the colon.
func explainsTerm(line string) bool {
	term, _, ok := strings.Cut(Normal(line), ":")
	if !ok || len(strings.Fields(term)) > 6 {
		return false
	}
	for _, r := range term {
		return unicode.IsUpper(r) || r == '"' || r == '\''
	}
	return false
}
