package batch

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Hundredths are written with all digits that count, two decimals, and nothing before the first of them but what was there.
func TestCents(t *testing.T) {
	want := func(cents uint64) string { return fmt.Sprintf("x%d.%02d", cents/100, cents%100) }
	for n := range uint64(10_000) {
		if got := digits8(n*10_000 + 9_999 - n); fmt.Sprintf("%08d", n*10_000+9_999-n) != fmt.Sprintf("%d%d%d%d%d%d%d%d", got&255, got>>8&255, got>>16&255, got>>24&255, got>>32&255, got>>40&255, got>>48&255, got>>56) {
			t.Fatalf("digits of %d: %x", n*10_000+9_999-n, got)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	cases := []uint64{0, 1, 10, 99, 100, 999, 1_000, 99_999_999_99, 100_000_000_00, 100_000_000_01, 109_999_999_99, manyCents - 1}
	for range 200_000 {
		cases = append(cases, r.Uint64N(manyCents)>>r.IntN(40))
	}
	for _, cents := range cases {
		if got := string(appendCents([]byte("x"), cents)); got != want(cents) {
			t.Fatalf("%d is written as %s", cents, got)
		}
	}
}
