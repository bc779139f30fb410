package money

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// amended are the changes of ISO 4217 after the list of testdata/iso4217.txt was made.
var amended = map[string]string{
	"BGN": "Bulgaria has the euro since January 2026",
	"XAD": "the Arab accounting dinar was added in May 2025, with two digits",
}

// TestMinorUnits compares the table, code by code, with the list of ISO 4217 that testdata/iso4217.txt restates.
func TestMinorUnits(t *testing.T) {
	text, err := os.ReadFile("testdata/iso4217.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		digits, codes, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("not a line of codes: %q", line)
		}
		for code := range strings.FieldsSeq(codes) {
			listed[code] = true
			c, known := Parse(code)
			if isMoney := digits != "-" && amended[code] == ""; known != isMoney {
				t.Errorf("%s: known %v, want %v", code, known, isMoney)
			}
			if known && strconv.Itoa(c.Digits()) != digits {
				t.Errorf("%s has %d digits, ISO 4217 says %s", code, c.Digits(), digits)
			}
		}
	}
	if len(listed) < 170 {
		t.Errorf("the list has only %d codes", len(listed))
	}
	for _, code := range Codes() {
		if !listed[code] && amended[code] == "" {
			t.Errorf("%s is not in ISO 4217", code)
		}
	}
	if d := Must("XAD").Digits(); d != 2 {
		t.Errorf("XAD has %d digits", d)
	}
}
