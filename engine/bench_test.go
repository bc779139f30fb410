package engine_test

import (
	"math/bits"
	"os"
	"slices"
	"syscall"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/internal/builtin"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/stdlib/value"
)

// realCase is a policy with a complete case in testdata.
type realCase struct{ name, policy, file, facts string }

var realCases = []realCase{
	{"chrono24", "chrono24/authenticity", "../rules/chrono24/authenticity.policy", "testdata/chrono24.yaml"},
	{"watchlegacy", "watchlegacy/returns", "../rules/watchlegacy/returns.policy", "testdata/watchlegacy.yaml"},
}

func load(tb testing.TB, c realCase) (*tree.Policy, *facts.Set) {
	tb.Helper()
	text, err := os.ReadFile(c.file)
	if err != nil {
		tb.Fatal(err)
	}
	prog, err := dsl.Load([]*source.File{source.NewFile(c.file, string(text))})
	if err != nil {
		tb.Fatal(err)
	}
	p := prog.Policy(c.policy).Versions[0]
	data, err := os.ReadFile(c.facts)
	if err != nil {
		tb.Fatal(err)
	}
	set, problems := facts.Decode(p, c.facts, data, facts.YAML)
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	return p, set
}

func adopted(p *tree.Policy) []int {
	out := make([]int, len(p.Ambiguities))
	for i, a := range p.Ambiguities {
		out[i] = a.Adopted
	}
	return out
}

// BenchmarkRun decides all decisions of a complete case with record and citations, facts typed in memory.
func BenchmarkRun(b *testing.B) {
	for _, c := range realCases {
		b.Run(c.name, func(b *testing.B) {
			p, set := load(b, c)
			code := plan.Lower(p)
			m, out, readings := code.NewMachine(), make([]plan.Answer, len(code.Own())), adopted(p)
			b.ReportAllocs()
			for b.Loop() {
				if !m.Run(set.Values, readings, out) {
					b.Fatal("left to the exact evaluator")
				}
			}
		})
	}
}

// settledCases is how many cases of a policy are visited in turn.
const settledCases = 256

// settled are complete random cases of a policy that the machine settles, and their share of those drawn.
func settled(p *tree.Policy) (cases [][]value.Value, share float64) {
	code := plan.Lower(p)
	m, out, readings := code.NewMachine(), make([]plan.Answer, len(code.Own())), adopted(p)
	drawn := 0
	for ; drawn < 16*settledCases && len(cases) < settledCases; drawn++ {
		if set := casegen.New(p, uint64(drawn), 0).Case(); m.Run(set.Values, readings, out) {
			cases = append(cases, set.Values)
		}
	}
	return cases, float64(len(cases)) / float64(drawn)
}

// used is the processor time so far, which other work on the machine disturbs less than the clock.
func used() int64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return r.Utime.Nano() + r.Stime.Nano()
}

// BenchmarkPolicies decides all decisions of complete random cases of each built-in policy with record and citations, facts typed in
// memory. Cases that the machine leaves to the exact evaluator are left out; "settled" is the share of the others.
func BenchmarkPolicies(b *testing.B) {
	for _, built := range builtin.Load(b).Policies {
		p := built.Versions[len(built.Versions)-1]
		cases, share := settled(p)
		if len(cases) == 0 {
			continue
		}
		b.Run(p.Name, func(b *testing.B) {
			code := plan.LowerBlocks(p)
			laid := laidOut(code, cases)
			m, readings := code.NewMachine(), adopted(p)
			b.ReportAllocs()
			start := used()
			for i := 0; b.Loop(); i++ {
				if !m.Decide(laid[i%len(laid)], readings) {
					b.Fatal("left to the exact evaluator")
				}
			}
			b.ReportMetric(float64(used()-start)/float64(b.N), "cpu-ns/case")
			b.ReportMetric(share, "settled")
			b.ReportMetric(float64(len(code.Own())), "decisions")
		})
		b.Run(p.Name+"/blocks", func(b *testing.B) {
			code := plan.LowerBlocks(p)
			var sheets []*plan.Sheet
			for block := range slices.Chunk(laidOut(code, cases), plan.BlockSize) {
				s := code.NewSheet()
				s.Lay(block)
				sheets = append(sheets, s)
			}
			all := make([]bool, len(code.Own()))
			for i := range all {
				all[i] = true
			}
			block, readings := code.NewBlock(), adopted(p)
			b.ReportAllocs()
			start, n := used(), 0
			for i := 0; b.Loop(); i++ {
				s := sheets[i%len(sheets)]
				if ok := block.Decide(s, readings, all); bits.OnesCount64(ok) != s.Cases() {
					b.Fatal("left to the exact evaluator")
				}
				n += s.Cases()
			}
			b.ReportMetric(float64(used()-start)/float64(n), "cpu-ns/case")
		})
	}
}

// laidOut are cases laid out for the machine.
func laidOut(code *plan.Blocks, cases [][]value.Value) (out []*plan.Case) {
	for _, values := range cases {
		k := code.NewCase()
		k.Load(values)
		out = append(out, k)
	}
	return out
}

// BenchmarkDecide makes the full result of the same case: explanations, accounts, and every other reading tried.
func BenchmarkDecide(b *testing.B) {
	for _, c := range realCases {
		b.Run(c.name, func(b *testing.B) {
			p, set := load(b, c)
			pl, err := engine.Compile(p)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, problems := pl.Decide(set, engine.Options{}); problems != nil {
					b.Fatal(problems)
				}
			}
		})
	}
}
