// Package rulestest runs the tests of the built-in policies, which stand beside them in rules, so that `go test ./...` fails when a policy no
// longer answers what its document says. How such tests are written: docs/testing.md.
package rulestest
