package readings

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// Schema is the name of the output format.
const Schema = "readings/v1"

// Text writes the table for people.
func (t *Table) Text() []byte {
	b := &bytes.Buffer{}
	p := t.Result.Policy
	fmt.Fprintf(b, "%s\n\n", casework.Title(p))
	var same []string
	for _, row := range t.Rows {
		if len(row.Decisive) == 0 {
			same = append(same, explain.Label(row.Decision.Decision)+": "+casework.AnswerWords(p, row.Decision))
			continue
		}
		t.rowText(b, row)
	}
	if len(same) > 0 {
		fmt.Fprint(b, "The same under every reading\n\n")
		for _, s := range same {
			fmt.Fprintf(b, "  %s\n", s)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "%s\n", t.scope())
	return b.Bytes()
}

// rowText writes one decision: each answer once, and below it the readings under which it is given.
func (t *Table) rowText(b *bytes.Buffer, row Row) {
	fmt.Fprintf(b, "%s\n\n", explain.Label(row.Decision.Decision))
	last := ""
	for _, f := range row.folds() {
		if f.key != last {
			last = f.key
			mark := ""
			if f.taken {
				mark = "   ← as read now"
			}
			fmt.Fprintf(b, "  %s%s\n", t.answerWords(f.first), mark)
		}
		lead := "    - "
		for i, a := range row.Decisive {
			if len(f.readings[i]) == len(a.Readings) {
				continue
			}
			var all []string
			for _, r := range f.readings[i] {
				all = append(all, "“"+a.Readings[r].Text+"”")
			}
			fmt.Fprintf(b, "%s%s (%s): %s\n", lead, a.Title, a.Name, strings.Join(all, " or "))
			lead = "      "
		}
	}
	b.WriteByte('\n')
}

func (t *Table) answerWords(c *Case) string {
	if c.Answer != nil {
		return casework.AnswerWords(t.Result.Policy, c.Answer)
	}
	s := "the facts are refused"
	if len(c.Refused) > 0 {
		s += " (" + casework.ProblemWords(c.Refused[0]) + ")"
	}
	return s
}

// scope says what was tried.
func (t *Table) scope() string {
	n := 1
	for _, a := range t.Tried {
		n *= len(a.Readings)
	}
	if len(t.Tried) == 0 {
		return "No unclear passage is read by these decisions."
	}
	s := fmt.Sprintf("%d combinations of the readings of %s were decided.", n, names(t.Tried))
	if len(t.Left) > 0 {
		s += fmt.Sprintf(" There are more than %d with %s, which changed nothing when each was read otherwise by itself and were left as they are.", Most, names(t.Left))
	}
	return s
}

func names(all []*tree.Ambiguity) string {
	out := make([]string, len(all))
	for i, a := range all {
		out[i] = a.Name
	}
	return strings.Join(out, ", ")
}

type tableForm struct {
	Schema  string    `json:"schema"`
	Policy  string    `json:"policy"`
	Version string    `json:"version"`
	Tried   []string  `json:"tried"`
	Left    []string  `json:"left"` // not combined, since there were too many combinations
	Rows    []rowForm `json:"decisions"`
}

type rowForm struct {
	Decision string     `json:"decision"`
	Decisive []string   `json:"decisive"`
	Cases    []caseForm `json:"cases"`
}

type caseForm struct {
	Readings map[string]string `json:"readings"`
	Taken    bool              `json:"taken"`
	Status   string            `json:"status"` // refused: the facts are refused under these readings
	Value    json.RawMessage   `json:"value,omitempty"`
	Problems []string          `json:"problems,omitempty"` // why they are
}

// JSON writes the table for programs.
func (t *Table) JSON() ([]byte, error) {
	f := tableForm{Schema: Schema, Policy: t.Result.Policy.Name, Version: t.Result.Policy.Version, Tried: list(t.Tried), Left: list(t.Left), Rows: []rowForm{}}
	for _, row := range t.Rows {
		r := rowForm{Decision: row.Decision.Decision.Name, Decisive: list(row.Decisive), Cases: []caseForm{}}
		for _, c := range row.Cases {
			cf := caseForm{Readings: map[string]string{}, Taken: c.Taken, Status: refused}
			for i, n := range c.Readings {
				cf.Readings[row.Decisive[i].Name] = row.Decisive[i].Readings[n].Name
			}
			for _, p := range c.Refused {
				cf.Problems = append(cf.Problems, casework.ProblemWords(p))
			}
			if c.Answer != nil {
				cf.Status = c.Answer.Status.String()
			}
			if c.Answer != nil && c.Answer.Status == outcome.Decided {
				cf.Value = explain.FactJSON(c.Answer.Decision.Type, c.Answer.Value)
			}
			r.Cases = append(r.Cases, cf)
		}
		f.Rows = append(f.Rows, r)
	}
	return casework.JSON(f)
}

func list(all []*tree.Ambiguity) []string {
	out := []string{}
	for _, a := range all {
		out = append(out, a.Name)
	}
	return out
}
