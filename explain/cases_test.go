package explain

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// toldCase is a case of testdata/cases with its answer.
type toldCase struct {
	file    string
	archive *txtar.Archive
	res     *outcome.Result
}

func toldCases(t testing.TB) []toldCase {
	t.Helper()
	all := policies(t)
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	var out []toldCase
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(string(a.Comment), "policy: "), "\n")
		out = append(out, toldCase{file, a, decide(t, policyOf(t, all, name), a.Files[0].Data)})
	}
	return out
}

func policyOf(t testing.TB, all []*tree.Policy, name string) *tree.Policy {
	t.Helper()
	for _, p := range all {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no policy %q", name)
	return nil
}

func decide(t testing.TB, p *tree.Policy, given []byte) *outcome.Result {
	t.Helper()
	plan, err := engine.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := facts.Decode(p, "facts.yaml", given, facts.Auto)
	if len(problems) > 0 {
		t.Fatalf("%s: %+v", p.Name, problems)
	}
	res, problems := plan.Decide(set, engine.Options{})
	if len(problems) > 0 {
		t.Fatalf("%s: %+v", p.Name, problems)
	}
	return res
}

// Ten cases over five documents, in three voices. The files are read by people: each answer is right, complete and short.
func TestCasesAreTold(t *testing.T) {
	for _, c := range toldCases(t) {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			got := &txtar.Archive{Comment: c.archive.Comment, Files: c.archive.Files[:1]}
			for _, v := range []Voice{Handler, Customer, Editor} {
				got.Files = append(got.Files, txtar.File{Name: v.String() + ".txt", Data: PrintText(Build(c.res, v), TextOptions{})})
			}
			data := txtar.Format(got)
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(c.file, data, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(c.archive)), string(data)); diff != "" {
				t.Errorf("differs (UPDATE=1 writes it anew):\n%s", diff)
			}
		})
	}
}

// The deciding facts stand within the first ten lines.
func TestTheAnswerComesFirst(t *testing.T) {
	want := map[string][]string{
		"chrono24-late":        {"no claim", "day 17 of 14", "1 June 2024", "moves to Monday, 17 June"},
		"chrono24-capped":      {"reimburse", "4,400.00 EUR"},
		"watchlegacy-approved": {"approved", "the missing items are minor", "day 7 of 7"},
		"watchlegacy-rejected": {"rejected", "day 8 of 7", "links were taken out"},
		"ressence-covered":     {"covered", "24 March 2025", "28 March 2025"},
		"ressence-void":        {"not covered", "19 August 2024"},
		"buyback-purchase":     {"must purchase", "in force"},
		"buyback-missed":       {"no obligation", "not from the manufacturer", "outside the period from 11 April 2022"},
		"geneva-cancelled":     {"reduced", "damaged"},
	}
	for _, c := range toldCases(t) {
		lines := strings.Split(string(PrintText(Build(c.res, Handler), TextOptions{})), "\n")
		// A title, a line of particulars, an empty line and the answer itself go before.
		top := strings.Join(strings.Fields(strings.Join(lines[:min(len(lines), 14)], " ")), " ")
		for _, s := range want[strings.TrimSuffix(filepath.Base(c.file), ".txtar")] {
			if !strings.Contains(top, s) {
				t.Errorf("%s: %q is not among the first lines:\n%s", c.file, s, top)
			}
		}
	}
}
