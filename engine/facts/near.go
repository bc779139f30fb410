package facts

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// didYouMean hints at the candidate that is nearest to a misspelt name.
func didYouMean(name string, candidates []string) string {
	if best := nearest(name, candidates); best != "" {
		return "did you mean " + best + "?"
	}
	return "look the name up in the policy's list of facts, or leave it out"
}

// didYouMeanOneOf hints at the nearest candidate, or names them all.
func didYouMeanOneOf(name string, candidates []string) string {
	if best := nearest(name, candidates); best != "" {
		return "did you mean " + best + "?"
	}
	return "write " + orList(candidates)
}

// nearest is the candidate that a writer most likely meant; empty if none is near. Case, spaces and hyphens do not count as mistakes.
func nearest(name string, candidates []string) string {
	const longest = 64
	name = fold(name)
	if name == "" || len(name) > longest {
		return ""
	}
	best, bestDistance := "", 1+max(1, len(name)/3)
	for _, c := range candidates {
		if d := distance(name, fold(c), bestDistance); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

var folding = strings.NewReplacer("-", "_", " ", "_")

func fold(s string) string { return folding.Replace(strings.ToLower(s)) }

// distance counts the letters to insert, delete, change or swap with their neighbour; limit or more is given as limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return min(row[len(b)], limit)
}

// orList is "a", "a or b", "a, b or c"; long lists are cut.
func orList(names []string) string {
	const most = 8
	switch {
	case len(names) == 0:
		return "nothing"
	case len(names) == 1:
		return names[0]
	case len(names) > most:
		return strings.Join(names[:most], ", ") + " or one of " + strconv.Itoa(len(names)-most) + " more"
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
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

// words turns a name into words: reimbursement_paid into "reimbursement paid".
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

func itoa(n int) string { return strconv.Itoa(n) }
