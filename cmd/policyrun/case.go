package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/limits"
)

// caseFlags say which case is meant, for every verb that decides one.
type caseFlags struct {
	cli.LimitFlags

	Policy   string            `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Facts    string            `required:"" short:"f" placeholder:"FILE" help:"The facts, as YAML or JSON; - is the standard input." completion-predictor:"file"`
	AsOf     string            `placeholder:"YYYY-MM-DD" help:"The day for which the question is asked, if the facts do not say."`
	Decision []string          `short:"d" placeholder:"NAME" help:"Answer this decision only. Can be given several times."`
	Reading  map[string]string `placeholder:"AMBIGUITY=READING" help:"Take another reading than the adopted one. Can be given several times." mapsep:"none"`
	Rules    string            `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
	Bundle   string            `placeholder:"FILE" help:"Take the policy from a bundle that policyc build made." completion-predictor:"file"`
	limits   limits.Limits
	Signed   string `name:"require-signature" placeholder:"KEY" help:"Refuse a bundle that the owner of this public key has not signed." completion-predictor:"file"`
}

// answer is a decided case.
type answer struct {
	result *outcome.Result
	digest string
	asked  *casework.Case
}

// decide reads the case and decides it. Problems with the facts are given apart from other errors.
func (c *caseFlags) decide(env *cli.Env) (*answer, []outcome.Problem, error) {
	asked, _, err := c.open(env)
	if err != nil {
		return nil, nil, err
	}
	res, problems := asked.Decide(engine.Options{})
	if len(problems) > 0 {
		return nil, problems, nil
	}
	c.choose(res)
	return &answer{result: res, digest: cli.Digest(res.Policy), asked: asked}, nil, nil
}

// open reads the policy's versions and the case, without deciding it.
func (c *caseFlags) open(env *cli.Env) (*casework.Case, []*tree.Policy, error) {
	c.limits = env.Limits
	lib, err := env.OpenPolicies(c.Rules, c.Bundle, c.Signed)
	if err != nil {
		return nil, nil, err
	}
	versions, err := lib.Load(c.Policy)
	if err != nil {
		return nil, nil, err
	}
	program, err := engine.NewProgram(versions)
	if err != nil {
		return nil, nil, err
	}
	program.Within(env.Limits)
	if err := c.knownDecisions(versions); err != nil {
		return nil, nil, err
	}
	var data []byte
	name := "no facts"
	if c.Facts != "" {
		if data, name, err = env.ReadFacts(c.Facts); err != nil {
			return nil, nil, err
		}
	}
	return casework.New(program, func(p *tree.Policy) (*facts.Set, []outcome.Problem) { return c.read(p, name, data) }, c.Reading), versions, nil
}

// read reads the facts as a version of the policy declares them.
func (c *caseFlags) read(p *tree.Policy, name string, data []byte) (*facts.Set, []outcome.Problem) {
	set, problems := facts.DecodeWithin(c.limits, p, name, data, facts.Auto)
	if c.AsOf != "" {
		_, more := facts.SetAsOf(p, set, c.AsOf)
		problems = append(problems, more...)
	}
	return set, problems
}

// knownDecisions refuses a decision that no version of the policy makes.
func (c *caseFlags) knownDecisions(versions []*tree.Policy) error {
	var names []string
	for _, v := range versions {
		for _, d := range v.Decisions {
			if d.Own {
				names = append(names, d.Name)
			}
		}
	}
	for _, want := range c.Decision {
		if slices.Contains(names, want) {
			continue
		}
		if near := diag.Nearest(want, names); near != "" {
			return fmt.Errorf("the policy decides no %s; did you mean %s?", want, near)
		}
		return fmt.Errorf("the policy decides no %s; it decides %s", want, strings.Join(names, ", "))
	}
	return nil
}

// choose keeps the decisions that were asked for, and their duties.
func (c *caseFlags) choose(res *outcome.Result) {
	if len(c.Decision) == 0 {
		return
	}
	res.Decisions = slices.DeleteFunc(res.Decisions, func(d outcome.Decision) bool { return !slices.Contains(c.Decision, d.Decision.Name) })
	res.Duties = slices.DeleteFunc(res.Duties, func(d outcome.Duty) bool { return !slices.Contains(c.Decision, d.Name) })
}

// undecided is the error of a case with an open question.
func undecided(res *outcome.Result) error {
	if res.Undecided() {
		return cli.Silently(cli.ExitUndecided)
	}
	return nil
}
