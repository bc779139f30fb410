package mutate

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// Score counts the mutants of a policy: those that tests notice, of those that nobody accepted.
type Score struct {
	Policy                     string
	Killed, Survived, Accepted int
}

// Percent is the share of mutants that tests notice; 100 if there are none.
func (s Score) Percent() float64 {
	if s.Killed+s.Survived == 0 {
		return 100
	}
	return 100 * float64(s.Killed) / float64(s.Killed+s.Survived)
}

// Scores are the scores by policy, in order.
func (r *Report) Scores() []Score {
	var out []Score
	for _, m := range r.Mutants {
		if len(out) == 0 || out[len(out)-1].Policy != m.Policy {
			out = append(out, Score{Policy: m.Policy})
		}
		s := &out[len(out)-1]
		switch {
		case m.KilledBy != "":
			s.Killed++
		case m.Accepted != "":
			s.Accepted++
		default:
			s.Survived++
		}
	}
	return out
}

// Text writes the score of each policy and the mutants that survive, by clause.
func (r *Report) Text(w io.Writer) error {
	var b strings.Builder
	scores := r.Scores()
	width := 0
	for _, s := range scores {
		width = max(width, len(s.Policy))
	}
	for i, s := range scores {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%-*s  %5.1f%%  (%d of %d mutants noticed", width, s.Policy, s.Percent(), s.Killed, s.Killed+s.Survived)
		if s.Accepted > 0 {
			fmt.Fprintf(&b, ", %d accepted", s.Accepted)
		}
		b.WriteString(")\n")
		r.survivors(&b, s.Policy)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "\n%s:%d: %s\n", n.Span.File.Name, n.Span.StartPos().Line, n.Text)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) survivors(b *strings.Builder, policy string) {
	clause, none := "", true
	for _, m := range r.Mutants {
		if m.Policy != policy || !m.Survives() {
			continue
		}
		if none || m.Clause != clause {
			if m.Clause == "" {
				b.WriteString("  declarations\n")
			} else {
				fmt.Fprintf(b, "  clause %q\n", m.Clause)
			}
		}
		clause, none = m.Clause, false
		note := ""
		if m.Untested {
			note = " (no test is about it)"
		}
		at := m.Span.StartPos()
		fmt.Fprintf(b, "    %s:%d:%d: %s%s\n      %s\n", m.Span.File.Name, at.Line, at.Column, m.Change, note, diag.Visible(around(m.Span)))
	}
}

// around is the text of a change: of the sentence if that is what is changed, else the line on which it stands.
func around(s source.Span) string {
	line := s.File.Line(s.StartPos().Line)
	if text := quote(s); len(text) > len(strings.TrimSpace(line)) {
		return text
	}
	return quote(source.Span{File: s.File, Start: s.Start - lead(s), End: s.Start - lead(s) + len(line)})
}

// lead is how many bytes of its line stand before a span.
func lead(s source.Span) int { return s.Start - lineStart(s.File.Text, s.Start) }

// JSON writes the report as mutation/v1.
func (r *Report) JSON(w io.Writer) error {
	type score struct {
		Policy   string  `json:"policy"`
		Killed   int     `json:"killed"`
		Survived int     `json:"survived"`
		Accepted int     `json:"accepted"`
		Percent  float64 `json:"percent"`
	}
	type mutant struct {
		Policy   string `json:"policy"`
		Clause   string `json:"clause"`
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Text     string `json:"text"`
		Change   string `json:"change"`
		Status   string `json:"status"`
		Accepted string `json:"accepted,omitempty"`
	}
	doc := struct {
		Schema  string   `json:"schema"`
		Scores  []score  `json:"scores"`
		Mutants []mutant `json:"mutants"`
	}{Schema: "mutation/v1", Scores: []score{}, Mutants: []mutant{}}
	for _, s := range r.Scores() {
		doc.Scores = append(doc.Scores, score{s.Policy, s.Killed, s.Survived, s.Accepted, math.Round(s.Percent()*10) / 10})
	}
	for _, m := range r.Mutants {
		at := m.Span.StartPos()
		status := "survived"
		switch {
		case m.KilledBy != "":
			status = "killed"
		case m.Accepted != "":
			status = "accepted"
		}
		doc.Mutants = append(doc.Mutants, mutant{m.Policy, m.Clause, m.Span.File.Name, at.Line, at.Column, quote(m.Span), m.Change, status, m.Accepted})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

// Below are the policies whose tests notice less than a share of the mutants, in percent.
func (r *Report) Below(percent float64) []Score {
	return slices.DeleteFunc(r.Scores(), func(s Score) bool { return s.Percent() >= percent })
}
