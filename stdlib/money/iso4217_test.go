package money

import "testing"

// The minor units of ISO 4217, list one (currencies, funds and precious metals in use; published by SIX for ISO, restated here from the
// published table of 2024): 0, 3 or 4 digits for those listed, 2 for every other currency, none for what has no minor unit and is no money
// of a policy.
func TestMinorUnits(t *testing.T) {
	units := map[string]int{
		"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "UYI": 0,
		"VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
		"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
		"CLF": 4, "UYW": 4,
	}
	seen := 0
	for _, code := range Codes() {
		want, special := units[code]
		if !special {
			want = 2
		} else {
			seen++
		}
		if got := Must(code).Digits(); got != want {
			t.Errorf("%s has %d digits, ISO 4217 says %d", code, got, want)
		}
	}
	if seen < 24 {
		t.Errorf("only %d of the %d special currencies are known", seen, len(units))
	}
}
