package compare

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
	"go.yaml.in/yaml/v4"
)

// Common is a case on common names.
type Common struct {
	vocabulary *Vocabulary
	entries    []entry
	own        map[string]*yaml.Node // facts of one policy alone, by its name
}

type entry struct {
	word  *Word
	value *yaml.Node
}

// Read reads a case on common names, for the policies that are to be compared; what it holds for others is left aside. Problems are names that
// nobody knows.
func (v *Vocabulary) Read(name string, data []byte, policies []string) (*Common, []outcome.Problem) {
	refuse := func(code diag.Code, path, message, hint string) []outcome.Problem {
		return []outcome.Problem{{Code: string(code), Path: path, Message: message, Hint: hint}}
	}
	if most := v.Limits.OrDefault().FactsBytes; len(data) > most {
		return nil, refuse(diag.FactsTooLarge, "", name+" is larger than "+limits.Bytes(most), "Give the facts of one case"+facts.OrRaise(limits.FactsBytes, most))
	}
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil && len(bytes.TrimSpace(data)) > 0 {
		return nil, refuse(diag.FactsUnreadable, "", name+": "+strings.TrimPrefix(err.Error(), "yaml: "), "")
	}
	c := &Common{vocabulary: v, own: map[string]*yaml.Node{}}
	if len(doc.Content) == 0 {
		return c, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, refuse(diag.FactsNotOneMapping, "", name+" holds no facts under their names", "write each fact as name: value")
	}
	var problems []outcome.Problem
	policies = append(slices.Clone(policies), v.Policies()...)
	known := slices.Clone(policies)
	for _, w := range v.Facts {
		known = append(known, w.Name)
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i].Value, root.Content[i+1]
		if slices.Contains(policies, key) {
			c.own[key] = value
			continue
		}
		at := slices.IndexFunc(v.Facts, func(w *Word) bool { return w.Name == key })
		if at < 0 {
			hint := "Give what only one policy asks under that policy's name."
			if near := diag.Nearest(key, known); near != "" {
				hint = "Did you mean `" + near + "`?"
			}
			problems = append(problems, refuse(diag.FactUnknown, key, "there is no common fact "+key, hint)...)
			continue
		}
		c.entries = append(c.entries, entry{v.Facts[at], value})
	}
	return c, problems
}

// For is the case as a policy declares its facts. Notes say what of the case could not be put to it.
func (c *Common) For(p *tree.Policy) (set *facts.Set, notes []string, problems []outcome.Problem) {
	open := map[string]bool{}
	for {
		doc, more := c.document(p, open)
		text, err := yaml.Marshal(doc)
		if err != nil {
			return nil, nil, []outcome.Problem{{Code: string(diag.FactsUnreadable), Message: err.Error()}}
		}
		set, problems = facts.DecodeWithin(c.vocabulary.Limits, p, "the case", text, facts.YAML)
		again := false
		for _, pr := range problems {
			if pr.Code == string(diag.FactWrongCurrency) && !open[pr.Path] {
				open[pr.Path], again = true, true
				notes = append(notes, pr.Path+" is left open: "+pr.Message)
			}
		}
		if !again {
			return set, append(notes, more...), problems
		}
	}
}

// document writes the facts of a policy; those that are open are left out.
func (c *Common) document(p *tree.Policy, open map[string]bool) (*yaml.Node, []string) {
	doc := &yaml.Node{Kind: yaml.MappingNode}
	var notes []string
	own := c.own[p.Name]
	put := func(name string, v *yaml.Node) {
		if !open[name] && !has(own, name) {
			doc.Content = append(doc.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, v)
		}
	}
	for _, e := range c.entries {
		for _, m := range e.word.In[p.Name] {
			v, ok := m.write(e.value)
			if ok {
				put(m.Name, v)
			} else if !has(own, m.Name) {
				notes = append(notes, fmt.Sprintf("%s is left open: %s: %s says too little for it", m.Name, e.word.Name, e.value.Value))
			}
		}
	}
	if own != nil && own.Kind == yaml.MappingNode {
		doc.Content = append(doc.Content, own.Content...)
	}
	return doc, notes
}

// has tells whether a mapping gives a name.
func has(n *yaml.Node, name string) bool {
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}

// write is a common value as the policy writes it; ok is false where there is no such value.
func (m Meaning) write(v *yaml.Node) (out *yaml.Node, ok bool) {
	if m.Values != nil {
		out, ok = m.Values[yesNo(v.Value)]
		return out, ok
	}
	if m.List {
		return &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{v}}, true
	}
	return v, true
}

// yesNo makes one of the ways to write yes and no.
func yesNo(s string) string {
	switch strings.ToLower(s) {
	case "true", "yes":
		return "yes"
	case "false", "no":
		return "no"
	}
	return s
}
