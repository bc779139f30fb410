//go:build unix

package engine_test

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/internal/thirtylines"
)

// ready is a policy with everything that decides its cases: the full engine, and the plan that decides streams of them.
type ready struct {
	program *engine.Program
	plans   []*plan.Code
}

// compiled makes policies of texts ready: parsed and checked together, prepared and planned.
func compiled(tb testing.TB, files []*source.File) []ready {
	tb.Helper()
	p, err := dsl.Load(files)
	if err != nil {
		tb.Fatal(err)
	}
	all := make([]ready, 0, len(p.Policies))
	for _, policy := range p.Policies {
		g, err := engine.NewProgram(policy.Versions)
		if err != nil {
			tb.Fatal(err)
		}
		r := ready{program: g}
		for _, v := range policy.Versions {
			r.plans = append(r.plans, plan.Lower(v))
		}
		all = append(all, r)
	}
	return all
}

// BenchmarkCompile makes programs of policies of 30 lines from their texts. "cpu-ms" is the processor time of one round, which other programs
// on the machine disturb less; "cpu-µs/policy" stays the same where the time is linear. Run it with -cpu 1.
func BenchmarkCompile(b *testing.B) {
	for _, n := range []int{250, 500, 1000, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			begun := processorTime(b)
			for b.Loop() {
				if got := len(compiled(b, thirtylines.Files(n))); got != n {
					b.Fatal(got)
				}
			}
			spent := processorTime(b) - begun
			b.ReportMetric(float64(spent.Microseconds())/1000/float64(b.N), "cpu-ms")
			b.ReportMetric(float64(spent.Microseconds())/float64(b.N)/float64(n), "cpu-µs/policy")
		})
	}
}

func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// maxKept is more than a policy of 30 lines may keep in memory once it is ready to decide.
const maxKept = 20_000

// What is kept of a policy: everything that deciding and explaining its cases needs.
func TestMemoryKept(t *testing.T) {
	const n = 1000
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	compiled(t, thirtylines.Files(10)) // what is made once for all
	before := heap()
	all := compiled(t, thirtylines.Files(n))
	each := int64(heap()-before) / n
	t.Logf("%d bytes a policy", each)
	if each > maxKept {
		t.Errorf("%d bytes are kept of each policy, and %d may be", each, maxKept)
	}
	runtime.KeepAlive(all)
}
