// Command lines compares engines from line to line: a case as one line of JSON in, the answers of three workloads as one line out, on one
// core. It first sees that all agree on 10,000 lines, and then prints processor time, medians of interleaved runs, and what decoding alone takes.
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
	n := flag.Uint64("lines", 1<<14, "how many lines are answered in a run; engines that take longer answer fewer")
	flag.Parse()
	all, err := lines.All()
	var decodings [2]*lines.Decoding
	for i := range decodings {
		if err == nil {
			decodings[i], err = lines.NewDecoding(i == 1)
		}
	}
	if err == nil {
		err = lines.Agree(all, *check)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	data := lines.Lines(0, *n)
	times := make([][]float64, len(all))
	sizes := make([]int, len(all))
	var decoded [len(decodings)][]float64
	for run := range *runs {
		for i, d := range decodings {
			start := timing.Used()
			if err := d.Decode(bytes.NewReader(data)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			decoded[i] = append(decoded[i], float64(timing.Used()-start)/float64(*n))
		}
		for k, e := range all {
			size := len(data)
			if run > 0 && times[k][0] > 100_000 {
				size = firstLines(data, 256)
			}
			count := bytes.Count(data[:size], []byte("\n"))
			runtime.GC() // nobody pays for what another left behind
			var written counter
			start := timing.Used()
			if err := e.Decide(bytes.NewReader(data[:size]), &written); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			times[k] = append(times[k], float64(timing.Used()-start)/float64(count))
			sizes[k] = int(written) / count
		}
	}
	fmt.Printf("All agree on %d lines. A line has %d bytes.\n\n", *check, len(data)/int(*n))
	fmt.Println("| engine | checked of the JSON | bytes of an answer | µs per line | MB/s | clausewise = 1 |\n|---|---|---|---|---|---|")
	mine := timing.Median(times[0])
	for k, e := range all {
		t := timing.Median(times[k])
		fmt.Printf("| %s | %s | %d | %.1f | %.0f | %.1f |\n", e.Name(), e.Checks(), sizes[k], t/1000, float64(len(data))/float64(*n)*1000/t, t/mine)
	}
	words, values := timing.Median(decoded[0]), timing.Median(decoded[1])
	fmt.Printf("\nReading and decoding alone, with all four checks, takes clausewise %.2f µs a line as the words that it calculates with, and %.2f as values. "+
		"From line to line it takes %.2f and %.2f times as long.\n", words/1000, values/1000, mine/words, mine/values)
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

// counter counts what is written to it.
type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
