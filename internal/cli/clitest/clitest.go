// Package clitest runs the scripts of the commands.
package clitest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// Run runs testdata/script; UPDATE=1 writes what the commands print into the scripts. If there is a folder testdata/rules, each script finds
// a copy of it in its work directory.
func Run(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exit": exitsWith},
		Setup: func(e *testscript.Env) error {
			const rules = "testdata/rules"
			if _, err := os.Stat(rules); err != nil {
				return nil
			}
			return os.CopyFS(filepath.Join(e.WorkDir, "rules"), os.DirFS(rules))
		},
	})
}

// exitsWith is the script command "exit CODE COMMAND…": the command must end with this code.
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
