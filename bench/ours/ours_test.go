package ours

import (
	"syscall"
	"testing"

	"github.com/clausewise/clausewise/bench/workload"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/value"
)

const seed = 20240229

type runner struct {
	name   string
	facts  func(*Engine, *workload.Case) []value.Value
	answer func(*Engine) workload.Answer
	hand   func(*workload.Case, *workload.Trace) workload.Answer
}

var runners = []runner{
	{"returns", func(e *Engine, c *workload.Case) []value.Value { return e.Returns(&c.W1) }, (*Engine).AnswerReturns,
		func(c *workload.Case, t *workload.Trace) workload.Answer { return workload.DecideReturns(&c.W1, t) }},
	{"guarantee", func(e *Engine, c *workload.Case) []value.Value { return e.Guarantee(&c.W2) }, (*Engine).AnswerGuarantee,
		func(c *workload.Case, t *workload.Trace) workload.Answer { return workload.DecideGuarantee(&c.W2, t) }},
	{"buyback", func(e *Engine, c *workload.Case) []value.Value { return e.Buyback(&c.W3) }, (*Engine).AnswerBuyback,
		func(c *workload.Case, t *workload.Trace) workload.Answer { return workload.DecideBuyback(&c.W3, t) }},
}

func TestAgreesWithHandwritten(t *testing.T) {
	for _, r := range runners {
		e, err := New(r.name)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		var clauses uint32
		for i := range uint64(10_000) {
			c := workload.New(seed, i)
			if err := e.Run(e.Lay(r.facts(e, c))); err != nil {
				t.Fatalf("case %d: %v", i, err)
			}
			want, got := r.hand(c, nil), r.answer(e)
			if want != got {
				t.Fatalf("%s case %d: want %+v, got %+v", r.name, i, want, got)
			}
			seen[want.Decision]++
			clauses |= want.Clauses
		}
		t.Log(r.name, seen, clauses)
	}
}

func TestBlocksAgreeWithHandwritten(t *testing.T) {
	for w, r := range runners {
		e, err := New(r.name)
		if err != nil {
			t.Fatal(err)
		}
		for i := uint64(0); i < 10_000; i += 63 {
			var made []*workload.Case
			var cases []*plan.Case
			for j := range uint64(63) {
				made = append(made, workload.New(seed, i+j))
				cases = append(cases, e.Lay(r.facts(e, made[j])))
			}
			if err := e.RunBlock(e.Sheet(cases)); err != nil {
				t.Fatalf("cases from %d: %v", i, err)
			}
			got := make([]workload.Answer, len(made))
			e.answers(w, got)
			for j, c := range made {
				if want, got := r.hand(c, nil), got[j]; want != got {
					t.Fatalf("%s case %d: want %+v, got %+v", r.name, i+uint64(j), want, got)
				}
			}
		}
	}
}

func TestNoAllocationsInBlocks(t *testing.T) {
	out := make([]workload.Answer, plan.BlockSize)
	for w, r := range runners {
		e, _ := New(r.name)
		var cases []*plan.Case
		for i := range uint64(64) {
			cases = append(cases, e.Lay(r.facts(e, workload.New(seed, i))))
		}
		sheet := e.Sheet(cases)
		n := testing.AllocsPerRun(100, func() {
			sheet.Lay(cases)
			e.RunBlock(sheet)
			e.answers(w, out)
		})
		if n != 0 {
			t.Errorf("%s: %v allocations a block", r.name, n)
		}
	}
}

func TestNoAllocations(t *testing.T) {
	for _, r := range runners {
		e, _ := New(r.name)
		var cases []*plan.Case
		for i := range uint64(200) {
			cases = append(cases, e.Lay(r.facts(e, workload.New(seed, i))))
		}
		i := 0
		if n := testing.AllocsPerRun(1000, func() { e.Run(cases[i%len(cases)]); r.answer(e); i++ }); n != 0 {
			t.Errorf("%s: %v allocations a decision", r.name, n)
		}
	}
}

const order = 1 << 14

// cpu reports the processor time of a loop, which other work on the machine disturbs less than the clock.
func cpu(b *testing.B) func() {
	start := used()
	return func() { b.ReportMetric(float64(used()-start)/float64(b.N), "cpu-ns/op") }
}

func used() int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return r.Utime.Nano() + r.Stime.Nano()
}

func BenchmarkOurs(b *testing.B) {
	for _, r := range runners {
		b.Run(r.name, func(b *testing.B) {
			e, _ := New(r.name)
			cases := make([]*plan.Case, order)
			for i := range cases {
				cases[i] = e.Lay(r.facts(e, workload.New(seed, uint64(i))))
			}
			b.ReportAllocs()
			i := 0
			b.ResetTimer()
			defer cpu(b)()
			for b.Loop() {
				if err := e.Run(cases[i&(order-1)]); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

func BenchmarkHand(b *testing.B) {
	for _, traced := range []bool{false, true} {
		name := "plain"
		if traced {
			name = "traced"
		}
		for _, r := range runners {
			b.Run(r.name+"/"+name, func(b *testing.B) {
				cases := make([]*workload.Case, order)
				for i := range cases {
					cases[i] = workload.New(seed, uint64(i))
				}
				trace := make(workload.Trace, 0, 64)
				i := 0
				defer cpu(b)()
				for b.Loop() {
					t := (*workload.Trace)(nil)
					if traced {
						trace = trace[:0]
						t = &trace
					}
					r.hand(cases[i&(order-1)], t)
					i++
				}
			})
		}
	}
}

func BenchmarkBlocks(b *testing.B) {
	out := make([]workload.Answer, plan.BlockSize)
	for w, r := range runners {
		e, _ := New(r.name)
		var cases []*plan.Case
		var sheets []*plan.Sheet
		for i := range order {
			cases = append(cases, e.Lay(r.facts(e, workload.New(seed, uint64(i)))))
		}
		for i := 0; i < order; i += plan.BlockSize {
			sheets = append(sheets, e.Sheet(cases[i:i+plan.BlockSize]))
		}
		b.Run(r.name+"/decide", func(b *testing.B) {
			eachBlock(b, func(i int) {
				if err := e.RunBlock(sheets[i%len(sheets)]); err != nil {
					b.Fatal(err)
				}
			})
		})
		b.Run(r.name+"/answers", func(b *testing.B) {
			eachBlock(b, func(i int) {
				if err := e.RunBlock(sheets[i%len(sheets)]); err != nil {
					b.Fatal(err)
				}
				e.answers(w, out)
			})
		})
		b.Run(r.name+"/lay", func(b *testing.B) {
			s := e.Sheet(cases[:plan.BlockSize])
			eachBlock(b, func(i int) {
				at := i * plan.BlockSize % order
				s.Lay(cases[at : at+plan.BlockSize])
			})
		})
	}
}

// eachBlock measures what is done with each block of cases.
func eachBlock(b *testing.B, do func(i int)) {
	b.ReportAllocs()
	start, n := used(), 0
	for b.Loop() {
		do(n)
		n++
	}
	b.ReportMetric(float64(used()-start)/float64(n*plan.BlockSize), "cpu-ns/case")
}
