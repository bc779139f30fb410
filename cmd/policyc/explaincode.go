package main

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cli"
)

// explainCodeCmd explains a code.
type explainCodeCmd struct {
	Code string `arg:"" optional:"" help:"The code, as it stands in brackets before a finding. All codes are listed if none is given."`
}

// Help says more than the summary.
func (explainCodeCmd) Help() string {
	return `Examples:
  policyc explain-code F0106
  policyc explain-code            all codes`
}

// Run explains the code.
func (c *explainCodeCmd) Run(env *cli.Env) error {
	docs := diag.Docs()
	var b strings.Builder
	if c.Code == "" {
		for _, d := range docs {
			fmt.Fprintf(&b, "%s  %s\n", d.Code, d.Title)
		}
		_, err := fmt.Fprint(env.Stdout, b.String())
		return err
	}
	want := strings.ToUpper(strings.Trim(c.Code, "[]"))
	for _, d := range docs {
		if string(d.Code) != want {
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n\nIt occurs when %s.\n\n%s\n", d.Code, d.Title, d.Occurs, d.Why)
		for _, e := range []struct{ heading, text string }{{"Wrong", d.Wrong}, {"Right", d.Right}} {
			if e.text != "" {
				fmt.Fprintf(&b, "\n%s:\n\n%s", e.heading, indented(e.text))
			}
		}
		_, err := fmt.Fprint(env.Stdout, b.String())
		return err
	}
	var codes []string
	for _, d := range docs {
		codes = append(codes, string(d.Code))
	}
	if near := diag.Nearest(want, codes); near != "" {
		return fmt.Errorf("there is no code %s; did you mean %s?", want, near)
	}
	return fmt.Errorf("there is no code %s; policyc explain-code lists all", want)
}

func indented(text string) string {
	lines := strings.SplitAfter(strings.TrimRight(text, "\n")+"\n", "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) != "" {
			lines[i] = "    " + l
		}
	}
	return strings.Join(lines, "")
}
