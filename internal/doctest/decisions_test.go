package doctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
)

// A decisions block maps decisions to their values, or to a mapping with their status and, where they matter,
//
//	facts                      what is needed, in order
//	determination, by, clause  the judgment that is owed
//	range                      the interval of an open amount or day
//	conflict                   clause to value
//
// Besides decisions it may hold cites (decision to clause to effect, exactly), decisive (ambiguity to decisions), duties, caveats, and errors
// (the path of a fact to a part of the message) where the case is refused.
var besides = []string{"cites", "decisive", "duties", "caveats", "errors"}

// decisions compares what the engine answers with what the block says.
func (p *page) decisions(b *block) {
	if p.desk.facts == nil {
		p.errorf(b, "there are no facts above")
		return
	}
	if !p.load(b) {
		return
	}
	want, err := plainYAML(b.text)
	if err != nil {
		p.errorf(b, "%v", err)
		return
	}
	res, problems := p.decide(b)
	if len(problems) > 0 || want["errors"] != nil {
		p.refused(b, want["errors"], problems)
		return
	}
	if res == nil {
		return
	}
	got := plainJSON(explain.JSON(res, ""))
	decisions := got["decisions"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if slices.Contains(besides, name) {
			continue
		}
		d, ok := decisions[name].(map[string]any)
		if !ok {
			p.errorf(b, "the policy decides no %s", name)
			continue
		}
		p.same(b, name, want[name], answer(d, want[name]))
	}
	p.beside(b, want, got)
}

// decide evaluates the case on the desk.
func (p *page) decide(b *block) (*outcome.Result, []outcome.Problem) {
	program, err := engine.NewProgram(p.desk.versions)
	if err != nil {
		p.errorf(b, "%v", err)
		return nil, nil
	}
	readings := map[string]string{}
	for _, a := range p.desk.facts.args {
		if name, reading, ok := strings.Cut(a, "="); ok && name != "file" {
			readings[name] = reading
		}
	}
	return program.Decide(func(policy *tree.Policy) (*facts.Set, []outcome.Problem) {
		return facts.Decode(policy, p.name, []byte(p.desk.facts.text), facts.YAML)
	}, engine.Options{Readings: readings})
}

// answerTo is the answer to the case on the desk; nil where there is none.
func (p *page) answerTo(b *block) map[string]any {
	res, problems := p.decide(b)
	for _, q := range problems {
		p.errorf(b, "the case is refused: %s: %s", q.Path, q.Message)
	}
	if res == nil {
		return nil
	}
	return plainJSON(explain.JSON(res, ""))
}

// refused compares the problems of a case.
func (p *page) refused(b *block, want any, problems []outcome.Problem) {
	expected, _ := want.(map[string]any)
	for _, q := range problems {
		part, ok := expected[q.Path].(string)
		if !ok || !strings.Contains(q.Message, part) {
			p.errorf(b, "the case is refused: %s: %s", q.Path, q.Message)
		}
	}
	for path := range expected {
		if !slices.ContainsFunc(problems, func(q outcome.Problem) bool { return q.Path == path }) {
			p.errorf(b, "the case is not refused because of %q", path)
		}
	}
}

// beside compares what a block says besides decisions.
func (p *page) beside(b *block, want, got map[string]any) {
	decisions := got["decisions"].(map[string]any)
	if cites, ok := want["cites"].(map[string]any); ok {
		for name, expected := range cites {
			d, _ := decisions[name].(map[string]any)
			p.same(b, "citations of "+name, expected, pairs(d["citations"], "clause", "effect"))
		}
	}
	if decisive, ok := want["decisive"]; ok {
		p.same(b, "decisive readings", decisive, pairs(got["readings"], "name", "decisive_for"))
	}
	for _, name := range []string{"duties", "caveats"} {
		if expected, ok := want[name]; ok {
			p.same(b, name, expected, got[name])
		}
	}
}

func (p *page) same(b *block, what string, want, got any) {
	p.t.Helper()
	if !reflect.DeepEqual(want, got) {
		p.errorf(b, "%s differs (-page +engine):\n%s", what, cmp.Diff(want, got))
	}
}

// answer puts a decision into the shape in which it is expected.
func answer(d map[string]any, want any) any {
	expected, _ := want.(map[string]any)
	if _, status := expected["status"]; !status {
		if d["status"] == "decided" {
			return d["value"]
		}
		expected = map[string]any{"status": nil, "facts": nil, "determination": nil}
	}
	out := map[string]any{"status": d["status"]}
	owed := map[string]any{}
	if list, ok := d["determinations"].([]any); ok {
		owed, _ = list[0].(map[string]any)
	}
	for key := range expected {
		switch key {
		case "facts":
			names := []any{}
			for _, n := range listOf(d["needs"]) {
				names = append(names, n.(map[string]any)["fact"])
			}
			out[key] = names
		case "determination":
			out[key] = owed["name"]
		case "by", "clause":
			out[key] = owed[key]
		case "range":
			out[key] = d["range"]
		case "conflict":
			out[key] = pairs(d["conflict"], "clause", "value")
		}
	}
	return out
}

func listOf(v any) []any {
	list, _ := v.([]any)
	return list
}

// pairs turns a list of mappings into one mapping.
func pairs(list any, key, value string) map[string]any {
	out := map[string]any{}
	for _, item := range listOf(list) {
		m := item.(map[string]any)
		out[fmt.Sprint(m[key])] = m[value]
	}
	return out
}

// plainYAML is a text in which every scalar stays as it was written.
func plainYAML(text string) (map[string]any, error) {
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		return nil, err
	}
	if len(n.Content) == 0 {
		return map[string]any{}, nil
	}
	m, ok := plainNode(n.Content[0]).(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the block is no mapping")
	}
	return m, nil
}

func plainNode(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainNode(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, plainNode(c))
		}
		return list
	}
	return n.Value
}

// plainJSON is the same for the engine's answer; true and false are yes and no.
func plainJSON(data []byte) map[string]any {
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.UseNumber()
	var m map[string]any
	if err := dec.Decode(&m); err != nil {
		panic(err)
	}
	return plainValue(m).(map[string]any)
}

func plainValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = plainValue(x)
		}
	case []any:
		for i, x := range v {
			v[i] = plainValue(x)
		}
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case json.Number:
		return v.String()
	}
	return v
}
