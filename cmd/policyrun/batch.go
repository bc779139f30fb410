package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/clausewise/clausewise/batch"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/internal/cli"
)

// batchCmd decides a stream of cases.
type batchCmd struct {
	cli.LimitFlags

	Policy     string        `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	In         string        `arg:"" help:"The cases: NDJSON, CSV or Parquet, by the file's ending; - is NDJSON on the standard input." completion-predictor:"file"`
	Out        string        `required:"" short:"o" placeholder:"FILE" help:"Where the answers go: NDJSON, CSV or Parquet, by the ending; - is NDJSON on the standard output." completion-predictor:"file"`
	From       string        `enum:"auto,ndjson,csv,parquet" default:"auto" help:"How the cases are written, if the file's name does not say: ${enum}."`
	To         string        `enum:"auto,ndjson,csv,parquet" default:"auto" help:"How the answers are written, if the file's name does not say: ${enum}."`
	Rejects    string        `placeholder:"FILE" help:"Where rows that are no cases go, with number and reason; OUT.rejects.ndjson if not given." completion-predictor:"file"`
	MaxRejects int64         `default:"-1" placeholder:"N" help:"Stop after the chunk of rows in which more than N are rejected."`
	Resume     bool          `help:"Go on with a run that was interrupted."`
	Workers    int           `placeholder:"N" help:"How many cases are decided at once; as many as there are cores if not given."`
	Decision   []string      `short:"d" placeholder:"NAME" help:"Answer this decision only. Can be given several times."`
	AsOf       string        `placeholder:"YYYY-MM-DD" help:"The day for which the question is asked, if the facts do not say."`
	Rules      string        `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
	Every      time.Duration `hidden:"" default:"2s" help:"How often a checkpoint is made."`
}

// Help says more than the summary.
func (batchCmd) Help() string {
	return `Answers come in the order of the cases, one row per case with its number, the decisions and the clauses behind them. Rows that are no
cases are written apart and counted; the counts at the end add up. While a run lasts, the answers stand in OUT.partial and a checkpoint in
OUT.checkpoint; --resume goes on from there, and the result is what a run without interruption would have written.

Examples:
  policyrun batch watchlegacy/returns cases.ndjson -o answers.ndjson
  policyrun batch watchlegacy/returns cases.csv -o answers.parquet --max-rejects 100
  policyrun batch watchlegacy/returns cases.ndjson -o answers.ndjson --resume
  generate | policyrun batch ./terms.policy - -o - --rejects bad.ndjson | count

Exit codes: 0 every row is decided; 3 something is undecided; 2 rows were rejected; 4 the policy has errors; 1 anything else, also an
interruption.`
}

// Run decides the cases.
func (c *batchCmd) Run(env *cli.Env) error {
	lib, err := env.OpenLibrary(c.Rules)
	if err != nil {
		return err
	}
	versions, err := lib.Load(c.Policy)
	if err != nil {
		return policyError(env, err, false)
	}
	if err := c.check(versions); err != nil {
		return err
	}
	policy, err := batch.Compile(versions, batch.Ask{Decisions: c.Decision, AsOf: c.AsOf, Limits: env.Limits})
	if err != nil {
		return err
	}
	// An interrupt is heard until the process ends: one that comes when all is written must not make a failure of it.
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt)
	run, err := c.open(env, versions, policy)
	if err != nil {
		return err
	}
	defer run.close()
	if run.from.Finished {
		return c.finish(env, run, run.from)
	}
	run.progress = newProgress(env, run.total, run.from)
	last := time.Now()
	job := batch.Job{Policy: policy, Source: run.source, Format: run.format, Answers: run.answers, Rejects: run.rejects, Workers: c.Workers, From: run.from}
	job.After = func(pos batch.Position) error {
		run.progress.at(pos)
		enough := c.MaxRejects >= 0 && pos.Counts.Rejected > c.MaxRejects
		if pos.Finished || enough || ctx.Err() != nil || time.Since(last) >= c.Every {
			if err := run.checkpoint(pos); err != nil {
				return err
			}
			last = time.Now()
		}
		switch {
		case enough && !pos.Finished:
			return errTooMany
		case ctx.Err() != nil && !pos.Finished:
			return errInterrupted
		}
		return nil
	}
	pos, err := job.Run()
	run.progress.end()
	return c.end(env, run, pos, err)
}

var (
	errTooMany     = errors.New("too many rows are rejected")
	errInterrupted = errors.New("interrupted")
)

// end reports how the run ended.
func (c *batchCmd) end(env *cli.Env, run *batchRun, pos batch.Position, err error) error {
	if err == nil {
		return c.finish(env, run, pos)
	}
	summary(env, pos, run.rejectsName)
	goOn := ""
	if run.state != "" && !errors.Is(err, errTooMany) {
		goOn = "; --resume goes on from here"
	}
	switch {
	case errors.Is(err, errTooMany):
		return &cli.Exit{Code: cli.ExitFacts, Err: fmt.Errorf("stopped: more than %d rows are rejected; see %s", c.MaxRejects, run.rejectsName)}
	case errors.Is(err, errInterrupted):
		return errors.New("interrupted" + goOn)
	}
	return fmt.Errorf("%w%s", err, goOn)
}

// finish puts the answers in their place.
func (c *batchCmd) finish(env *cli.Env, run *batchRun, pos batch.Position) error {
	if err := run.finish(pos); err != nil {
		return err
	}
	summary(env, pos, run.rejectsName)
	switch {
	case c.MaxRejects >= 0 && pos.Counts.Rejected > c.MaxRejects:
		return &cli.Exit{Code: cli.ExitFacts, Err: fmt.Errorf("more than %d rows are rejected; see %s", c.MaxRejects, run.rejectsName)}
	case pos.Counts.Rejected > 0:
		return cli.Silently(cli.ExitFacts)
	case pos.Counts.Undecided > 0:
		return cli.Silently(cli.ExitUndecided)
	}
	return nil
}

// summary prints the counts.
func summary(env *cli.Env, pos batch.Position, rejects string) {
	n := pos.Counts
	line := fmt.Sprintf("%s in: %s decided, %s undecided, %s rejected", rows(n.In), grouped(n.Decided), grouped(n.Undecided), grouped(n.Rejected))
	if n.Rejected > 0 {
		line += ", listed in " + rejects
	}
	_, _ = fmt.Fprintln(env.Stderr, line) // if even that fails, there is nobody left to tell
}

// check refuses flags that cannot be.
func (c *batchCmd) check(versions []*tree.Policy) error {
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	if c.Resume && (c.In == "-" || c.Out == "-") {
		return errors.New("--resume needs files: what went through a pipe is gone")
	}
	if c.Out == "-" && c.Rejects == "" {
		return errors.New("with -o -, say with --rejects where rows go that are no cases")
	}
	return (&caseFlags{Decision: c.Decision}).knownDecisions(versions)
}

// formatOf is the format that a flag or a file's name says.
func formatOf(flag, name string) (string, error) {
	if flag != "auto" {
		return flag, nil
	}
	known := []string{"ndjson", "csv", "parquet"}
	switch i := strings.LastIndexByte(name, '.'); {
	case name == "-":
		return "ndjson", nil
	case i >= 0 && name[i+1:] == "jsonl":
		return "ndjson", nil
	case i >= 0 && slices.Contains(known, name[i+1:]):
		return name[i+1:], nil
	case i >= 0:
		if near := diag.Nearest(name[i+1:], known); near != "" {
			return "", fmt.Errorf("%s: what is in it is not known by its name; did you mean .%s?", name, near)
		}
	}
	return "", fmt.Errorf("%s: end the name with .ndjson, .csv or .parquet, or say with --from or --to what it is", name)
}
