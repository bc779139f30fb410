// Package lineshape gives the decisions of an answer of eval the shape that they have in a line of batch, for tests that compare the two.
package lineshape

// Of leaves out of decisions what people read, titles and questions, and gathers citations by effect. The decisions are changed and given back.
func Of(decisions map[string]any) map[string]any {
	for _, d := range decisions {
		d := d.(map[string]any)
		for _, list := range []string{"citations", "needs", "determinations"} {
			entries, _ := d[list].([]any)
			for _, e := range entries {
				delete(e.(map[string]any), "title")
				delete(e.(map[string]any), "question")
			}
		}
		d["citations"] = gathered(d["citations"].([]any))
	}
	return decisions
}

// gathered are the clauses by effect; one of another policy keeps its name.
func gathered(citations []any) map[string]any {
	out := map[string]any{}
	for _, c := range citations {
		c := c.(map[string]any)
		effect, clause := c["effect"].(string), c["clause"]
		if c["policy"] != nil {
			clause = map[string]any{"clause": clause, "policy": c["policy"]}
		}
		list, _ := out[effect].([]any)
		out[effect] = append(list, clause)
	}
	return out
}
