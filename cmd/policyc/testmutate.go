package main

import (
	"errors"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/internal/cli"
)

func (c *testCmd) mutate(env *cli.Env, t *cli.Tests, suite *casetest.Suite) error {
	return errors.New("not yet")
}
