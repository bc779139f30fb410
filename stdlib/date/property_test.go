package date

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var (
	anyDay  = rapid.Custom(func(t *rapid.T) Date { return Date(rapid.Int32Range(int32(Min), int32(Max)).Draw(t, "day")) })
	aDay    = rapid.Custom(func(t *rapid.T) Date { return Date(rapid.Int32Range(-100_000, 100_000).Draw(t, "day")) })
	months  = rapid.IntRange(-1200, 1200)
	aRule   = rapid.SampledFrom([]MonthRule{Clamp, Roll})
	anInt   = rapid.Int()
	periods = rapid.IntRange(1, 1200)
)

// add is AddMonths that must succeed.
func add(t *rapid.T, d Date, n int, r MonthRule) Date {
	sum, ok := d.AddMonths(n, r)
	if !ok {
		t.Fatalf("%s and %d months", d, n)
	}
	return sum
}

func TestAddMonthsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e, n, r := aDay.Draw(t, "d"), aDay.Draw(t, "e"), months.Draw(t, "n"), aRule.Draw(t, "rule")
		sum := add(t, d, n, r)
		if d <= e && sum > add(t, e, n, r) {
			t.Errorf("not monotonic in the day: %s, %s", d, e)
		}
		if n < 1200 && sum >= add(t, d, n+1, r) {
			t.Errorf("not monotonic in the months: %s", d)
		}
		down, up := add(t, d, n, Clamp), add(t, d, n, Roll)
		if down > up || up-down > 1 {
			t.Errorf("clamped to %s, rolled to %s", down, up)
		}
		exact, ok := d.AddMonths(n, NoRule)
		if ok != (down == up) || ok && exact != down {
			t.Errorf("without a rule: %s, %v", exact, ok)
		}
		y, m, day := d.Civil()
		if ok {
			// The day number stays, the months count, and the way back leads to the beginning.
			ey, em, eday := exact.Civil()
			if eday != day || 12*(ey-y)+em-m != n {
				t.Errorf("%s and %d months is %s", d, n, exact)
			}
			if add(t, exact, -n, r) != d {
				t.Errorf("%s and %d months, and back", d, n)
			}
		} else if down.Day() >= day || up.Day() != 1 || up-down != 1 {
			t.Errorf("%s and %d months: %s, %s", d, n, down, up)
		}
		if day <= 28 && !ok {
			t.Errorf("day %d is in every month", day)
		}
		if years := add(t, d, 12*(n/12), r); years.Day() != day && (m != 2 || day != 29) {
			t.Errorf("%s and %d years is %s", d, n/12, years)
		}
	})
}

func TestLastDayProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n, m := aDay.Draw(t, "d"), periods.Draw(t, "n"), periods.Draw(t, "m")
		last, ok := d.LastOfMonths(n)
		if !ok || last < d {
			t.Fatalf("last day of %d months from %s: %s", n, d, last)
		}
		if n < m {
			if later, _ := d.LastOfMonths(m); later <= last {
				t.Errorf("%d months end on %s, %d on %s", n, last, m, later)
			}
		}
		// The day after is the corresponding day, where there is one; else the month ends on the last day.
		if exact, ok := d.AddMonths(n, NoRule); ok && last != exact-1 || !ok && last != add(t, d, n, Clamp) {
			t.Errorf("last day of %d months from %s: %s", n, d, last)
		}
		if days, ok := d.LastOfDays(n); !ok || days != d+Date(n)-1 {
			t.Errorf("last day of %d days from %s: %s", n, d, days)
		}
	})
}

// TestRange draws from all days and numbers: what is given is valid, what is refused is out of the years.
func TestRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay.Draw(t, "d")
		n := rapid.OneOf(anInt, rapid.IntRange(-4_000_000, 4_000_000), months).Draw(t, "n")
		if sum, ok := d.AddDays(n); ok != (n >= int(Min-d) && n <= int(Max-d)) || ok && int(sum-d) != n {
			t.Errorf("%s and %d days: %s, %v", d, n, sum, ok)
		}
		y, m, day := d.Civil()
		r := aRule.Draw(t, "rule")
		sum, ok := d.AddMonths(n, r)
		inside := n >= 12-(12*y+m-1) && n <= 12*9999+11-(12*y+m-1)
		if ok != inside || ok && !sum.Valid() {
			t.Errorf("%s and %d months: %s, %v", d, n, sum, ok)
		}
		last, ok := d.LastOfMonths(n)
		if n >= 1 && inside && !ok || ok && !last.Valid() || n < 1 && ok {
			t.Errorf("last day of %d months from %s: %s, %v", n, d, last, ok)
		}
		if n > 12*9999 && ok {
			t.Errorf("last day of %d months from %s day %d: %s", n, d, day, last)
		}
		if last, ok := d.LastOfDays(n); ok != (n >= 1 && n <= int(Max-d)+1) || ok && !last.Valid() {
			t.Errorf("last day of %d days from %s: %s, %v", n, d, last, ok)
		}
	})
}

func TestParseProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay.Draw(t, "d")
		if back, err := Parse(d.String()); err != nil || back != d {
			t.Errorf("%s reads as %s, %v", d, back, err)
		}
		i := anInstant.Draw(t, "i")
		if back, err := ParseInstant(i.String()); err != nil || back != i {
			t.Errorf("%s reads as %+v, %v; want %+v", i, back, err, i)
		}
		std, err := time.Parse(time.RFC3339Nano, i.String())
		if err != nil || std.Unix() != i.Unix || std.Nanosecond() != int(i.Nano) {
			t.Errorf("%s: the time package reads %s, %v", i, std, err)
		}
	})
}

var anInstant = rapid.Custom(func(t *rapid.T) Instant {
	return Instant{
		Unix:   rapid.Int64Range((int64(Min)+2)*daySeconds, (int64(Max)-2)*daySeconds).Draw(t, "seconds"),
		Nano:   rapid.OneOf(rapid.Just(uint32(0)), rapid.Uint32Range(0, 999_999_999)).Draw(t, "nanoseconds"),
		Offset: rapid.Int16Range(-23*60-59, 23*60+59).Draw(t, "offset"),
	}
})

func TestZoneProperties(t *testing.T) {
	names := []string{"Europe/Zurich", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "zone")
		zone, err := Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		day := Date(rapid.IntRange(-40_000, 40_000).Draw(t, "day"))
		minutes := rapid.IntRange(0, 24*60-1).Draw(t, "minutes")
		i := ClockOn(day, minutes, zone)
		shows := func(unix int64) int64 {
			return unix + offsetAt(unix, zone) - (int64(day)*daySeconds + int64(minutes)*60)
		}
		switch late := shows(i.Unix); {
		case late == 0:
			// The first of two: no earlier moment within a day shows the same.
			for back := int64(15 * 60); back <= daySeconds; back += 15 * 60 {
				if shows(i.Unix-back) == 0 {
					t.Errorf("%s %d in %s: %s is not the first", day, minutes, name, i)
				}
			}
		case late < 0:
			t.Errorf("%s %d in %s: %s is too early", day, minutes, name, i)
		default: // right after a gap
			if shows(i.Unix-1) >= 0 {
				t.Errorf("%s %d in %s: %s is not right after the gap", day, minutes, name, i)
			}
		}
		if in, ok := i.DateIn(zone); !ok || in < day || shows(i.Unix) == 0 && in != day {
			t.Errorf("%s in %s is on %s", i, name, in)
		}
	})
}
