package calendar

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/stdlib/date"
)

// published is a list of testdata/published: for each calendar its days with the names they have there.
type published struct {
	head map[string]string
	days map[string]map[date.Date][]string
}

const publishedDir = "testdata/published/"

// tabbed reads the lines of a file that are no comments, by column, and what its comments say: # key: value.
func tabbed(t *testing.T, file string, columns int) (rows [][]string, head map[string]string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head = map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if comment, ok := strings.CutPrefix(line, "# "); ok {
			if key, value, ok := strings.Cut(comment, ": "); ok {
				head[key] = value
			}
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			t.Fatalf("%s: not %d columns: %q", file, columns, line)
		}
		rows = append(rows, row)
	}
	return rows, head
}

func readPublished(t *testing.T, file string) published {
	rows, head := tabbed(t, file, 3)
	for _, key := range []string{"source", "licence", "read", "years", "days"} {
		if head[key] == "" {
			t.Errorf("%s does not say its %s", file, key)
		}
	}
	p := published{head: head, days: map[string]map[date.Date][]string{}}
	for _, row := range rows {
		for cal := range strings.FieldsSeq(row[0]) {
			if p.days[cal] == nil {
				p.days[cal] = map[date.Date][]string{}
			}
			for s := range strings.FieldsSeq(row[2]) {
				d := day(t, s)
				p.days[cal][d] = append(p.days[cal][d], row[1])
			}
		}
	}
	p.checkYears(t, file)
	return p
}

// checkYears holds that a list has every year that its head promises, for each calendar as far as that knows them.
func (p published) checkYears(t *testing.T, file string) {
	var from, until int
	if _, err := fmt.Sscanf(p.head["years"], "%d-%d", &from, &until); err != nil {
		return // single years
	}
	for cal, days := range p.days {
		years := yearsOf(days)
		first, last := named(t, cal).Years()
		first, last = max(first, from), min(last, until)
		for y := first; y <= last; y++ {
			if !years[y] {
				t.Errorf("%s: %s has no days in %d", file, cal, y)
			}
		}
		if len(years) != last-first+1 {
			t.Errorf("%s: %s has %d years", file, cal, len(years))
		}
	}
}

// difference is a day that only the list (+) or only the calendar (-) has.
type difference struct {
	list, calendar, sign string
	day                  date.Date
}

// stated are the differences that testdata/published/differences.txt gives a reason for.
func stated(t *testing.T, lists map[string]published) map[difference]string {
	rows, _ := tabbed(t, publishedDir+"differences.txt", 5)
	out := map[difference]string{}
	for _, row := range rows {
		if row[4] == "" {
			t.Errorf("no reason: %q", row)
		}
		for cal := range strings.FieldsSeq(row[1]) {
			var days []date.Date
			if row[3][0] >= '0' && row[3][0] <= '9' {
				for s := range strings.FieldsSeq(row[3]) {
					days = append(days, day(t, s))
				}
			} else {
				for d, names := range lists[row[0]].days[cal] {
					if slices.Contains(names, row[3]) {
						days = append(days, d)
					}
				}
			}
			if len(days) == 0 {
				t.Errorf("no days: %q", row)
			}
			for _, d := range days {
				out[difference{row[0], cal, row[2], d}] = row[4]
			}
		}
	}
	return out
}

// TestPublished compares every calendar, in whole years, with the lists that others have published. Differences stand in a file with their
// reasons, and nothing else does.
func TestPublished(t *testing.T) {
	files, err := filepath.Glob(publishedDir + "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string]published{}
	for _, file := range files {
		if name := strings.TrimSuffix(filepath.Base(file), ".txt"); name != "differences" {
			lists[name] = readPublished(t, file)
		}
	}
	known := stated(t, lists)
	seen := map[difference]bool{}
	covered := map[string]map[int]bool{}
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		list := lists[name]
		for _, cal := range slices.Sorted(maps.Keys(list.days)) {
			days := list.days[cal]
			years := yearsOf(days)
			if covered[cal] == nil {
				covered[cal] = map[int]bool{}
			}
			for y := range years {
				covered[cal][y] = true
			}
			for _, diff := range compare(named(t, cal), list, years) {
				diff.list = name
				seen[diff] = true
				if known[diff] == "" {
					t.Errorf("%s, %s: %s%s %q", name, cal, diff.sign, diff.day, days[diff.day])
				}
			}
		}
	}
	for diff, reason := range known {
		if !seen[diff] {
			t.Errorf("no such difference: %s, %s: %s%s, %s", diff.list, diff.calendar, diff.sign, diff.day, reason)
		}
	}
	for _, name := range Names() {
		if from, until := named(t, name).Years(); len(covered[name]) != until-from+1 {
			t.Errorf("%s is compared for %d of its %d years", name, len(covered[name]), until-from+1)
		}
	}
}

func yearsOf(days map[date.Date][]string) map[int]bool {
	out := map[int]bool{}
	for d := range days {
		out[d.Year()] = true
	}
	return out
}

// compare gives the days of some years that only the calendar or only the list has.
func compare(cal *Calendar, list published, years map[int]bool) []difference {
	var out []difference
	for d := range list.days[cal.Name()] {
		if h, err := cal.IsHoliday(d); !h || err != nil {
			out = append(out, difference{calendar: cal.Name(), sign: "+", day: d})
		}
	}
	for y := range years {
		for _, d := range cal.Holidays(date.Must(y, 1, 1), date.Must(y, 12, 31)) {
			weekend := !MondayToFriday[d.Weekday()] && list.head["days"] == "monday to friday"
			if list.days[cal.Name()][d] == nil && !weekend {
				out = append(out, difference{calendar: cal.Name(), sign: "-", day: d})
			}
		}
	}
	return out
}
