// Command lines compares engines from line to line: a case as one line of JSON in, the answers of three workloads as one line out, on one
// core. It first sees that all agree on 10,000 lines, and then prints processor time, medians of interleaved runs.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"runtime"

	"github.com/clausewise/clausewise/bench/lines"
	"github.com/clausewise/clausewise/bench/timing"
)

func main() {
	runs := flag.Int("runs", 9, "how often each is measured")
	check := flag.Uint64("check", 10_000, "on how many lines all must agree first")
	n := flag.Uint64("lines", 1<<13, "how many lines are answered in a run; engines that take longer answer fewer")
	flag.Parse()
	all, err := lines.All()
	if err == nil {
		err = lines.Agree(all, *check)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	data := lines.Lines(0, *n)
	times := make([][]float64, len(all))
	out := bytes.Repeat([]byte{1}, 4*len(data)) // written to, so that no engine pays for getting the memory
	var sizes []int
	for run := range *runs {
		for k, e := range all {
			size := len(data)
			if run > 0 && times[k][0] > 100_000 {
				size = firstLines(data, 256)
			}
			count := lineCount(data[:size])
			runtime.GC() // nobody pays for what another left behind
			start := timing.Used()
			answers, err := e.Decide(data[:size], out[:0])
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			times[k] = append(times[k], float64(timing.Used()-start)/float64(count))
			if run == 0 {
				sizes = append(sizes, len(answers)/count)
			}
		}
	}
	fmt.Printf("All agree on %d lines. A line has %d bytes.\n\n", *check, len(data)/int(*n))
	fmt.Println("| engine | checked of the JSON | bytes of an answer | µs per line | MB/s | clausewise = 1 |\n|---|---|---|---|---|---|")
	mine := timing.Median(times[0])
	for k, e := range all {
		t := timing.Median(times[k])
		fmt.Printf("| %s | %s | %d | %.1f | %.0f | %.1f |\n", e.Name(), e.Checks(), sizes[k], t/1000, float64(len(data))/float64(*n)*1000/t, t/mine)
	}
}

// firstLines is where the first n lines end.
func firstLines(data []byte, n int) int {
	for i, c := range data {
		if c == '\n' {
			if n--; n == 0 {
				return i + 1
			}
		}
	}
	return len(data)
}

func lineCount(data []byte) int {
	n := 0
	for _, c := range data {
		if c == '\n' {
			n++
		}
	}
	return n
}
