package main

import (
	"errors"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/internal/cli"
)

// latest is a policy's latest version. Errors of the policy are printed to the standard error.
func latest(env *cli.Env, policy, rules string) (*tree.Policy, error) {
	lib, err := env.OpenLibrary(rules)
	if err != nil {
		return nil, err
	}
	versions, err := lib.Load(policy)
	if found, ok := errors.AsType[*cli.PolicyErrors](err); ok {
		if _, err := env.Stderr.Write(cli.Diagnostics(found.Findings, env.Color(env.Stderr))); err != nil {
			return nil, err
		}
		return nil, cli.Silently(cli.ExitPolicy)
	}
	if err != nil {
		return nil, err
	}
	return versions[len(versions)-1], nil
}
