package batch

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/engine/plan"
)

// What is left out are the last lines, as few as leave whole groups; fewer than a group stay as they are.
func TestWholeGroups(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		var data []byte
		lines := r.IntN(300)
		ends := []int{0}
		for range lines {
			data = append(append(data, strings.Repeat("x", r.IntN(1+r.IntN(600)))...), '\n')
			ends = append(ends, len(data))
		}
		want := lines
		if lines > plan.BlockSize {
			want -= lines % plan.BlockSize
		}
		if end, n := wholeGroups(data, int64(lines)); n != int64(want) || end != ends[want] || bytes.Count(data[:end], []byte{'\n'}) != want {
			t.Fatalf("of %d lines %d are left, up to %d of %d", lines, n, end, len(data))
		}
	}
}

// Rows are numbered and none is lost however many fit into a chunk.
func TestChunksOfLines(t *testing.T) {
	p := loanPolicy(t)
	for _, width := range []int{0, 100, 1_700, 2_100, 70_000} {
		row := `{"fine":true,"price":{"amount":"2","currency":"EUR"},"days":0,"tags":[],"parts":[],"note":"` + strings.Repeat("x", width) + `"}` + "\n"
		n := 2_000_000/len(row) + 1
		answers, _, pos := run(t, p, NewLines(strings.NewReader(strings.Repeat(row, n)), 0, 0), Lines)
		at := 0
		for l := range bytes.Lines(answers) {
			if at++; object(t, l)["row"] != float64(at) {
				t.Fatalf("width %d: answer %d is that of row %v", width, at, object(t, l)["row"])
			}
		}
		if at != n || pos.Offset != int64(n*len(row)) || pos.Rows != int64(n) {
			t.Errorf("width %d: %d answers to %d rows, %+v", width, at, n, pos)
		}
	}
}
