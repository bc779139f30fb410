package difftest

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/engine/outcome"
)

// TestDates holds engine and reference against the published cases of date arithmetic that the rule language can say, written as policies. The
// table names where each case is from.
func TestDates(t *testing.T) {
	raw, err := os.ReadFile("../../stdlib/date/testdata/date-cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	headers := map[string][]string{"up": {"roll"}, "down": {"clamp"}, "any": {"roll", "clamp"}}
	tried := 0
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(line, "\t")
		if f[1] != "add" && f[1] != "add-twice" {
			continue
		}
		for _, rule := range headers[f[4]] {
			tried++
			text := fmt.Sprintf(`policy "a/b" title "T" source "s" parties buyer, seller months %s
fact d : date
decision r : date
clause "1" "x" { r is %s. }
`, rule, sayPeriods("d", f[3]))
			for by, res := range both(t, text, fmt.Sprintf(`{"d": %q}`, f[2])) {
				if got := &res.Decisions[0]; got.Status != outcome.Decided || got.Value.String() != f[5] {
					t.Errorf("%s, %s: %s and %s, %s: %s, want %s", f[0], by, f[2], f[3], rule, got.Value, f[5])
				}
			}
		}
	}
	if tried < 80 {
		t.Errorf("%d cases", tried)
	}
}

// sayPeriods writes a date with ISO 8601 periods added one after another. The rule language counts each period by itself, so that a period of
// years and months is written in months.
func sayPeriods(d, periods string) string {
	for p := range strings.SplitSeq(periods, ";") {
		rest, negative := strings.CutPrefix(p, "-")
		rest = strings.TrimPrefix(rest, "P")
		count := map[byte]int{}
		for rest != "" {
			i := strings.IndexAny(rest, "YMD")
			count[rest[i]], _ = strconv.Atoi(rest[:i])
			rest = rest[i+1:]
		}
		if count['Y'] != 0 && count['M'] != 0 {
			count['Y'], count['M'] = 0, 12*count['Y']+count['M']
		}
		way := "after"
		if negative {
			way = "before"
		}
		for _, unit := range []struct {
			letter     byte
			one, other string
		}{{'Y', "year", "years"}, {'M', "month", "months"}, {'D', "day", "days"}} {
			switch n := count[unit.letter]; n {
			case 0:
			case 1:
				d = fmt.Sprintf("1 %s %s %s", unit.one, way, d)
			default:
				d = fmt.Sprintf("%d %s %s %s", n, unit.other, way, d)
			}
		}
	}
	return d
}
