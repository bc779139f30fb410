package engine_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Each archive holds a policy and cases: facts and what they must give, one line per decision, written by hand from the semantics.
func TestSemantics(t *testing.T) {
	files, err := filepath.Glob("testdata/semantics/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no archives")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { playArchive(t, file) })
	}
}

func playArchive(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	prog, err := dsl.Load([]*source.File{source.NewFile(file, string(ar.Files[0].Data))})
	if err != nil {
		t.Fatal(err)
	}
	pl, err := engine.Compile(prog.Policies[0].Versions[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i+1 < len(ar.Files); i += 2 {
		given, want := ar.Files[i], ar.Files[i+1]
		set, problems := facts.Decode(pl.Policy(), given.Name, given.Data, facts.YAML)
		var got string
		if len(problems) == 0 {
			var res *outcome.Result
			if res, problems = pl.Decide(set, engine.Options{}); res != nil {
				got = summary(res, string(want.Data))
			}
		}
		for _, p := range problems {
			got += "error " + p.Path + ": " + p.Message + "\n"
		}
		if diff := cmp.Diff(string(want.Data), got); diff != "" {
			t.Errorf("%s, %s (want -, got +):\n%s", file, given.Name, diff)
		}
	}
}

// summary prints the decisions that want mentions, with citations where want has them.
func summary(res *outcome.Result, want string) string {
	var b strings.Builder
	for i := range res.Decisions {
		d := &res.Decisions[i]
		for _, line := range strings.Split(want, "\n") {
			name, rest, _ := strings.Cut(line, ":")
			if name != d.Decision.Name {
				continue
			}
			fmt.Fprintf(&b, "%s: %s", name, answerWords(d))
			if strings.Contains(rest, "[") {
				fmt.Fprintf(&b, " %s", citationWords(d))
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func answerWords(d *outcome.Decision) string {
	switch d.Status {
	case outcome.Decided:
		return valueWords(d, d.Value)
	case outcome.NeedsFacts:
		var names []string
		for _, n := range d.Needs {
			names = append(names, n.Path)
		}
		return "needs " + strings.Join(names, ", ")
	case outcome.NeedsDetermination:
		var names []string
		for _, n := range d.Determinations {
			names = append(names, n.Input.Name)
		}
		return "awaits " + strings.Join(names, ", ")
	case outcome.Conflict:
		var sides []string
		for _, s := range d.Conflict {
			sides = append(sides, s.Clause.ID+" "+valueWords(d, s.Value))
		}
		return "conflict of " + strings.Join(sides, ", ")
	}
	return strings.ReplaceAll(d.Status.String(), "_", " ")
}

func valueWords(d *outcome.Decision, v value.Value) string {
	members := d.Decision.Type.Members
	switch v.Kind {
	case value.Enum:
		return members[v.N]
	case value.Set:
		var names []string
		for i, m := range members {
			if v.N>>i&1 == 1 {
				names = append(names, m)
			}
		}
		return "{" + strings.Join(names, ", ") + "}"
	}
	return v.String()
}

func citationWords(d *outcome.Decision) string {
	var out []string
	for _, c := range d.Citations {
		out = append(out, c.Clause.ID+" "+c.Effect.String())
	}
	return "[" + strings.Join(out, "; ") + "]"
}
