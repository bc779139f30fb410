package dsl

import (
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/go-multierror"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

func load(texts ...string) (*Program, error) {
	var files []*source.File
	for i, text := range texts {
		files = append(files, source.NewFile(string(rune('a'+i))+".policy", text))
	}
	return Load(files)
}

const fee = `
fact sold_on : date
decision fee : number
clause "1" { fee is `

func TestLoad(t *testing.T) {
	p, err := load(
		`policy "house/fees" in force from 2025-01-01 picked by sold_on`+fee+`6. }`,
		`policy "house/fees" in force from 2024-01-01 until 2024-12-31 picked by sold_on`+fee+`5. }`,
		`policy "another" fact worn : yes or no fact new : yes or no decision accepted : yes or no clause "1" { accepted is yes unless worn.  accepted is no otherwise. }`,
		`test "the fee of last year" of policy "house/fees" { given sold_on is 2024-05-05. expect fee is 5. }`,
	)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Policies) != 2 || p.Policies[0].Name != "another" || p.Policies[1].Name != "house/fees" {
		t.Errorf("policies are not in order: %v", p.Policies)
	}
	if v := p.Policy("house/fees").Versions; len(v) != 2 || v[0].InForce.From > v[1].InForce.From {
		t.Errorf("versions are not in order: %v", v)
	}
	if p.Policy("house") != nil {
		t.Error("a policy that there is not")
	}
	if len(p.Tests) != 1 || p.Tests[0].Title.Value != "the fee of last year" {
		t.Errorf("tests: %v", p.Tests)
	}
	if len(p.Warnings) != 1 || p.Warnings[0].Code != diag.UnusedFact {
		t.Errorf("warnings: %v", p.Warnings)
	}
}

func TestLoadErrors(t *testing.T) {
	p, err := load(
		"policy \"one\"\nfact worn : yes or no\ndecision accepted : yes or no\nclause \"1\" { accepted is yes unless wron. }\n",
		"policy \"two\"\nfact colour : one of red, blue\ndecision accepted : yes or no\nclause \"1\" { accepted is yes when colour is rde.  accepted is nothing. }\n",
		"policy \"three\"\nfact new : yes or no\ndecision accepted : yes or no\nclause \"1\" { accepted is yes when new. }\n",
	)
	var all *multierror.Error
	if !errors.As(err, &all) {
		t.Fatalf("not a multierror: %v", err)
	}
	var one *Error
	if !errors.As(err, &one) || one.Diagnostic.Code != diag.UndeclaredName {
		t.Errorf("the first finding cannot be got at: %v", one)
	}
	var codes []string
	for _, d := range Diagnostics(err) {
		codes = append(codes, string(d.Code))
	}
	if got := strings.Join(codes, " "); got != "P0201 P0206 P0201" {
		t.Errorf("codes: %s", got)
	}
	for _, part := range []string{"error[P0201]: a.policy:4:", "unless wron", "`worn`?", "error[P0206]: b.policy:4:", "\n\nerror"} {
		if got := err.Error(); !strings.Contains(got, part) {
			t.Errorf("%q is not in:\n%s", part, got)
		}
	}
	if len(p.Policies) != 1 || p.Policies[0].Name != "three" {
		t.Errorf("policies without errors: %v", p.Policies)
	}
	if Diagnostics(errors.New("something else")) != nil {
		t.Error("findings of another error")
	}
}

// A name that is missing only because its declaration could not be read is not reported.
func TestNoFollowOnErrors(t *testing.T) {
	_, err := load("policy \"one\"\nfact worn : yes or\nfact used yes or no\ndecision accepted : yes or no\nclause \"1\" { accepted is yes unless worn or used and new.  accepted is no otherwise. }\n")
	for _, d := range Diagnostics(err) {
		if !strings.HasPrefix(string(d.Code), "P01") {
			t.Errorf("%s %s", d.Code, d.Summary)
		}
	}
}

func TestManyErrors(t *testing.T) {
	_, err := load("policy \"one\"\ndecision a : number\nclause \"1\" {\n" + strings.Repeat("a is some_name.\n", 50) + "}")
	if got := len(Diagnostics(err)); got != 50 {
		t.Errorf("%d findings", got)
	}
	if text := err.Error(); !strings.HasSuffix(text, "and 30 more errors") {
		t.Errorf("text ends in %q", text[len(text)-40:])
	}
}
