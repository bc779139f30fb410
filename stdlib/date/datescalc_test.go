package date

import "testing"

// The properties that github.com/CatalaLang/dates-calc (Apache-2.0; proof/properties.txt, read on 2026-11-21) proves or asks for, tried on every
// day of years that hold two leap days and, with 2100, a year divisible by four that has none.

// calcDays are the days that the properties are tried on.
func calcDays() []Date {
	var days []Date
	for _, span := range [][2]Date{{Must(2003, 1, 1), Must(2008, 12, 31)}, {Must(2099, 12, 1), Must(2100, 3, 31)}} {
		for d := span[0]; d <= span[1]; d++ {
			days = append(days, d)
		}
	}
	return days
}

const calcMonths = 50 // in each direction

func must(t *testing.T) func(Date, bool) Date {
	return func(d Date, ok bool) Date {
		t.Helper()
		if !ok {
			t.Fatal("no such day")
		}
		return d
	}
}

// TestCalcDays: (d + x days) + y days is d + (x+y) days, and d2 + (d1 - d2) is d1, whose sign is that of the order.
func TestCalcDays(t *testing.T) {
	plus := func(d Date, n int) Date { return must(t)(d.AddDays(n)) }
	days := calcDays()
	for i, d := range days {
		e := days[len(days)-1-i]
		if plus(e, int(d-e)) != d || (d < e) != (int(d-e) < 0) || (d > e) != (int(d-e) > 0) {
			t.Errorf("from %s to %s", e, d)
		}
		for x := -40; x <= 40; x++ {
			y := x*7 - 3
			if plus(plus(d, x), y) != plus(d, x+y) || plus(plus(d, x), -x) != d {
				t.Errorf("%s, %d and %d days", d, x, y)
			}
		}
	}
}

// TestCalcMonths: adding is monotonic in the day, rounding down is never above rounding up and at most a day below it, and years and months are
// counted together as months and rounded once, to the day of the same number or the last of the month.
func TestCalcMonths(t *testing.T) {
	for n := -calcMonths; n <= calcMonths; n++ {
		var before [2]Date
		var day Date
		for _, d := range calcDays() {
			down, up := must(t)(d.AddMonths(n, Clamp)), must(t)(d.AddMonths(n, Roll))
			if down > up || up-down > 1 {
				t.Fatalf("%s and %d months: down %s, up %s", d, n, down, up)
			}
			if day != 0 && (before[0] > down || before[1] > up) {
				t.Fatalf("%d months: %s comes before %s, and is not before it any more", n, day, d)
			}
			before, day = [2]Date{down, up}, d
			y, m, number := d.Civil()
			wantMonth := 12*y + m - 1 + n
			if want := must(t)(Of(wantMonth/12, wantMonth%12+1, min(number, DaysIn(wantMonth/12, wantMonth%12+1)))); down != want {
				t.Fatalf("%s and %d years and %d months: %s, want %s", d, n/12, n%12, down, want)
			}
		}
	}
}

// TestCalcCounterexamples: what the source names as false, so that nobody relies on it. The day of the source is 31 January.
func TestCalcCounterexamples(t *testing.T) {
	d := Must(2023, 1, 31)
	month := func(d Date, n int) Date { return must(t)(d.AddMonths(n, Clamp)) }
	rolled := must(t)(d.AddMonths(1, Roll))
	for _, c := range []struct {
		what     string
		got, not Date
		want     string
	}{
		{"a day and a month, and a month and a day, rolled", must(t)((d + 1).AddMonths(1, Roll)), rolled + 1, "2023-03-01"},
		{"a month and a month, and two months", month(month(d, 1), 1), month(d, 2), "2023-03-28"},
		{"a month forth and a month back", month(month(d, 1), -1), d, "2023-01-28"},
	} {
		if c.got.String() != c.want || c.got == c.not {
			t.Errorf("%s: %s, want %s and not %s", c.what, c.got, c.want, c.not)
		}
	}
	// Rounding twice, as an early version of the source did, loses the leap day; rounding once does not.
	if leap := Must(2004, 2, 29); month(month(leap, 12), 36) == month(leap, 48) || month(leap, 48) != Must(2008, 2, 29) {
		t.Error("1 year and 36 months after 29 February 2004")
	}
}
