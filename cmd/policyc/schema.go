package main

import (
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/internal/schema"
)

// schemaCmd prints schemas.
type schemaCmd struct {
	cli.LimitFlags

	Policy string `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Of     string `enum:"facts,decision" default:"facts" help:"What is described: ${enum}."`
	Rules  string `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (schemaCmd) Help() string {
	return `The schemas are JSON Schema 2020-12 and need no other file. That of the facts describes fact files in JSON; that of the decision what
policyrun eval --format json prints on exit codes 0 and 3. Of a policy with several versions the latest is described.

Examples:
  policyc schema watchlegacy/returns > facts.schema.json
  policyc schema watchlegacy/returns --of decision`
}

// Run prints the schema.
func (c *schemaCmd) Run(env *cli.Env) error {
	p, err := latest(env, c.Policy, c.Rules)
	if err != nil {
		return err
	}
	out, err := schema.Facts(p)
	if c.Of == "decision" {
		out, err = schema.Decision(p)
	}
	if err != nil {
		return err
	}
	_, err = env.Stdout.Write(out)
	return err
}
