package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib"
	"github.com/clausewise/clausewise/stdlib/value"
)

func TestPageIsUpToDate(t *testing.T) {
	got, err := os.ReadFile("../../../docs/builtins.md")
	if err != nil || string(got) != string(page()) {
		t.Errorf("docs/builtins.md is not what go generate ./stdlib makes (%v)", err)
	}
}

// TestExamplesMeanTheSame evaluates the expression of every example as a policy: the engine must give what the row gives.
func TestExamplesMeanTheSame(t *testing.T) {
	for _, row := range stdlib.Builtins() {
		for _, x := range row.Examples {
			t.Run(x.Expr, func(t *testing.T) {
				text := fmt.Sprintf("policy \"test/builtins\"\n%s\n%s\ndecision answer : %s\nclause \"1\" { answer is %s. }\n", x.Header, x.Declare, x.Type, x.Expr)
				got, err := evaluate(text)
				if err != nil {
					t.Fatalf("%v\n%s", err, text)
				}
				want, err := row.Impl(x.Args)
				if err != nil || !value.Equal(got, want) {
					t.Errorf("the engine gives %s, the row %s, %v", got, want, err)
				}
			})
		}
	}
}

// evaluate is the value of the decision "answer" of a policy without facts.
func evaluate(text string) (value.Value, error) {
	program, err := dsl.Load([]*source.File{source.NewFile("test.policy", text)})
	if err != nil {
		return value.Value{}, err
	}
	policy := program.Policies[0].Versions[0]
	plan, err := engine.Compile(policy)
	if err != nil {
		return value.Value{}, err
	}
	result, problems := plan.Decide(&facts.Set{Values: make([]value.Value, len(policy.Inputs))}, engine.Options{})
	if len(problems) > 0 {
		return value.Value{}, fmt.Errorf("%v", problems)
	}
	if status := result.Decisions[0].Status; status != outcome.Decided {
		return value.Value{}, fmt.Errorf("the decision is %s", status)
	}
	return result.Decisions[0].Value, nil
}
