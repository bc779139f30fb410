package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/sources"
	"github.com/clausewise/clausewise/stdlib/date"
)

// sourcesConfirmCmd confirms changes.
type sourcesConfirmCmd struct {
	Folder   string   `arg:"" help:"The seller's folder, with sources.lock." completion-predictor:"file"`
	Clauses  []string `arg:"" optional:"" help:"The clauses that have changed, as verify names them; none with --all."`
	By       string   `required:"" placeholder:"NAME" help:"Who has compared the text with the rules."`
	On       string   `placeholder:"DATE" help:"When, as 2024-02-29."`
	All      bool     `help:"Confirm all changes that wait."`
	Document string   `placeholder:"NAME" help:"Which document, if the lock has several."`
}

// Help says more than the summary.
func (sourcesConfirmCmd) Help() string {
	return `policyc sources verify --record notes changes in the lock. Compare each with the rules that cite it, change them where they have to be, and confirm.

Examples:
  policyc sources confirm rules/harbour "§3" "§4.1" --by "A. Editor" --on 2024-02-29
  policyc sources confirm rules/harbour --all --by "A. Editor"

Exit codes: 0 all are confirmed; 1 anything else, and nothing is.`
}

// Run confirms.
func (c *sourcesConfirmCmd) Run(env *cli.Env) error {
	if c.All == (len(c.Clauses) > 0) {
		return errors.New("name the clauses that are confirmed, or write --all")
	}
	if c.On != "" {
		if _, err := date.Parse(c.On); err != nil {
			return fmt.Errorf("--on %s is no date; write it as 2024-02-29", c.On)
		}
	}
	lock, doc, err := lockedDocument(c.Folder, c.Document)
	if err != nil {
		return err
	}
	names := c.Clauses
	if c.All {
		for _, e := range doc.Pending() {
			names = append(names, e.Name())
		}
	}
	for _, name := range names {
		if err := sources.Confirm(doc, name, c.By, c.On); err != nil {
			return err
		}
	}
	if err := cli.WriteFile(filepath.Join(c.Folder, sources.LockName), lock.Encode()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "%s: %s confirmed, %d still waiting\n", doc.Name, cli.Count(len(names), "change"), len(doc.Pending()))
	return err
}
