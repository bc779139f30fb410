package date

import (
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
