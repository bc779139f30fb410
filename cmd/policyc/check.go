package main

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cli"
)

// checkCmd finds mistakes.
type checkCmd struct {
	Paths  []string `arg:"" optional:"" help:"Files and folders; the current folder if none is given." completion-predictor:"file"`
	Format string   `enum:"text,json" default:"text" help:"How findings are written: ${enum}. JSON is error/v1."`
	Strict bool     `help:"Warnings count as errors."`
	Rules  string   `placeholder:"FOLDER" help:"Where policies that are used but not given are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (checkCmd) Help() string {
	return `All mistakes are reported at once, each with its place, the reason and a way out; policyc explain-code says more about a code.
Where a sources.lock lies beside the policies, every clause of the document must be accounted for, and changes of its text confirmed.

Examples:
  policyc check rules
  policyc check rules --strict
  policyc check rules/watchlegacy/returns.policy --format json

Exit codes: 0 no errors (there may be warnings, unless --strict is given); 4 a policy has errors; 1 anything else.`
}

// Run checks the policies.
func (c *checkCmd) Run(env *cli.Env) error {
	lib, err := cli.OpenLibrary(c.Rules)
	if err != nil {
		return err
	}
	files, err := cli.FindPolicies(c.Paths, true)
	if err != nil {
		return err
	}
	findings, err := lib.CheckFiles(files)
	if err != nil {
		return err
	}
	more, inventories, err := cli.CheckSources(files)
	if err != nil {
		return err
	}
	findings = append(findings, more...)
	errors := 0
	for i, d := range findings {
		if c.Strict {
			findings[i].Severity = diag.Error
			d.Severity = diag.Error
		}
		if d.Severity == diag.Error {
			errors++
		}
	}
	out := cli.Diagnostics(findings, env.Color(env.Stdout))
	if len(findings) > 0 {
		out = append(out, '\n')
	}
	out = fmt.Appendf(out, "%s: %s, %s\n", cli.Count(len(files), "file"), cli.Count(errors, "error"), cli.Count(len(findings)-errors, "warning"))
	for _, v := range inventories {
		out = append(out, cli.InventoryLine(v)+"\n"...)
	}
	if c.Format == "json" {
		out = cli.FindingsJSON(findings)
	}
	_, err = env.Stdout.Write(out)
	if err == nil && errors > 0 {
		err = cli.Silently(cli.ExitPolicy)
	}
	return err
}
