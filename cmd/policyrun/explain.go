package main

import (
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/cli"
)

// explainCmd explains the decisions of a case.
type explainCmd struct {
	caseFlags
	All bool `help:"Name all clauses that an answer relies on, not only the first of many."`
}

// Help says more than the summary.
func (explainCmd) Help() string {
	return `Every answer stands with the clauses that give it and what they do: which apply, which are displaced, which wait for a fact. Amounts
are written as a statement whose lines add up.

Examples:
  policyrun explain watchlegacy/returns --facts case.yaml
  policyrun explain chrono24/authenticity --facts case.yaml --decision reimbursement --decision outcome
  policyrun explain chrono24/authenticity --facts case.yaml --reading C2=stays
  policyrun explain ressence/cpo --facts case.yaml --all

The exit codes are those of policyrun eval.`
}

// Run explains the case.
func (c *explainCmd) Run(env *cli.Env) error {
	got, problems, err := c.decide(env)
	switch {
	case err != nil:
		return policyError(env, err, false)
	case len(problems) > 0:
		return factsError(env, problems, false)
	}
	o := textOptions(env)
	o.All, o.For = c.All, explain.Handler
	if _, err := env.Stdout.Write(explain.Text(got.result, o)); err != nil {
		return err
	}
	return undecided(got.result)
}
