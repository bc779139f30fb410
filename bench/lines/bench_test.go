package lines

import (
	"bytes"
	"io"
	"testing"

	"github.com/clausewise/clausewise/bench/timing"
)

// BenchmarkOurs answers lines with policyrun batch; a round is a line.
func BenchmarkOurs(b *testing.B) {
	o, err := newOurs()
	if err != nil {
		b.Fatal(err)
	}
	const n = 1 << 13
	data := Lines(0, n)
	rounds := 0
	start := timing.Used()
	for b.Loop() {
		if err := o.Decide(bytes.NewReader(data), io.Discard); err != nil {
			b.Fatal(err)
		}
		rounds++
	}
	b.ReportMetric(float64(timing.Used()-start)/float64(rounds*n), "cpu-ns/line")
}
