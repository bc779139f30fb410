// Command policyc checks and formats policies.
package main

import (
	"io"
	"os"

	"github.com/clausewise/clausewise/internal/cli"
	kongcompletion "github.com/jotaen/kong-completion"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// app is the verbs; each has a file of its own.
type app struct {
	Check       checkCmd                  `cmd:"" help:"Find mistakes in policies."`
	Test        testCmd                   `cmd:"" help:"Run the tests of policies."`
	Fmt         fmtCmd                    `cmd:"" help:"Write policies in their canonical form."`
	Sources     sourcesCmd                `cmd:"" help:"Tie policies to the documents they encode."`
	New         newCmd                    `cmd:"" help:"Begin a seller, a policy, or tests."`
	Build       buildCmd                  `cmd:"" help:"Make a bundle of policies that are checked and tested."`
	Sign        signCmd                   `cmd:"" help:"Sign a bundle."`
	Verify      verifyCmd                 `cmd:"" help:"Check that a bundle is whole and signed with a key."`
	Doc         docCmd                    `cmd:"" help:"Make a page of a policy for its reviewers."`
	Graph       graphCmd                  `cmd:"" help:"Draw what decisions depend on."`
	Schema      schemaCmd                 `cmd:"" help:"Print the JSON Schema of a policy's facts, or of its decisions."`
	Inspect     inspectCmd                `cmd:"" help:"Show what a bundle holds."`
	Keygen      keygenCmd                 `cmd:"" help:"Make a pair of keys for bundles."`
	ExplainCode explainCodeCmd            `cmd:"" help:"Explain a code such as P0203, with an example."`
	License     licenseCmd                `cmd:"" help:"List the licences of what the commands are made of."`
	Completion  kongcompletion.Completion `cmd:"" help:"Print what a shell needs to complete commands and flags."`
	Version     cli.VersionCmd            `cmd:"" help:"Print the version."`
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	env := &cli.Env{Stdin: stdin, Stdout: stdout, Stderr: stderr}
	return cli.Run(&app{}, "policyc", "Checks and formats policies: the rules of sellers' terms.", args, env)
}
