package main

import (
	"fmt"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/internal/cli"
)

// verifyCmd checks a bundle's signature.
type verifyCmd struct {
	Bundle string `arg:"" help:"The bundle." completion-predictor:"file"`
	Key    string `required:"" placeholder:"FILE" help:"The public key whose owner must have signed it." completion-predictor:"file"`
}

// Help says more than the summary.
func (verifyCmd) Help() string {
	return `A bundle that is cut off, changed, made for a newer version, or not signed with this key is refused.

Examples:
  policyc verify rules.bundle --key release.pub

Exit codes: 0 the bundle is whole and signed with the key; 1 anything else.`
}

// Run checks the bundle.
func (c *verifyCmd) Run(env *cli.Env) error {
	key, err := cli.ReadKey(c.Key, bundle.ParsePublicKey)
	if err != nil {
		return err
	}
	b, _, err := cli.ReadBundle(c.Bundle)
	if err != nil {
		return err
	}
	if err := b.Require(key); err != nil {
		return fmt.Errorf("%s: %w", c.Bundle, err)
	}
	_, err = fmt.Fprintf(env.Stdout, "%s: whole, and signed by %s\n%s\n", c.Bundle, bundle.Fingerprint(key), b.Digest())
	return err
}
