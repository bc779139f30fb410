package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io/fs"
	"os"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/internal/cli"
)

// keygenCmd makes keys.
type keygenCmd struct {
	Name string `arg:"" help:"The files are NAME.key, which signs and stays with its owner, and NAME.pub, which checks and is given away." completion-predictor:"file"`
}

// Help says more than the summary.
func (keygenCmd) Help() string {
	return `The keys are Ed25519, in PEM as openssl reads it. Files that are there are never overwritten.

Examples:
  policyc keygen release`
}

// Run makes a pair of keys.
func (c *keygenCmd) Run(env *cli.Env) error {
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	private, pub, err := bundle.EncodeKeys(key)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(c.Name + ".pub"); err == nil {
		return fmt.Errorf("%s.pub is there already, and nothing is written", c.Name)
	}
	if err := create(c.Name+".key", private, 0o600); err != nil {
		return err
	}
	if err := create(c.Name+".pub", pub, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "%s.key signs, keep it secret; %s.pub checks\n%s\n", c.Name, c.Name, bundle.Fingerprint(public))
	return err
}

// create writes a file that is not there yet.
func create(name string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err != nil {
		_ = f.Close() // the first error is the one to report
		return err
	}
	return f.Close()
}
