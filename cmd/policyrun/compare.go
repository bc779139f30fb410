package main

import (
	"fmt"

	"github.com/clausewise/clausewise/asking/compare"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/internal/cli"
)

// compareCmd puts one case to several policies.
type compareCmd struct {
	cli.LimitFlags

	Policies []string `arg:"" name:"policy" help:"The policies to compare." completion-predictor:"policy"`
	Facts    string   `required:"" short:"f" placeholder:"FILE" help:"The case on common names, as YAML or JSON; - is the standard input." completion-predictor:"file"`
	Rules    string   `placeholder:"FOLDER" help:"Where policies and their vocabulary are looked for, instead of those built in." completion-predictor:"file"`
	Format   string   `enum:"text,json" default:"text" help:"How it is written: ${enum}. JSON is compare/v1."`
}

// Help says more than the summary.
func (compareCmd) Help() string {
	return `The case is given on names that the policies have in common; rules/vocabulary/*.yaml says what each is called in each policy, and which
decisions answer the same question. What only one policy asks stands under that policy's name:

  received_on: 2024-03-01
  requested_on: 2024-03-16
  chrono24/authenticity: {vendor_kind: professional_dealer}

What cannot be put to a policy, such as a price in another currency than it reckons in, is left open there, and is said.

Examples:
  policyrun compare watchlegacy/returns chrono24/authenticity --facts common.yaml
  policyrun compare watchlegacy/returns buyback/guarantee geneva/buy-cancel-return --facts common.yaml --format json

Exit codes: 0 every common question is answered or does not arise; 3 one is open; 2 the facts are wrong; 4 a policy has errors; 1 anything else.`
}

// Run compares the policies.
func (c *compareCmd) Run(env *cli.Env) error {
	asJSON := c.Format == "json"
	lib, err := env.OpenLibrary(c.Rules)
	if err != nil {
		return err
	}
	vocabulary, err := lib.Vocabulary()
	if err != nil {
		return err
	}
	vocabulary.Limits = env.Limits
	var names []string
	var programs []*engine.Program
	for _, p := range c.Policies {
		versions, err := lib.Load(p)
		if err != nil {
			return policyError(env, err, asJSON)
		}
		program, err := engine.NewProgram(versions)
		if err != nil {
			return err
		}
		program.Within(env.Limits)
		names, programs = append(names, nameOf(versions)), append(programs, program)
	}
	data, name, err := env.ReadFacts(c.Facts)
	if err != nil {
		return err
	}
	common, problems := vocabulary.Read(name, data, names)
	if len(problems) > 0 {
		return factsError(env, problems, asJSON)
	}
	table, at, problems := compare.Decide(common, names, programs)
	if len(problems) > 0 {
		return factsError(env, under(at, problems), asJSON)
	}
	out, err := table.Text()
	if asJSON {
		out, err = table.JSON()
	}
	if err != nil {
		return err
	}
	if table.Undecided() {
		return write(env.Stdout, out, cli.ExitUndecided)
	}
	_, err = env.Stdout.Write(out)
	return err
}

func nameOf(versions []*tree.Policy) string { return versions[0].Name }

// under says under which policy the problems arise.
func under(policy string, problems []outcome.Problem) []outcome.Problem {
	for i := range problems {
		problems[i].Path = fmt.Sprintf("%s: %s", policy, problems[i].Path)
	}
	return problems
}
