// Package country knows the codes of countries and their English names.
package country

import (
	"maps"
	"slices"
)

// Known tells whether a code, in capitals, is that of a country in ISO 3166-1 alpha-2, or XK.
func Known(code string) bool { return names()[code] != "" }

// Name is the English name of a country by its code, as it reads after "in"; empty for a code that is not one.
func Name(code string) string { return names()[code] }

// Codes are the codes that a country can have, in order.
func Codes() []string { return slices.Sorted(maps.Keys(names())) }
