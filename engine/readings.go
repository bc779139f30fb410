package engine

import (
	"maps"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
)

// unknownAmbiguities reports the readings asked for of ambiguities that the policy does not record.
func (pl *Plan) unknownAmbiguities(opts Options) []outcome.Problem {
	var problems []outcome.Problem
	for _, name := range slices.Sorted(maps.Keys(opts.Readings)) {
		if !slices.ContainsFunc(pl.policy.Ambiguities, func(a *tree.Ambiguity) bool { return a.Name == name }) {
			problems = append(problems, outcome.Problem{Code: "F0301", Path: name, Message: "the policy records no ambiguity " + name})
		}
	}
	return problems
}

// readingNames lists an ambiguity's readings.
func readingNames(a *tree.Ambiguity) string {
	names := make([]string, len(a.Readings))
	for i, r := range a.Readings {
		names[i] = r.Name
	}
	return "Write `" + strings.Join(names, "` or `") + "`."
}
