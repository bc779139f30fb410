package replay

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
)

// Schema is the name of the output format.
const Schema = "replay/v1"

// Text writes a report for people.
func (r *Report) Text() []byte {
	b := &bytes.Buffer{}
	fmt.Fprintf(b, "%s replayed, %d %s.\n", count(r.Cases, "case"), r.Changed, verb(r.Changed))
	if len(r.Skipped) > 0 {
		fmt.Fprintf(b, "%s of policies that only one side has: %s.\n", count(len(r.Skipped), "case"), lines(r.Skipped))
	}
	if len(r.Refused) > 0 {
		fmt.Fprintf(b, "%s with facts that both sides refuse: %s.\n", count(len(r.Refused), "case"), lines(r.Refused))
	}
	last := ""
	for _, g := range r.Groups {
		if g.Policy != last {
			fmt.Fprintf(b, "\n%s\n", g.Policy)
			last = g.Policy
		}
		fmt.Fprintf(b, "  %s\n", g.sentence())
		fmt.Fprintf(b, "    %s: %s\n", count(len(g.Lines), "case"), lines(g.Lines))
	}
	return b.Bytes()
}

// sentence says what changes, and by which clauses.
func (g *Group) sentence() string {
	s := g.Label + ": " + g.From + " → " + g.To
	if g.Way != "" {
		s = g.Label + ": " + g.Way + ", " + g.From + " → " + g.To
		if len(g.Lines) > 1 {
			s += " in the first"
		}
	}
	if len(g.Clauses) > 0 {
		s += ", by " + strings.Join(g.Clauses, ", ")
	}
	return s
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

func verb(n int) string {
	if n == 1 {
		return "changes"
	}
	return "change"
}

// lines names the first lines of many.
func lines(all []int) string {
	const most = 10
	var out []string
	for _, n := range all[:min(most, len(all))] {
		out = append(out, strconv.Itoa(n))
	}
	if len(all) > most {
		out = append(out, "…")
	}
	if len(all) == 1 {
		return "line " + out[0]
	}
	return "lines " + strings.Join(out, ", ")
}

type reportForm struct {
	Schema  string      `json:"schema"`
	Cases   int         `json:"cases"`
	Changed int         `json:"changed"`
	Skipped []int       `json:"skipped"`
	Refused []int       `json:"refused"`
	Groups  []groupForm `json:"groups"`
}

type groupForm struct {
	Policy   string   `json:"policy"`
	Decision string   `json:"decision"`
	From     string   `json:"from"`
	To       string   `json:"to"`
	Way      string   `json:"way,omitempty"`
	Clauses  []string `json:"clauses"`
	Lines    []int    `json:"lines"`
}

// JSON writes a report for programs.
func (r *Report) JSON() ([]byte, error) {
	f := reportForm{Schema: Schema, Cases: r.Cases, Changed: r.Changed, Skipped: append([]int{}, r.Skipped...), Refused: append([]int{}, r.Refused...), Groups: []groupForm{}}
	for _, g := range r.Groups {
		f.Groups = append(f.Groups, groupForm{Policy: g.Policy, Decision: g.Decision, From: g.From, To: g.To, Way: g.Way, Clauses: append([]string{}, g.Clauses...), Lines: g.Lines})
	}
	return casework.JSON(f)
}
