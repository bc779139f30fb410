package date

import (
	"errors"
	"testing"
	"time"
)

// TestEveryDay compares every valid day with the time package.
func TestEveryDay(t *testing.T) {
	want := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := Min; d <= Max; d++ {
		y, m, day := d.Civil()
		wy, wm, wd := want.Date()
		if y != wy || m != int(wm) || day != wd {
			t.Fatalf("day %d is %d-%d-%d, want %s", int32(d), y, m, day, want.Format(time.DateOnly))
		}
		if back, ok := Of(y, m, day); !ok || back != d {
			t.Fatalf("Of(%d, %d, %d) = %d, %v, want %d", y, m, day, back, ok, d)
		}
		if got, want := d.Weekday(), (int(want.Weekday())+6)%7; got != want {
			t.Fatalf("weekday of %s is %d, want %d", d, got, want)
		}
		want = want.AddDate(0, 0, 1)
	}
	if Max.String() != "9999-12-31" || Min.String() != "0001-01-01" {
		t.Fatalf("from %s to %s", Min, Max)
	}
}

func TestNoSuchDay(t *testing.T) {
	for _, c := range [][3]int{{0, 1, 1}, {10000, 1, 1}, {2023, 2, 29}, {1900, 2, 29}, {2024, 2, 30}, {2024, 0, 1}, {2024, 13, 1}, {2024, 4, 31}, {2024, 1, 0}} {
		if d, ok := Of(c[0], c[1], c[2]); ok {
			t.Errorf("%v is %s", c, d)
		}
	}
}

func TestLastDay(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2024-02-29", 24, "2026-02-28"},
		{"2022-03-01", 24, "2024-02-29"},
		{"2020-02-05", 24, "2022-02-04"},
		{"2020-02-05", 72, "2026-02-04"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2024-01-01", 1, "2024-01-31"},
		{"2023-12-31", 2, "2024-02-29"},
		{"9999-01-01", 12, "9999-12-31"},
	} {
		if got, ok := parse(t, c.from).LastOfMonths(c.months); !ok || got.String() != c.want {
			t.Errorf("last day of %d months from %s is %s, want %s", c.months, c.from, got, c.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", `"" is not written as a date, YYYY-MM-DD`},
		{"1.2.2024", `"1.2.2024" is not written as a date, YYYY-MM-DD`},
		{"2024-2-01", `"2024-2-01" is not written as a date, YYYY-MM-DD`},
		{"2024-02-1a", `"2024-02-1a" is not written as a date, YYYY-MM-DD`},
		{"2024/02/01", `"2024/02/01" is not written as a date, YYYY-MM-DD`},
		{"2024-02-01 ", `"2024-02-01 " is not written as a date, YYYY-MM-DD`},
		{"-024-02-01", `"-024-02-01" is not written as a date, YYYY-MM-DD`},
		{"+2024-02-1", `"+2024-02-1" is not written as a date, YYYY-MM-DD`},
		{"0000-01-01", `"0000-01-01" is not a date: years run from 0001 to 9999`},
		{"2024-13-01", `"2024-13-01" is not a date: months run from 01 to 12`},
		{"2024-00-01", `"2024-00-01" is not a date: months run from 01 to 12`},
		{"2023-02-29", `"2023-02-29" is not a date: February 2023 has 28 days`},
		{"2023-04-00", `"2023-04-00" is not a date: April 2023 has 30 days`},
	} {
		_, err := Parse(c.text)
		var perr *ParseError
		if !errors.As(err, &perr) || err.Error() != c.want || perr.Text != c.text {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

// TestNoAllocation holds the promise of the package comment.
func TestNoAllocation(t *testing.T) {
	zone, err := Zone("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	var buf [64]byte
	if n := testing.AllocsPerRun(100, func() {
		d, _ := Parse("2024-02-29")
		d, _ = d.AddMonths(12, Clamp)
		d, _ = d.LastOfMonths(24)
		_ = d.Append(buf[:0])
		i, _ := ParseInstant("2024-02-29T12:00:00.5+01:00")
		_ = ClockOn(d, 17*60, zone)
		_, _ = i.DateIn(zone)
		_ = i.Append(buf[:0])
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024-02-29", "0001-01-01", "9999-12-31", "2023-02-29", "2024-1-1", "０２４-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		std, stdErr := time.Parse(time.DateOnly, s)
		if stdErr == nil && std.Year() == 0 {
			stdErr = errors.New("the year 0")
		}
		if (err == nil) != (stdErr == nil) {
			t.Fatalf("%q: %v, but the time package says %v", s, err, stdErr)
		}
		if err == nil && d.String() != s {
			t.Fatalf("%q reads as %s", s, d)
		}
	})
}

func BenchmarkCivil(b *testing.B) {
	d := Must(2024, 2, 29)
	n := 0
	for b.Loop() {
		_, _, day := d.Civil()
		n += day
		d++
	}
	_ = n
}

func BenchmarkAddMonths(b *testing.B) {
	d := Must(2024, 2, 29)
	for b.Loop() {
		d, _ = d.AddMonths(1, Clamp)
		d -= 30
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		_, _ = Parse("2024-02-29")
	}
}
