package doctest

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// entry is a line of the vocabulary: a declaration, a sentence or a clause.
type entry struct {
	text     string
	name     string // the name it declares, or a clause's id in quotes
	sentence bool
}

var (
	declared  = regexp.MustCompile(`(?m)^[\s{]*(?:fact|event|decision|schedule|ambiguity|record|determination|caveat)\s+(\w+)|^[\s{]*(\w+) means\b|^[\s{]*clause ("[^"]*")`)
	mentioned = regexp.MustCompile(`\w+|"[^"]*"`)
)

// vocabularyFor is a policy's header, on one line, and what a part of a policy mentions without declaring it.
func vocabularyFor(t *testing.T, part string) (header, rest string) {
	t.Helper()
	data, err := os.ReadFile("testdata/vocabulary.policy")
	if err != nil {
		t.Fatal(err)
	}
	header, names, ok := strings.Cut(string(data), "\n# Names\n")
	if !ok {
		t.Fatal("testdata/vocabulary.policy: no line \"# Names\"")
	}
	entries := entriesOf(names)
	have := declaredIn(part)
	taken := make([]bool, len(entries))
	todo := []string{part}
	for len(todo) > 0 {
		words := map[string]bool{}
		for _, w := range mentioned.FindAllString(todo[0], -1) {
			words[w] = true
		}
		todo = todo[1:]
		for i, e := range entries {
			if !taken[i] && words[e.name] && !have[e.name] {
				taken[i] = true
				todo = append(todo, e.text)
			}
		}
	}
	var top, sentences strings.Builder
	for i, e := range entries {
		switch {
		case taken[i] && e.sentence:
			sentences.WriteString(e.text + "\n")
		case taken[i]:
			top.WriteString(e.text + "\n")
		}
	}
	if sentences.Len() > 0 {
		top.WriteString("clause \"vocabulary\" {\n" + sentences.String() + "}\n")
	}
	return strings.Join(strings.Fields(header), " "), top.String()
}

func entriesOf(text string) []entry {
	var out []entry
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name := ""
		for n := range declaredIn(line) {
			name = n
		}
		out = append(out, entry{text: line, name: name, sentence: strings.HasSuffix(line, ".")})
	}
	return out
}

// declaredIn is the names that a text declares.
func declaredIn(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range declared.FindAllStringSubmatch(text, -1) {
		out[m[1]+m[2]+m[3]] = true
	}
	return out
}
