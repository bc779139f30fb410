package main

import (
	"github.com/clausewise/clausewise/asking/readings"
	"github.com/clausewise/clausewise/internal/cli"
)

// readingsCmd decides a case under all readings.
type readingsCmd struct {
	caseFlags
	Format string `enum:"text,json" default:"text" help:"How it is written: ${enum}. JSON is readings/v1."`
}

// Help says more than the summary.
func (readingsCmd) Help() string {
	return `Where a passage of the terms is unclear, the policy lists its readings and adopts one. Here the case is decided under every combination of
the readings that a decision can depend on. For each decision the readings that are decisive are shown with the answers; for the others it
is said that the answer is the same. Up to 4096 combinations are decided; beyond that, passages that change nothing by themselves are left as
they are, and the output says which.

Examples:
  policyrun readings watchlegacy/returns --facts case.yaml
  policyrun readings watchlegacy/returns --facts case.yaml --decision refund_amount
  policyrun readings chrono24/authenticity --facts case.yaml --format json

The exit codes are those of policyrun eval, for the readings adopted or given by --reading.`
}

// Run decides the case under all readings.
func (c *readingsCmd) Run(env *cli.Env) error {
	asJSON := c.Format == "json"
	asked, _, err := c.open(env)
	if err != nil {
		return policyError(env, err, asJSON)
	}
	table, problems := readings.Of(asked, c.Decision)
	if len(problems) > 0 {
		return factsError(env, problems, asJSON)
	}
	out := table.Text()
	if asJSON {
		if out, err = table.JSON(); err != nil {
			return err
		}
	}
	if _, err := env.Stdout.Write(out); err != nil {
		return err
	}
	return undecided(table.Result)
}
