package compare

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// Schema is the name of the output format.
const Schema = "compare/v1"

// Column is the case under one policy.
type Column struct {
	Policy string
	Result *outcome.Result
	Notes  []string // what of the case could not be put to it
}

// Table is the case under several policies.
type Table struct {
	vocabulary *Vocabulary
	Columns    []*Column
}

// Decide decides a case under policies, given by name. Problems are those of the policy that is named.
func Decide(c *Common, names []string, programs []*engine.Program) (t *Table, policy string, problems []outcome.Problem) {
	t = &Table{vocabulary: c.vocabulary}
	for i, g := range programs {
		col := &Column{Policy: names[i]}
		asked := casework.New(g, func(p *tree.Policy) (*facts.Set, []outcome.Problem) {
			set, notes, problems := c.For(p)
			col.Notes = notes
			return set, problems
		}, nil)
		if col.Result, problems = asked.Decide(engine.Options{}); len(problems) > 0 {
			return nil, names[i], problems
		}
		t.Columns = append(t.Columns, col)
	}
	return t, "", nil
}

// Undecided tells whether a common question is open under a policy that answers it.
func (t *Table) Undecided() bool {
	for _, w := range t.vocabulary.Answers {
		for _, col := range t.Columns {
			for _, d := range col.answers(w) {
				if d.Status != outcome.Decided && d.Status != outcome.NotApplicable {
					return true
				}
			}
		}
	}
	return false
}

// answers are the decisions by which a policy answers a common question.
func (col *Column) answers(w *Word) []*outcome.Decision {
	var out []*outcome.Decision
	for _, m := range w.In[col.Policy] {
		if d := casework.Decision(col.Result, m.Name); d != nil {
			out = append(out, d)
		}
	}
	return out
}

// Text writes the table for people: under each common question a line for each policy.
func (t *Table) Text() ([]byte, error) {
	b := &bytes.Buffer{}
	for _, w := range t.vocabulary.Answers {
		lines := &strings.Builder{}
		for _, col := range t.Columns {
			for _, d := range col.answers(w) {
				fmt.Fprintf(lines, "  %s\t%s\t%s\n", col.Policy, casework.AnswerWords(col.Result.Policy, d), strings.Join(clauses(d), ", "))
			}
		}
		if lines.Len() == 0 {
			continue
		}
		fmt.Fprintf(b, "%s\n", w.Question)
		aligned := &bytes.Buffer{}
		tw := tabwriter.NewWriter(aligned, 0, 0, 2, ' ', 0)
		if _, err := tw.Write([]byte(lines.String())); err != nil {
			return nil, err
		}
		if err := tw.Flush(); err != nil {
			return nil, err
		}
		for line := range strings.Lines(aligned.String()) {
			b.WriteString(strings.TrimRight(line, " \n") + "\n")
		}
		b.WriteByte('\n')
	}
	for _, col := range t.Columns {
		for _, n := range col.Notes {
			fmt.Fprintf(b, "%s: %s.\n", col.Policy, n)
		}
	}
	return b.Bytes(), nil
}

// clauses are those that give an answer; where none does yet, those that wait.
func clauses(d *outcome.Decision) []string {
	out := []string{}
	for _, want := range []outcome.Effect{outcome.Applies, outcome.Pending} {
		for _, c := range d.Citations {
			if c.Effect == want {
				out = append(out, c.Clause.ID)
			}
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

type tableForm struct {
	Schema   string       `json:"schema"`
	Policies []columnForm `json:"policies"`
	Answers  []answerForm `json:"answers"`
}

type columnForm struct {
	Policy  string   `json:"policy"`
	Version string   `json:"version"`
	Title   string   `json:"title"`
	Notes   []string `json:"notes"`
}

type answerForm struct {
	Answer   string     `json:"answer"`
	Question string     `json:"question"`
	Cells    []cellForm `json:"cells"`
}

type cellForm struct {
	Policy   string          `json:"policy"`
	Decision string          `json:"decision"`
	Status   string          `json:"status"`
	Value    json.RawMessage `json:"value,omitempty"`
	Clauses  []string        `json:"clauses"`
	Needs    []string        `json:"needs"`
}

// JSON writes the table for programs.
func (t *Table) JSON() ([]byte, error) {
	f := tableForm{Schema: Schema, Policies: []columnForm{}, Answers: []answerForm{}}
	for _, col := range t.Columns {
		p := col.Result.Policy
		f.Policies = append(f.Policies, columnForm{Policy: p.Name, Version: p.Version, Title: p.Title, Notes: append([]string{}, col.Notes...)})
	}
	for _, w := range t.vocabulary.Answers {
		a := answerForm{Answer: w.Name, Question: w.Question}
		for _, col := range t.Columns {
			for _, d := range col.answers(w) {
				a.Cells = append(a.Cells, cell(col.Policy, d))
			}
		}
		if len(a.Cells) > 0 {
			f.Answers = append(f.Answers, a)
		}
	}
	return casework.JSON(f)
}

func cell(policy string, d *outcome.Decision) cellForm {
	c := cellForm{Policy: policy, Decision: d.Decision.Name, Status: d.Status.String(), Clauses: clauses(d), Needs: []string{}}
	if d.Status == outcome.Decided {
		c.Value = explain.FactJSON(d.Decision.Type, d.Value)
	}
	for _, n := range d.Needs {
		c.Needs = append(c.Needs, n.Path)
	}
	for _, a := range d.Determinations {
		c.Needs = append(c.Needs, a.Input.Name)
	}
	return c
}
