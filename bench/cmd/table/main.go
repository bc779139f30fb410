// Command table compares engines on the three workloads: it first sees that all agree on 10,000 cases, and then prints the processor time of
// one decision, facts typed in memory and the answer read, medians of interleaved runs, with ratios to handwritten code.
package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"slices"

	"github.com/clausewise/clausewise/bench/engines"
	"github.com/clausewise/clausewise/bench/timing"
	"github.com/clausewise/clausewise/bench/workload"
)

// measured are the times of one engine in nanoseconds: by workload, the runs.
type measured [3][]float64

func measure(all []engines.Engine, runs, cases int, budget int64) []measured {
	data := make([]*workload.Case, cases)
	for i := range data {
		data[i] = workload.New(engines.Seed, uint64(i))
	}
	out := make([]measured, len(all))
	for w := range 3 {
		facts := make([][]any, len(all))
		for k, e := range all {
			if many, ok := e.(engines.Many); ok {
				for at := range slices.Chunk(data, block) {
					facts[k] = append(facts[k], many.FactsOf(w, at))
				}
				continue
			}
			facts[k] = make([]any, cases)
			for i, c := range data {
				if engines.Has(e, w) {
					facts[k][i] = e.Facts(w, c)
				}
			}
		}
		for range runs {
			for k, e := range all {
				if engines.Has(e, w) {
					out[k][w] = append(out[k][w], once(e, w, data, facts[k], budget))
				}
			}
		}
	}
	return out
}

// once is the processor time of a decision over a stretch of about budget nanoseconds. That decisions succeed was seen before.
func once(e engines.Engine, w int, data []*workload.Case, facts []any, budget int64) float64 {
	runtime.GC() // nobody pays for what another left behind
	if many, ok := e.(engines.Many); ok {
		return onceMany(many, w, facts, budget)
	}
	start, n := timing.Used(), 0
	for timing.Used()-start < budget {
		for range 256 {
			i := n % len(data)
			_, _ = e.Decide(w, data[i], facts[i])
			n++
		}
	}
	return float64(timing.Used()-start) / float64(n)
}

// block is how many cases are decided together.
const block = 64

// onceMany is once for an engine that decides blocks of cases.
func onceMany(e engines.Many, w int, facts []any, budget int64) float64 {
	answers := make([]workload.Answer, block)
	start, n := timing.Used(), 0
	for timing.Used()-start < budget {
		for range 4 {
			_ = e.DecideMany(w, facts[n%len(facts)], answers)
			n++
		}
	}
	return float64(timing.Used()-start) / float64(n*block)
}

// table prints the medians and the geometric means relative to handwritten code without and with a trace. An engine that cannot say
// all workloads is compared on those that it can.
func table(w io.Writer, all []engines.Engine, times []measured) {
	ratio := func(k, to int) float64 {
		product, n := 1.0, 0
		for i := range 3 {
			if len(times[k][i]) > 0 {
				product *= timing.Median(times[k][i]) / timing.Median(times[to][i])
				n++
			}
		}
		return math.Pow(product, 1/float64(n))
	}
	fmt.Fprintln(w, "| engine | W1 ns | W2 ns | W3 ns | handwritten = 1 | with a trace = 1 |\n|---|---|---|---|---|---|")
	for k, e := range all {
		fmt.Fprintf(w, "| %s ", e.Name())
		for i := range 3 {
			if len(times[k][i]) == 0 {
				fmt.Fprint(w, "| — ")
			} else {
				fmt.Fprintf(w, "| %.0f ", timing.Median(times[k][i]))
			}
		}
		fmt.Fprintf(w, "| %.1f | %.1f |\n", ratio(k, 0), ratio(k, 1))
	}
}

func main() {
	runs := flag.Int("runs", 9, "how often each is measured")
	check := flag.Uint64("check", 10_000, "on how many cases all must agree first")
	cases := flag.Int("cases", 1<<14, "how many cases are visited in turn, a multiple of 64")
	budget := flag.Int64("budget", 50, "milliseconds of one measurement")
	flag.Parse()
	all, err := engines.All()
	if err == nil {
		err = engines.Agree(all, *check)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("All agree on %d cases of each workload.\n\n", *check)
	table(os.Stdout, all, measure(all, *runs, *cases, *budget*1_000_000))
}
