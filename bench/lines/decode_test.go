package lines

import (
	"bytes"
	"testing"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/bench/timing"
	"github.com/clausewise/clausewise/engine/plan"
)

// BenchmarkDecode only decodes the lines, and BenchmarkDecide decides them too.
func BenchmarkDecode(b *testing.B) { decode(b, false) }
func BenchmarkDecide(b *testing.B) { decode(b, true) }

func decode(b *testing.B, decide bool) {
	versions, err := house()
	if err != nil {
		b.Fatal(err)
	}
	p := versions[0]
	d, code := line.New(p), plan.Lower(p)
	m, laid := code.NewMachine(), code.NewCase()
	for i := range unread {
		d.Pass(i)
	}
	rows := bytes.SplitAfter(bytes.TrimSpace(Lines(0, 1<<12)), []byte("\n"))
	b.ReportAllocs()
	start := timing.Used()
	for i := 0; b.Loop(); i++ {
		v, ok := d.Decode(rows[i%len(rows)])
		if !ok {
			b.Fatalf("not read: %s", rows[i%len(rows)])
		}
		if decide {
			if laid.Load(v); !m.Decide(laid, nil) {
				b.Fatal("left to the exact evaluator")
			}
		}
	}
	b.ReportMetric(float64(timing.Used()-start)/float64(b.N), "cpu-ns/line")
}
