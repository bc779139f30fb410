package lines

import (
	"bytes"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/bench/timing"
)

// BenchmarkDecode reads and decodes lines as words, and does no more with them; BenchmarkDecodeValues does so as values. A round is a line.
func BenchmarkDecode(b *testing.B)       { decode(b, false) }
func BenchmarkDecodeValues(b *testing.B) { decode(b, true) }

func decode(b *testing.B, values bool) {
	d, err := NewDecoding(values)
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
	for _, values := range []bool{false, true} {
		d, err := NewDecoding(values)
		if err != nil {
			t.Fatal(err)
		}
		testDecoding(t, d)
	}
}

func testDecoding(t *testing.T, d *Decoding) {
	t.Helper()
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
