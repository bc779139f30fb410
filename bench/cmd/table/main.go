// Command table compares engines on the three workloads: it first sees that all agree on 10,000 cases, and then prints the processor time of
// one decision, medians of interleaved runs, with ratios to handwritten code.
package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"syscall"

	"github.com/clausewise/clausewise/bench/celgo"
	"github.com/clausewise/clausewise/bench/exprlang"
	"github.com/clausewise/clausewise/bench/opa"
	"github.com/clausewise/clausewise/bench/ours"
	"github.com/clausewise/clausewise/bench/workload"
)

const seed = 20240229

// engine decides cases of the workloads 0 to 2.
type engine interface {
	Name() string
	Facts(w int, c *workload.Case) any
	Decide(w int, c *workload.Case, facts any) (workload.Answer, error)
}

// hand is the handwritten versions.
type hand struct {
	name  string
	trace *workload.Trace
}

func (h *hand) Name() string                  { return h.name }
func (h *hand) Facts(int, *workload.Case) any { return nil }
func (h *hand) Decide(w int, c *workload.Case, _ any) (workload.Answer, error) {
	if h.trace != nil {
		*h.trace = (*h.trace)[:0]
	}
	switch w {
	case 0:
		return workload.DecideReturns(&c.W1, h.trace), nil
	case 1:
		return workload.DecideGuarantee(&c.W2, h.trace), nil
	}
	return workload.DecideBuyback(&c.W3, h.trace), nil
}

func engines() ([]engine, error) {
	trace := make(workload.Trace, 0, 64)
	all := []engine{&hand{"handwritten", nil}, &hand{"handwritten, full trace", &trace}}
	mine, err := ours.NewAll()
	if err != nil {
		return nil, err
	}
	x, err := exprlang.New()
	if err != nil {
		return nil, err
	}
	c, err := celgo.New()
	if err != nil {
		return nil, err
	}
	o, err := opa.New()
	return append(all, mine, x, c, o), err
}

// agree tells where engines differ.
func agree(all []engine, n uint64) error {
	for i := range n {
		c := workload.New(seed, i)
		for w := range 3 {
			want, _ := all[0].Decide(w, c, nil)
			for _, e := range all[1:] {
				got, err := e.Decide(w, c, e.Facts(w, c))
				if err != nil || got != want {
					return fmt.Errorf("%s, W%d, case %d: %+v, not %+v (%v)", e.Name(), w+1, i, got, want, err)
				}
			}
		}
	}
	return nil
}

// measured are the times of one engine in nanoseconds: by workload, the runs.
type measured [3][]float64

func measure(all []engine, runs, cases int, budget int64) []measured {
	data := make([]*workload.Case, cases)
	for i := range data {
		data[i] = workload.New(seed, uint64(i))
	}
	out := make([]measured, len(all))
	for w := range 3 {
		facts := make([][]any, len(all))
		for k, e := range all {
			facts[k] = make([]any, cases)
			for i, c := range data {
				facts[k][i] = e.Facts(w, c)
			}
		}
		for range runs {
			for k, e := range all {
				out[k][w] = append(out[k][w], once(e, w, data, facts[k], budget))
			}
		}
	}
	return out
}

// once is the processor time of a decision over a stretch of about budget nanoseconds.
func once(e engine, w int, data []*workload.Case, facts []any, budget int64) float64 {
	start, n := used(), 0
	mine, direct := e.(*ours.All)
	for used()-start < budget {
		for range 256 {
			i := n % len(data)
			if direct {
				_ = mine.Run(w, facts[i]) // seen to succeed before
			} else {
				_, _ = e.Decide(w, data[i], facts[i])
			}
			n++
		}
	}
	return float64(used()-start) / float64(n)
}

func used() int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return r.Utime.Nano() + r.Stime.Nano()
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	return xs[len(xs)/2]
}

// table prints the medians and the geometric means relative to handwritten code without and with a trace.
func table(w io.Writer, all []engine, times []measured) {
	mean := func(k int) float64 {
		product := 1.0
		for i := range 3 {
			product *= median(times[k][i])
		}
		return math.Cbrt(product)
	}
	fmt.Fprintln(w, "| engine | W1 ns | W2 ns | W3 ns | handwritten = 1 | with a trace = 1 |\n|---|---|---|---|---|---|")
	for k, e := range all {
		fmt.Fprintf(w, "| %s | %.0f | %.0f | %.0f | %.1f | %.1f |\n", e.Name(), median(times[k][0]), median(times[k][1]), median(times[k][2]), mean(k)/mean(0), mean(k)/mean(1))
	}
}

func main() {
	runs := flag.Int("runs", 9, "how often each is measured")
	check := flag.Uint64("check", 10_000, "on how many cases all must agree first")
	cases := flag.Int("cases", 1<<14, "how many cases are visited in turn")
	budget := flag.Int64("budget", 50, "milliseconds of one measurement")
	flag.Parse()
	all, err := engines()
	if err == nil {
		err = agree(all, *check)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("All agree on %d cases of each workload.\n\n", *check)
	table(os.Stdout, all, measure(all, *runs, *cases, *budget*1_000_000))
}
