package review

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/casetest"
	"github.com/clausewise/clausewise/coverage"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/engine"
)

const policy = `policy "harbour/returns"
  title   "Returns <of> watches"
  parties buyer
fact late : yes or no from buyer "Did it come back late?"
fact worn : yes or no from buyer
decision outcome : first of refused, accepted
ambiguity A1 "What is late?" concerns clause "1" {
  reading strict "a second counts"
  reading lax "a day counts" adopted "the buyer may rely on it" by "A. Editor"
}
section "Returns & refunds" {
clause "1" "late ones" {    outcome   is refused when late and A1 is lax.
outcome is accepted.  }
clause "2" informational "thanks </script>"
clause "3" { outcome is refused when worn. }
}
`

const tests = `test "late" of policy "harbour/returns" {
  given late is yes.
  expect outcome is refused.
  expect outcome cites clause "1".
}
test "in time" of policy "harbour/returns" {
  given late is no.
  given worn is no.
  expect outcome is accepted.
}
`

func made(t *testing.T) *Page {
	t.Helper()
	program, err := dsl.Load([]*source.File{source.NewFile("returns.policy", policy), source.NewFile("returns_test.policy", tests)})
	if err != nil {
		t.Fatal(err)
	}
	one := program.Policies[0]
	suite := casetest.Bind(program.Files, program, func(string) bool { return false })
	g, err := engine.NewProgram(one.Versions)
	if err != nil {
		t.Fatal(err)
	}
	measured, results := coverage.Measure(suite.Cases, map[string]*engine.Program{one.Name: g}, []string{one.Name})
	return Of(one.Versions[0], "sha256:0", measured.Policies[0], results)
}

func TestPage(t *testing.T) {
	p := made(t)
	if len(p.Sections) != 1 || p.Sections[0].Heading != "Returns & refunds" || len(p.Sections[0].Clauses) != 3 {
		t.Fatalf("%+v", p.Sections)
	}
	first, second, third := p.Sections[0].Clauses[0], p.Sections[0].Clauses[1], p.Sections[0].Clauses[2]
	want := "clause \"1\" \"late ones\" {\n  outcome is refused when late and A1 is lax.\n  outcome is accepted.\n}"
	if first.Text != want {
		t.Errorf("the rule is not in canonical form:\n%s", first.Text)
	}
	if !slices.Equal(first.Reads, []string{"late"}) || !slices.Equal(first.Decides, []string{"outcome"}) || !slices.Equal(first.Readings, []string{"A1"}) ||
		!slices.Equal(first.Tests, []string{"late"}) {
		t.Errorf("%+v", first)
	}
	if second.Status != "informational: thanks </script>" || len(second.Tests) > 0 {
		t.Errorf("%+v", second)
	}
	if len(third.Gaps) == 0 || !strings.Contains(third.Gaps[0], "worn") {
		t.Errorf("that nothing shows clause 3 is missing: %+v", third)
	}
	if len(p.Tests) != 2 || p.Tests[0].Status != "passed" || !strings.Contains(p.Coverage, "rules ") {
		t.Errorf("%+v %s", p.Tests, p.Coverage)
	}
	if len(p.Readings) != 1 || !p.Readings[0].Readings[1].Adopted || p.Readings[0].Readings[0].Adopted {
		t.Errorf("%+v", p.Readings)
	}
}

// The page needs nothing else, runs nothing, and every link on it leads somewhere.
func TestHTML(t *testing.T) {
	var b bytes.Buffer
	if err := made(t).HTML(&b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, never := range []string{"<script", "src=", "http:", "https:", "</script>", "ZgotmplZ", "<of>"} {
		if strings.Contains(text, never) {
			t.Errorf("the page has %s", never)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		if ids[m[1]] {
			t.Errorf("two things are called %s", m[1])
		}
		ids[m[1]] = true
	}
	links := regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(text, -1)
	for _, m := range links {
		if !ids[m[1]] {
			t.Errorf("a link leads to %s, which is not there", m[1])
		}
	}
	if len(links) < 8 || !strings.Contains(text, `<html lang="en">`) || !strings.Contains(text, "Returns &lt;of&gt; watches") {
		t.Errorf("%d links\n%s", len(links), text)
	}
}
