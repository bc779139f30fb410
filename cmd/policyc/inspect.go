package main

import (
	"bytes"
	"fmt"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// inspectCmd shows what a bundle holds.
type inspectCmd struct {
	Bundle string `arg:"" help:"The bundle." completion-predictor:"file"`
	Format string `enum:"text,json" default:"text" help:"How it is written: ${enum}. JSON is bundle/v1."`
}

// Help says more than the summary.
func (inspectCmd) Help() string {
	return `The whole bundle is checked first, its signatures too; whether a signature is by somebody you trust, only policyc verify says.

Examples:
  policyc inspect rules.bundle
  policyc inspect rules.bundle --format json`
}

type inspected struct {
	Schema   string            `json:"schema"`
	Format   int               `json:"format"`
	Digest   string            `json:"digest"`
	Tested   bool              `json:"tested"`
	Passed   int               `json:"passed"`
	Signed   []string          `json:"signed_by"`
	Policies []inspectedPolicy `json:"policies"`
	Sources  []inspectedSource `json:"sources"`
}

type inspectedPolicy struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	Version   string `json:"version"`
	Clauses   int    `json:"clauses"`
	Facts     int    `json:"facts"`
	Decisions int    `json:"decisions"`
	Digest    string `json:"digest"`
}

type inspectedSource struct {
	File   string `json:"file"`
	Digest string `json:"digest"`
}

// Run shows the bundle.
func (c *inspectCmd) Run(env *cli.Env) error {
	b, _, err := cli.ReadBundle(c.Bundle)
	if err != nil {
		return err
	}
	r := inspect(b)
	out := r.text(c.Bundle)
	if c.Format == "json" {
		if out, err = json.Marshal(r, jsontext.WithIndent("  ")); err != nil {
			return err
		}
		out = append(out, '\n')
	}
	_, err = env.Stdout.Write(out)
	return err
}

func inspect(b *bundle.Bundle) *inspected {
	r := &inspected{Schema: "bundle/v1", Format: bundle.Format, Digest: b.Digest(), Tested: !b.Tests.Skipped, Passed: b.Tests.Passed, Signed: []string{}}
	for _, k := range b.Signers() {
		r.Signed = append(r.Signed, bundle.Fingerprint(k))
	}
	for _, v := range b.Versions() {
		r.Policies = append(r.Policies, inspectedPolicy{v.Name, v.Title, cli.VersionLabel(v), cli.OwnClauses(v), len(v.Inputs), decisions(v), cli.Digest(v)})
	}
	for _, f := range b.Sources {
		r.Sources = append(r.Sources, inspectedSource{f.Name, bundle.SourceDigest(f)})
	}
	return r
}

func (r *inspected) text(file string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s: format %d, %s\n", file, r.Format, r.Digest)
	if r.Tested {
		fmt.Fprintf(&b, "%s passed when it was built\n", cli.Count(r.Passed, "test"))
	} else {
		fmt.Fprintf(&b, "built without running the tests\n")
	}
	for _, s := range r.Signed {
		fmt.Fprintf(&b, "signed by %s\n", s)
	}
	if len(r.Signed) == 0 {
		fmt.Fprintf(&b, "not signed\n")
	}
	for _, p := range r.Policies {
		fmt.Fprintf(&b, "\n%s\n", p.Name)
		for _, line := range []string{p.Title, p.Version} {
			if line != "" {
				fmt.Fprintf(&b, "  %s\n", diag.Visible(line))
			}
		}
		fmt.Fprintf(&b, "  %s, %s, %s\n  %s\n", cli.Count(p.Clauses, "clause"), cli.Count(p.Facts, "fact"), cli.Count(p.Decisions, "decision"), p.Digest)
	}
	fmt.Fprintf(&b, "\nsources\n")
	for _, s := range r.Sources {
		fmt.Fprintf(&b, "  %s %s\n", s.Digest, diag.Visible(s.File))
	}
	return b.Bytes()
}

// decisions counts the decisions that are answered.
func decisions(p *tree.Policy) int {
	n := 0
	for _, d := range p.Decisions {
		if d.Own {
			n++
		}
	}
	return n
}
