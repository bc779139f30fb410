// Command policyrun decides cases under policies and explains the decisions.
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
	Eval       evalCmd                   `cmd:"" help:"Decide a case."`
	Explain    explainCmd                `cmd:"" help:"Explain the decisions of a case, clause by clause."`
	WhyNot     whyNotCmd                 `cmd:"" help:"Say why a decision is not another one, and what would make it so."`
	Needs      needsCmd                  `cmd:"" help:"Say which facts and judgments can still change an answer."`
	Ask        askCmd                    `cmd:"" help:"Ask for what is missing, question by question, and explain the answer."`
	Readings   readingsCmd               `cmd:"" help:"Decide a case under every reading of unclear passages that can matter."`
	Verify     verifyRecordCmd           `cmd:"" name:"verify-record" help:"Replay a decision record and say whether it still holds."`
	Compare    compareCmd                `cmd:"" help:"Put one case to several sellers' terms side by side."`
	Replay     replayCmd                 `cmd:"" help:"Say which recorded cases change between two versions of policies."`
	Batch      batchCmd                  `cmd:"" help:"Decide a file of cases: on all cores, in order, resumable."`
	List       listCmd                   `cmd:"" help:"List the policies."`
	Facts      factsCmd                  `cmd:"" help:"Show the facts that a policy asks for, with a file to fill in."`
	Completion kongcompletion.Completion `cmd:"" help:"Print what a shell needs to complete commands, flags and names of policies."`
	Version    cli.VersionCmd            `cmd:"" help:"Print the version."`
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	env := &cli.Env{Stdin: stdin, Stdout: stdout, Stderr: stderr}
	return cli.Run(&app{}, "policyrun", "Decides cases under sellers' terms, with the clauses that decide them.", args, env)
}
