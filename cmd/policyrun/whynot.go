package main

import (
	"github.com/clausewise/clausewise/asking/whynot"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// whyNotCmd says why a decision is not another one.
type whyNotCmd struct {
	Policy  string            `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Wish    string            `arg:"" name:"decision=value" help:"What the decision should be: outcome=refunded, refund!=0, refund>=500, grounds~late."`
	Facts   string            `required:"" short:"f" placeholder:"FILE" help:"The facts, as YAML or JSON; - is the standard input." completion-predictor:"file"`
	AsOf    string            `placeholder:"YYYY-MM-DD" help:"The day for which the question is asked, if the facts do not say."`
	Reading map[string]string `placeholder:"AMBIGUITY=READING" help:"Take another reading than the adopted one. Can be given several times." mapsep:"none"`
	Rules   string            `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
	Format  string            `enum:"text,json" default:"text" help:"How it is written: ${enum}. JSON is why-not/v1."`
	Runs    int               `default:"50000" help:"Stop looking for changes after so many evaluations."`
	Days    int               `default:"1096" help:"How many days before and after the day of the question are tried."`
}

// Help says more than the summary.
func (whyNotCmd) Help() string {
	return `For each clause on the way the first condition that fails is named, with the facts that it reads. Then come the changes of one fact, or of
two where no single one does, that would make it so: each was tried on the engine, and the nearest day or amount is given. Facts that the
policy marks as fixed, events that have happened and judgments that have been made are not proposed. If the day of the question plays a
part, the days on which the answer changes by itself are given.

A wish is decision=value or decision!=value; for amounts and days also >= and <=; for sets = for exactly these (a,b or none), ~ for
including and !~ for not including. Instead of a value: arises, not_applicable, decided. Quote what your shell would read otherwise.

Examples:
  policyrun why-not watchlegacy/returns return_outcome=approved --facts case.yaml
  policyrun why-not watchlegacy/returns 'refund_amount>=12000 EUR' --facts case.yaml
  policyrun why-not chrono24/authenticity 'refusal_grounds!~late_complaint' --facts case.yaml --format json

Exit codes: 0 it is so, or a change was found; 3 none was found; 2 the facts are wrong; 4 the policy has errors; 1 anything else.`
}

// Run says why not.
func (c *whyNotCmd) Run(env *cli.Env) error {
	asJSON := c.Format == "json"
	flags := caseFlags{Policy: c.Policy, Facts: c.Facts, AsOf: c.AsOf, Reading: c.Reading, Rules: c.Rules}
	asked, _, err := flags.open(env)
	if err != nil {
		return policyError(env, err, asJSON)
	}
	res, problems := asked.Decide(engine.Options{Brief: true})
	if len(problems) > 0 {
		return factsError(env, problems, asJSON)
	}
	set, problems := asked.Facts(res.Policy)
	if len(problems) > 0 {
		return factsError(env, problems, asJSON)
	}
	goal, err := whynot.ParseGoal(res.Policy, c.Wish, whynot.Currency(set.Values))
	if err != nil {
		return err
	}
	limits := whynot.DefaultLimits
	limits.Runs, limits.Around = c.Runs, c.Days
	report, problems := whynot.Ask(asked, goal, limits)
	if len(problems) > 0 {
		return factsError(env, problems, asJSON)
	}
	out := report.Text()
	if asJSON {
		if out, err = report.JSON(); err != nil {
			return err
		}
	}
	if !report.Met && len(report.Changes) == 0 {
		return write(env.Stdout, out, cli.ExitUndecided)
	}
	_, err = env.Stdout.Write(out)
	return err
}
