package main

import (
	"strings"
	"testing"

	"github.com/clausewise/clausewise/internal/cli"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Whatever is printed as JSON is as docs/schema says: with nothing known, and with facts that are wrong, for every built-in policy.
func TestOutputIsAsTheSchemaSays(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	decision, err := c.Compile("../../docs/schema/decision-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	problem, err := c.Compile("../../docs/schema/error-v1.json")
	if err != nil {
		t.Fatal(err)
	}
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	names, err := lib.Names()
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			for _, c := range []struct {
				facts  string
				code   int
				schema *jsonschema.Schema
			}{{"{}", cli.ExitUndecided, decision}, {"as_off: 1\n", cli.ExitFacts, problem}} {
				var stdout, stderr strings.Builder
				if code := run([]string{"eval", name, "--facts", "-", "--format", "json"}, strings.NewReader(c.facts), &stdout, &stderr); code != c.code {
					t.Fatalf("exit code %d: %s%s", code, stdout.String(), stderr.String())
				}
				doc, err := jsonschema.UnmarshalJSON(strings.NewReader(stdout.String()))
				if err != nil {
					t.Fatal(err)
				}
				if err := c.schema.Validate(doc); err != nil {
					t.Errorf("%#v", err)
				}
			}
		})
	}
}
