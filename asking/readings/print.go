package readings

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// Schema is the name of the output format.
const Schema = "readings/v1"

// Text writes the table for people.
func (t *Table) Text() ([]byte, error) {
	b := &bytes.Buffer{}
	p := t.Result.Policy
	fmt.Fprintf(b, "%s\n\n", casework.Title(p))
	used := map[*tree.Ambiguity]bool{}
	var same []string
	for _, row := range t.Rows {
		if len(row.Decisive) == 0 {
			same = append(same, explain.Label(row.Decision.Decision)+": "+casework.AnswerWords(p, row.Decision))
			continue
		}
		for _, a := range row.Decisive {
			used[a] = true
		}
		if err := t.rowText(b, row); err != nil {
			return nil, err
		}
	}
	if len(same) > 0 {
		fmt.Fprint(b, "The same under every reading\n\n")
		for _, s := range same {
			fmt.Fprintf(b, "  %s\n", s)
		}
		b.WriteByte('\n')
	}
	if len(used) > 0 {
		fmt.Fprint(b, "The readings\n\n")
	}
	for _, a := range t.Tried {
		if !used[a] {
			continue
		}
		fmt.Fprintf(b, "  %s, %s\n", a.Name, a.Title)
		for _, r := range a.Readings {
			fmt.Fprintf(b, "    %s: %s\n", explain.Words(r.Name), r.Text)
		}
	}
	fmt.Fprintf(b, "\n%s\n", t.scope())
	return b.Bytes(), nil
}

// rowText writes one decision as a table with a column for each decisive ambiguity.
func (t *Table) rowText(b *bytes.Buffer, row Row) error {
	fmt.Fprintf(b, "%s\n\n", explain.Label(row.Decision.Decision))
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	head := make([]string, 0, len(row.Decisive))
	for _, a := range row.Decisive {
		head = append(head, a.Name)
	}
	fmt.Fprintf(w, "  %s\n", strings.Join(head, "\t"))
	for _, c := range row.Cases {
		cells := make([]string, 0, len(c.Readings))
		for i, r := range c.Readings {
			cells = append(cells, explain.Words(row.Decisive[i].Readings[r].Name))
		}
		mark := ""
		if c.Taken {
			mark = "   ← as read now"
		}
		fmt.Fprintf(w, "  %s\t%s%s\n", strings.Join(cells, "\t"), casework.AnswerWords(t.Result.Policy, c.Answer), mark)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	b.WriteByte('\n')
	return nil
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
	Status   string            `json:"status"`
	Value    json.RawMessage   `json:"value,omitempty"`
}

// JSON writes the table for programs.
func (t *Table) JSON() ([]byte, error) {
	f := tableForm{Schema: Schema, Policy: t.Result.Policy.Name, Version: t.Result.Policy.Version, Tried: list(t.Tried), Left: list(t.Left), Rows: []rowForm{}}
	for _, row := range t.Rows {
		r := rowForm{Decision: row.Decision.Decision.Name, Decisive: list(row.Decisive), Cases: []caseForm{}}
		for _, c := range row.Cases {
			cf := caseForm{Readings: map[string]string{}, Taken: c.Taken, Status: c.Answer.Status.String()}
			for i, n := range c.Readings {
				cf.Readings[row.Decisive[i].Name] = row.Decisive[i].Readings[n].Name
			}
			if c.Answer.Status == outcome.Decided {
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
