package main

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/internal/licences"
)

// licenseCmd lists what the commands are made of and may be used under.
type licenseCmd struct {
	Module string `arg:"" optional:"" help:"The module whose licence is printed in full. All modules are listed if none is given."`
}

// Help says more than the summary.
func (licenseCmd) Help() string {
	return `Lists every module that is linked into policyc and policyrun, with its version and the name of its licence.

Examples:
  policyc license
  policyc license github.com/alecthomas/kong        the text`
}

// Run lists the modules or prints one licence.
func (c *licenseCmd) Run(env *cli.Env) error {
	var b strings.Builder
	var names []string
	for _, l := range licences.All() {
		if l.Module == c.Module {
			_, err := fmt.Fprint(env.Stdout, l.Text)
			return err
		}
		names = append(names, l.Module)
		fmt.Fprintf(&b, "%-45s %-40s %s\n", l.Module, l.Version, l.Kind)
	}
	if c.Module == "" {
		_, err := fmt.Fprint(env.Stdout, b.String())
		return err
	}
	if near := diag.Nearest(c.Module, names); near != "" {
		return fmt.Errorf("there is no module %s; did you mean %s?", c.Module, near)
	}
	return fmt.Errorf("there is no module %s; policyc license lists all", c.Module)
}
