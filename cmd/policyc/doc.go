package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/coverage"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/internal/review"
)

// docCmd makes a page of a policy.
type docCmd struct {
	cli.LimitFlags

	Policy string `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Output string `short:"o" required:"" placeholder:"FILE" help:"The HTML file to write." completion-predictor:"file"`
	Rules  string `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (docCmd) Help() string {
	return `The page is for those who review the policy: clause by clause, the rule in words, and beside it what it decides and reads, the
ambiguities and the adopted readings, the tests that cite it and what no test reaches. It needs no other file, and prints well.
Tests are there where the policy is a file with its tests beside it.

Examples:
  policyc doc rules/watchlegacy/returns.policy -o returns.html
  policyc doc chrono24/authenticity -o authenticity.html`
}

// Run writes the page.
func (c *docCmd) Run(env *cli.Env) error {
	p, err := latest(env, c.Policy, c.Rules)
	if err != nil {
		return err
	}
	measured, results, err := c.measured(env, p)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := review.Of(p, cli.Digest(p), measured, results).HTML(&b); err != nil {
		return err
	}
	if err := cli.WriteFile(c.Output, b.Bytes()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "%s: %s, %s\n", c.Output, p.Name, cli.Count(cli.OwnClauses(p), "clause"))
	return err
}

// measured runs the tests beside a policy's file; there are none of a policy that is built in.
func (c *docCmd) measured(env *cli.Env, p *tree.Policy) (*coverage.Policy, *casetest.Report, error) {
	file := p.Files[0].Name
	if _, err := os.Stat(file); err != nil {
		return nil, nil, nil
	}
	load := testCmd{Paths: []string{file}, Rules: c.Rules}
	t, suite, err := load.load(env)
	if err != nil || len(suite.Cases) == 0 {
		return nil, nil, err
	}
	programs, err := programsOf(env, t, suite)
	if err != nil {
		return nil, nil, err
	}
	report, results := coverage.Measure(suite.Cases, programs, t.Given)
	for _, m := range report.Policies {
		if m.Name == p.Name {
			return m, results, nil
		}
	}
	return nil, nil, nil
}
