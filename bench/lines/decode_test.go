package lines

import (
	"bytes"
	"testing"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/bench/policies"
	"github.com/clausewise/clausewise/bench/timing"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/plan"
)

func house(b *testing.B) *tree.Policy {
	text, err := policies.FS.ReadFile("house.policy")
	if err != nil {
		b.Fatal(err)
	}
	prog, err := dsl.Load([]*source.File{source.NewFile("house.policy", string(text))})
	if err != nil {
		b.Fatal(err)
	}
	return prog.Policies[0].Versions[0]
}

// BenchmarkDecode only decodes the lines, and BenchmarkDecide decides them too.
func BenchmarkDecode(b *testing.B) { decode(b, false) }
func BenchmarkDecide(b *testing.B) { decode(b, true) }

func decode(b *testing.B, decide bool) {
	p := house(b)
	d, code := line.New(p), plan.Lower(p)
	m, laid := code.NewMachine(), code.NewCase()
	for i := range 7 {
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
