package check

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

var expected = regexp.MustCompile(`#((?: P\d{4})+)\s*$`)

// The files in testdata hold chunks with a line of three hyphens between them, each a policy by itself or, joined by lines of three plus
// signs, several policies that are checked together. A comment at the end of a line names the codes that are expected there; there must be no
// others.
func TestChunks(t *testing.T) {
	names, err := filepath.Glob("testdata/*.policy")
	if err != nil || len(names) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		line := 1
		for _, chunk := range strings.Split(string(text), "\n---\n") {
			t.Run(fmt.Sprintf("%s:%d", filepath.Base(name), line), func(t *testing.T) { checkChunk(t, chunk, line) })
			line += strings.Count(chunk, "\n") + 2
		}
	}
}

func checkChunk(t *testing.T, chunk string, line int) {
	var files []*ast.File
	var want, got []string
	first := map[*source.File]int{}
	for i, part := range strings.Split(chunk, "\n+++\n") {
		src := source.NewFile(fmt.Sprintf("part%d.policy", i), part)
		first[src] = line
		for n, l := range strings.Split(part, "\n") {
			if m := expected.FindStringSubmatch(l); m != nil {
				for _, code := range strings.Fields(m[1]) {
					want = append(want, fmt.Sprintf("%d %s", line+n, code))
				}
			}
		}
		f, list := parser.Parse(src, parser.Limits{})
		for _, d := range list.All() {
			t.Errorf("line %d: %s %s", line+d.Span.StartPos().Line-1, d.Code, d.Summary)
		}
		files = append(files, f)
		line += strings.Count(part, "\n") + 2
	}
	trees, list := Check(files)
	for _, p := range trees {
		for _, fault := range faults(p) {
			t.Errorf("%s: %s", p.Name, fault)
		}
	}
	_, again := Check(files)
	if !reflect.DeepEqual(list.All(), again.All()) {
		t.Error("the findings differ from one time to the next")
	}
	told := map[string]diag.Diagnostic{}
	for _, d := range list.All() {
		s := fmt.Sprintf("%d %s", first[d.Span.File]+d.Span.StartPos().Line-1, d.Code)
		told[s] = d
		got = append(got, s)
		if d.Summary == "" || d.Detail == "" || d.Hint == "" || strings.HasSuffix(d.Summary, ".") || !strings.HasSuffix(d.Detail, ".") || strings.Count(d.Summary+d.Detail+d.Hint, "`")%2 != 0 {
			t.Errorf("%s: wording: %q, %q, %q", s, d.Summary, d.Detail, d.Hint)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, s := range got {
		if !slices.Contains(want, s) {
			t.Errorf("found %s: %s. %s (%s)", s, told[s].Summary, told[s].Detail, told[s].Hint)
		}
	}
	for _, s := range want {
		if !slices.Contains(got, s) {
			t.Errorf("not found: %s", s)
		}
	}
	if list.HasErrors() == (len(trees) == len(files)) {
		t.Errorf("%d trees for %d files, errors: %v", len(trees), len(files), list.HasErrors())
	}
}

// Every code of the checker is documented.
func TestCodesDocumented(t *testing.T) {
	text, err := os.ReadFile("../diag/codes_check.go")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, doc := range diag.Docs() {
		documented[string(doc.Code)] = true
	}
	for _, m := range regexp.MustCompile(`"(P0\d{3})"`).FindAllStringSubmatch(string(text), -1) {
		if !documented[m[1]] {
			t.Errorf("%s is not documented", m[1])
		}
	}
}
