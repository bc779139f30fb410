package main

import (
	"crypto/ed25519"
	"fmt"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/internal/cli"
)

// signCmd signs a bundle.
type signCmd struct {
	Bundle string `arg:"" help:"The bundle." completion-predictor:"file"`
	Key    string `required:"" placeholder:"FILE" help:"The private key, as policyc keygen makes it." completion-predictor:"file"`
	Output string `short:"o" placeholder:"FILE" help:"Where the signed bundle is written; in the bundle's place if it is not given." completion-predictor:"file"`
}

// Help says more than the summary.
func (signCmd) Help() string {
	return `A bundle can have the signatures of several keys. Its content and digest stay what they are.

Examples:
  policyc sign rules.bundle --key release.key
  policyc sign rules.bundle --key release.key -o signed.bundle`
}

// Run signs the bundle.
func (c *signCmd) Run(env *cli.Env) error {
	key, err := cli.ReadKey(c.Key, bundle.ParsePrivateKey)
	if err != nil {
		return err
	}
	_, data, err := cli.ReadBundle(c.Bundle)
	if err != nil {
		return err
	}
	signed, err := bundle.Sign(data, key)
	if err != nil {
		return err
	}
	out := c.Output
	if out == "" {
		out = c.Bundle
	}
	if err := cli.WriteFile(out, signed); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "%s: signed by %s\n", out, bundle.Fingerprint(key.Public().(ed25519.PublicKey)))
	return err
}
