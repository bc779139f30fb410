package rulestest

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/coverage"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// leastCoverage is the percentage of rules, conditions and exceptions that a policy's tests must reach, once it has any.
const leastCoverage = 95

// TestPolicies runs every test beside a built-in policy and measures what the tests reach.
func TestPolicies(t *testing.T) {
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := lib.LoadTests([]string{filepath.Join("..", "..", "rules")})
	if err != nil {
		t.Fatal(err)
	}
	suite := casetest.Bind(loaded.Files, loaded.Program, func(string) bool { return false })
	if found := append(loaded.Findings, suite.Findings...); len(found) > 0 {
		t.Fatalf("%s", cli.Diagnostics(found, false))
	}
	programs := map[string]*engine.Program{}
	for _, c := range suite.Cases {
		if programs[c.Policy] == nil {
			g, err := engine.NewProgram(loaded.Program.Policy(c.Policy).Versions)
			if err != nil {
				t.Fatal(err)
			}
			programs[c.Policy] = g
		}
	}
	measured, results := coverage.Measure(suite.Cases, programs, slices.Sorted(maps.Keys(programs)))
	if results.Count(casetest.Passed) == 0 {
		t.Fatal("no test was run")
	}
	if results.Count(casetest.Passed)+results.Count(casetest.Todo) < len(results.Results) {
		var b strings.Builder
		if err := results.Text(&b, casetest.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		t.Error(b.String())
	}
	for _, p := range measured.Below(leastCoverage) {
		t.Errorf("the tests of %s reach only %.1f%% of it: go run ./cmd/policyc test rules --coverage", p.Name, p.Total().Percent())
	}
}
