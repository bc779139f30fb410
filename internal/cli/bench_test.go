package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// thirtyLines is a policy of 30 lines.
const thirtyLines = `policy "shop%[1]d/returns"
  title    "Returns"
  seller   "Shop %[1]d"
  parties  buyer, shop
  currency EUR

fact delivered_on : date from shop "When was the watch delivered?"
fact returned_on  : date not before delivered_on from shop "When did it come back?"
fact price        : money at least 0 from shop "What did the buyer pay?"
fact engraved     : yes or no from shop "Was it engraved for the buyer?"
fact worn         : yes or no from shop "Does it show signs of wear?"

decision outcome : first of refused, accepted
decision grounds : set of late, engraved
decision refund  : money arises when outcome is accepted

section "Returns" {
  clause "1" "days" {
    last_day means %[2]d days after delivered_on.
    grounds includes late when returned_on is after last_day.
  }
  clause "2" "engraved watches" { grounds includes engraved when engraved. }
  clause "3" "the refund" {
    outcome is refused when grounds is not empty.
    outcome is accepted.
    refund is price less 5%% of price when worn.
    refund is price otherwise.
    round refund down to 0.01.
  }
}
`

// thousand writes 1,000 policies of 30 lines, in 100 folders.
func thousand(tb testing.TB) []string {
	tb.Helper()
	dir := tb.TempDir()
	for i := range 1000 {
		text := fmt.Sprintf(thirtyLines, i, 10+i%50)
		if n := strings.Count(text, "\n"); n != 30 {
			tb.Fatalf("%d lines", n)
		}
		name := filepath.Join(dir, fmt.Sprintf("s%02d", i%100), fmt.Sprintf("p%d.policy", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	names, err := FindPolicies([]string{dir}, true)
	if err != nil || len(names) != 1000 {
		tb.Fatal(len(names), err)
	}
	return names
}

// Checking 1,000 policies of 30 lines, files read included. It must stay well under a second on one core: run with -cpu 1.
func BenchmarkCheck1000(b *testing.B) {
	names := thousand(b)
	for b.Loop() {
		lib, err := OpenLibrary("")
		if err != nil {
			b.Fatal(err)
		}
		if found, _, err := lib.CheckFiles(names); err != nil || len(found) > 0 {
			b.Fatal(found, err)
		}
		if _, _, err := CheckSources(names); err != nil {
			b.Fatal(err)
		}
	}
}
