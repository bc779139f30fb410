package doctest

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// The grammar on the page is checked against the parser in both directions: what it makes, the parser reads; and of what the parser reads it
// can make every built-in policy and every example.

// The expressions of the grammar.
type (
	term   string // a literal
	ref    string // a production, or in capitals a sort of word
	seq    []any  // one after the other
	choice []any  // one of them
	many   struct{ x any }
	maybe  struct{ x any }
)

// grammar is productions by name.
type grammar map[string]any

// pageGrammar reads the block behind the comment "grammar" on the page.
func pageGrammar(t *testing.T) grammar {
	t.Helper()
	page := &page{t: t, lines: strings.Split(readPage(t, filepath.Join(root, "docs", "grammar.md")), "\n")}
	page.findBlocks()
	i := slices.IndexFunc(page.blocks, func(b *block) bool { return b.lang == "ebnf" })
	if i < 0 {
		t.Fatal("docs/grammar.md shows no grammar")
	}
	r := &ebnfReader{t: t, words: ebnfWord.FindAllString(page.blocks[i].text, -1)}
	g := grammar{}
	for r.i < len(r.words) {
		name := r.next()
		if r.next() != "=" || g[name] != nil {
			t.Fatalf("the grammar cannot be read at %s", name)
		}
		g[name] = r.choice()
		r.next()
	}
	return g
}

var ebnfWord = regexp.MustCompile(`"[^"]+"|\w+|[=|.{}\[\]()]`)

type ebnfReader struct {
	t     *testing.T
	words []string
	i     int
}

func (r *ebnfReader) next() string {
	if r.i == len(r.words) {
		r.t.Fatal("the grammar breaks off")
	}
	r.i++
	return r.words[r.i-1]
}

func (r *ebnfReader) choice() any {
	out := choice{r.seq()}
	for r.words[r.i] == "|" {
		r.i++
		out = append(out, r.seq())
	}
	if len(out) == 1 {
		return out[0]
	}
	return out
}

func (r *ebnfReader) seq() any {
	var out seq
	for {
		switch w := r.words[r.i]; w {
		case "|", ".", ")", "]", "}":
			return out
		case "(", "[", "{":
			r.i++
			x := r.choice()
			r.i++
			switch w {
			case "[":
				x = maybe{x}
			case "{":
				x = many{x}
			}
			out = append(out, x)
		default:
			r.i++
			if w[0] == '"' {
				out = append(out, term(strings.Trim(w, `"`)))
			} else {
				out = append(out, ref(w))
			}
		}
	}
}

// maker makes random texts.
type maker struct {
	g   grammar
	r   *rand.Rand
	out strings.Builder
	// In a row every repetition is of one, since it has as many cells as there are columns.
	table    bool
	decision string // of the table
	t        *testing.T
}

// sorts are what stands for the words in capitals.
var sorts = map[string][]string{
	"NAME": {"price", "sold_on", "x1", "Alpha"}, "FIELD": {"price", "to", "clause", "x1"}, "TEXT": {`"a text"`, `"§5(4)"`, `"say \"yes\""`},
	"NUMBER": {"3", "7,500.50", "0.01"}, "PERCENT": {"5%", "2.5%"}, "DATE": {"2024-02-29"}, "INSTANT": {"2023-11-17T08:00Z", "2023-11-17T08:00:30+01:00"},
	"CLOCK": {"17:00"}, "CURRENCY": {"EUR", "CHF"},
}

func (m *maker) make(x any, depth int) {
	switch x := x.(type) {
	case term:
		m.out.WriteString(string(x) + " ")
	case ref:
		m.reference(string(x), depth)
	case seq:
		for _, y := range x {
			m.make(y, depth)
		}
	case choice:
		if depth > 12 { // the shortest way out
			m.make(slices.MinFunc(x, func(a, b any) int { return m.weight(a, 3) - m.weight(b, 3) }), depth)
			return
		}
		m.make(x[m.r.IntN(len(x))], depth)
	case maybe:
		if depth < 12 && m.r.IntN(3) == 0 {
			m.make(x.x, depth)
		}
	case many:
		n := 0
		if depth < 12 {
			n = []int{0, 0, 1, 1, 2, 3}[m.r.IntN(6)]
		}
		if m.table {
			n = 1
		}
		for range n {
			m.make(x.x, depth)
		}
	}
}

func (m *maker) reference(name string, depth int) {
	if words := sorts[name]; words != nil {
		word := words[m.r.IntN(len(words))]
		if strings.HasSuffix(m.out.String(), "table ") {
			m.decision = word
		}
		m.out.WriteString(word + " ")
		return
	}
	x, ok := m.g[name]
	if !ok {
		m.t.Fatalf("the grammar uses %s and does not say what it is", name)
	}
	switch name {
	case "declaration", "headerline", "fact", "clause", "sentence", "reading", "step":
		m.out.WriteString("\n")
	case "columns": // the last one is the decision
		m.out.WriteString("| ")
		m.reference("value", depth)
		m.out.WriteString("| " + m.decision + " | ")
		return
	case "row":
		inside := m.table
		m.table = true
		defer func() { m.table = inside }()
	case "value", "condition", "cell":
		inside := m.table
		m.table = false
		defer func() { m.table = inside }()
	}
	m.make(x, depth+1)
}

// weight is how long the shortest text of an expression is, looking a few productions deep.
func (m *maker) weight(x any, deep int) int {
	switch x := x.(type) {
	case seq:
		n := 0
		for _, y := range x {
			n += m.weight(y, deep)
		}
		return n
	case choice:
		least := 1000
		for _, y := range x {
			least = min(least, m.weight(y, deep))
		}
		return least
	case ref:
		if sorts[string(x)] != nil {
			return 1
		}
		if deep == 0 {
			return 50
		}
		return m.weight(m.g[string(x)], deep-1)
	case term:
		return 1
	}
	return 0
}

// errorPath is the path of a fact, which is written without spaces.
var errorPath = regexp.MustCompile(`error on \w+(?: \. \w+| \[ [0-9.,]+ \])*`)

func TestParserReadsWhatTheGrammarMakes(t *testing.T) {
	g := pageGrammar(t)
	for seed := range uint64(3000) {
		m := &maker{g: g, t: t, r: rand.New(rand.NewPCG(seed, 1))}
		start := "policy"
		if seed%5 == 0 {
			start = "tests"
		}
		m.make(ref(start), 0)
		text := errorPath.ReplaceAllStringFunc(m.out.String(), func(s string) string { return "error on " + strings.ReplaceAll(s[len("error on "):], " ", "") })
		_, found := parser.Parse(source.NewFile("made", text), parser.DefaultLimits)
		for _, d := range found.All() {
			if d.Code == diag.EmptyFile || d.Code == diag.RepeatedHeader { // no tests at all; a header line twice
				continue
			}
			at := d.Span.StartPos()
			t.Fatalf("the parser does not read what the grammar makes (seed %d): %d:%d: [%s] %s\n%s", seed, at.Line, at.Column, d.Code, d.Summary, text)
		}
	}
}

func TestGrammarHasEveryReservedWord(t *testing.T) {
	text := fmt.Sprint(pageGrammar(t))
	for _, w := range parser.Keywords() {
		if !regexp.MustCompile(`\b` + w + `\b`).MatchString(text) {
			t.Errorf("the grammar on the page has no %q", w)
		}
	}
}

// recognizer finds out whether the grammar can make a text.
type recognizer struct {
	g     grammar
	words []word
	memo  map[string][]int
	far   int
}

type word struct {
	kind string // a sort, a reserved word, or a sign
	text string
	line int
}

var wordOf = regexp.MustCompile(`(?P<space>\s+|#.*)|(?P<TEXT>"(?:[^"\\]|\\.)*")|(?P<INSTANT>\d{4}-\d\d-\d\dT\S*?[0-9Z](?:[ ).,]|$))|(?P<DATE>\d{4}-\d\d-\d\d)|(?P<CLOCK>\d\d:\d\d)|(?P<PERCENT>\d[\d,]*(?:\.\d+)?[ \t]*%)|(?P<NUMBER>\d+(?:,\d{3})*(?:\.\d+)?)|(?P<NAME>\w+)|(?P<sign>.)`)

func wordsOf(text string) []word {
	var out []word
	line := 1
	for text != "" {
		m := wordOf.FindStringSubmatch(text)
		kind, s := "", m[0]
		for i, name := range wordOf.SubexpNames() {
			if name != "" && m[i] != "" {
				kind = name
			}
		}
		if kind == "INSTANT" {
			s = strings.TrimRight(s, " ).,")
		}
		if kind != "space" {
			out = append(out, word{kind, s, line})
		}
		line += strings.Count(s, "\n")
		text = text[len(s):]
	}
	return out
}

var (
	reserved = func() map[string]bool {
		m := map[string]bool{}
		for _, w := range parser.Keywords() {
			m[w] = true
		}
		return m
	}()
	currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)
)

func (r *recognizer) is(sort string, i int) bool {
	w := r.words[i]
	switch sort {
	case "FIELD":
		return w.kind == "NAME"
	case "NAME":
		return w.kind == "NAME" && !reserved[w.text]
	case "CURRENCY":
		return w.kind == "NAME" && currencyCode.MatchString(w.text)
	}
	return w.kind == sort
}

// ends is where an expression can end that begins at word i.
func (r *recognizer) ends(x any, i int) []int {
	r.far = max(r.far, i)
	switch x := x.(type) {
	case term:
		if i < len(r.words) && r.words[i].kind != "TEXT" && r.words[i].text == string(x) {
			return []int{i + 1}
		}
	case ref:
		if sorts[string(x)] != nil {
			if i < len(r.words) && r.is(string(x), i) {
				return []int{i + 1}
			}
			return nil
		}
		key := fmt.Sprint(x, i)
		if out, ok := r.memo[key]; ok {
			return out
		}
		out := r.ends(r.g[string(x)], i)
		r.memo[key] = out
		return out
	case seq:
		at := []int{i}
		for _, y := range x {
			at = r.after(y, at)
		}
		return at
	case choice:
		var out []int
		for _, y := range x {
			out = append(out, r.ends(y, i)...)
		}
		return distinct(out)
	case maybe:
		return distinct(append(r.ends(x.x, i), i))
	case many:
		out, at := []int{i}, []int{i}
		for len(at) > 0 {
			at = slices.DeleteFunc(r.after(x.x, at), func(e int) bool { return slices.Contains(out, e) })
			out = append(out, at...)
		}
		return out
	}
	return nil
}

func (r *recognizer) after(x any, at []int) []int {
	var out []int
	for _, i := range at {
		out = append(out, r.ends(x, i)...)
	}
	return distinct(out)
}

func distinct(at []int) []int {
	slices.Sort(at)
	return slices.Compact(at)
}

func TestGrammarMakesEveryPolicy(t *testing.T) {
	g := pageGrammar(t)
	texts := map[string]string{}
	files, _ := filepath.Glob(filepath.Join(root, "rules", "*", "*.policy"))
	for _, f := range files {
		texts[f] = readPage(t, f)
	}
	for _, name := range []string{"grammar.md", "tutorial.md"} {
		page := &page{t: t, lines: strings.Split(readPage(t, filepath.Join(root, "docs", name)), "\n")}
		page.findBlocks()
		for _, b := range page.blocks {
			if b.lang == "policy" && (completePolicy.MatchString(b.text) || testFile.MatchString(b.text)) {
				texts[fmt.Sprintf("docs/%s:%d", name, b.line+1)] = b.text
			}
		}
	}
	if len(files) == 0 {
		t.Fatal("there are no policies")
	}
	for name, text := range texts {
		if _, found := parser.Parse(source.NewFile(name, text), parser.DefaultLimits); found.HasErrors() {
			continue // its own test says so
		}
		r := &recognizer{g: g, words: wordsOf(text), memo: map[string][]int{}}
		start := "policy"
		if strings.HasSuffix(name, "_test.policy") || testFile.MatchString(text) {
			start = "tests"
		}
		if !slices.Contains(r.ends(ref(start), 0), len(r.words)) {
			w := r.words[min(r.far, len(r.words)-1)]
			t.Errorf("%s:%d: the grammar on the page does not make this, up to %q", name, w.line, w.text)
		}
	}
}
