package facts

import (
	"maps"
	"slices"
)

// Countries are the codes that a country can have, in order.
func Countries() []string { return slices.Sorted(maps.Keys(countries)) }
