package findings

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// checked is what is left of the findings in a text.
func checked(name, text string) []diag.Diagnostic {
	program, err := dsl.Load([]*source.File{source.NewFile(name, text)})
	return Allow(program.Files, append(dsl.Diagnostics(err), program.Warnings...))
}

func codes(found []diag.Diagnostic) []diag.Code {
	var out []diag.Code
	for _, d := range found {
		out = append(out, d.Code)
	}
	return out
}

// Each example of a code of allowances gives that code, and its repair nothing. The finding that is not allowed stays.
func TestExamplesOfAllowances(t *testing.T) {
	stays := map[diag.Code]diag.Code{diag.AllowMalformed: diag.UnusedFact, diag.AllowedError: diag.UndeclaredName}
	tried := 0
	for _, doc := range diag.Docs() {
		if !strings.HasPrefix(string(doc.Code), "P07") {
			continue
		}
		tried++
		want := []diag.Code{doc.Code}
		if stays[doc.Code] != "" {
			want = append(want, stays[doc.Code])
		}
		if got := codes(checked("a.policy", doc.Wrong)); !slices.Equal(got, want) {
			t.Errorf("%s: the wrong example gives %v", doc.Code, got)
		}
		if got := codes(checked("a.policy", doc.Right)); len(got) > 0 {
			t.Errorf("%s: the right example gives %v", doc.Code, got)
		}
	}
	if tried != 3 {
		t.Errorf("%d examples were tried", tried)
	}
}

const body = "decision accepted : yes or no\nclause \"1\" { accepted is yes. }\n"

func TestWhereAnAllowanceReaches(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []diag.Code
	}{
		"its own line":              {"fact gift : yes or no # policyc:allow P0203 because it is for the statistics\n" + body, nil},
		"the line below":            {"# policyc:allow P0203 because it is for the statistics\nfact gift : yes or no\n" + body, nil},
		"over comments":             {"# policyc:allow P0203 because it is for the statistics\n# a gift is a gift\nfact gift : yes or no\n" + body, nil},
		"not two lines below":       {"# policyc:allow P0203 because it is for the statistics\n\nfact gift : yes or no\n" + body, []diag.Code{diag.AllowUnused, diag.UnusedFact}},
		"not from its line down":    {"fact gift : yes or no\n# policyc:allow P0203 because it is for the statistics\n" + body, []diag.Code{diag.UnusedFact, diag.AllowUnused}},
		"not another code":          {"# policyc:allow P0204 because it is for the statistics\nfact gift : yes or no\n" + body, []diag.Code{diag.AllowUnused, diag.UnusedFact}},
		"a code that there is not":  {"# policyc:allow P9999 because it is for the statistics\nfact gift : yes or no\n" + body, []diag.Code{diag.AllowMalformed, diag.UnusedFact}},
		"a reason of spaces":        {"# policyc:allow P0203 because  \nfact gift : yes or no\n" + body, []diag.Code{diag.AllowMalformed, diag.UnusedFact}},
		"a comment that resembles":  {"# policyc:allowP0203 because so\nfact gift : yes or no\n" + body, []diag.Code{diag.AllowMalformed, diag.UnusedFact}},
		"a mark inside a text":      {"fact gift : yes or no \"# policyc:allow P0203 because so\"\n" + body, []diag.Code{diag.UnusedFact}},
		"two findings on the line":  {"# policyc:allow P0203 because so\nfact gift : yes or no fact worn : yes or no\n" + body, nil},
		"two allowances, two lines": {"# policyc:allow P0203 because so\nfact gift : yes or no\nfact worn : yes or no # policyc:allow P0203 because so\n" + body, nil},
	} {
		if got := codes(checked("a.policy", "policy \"harbour/returns\"\n"+c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// every is a finding of each code that the examples of the documentation give, and of a file with a name that has to be escaped.
func every(t *testing.T) []diag.Diagnostic {
	all := &diag.List{}
	for _, doc := range diag.Docs() {
		if !strings.HasPrefix(string(doc.Code), "P") || strings.HasPrefix(string(doc.Code), "P06") {
			continue
		}
		for i, part := range strings.Split(doc.Wrong, "\n---\n") {
			for _, d := range checked(string(doc.Code)+" 100%,"+string(rune('a'+i))+":é.policy", part) {
				all.Add(d)
			}
		}
	}
	if all.Len() < 120 {
		t.Fatalf("%d findings", all.Len())
	}
	return all.All()
}

// The schema is that of OASIS, as it is published.
func TestSARIFIsAsItsSchemaSays(t *testing.T) {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range [][]diag.Diagnostic{nil, every(t), {{Code: "P0121", Summary: "a finding without a place"}}} {
		out, err := SARIF(found)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(out)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%#v", err)
		}
		if got := strings.Count(string(out), `"ruleIndex"`); got != len(found) {
			t.Errorf("%d results for %d findings", got, len(found))
		}
	}
	broken, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{"results": [{"ruleId": 1}]}]}`))
	if err != nil || schema.Validate(broken) == nil {
		t.Error("the schema accepts what is no log")
	}
}

// No text of a policy or a file's name begins a command, or a property, of its own.
func TestGitHubCommands(t *testing.T) {
	file := source.NewFile("a,b:c%\n::error::x.policy", "one\ntwo")
	d := diag.Diagnostic{Code: "P0201", Severity: diag.Warning, Span: source.Span{File: file, Start: 0, End: 3}, Summary: "no name `x\r\n::error::y`", Hint: "100%"}
	want := "::warning file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.policy,line=1,endLine=1,col=1,endColumn=4,title=P0201::" +
		"no name `x<U+000D><U+000A>::error::y`. 100%25\n"
	if got := string(GitHub([]diag.Diagnostic{d})); got != want {
		t.Errorf("%s", got)
	}
	d.Span.End = 7
	if got := string(GitHub([]diag.Diagnostic{d})); strings.Contains(got, "col=") || !strings.Contains(got, "line=1,endLine=2") {
		t.Errorf("columns of two lines: %s", got)
	}
	found := every(t)
	for line := range strings.Lines(string(GitHub(found))) {
		if !strings.HasPrefix(line, "::error file=P") && !strings.HasPrefix(line, "::warning file=P") {
			t.Errorf("%s", line)
		}
	}
}

func TestJUnit(t *testing.T) {
	bad := checked("a\x01.policy", "policy \"a\"\ndecision d : yes or no\nclause \"1\" { d is x. d is y\x02\"]]>&. }\n")
	if len(bad) < 2 {
		t.Fatal(codes(bad))
	}
	warned := checked("b.policy", "policy \"b\"\nfact gift : yes or no\n"+body)
	out, err := JUnit([]string{"a\x01.policy", "b.policy", "c.policy"}, append(bad, warned...))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Cases []struct {
				Name    string `xml:"name,attr"`
				Failure *struct {
					Type string `xml:"type,attr"`
					Text string `xml:",chardata"`
				} `xml:"failure"`
				Out string `xml:"system-out"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(out, &doc); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cases := doc.Suites[0].Cases
	if doc.Tests != 3 || doc.Failures != 1 || cases[0].Failure == nil || cases[1].Failure != nil || !strings.Contains(cases[1].Out, "P0203") || cases[2].Out != "" {
		t.Errorf("%s", out)
	}
	if strings.ContainsAny(string(out), "\x01\x02") || strings.Count(cases[0].Failure.Text, "error[") != len(bad) {
		t.Errorf("%s", out)
	}
}
