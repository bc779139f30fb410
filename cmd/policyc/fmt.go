package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/clausewise/clausewise/dsl/format"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/rogpeppe/go-internal/diff"
)

// fmtCmd writes policies in their canonical form.
type fmtCmd struct {
	cli.LimitFlags

	Paths []string `arg:"" optional:"" help:"Files and folders, or - for the standard input; the current folder if none is given." completion-predictor:"file"`
	List  bool     `short:"l" help:"Print the names of files that are not in canonical form."`
	Diff  bool     `short:"d" help:"Print what would change."`
	Write bool     `short:"w" help:"Write the files."`
	Check bool     `help:"Change nothing; name the files that are not in canonical form and fail if there are any."`
}

// Help says more than the summary.
func (fmtCmd) Help() string {
	return `Without -l, -d, -w or --check the canonical form is printed. Comments stay where they are; a file with syntax errors is not touched.

Examples:
  policyc fmt -w rules
  policyc fmt -d rules/watchlegacy/returns.policy
  policyc fmt --check rules                      for CI
  policyc fmt - < draft.policy

Exit codes: 0 done; 1 with --check or -l, a file is not in canonical form; 4 a file has syntax errors.`
}

// Run formats the files.
func (c *fmtCmd) Run(env *cli.Env) error {
	if len(c.Paths) == 1 && c.Paths[0] == "-" {
		if c.Write {
			return errors.New("-w has nowhere to write the standard input to")
		}
		text, _, err := env.ReadPolicy("-")
		if err != nil {
			return err
		}
		return c.format(env, "standard input", text, nil)
	}
	files, err := cli.FindPolicies(c.Paths, true)
	if err != nil {
		return err
	}
	code := cli.ExitOK
	for _, name := range files {
		text, _, err := env.ReadPolicy(name)
		if err != nil {
			return err
		}
		err = c.format(env, name, text, func(out []byte) error { return cli.WriteFile(name, out) })
		switch got := cli.CodeOf(err); got {
		case cli.ExitOK:
		case cli.ExitPolicy:
			code = got
		default:
			if !cli.IsSilent(err) {
				return err
			}
			code = max(code, got)
		}
	}
	if code != cli.ExitOK {
		return cli.Silently(code)
	}
	return nil
}

// format formats one file as the flags say.
func (c *fmtCmd) format(env *cli.Env, name string, text []byte, store func([]byte) error) error {
	formatted, findings := format.WithLimits(source.NewFile(filepath.ToSlash(name), string(text)), parser.Within(env.Limits))
	if findings.HasErrors() {
		if _, err := env.Stderr.Write(cli.Diagnostics(findings.All(), env.Color(env.Stderr))); err != nil {
			return err
		}
		return cli.Silently(cli.ExitPolicy)
	}
	out := []byte(formatted)
	changed := !bytes.Equal(out, text)
	var shown []byte
	switch {
	case c.List || c.Check:
		if changed {
			shown = fmt.Appendln(nil, name)
		}
	case !c.Diff && !c.Write:
		shown = out
	}
	if c.Diff && changed {
		shown = append(shown, diff.Diff(name, text, name+" (canonical)", out)...)
	}
	if _, err := env.Stdout.Write(shown); err != nil {
		return err
	}
	if c.Write && changed && !c.Check {
		if err := store(out); err != nil {
			return err
		}
	}
	if changed && (c.Check || c.List && !c.Write) {
		return cli.Silently(cli.ExitFailure)
	}
	return nil
}
