package main

import (
	"errors"
	"io"

	"github.com/clausewise/clausewise/asking/receipt"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/cli"
)

// evalCmd decides a case.
type evalCmd struct {
	caseFlags
	Format string `enum:"text,json" default:"text" help:"How the answer is written: ${enum}. JSON is decision/v1, or error/v1."`
	Record string `placeholder:"FILE" help:"Also write a decision record there, which policyrun verify-record can replay." completion-predictor:"file"`
}

// Help says more than the summary.
func (evalCmd) Help() string {
	return `A fact that is not given is unknown, not false. What cannot be decided without it stays open and is listed with what is missing.

Examples:
  policyrun facts chrono24/authenticity --example > case.yaml     a file to fill in
  policyrun eval chrono24/authenticity --facts case.yaml
  policyrun eval chrono24/authenticity --facts case.yaml --format json --decision outcome
  policyrun eval watchlegacy/returns --facts - --as-of 2024-07-01 < case.json
  policyrun eval watchlegacy/returns --bundle rules.bundle --require-signature release.pub --facts case.yaml
  policyrun eval watchlegacy/returns --facts case.yaml --record case.record.json

Exit codes: 0 everything is decided or does not arise; 3 something is undecided; 2 the facts are wrong; 4 the policy has errors;
1 anything else.`
}

// Run decides the case.
func (c *evalCmd) Run(env *cli.Env) error {
	got, problems, err := c.decide(env)
	asJSON := c.Format == "json"
	switch {
	case err != nil:
		return policyError(env, err, asJSON)
	case len(problems) > 0:
		return factsError(env, problems, asJSON)
	}
	if c.Record != "" {
		if err := c.keep(got); err != nil {
			return err
		}
	}
	text := textOptions(env)
	text.Brief = true
	out := explain.Text(got.result, text)
	if asJSON {
		out = explain.JSON(got.result, got.digest)
	}
	if _, err := env.Stdout.Write(out); err != nil {
		return err
	}
	return undecided(got.result)
}

// keep writes the decision record.
func (c *evalCmd) keep(got *answer) error {
	record, err := receipt.Write(receipt.Decided{Case: got.asked, Result: got.result, Asked: c.Decision, Engine: cli.Version(), Digest: got.digest})
	if err != nil {
		return err
	}
	return cli.WriteFile(c.Record, record)
}

// textOptions fits text to the terminal, if there is one.
func textOptions(env *cli.Env) explain.TextOptions {
	return explain.TextOptions{Width: env.Width(env.Stdout), Color: env.Color(env.Stdout)}
}

// factsError prints what is wrong with the facts.
func factsError(env *cli.Env, problems []outcome.Problem, asJSON bool) error {
	if asJSON {
		return write(env.Stdout, cli.ProblemsJSON(problems), cli.ExitFacts)
	}
	return write(env.Stderr, cli.Problems(problems, env.Color(env.Stderr)), cli.ExitFacts)
}

// policyError prints the findings in a policy; other errors are left to the caller.
func policyError(env *cli.Env, err error, asJSON bool) error {
	found, ok := errors.AsType[*cli.PolicyErrors](err)
	switch {
	case !ok:
		return err
	case asJSON:
		return write(env.Stdout, cli.FindingsJSON(found.Findings), cli.ExitPolicy)
	}
	return write(env.Stderr, cli.Diagnostics(found.Findings, env.Color(env.Stderr)), cli.ExitPolicy)
}

// write writes the output of a run that ends with a code.
func write(w io.Writer, out []byte, code int) error {
	if _, err := w.Write(out); err != nil {
		return err
	}
	return cli.Silently(code)
}
