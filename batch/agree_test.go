package batch

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/internal/builtin"
	"github.com/clausewise/clausewise/internal/casegen"
	"github.com/clausewise/clausewise/internal/lineshape"
	"github.com/clausewise/clausewise/stdlib/value"
)

// everyPolicy loads all policies that are built into the product.
func everyPolicy(tb testing.TB) [][]*tree.Policy {
	tb.Helper()
	prog := builtin.Load(tb)
	var out [][]*tree.Policy
	for _, p := range prog.Policies {
		out = append(out, p.Versions)
	}
	return out
}

// asLine writes facts as a line.
func asLine(p *tree.Policy, set *facts.Set) []byte {
	b := []byte{'{'}
	n := 0
	for i, v := range set.Values {
		if v.Kind != value.Invalid {
			b = append(appendText(comma(b, n), p.Inputs[i].Name), ':')
			b = appendValue(b, p.Inputs[i].Type, v)
			n++
		}
	}
	return append(b, "}\n"...)
}

// casesPerPolicy is how many random cases each policy is tried with; CASES=n asks for more.
func casesPerPolicy() int {
	if n, err := strconv.Atoi(os.Getenv("CASES")); err == nil {
		return n
	}
	return 60
}

// A case in a stream is decided as policyrun eval decides it alone: statuses, values, ranges, citations, needs, judgments, conflicts.
func TestDecidesLikeEval(t *testing.T) {
	for _, versions := range everyPolicy(t) {
		p := versions[len(versions)-1]
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			program, err := engine.NewProgram(versions)
			if err != nil {
				t.Fatal(err)
			}
			var input []byte
			var want []map[string]any
			for seed := range uint64(casesPerPolicy()) {
				text := asLine(p, casegen.New(p, seed, int(seed%4)*10).Case())
				input = append(input, text...)
				res, problems := program.Decide(func(v *tree.Policy) (*facts.Set, []problem) {
					return facts.Decode(v, rowName, text, facts.JSON)
				}, engine.Options{})
				if len(problems) > 0 {
					want = append(want, nil)
					continue
				}
				want = append(want, decisionsOf(t, explain.JSON(res, "")))
			}
			answers, rejects, pos := decideAll(t, versions, Lines, input)
			if got := pos.Counts.Decided + pos.Counts.Undecided + pos.Counts.Rejected; got != pos.Counts.In || got != int64(len(want)) {
				t.Errorf("the counts do not add up: %+v", pos.Counts)
			}
			rejected := map[float64]bool{}
			for _, l := range bytes.Split(bytes.TrimSpace(rejects), []byte("\n")) {
				if len(l) > 0 {
					rejected[object(t, l)["row"].(float64)] = true
				}
			}
			at := 0
			got := bytes.Split(bytes.TrimSpace(answers), []byte("\n"))
			for i, w := range want {
				if w == nil {
					if !rejected[float64(i+1)] {
						t.Errorf("row %d is no case, and is not rejected", i+1)
					}
					continue
				}
				if at >= len(got) {
					t.Fatalf("there is no answer to row %d", i+1)
				}
				g := object(t, got[at])
				at++
				if g["row"] != float64(i+1) {
					t.Fatalf("row %v stands where row %d belongs", g["row"], i+1)
				}
				if !reflect.DeepEqual(g["decisions"], map[string]any(w)) {
					t.Fatalf("row %d:\n%s", i+1, differences(g["decisions"].(map[string]any), w))
				}
			}
		})
	}
}

func differences(got, want map[string]any) string {
	var out strings.Builder
	for name := range want {
		if !reflect.DeepEqual(got[name], want[name]) {
			g, _ := json.Marshal(got[name])
			w, _ := json.Marshal(want[name])
			fmt.Fprintf(&out, "%s\n  batch %s\n  eval  %s\n", name, g, w)
		}
	}
	return out.String()
}

// decisionsOf are the decisions of eval's answer without what people read, titles and questions, and with citations gathered by effect.
func decisionsOf(t *testing.T, js []byte) map[string]any {
	t.Helper()
	return lineshape.Of(object(t, js)["decisions"].(map[string]any))
}

func object(t *testing.T, js []byte) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(js, &out); err != nil {
		t.Fatalf("%v: %s", err, js)
	}
	return out
}

func decideAll(tb testing.TB, versions []*tree.Policy, format Format, input []byte) (answers, rejects []byte, pos Position) {
	tb.Helper()
	p, err := Compile(versions, Ask{})
	if err != nil {
		tb.Fatal(err)
	}
	return run(tb, p, NewLines(bytes.NewReader(input), 0, 0), format)
}

func run(tb testing.TB, p *Policy, s Source, format Format) (answers, rejects []byte, pos Position) {
	tb.Helper()
	var a, r bytes.Buffer
	job := Job{Policy: p, Source: s, Format: format, Answers: &a, Rejects: &r, Workers: 2, After: func(Position) error { return nil }}
	pos, err := job.Run()
	if err != nil {
		tb.Fatal(err)
	}
	return a.Bytes(), r.Bytes(), pos
}
