package batch

import (
	"bytes"
	"io"
	"runtime"
	"syscall"
	"testing"

	"github.com/clausewise/clausewise/batch/line"
	"github.com/clausewise/clausewise/internal/casegen"
)

// benchPolicies are real policies of different sizes.
var benchPolicies = []string{"chrono24/authenticity", "watchlegacy/returns", "geneva/warranty"}

// BenchmarkLine decides complete cases from NDJSON to NDJSON on one core, and BenchmarkDecode only decodes them; ns are per case.
func BenchmarkLine(b *testing.B) {
	for _, versions := range everyPolicy(b) {
		p := versions[len(versions)-1]
		for _, name := range benchPolicies {
			if name != p.Name {
				continue
			}
			var input []byte
			for seed := range uint64(512) {
				input = append(input, asLine(p, casegen.New(p, seed, 0).Case())...)
			}
			rows := bytes.Split(bytes.TrimSpace(input), []byte("\n"))
			b.Run(p.Name, func(b *testing.B) {
				policy, err := Compile(versions, Ask{})
				if err != nil {
					b.Fatal(err)
				}
				many := bytes.Repeat(input, 16)
				start, n := used(), 0
				for b.Loop() {
					job := Job{Policy: policy, Source: NewLines(bytes.NewReader(many), 0, 0), Format: Lines, Answers: io.Discard, Rejects: io.Discard, Workers: 1,
						After: func(Position) error { return nil }}
					pos, err := job.Run()
					if err != nil {
						b.Fatal(pos.Counts, err)
					}
					n += int(pos.Counts.In)
				}
				b.ReportMetric(float64(used()-start)/float64(n), "cpu-ns/line")
			})
			b.Run(p.Name+"/decode", func(b *testing.B) {
				d := line.New(p)
				b.ReportAllocs()
				defer cpu(b)()
				for i := 0; b.Loop(); i++ {
					if _, ok := d.Decode(rows[i%len(rows)]); !ok {
						b.Fatalf("left to facts.Decode: %s", rows[i%len(rows)])
					}
				}
			})
		}
	}
}

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

// Memory does not grow with the input: thousands of chunks share the few that are there.
func TestConstantMemory(t *testing.T) {
	p := loanPolicy(t)
	line := []byte(`{"fine":true,"price":{"amount":"2","currency":"EUR"},"days":0,"tags":["a","b"],"parts":[]}` + "\n")
	peak := func(n int) uint64 {
		most := uint64(0)
		job := Job{Policy: p, Source: NewLines(io.LimitReader(&repeated{line: line}, int64(n*len(line))), 0, 0), Format: Lines, Answers: io.Discard, Rejects: io.Discard, Workers: 2}
		seen := 0
		job.After = func(Position) error {
			if seen++; seen%16 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
			return nil
		}
		pos, err := job.Run()
		if err != nil || pos.Counts.Decided != int64(n) {
			t.Fatalf("%+v, %v", pos.Counts, err)
		}
		return most
	}
	few, many := peak(40_000), peak(400_000)
	if many > few+8<<20 {
		t.Errorf("%d bytes for ten times the cases, %d for fewer", many, few)
	}
}

// repeated is a line again and again.
type repeated struct {
	line []byte
	at   int
}

func (r *repeated) Read(b []byte) (int, error) {
	n := 0
	for n < len(b) {
		k := copy(b[n:], r.line[r.at:])
		n, r.at = n+k, (r.at+k)%len(r.line)
	}
	return n, nil
}
