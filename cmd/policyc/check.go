package main

import (
	"fmt"
	"path/filepath"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/internal/findings"
	"github.com/clausewise/clausewise/sources"
)

// checkCmd finds mistakes.
type checkCmd struct {
	cli.LimitFlags

	Paths  []string `arg:"" optional:"" help:"Files and folders; the current folder if none is given." completion-predictor:"file"`
	Format string   `enum:"text,json,sarif,github,junit" default:"text" help:"How findings are written: ${enum}. JSON is error/v1, github is for the log of a workflow."`
	Strict bool     `help:"Warnings count as errors."`
	Limit  int      `default:"50" placeholder:"N" help:"Show at most N findings in text, 0 for all. All are counted."`
	Watch  bool     `help:"Check again whenever a policy or test changes."`
	Rules  string   `placeholder:"FOLDER" help:"Where policies that are used but not given are looked for, instead of those built in." completion-predictor:"file"`

	cli.CacheFlags
}

// Help says more than the summary.
func (checkCmd) Help() string {
	return `All mistakes are reported at once, each with its place, the reason and a way out; policyc explain-code says more about a code.
Where a sources.lock lies beside the policies, every clause of the document must be accounted for, and changes of its text confirmed.
A warning that is right in its place is allowed by a comment on its line or above it, with the reason:

  # policyc:allow P0203 because the next version of the terms asks for it

What was found is kept, so that the next check looks only at what has changed; what is printed does not depend on it.

Examples:
  policyc check rules
  policyc check rules --strict
  policyc check rules --watch
  policyc check rules/watchlegacy/returns.policy --format json
  policyc check rules --format sarif > policyc.sarif

Exit codes: 0 no errors (there may be warnings, unless --strict is given); 4 a policy has errors; 1 anything else.`
}

// Run checks the policies, once or whenever something changes.
func (c *checkCmd) Run(env *cli.Env) error {
	if c.Limit < 0 {
		return fmt.Errorf("--limit is a number of findings; %d is none", c.Limit)
	}
	if c.Watch {
		return cli.Watch(env, c.Paths, func() error { return c.once(env) })
	}
	return c.once(env)
}

// checked is what was found in a number of files.
type checked struct {
	files       []string
	found       []diag.Diagnostic
	inventories []*sources.Inventory
	errors      int
}

func (c *checkCmd) once(env *cli.Env) error {
	got, err := c.find(env)
	if err != nil {
		return err
	}
	out, err := c.write(env, got)
	if err != nil {
		return err
	}
	if _, err = env.Stdout.Write(out); err == nil && got.errors > 0 {
		err = cli.Silently(cli.ExitPolicy)
	}
	return err
}

// find checks the files, and counts warnings as errors where they are to be.
func (c *checkCmd) find(env *cli.Env) (*checked, error) {
	lib, err := env.OpenLibrary(c.Rules)
	if err != nil {
		return nil, err
	}
	names, err := cli.FindPolicies(c.Paths, true)
	if err != nil {
		return nil, err
	}
	all, err := lib.CheckKept(c.Paths, names, c.Store(), findings.MayAllow)
	if err != nil {
		return nil, err
	}
	got := &checked{found: findings.Allow(all.Trees, all.Findings), inventories: all.Inventories}
	for _, name := range names {
		got.files = append(got.files, filepath.ToSlash(name))
	}
	for i := range got.found {
		if c.Strict {
			got.found[i].Severity = diag.Error
		}
		if got.found[i].Severity == diag.Error {
			got.errors++
		}
	}
	return got, nil
}

func (c *checkCmd) write(env *cli.Env, got *checked) ([]byte, error) {
	switch c.Format {
	case "json":
		return cli.FindingsJSON(got.found), nil
	case "sarif":
		return findings.SARIF(got.found)
	case "github":
		return findings.GitHub(got.found), nil
	case "junit":
		return findings.JUnit(got.files, got.found)
	}
	shown := got.found
	if c.Limit > 0 && len(shown) > c.Limit {
		shown = shown[:c.Limit]
	}
	out := cli.Diagnostics(shown, env.Color(env.Stdout))
	if len(shown) > 0 {
		out = append(out, '\n')
	}
	if more := len(got.found) - len(shown); more > 0 {
		out = fmt.Appendf(out, "%d more; --limit 0 shows all\n", more)
	}
	out = fmt.Appendf(out, "%s: %s, %s\n", cli.Count(len(got.files), "file"), cli.Count(got.errors, "error"), cli.Count(len(got.found)-got.errors, "warning"))
	for _, v := range got.inventories {
		out = append(out, cli.InventoryLine(v)+"\n"...)
	}
	return out, nil
}
