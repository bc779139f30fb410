package difftest

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// reduce makes a policy and a case on which the evaluators disagree as small as it can, taking away lines, parts of sentences and facts.
func reduce(text string, values map[string]string) (string, map[string]string) {
	for again := true; again; {
		again = false
		for _, name := range slices.Sorted(maps.Keys(values)) {
			fewer := maps.Clone(values)
			delete(fewer, name)
			if disagree(text, fewer) != "" {
				values, again = fewer, true
			}
		}
		for _, smaller := range []func(string, func(string) bool) (string, bool){fewerLines, shorterLines} {
			next, ok := smaller(text, func(s string) bool { return disagree(s, values) != "" })
			if ok {
				text, again = next, true
			}
		}
	}
	return text, values
}

// fewerLines takes away a line, or a clause with its braces.
func fewerLines(text string, fails func(string) bool) (string, bool) {
	lines, found := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n"), false
	for width := 3; width > 0; width-- {
		for i := 0; i+width <= len(lines); i++ {
			if next := slices.Delete(slices.Clone(lines), i, i+width); fails(strings.Join(next, "")) {
				lines, found = next, true
				i--
			}
		}
	}
	return strings.Join(lines, ""), found
}

var cuts = []*regexp.Regexp{
	regexp.MustCompile(` unless [^.]*(\.)`),
	regexp.MustCompile(` when [^.]*(\.)`),
	regexp.MustCompile(` when [^.]*( unless )`),
	regexp.MustCompile(` read with clause "c\d"`),
	regexp.MustCompile(`despite clause "c\d", `),
	regexp.MustCompile(` asked when [^"\n]*( from|$| "Q)`),
	regexp.MustCompile(` (?:at least|at most|not before|default|arises when|by|amount|among|exactly) [^"\n.]*?( from| "Q|\.|$| by| amount| at| exactly| asked| when)`),
	regexp.MustCompile(`, [^(),]*( as |\)|\n)`),
	regexp.MustCompile(`(\()[^(),]*, `),
	regexp.MustCompile(`\d \w+ (?:after|before) ([^ ])`),
	regexp.MustCompile(`\d working days (?:after|before) ([^ ])`),
	regexp.MustCompile(` (?:and|or) [^()]*?( and|\)|\.| or)`),
	regexp.MustCompile(`(\(| when | unless |means )[^()]*? (?:and|or) `),
	regexp.MustCompile(`\(not ([^()]*)\)`),
	regexp.MustCompile(`\(([^()]*)\)`),
	regexp.MustCompile(` (?:plus|less) [^()]*?(\)|\.| )`),
}

// shorterLines takes away a part of a sentence.
func shorterLines(text string, fails func(string) bool) (string, bool) {
	found := false
	for _, cut := range cuts {
		for from := 0; from < len(text); {
			at := cut.FindStringSubmatchIndex(text[from:])
			if at == nil {
				break
			}
			kept := ""
			if len(at) > 2 {
				kept = text[from+at[2] : from+at[3]]
			}
			next := text[:from+at[0]] + kept + text[from+at[1]:]
			if fails(next) {
				text, found = next, true
			} else {
				from += at[0] + 1
			}
		}
	}
	return text, found
}
