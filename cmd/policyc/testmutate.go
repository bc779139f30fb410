package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/mutate"
)

// mutate changes the policies in small ways and writes which changes no test notices. Each worker reads the policies again.
func (c *testCmd) mutate(env *cli.Env, t *cli.Tests, suite *casetest.Suite) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var files []*source.File
	for _, f := range t.Program.Files {
		files = append(files, f.Source)
	}
	load := func() (*dsl.Program, error) { return dsl.Load(files) }
	report, err := mutate.Run(ctx, load, suite.Cases, t.Given, runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if c.Format == "json" {
		err = report.JSON(&b)
	} else {
		err = report.Text(&b)
	}
	if err != nil {
		return err
	}
	if _, err := env.Stdout.Write(b.Bytes()); err != nil {
		return err
	}
	var low []string
	for _, s := range report.Below(c.MinScore) {
		low = append(low, fmt.Sprintf("%s reaches %.1f%%", s.Policy, s.Percent()))
	}
	switch {
	case len(low) > 0:
		return fmt.Errorf("the score is below %g%%: %s", c.MinScore, strings.Join(low, ", "))
	case len(report.Notes) > 0:
		return errors.New("a comment accepts mutants and should not")
	}
	return nil
}
