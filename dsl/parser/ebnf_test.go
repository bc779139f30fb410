package parser

import (
	"regexp"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
)

// Every operator binds as its row says.
func TestOperators(t *testing.T) {
	parens := regexp.MustCompile(`\(Paren x=`)
	tree := func(expression string) (string, bool) {
		f, list := Parse(source.NewFile("a.policy", in("x means "+expression+".")), Limits{})
		dump := ast.Dump(f)
		for parens.MatchString(dump) { // take the parentheses off
			i := parens.FindStringIndex(dump)
			depth, j := 1, i[1]
			for ; depth > 0; j++ {
				switch dump[j] {
				case '(':
					depth++
				case ')':
					depth--
				}
			}
			dump = dump[:i[0]] + dump[i[1]:j-1] + dump[j:]
		}
		return strings.ReplaceAll(strings.Join(strings.Fields(dump), " "), "[ ", "["), list.Len() == 0
	}
	for _, o := range Operators() {
		got, ok := tree(o.Example)
		if ok != (o.Reads != "") {
			t.Errorf("%s: parses %t", o.Example, ok)
		}
		if o.Reads == "" {
			continue
		}
		want, ok := tree(o.Reads)
		if !ok || got != want {
			t.Errorf("%s is read as\n%s\nand %s as\n%s", o.Example, got, o.Reads, want)
		}
	}
}

// The grammar has a production for every name it uses, and every reserved word.
func TestGrammar(t *testing.T) {
	g := Grammar()
	defined := map[string]bool{}
	for _, l := range strings.Split(strings.TrimSpace(g), "\n") {
		name, _, ok := strings.Cut(l, " = ")
		if !ok || defined[name] || !strings.HasSuffix(l, " .") {
			t.Errorf("%s", l)
		}
		defined[name] = true
	}
	quoted := regexp.MustCompile(`"[^"]*"`)
	for _, name := range regexp.MustCompile(`\b[A-Z]\w*`).FindAllString(quoted.ReplaceAllString(g, ""), -1) {
		if !defined[name] {
			t.Errorf("no production %s", name)
		}
	}
	words := map[string]bool{}
	for _, w := range quoted.FindAllString(g, -1) {
		words[strings.Trim(w, `"`)] = true
	}
	for _, w := range Keywords() {
		if !words[w] {
			t.Errorf("the reserved word %s is nowhere in the grammar", w)
		}
	}
}
