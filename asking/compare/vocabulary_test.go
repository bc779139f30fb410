package compare_test

import (
	"slices"
	"testing"

	"github.com/clausewise/clausewise/asking/casework"
	"github.com/clausewise/clausewise/asking/compare"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/internal/cli"
	"go.yaml.in/yaml/v4"
)

func library(t testing.TB) (*cli.Library, *compare.Vocabulary) {
	t.Helper()
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	v, err := lib.Vocabulary()
	if err != nil {
		t.Fatal(err)
	}
	return lib, v
}

// Every name of the vocabulary is one of the policy's, and means a fact of one kind in all of them; every value that is written for a policy is one
// that the fact can have.
func TestVocabularyFitsThePolicies(t *testing.T) {
	lib, v := library(t)
	policies := map[string]*tree.Policy{}
	for _, name := range v.Policies() {
		versions, err := lib.Load(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		policies[name] = versions[len(versions)-1]
	}
	for _, want := range []string{"chrono24/authenticity", "watchlegacy/returns", "ressence/cpo", "buyback/guarantee", "geneva/buy-cancel-return"} {
		if policies[want] == nil {
			t.Errorf("the vocabulary knows nothing of %s", want)
		}
	}
	for _, w := range v.Facts {
		var kind types.Kind
		for policy, meanings := range w.In {
			for _, m := range meanings {
				in := input(policies[policy], m.Name)
				if in == nil {
					t.Errorf("%s: %s has no fact %s", w.Name, policy, m.Name)
					continue
				}
				ty := in.Type
				if m.List {
					if ty.Kind != types.List {
						t.Errorf("%s: %s of %s is no list", w.Name, m.Name, policy)
						continue
					}
					ty = ty.Elem
				}
				if m.Values != nil {
					checkValues(t, policies[policy], in, m)
					ty = &types.Type{Kind: types.Bool}
				}
				if kind == 0 {
					kind = ty.Kind
				} else if kind != ty.Kind {
					t.Errorf("%s means facts of two types; one is %s of %s", w.Name, m.Name, policy)
				}
			}
		}
	}
	for _, w := range v.Answers {
		for policy, meanings := range w.In {
			for _, m := range meanings {
				if p := policies[policy]; p != nil && !slices.ContainsFunc(p.Decisions, func(d *tree.Decision) bool { return d.Own && d.Name == m.Name }) {
					t.Errorf("%s: %s decides no %s", w.Name, policy, m.Name)
				}
			}
		}
	}
}

func input(p *tree.Policy, name string) *tree.Input {
	if p == nil {
		return nil
	}
	for _, in := range p.Inputs {
		if in.Name == name {
			return in
		}
	}
	return nil
}

func checkValues(t *testing.T, p *tree.Policy, in *tree.Input, m compare.Meaning) {
	t.Helper()
	for common, n := range m.Values {
		if common != "yes" && common != "no" {
			t.Errorf("%s: %s is neither yes nor no", in.Name, common)
		}
		text := `"` + n.Value + `"`
		if n.Kind == yaml.SequenceNode {
			text = "[]"
		}
		if _, problems := casework.Parse(p, in, []byte(text)); len(problems) > 0 {
			t.Errorf("%s of %s: %s", in.Name, p.Name, problems[0].Message)
		}
	}
}

// A word stands once, and a file says only what it can.
func TestVocabularyRefuses(t *testing.T) {
	for _, text := range []string{
		"facts:\n  a: {in: {x/y: a}}\n  a: {in: {x/y: a}}\n",
		"facts:\n  a: {in: {x/y: {list: true}}}\n",
		"fact: {}\n",
		"facts: [",
	} {
		if err := (&compare.Vocabulary{}).Add("test.yaml", []byte(text)); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
