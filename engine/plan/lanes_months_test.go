package plan

import (
	"testing"

	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// The table says of every day what the date itself says, within the years that it holds and beyond.
func TestMonthTable(t *testing.T) {
	table := months()
	for from := date.Min; from <= date.Max; from += blockSize {
		var days, month, day, year, first, last column
		for i := range days {
			days[i] = min(int64(from)+int64(i), int64(date.Max))
		}
		days[7], days[9] = lacks, nothing
		table.split(days[:], month[:], day[:])
		table.years(days[:], year[:])
		table.yearBounds(days[:], first[:], last[:])
		for i, n := range days {
			if n <= ask {
				if year[i] != n || first[i] != n || last[i] != n {
					t.Fatalf("what is no day is the year %d from %d to %d", year[i], first[i], last[i])
				}
				continue
			}
			y, m, d := dateOf(n).Civil()
			if month[i] != int64(12*y+m-1) || day[i] != int64(d) || year[i] != int64(y)*value.Scale {
				t.Fatalf("%v: month %d, day %d, year %d", dateOf(n), month[i], day[i], year[i])
			}
			if first[i] != int64(date.Must(y, 1, 1)) || last[i] != int64(date.Must(y, 12, 31)) {
				t.Fatalf("%v: a year from %v to %v", dateOf(n), dateOf(first[i]), dateOf(last[i]))
			}
			if d == 1 && table.first(month[i]) != n {
				t.Fatalf("%v: the month begins on %v", dateOf(n), dateOf(table.first(month[i])))
			}
		}
	}
	if before, after := table.first(firstMonth-1), table.first(lastMonth+1); before != int64(date.Min)-1 || after != int64(date.Max)+1 {
		t.Errorf("beyond the valid days: %d, %d", before, after)
	}
}
