package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cli"
)

// Each example of a code of facts gives that code and no other; its repair gives none.
func TestExamplesOfFactCodes(t *testing.T) {
	for _, doc := range diag.Docs() {
		if !strings.HasPrefix(string(doc.Code), "F") {
			continue
		}
		t.Run(string(doc.Code), func(t *testing.T) {
			if code, got := evalExample(t, doc.Wrong); code != cli.ExitFacts || !slices.Equal(slices.Compact(got), []string{string(doc.Code)}) {
				t.Errorf("the wrong example ends with %d and gives %v", code, got)
			}
			if code, got := evalExample(t, doc.Right); code != cli.ExitOK && code != cli.ExitUndecided {
				t.Errorf("the right example ends with %d and gives %v", code, got)
			}
		})
	}
}

// evalExample runs an example and gives the exit code and the codes of the errors.
func evalExample(t *testing.T, text string) (int, []string) {
	t.Helper()
	args := []string{"eval", "sample/facts", "--rules", "testdata/rules", "--facts", "-", "--format", "json"}
	if first, _, _ := strings.Cut(text, "\n"); strings.HasPrefix(first, "# with ") {
		args = append(args, strings.Fields(strings.TrimPrefix(first, "# with "))...)
	}
	var stdout, stderr strings.Builder
	code := run(args, strings.NewReader(text), &stdout, &stderr)
	var out struct{ Errors []struct{ Code string } }
	if err := json.Unmarshal([]byte(stdout.String()), &out); err != nil {
		t.Fatalf("%v: %s%s", err, stdout.String(), stderr.String())
	}
	var codes []string
	for _, e := range out.Errors {
		codes = append(codes, e.Code)
	}
	return code, codes
}
