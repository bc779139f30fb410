package schema

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/internal/cli"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// each calls f for every built-in policy.
func each(t *testing.T, f func(t *testing.T, p *tree.Policy)) {
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	names, err := lib.Names()
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		versions, err := lib.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { f(t, versions[len(versions)-1]) })
	}
}

func compiled(t *testing.T, text []byte, err error) *jsonschema.Schema {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("policy.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("policy.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s.Validate(doc)
}

// caseJSON is a generated case as a fact file; wrong is an input whose value is replaced.
func caseJSON(p *tree.Policy, set *facts.Set, wrong int, instead string) []byte {
	var b bytes.Buffer
	sep := "{"
	for i, in := range p.Inputs {
		text := ""
		switch v := set.Values[i]; {
		case i == wrong:
			text = instead
		case v.Kind != value.Invalid:
			text = string(explain.FactJSON(in.Type, v))
		default:
			continue
		}
		fmt.Fprintf(&b, "%s%q: %s", sep, in.Name, text)
		sep = ", "
	}
	if sep == "{" {
		b.WriteString(sep)
	}
	b.WriteString("}")
	return b.Bytes()
}

// instead are values of every kind, most of which are wrong for a fact.
var instead = []string{`true`, `"yes"`, `"perhaps"`, `12`, `-1.5`, `"12"`, `"5%"`, `"5"`, `{"amount": "1.00", "currency": "EUR"}`, `{"amount": 1}`, `{"amount": "1", "currency": "ZZZ"}`,
	`"2024-02-29"`, `"2024-02-30"`, `"29.2.2024"`, `"2024-02-29T10:00:00Z"`, `"2024-02-29T10:00"`, `"DE"`, `"XX"`, `"DE-BW"`, `["2024-02-29"]`, `[null]`, `[]`, `["no_such_member"]`,
	`{}`, `{"no_such_part": 1}`, `[{}]`, `"never"`, `"unlimited"`, `null`, `"no_such_member"`, `[{"no_such_part": 1}]`}

// Whatever the decoder takes is as the schema says, and the other way round.
func TestFactsAreAsTheDecoderHasThem(t *testing.T) {
	each(t, func(t *testing.T, p *tree.Policy) {
		text, err := Facts(p)
		s := compiled(t, text, err)
		r := rand.New(rand.NewPCG(1, 2))
		taken, refused := 0, 0
		for seed := range 200 {
			set := casegen.New(p, uint64(seed), seed%60).Case()
			wrong := -1
			if seed%2 == 1 {
				wrong = r.IntN(len(p.Inputs))
			}
			doc := caseJSON(p, set, wrong, instead[r.IntN(len(instead))])
			_, problems := facts.Decode(p, "facts", doc, facts.JSON)
			problem := valid(t, s, doc)
			if (len(problems) > 0) != (problem != nil) && !apart(fmt.Sprint(problems)) {
				t.Fatalf("the decoder says %v\nthe schema says %v\n%s", problems, problem, doc)
			}
			if problem == nil {
				taken++
			} else {
				refused++
			}
		}
		if taken == 0 || refused == 0 {
			t.Errorf("%d taken, %d refused", taken, refused)
		}
		if _, problems := facts.Decode(p, "facts", []byte(`{"no_such_fact": 1}`), facts.JSON); len(problems) == 0 || valid(t, s, []byte(`{"no_such_fact": 1}`)) == nil {
			t.Error("an unknown fact is taken")
		}
	})
}

// apart tells whether the decoder refuses what no schema can say: amounts against those of other facts, and decimals against the currency's.
func apart(problems string) bool {
	return strings.Contains(problems, "F0117") || strings.Contains(problems, "F0115")
}

// Every answer is as the schema of the policy's decisions says, and an answer of another policy is not.
func TestDecisionsAreAsTheEngineGivesThem(t *testing.T) {
	each(t, func(t *testing.T, p *tree.Policy) {
		text, err := Decision(p)
		s := compiled(t, text, err)
		pl, err := engine.Compile(p)
		if err != nil {
			t.Fatal(err)
		}
		tried := 0
		for seed := range 60 {
			res, _ := pl.Decide(casegen.New(p, uint64(seed), seed%30).Case(), engine.Options{})
			if res == nil {
				continue
			}
			tried++
			doc := explain.JSON(res, cli.Digest(p))
			if err := valid(t, s, doc); err != nil {
				t.Fatalf("%#v\n%s", err, doc)
			}
			other := bytes.Replace(doc, []byte(`"policy": "`), []byte(`"policy": "x`), 1)
			if valid(t, s, other) == nil {
				t.Fatal("the answer of another policy is taken")
			}
		}
		if tried == 0 {
			t.Error("no case was decided")
		}
	})
}
