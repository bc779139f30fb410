package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/coverage"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// coverage runs the tests and writes what they reach. If a test fails, the results are written instead: what a failing test reaches says nothing.
func (c *testCmd) coverage(env *cli.Env, t *cli.Tests, suite *casetest.Suite, programs map[string]*engine.Program) (*casetest.Report, error) {
	measured, results := coverage.Measure(suite.Cases, programs, t.Given)
	if results.Count(casetest.Failed)+results.Count(casetest.Broken) > 0 {
		var b bytes.Buffer
		if err := results.Text(&b, casetest.TextOptions{Color: env.Color(env.Stderr), Suggest: c.Suggest}); err != nil {
			return results, err
		}
		_, err := env.Stderr.Write(b.Bytes())
		return results, err
	}
	var b bytes.Buffer
	var err error
	switch c.Format {
	case "json":
		err = measured.JSON(&b)
	case "html":
		err = measured.HTML(&b)
	case "cobertura":
		err = measured.Cobertura(&b)
	default:
		err = measured.Text(&b)
	}
	if err != nil {
		return results, err
	}
	if _, err := env.Stdout.Write(b.Bytes()); err != nil {
		return results, err
	}
	var low []string
	for _, p := range measured.Below(c.Threshold) {
		low = append(low, fmt.Sprintf("%s reaches %.1f%%", p.Name, p.Total().Percent()))
	}
	if len(low) > 0 {
		return results, fmt.Errorf("coverage is below %g%%: %s", c.Threshold, strings.Join(low, ", "))
	}
	return results, nil
}
