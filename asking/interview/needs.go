package interview

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// NeedsSchema is the name of the output format.
const NeedsSchema = "needs/v1"

// Needs is what the decisions of a case wait for.
type Needs struct {
	Schema    string  `json:"schema"`
	Policy    string  `json:"policy"`
	Version   string  `json:"version"`
	Questions []Form  `json:"questions"` // in the order in which to ask
	Decisions []Waits `json:"decisions"` // in the order of the policy
}

// Waits is what one decision waits for: exactly the facts that can change it. Judgments are named once no fact is missing.
type Waits struct {
	Decision  string   `json:"decision"`
	Status    string   `json:"status"`
	Facts     []string `json:"facts"`
	Judgments []string `json:"judgments"`
	Capped    bool     `json:"capped,omitempty"` // the analysis was stopped at its limit: the facts are all those that it reached
}

// NeedsOf collects what the decisions of an answer wait for.
func NeedsOf(res *outcome.Result) *Needs {
	n := &Needs{Schema: NeedsSchema, Policy: res.Policy.Name, Version: res.Policy.Version, Questions: []Form{}, Decisions: []Waits{}}
	for _, q := range Open(res) {
		n.Questions = append(n.Questions, q.Form())
	}
	for i := range res.Decisions {
		d := &res.Decisions[i]
		w := Waits{Decision: d.Decision.Name, Status: d.Status.String(), Facts: []string{}, Judgments: []string{}, Capped: d.Capped}
		for _, need := range d.Needs {
			w.Facts = append(w.Facts, need.Path)
		}
		for _, a := range d.Determinations {
			w.Judgments = append(w.Judgments, a.Input.Name)
		}
		n.Decisions = append(n.Decisions, w)
	}
	return n
}

// NeedsText says for people what the decisions of an answer wait for.
func NeedsText(res *outcome.Result) []byte {
	b := &bytes.Buffer{}
	all := Open(res)
	fmt.Fprintf(b, "%s\n\n", casework.Title(res.Policy))
	if len(all) == 0 {
		fmt.Fprintln(b, "Nothing is missing: no fact can still change an answer.")
	}
	heading := map[bool]string{false: "Facts that can still change an answer", true: "Judgments that are owed"}
	for i, q := range all {
		if i == 0 || q.Judgment() != all[i-1].Judgment() {
			if i > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(b, "%s\n\n", heading[q.Judgment()])
		}
		fmt.Fprintf(b, "  %s\n      %s\n", q.Path, q.Text)
		for _, line := range help(res.Policy, q) {
			fmt.Fprintf(b, "      %s\n", line)
		}
		fmt.Fprintf(b, "      for: %s\n", labels(q.For))
	}
	waits(b, res)
	return b.Bytes()
}

// waits lists the decisions that are open, each with all that it waits for.
func waits(b *bytes.Buffer, res *outcome.Result) {
	heading := "\nDecision by decision\n\n"
	for i := range res.Decisions {
		d := &res.Decisions[i]
		var on []string
		for _, n := range d.Needs {
			on = append(on, n.Path)
		}
		for _, a := range d.Determinations {
			on = append(on, a.Input.Name)
		}
		line := strings.Join(on, ", ")
		switch {
		case d.Status == outcome.Conflict:
			line = "clauses contradict each other; no fact is missing"
		case d.Status == outcome.NotGoverned:
			line = "the text does not govern it; no fact is missing"
		case len(on) == 0:
			continue
		case d.Capped:
			line += " (at most these: the analysis was stopped at its limit of nodes, which --max nodes=N raises)"
		}
		fmt.Fprintf(b, "%s  %s: %s\n", heading, explain.Label(d.Decision), line)
		heading = ""
	}
}

// help says how a question is answered, by whom and within which bounds.
func help(p *tree.Policy, q *Question) []string {
	in, t := q.Place.Input, q.Place.Type()
	out := []string{casework.TypeWords(t)}
	if members := q.Members(); q.Awaited != nil && t.Kind == types.Enum {
		out[0] = "one of " + strings.Join(members, ", ")
	}
	for _, f := range fields(t) {
		out = append(out, "- "+explain.Words(f.Name)+": "+f.Type)
	}
	if len(q.Place.Steps) == 0 {
		out = append(out, casework.Notes(in)...)
	}
	return out
}

func labels(all []*tree.Decision) string {
	out := make([]string, len(all))
	for i, d := range all {
		out[i] = explain.Label(d)
	}
	return strings.Join(out, ", ")
}
