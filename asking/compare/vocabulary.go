// Package compare puts one case to the terms of several sellers, whose policies call the same things by different names. The names that they have in
// common are in rules/vocabulary.
package compare

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/clausewise/clausewise/limits"
	"go.yaml.in/yaml/v4"
)

// Vocabulary is what policies have in common.
type Vocabulary struct {
	Facts   []*Word
	Answers []*Word
	Limits  limits.Limits // of a case
}

// Word is a common name.
type Word struct {
	Name     string
	Question string
	// In is what it is called, by the policy's name.
	In map[string][]Meaning
}

// Meaning is a name in a policy, with how a common value is written there.
type Meaning struct {
	Name   string
	List   bool                  // as the only entry of a list
	Values map[string]*yaml.Node // nil: as it stands
}

// file is a vocabulary as it is written.
type file struct {
	Vocabulary string    `yaml:"vocabulary"`
	Title      string    `yaml:"title"`
	Facts      yaml.Node `yaml:"facts"`
	Answers    yaml.Node `yaml:"answers"`
}

type wordForm struct {
	Question string               `yaml:"question"`
	In       map[string]yaml.Node `yaml:"in"`
}

type meaningForm struct {
	Fact   string               `yaml:"fact"`
	List   bool                 `yaml:"list"`
	Values map[string]yaml.Node `yaml:"values"`
}

// Add reads one more file of words. A word stands in one file only.
func (v *Vocabulary) Add(name string, data []byte) error {
	var f file
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", name, err)
	}
	var err error
	if v.Facts, err = words(v.Facts, name, &f.Facts); err != nil {
		return err
	}
	v.Answers, err = words(v.Answers, name, &f.Answers)
	return err
}

// words reads the words of a part of a file, in its order.
func words(all []*Word, file string, n *yaml.Node) ([]*Word, error) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		if slices.ContainsFunc(all, func(w *Word) bool { return w.Name == name }) {
			return nil, fmt.Errorf("%s, line %d: %s stands twice", file, n.Content[i].Line, name)
		}
		var form wordForm
		if err := n.Content[i+1].Decode(&form); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", file, n.Content[i].Line, err)
		}
		w := &Word{Name: name, Question: form.Question, In: map[string][]Meaning{}}
		for _, policy := range slices.Sorted(maps.Keys(form.In)) {
			node := form.In[policy]
			meanings, err := meaningsOf(&node)
			if err != nil {
				return nil, fmt.Errorf("%s, line %d: %w", file, node.Line, err)
			}
			w.In[policy] = meanings
		}
		all = append(all, w)
	}
	return all, nil
}

// meaningsOf reads a name, a mapping, or a list of these.
func meaningsOf(n *yaml.Node) ([]Meaning, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		return []Meaning{{Name: n.Value}}, nil
	case yaml.SequenceNode:
		var out []Meaning
		for _, item := range n.Content {
			more, err := meaningsOf(item)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
		return out, nil
	}
	var form meaningForm
	if err := n.Decode(&form); err != nil {
		return nil, err
	}
	m := Meaning{Name: form.Fact, List: form.List}
	for name, v := range form.Values {
		if m.Values == nil {
			m.Values = map[string]*yaml.Node{}
		}
		m.Values[name] = &v
	}
	if m.Name == "" {
		return nil, fmt.Errorf("a mapping without the name of a fact")
	}
	return []Meaning{m}, nil
}

// Policies are the policies that a vocabulary knows, in order.
func (v *Vocabulary) Policies() []string {
	seen := map[string]bool{}
	for _, w := range slices.Concat(v.Facts, v.Answers) {
		for p := range w.In {
			seen[p] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
