package engine_test

import (
	"os"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/plan"
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
