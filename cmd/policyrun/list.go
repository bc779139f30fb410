package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/clausewise/clausewise/internal/cli"
)

// listCmd lists the policies.
type listCmd struct {
	cli.LimitFlags

	Rules  string `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
	Bundle string `placeholder:"FILE" help:"Take policies from a bundle that policyc build made." completion-predictor:"file"`
	Signed string `name:"require-signature" placeholder:"KEY" help:"Refuse a bundle that the owner of this public key has not signed." completion-predictor:"file"`
}

// Help says more than the summary.
func (listCmd) Help() string {
	return `Examples:
  policyrun list
  policyrun list --rules ./rules
  policyrun list --bundle rules.bundle

A policy with errors is listed with what is known of it; the exit code is then 4, and policyc check says what is wrong.`
}

// Run lists the policies.
func (c *listCmd) Run(env *cli.Env) error {
	lib, err := env.OpenPolicies(c.Rules, c.Bundle, c.Signed)
	if err != nil {
		return err
	}
	names, err := lib.Names()
	if err != nil {
		return err
	}
	rows := &strings.Builder{}
	rows.WriteString("POLICY\tTITLE\tSELLER\tSOURCE\tVERSION\tCLAUSES\n")
	var broken error
	for _, name := range names {
		versions, err := lib.Load(name)
		if err != nil {
			fmt.Fprintf(rows, "%s\t(has errors)\t\t\t\t\n", name)
			broken = cli.Silently(cli.ExitPolicy)
			continue
		}
		for _, p := range versions {
			fmt.Fprintf(rows, "%s\t%s\t%s\t%s\t%s\t%d\n", p.Name, p.Title, p.Seller, p.Source, cli.VersionLabel(p), cli.OwnClauses(p))
		}
	}
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', 0)
	if _, err := w.Write([]byte(rows.String())); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return broken
}
