package facts

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/diag"
)

// didYouMean hints at the candidate that is nearest to a misspelt name.
func didYouMean(name string, candidates []string) string {
	if best := diag.Nearest(name, candidates); best != "" {
		return "Did you mean " + written(best) + "?"
	}
	return "Look the name up in the policy's list of facts, or leave it out."
}

// didYouMeanOneOf hints at the nearest candidate, or names them all.
func didYouMeanOneOf(name string, candidates []string) string {
	if best := diag.Nearest(name, candidates); best != "" {
		return "Did you mean " + written(best) + "?"
	}
	return "Write " + orList(candidates) + "."
}

// orList is "a", "a or b", "a, b or c"; long lists are cut.
func orList(names []string) string {
	const most = 8
	switch {
	case len(names) == 0:
		return "nothing"
	case len(names) == 1:
		return written(names[0])
	case len(names) > most:
		return strings.Join(allWritten(names[:most]), ", ") + " or one of " + strconv.Itoa(len(names)-most) + " more"
	}
	return strings.Join(allWritten(names[:len(names)-1]), ", ") + " or " + written(names[len(names)-1])
}

// clip shortens what a file says for a message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// show quotes what a file says, with anything that cannot be seen made visible.
func show(s string) string { return strconv.Quote(clip(s)) }

// plain cuts off what is too long, and writes what cannot be shown as it would be in a quotation.
func plain(s string) string {
	q := show(s)
	return q[1 : len(q)-1]
}

// written sets apart what is to be written as it stands.
func written(s string) string { return "`" + s + "`" }

func allWritten(all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = written(s)
	}
	return out
}

// words turns a name into words: reimbursement_paid into "reimbursement paid".
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

func itoa(n int) string { return strconv.Itoa(n) }
