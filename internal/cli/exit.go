// Package cli is what the commands policyrun and policyc have in common: exit codes, loading policies, printing problems.
package cli

import (
	"errors"
	"fmt"
)

// The exit codes, which callers may rely on; docs/cli.md explains them.
const (
	// ExitOK: every question is answered or does not arise; the policies are sound.
	ExitOK = 0
	// ExitFailure: anything that the other codes do not name: a wrong flag, a file that cannot be read, a check that failed.
	ExitFailure = 1
	// ExitFacts: the facts are wrong.
	ExitFacts = 2
	// ExitUndecided: something is undecided: facts or judgments are missing, clauses conflict, or the text does not govern it.
	ExitUndecided = 3
	// ExitPolicy: a policy has errors.
	ExitPolicy = 4
	// ExitChanged: what was decided before comes out otherwise now: a record does not hold, a recorded case changes.
	ExitChanged = 5
)

// Exit is an error that ends the program with a code. What is to be said about it has been said already if Err is nil.
type Exit struct {
	Code int
	Err  error
}

// Error says why the program ends.
func (e *Exit) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("exit %d", e.Code)
	}
	return e.Err.Error()
}

// Unwrap gives the reason.
func (e *Exit) Unwrap() error { return e.Err }

// Silently ends the program with a code and without a further message.
func Silently(code int) error { return &Exit{Code: code} }

// CodeOf is the exit code for the error of a command.
func CodeOf(err error) int {
	if err == nil {
		return ExitOK
	}
	if exit, ok := errors.AsType[*Exit](err); ok {
		return exit.Code
	}
	return ExitFailure
}

// IsSilent tells whether all that is to be said about an error has been said.
func IsSilent(err error) bool {
	exit, ok := errors.AsType[*Exit](err)
	return ok && exit.Err == nil
}
