package main

import (
	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/asking/interview"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// needsCmd says what is missing.
type needsCmd struct {
	caseFlags
	Format string `enum:"text,json" default:"text" help:"How it is written: ${enum}. JSON is needs/v1."`
}

// Help says more than the summary.
func (needsCmd) Help() string {
	return `A fact is listed if and only if its value can still change an answer. Judgments are listed for the decisions for which no fact is
missing any more. What most decisions wait for comes first; policyrun ask asks in an order that spares questions.

Examples:
  policyrun needs watchlegacy/returns --facts case.yaml
  policyrun needs watchlegacy/returns --facts case.yaml --decision refund_amount
  policyrun needs chrono24/authenticity --facts - --format json < case.json

The exit codes are those of policyrun eval: 0 nothing is missing; 3 something is undecided.`
}

// Run says what is missing.
func (c *needsCmd) Run(env *cli.Env) error {
	asJSON := c.Format == "json"
	asked, _, err := c.open(env)
	if err != nil {
		return policyError(env, err, asJSON)
	}
	res, problems := asked.Decide(engine.Options{})
	if len(problems) > 0 {
		return factsError(env, problems, asJSON)
	}
	c.choose(res)
	out := interview.NeedsText(res)
	if asJSON {
		if out, err = casework.JSON(interview.NeedsOf(res)); err != nil {
			return err
		}
	}
	if _, err := env.Stdout.Write(out); err != nil {
		return err
	}
	return undecided(res)
}
