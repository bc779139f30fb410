package main

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// testCmd runs tests.
type testCmd struct {
	cli.LimitFlags

	Paths     []string `arg:"" optional:"" help:"Files and folders; the current folder if none is given. A policy stands for the tests beside it." completion-predictor:"file"`
	Title     string   `name:"run" placeholder:"REGEXP" help:"Run only the tests whose titles match."`
	Format    string   `enum:"text,json,junit,html,cobertura" default:"text" help:"How results are written: ${enum}. HTML and Cobertura are for --coverage, JUnit for results."`
	Verbose   bool     `short:"v" help:"List the tests that passed, and those that are to do."`
	Suggest   bool     `help:"Print, for each expectation that is not met, the sentence that would be. Look first whether the policy is wrong."`
	Watch     bool     `help:"Run again whenever a policy or test changes."`
	Coverage  bool     `help:"Say which rules, conditions and exceptions the tests reach." group:"Coverage"`
	Threshold float64  `placeholder:"PERCENT" help:"Fail if a policy's coverage is below this." group:"Coverage"`
	Mutate    bool     `help:"Change the policies in small ways, one at a time, and say which changes no test notices." group:"Mutation"`
	MinScore  float64  `placeholder:"PERCENT" help:"Fail if the tests of a policy notice fewer of the changes." group:"Mutation"`
	Rules     string   `placeholder:"FOLDER" help:"Where policies that are not given are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (testCmd) Help() string {
	return `Tests stand in files named …_test.policy beside the policies; docs/testing.md tells how they are written.

Examples:
  policyc test rules
  policyc test rules/watchlegacy/returns.policy --run 'late|refund'
  policyc test rules --format junit > tests.xml
  policyc test --watch
  policyc test rules --coverage --threshold 90
  policyc test rules --coverage --format html > coverage.html
  policyc test rules/watchlegacy/returns.policy --mutate --min-score 80

Exit codes: 0 all tests passed; 1 a test failed, or none was run, or coverage or score are too low; 4 a policy or a test file has
errors.`
}

// Run runs the tests, once or whenever something changes.
func (c *testCmd) Run(env *cli.Env) error {
	if c.Watch {
		return cli.Watch(env, c.Paths, func() error { return c.once(env) })
	}
	return c.once(env)
}

func (c *testCmd) once(env *cli.Env) error {
	if err := c.fits(); err != nil {
		return err
	}
	t, suite, err := c.load(env)
	if err != nil {
		return err
	}
	programs, err := programsOf(env, t, suite)
	if err != nil {
		return err
	}
	var report *casetest.Report
	switch {
	case c.Coverage:
		report, err = c.coverage(env, t, suite, programs)
	default:
		report = runSuite(suite, programs)
		if !c.Mutate || report.Count(casetest.Failed)+report.Count(casetest.Broken) > 0 {
			err = c.write(env, report)
		}
	}
	if judged := c.judge(t, suite, report); judged != nil {
		return judged
	}
	if err != nil || !c.Mutate {
		return err
	}
	return c.mutate(env, t, suite)
}

// fits refuses flags that do not go together.
func (c *testCmd) fits() error {
	switch {
	case c.Coverage && c.Mutate:
		return errors.New("--coverage and --mutate are two reports; ask for one at a time")
	case c.Threshold != 0 && !c.Coverage:
		return errors.New("--threshold belongs to --coverage")
	case c.MinScore != 0 && !c.Mutate:
		return errors.New("--min-score belongs to --mutate")
	case (c.Format == "html" || c.Format == "cobertura") && !c.Coverage:
		return fmt.Errorf("--format %s is for --coverage", c.Format)
	case c.Format == "junit" && (c.Coverage || c.Mutate):
		return errors.New("--format junit is for the results of tests")
	}
	return nil
}

// judge is the error that the results make.
func (c *testCmd) judge(t *cli.Tests, suite *casetest.Suite, report *casetest.Report) error {
	switch {
	case report == nil:
		return nil
	case len(t.Findings)+len(suite.Findings) > 0:
		return cli.Silently(cli.ExitPolicy)
	case report.Count(casetest.Passed)+report.Count(casetest.Failed) == 0:
		return fmt.Errorf("no test was run%s", c.none(report))
	case report.Count(casetest.Failed)+report.Count(casetest.Broken) > 0:
		return cli.Silently(cli.ExitFailure)
	}
	return nil
}

// none says why no test was run.
func (c *testCmd) none(r *casetest.Report) string {
	switch {
	case r.Count(casetest.Todo) > 0:
		return ": all of them are to do"
	case c.Title != "":
		return ": no title matches " + c.Title
	}
	return ": tests stand in files named …_test.policy"
}

// load reads the tests that are meant. Findings are printed to the standard error.
func (c *testCmd) load(env *cli.Env) (*cli.Tests, *casetest.Suite, error) {
	var wanted *regexp.Regexp
	if c.Title != "" {
		var err error
		if wanted, err = regexp.Compile(c.Title); err != nil {
			return nil, nil, fmt.Errorf("--run is no regular expression: %w", err)
		}
	}
	lib, err := env.OpenLibrary(c.Rules)
	if err != nil {
		return nil, nil, err
	}
	t, err := lib.LoadTests(c.Paths)
	if err != nil {
		return nil, nil, err
	}
	suite := casetest.Bind(t.Files, t.Program, func(policy string) bool { return t.Failed[policy] })
	if wanted != nil {
		suite.Keep(wanted.MatchString)
	}
	if found := append(t.Findings, suite.Findings...); len(found) > 0 {
		if _, err := env.Stderr.Write(append(cli.Diagnostics(found, env.Color(env.Stderr)), '\n')); err != nil {
			return nil, nil, err
		}
	}
	return t, suite, nil
}

// programsOf makes the policies ready that are tested or measured.
func programsOf(env *cli.Env, t *cli.Tests, suite *casetest.Suite) (map[string]*engine.Program, error) {
	programs := map[string]*engine.Program{}
	names := slices.Clone(t.Given)
	for _, c := range suite.Cases {
		names = append(names, c.Policy)
	}
	for _, name := range names {
		p := t.Program.Policy(name)
		if p == nil || programs[name] != nil {
			continue
		}
		g, err := engine.NewProgram(p.Versions)
		if err != nil {
			return nil, err
		}
		programs[name] = g.Within(env.Limits)
	}
	return programs, nil
}

// runSuite runs the cases of a suite in their order.
func runSuite(suite *casetest.Suite, programs map[string]*engine.Program) *casetest.Report {
	report := &casetest.Report{}
	for _, c := range suite.Cases {
		report.Results = append(report.Results, c.Run(programs[c.Policy]))
	}
	return report
}

func (c *testCmd) write(env *cli.Env, r *casetest.Report) error {
	var b bytes.Buffer
	var err error
	switch c.Format {
	case "json":
		err = r.JSON(&b)
	case "junit":
		err = r.JUnit(&b)
	default:
		err = r.Text(&b, casetest.TextOptions{Color: env.Color(env.Stdout), Verbose: c.Verbose, Suggest: c.Suggest})
	}
	if err != nil {
		return err
	}
	_, err = env.Stdout.Write(b.Bytes())
	return err
}
