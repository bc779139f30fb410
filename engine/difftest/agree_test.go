package difftest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/reference"
)

// TestAgree plays small policies, each about one rule of the brief that the generator found engine and reference to differ on: a policy, "-- cases --",
// and a fact file per line. What is only about precision is played with -exact.
func TestAgree(t *testing.T) {
	names, err := filepath.Glob("testdata/agree/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("nothing to play", err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "precision.txt") && !*exact {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, cases, ok := strings.Cut(string(raw), "-- cases --\n")
		if !ok {
			t.Fatal(name, "has no cases")
		}
		p, wrong := compile(text)
		if p == nil {
			t.Fatal(name, wrong)
		}
		plan, err := engine.Compile(p)
		if err != nil {
			t.Fatal(name, err)
		}
		for given := range strings.Lines(cases) {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txt")+"/"+strings.TrimSpace(given), func(t *testing.T) {
				set, problems := facts.Decode(p, "case.json", []byte(given), facts.JSON)
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				want, wantProblems := reference.Decide(p, set, nil)
				got, gotProblems := plan.Decide(set, engine.Options{})
				if a, b := paths(wantProblems), paths(gotProblems); a != b {
					t.Fatalf("problems differ\nreference: %s\nengine:    %s", a, b)
				}
				if want == nil {
					if why := prepare(p).decidesRefused(set, wantProblems); why != "" {
						t.Error(why)
					}
					return
				}
				for i := range want.Decisions {
					if a, b := answer(&want.Decisions[i]), answer(&got.Decisions[i]); a != b {
						t.Errorf("%s\nreference: %s\nengine:    %s", want.Decisions[i].Decision.Name, a, b)
					}
				}
				if why := prepare(p).fastDisagreement(set, want, got); why != "" {
					t.Error(why)
				}
				if why := readingsDisagree(p, set, want, got); why != "" {
					t.Error(why)
				}
				if a, b := besides(want), besides(got); a != b {
					t.Errorf("the rest\nreference: %s\nengine:    %s", a, b)
				}
			})
		}
	}
}
