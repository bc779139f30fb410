package thirtylines_test

import (
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/internal/thirtylines"
)

// Each policy has as many lines as the package promises, a name of its own, and nothing wrong with it.
func TestPolicies(t *testing.T) {
	files := thirtylines.Files(200)
	for _, f := range files {
		if n := strings.Count(f.Text, "\n"); n != thirtylines.Lines {
			t.Fatalf("%s has %d lines", f.Name, n)
		}
	}
	p, err := dsl.Load(files)
	if err != nil || len(p.Warnings) > 0 {
		t.Fatal(err, p.Warnings)
	}
	if len(p.Policies) != len(files) {
		t.Errorf("%d policies", len(p.Policies))
	}
}
