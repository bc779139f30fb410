package sources

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/google/go-cmp/cmp"
)

func policies(t testing.TB, texts ...string) []*ast.File {
	t.Helper()
	var out []*ast.File
	for i, text := range texts {
		f, list := parser.Parse(source.NewFile(fmt.Sprintf("p%d.policy", i), text), parser.Limits{})
		for _, d := range list.All() {
			t.Errorf("%s: %s", d.Code, d.Summary)
		}
		out = append(out, f)
	}
	return out
}

// shelf is a lock of the clauses 1 to n.
func shelf(n int) *Document {
	d := &Document{Name: "harbour", Title: "Terms"}
	for i := range n {
		d.Entries = append(d.Entries, &Entry{ID: fmt.Sprint(i + 1), Heading: "H", At: fmt.Sprintf("item %d", i+1), Digest: Digest(fmt.Sprint(i))})
	}
	return d
}

func codes(ds []diag.Diagnostic) []string {
	var out []string
	for _, d := range ds {
		out = append(out, string(d.Code)+" "+d.Summary)
	}
	return out
}

const header = "policy \"harbour/%s\"\n  source \"harbour\"\nfact worn : yes or no\ndecision accepted : yes or no\n"

func TestAccount(t *testing.T) {
	v := Account(shelf(8), policies(t,
		fmt.Sprintf(header, "a")+`
clause "1" { accepted is no when worn read with clause "2". }
clause "2" modelled in clause "1"
clause "3" informational "thanks"
clause "4" modelled in policy "harbour/b"
clause "5" not modelled "for the website"
clause "7" modelled in policy "harbour/b"
`, fmt.Sprintf(header, "b")+`
clause "3" not modelled "for the shop"
clause "4" { accepted is yes otherwise. }
`, `
policy "other/c"
  source "other"
clause "9" informational "another document"
`), true)
	type counts struct{ clauses, encoded, informational, notModelled, inClause, inPolicy, unaccounted int }
	got := counts{v.Clauses, v.Encoded, v.Informational, v.NotModelled, v.InClause, v.InPolicy, v.Unaccounted}
	if want := (counts{8, 2, 0, 2, 1, 1, 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	want := []string{`P0604 clause "6" is in no policy`, `P0604 clause "8" is in no policy`}
	if diff := cmp.Diff(want, codes(v.Findings)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Where not all policies of a document are given, none of its clauses can be missed.
func TestAccountPart(t *testing.T) {
	v := Account(shelf(2), policies(t, fmt.Sprintf(header, "a")+`clause "1" informational "x"`), false)
	if len(v.Findings) > 0 {
		t.Error(codes(v.Findings))
	}
}

func TestOrder(t *testing.T) {
	v := Account(shelf(5), policies(t, fmt.Sprintf(header, "a")+`
section "A" {
  clause "1" informational "x"
  clause "5" informational "x"
  clause "2" { clause "3" informational "x" }
}
clause "4" informational "x"
`), true)
	want := []string{`P0605 clause "5" does not stand where the document has it`}
	if diff := cmp.Diff(want, codes(v.Findings)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if hint := v.Findings[0].Hint; hint != `Move it behind clause "4".` {
		t.Error(hint)
	}
}

func TestChangedClauseNamesItsRules(t *testing.T) {
	d := shelf(2)
	d.Entries[0].Changed = Gone
	v := Account(d, policies(t, fmt.Sprintf(header, "a")+`
clause "1" { accepted is no when worn. }
clause "2" {
  accepted is yes otherwise read with clause "1".
  polite means not worn.
}
ambiguity A1 "which" concerns clause "1" {
  reading a "a" adopted "why" by "x"
  reading b "b"
}
`), true)
	want := []string{`P0606 the text of clause "1" is no longer in the document`}
	if diff := cmp.Diff(want, codes(v.Findings)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	var got []string
	for _, r := range v.Findings[0].Related {
		got = append(got, fmt.Sprintf("%d %s", r.Span.StartPos().Line, r.Message))
	}
	rules := []string{"6 decision accepted cites it", "8 decision accepted cites it", "11 ambiguity A1 cites it"}
	if diff := cmp.Diff(rules, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if v.Waiting != 1 || v.Findings[0].Severity != diag.Warning {
		t.Error("a change that waits is one warning")
	}
}

// Every documented example yields its code and nothing else, and its repair yields nothing.
func TestDocumentedExamples(t *testing.T) {
	seen := 0
	for _, doc := range diag.Docs() {
		if !strings.HasPrefix(string(doc.Code), "P06") {
			continue
		}
		seen++
		for text, want := range map[string][]diag.Code{doc.Wrong: {doc.Code}, doc.Right: nil} {
			var got []diag.Code
			for _, d := range example(t, text) {
				got = append(got, d.Code)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s\n%s", doc.Code, diff, text)
			}
		}
	}
	if seen != 6 {
		t.Errorf("%d codes are documented, want 6", seen)
	}
}

// example is what is found in a lock and a policy.
func example(t *testing.T, text string) []diag.Diagnostic {
	lock, policy, ok := strings.Cut(text, "\n---\n")
	if !ok {
		t.Fatalf("no lock in\n%s", text)
	}
	files := policies(t, policy)
	src := source.NewFile("sources.lock", lock)
	l, err := ReadLock(src)
	if format, ok := errors.AsType[*FormatError](err); ok {
		return []diag.Diagnostic{Unreadable(src, format)}
	}
	d := l.Document(SourceOf(files[0]))
	if d == nil {
		return []diag.Diagnostic{NotLocked(files[0], l)}
	}
	return Account(d, files, true).Findings
}
