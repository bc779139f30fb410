package reference_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/check"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/reference"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// TestCases plays the hand-written cases: an archive holds a policy and cases; a case is a fact file, "=>", and what is expected of it. Only what a
// case mentions is compared.
func TestCases(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := split(string(raw))
		p := compile(t, files[0].data)
		for _, f := range files[1:] {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+"/"+f.name, func(t *testing.T) {
				given, want, ok := strings.Cut(f.data, "=>\n")
				if !ok {
					t.Fatal("the case expects nothing")
				}
				got := answers(t, p, given)
				for line := range strings.Lines(want) {
					key, expected, _ := strings.Cut(strings.TrimSpace(line), ": ")
					if got[key] != expected {
						t.Errorf("%s:\n got %s\nwant %s", key, got[key], expected)
					}
				}
			})
		}
	}
}

// section is a file of an archive.
type section struct{ name, data string }

// split reads an archive: lines "-- name --" begin its files.
func split(text string) []section {
	var out []section
	for line := range strings.Lines(text) {
		name, isHead := strings.CutPrefix(strings.TrimSpace(line), "-- ")
		switch {
		case isHead:
			out = append(out, section{name: strings.TrimSuffix(name, " --")})
		case len(out) > 0:
			out[len(out)-1].data += line
		}
	}
	return out
}

func compile(t *testing.T, text string) *tree.Policy {
	t.Helper()
	file, list := parser.Parse(source.NewFile("test.policy", text), parser.Limits{})
	trees, found := check.Check([]*ast.File{file})
	list.Append(found)
	for _, d := range list.All() {
		if list.HasErrors() {
			t.Log(d.Span.StartPos(), d.Summary, d.Detail)
		}
	}
	if list.HasErrors() || len(trees) != 1 {
		t.Fatal("the policy does not compile")
	}
	return trees[0]
}

// answers are the answers to a case, in the words of the archives.
func answers(t *testing.T, p *tree.Policy, given string) map[string]string {
	t.Helper()
	set, problems := facts.Decode(p, "case.json", []byte(given), facts.JSON)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	out := map[string]string{}
	result, problems := reference.Decide(p, set, nil)
	if len(problems) > 0 {
		var paths []string
		for _, p := range problems {
			paths = append(paths, p.Path)
		}
		out["error"] = strings.Join(paths, ", ")
		return out
	}
	for _, d := range result.Decisions {
		out[d.Decision.Name] = strings.TrimSpace(d.Status.String() + " " + rest(d))
		var cites []string
		for _, c := range d.Citations {
			cites = append(cites, c.Clause.ID+" "+c.Effect.String())
		}
		out["cites "+d.Decision.Name] = strings.Join(cites, ", ")
	}
	for _, r := range result.Readings {
		var names []string
		for _, d := range r.DecisiveFor {
			names = append(names, d.Name)
		}
		out["decisive "+r.Ambiguity.Name] = strings.Join(names, ", ")
	}
	return out
}

func rest(d outcome.Decision) string {
	var parts []string
	switch d.Status {
	case outcome.Decided:
		return write(d.Decision.Type, d.Value)
	case outcome.NeedsFacts:
		for _, n := range d.Needs {
			parts = append(parts, n.Path)
		}
	case outcome.NeedsDetermination:
		for _, n := range d.Determinations {
			parts = append(parts, n.Input.Name)
		}
	}
	return strings.Join(parts, ", ")
}

func write(t *types.Type, v value.Value) string {
	switch v.Kind {
	case value.Enum:
		return t.Members[v.N]
	case value.Set:
		var ms []string
		for i, m := range t.Members {
			if v.N>>i&1 == 1 {
				ms = append(ms, m)
			}
		}
		return "{" + strings.Join(ms, ", ") + "}"
	case value.Money:
		return v.Decimal().String() + " " + v.Cur.Code()
	case value.Date:
		return date.Date(v.N).String()
	case value.Duty:
		d := v.Ref.(*value.DutyValue)
		s := fmt.Sprintf("%s %d %s", d.Who, d.Modality, d.What)
		for _, x := range []struct {
			word string
			v    value.Value
		}{{"amount", d.Amount}, {"insured for", d.InsuredFor}, {"not before", d.NotBefore}, {"by", d.By}} {
			if x.v.Kind != value.Invalid {
				s += " " + x.word + " " + write(nil, x.v)
			}
		}
		return s
	case value.List:
		var xs []string
		for _, x := range v.Ref.([]value.Value) {
			xs = append(xs, write(nil, x))
		}
		return "[" + strings.Join(xs, ", ") + "]"
	}
	return fmt.Sprint(v.N)
}
