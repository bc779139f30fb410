// Package interview asks what is missing: which facts and judgments can still change an answer, and in which order to ask for them so that
// few questions are asked.
package interview

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Question is one whose answer can still change a decision.
type Question struct {
	Place   casework.Place
	Path    string
	Text    string           // in the policy's words
	For     []*tree.Decision // the decisions that wait for it
	Awaited *outcome.Awaited // of a judgment: its range; nil for facts
}

// Open are the questions that the decisions of an answer wait for: facts before judgments, those that most decisions wait for first.
func Open(res *outcome.Result) []*Question {
	var all []*Question
	add := func(in *tree.Input, path string, d *tree.Decision, a *outcome.Awaited) {
		for _, q := range all {
			if q.Path == path {
				q.For = append(q.For, d)
				return
			}
		}
		place, ok := casework.At(in, path)
		if !ok {
			return
		}
		all = append(all, &Question{Place: place, Path: path, Text: explain.Question(in, path), For: []*tree.Decision{d}, Awaited: a})
	}
	for i := range res.Decisions {
		d := &res.Decisions[i]
		for _, n := range d.Needs {
			add(n.Input, n.Path, d.Decision, nil)
		}
		for j := range d.Determinations {
			a := &d.Determinations[j]
			add(a.Input, a.Input.Name, d.Decision, a)
		}
	}
	slices.SortStableFunc(all, func(a, b *Question) int {
		return cmp.Or(
			cmp.Compare(a.rank(), b.rank()),
			cmp.Compare(len(b.For), len(a.For)), // and then as the engine has them: what settles most first
		)
	})
	return all
}

// rank puts what anybody can look up before what somebody has to judge.
func (q *Question) rank() int {
	if q.Judgment() {
		return 1
	}
	return 0
}

// Judgment tells whether a person has to judge it.
func (q *Question) Judgment() bool { return q.Place.Input.Kind == tree.Determination }

// Members are the answers that are possible, as facts write them; none where they are not few.
func (q *Question) Members() []string {
	if q.Awaited != nil {
		if open := explain.OpenMembers(*q.Awaited); len(open) > 0 {
			return open
		}
	}
	switch t := q.Place.Type(); t.Kind {
	case types.Bool:
		return []string{"yes", "no"}
	case types.Enum, types.Set:
		return t.Members
	}
	return nil
}

// Form is a question for programs.
type Form struct {
	Fact     string          `json:"fact"`
	Question string          `json:"question"`
	Kind     string          `json:"kind"` // fact, event or judgment
	Type     string          `json:"type"`
	Shape    string          `json:"shape"`             // how the answer is written in a fact file
	Members  []string        `json:"members,omitempty"` // the possible answers, or the possible members of a set
	Fields   []Field         `json:"fields,omitempty"`  // the parts of each entry of a list
	From     string          `json:"from,omitempty"`    // who knows it, or has to judge it
	Clause   string          `json:"clause,omitempty"`  // that asks for the judgment
	Min      json.RawMessage `json:"min,omitempty"`
	Max      json.RawMessage `json:"max,omitempty"`
	Notes    []string        `json:"notes,omitempty"` // bounds and guards, in the words of the policy
	For      []string        `json:"for"`             // the decisions that wait for it
}

// Field is a part of each entry of a list.
type Field struct {
	Name    string   `json:"name"`
	Type    string   `json:"type"`
	Shape   string   `json:"shape"`
	Members []string `json:"members,omitempty"`
}

// Form is the question for programs.
func (q *Question) Form() Form {
	in, t := q.Place.Input, q.Place.Type()
	f := Form{Fact: q.Path, Question: q.Text, Kind: "fact", Type: casework.TypeWords(t), Shape: casework.Shape(t), Members: q.Members(),
		From: in.Party, Notes: casework.Limits(in), For: names(q.For)}
	switch in.Kind {
	case tree.Event:
		f.Kind = "event"
	case tree.Determination:
		f.Kind = "judgment"
		if in.Clause != nil {
			f.Clause = in.Clause.ID
		}
	}
	if q.Awaited != nil {
		f.Min, f.Max = bound(t, q.Awaited.Min), bound(t, q.Awaited.Max)
	}
	f.Fields = fields(t)
	return f
}

func names(all []*tree.Decision) []string {
	out := make([]string, len(all))
	for i, d := range all {
		out[i] = d.Name
	}
	return out
}

// bound is the end of a range, if it is worth telling.
func bound(t *types.Type, v value.Value) json.RawMessage {
	if v.Kind == value.Invalid || v.Kind == value.Money && !v.Special && v.Cur == money.None {
		return nil
	}
	return explain.FactJSON(t, v)
}

func fields(t *types.Type) []Field {
	if t.Kind == types.List {
		t = t.Elem
	}
	if t.Kind != types.Record {
		return nil
	}
	out := make([]Field, len(t.Rec.Fields))
	for i, f := range t.Rec.Fields {
		out[i] = Field{Name: f.Name, Type: casework.TypeWords(f.Type), Shape: casework.Shape(f.Type), Members: f.Type.Members}
	}
	return out
}
