package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Policies with one mistake each, as somebody writes them who has read the tutorial once. policyc check must give one error, with its place,
// that says what to write: the text after "must:" stands in the message below the line it quotes. UPDATE=1 rewrites what is said.
func TestMistakesOfNewcomers(t *testing.T) {
	names, err := filepath.Glob("testdata/newcomer/*.txtar")
	here, _ := filepath.Abs(".")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d mistakes, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			says := newcomer(t, a.Files[0].Data)
			if strings.Count(says, "error[") != 1 || strings.Contains(says, "warning[") || !strings.Contains(says, "error[P0") || !strings.Contains(says, "returns.policy:") {
				t.Errorf("not one error with its place:\n%s", says)
			}
			_, must, _ := strings.Cut(strings.TrimSpace(string(a.Comment)), "must: ")
			if must == "" || !strings.Contains(said(says), must) {
				t.Errorf("the error does not say %s:\n%s", must, says)
			}
			if os.Getenv("UPDATE") != "" {
				a.Files[1].Data = []byte(says)
				if err := os.WriteFile(filepath.Join(here, name), txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if says != string(a.Files[1].Data) {
				t.Errorf("it says now:\n%s", says)
			}
		})
	}
}

func newcomer(t *testing.T, text []byte) string {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("returns.policy", text, 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr strings.Builder
	if code := run([]string{"check", "returns.policy"}, strings.NewReader(""), &stdout, &stderr); code != 4 || stderr.Len() > 0 {
		t.Errorf("it ends with %d: %s", code, stderr.String())
	}
	return stdout.String()
}

// said is a message without the lines of the policy that it quotes.
func said(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if before, _, quoted := strings.Cut(line, "|"); !quoted || strings.Trim(before, " 0123456789") != "" {
			b.WriteString(line)
		}
	}
	return b.String()
}
