package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/asking/interview"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/cli"
)

// askCmd asks for what is missing.
type askCmd struct {
	Policy   string            `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Facts    string            `short:"f" placeholder:"FILE" help:"What is known already, as YAML or JSON." completion-predictor:"file"`
	AsOf     string            `placeholder:"YYYY-MM-DD" help:"The day for which the question is asked, if the facts do not say."`
	Decision []string          `short:"d" placeholder:"NAME" help:"Ask only for what this decision needs. Can be given several times."`
	Save     string            `placeholder:"FILE" help:"Keep the answers in this file, and go on from it if it is there." completion-predictor:"file"`
	Again    bool              `help:"Ask again for what was skipped before."`
	Reading  map[string]string `placeholder:"AMBIGUITY=READING" help:"Take another reading than the adopted one. Can be given several times." mapsep:"none"`
	Rules    string            `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
	Format   string            `enum:"text,json" default:"text" help:"text asks line by line; json prints the next question for the facts, question/v1, and ends."`
}

// Help says more than the summary.
func (askCmd) Help() string {
	return `Only what can still change an answer is asked, and first what leaves the fewest questions. Answers are typed on a line: yes, 2024-02-29,
1234.50 EUR, 5%, a member's name; sets and lists with commas, or none; lists of records by their number, and then what of each can matter.
Instead of an answer: ? explains the question, skip leaves it open, back takes the last answer back, quit leaves. When nothing is left that
can matter, the explanation follows. An input that ends early is an error; with --save nothing is lost.

The file of --save is a fact file in JSON, which policyrun eval reads too; what was skipped is null there.

Examples:
  policyrun ask watchlegacy/returns
  policyrun ask watchlegacy/returns --decision refund_amount --as-of 2024-06-20 --save case.json
  policyrun ask chrono24/authenticity --facts case.yaml --format json

Exit codes: 0 nothing is left to ask, and everything is decided; 3 something is open; 2 the facts are wrong; 4 the policy has errors;
1 anything else, also an input that ends early.`
}

// Run asks.
func (c *askCmd) Run(env *cli.Env) error {
	asJSON := c.Format == "json"
	flags := caseFlags{Policy: c.Policy, Facts: c.Facts, AsOf: c.AsOf, Decision: c.Decision, Reading: c.Reading, Rules: c.Rules}
	if c.Facts == "-" && !asJSON {
		return errors.New("the standard input holds the answers; give the facts as a file")
	}
	var skipped []string
	if c.Save != "" && c.Facts == "" {
		data, err := os.ReadFile(c.Save)
		switch {
		case err == nil:
			flags.Facts = c.Save
			if !c.Again {
				skipped = interview.Skipped(data)
			}
		case !errors.Is(err, os.ErrNotExist):
			return err
		}
	}
	asked, _, err := flags.open(env)
	if err != nil {
		return policyError(env, err, asJSON)
	}
	iv := interview.Start(asked, c.Decision)
	iv.Leave(skipped)
	if asJSON {
		return c.turn(env, iv)
	}
	return c.dialog(env, iv)
}

// turn prints the next question.
func (c *askCmd) turn(env *cli.Env, iv *interview.Interview) error {
	t, res, problems := iv.Turn()
	if len(problems) > 0 {
		return factsError(env, problems, true)
	}
	out, err := casework.JSON(t)
	if err != nil {
		return err
	}
	if _, err := env.Stdout.Write(out); err != nil {
		return err
	}
	return undecided(res)
}

// dialog asks line by line and explains the answer.
func (c *askCmd) dialog(env *cli.Env, iv *interview.Interview) error {
	lines := bufio.NewScanner(env.Stdin)
	lines.Buffer(nil, env.Limits.OrDefault().FactsBytes)
	d := &interview.Dialog{In: lines, Out: env.Stdout}
	if c.Save != "" {
		d.Save = func(data []byte) error { return cli.WriteFile(c.Save, data) }
	}
	err := d.Run(iv)
	if wrong, ok := errors.AsType[*interview.ProblemsError](err); ok {
		return factsError(env, wrong.Problems, false)
	}
	kept := ""
	if c.Save != "" {
		kept = "; what was answered is in " + c.Save
	}
	switch {
	case errors.Is(err, interview.ErrQuit):
		return &cli.Exit{Code: cli.ExitUndecided, Err: fmt.Errorf("%w%s", err, kept)}
	case err != nil:
		return fmt.Errorf("%w%s", err, kept)
	}
	res, problems := iv.Answer()
	if len(problems) > 0 {
		return factsError(env, problems, false)
	}
	if _, err := fmt.Fprint(env.Stdout, "\n"); err != nil {
		return err
	}
	if _, err := env.Stdout.Write(explain.Text(res, textOptions(env))); err != nil {
		return err
	}
	return undecided(res)
}
