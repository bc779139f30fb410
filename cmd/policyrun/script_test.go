package main

import (
	"testing"

	"github.com/clausewise/clausewise/internal/cli/clitest"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"policyrun": main}) }

func TestScript(t *testing.T) { clitest.Run(t) }
