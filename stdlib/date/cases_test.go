package date

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestCases checks the published cases of testdata/date-cases.tsv, whose last columns say where each is from and under which licence. The
// rows of period-end need a calendar and are tested there.
func TestCases(t *testing.T) {
	text, err := os.ReadFile("testdata/date-cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	ops := map[string]int{}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 9 {
			t.Fatalf("not nine columns: %q", line)
		}
		id, op, from, second, mode, want := f[0], f[1], f[2], f[3], f[4], f[5]
		if id == "id" {
			continue
		}
		ops[op]++
		t.Run(id, func(t *testing.T) {
			var got string
			switch op {
			case "add", "add-twice":
				got = addAll(t, from, second, mode)
				// The month has the day: both rules and none agree.
				if mode == "any" {
					for _, m := range []string{"up", "down"} {
						if other := addAll(t, from, second, m); other != got {
							t.Errorf("%s: %s", m, other)
						}
					}
				}
			case "days-between":
				got = strconv.Itoa(int(parse(t, second) - parse(t, from)))
			case "full-months-between":
				got = iso(fullMonths(parse(t, from), parse(t, second)))
			case "weekday":
				got = WeekdayNames[parse(t, from).Weekday()]
			case "period-end":
				t.Skip("tested in package calendar")
			default:
				t.Fatalf("unknown operation %q", op)
			}
			if got != want {
				t.Errorf("%s %s %s (%s) = %s, want %s", from, op, second, mode, got, want)
			}
		})
	}
	if len(ops) != 6 || ops["add"] < 60 || ops["full-months-between"] < 20 {
		t.Errorf("operations %v", ops)
	}
}

func parse(t testing.TB, s string) Date {
	d, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// addAll adds ISO 8601 periods, one after another.
func addAll(t *testing.T, from, periods, mode string) string {
	rule := map[string]MonthRule{"up": Roll, "down": Clamp, "abort": NoRule, "any": NoRule}[mode]
	d := parse(t, from)
	for p := range strings.SplitSeq(periods, ";") {
		months, days := period(t, p)
		var ok bool
		if d, ok = d.AddMonths(months, rule); !ok {
			return "ERROR:ambiguous"
		}
		if d, ok = d.AddDays(days); !ok {
			return "ERROR:range"
		}
	}
	return d.String()
}

// period reads P1Y2M10D in months and days.
func period(t *testing.T, s string) (months, days int) {
	rest, negative := strings.CutPrefix(s, "-")
	rest = strings.TrimPrefix(rest, "P")
	for rest != "" {
		i := strings.IndexAny(rest, "YMD")
		n, err := strconv.Atoi(rest[:i])
		if err != nil {
			t.Fatal(err)
		}
		switch rest[i] {
		case 'Y':
			months += 12 * n
		case 'M':
			months += n
		case 'D':
			days += n
		}
		rest = rest[i+1:]
	}
	if negative {
		return -months, -days
	}
	return months, days
}

// fullMonths is the largest number of months that can be added to a without passing b; its sign is symmetric.
func fullMonths(a, b Date) int {
	if a > b {
		return -fullMonths(b, a)
	}
	for n := 1; ; n++ {
		if d, ok := a.AddMonths(n, Clamp); !ok || d > b {
			return n - 1
		}
	}
}

func iso(months int) string {
	sign := ""
	if months < 0 {
		sign, months = "-", -months
	}
	text := sign + "P"
	if months >= 12 {
		text += strconv.Itoa(months/12) + "Y"
	}
	if months%12 != 0 || months == 0 {
		text += strconv.Itoa(months%12) + "M"
	}
	return text
}
