package main

import (
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/cli"
)

// explainCmd explains the decisions of a case.
type explainCmd struct {
	caseFlags
	Format string `enum:"text,markdown,html,json,mermaid" default:"text" help:"How the explanation is written: ${enum}."`
	For    string `enum:"handler,customer,editor" default:"handler" help:"For whom: ${enum}. The same record, told differently."`
	All    bool   `help:"Show what did not come to bear too: rules that failed or gave way, clauses relied on, facts that did not matter."`
}

// Help says more than the summary.
func (explainCmd) Help() string {
	return `The answer comes first, with the clauses that give it, in sentences with the values of the case: which day of a period it was, which
entry of a list met a condition, what nothing stood in the way of. Amounts are statements whose lines add up. Then follow what is
missing, the other answers, the duties in the order of their dates, how unclear passages are read, and the facts used.

  --for handler    for whoever decides the case and must defend each answer
  --for customer   a letter: no internal names, nothing that did not come to bear
  --for editor     rule by rule, with its place in the file, what became of it, and the smallest condition that settled it

HTML is one file that needs no network: what does not come to bear is folded away and opens on paper. JSON is decision/v1 with the
explanation as a member. Mermaid is the graph of what decided.

Examples:
  policyrun explain watchlegacy/returns --facts case.yaml
  policyrun explain watchlegacy/returns --facts case.yaml --for customer --format markdown
  policyrun explain chrono24/authenticity --facts case.yaml --format html > case.html
  policyrun explain chrono24/authenticity --facts case.yaml --decision reimbursement --decision outcome
  policyrun explain chrono24/authenticity --facts case.yaml --reading C2=stays
  policyrun explain ressence/cpo --facts case.yaml --for editor

The exit codes are those of policyrun eval.`
}

// Run explains the case.
func (c *explainCmd) Run(env *cli.Env) error {
	asJSON := c.Format == "json"
	asked, _, err := c.open(env)
	if err != nil {
		return policyError(env, err, asJSON)
	}
	res, problems := asked.Decide(engine.Options{})
	if len(problems) > 0 {
		return factsError(env, problems, asJSON)
	}
	voice, _ := explain.ParseVoice(c.For)
	var out []byte
	switch c.Format {
	case "json":
		out = explain.ExplainedJSON(res, cli.Digest(res.Policy), voice, c.Decision...)
	case "markdown":
		out = explain.Markdown(explain.Build(res, voice, c.Decision...), c.All)
	case "html":
		out = explain.HTML(explain.Build(res, voice, c.Decision...))
	case "mermaid":
		out = explain.Mermaid(res, voice, c.All, c.Decision...)
	default:
		o := textOptions(env)
		o.All = c.All
		out = explain.PrintText(explain.Build(res, voice, c.Decision...), o)
	}
	if _, err := env.Stdout.Write(out); err != nil {
		return err
	}
	c.choose(res)
	return undecided(res)
}
