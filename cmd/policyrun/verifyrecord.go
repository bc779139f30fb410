package main

import (
	"bytes"
	"fmt"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/asking/receipt"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/internal/cli"
)

// verifyRecordCmd replays a decision record.
type verifyRecordCmd struct {
	cli.LimitFlags

	Record string `arg:"" help:"The record that policyrun eval --record wrote; - is the standard input." completion-predictor:"file"`
	Policy string `help:"The policy to replay it under, if it is not the one of that name: a name, a .policy file or a folder." completion-predictor:"policy"`
	Rules  string `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
	Format string `enum:"text,json" default:"text" help:"How it is written: ${enum}. JSON is verdict/v1."`
}

// Help says more than the summary.
func (verifyRecordCmd) Help() string {
	return `A record holds if it has not been altered, the text of the policy is the same to the letter, and the case, decided again, gives the same
answers by the same clauses. Another version of the program alone does not make a record fail, but is said.

Examples:
  policyrun eval watchlegacy/returns --facts case.yaml --record case.record.json
  policyrun verify-record case.record.json
  policyrun verify-record case.record.json --rules ./rules --format json

Exit codes: 0 it holds; 5 it does not: the policy's text or the answer is another one now; 2 it is no record, or has been altered; 4 the
policy has errors; 1 anything else.`
}

type verdictForm struct {
	Schema     string           `json:"schema"`
	Holds      bool             `json:"holds"`
	SamePolicy bool             `json:"same_policy"`
	SameEngine bool             `json:"same_engine"`
	Changed    []differenceForm `json:"changed"`
	Refused    []string         `json:"refused"`
}

type differenceForm struct {
	Part string `json:"part"`
	Then string `json:"then"`
	Now  string `json:"now"`
}

// Run replays the record.
func (c *verifyRecordCmd) Run(env *cli.Env) error {
	data, _, err := env.ReadFacts(c.Record)
	if err != nil {
		return err
	}
	record, err := receipt.Read(data)
	if err != nil {
		return &cli.Exit{Code: cli.ExitFacts, Err: err}
	}
	name := record.Policy
	if c.Policy != "" {
		name = c.Policy
	}
	lib, err := env.OpenLibrary(c.Rules)
	if err != nil {
		return err
	}
	versions, err := lib.Load(name)
	if err != nil {
		return policyError(env, err, c.Format == "json")
	}
	program, err := engine.NewProgram(versions)
	if err != nil {
		return err
	}
	program.Within(env.Limits)
	v, err := record.Replay(program, cli.Version(), cli.Digest)
	if err != nil {
		return err
	}
	out := verdictText(v)
	if c.Format == "json" {
		if out, err = verdictJSON(v); err != nil {
			return err
		}
	}
	if !v.Holds() {
		return write(env.Stdout, out, cli.ExitChanged)
	}
	_, err = env.Stdout.Write(out)
	return err
}

func verdictText(v *receipt.Verdict) []byte {
	b := &bytes.Buffer{}
	if v.Holds() {
		fmt.Fprintln(b, "The record holds.")
	} else {
		fmt.Fprintln(b, "The record does not hold.")
	}
	fmt.Fprintln(b, "  record: intact")
	if len(v.Refused) > 0 {
		fmt.Fprintln(b, "  facts: refused now")
		for _, p := range v.Refused {
			fmt.Fprintf(b, "    %s\n", casework.ProblemWords(p))
		}
		return b.Bytes()
	}
	fmt.Fprintf(b, "  policy text: %s\n", sameOr(v.SamePolicy, "changed"))
	fmt.Fprintf(b, "  program: %s\n", sameOr(v.SameEngine, "another version"))
	fmt.Fprintf(b, "  answer: %s\n", sameOr(len(v.Changed) == 0, "changed"))
	for _, d := range v.Changed {
		fmt.Fprintf(b, "    %s\n      then: %s\n      now:  %s\n", d.Part, d.Then, d.Now)
	}
	return b.Bytes()
}

func sameOr(same bool, other string) string {
	if same {
		return "the same"
	}
	return other
}

func verdictJSON(v *receipt.Verdict) ([]byte, error) {
	f := verdictForm{Schema: "verdict/v1", Holds: v.Holds(), SamePolicy: v.SamePolicy, SameEngine: v.SameEngine, Changed: []differenceForm{}, Refused: []string{}}
	for _, d := range v.Changed {
		f.Changed = append(f.Changed, differenceForm(d))
	}
	for _, p := range v.Refused {
		f.Refused = append(f.Refused, casework.ProblemWords(p))
	}
	return casework.JSON(f)
}
