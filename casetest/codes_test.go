package casetest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
)

// suite loads a policy with its tests in one text.
func suite(t *testing.T, text string) (*dsl.Program, *casetest.Suite) {
	t.Helper()
	return suites(t, text)
}

// suites loads several texts.
func suites(t *testing.T, texts ...string) (*dsl.Program, *casetest.Suite) {
	t.Helper()
	var files []*source.File
	for i, text := range texts {
		files = append(files, source.NewFile(fmt.Sprintf("tested%d.policy", i), text))
	}
	p, err := dsl.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return p, casetest.Bind(p.Files, p, nil)
}

// Each example of a code of tests gives that code and no other; its repair gives none, and passes.
func TestExamplesOfTestCodes(t *testing.T) {
	n := 0
	for _, doc := range diag.Docs() {
		if !strings.HasPrefix(string(doc.Code), "T") {
			continue
		}
		n++
		t.Run(string(doc.Code), func(t *testing.T) {
			_, s := suite(t, doc.Wrong)
			if got := codes(s); !slices.Equal(got, []string{string(doc.Code)}) {
				t.Errorf("the wrong example gives %v", got)
			}
			p, s := suite(t, doc.Right)
			if got := codes(s); len(got) > 0 {
				t.Errorf("the right example gives %v: %+v", got, s.Findings)
			}
			for _, c := range s.Cases {
				g, err := engine.NewProgram(p.Policy(c.Policy).Versions)
				if err != nil {
					t.Fatal(err)
				}
				if r := c.Run(g); r.Status != casetest.Passed {
					t.Errorf("%s: %v %+v", c.Title, r.Status, r.Failures)
				}
			}
		})
	}
	if n == 0 {
		t.Error("no code of tests is documented")
	}
}

func codes(s *casetest.Suite) []string {
	var out []string
	for _, f := range s.Findings {
		out = append(out, string(f.Code))
	}
	return slices.Compact(out)
}
