package whynot

import (
	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// reading is something that a condition reads, with its value in words.
type reading struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// readings are what a condition reads: facts, also those behind terms, decisions and readings of unclear passages, each once.
func readings(res *outcome.Result, x tree.Expr) []reading {
	var out []reading
	seen := map[any]bool{}
	add := func(key any, name, v string) {
		if !seen[key] {
			seen[key] = true
			out = append(out, reading{name, v})
		}
	}
	var visit func(tree.Expr)
	visit = func(x tree.Expr) {
		tree.Walk(x, func(x tree.Expr) bool {
			switch x := x.(type) {
			case *tree.InputRef:
				add(x.Input, x.Input.Name, inputWords(res, x.Input))
			case *tree.Happened:
				add(x.Event, x.Event.Name, inputWords(res, x.Event))
			case *tree.DecisionRef:
				if d := casework.Decision(res, x.Decision.Name); d != nil {
					add(x.Decision, x.Decision.Name, casework.AnswerWords(res.Policy, d))
				}
			case *tree.ReadingRef:
				for _, r := range res.Readings {
					if r.Ambiguity == x.Ambiguity {
						add(x.Ambiguity, x.Ambiguity.Name, "read as "+explain.Words(x.Ambiguity.Readings[r.Reading].Name))
					}
				}
			case *tree.TermRef:
				visit(x.Term.Body)
			}
			return true
		})
	}
	visit(x)
	return out
}

// inputWords is the value of an input in words.
func inputWords(res *outcome.Result, in *tree.Input) string {
	v := explain.Say(res.Policy, in.Type, res.Inputs[in.Index].Value)
	if in.Kind == tree.Event && v == "not known" {
		return "has not happened"
	}
	return v
}
