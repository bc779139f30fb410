package main

import (
	"testing"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// The test that is begun for each built-in policy passes.
func TestFirstTestsPass(t *testing.T) {
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	names, err := lib.Names()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		versions, err := lib.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		p := versions[len(versions)-1]
		text, err := firstTest(p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		program, err := dsl.Load(append([]*source.File{source.NewFile("first_test.policy", text)}, p.Files...))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		suite := casetest.Bind(program.Files[:1], program, func(string) bool { return false })
		g, err := engine.NewProgram(versions)
		if err != nil {
			t.Fatal(err)
		}
		if len(suite.Findings) > 0 || len(suite.Cases) != 1 {
			t.Errorf("%s: %v", name, suite.Findings)
			continue
		}
		if r := suite.Cases[0].Run(g); r.Status != casetest.Passed {
			t.Errorf("%s: %v %v\n%s", name, r.Status, r.Failures, text)
		}
	}
}
