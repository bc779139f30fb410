package main

import (
	"io"
	"os"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/asking/replay"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// replayCmd decides recorded cases under two versions of policies.
type replayCmd struct {
	cli.LimitFlags

	Cases   string `arg:"" help:"The recorded cases, one JSON object on a line: {\"policy\": …, \"facts\": {…}}; - is the standard input." completion-predictor:"file"`
	Against string `required:"" placeholder:"OLD" help:"The policies as they were: a folder, the .policy file of one, or a bundle that policyc build made." completion-predictor:"file"`
	Rules   string `placeholder:"FOLDER" help:"The policies as they are now, instead of those built in." completion-predictor:"file"`
	Format  string `enum:"text,json" default:"text" help:"How it is written: ${enum}. JSON is replay/v1."`
}

// Help says more than the summary.
func (replayCmd) Help() string {
	return `Each case is decided under the policies as they were and as they are now. The answers that differ are grouped: by policy and decision, by what
the answer was and is (of amounts and days, by whether they are lower or higher), and by the clauses responsible: those among the cited
ones whose sentences were changed or, if none was, those that apply on one side only.

Examples:
  policyrun replay cases.ndjson --against ../main/rules --rules rules
  policyrun replay cases.ndjson --against old/returns.policy
  policyrun replay cases.ndjson --against released.bundle
  policyrun replay - --against ../main/rules --format json < cases.ndjson

Exit codes, for use in CI: 0 no case changes; 5 at least one does; 2 a line is no case, or its facts are refused by both sides; 4 a policy has
errors; 1 anything else.`
}

// Run replays the cases.
func (c *replayCmd) Run(env *cli.Env) error {
	asJSON := c.Format == "json"
	old, err := side(env, c.Against, c.Rules)
	if err != nil {
		return policyError(env, err, asJSON)
	}
	now, err := side(env, c.Rules, c.Rules)
	if err != nil {
		return err
	}
	in := env.Stdin
	if c.Cases != "-" {
		f, err := os.Open(c.Cases)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	}
	report, err := replayAll(in, old, now)
	if err != nil {
		return policyError(env, err, asJSON)
	}
	out := report.Text()
	if asJSON {
		if out, err = report.JSON(); err != nil {
			return err
		}
	}
	switch {
	case report.Changed > 0:
		return write(env.Stdout, out, cli.ExitChanged)
	case len(report.Refused) > 0:
		return write(env.Stdout, out, cli.ExitFacts)
	}
	_, err = env.Stdout.Write(out)
	return err
}

func replayAll(in io.Reader, old, now replay.Find) (*replay.Report, error) {
	r := replay.New(old, now)
	var failed error // of a policy, not of a line
	err := replay.Each(in, func(l replay.Line) error {
		failed = r.Case(l)
		return failed
	})
	switch {
	case failed != nil:
		return nil, failed
	case err != nil:
		return nil, &cli.Exit{Code: cli.ExitFacts, Err: err}
	}
	return r.Report(), nil
}

// side finds policies in a folder, in a bundle, in the one file that is given, or among those built in. Each is made ready once.
func side(env *cli.Env, from, rules string) (replay.Find, error) {
	if strings.HasSuffix(from, ".policy") {
		return single(env, from, rules)
	}
	if info, err := os.Stat(from); err == nil && info.Mode().IsRegular() {
		return bundled(env, from)
	}
	lib, err := env.OpenLibrary(from)
	if err != nil {
		return nil, err
	}
	return once(env, lib, lib.Has), nil
}

// single finds the one policy of a file.
func single(env *cli.Env, file, rules string) (replay.Find, error) {
	lib, err := env.OpenLibrary(rules)
	if err != nil {
		return nil, err
	}
	versions, err := lib.Load(file)
	if err != nil {
		return nil, err
	}
	program, err := engine.NewProgram(versions)
	if err != nil {
		return nil, err
	}
	program.Within(env.Limits)
	return func(policy string) (*engine.Program, error) {
		if policy == nameOf(versions) {
			return program, nil
		}
		return nil, nil
	}, nil
}

// bundled finds the policies of a bundle.
func bundled(env *cli.Env, file string) (replay.Find, error) {
	policies, err := env.OpenPolicies("", file, "")
	if err != nil {
		return nil, err
	}
	names, err := policies.Names()
	if err != nil {
		return nil, err
	}
	return once(env, policies, func(policy string) (bool, error) { return slices.Contains(names, policy), nil }), nil
}

// once finds the policies that there are, and makes each ready once.
func once(env *cli.Env, policies cli.Policies, has func(policy string) (bool, error)) replay.Find {
	loaded := map[string]*engine.Program{}
	return func(policy string) (*engine.Program, error) {
		if g, ok := loaded[policy]; ok {
			return g, nil
		}
		there, err := has(policy)
		if err != nil || !there {
			return nil, err
		}
		versions, err := policies.Load(policy)
		if err != nil {
			return nil, err
		}
		g, err := engine.NewProgram(versions)
		if err != nil {
			return nil, err
		}
		loaded[policy] = g.Within(env.Limits)
		return g, nil
	}
}
