package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/stdlib/money"
)

// factsCmd shows what a policy asks.
type factsCmd struct {
	Policy  string `arg:"" help:"The policy: a name such as chrono24/authenticity, a .policy file, or a folder that holds one." completion-predictor:"policy"`
	Example bool   `help:"Print only the file to fill in."`
	Rules   string `placeholder:"FOLDER" help:"Where policies are looked for, instead of those built in." completion-predictor:"file"`
}

// Help says more than the summary.
func (factsCmd) Help() string {
	return `Examples:
  policyrun facts watchlegacy/returns
  policyrun facts watchlegacy/returns --example > case.yaml`
}

// Run shows the facts of the policy's latest version.
func (c *factsCmd) Run(env *cli.Env) error {
	lib, err := cli.OpenLibrary(c.Rules)
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
			fmt.Fprintf(w, "%s : %s\n", in.Name, typeWords(in.Type))
			if in.Question != "" {
				fmt.Fprintf(w, "    %s\n", in.Question)
			}
			for _, note := range notes(in) {
				fmt.Fprintf(w, "    %s\n", note)
			}
			fields(w, in.Type, "    ")
		}
		if heading == "" {
			w.WriteByte('\n')
		}
	}
}

// notes say who supplies an input, when it matters and within which bounds.
func notes(in *tree.Input) []string {
	var out []string
	switch {
	case in.Kind == tree.Determination && in.Clause != nil:
		out = append(out, "judged by "+plainWords(in.Party)+" under "+in.Clause.ID)
	case in.Party != "":
		out = append(out, "from "+plainWords(in.Party))
	}
	if in.Guard != nil {
		out = append(out, "asked when "+written(in.Guard))
	}
	for _, b := range in.Bounds {
		out = append(out, strings.Join(strings.Fields(b.Span.Text()), " "))
	}
	if in.Default != nil {
		out = append(out, "taken to be "+written(in.Default)+" if not given")
	}
	return out
}

func plainWords(name string) string { return strings.ReplaceAll(name, "_", " ") }

// written is an expression as the policy has it.
func written(e tree.Expr) string { return strings.Join(strings.Fields(e.Pos().Text()), " ") }

// fields lists the parts of the entries of a list.
func fields(w *strings.Builder, t *types.Type, indent string) {
	if t.Kind == types.List {
		t = t.Elem
	}
	if t.Kind != types.Record {
		return
	}
	for _, f := range t.Rec.Fields {
		fmt.Fprintf(w, "%s- %s : %s\n", indent, f.Name, typeWords(f.Type))
	}
}

// typeWords says how a value is written.
func typeWords(t *types.Type) string {
	switch t.Kind {
	case types.Enum:
		return "one of " + strings.Join(t.Members, ", ")
	case types.Set:
		return "any of " + strings.Join(t.Members, ", ")
	case types.List:
		if t.Elem.Kind == types.Record {
			return "list, each with"
		}
		return "list of " + typeWords(t.Elem)
	}
	return t.String()
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
				comment = strings.TrimSpace(comment + " Only when " + written(in.Guard) + ".")
			}
			if comment != "" {
				fmt.Fprintf(w, "\n# %s\n", comment)
			}
			fmt.Fprintf(w, "%-31s # %s\n", in.Name+":", shape(in.Type))
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
		fmt.Fprintf(w, "%-31s # %s\n", lead+f.Name+":", shape(f.Type))
		lead = "#     "
	}
}

// shape shows how a value of the type is written in a fact file.
func shape(t *types.Type) string {
	switch t.Kind {
	case types.Bool:
		return "yes or no"
	case types.Enum:
		return strings.Join(t.Members, " | ")
	case types.Set:
		return "[" + strings.Join(t.Members, ", ") + "]: those that apply"
	case types.Number:
		if t.Whole {
			return "3"
		}
		return "3 or 2.5"
	case types.Percent:
		return "5%"
	case types.Money:
		code := "EUR"
		if t.Currency != money.None {
			code = t.Currency.Code()
		}
		s := `{amount: "1234.50", currency: ` + code + "}"
		if t.Special {
			s += " or unlimited"
		}
		return s
	case types.Date:
		if t.Special {
			return "2024-02-29 or never"
		}
		return "2024-02-29"
	case types.Instant:
		return "2024-06-06T10:00:00+02:00"
	case types.Text:
		return `"text"`
	case types.Country:
		return "DE, CH, …"
	case types.Currency:
		return "EUR, CHF, …"
	case types.Calendar:
		return "a calendar's name such as DE-BW, or a list of dates"
	case types.List:
		if t.Elem.Kind == types.Record {
			return "[], or entries like this one:"
		}
		return "[…] of " + shape(t.Elem)
	}
	return t.String()
}
