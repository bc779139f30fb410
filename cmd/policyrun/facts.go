package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/internal/cli"
)

// factsCmd shows what a policy asks.
type factsCmd struct {
	cli.LimitFlags

	Policy  string `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Example bool   `help:"Print only the file to fill in."`
	Rules   string `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
	Bundle  string `placeholder:"FILE" help:"Take policies from a bundle that policyc build made." completion-predictor:"file"`
	Signed  string `name:"require-signature" placeholder:"KEY" help:"Refuse a bundle that the owner of this public key has not signed." completion-predictor:"file"`
}

// Help says more than the summary.
func (factsCmd) Help() string {
	return `Examples:
  policyrun facts watchlegacy/returns
  policyrun facts watchlegacy/returns --example > case.yaml`
}

// Run shows the facts of the policy's latest version.
func (c *factsCmd) Run(env *cli.Env) error {
	lib, err := env.OpenPolicies(c.Rules, c.Bundle, c.Signed)
	if err != nil {
		return err
	}
	versions, err := lib.Load(c.Policy)
	if err != nil {
		return policyError(env, err, false)
	}
	p := versions[len(versions)-1]
	out := &strings.Builder{}
	if !c.Example {
		table(out, p)
		fmt.Fprint(out, "A file to fill in\n\n")
	}
	example(out, p)
	_, err = io.WriteString(env.Stdout, out.String())
	return err
}

// kinds are the sorts of input with their headings.
var kinds = []struct {
	kind    tree.InputKind
	heading string
}{
	{tree.Fact, "Facts"},
	{tree.Event, "Events: one that is left out has not happened"},
	{tree.Determination, "Judgments: to be made by a person, once the facts are known"},
}

// table lists the inputs with their types, questions and guards.
func table(w *strings.Builder, p *tree.Policy) {
	for _, k := range kinds {
		heading := k.heading + "\n\n"
		for _, in := range p.Inputs {
			if in.Kind != k.kind {
				continue
			}
			w.WriteString(heading)
			heading = ""
			fmt.Fprintf(w, "%s : %s\n", in.Name, casework.TypeWords(in.Type))
			if in.Question != "" {
				fmt.Fprintf(w, "    %s\n", in.Question)
			}
			for _, note := range casework.Notes(in) {
				fmt.Fprintf(w, "    %s\n", note)
			}
			fields(w, in.Type, "    ")
		}
		if heading == "" {
			w.WriteByte('\n')
		}
	}
}

// fields lists the parts of the entries of a list.
func fields(w *strings.Builder, t *types.Type, indent string) {
	if t.Kind == types.List {
		t = t.Elem
	}
	if t.Kind != types.Record {
		return
	}
	for _, f := range t.Rec.Fields {
		fmt.Fprintf(w, "%s- %s : %s\n", indent, f.Name, casework.TypeWords(f.Type))
	}
}

// example writes a fact file in which everything is still open; it can be used as it is.
func example(w *strings.Builder, p *tree.Policy) {
	fmt.Fprintf(w, "# Facts for %s", p.Name)
	if p.Title != "" {
		fmt.Fprintf(w, " (%s)", p.Title)
	}
	w.WriteString("\n# Fill in what is known. What is left empty is not known; [] says that there are none.\n")
	for _, k := range kinds {
		heading := "\n# " + k.heading + "\n"
		for _, in := range p.Inputs {
			if in.Kind != k.kind {
				continue
			}
			w.WriteString(heading)
			heading = ""
			comment := in.Question
			if in.Guard != nil {
				comment = strings.TrimSpace(comment + " Only when " + casework.Written(in.Guard) + ".")
			}
			if comment != "" {
				fmt.Fprintf(w, "\n# %s\n", comment)
			}
			fmt.Fprintf(w, "%-31s # %s\n", in.Name+":", casework.Shape(in.Type))
			entry(w, in.Type)
		}
	}
}

// entry shows an entry of a list of records as a comment.
func entry(w *strings.Builder, t *types.Type) {
	if t.Kind != types.List || t.Elem.Kind != types.Record {
		return
	}
	lead := "#   - "
	for _, f := range t.Elem.Rec.Fields {
		fmt.Fprintf(w, "%-31s # %s\n", lead+f.Name+":", casework.Shape(f.Type))
		lead = "#     "
	}
}
