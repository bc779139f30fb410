package diag

import "strings"

// Nearest finds the candidate that name was most probably meant to be: the one with the fewest single-letter changes, at most a third
// of the letters and never more than three. Letter case and the underscore weigh nothing. It gives "" where no candidate is near; of several
// equally near ones it gives the first.
func Nearest(name string, candidates []string) string {
	const longest = 64 // longer names are not compared: the cost grows with the square
	if len(name) == 0 || len(name) > longest {
		return ""
	}
	limit := min(3, max(1, len(name)/3))
	want := fold(name)
	best := ""
	for _, c := range candidates {
		if c == name || len(c) > longest {
			continue
		}
		if d := distance(want, fold(c), limit); d <= limit {
			best, limit = c, d-1
			if limit < 0 {
				break
			}
		}
	}
	return best
}

func fold(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }

// distance counts the insertions, deletions, changes and swaps of neighbours that lead from a to b; limit+1 stands for all above limit.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	older, old, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			cur[j] = min(old[j]+1, cur[j-1]+1, old[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], older[j-2]+1)
			}
			least = min(least, cur[j])
		}
		if least > limit {
			return limit + 1
		}
		older, old, cur = old, cur, older
	}
	return min(old[len(b)], limit+1)
}
