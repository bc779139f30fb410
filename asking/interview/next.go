package interview

import (
	"encoding/json"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// QuestionSchema is the name of the output format.
const QuestionSchema = "question/v1"

// Turn is the state of an interview for programs: the next question and what is decided so far.
type Turn struct {
	Schema    string   `json:"schema"`
	Policy    string   `json:"policy"`
	Version   string   `json:"version"`
	Done      bool     `json:"done"`
	Next      *Form    `json:"next"`      // null when nothing is left to ask
	Remaining []string `json:"remaining"` // what else can still matter, on the present facts
	Decisions []SoFar  `json:"decisions"`
}

// SoFar is what became of a decision so far.
type SoFar struct {
	Decision string          `json:"decision"`
	Status   string          `json:"status"`
	Value    json.RawMessage `json:"value,omitempty"`
}

// Turn is the interview for programs.
func (iv *Interview) Turn() (*Turn, *outcome.Result, []outcome.Problem) {
	q, res, problems := iv.Next()
	if len(problems) > 0 {
		return nil, nil, problems
	}
	t := &Turn{Schema: QuestionSchema, Policy: res.Policy.Name, Version: res.Policy.Version, Done: q == nil, Remaining: []string{}, Decisions: []SoFar{}}
	if q != nil {
		f := q.Form()
		t.Next = &f
		for _, other := range iv.unskipped(res) {
			if other.Path != q.Path {
				t.Remaining = append(t.Remaining, other.Path)
			}
		}
	}
	for i := range res.Decisions {
		d := &res.Decisions[i]
		s := SoFar{Decision: d.Decision.Name, Status: d.Status.String()}
		if d.Status == outcome.Decided {
			s.Value = explain.FactJSON(d.Decision.Type, d.Value)
		}
		t.Decisions = append(t.Decisions, s)
	}
	return t, res, nil
}
