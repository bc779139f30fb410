package check

import (
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/diag"
)

// maxSuggestions is for how many unknown names of a file a near miss is looked for; each costs a comparison with all names there are.
const maxSuggestions = 100

// nearest is the candidate that was most probably meant; empty if none is near.
func (r *reporter) nearest(name string, candidates []string) string {
	if r.quiet || r.suggestions >= maxSuggestions || utf8.RuneCountInString(name) < 3 {
		return "" // of one or two letters everything is near
	}
	r.suggestions++
	return diag.Nearest(name, candidates)
}

// nearestKey is nearest among the keys of a map.
func nearestKey[V any](r *reporter, name string, m map[string]V) string {
	if r.quiet || r.suggestions >= maxSuggestions {
		return ""
	}
	return r.nearest(name, slices.Sorted(maps.Keys(m)))
}

// nearer is the better one of a suggestion and another candidate.
func (r *reporter) nearer(name, near, other string) string {
	return r.nearest(name, []string{near, other})
}
