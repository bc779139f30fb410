package parser

import (
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// codesOf is the codes of a text's errors.
func codesOf(text string, limits Limits) []diag.Code {
	_, list := Parse(source.NewFile("test.policy", text), limits)
	var codes []diag.Code
	for _, d := range list.All() {
		codes = append(codes, d.Code)
	}
	return codes
}

// Every documented example yields its code and nothing else, and its repair yields nothing.
func TestDocumentedExamples(t *testing.T) {
	noExample := []diag.Code{diag.TooManyErrors, diag.FileTooLarge, diag.TooManyTokens, diag.TooDeep, diag.FormatDiffers}
	for _, doc := range diag.Docs() {
		if !strings.HasPrefix(string(doc.Code), "P01") {
			continue
		}
		t.Run(string(doc.Code), func(t *testing.T) {
			if doc.Wrong == "" {
				if !slices.Contains(noExample, doc.Code) {
					t.Error("no example")
				}
				return
			}
			if got := codesOf(doc.Wrong, Limits{}); !slices.Equal(got, []diag.Code{doc.Code}) {
				t.Errorf("wrong example gives %v:\n%s", got, doc.Wrong)
			}
			if got := codesOf(doc.Right, Limits{}); len(got) > 0 {
				t.Errorf("right example gives %v:\n%s", got, doc.Right)
			}
		})
	}
}

// The codes about size have examples made here.
func TestSizes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		limits     Limits
		want       []diag.Code
	}{
		{"bytes", "policy \"a\"\n", Limits{MaxBytes: 10}, []diag.Code{diag.FileTooLarge}},
		{"tokens", "policy \"a\"\n", Limits{MaxTokens: 1}, []diag.Code{diag.TooManyTokens}},
		{"depth", "policy \"a\" clause \"1\" { x means " + strings.Repeat("(", 300), Limits{}, []diag.Code{diag.TooDeep}},
		{"errors", "policy \"a\"\n" + strings.Repeat("fact\n", 103), Limits{}, nil},
	} {
		got := codesOf(c.text, c.limits)
		if c.want == nil {
			if len(got) != 101 || !slices.Contains(got, diag.TooManyErrors) {
				t.Errorf("%s: %d errors: %v", c.name, len(got), got)
			}
			continue
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
