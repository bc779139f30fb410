package engine_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Whatever the policy and the facts, what can be checked and read is decided: twice to the same bytes, and on the fast path as by the exact
// evaluator.
func FuzzDecide(f *testing.F) {
	names, _ := filepath.Glob("../rules/*/*.policy")
	small, _ := filepath.Glob("difftest/testdata/agree/*.txt")
	for _, name := range append(names, small...) {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(text) > 4000 {
			continue
		}
		policy, given, _ := bytes.Cut(text, []byte("\n--- case\n"))
		f.Add(string(policy), string(given))
		f.Add(string(policy), "{}")
	}
	f.Fuzz(func(t *testing.T, policy, given string) {
		prog, _ := dsl.Load([]*source.File{source.NewFile("fuzz.policy", policy)})
		for _, p := range prog.Policies {
			for _, v := range p.Versions {
				decideBothWays(t, v, given)
			}
		}
	})
}

func decideBothWays(t *testing.T, p *tree.Policy, given string) {
	t.Helper()
	set, problems := facts.Decode(p, "facts", []byte(given), facts.Auto)
	if len(problems) > 0 {
		set = &facts.Set{Values: make([]value.Value, len(p.Inputs))}
	}
	pl, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	res, refused := pl.Decide(set, engine.Options{})
	if len(refused) > 0 {
		return
	}
	first := explain.JSON(res, "")
	explain.Text(res, explain.TextOptions{})
	again, _ := pl.Decide(set, engine.Options{})
	if second := explain.JSON(again, ""); !bytes.Equal(first, second) {
		t.Fatalf("the same case differs:\n%s\n%s", first, second)
	}
	code := plan.Lower(p)
	m, answers := code.NewMachine(), make([]plan.Answer, len(code.Own()))
	if !m.Run(set.Values, adopted(p), answers) {
		return
	}
	full, refused := exact.Prepare(p).Decide(set.Values, adopted(p))
	if len(refused) > 0 {
		t.Fatal("settled, but the exact evaluator refuses the case: ", refused)
	}
	for k := range answers {
		compareAnswer(t, 0, m, k, &answers[k], &full.Decisions[k])
	}
}
