package readings

import (
	"os"
	"testing"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/exact"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/internal/cli"
)

// Each row of the table is what the engine answers under these readings, whatever the readings that are said not to be decisive: those are
// tried at both ends.
func TestRowsAreWhatTheEngineAnswers(t *testing.T) {
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	versions, err := lib.Load("watchlegacy/returns")
	if err != nil {
		t.Fatal(err)
	}
	program, err := engine.NewProgram(versions)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../docs/examples/watchlegacy-approved.yaml")
	if err != nil {
		t.Fatal(err)
	}
	decode := func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
		return facts.Decode(p, "case.yaml", data, facts.YAML)
	}
	table, problems := Of(casework.New(program, decode, nil), nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	decisive := 0
	for _, row := range table.Rows {
		decisive += len(row.Decisive)
		for _, c := range row.Cases {
			for _, others := range []func(*tree.Ambiguity) int{
				func(a *tree.Ambiguity) int { return 0 },
				func(a *tree.Ambiguity) int { return len(a.Readings) - 1 },
				func(a *tree.Ambiguity) int { return a.Adopted },
			} {
				readings := map[string]string{}
				for _, a := range versions[0].Ambiguities {
					readings[a.Name] = a.Readings[others(a)].Name
				}
				for i, a := range row.Decisive {
					readings[a.Name] = a.Readings[c.Readings[i]].Name
				}
				res, problems := program.Decide(decode, engine.Options{Readings: readings})
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				got := casework.Decision(res, row.Decision.Decision.Name)
				if exact.Fingerprint(got) != exact.Fingerprint(c.Answer) {
					t.Errorf("%s under %v: the engine answers %s", got.Decision.Name, readings, casework.AnswerWords(res.Policy, got))
				}
			}
		}
	}
	if decisive == 0 {
		t.Error("no reading is decisive; the case shows nothing")
	}
}
