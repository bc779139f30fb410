package country

import (
	"slices"
	"testing"
)

func TestCountries(t *testing.T) {
	for code, want := range map[string]string{
		"CH": "Switzerland", "GB": "the United Kingdom", "XK": "Kosovo", // in use though assigned by users
		"UK": "", "ch": "", "EU": "", "AN": "", "": "", "D": "", "DE ": "",
	} {
		if got := Name(code); got != want || Known(code) != (want != "") {
			t.Errorf("%q: %q", code, got)
		}
	}
	all := Codes()
	const assigned = 249 // by ISO 3166-1, and XK
	if len(all) != assigned+1 || !slices.IsSorted(all) {
		t.Errorf("%d codes", len(all))
	}
	for _, c := range all {
		if len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z' || !Known(c) {
			t.Errorf("%q", c)
		}
	}
}
