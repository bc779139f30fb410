package date

import (
	"errors"
	"math"
	"testing"
	"time"
)

func TestParseInstant(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2023-11-17T08:00Z", "2023-11-17T08:00:00Z"},
		{"2023-11-17T08:00:00Z", "2023-11-17T08:00:00Z"},
		{"2023-11-17t08:00:00z", "2023-11-17T08:00:00Z"},
		{"2021-04-03T23:59+02:00", "2021-04-03T23:59:00+02:00"},
		{"2021-04-03T23:59:59.5-09:30", "2021-04-03T23:59:59.5-09:30"},
		{"2021-04-03T23:59:59.000000001+05:45", "2021-04-03T23:59:59.000000001+05:45"},
		{"2021-04-03T23:59:59.100+00:00", "2021-04-03T23:59:59.1Z"},
		{"0001-01-01T00:00+14:00", "0001-01-01T00:00:00+14:00"},
		{"9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"},
	} {
		i, err := ParseInstant(c.text)
		if err != nil || i.String() != c.want {
			t.Errorf("%s reads as %s, %v, want %s", c.text, i, err, c.want)
		}
	}
}

func TestParseInstantErrors(t *testing.T) {
	form := " is not written as a moment, for example 2023-11-17T08:00Z or 2023-11-17T09:00:00+01:00"
	offset := " has no offset: write Z or, for example, +02:00 after the time"
	times := " is not a moment: times run from 00:00:00 to 23:59:59"
	for _, c := range []struct{ text, want string }{
		{"", form},
		{"2023-11-17", form},
		{"2023-11-17T08", form},
		{"2023-11-17 08:00Z", form},
		{"2023-11-17T8:00Z", form},
		{"2023-11-17T08:00.5Z", form},
		{"2023-11-17T08:00:0Z", form},
		{"2023-11-17T08:00:00,5Z", form},
		{"2023-11-17T08:00:00.Z", form},
		{"2023-11-17T08:00:00.1234567890Z", form},
		{"2023-11-17T08:00+0100", form},
		{"2023-11-17T08:00+01", form},
		{"2023-11-17T08:00+24:00", form},
		{"2023-11-17T08:00+01:60", form},
		{"2023-11-17T08:00Z ", form},
		{"2023-11-17T08:00", offset},
		{"2023-11-17T08:00:00", offset},
		{"2023-11-17T08:00:00.25", offset},
		{"2023-11-17T24:00Z", times},
		{"2023-11-17T08:60Z", times},
		{"2023-11-17T23:59:60Z", times},
		{"2023-02-29T08:00Z", " is not a date: February 2023 has 28 days"},
	} {
		_, err := ParseInstant(c.text)
		var perr *ParseError
		if !errors.As(err, &perr) || perr.Reason != c.want[1:] {
			t.Errorf("%s: %v, want %s", c.text, err, c.want)
		}
	}
}

func TestClockOn(t *testing.T) {
	for _, c := range []struct {
		zone, day string
		minutes   int
		want      string
	}{
		{"Europe/Zurich", "2024-07-01", 17 * 60, "2024-07-01T17:00:00+02:00"},
		{"Europe/Zurich", "2024-01-01", 0, "2024-01-01T00:00:00+01:00"},
		{"Europe/Zurich", "2024-03-31", 2*60 + 30, "2024-03-31T03:00:00+02:00"}, // a gap from 2:00 to 3:00
		{"Europe/Zurich", "2024-03-31", 3 * 60, "2024-03-31T03:00:00+02:00"},
		{"Europe/Zurich", "2024-03-31", 60 + 59, "2024-03-31T01:59:00+01:00"},
		{"Europe/Zurich", "2024-10-27", 2*60 + 30, "2024-10-27T02:30:00+02:00"}, // 2:00 to 3:00 twice
		{"Europe/Zurich", "2024-10-27", 3 * 60, "2024-10-27T03:00:00+01:00"},
		{"Europe/Zurich", "2090-07-01", 17 * 60, "2090-07-01T17:00:00+02:00"},      // beyond the table of changes
		{"America/Los_Angeles", "2060-12-31", 9 * 60, "2060-12-31T09:00:00-08:00"}, // where time.Time.ZoneBounds errs
		{"America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T01:00:00-02:00"},        // a gap at midnight
		{"Pacific/Apia", "2011-12-30", 17 * 60, "2011-12-31T00:00:00+14:00"},       // a day that was left out
		{"Australia/Lord_Howe", "2024-04-07", 60 + 45, "2024-04-07T01:45:00+11:00"},
		{"UTC", "2024-07-01", 17 * 60, "2024-07-01T17:00:00Z"},
	} {
		zone, err := Zone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := ClockOn(parse(t, c.day), c.minutes, zone).String(); got != c.want {
			t.Errorf("%02d:%02d on %s in %s is %s, want %s", c.minutes/60, c.minutes%60, c.day, c.zone, got, c.want)
		}
	}
}

func TestDateOf(t *testing.T) {
	zurich, err := Zone("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	i, err := ParseInstant("2024-06-30T23:30:00-05:00")
	if err != nil {
		t.Fatal(err)
	}
	if d := i.AsWritten(); d != Must(2024, 6, 30) {
		t.Errorf("as written on %s", d)
	}
	if d, ok := i.DateIn(zurich); !ok || d != Must(2024, 7, 1) {
		t.Errorf("in Zurich on %s", d)
	}
	if s := i.In(zurich).String(); s != "2024-07-01T06:30:00+02:00" || i.In(zurich).Compare(i) != 0 {
		t.Errorf("in Zurich %s", s)
	}
	later, ok := i.AddMinutes(90)
	if !ok || later.String() != "2024-07-01T01:00:00-05:00" || later.Compare(i) <= 0 || i.Compare(later) >= 0 {
		t.Errorf("90 minutes later: %s", later)
	}
	if early, ok := i.AddMinutes(math.MinInt); ok {
		t.Errorf("before the first day: %s", early)
	}
	if late, ok := (Instant{Unix: int64(Max) * daySeconds}).AddMinutes(math.MaxInt); ok {
		t.Errorf("after the last day: %s", late)
	}
	if last, ok := (Instant{Unix: int64(Max) * daySeconds}).AddMinutes(24 * 60); ok {
		t.Errorf("after the last day: %s", last)
	}
	edge := Instant{Unix: int64(Min) * daySeconds}
	if d, ok := edge.DateIn(time.FixedZone("west", -3600)); ok {
		t.Errorf("before the first day: %s", d)
	}
}

func TestNoZone(t *testing.T) {
	for _, name := range []string{"", "Local", "Europe/Geneva", "../etc/passwd", "europe"} {
		if _, err := Zone(name); !errors.Is(err, ErrZone) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func FuzzParseInstant(f *testing.F) {
	for _, s := range []string{"2023-11-17T08:00Z", "2023-11-17T08:00:00.25+01:00", "2023-11-17T08:00:60Z", "2023-11-17T08:00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		i, err := ParseInstant(s)
		if err != nil {
			return
		}
		std, err := time.Parse(time.RFC3339Nano, i.String())
		if err != nil || std.Unix() != i.Unix || std.Nanosecond() != int(i.Nano) {
			t.Fatalf("%q reads as %s; the time package: %s, %v", s, i, std, err)
		}
		if back, err := ParseInstant(i.String()); err != nil || back != i {
			t.Fatalf("%s reads as %s, %v", i, back, err)
		}
	})
}

func BenchmarkClockOn(b *testing.B) {
	zone, err := Zone("Europe/Zurich")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		ClockOn(Must(2024, 7, 1), 17*60, zone)
	}
}
