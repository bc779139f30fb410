package lines

import (
	"bytes"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/bench/timing"
)

// BenchmarkDecode reads and decodes lines, and does no more with them; a round is a line.
func BenchmarkDecode(b *testing.B) {
	d, err := NewDecoding()
	if err != nil {
		b.Fatal(err)
	}
	const n = 1 << 13
	data := Lines(0, n)
	b.ReportAllocs()
	rounds := 0
	start := timing.Used()
	for b.Loop() {
		if err := d.Decode(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
		rounds++
	}
	b.ReportMetric(float64(timing.Used()-start)/float64(rounds*n), "cpu-ns/line")
}

// What is decoded alone is every line, and a wrong one is seen wherever it stands.
func TestDecoding(t *testing.T) {
	d, err := NewDecoding()
	if err != nil {
		t.Fatal(err)
	}
	data := Lines(0, 200)
	if err := d.Decode(bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	rows := bytes.SplitAfter(data, []byte("\n"))
	for _, at := range []int{0, 37, 38, 39, 77, 199} {
		wrong := append(append(bytes.Join(rows[:at], nil), "{]\n"...), bytes.Join(rows[at:], nil)...)
		if err := d.Decode(bytes.NewReader(wrong)); err == nil || !strings.HasPrefix(err.Error(), "not read: {]") {
			t.Errorf("a wrong line at %d: %v", at, err)
		}
	}
}
