package ours

import (
	"testing"

	"github.com/clausewise/clausewise/bench/workload"
	"github.com/clausewise/clausewise/engine/plan"
)

func BenchmarkBlocks(b *testing.B) {
	for _, r := range runners {
		b.Run(r.name, func(b *testing.B) {
			e, _ := New(r.name)
			cases := make([]*plan.Case, order)
			for i := range cases {
				cases[i] = e.Lay(r.facts(e, workload.New(seed, uint64(i))))
			}
			blocks := plan.LowerBlocks(e.Policy)
			bl := blocks.NewBlock()
			b.ReportAllocs()
			i := 0
			b.ResetTimer()
			start := used()
			n := 0
			for b.Loop() {
				if ok := bl.Decide(cases[i:i+64], e.readings, e.asked); ok != ^uint64(0) {
					b.Fatal(ok)
				}
				n += 64
				i = (i + 64) & (order - 1)
			}
			b.ReportMetric(float64(used()-start)/float64(n), "ns/case")
		})
	}
}
