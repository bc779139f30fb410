package difftest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/batch"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	enginePlan "github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/lineshape"
)

// TestBatchDecidesAlike: a file of cases, as lines and as a table, is decided as each case alone: status, value, range, needs, judgments, sides of
// conflicts and citations, on generated policies and those of the sellers, with all facts and with some; and cases that are refused are refused.
func TestBatchDecidesAlike(t *testing.T) {
	cases, first := setting("CASES", 12), setting("SEED", 1)
	compared := 0
	for seed := first; seed < first+setting("CHECKS", 80); seed++ {
		made := drawPolicy(seeded(uint64(seed), 0), false)
		if p, _ := compile(made.text(nil)); p != nil {
			compared += compareBatch(t, p, cases, func(i int) map[string]string { return drawCase(seeded(uint64(seed), uint64(i)+1), made) })
		}
	}
	policies, err := realPolicies()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range policies {
		compared += compareBatch(t, p, cases, func(i int) map[string]string { return drawFacts(seeded(uint64(first), uint64(i)), p) })
	}
	t.Logf("%d decisions compared", compared)
}

func compareBatch(t *testing.T, p *tree.Policy, cases int, draw func(int) map[string]string) int {
	t.Helper()
	plan := planOf(t, p)
	var rows []map[string]string
	var want []map[string]any // nil where the case is refused
	columns := map[string]bool{}
	for i := range cases {
		row := draw(i)
		if len(row) == 0 {
			continue // an empty line is no row of a table
		}
		rows = append(rows, row)
		for name := range row {
			columns[name] = true
		}
		want = append(want, alone(t, plan, writeCase(row)))
	}
	if len(rows) == 0 {
		return 0
	}
	ready, err := batch.Compile([]*tree.Policy{p}, batch.Ask{})
	if err != nil {
		t.Fatal(err)
	}
	var lines, table bytes.Buffer
	names := slices.Sorted(maps.Keys(columns))
	w := csv.NewWriter(&table)
	if err := w.Write(names); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		lines.WriteString(writeCase(row) + "\n")
		if err := w.Write(cellsOf(names, row)); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	asTable, err := batch.NewTable(ready, &table)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for name, source := range map[string]batch.Source{"lines": batch.NewLines(&lines, 0, 0), "table": asTable} {
		var answers, rejects bytes.Buffer
		job := batch.Job{Policy: ready, Source: source, Answers: &answers, Rejects: &rejects, Workers: 2, After: func(batch.Position) error { return nil }}
		if _, err := job.Run(); err != nil {
			t.Fatal(err)
		}
		n += compareRows(t, p.Name+" as "+name, rows, want, byRow(t, answers.Bytes()), byRow(t, rejects.Bytes()))
	}
	return n + compareTold(t, p, rows, want)
}

// compareTold asks for the decisions that blocks tell, so that rows are read as words and decided and answered together where nothing stands against it.
func compareTold(t *testing.T, p *tree.Policy, rows []map[string]string, all []map[string]any) int {
	t.Helper()
	only := toldByBlocks(p)
	if len(only) == 0 {
		return 0
	}
	ready, err := batch.Compile([]*tree.Policy{p}, batch.Ask{Decisions: slices.Sorted(maps.Keys(only))})
	if err != nil {
		t.Fatal(err)
	}
	var lines, answers, rejects bytes.Buffer
	var want []map[string]any
	for i, row := range rows {
		lines.WriteString(writeCase(row) + "\n")
		some := maps.Clone(all[i])
		maps.DeleteFunc(some, func(name string, _ any) bool { return !only[name] })
		want = append(want, some)
	}
	job := batch.Job{Policy: ready, Source: batch.NewLines(&lines, 0, 0), Answers: &answers, Rejects: &rejects, Workers: 2, After: func(batch.Position) error { return nil }}
	if _, err := job.Run(); err != nil {
		t.Fatal(err)
	}
	return compareRows(t, p.Name+" in blocks", rows, want, byRow(t, answers.Bytes()), byRow(t, rejects.Bytes()))
}

// toldByBlocks are the names of the decisions that blocks tell.
func toldByBlocks(p *tree.Policy) map[string]bool {
	blocks, out := enginePlan.LowerBlocks(p), map[string]bool{}
	var own []*tree.Decision
	for _, d := range p.Decisions {
		if d.Own {
			own = append(own, d)
		}
	}
	for k, d := range own {
		wanted := make([]bool, len(own))
		wanted[k] = true
		if blocks.Tells(wanted) {
			out[d.Name] = true
		}
	}
	return out
}

func compareRows(t *testing.T, name string, rows []map[string]string, want []map[string]any, answers, rejects map[int]map[string]any) int {
	t.Helper()
	n := 0
	for i, w := range want {
		answer, rejected := answers[i+1], rejects[i+1] != nil
		switch {
		case (answer == nil) != (w == nil) || rejected != (w == nil):
			t.Errorf("%s, row %d: refused %v, alone %v\n%s", name, i+1, rejected, w == nil, writeCase(rows[i]))
		case w == nil:
		case !reflect.DeepEqual(answer["decisions"], any(w)):
			t.Errorf("%s, row %d differs\nbatch: %v\nalone: %v\n%s", name, i+1, answer["decisions"], w, writeCase(rows[i]))
		default:
			n += len(w)
		}
	}
	return n
}

// alone decides a case as policyrun eval does; what is for readers only is left out, and citations are gathered by effect.
func alone(t *testing.T, plan *engine.Plan, given string) map[string]any {
	t.Helper()
	set, problems := facts.Decode(plan.Policy(), "case.json", []byte(given), facts.JSON)
	if len(problems) > 0 {
		t.Fatal(problems, given)
	}
	res, problems := plan.Decide(set, engine.Options{})
	if len(problems) > 0 {
		return nil
	}
	return lineshape.Of(object(t, explain.JSON(res, ""))["decisions"].(map[string]any))
}

func object(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return out
}

func byRow(t *testing.T, lines []byte) map[int]map[string]any {
	t.Helper()
	out := map[int]map[string]any{}
	for line := range bytes.Lines(lines) {
		o := object(t, line)
		out[int(o["row"].(float64))] = o
	}
	return out
}

// cellsOf writes a case as cells: texts without their marks, yes and no in words, lists and records as JSON.
func cellsOf(names []string, row map[string]string) []string {
	var out []string
	for _, name := range names {
		v := row[name]
		var s string
		switch {
		case strings.HasPrefix(v, `"`) && json.Unmarshal([]byte(v), &s) == nil:
			v = s
		case v == "true":
			v = "yes"
		case v == "false":
			v = "no"
		}
		out = append(out, v)
	}
	return out
}
