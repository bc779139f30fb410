package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/sources"
)

// sourcesCmd is the verbs about the documents that policies encode.
type sourcesCmd struct {
	Lock    sourcesLockCmd    `cmd:"" help:"Write a sources.lock from a document's text and its outline."`
	Verify  sourcesVerifyCmd  `cmd:"" help:"Tell which clauses of a document changed, and which rules cite them."`
	Confirm sourcesConfirmCmd `cmd:"" help:"Say that the rules are right for a clause that has changed."`
}

// readText reads a document.
func readText(env *cli.Env, name string) (string, error) {
	data, _, err := cli.ReadInput(env, name, sources.MaxTextBytes)
	return string(data), err
}

func readOutline(name string) (*sources.Outline, error) {
	data, err := cli.ReadLimited(name, sources.MaxFileBytes)
	if err != nil {
		return nil, err
	}
	return sources.ReadOutline(filepath.ToSlash(name), []byte(data))
}

// sourcesLockCmd writes a lock.
type sourcesLockCmd struct {
	Text    string `required:"" placeholder:"FILE" help:"The document's text; - is the standard input." completion-predictor:"file"`
	Outline string `required:"" placeholder:"FILE" help:"Where its clauses stand." completion-predictor:"file"`
	Output  string `short:"o" required:"" placeholder:"FILE" help:"The lock to write, sources.lock in the seller's folder; other documents in it stay." completion-predictor:"file"`
	Replace bool   `help:"Lock the text as it is, although clauses have changed that nobody has confirmed."`
}

// Help says more than the summary.
func (sourcesLockCmd) Help() string {
	return `The lock has the id, the place and a digest of the text of each clause, never the text. docs/sources.md describes outlines.
All text below the first heading must belong to a clause, or be listed as none.

Examples:
  policyc sources lock --text returns.txt --outline rules/harbour/returns.outline -o rules/harbour/sources.lock

Exit codes: 0 the lock is written; 3 clauses have changed since the lock that is there, which stays as it is; 1 anything else.`
}

// Run writes the lock.
func (c *sourcesLockCmd) Run(env *cli.Env) error {
	outline, err := readOutline(c.Outline)
	if err != nil {
		return err
	}
	text, err := readText(env, c.Text)
	if err != nil {
		return err
	}
	found, err := sources.Locate(outline, text)
	if err != nil {
		return err
	}
	if err := complete(filepath.ToSlash(c.Outline), found); err != nil {
		return err
	}
	lock, err := cli.ReadLockFile(c.Output)
	if errors.Is(err, fs.ErrNotExist) {
		lock, err = &sources.Lock{}, nil
	}
	if err != nil {
		return err
	}
	old := lock.Document(outline.Document)
	if old != nil && !c.Replace {
		if changes := sources.Compare(old, found); unconfirmed(changes) {
			return &cli.Exit{Code: cli.ExitUndecided, Err: fmt.Errorf("%s: %s since the lock was written; policyc sources verify shows the rules that cite them, "+
				"and --record notes them; --replace forgets the old text", outline.Document, cli.Count(len(changes), "change"))}
		}
	}
	lock.Put(sources.NewDocument(outline, found, old))
	if err := cli.WriteFile(c.Output, lock.Encode()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "%s: %s locked in %s\n", outline.Document, cli.Count(clauses(found), "clause"), filepath.ToSlash(c.Output))
	return err
}

// unconfirmed tells whether a lock would forget a text that an editor has confirmed. A clause that is new to the outline, or has another id
// now, is no such text.
func unconfirmed(changes []sources.Change) bool {
	for _, c := range changes {
		if c.Kind == sources.Changed || c.Kind == sources.Vanished && c.MovedTo == "" {
			return true
		}
	}
	return false
}

func clauses(found *sources.Found) int {
	n := 0
	for _, p := range found.Passages {
		if p.ID != "" {
			n++
		}
	}
	return n
}

// complete reports what the outline does not find, and text that it does not speak of.
func complete(outline string, found *sources.Found) error {
	var problems []string
	for _, p := range found.Problems {
		problems = append(problems, fmt.Sprintf("%s:%d: %s", outline, p.Line, p.Message))
	}
	for _, p := range found.Passages {
		if p.Unplaced {
			problems = append(problems, fmt.Sprintf("%s: no clause has the %s at %s under %q; give it a clause, or list it under \"no clause\"",
				outline, cli.Count(p.Words, "word"), p.At, p.Heading))
		}
	}
	if len(problems) == 0 {
		return nil
	}
	for i, p := range problems {
		problems[i] = "\n  " + diag.Visible(p)
	}
	return fmt.Errorf("the outline and the text do not fit, and nothing is written:%s", strings.Join(problems, ""))
}
