package calendar

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clausewise/clausewise/stdlib/date"
	"pgregory.net/rapid"
)

// lines reads the dates of a file of testdata, a list for each line that is no comment.
func lines(t *testing.T, file string) [][]date.Date {
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]date.Date
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var days []date.Date
		for _, word := range strings.Fields(line) {
			days = append(days, day(t, word))
		}
		all = append(all, days)
	}
	return all
}

func day(t testing.TB, s string) date.Date {
	d, err := date.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func named(t testing.TB, name string) *Calendar {
	c, ok := Named(name)
	if !ok {
		t.Fatalf("no calendar %s", name)
	}
	return c
}

func TestEaster(t *testing.T) {
	want := slices.Concat(lines(t, "easter.txt")...)
	if len(want) != 51 {
		t.Fatalf("%d years", len(want))
	}
	for i, d := range want {
		if got := easterSunday(2000 + i); got != d {
			t.Errorf("Easter Sunday is %s, want %s", got, d)
		}
	}
}

// TestLists compares calendars with the lists of testdata, in whole years; each file says where its days are from.
func TestLists(t *testing.T) {
	for _, name := range []string{"CH-GE", "DE-BW"} {
		years := lines(t, name+".txt")
		if len(years) < 10 {
			t.Errorf("%s: %d years", name, len(years))
		}
		for _, want := range years {
			y := want[0].Year()
			if got := named(t, name).Holidays(date.Must(y, 1, 1), date.Must(y, 12, 31)); !slices.Equal(got, want) {
				t.Errorf("%s:\n%v, want\n%v", name, got, want)
			}
		}
	}
	for _, want := range lines(t, "GB-ENG.txt") {
		y := want[0].Year()
		got := named(t, "GB-ENG").Holidays(date.Must(y, 1, 1), date.Must(y, 12, 31))
		got = slices.DeleteFunc(got, func(d date.Date) bool { return !MondayToFriday[d.Weekday()] })
		if !slices.Equal(got, want) {
			t.Errorf("GB-ENG:\n%v, want\n%v", got, want)
		}
	}
}

// TestLaender holds what each Land adds to the holidays of all, in years in which the law was not the same.
func TestLaender(t *testing.T) {
	// Easter was on 16 April 2017, 1 April 2018, 21 April 2019, 12 April 2020, 9 April 2023, 20 April 2025 and 16 April 2028.
	corpus := []string{"2017-06-15", "2018-05-31", "2019-06-20", "2020-06-11", "2023-06-08", "2025-06-19", "2028-06-15"}
	repentance := []string{"2017-11-22", "2018-11-21", "2019-11-20", "2020-11-18", "2023-11-22", "2025-11-19", "2028-11-22"}
	easterAndWhit := []string{
		"2017-04-16", "2017-06-04", "2018-04-01", "2018-05-20", "2019-04-21", "2019-06-09", "2020-04-12", "2020-05-31", "2023-04-09", "2023-05-28",
		"2025-04-20", "2025-06-08", "2028-04-16", "2028-06-04",
	}
	years := []int{2017, 2018, 2019, 2020, 2023, 2025, 2028}
	every := func(monthDay string, from int) []string {
		var all []string
		for _, y := range years {
			if y >= from {
				all = append(all, fmt.Sprintf("%d-%s", y, monthDay))
			}
		}
		return all
	}
	epiphany, saints, reformation := every("01-06", 0), every("11-01", 0), every("10-31", 2018)
	for name, want := range map[string][]string{
		"DE":         nil,
		"DE-BW":      slices.Concat(epiphany, corpus, saints),
		"DE-BY":      slices.Concat(epiphany, corpus, saints),
		"DE-BY-KATH": slices.Concat(epiphany, corpus, every("08-15", 0), saints),
		"DE-BE":      append(every("03-08", 2019), "2020-05-08", "2025-05-08", "2028-06-17"),
		"DE-BB":      slices.Concat(easterAndWhit, reformation),
		"DE-HB":      reformation,
		"DE-HH":      reformation,
		"DE-HE":      corpus,
		"DE-MV":      slices.Concat(every("03-08", 2023), reformation),
		"DE-NI":      reformation,
		"DE-NW":      slices.Concat(corpus, saints),
		"DE-RP":      slices.Concat(corpus, saints),
		"DE-SL":      slices.Concat(corpus, every("08-15", 0), saints),
		"DE-SN":      slices.Concat(reformation, repentance),
		"DE-ST":      slices.Concat(epiphany, reformation),
		"DE-SH":      reformation,
		"DE-TH":      slices.Concat(every("09-20", 2019), reformation),
	} {
		var got []string
		for _, y := range years {
			for _, d := range named(t, name).Holidays(date.Must(y, 1, 1), date.Must(y, 12, 31)) {
				if all, _ := named(t, "DE").IsHoliday(d); !all {
					got = append(got, d.String())
				}
			}
			// 500 years of the Reformation were a holiday everywhere.
			if h, _ := named(t, name).IsHoliday(date.Must(2017, 10, 31)); !h {
				t.Errorf("%s: 2017-10-31 is a working day", name)
			}
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s adds\n%v, want\n%v", name, got, want)
		}
	}
	for _, c := range []struct {
		name, day string
		want      bool
	}{
		{"DE-SN", "2016-10-31", true}, // always, in the Länder of the east
		{"DE-NI", "2016-10-31", false},
		{"DE-BE", "2018-03-08", false},
		{"DE-MV", "2022-03-08", false},
		{"DE-TH", "2018-09-20", false},
		{"DE-BE", "2024-05-08", false},
	} {
		if got, _ := named(t, c.name).IsHoliday(day(t, c.day)); got != c.want {
			t.Errorf("%s in %s: %v", c.day, c.name, got)
		}
	}
}

// TestOthers holds single days of the other calendars, with those that are often got wrong.
func TestOthers(t *testing.T) {
	for _, c := range []struct{ name, holidays, others string }{
		{"CH", "2024-08-01", "2024-01-01 2024-12-25"},
		{"CH-VD", "2024-01-02 2024-09-16 2023-09-18 2024-05-09", "2024-09-05 2024-12-26 2024-12-31"},
		{"CH-NE", "2024-03-01 2024-05-01 2023-01-02 2022-12-26", "2024-01-02 2024-12-26 2024-04-01 2024-05-20"},
		{"CH-ZH", "2024-05-01 2024-12-26 2024-05-20", "2024-01-02 2024-09-05"},
		{"CH-BE", "2024-01-02 2024-12-26 2024-09-15", "2024-05-01"},
		{"CH-BS", "2024-05-01 2024-12-26", "2024-01-02"},
		{"FR", "2024-05-08 2024-05-09 2024-07-14 2024-08-15 2024-11-11 2024-04-01 2024-05-20", "2024-03-29 2024-12-26"},
		{"BE", "2024-07-21 2024-11-11 2024-05-20", "2024-03-29 2024-12-26 2024-11-15 2024-05-08"},
		{"TARGET", "2024-01-01 2024-03-29 2024-04-01 2024-05-01 2024-12-25 2024-12-26", "2024-05-09 2024-10-03 2024-12-24 2024-12-31"},
		{"GB-ENG", "2002-06-03 2002-06-04 2011-04-29 2012-06-04 2012-06-05", "2002-05-27 2012-05-28 2020-05-04 2024-05-08"},
	} {
		cal := named(t, c.name)
		for _, s := range strings.Fields(c.holidays) {
			if h, err := cal.IsHoliday(day(t, s)); !h || err != nil {
				t.Errorf("%s in %s: %v, %v", s, c.name, h, err)
			}
		}
		for _, s := range strings.Fields(c.others) {
			if h, err := cal.IsHoliday(day(t, s)); h || err != nil {
				t.Errorf("%s in %s: %v, %v", s, c.name, h, err)
			}
		}
	}
}

var update = flag.Bool("update", false, "write testdata/versions.txt")

// TestVersions holds that whoever changes a day of a calendar gives it a new version.
func TestVersions(t *testing.T) {
	const file = "testdata/versions.txt"
	var b strings.Builder
	b.WriteString("# The calendars, their versions, years, and a digest of their days. A digest that changes needs a new version: then go test -update.\n")
	for _, name := range Names() {
		c := named(t, name)
		from, until := c.Years()
		fmt.Fprintf(&b, "%s %s %d-%d %x\n", name, c.Version(), from, until, sha256.Sum256(fmt.Append(nil, c.days)))
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || b.String() != string(want) {
		t.Errorf("%v; the calendars are\n%s", err, b.String())
	}
}

func TestYears(t *testing.T) {
	ge := named(t, "CH-GE")
	for _, c := range []struct {
		day   string
		known bool
	}{{"1999-12-31", false}, {"2000-01-01", true}, {"2050-12-31", true}, {"2051-01-01", false}} {
		_, err := ge.IsHoliday(day(t, c.day))
		var yerr *YearsError
		if c.known != (err == nil) || !c.known && (!errors.As(err, &yerr) || yerr.Calendar != ge || yerr.Day != day(t, c.day)) {
			t.Errorf("%s: %v", c.day, err)
		}
	}
	_, err := ge.IsHoliday(day(t, "2051-01-01"))
	if want := "the calendar CH-GE knows the years 2000 to 2050, not 2051-01-01"; err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	for _, name := range Names() {
		c := named(t, name)
		if c.Name() != name || c.Title() == "" || c.Source() == "" || c.String() != name+" "+c.Version() || named(t, name) != c {
			t.Errorf("%s: %s, %q, %q", name, c, c.Title(), c.Source())
		}
	}
	if _, ok := Named("CH-XX"); ok {
		t.Error("a calendar CH-XX")
	}
}

func TestList(t *testing.T) {
	given := []date.Date{day(t, "2024-05-01"), day(t, "2024-01-01"), day(t, "2024-05-01")}
	c := Of(given)
	given[0] = 0
	for s, want := range map[string]bool{"2024-01-01": true, "2024-05-01": true, "2024-12-25": false, "0001-01-01": false, "9999-12-31": false} {
		if h, err := c.IsHoliday(day(t, s)); h != want || err != nil {
			t.Errorf("%s: %v, %v", s, h, err)
		}
	}
	if from, until := c.Years(); c.Name() != "" || c.Version() != "" || from != 0 || until != 0 || c.String() != "a list of 2 days" {
		t.Errorf("%s", c)
	}
	if h, err := Of(nil).IsHoliday(0); h || err != nil || Of(nil).String() != "a list of 0 days" || Of(given[1:2]).String() != "a list of 1 day" {
		t.Errorf("an empty list: %v, %v", h, err)
	}
	if !Of(nil).Equal(Of([]date.Date{})) || Of(nil).Equal(c) || c.Equal(named(t, "CH-GE")) {
		t.Error("lists are compared wrongly")
	}
	if days := c.Holidays(day(t, "2024-05-01"), day(t, "2024-01-01")); len(days) != 0 {
		t.Errorf("%v", days)
	}
}

func TestWorkingDays(t *testing.T) {
	ge, bw := named(t, "CH-GE"), named(t, "DE-BW")
	for _, c := range []struct {
		from string
		n    int
		cal  *Calendar
		want string
	}{
		{"2024-03-28", 1, ge, "2024-04-02"},  // Thursday before Easter
		{"2024-03-28", 5, ge, "2024-04-08"},  //
		{"2024-03-30", 1, ge, "2024-04-02"},  // from a Saturday
		{"2024-04-02", -1, ge, "2024-03-28"}, // and back
		{"2024-09-04", 1, ge, "2024-09-06"},  // Jeûne genevois
		{"2024-12-30", 1, ge, "2025-01-02"},
		{"2024-12-30", 1, bw, "2024-12-31"},
		{"2024-06-08", 0, ge, "2024-06-08"},
		{"2024-06-07", 5, nil, "2024-06-14"},
		{"2024-06-07", 5, Of(nil), "2024-06-14"},
	} {
		got, err := AddWorkingDays(day(t, c.from), c.n, MondayToFriday, c.cal)
		if err != nil || got.String() != c.want {
			t.Errorf("%d working days after %s: %s, %v, want %s", c.n, c.from, got, err, c.want)
		}
	}
	sunday := day(t, "2024-03-31")
	if d, err := RollForward(sunday, MondayToFriday, ge); err != nil || d != day(t, "2024-04-02") {
		t.Errorf("on or after Easter: %s, %v", d, err)
	}
	if d, err := RollBackward(sunday, MondayToFriday, ge); err != nil || d != day(t, "2024-03-28") {
		t.Errorf("on or before Easter: %s, %v", d, err)
	}
	if d, err := RollForward(day(t, "2024-04-02"), MondayToFriday, ge); err != nil || d != day(t, "2024-04-02") {
		t.Errorf("a working day: %s, %v", d, err)
	}
}

func TestWorkingDayErrors(t *testing.T) {
	ge := named(t, "CH-GE")
	var yerr *YearsError
	if d, err := AddWorkingDays(day(t, "2050-12-29"), 1, MondayToFriday, ge); err != nil || d != day(t, "2050-12-30") {
		t.Errorf("the last working day: %s, %v", d, err)
	}
	for _, c := range []struct {
		from string
		n    int
		day  string
	}{{"2050-12-30", 1, "2051-01-01"}, {"2000-01-03", -1, "1999-12-31"}, {"1999-06-01", 1, "1999-06-02"}} {
		if _, err := AddWorkingDays(day(t, c.from), c.n, MondayToFriday, ge); !errors.As(err, &yerr) || yerr.Day != day(t, c.day) {
			t.Errorf("%d working days after %s: %v", c.n, c.from, err)
		}
	}
	// A Sunday out of the years is not known to be free: the answer does not depend on the weekday.
	if _, err := RollBackward(day(t, "2051-01-01"), MondayToFriday, ge); !errors.As(err, &yerr) {
		t.Errorf("%v", err)
	}
	if _, err := RollForward(0, Week{}, nil); !errors.Is(err, ErrNoWorkingDay) {
		t.Errorf("%v", err)
	}
	if _, err := AddWorkingDays(date.Max, 1, MondayToFriday, nil); !errors.Is(err, date.ErrRange) {
		t.Errorf("%v", err)
	}
	if _, err := AddWorkingDays(date.Min, -1, MondayToFriday, nil); !errors.Is(err, date.ErrRange) {
		t.Errorf("%v", err)
	}
}

func TestWorkingDayProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var week Week
		for i := range week {
			week[i] = rapid.Bool().Draw(t, date.WeekdayNames[i])
		}
		week[rapid.IntRange(0, 6).Draw(t, "worked")] = true
		d := date.Must(2020, 1, 1) + date.Date(rapid.IntRange(0, 3000).Draw(t, "day"))
		n := rapid.IntRange(-40, 40).Draw(t, "n")
		cal, _ := Named(rapid.SampledFrom(Names()).Draw(t, "calendar"))
		if rapid.Bool().Draw(t, "list") {
			offsets := rapid.SliceOf(rapid.IntRange(-100, 100)).Draw(t, "holidays")
			days := make([]date.Date, len(offsets))
			for i, o := range offsets {
				days[i] = d + date.Date(o)
			}
			cal = Of(days)
		}
		works := func(d date.Date) bool {
			// The same question, asked of the list of the calendar's days and the time package.
			weekday := time.Unix(int64(d)*24*3600, 0).UTC().Weekday()
			return week[(weekday+6)%7] && !slices.Contains(cal.Holidays(d-1, d+1), d)
		}
		got, err := AddWorkingDays(d, n, week, cal)
		if err != nil {
			t.Skip(err) // out of the calendar's years
		}
		count := 0
		for x := min(d, got); x <= max(d, got); x++ {
			if x != d && works(x) {
				count++
			}
		}
		if count != max(n, -n) || n != 0 && !works(got) {
			t.Errorf("%d working days after %s: %s, %d working days", n, d, got, count)
		}
		if back, err := AddWorkingDays(got, -n, week, cal); err != nil || works(d) && back != d {
			t.Errorf("%d working days after %s, and back: %s, %v", n, d, back, err)
		}
		forward, err := RollForward(d, week, cal)
		backward, err2 := RollBackward(d, week, cal)
		if err != nil || err2 != nil || !works(forward) || !works(backward) || forward < d || backward > d || works(d) && (forward != d || backward != d) {
			t.Errorf("working days around %s: %s, %s", d, backward, forward)
		}
	})
}

// TestPeriodEnds checks the rows of date's published cases that need a calendar.
func TestPeriodEnds(t *testing.T) {
	text, err := os.ReadFile("../date/testdata/date-cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	tested := 0
	for line := range strings.Lines(string(text)) {
		f := strings.Split(line, "\t")
		if f[1] != "period-end" {
			continue
		}
		tested++
		from := day(t, f[2])
		end, ok := date.Date(0), false
		switch f[3] {
		case "P1M":
			end, ok = from.AddMonths(1, date.Clamp)
		case "P14D":
			end, ok = from.AddDays(14)
		}
		if !ok {
			t.Fatalf("%s: period %s", f[0], f[3])
		}
		// Any Land will do: their holidays on these days are those of all.
		if got, err := RollForward(end, MondayToFriday, named(t, "DE")); err != nil || got.String() != f[5] {
			t.Errorf("%s: %s, %v, want %s", f[0], got, err, f[5])
		}
	}
	if tested != 3 {
		t.Errorf("%d rows", tested)
	}
}

func TestNoAllocation(t *testing.T) {
	ge, from := named(t, "CH-GE"), day(t, "2024-03-28")
	if n := testing.AllocsPerRun(100, func() {
		d, _ := AddWorkingDays(from, 10, MondayToFriday, ge)
		_, _ = RollForward(d, MondayToFriday, ge)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkAddWorkingDays(b *testing.B) {
	ge, from := named(b, "CH-GE"), day(b, "2024-03-28")
	for b.Loop() {
		_, _ = AddWorkingDays(from, 10, MondayToFriday, ge)
	}
}
