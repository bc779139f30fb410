package main

import (
	"bytes"
	"fmt"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/internal/cli"
)

// buildCmd makes a bundle.
type buildCmd struct {
	cli.LimitFlags

	Paths     []string `arg:"" optional:"" help:"Files and folders; the current folder if none is given." completion-predictor:"file"`
	Output    string   `short:"o" required:"" placeholder:"FILE" help:"The bundle to write." completion-predictor:"file"`
	SkipTests bool     `help:"Build without running the tests. The bundle says so."`
	Rules     string   `placeholder:"FOLDER" help:"Where policies that are used but not given are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (buildCmd) Help() string {
	return `The policies are checked, their tests are run, and what policyrun --bundle needs to decide without reading a policy's text is written to
one file. The same policies give the same bytes. Every policy must have a test that passes, and none that fails.

Examples:
  policyc build -o rules.bundle rules
  policyc build -o returns.bundle rules/watchlegacy/returns.policy
  policyc sign rules.bundle --key release.key
  policyrun eval watchlegacy/returns --bundle rules.bundle --facts case.yaml

Exit codes: 0 the bundle is written; 1 a test fails or is missing, or anything else; 4 a policy or a test file has errors.`
}

// Run builds the bundle.
func (c *buildCmd) Run(env *cli.Env) error {
	load := testCmd{Paths: c.Paths, Rules: c.Rules}
	t, suite, err := load.load(env)
	if err != nil {
		return err
	}
	if len(t.Findings)+len(suite.Findings) > 0 {
		return cli.Silently(cli.ExitPolicy)
	}
	var policies []*dsl.Policy
	for _, name := range t.Given {
		if p := t.Program.Policy(name); p != nil {
			policies = append(policies, p)
		}
	}
	tests := bundle.Tests{Skipped: c.SkipTests}
	if !c.SkipTests {
		if tests.Passed, err = c.test(env, t, suite); err != nil {
			return err
		}
	}
	data, err := bundle.Encode(policies, tests)
	if err != nil {
		return err
	}
	b, err := bundle.Open(data)
	if err != nil {
		return fmt.Errorf("the bundle cannot be read again, which is a mistake of this program: %w", err)
	}
	if err := cli.WriteFile(c.Output, data); err != nil {
		return err
	}
	said := cli.Count(tests.Passed, "test") + " passed"
	if tests.Skipped {
		said = "not tested"
	}
	_, err = fmt.Fprintf(env.Stdout, "%s: %s, %s, %d bytes\n%s\n", c.Output, count(len(b.Policies), "policy", "policies"), said, len(data), b.Digest())
	return err
}

// test runs the tests; each policy must have one.
func (c *buildCmd) test(env *cli.Env, t *cli.Tests, suite *casetest.Suite) (int, error) {
	programs, err := programsOf(env, t, suite)
	if err != nil {
		return 0, err
	}
	report := runSuite(suite, programs)
	if report.Count(casetest.Failed)+report.Count(casetest.Broken) > 0 {
		var b bytes.Buffer
		if err := report.Text(&b, casetest.TextOptions{Color: env.Color(env.Stderr)}); err != nil {
			return 0, err
		}
		_, err := env.Stderr.Write(b.Bytes())
		if err == nil {
			err = &cli.Exit{Code: cli.ExitFailure, Err: fmt.Errorf("a test fails, and nothing is written")}
		}
		return 0, err
	}
	passed := map[string]bool{}
	for _, r := range report.Results {
		passed[r.Case.Policy] = passed[r.Case.Policy] || r.Status == casetest.Passed
	}
	for _, name := range t.Given {
		if !passed[name] {
			return 0, fmt.Errorf("%s has no test that passes, and nothing is written; --skip-tests builds without tests", name)
		}
	}
	return report.Count(casetest.Passed), nil
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
