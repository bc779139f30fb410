package main

import (
	"bytes"

	"github.com/clausewise/clausewise/analysis/graph"
	"github.com/clausewise/clausewise/internal/cli"
)

// graphCmd draws what decisions depend on.
type graphCmd struct {
	cli.LimitFlags

	Policy   string   `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Decision []string `short:"d" placeholder:"NAME" help:"Only what this decision depends on. Can be given several times."`
	Format   string   `enum:"text,dot,mermaid,svg" default:"text" help:"How it is written: ${enum}."`
	Rules    string   `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (graphCmd) Help() string {
	return `Below a decision stand the clauses that rule it; below a clause what its rules read, and which clauses it prevails over.
The SVG needs no other program. Of a policy with several versions the latest is shown.

Examples:
  policyc graph watchlegacy/returns --decision refund_amount
  policyc graph watchlegacy/returns --format svg > returns.svg
  policyc graph chrono24/authenticity --format dot | dot -Tpdf > authenticity.pdf`
}

// Run draws the graph.
func (c *graphCmd) Run(env *cli.Env) error {
	p, err := latest(env, c.Policy, c.Rules)
	if err != nil {
		return err
	}
	g, err := graph.Of(p, c.Decision)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch c.Format {
	case "dot":
		err = g.DOT(&b)
	case "mermaid":
		err = g.Mermaid(&b)
	case "svg":
		err = g.SVG(&b)
	default:
		err = g.Text(&b)
	}
	if err != nil {
		return err
	}
	_, err = env.Stdout.Write(b.Bytes())
	return err
}
