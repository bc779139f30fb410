package check

import (
	"maps"
	"slices"

	"github.com/clausewise/clausewise/dsl/diag"
)

// nearest is the candidate that was most probably meant; empty if none is near.
func nearest(name string, candidates []string) string { return diag.Nearest(name, candidates) }

// nearestKey is nearest among the keys of a map.
func nearestKey[V any](name string, m map[string]V) string {
	return diag.Nearest(name, slices.Sorted(maps.Keys(m)))
}

// nearer is the better one of a suggestion and another candidate.
func nearer(name, near, other string) string { return diag.Nearest(name, []string{near, other}) }
