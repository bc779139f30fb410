package cli

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/internal/cache"
)

// parts are what the files of the test are put together from: sound ones, and mistakes of which some are about two files.
var parts = map[string][]string{
	"base.policy": {
		"policy \"a/base\"\nfact worn : yes or no\ndecision kind : one of old, new\nclause \"1\" { kind is old when worn. kind is new otherwise. }\n",
		"policy \"a/base\"\nfact worn : yes or no\ndecision sort : one of old, new\nclause \"1\" { sort is old when worn. sort is new otherwise. }\n",
		"policy \"a/base\"\nuse accepted from policy \"a/user\"\nfact worn : yes or no\ndecision kind : one of old, new\nclause \"1\" { kind is old when worn and accepted. kind is new otherwise. }\n",
		"policy \"a/other\"\nfact worn : yes or no\ndecision kind : one of old, new\nclause \"1\" { kind is old when worn. }\n",
	},
	"user.policy": {
		"policy \"a/user\"\nuse kind from policy \"a/base\"\ndecision accepted : yes or no\nclause \"1\" { accepted is yes when kind is new. accepted is no otherwise. }\n",
		"policy \"a/user\"\nuse kind from policy \"a/base\"\ndecision accepted : yes or no\nclause \"1\" { accepted is yes when kind is green. accepted is no otherwise. }\n",
		"policy \"a/user\"\ndecision accepted : yes or no\nfact unread : date\nclause \"1\" modelled in policy \"a/base\"\nclause \"2\" { accepted is yes. }\n",
		"policy \"a/user\"\ndecision accepted : yes or no\nclause \"9\" modelled in policy \"a/base\"\nclause \"2\" { accepted is yes. }\n",
	},
	"old.policy": {
		"policy \"b/terms\" in force from 2024-01-01 until 2024-12-31 picked by day\nfact day : date\ndecision fee : number\nclause \"1\" { fee is 5. }\n",
		"policy \"b/terms\" in force from 2024-01-01 until 2025-06-30 picked by day\nfact day : date\ndecision fee : number\nclause \"1\" { fee is 5. }\n",
	},
	"new.policy": {
		"policy \"b/terms\" in force from 2025-01-01 picked by day\nfact day : date\ndecision fee : number\nclause \"1\" { fee is 6. }\n",
		"policy \"b/terms\" in force from 2025-01-01 picked by day\nfact day : date\nfact unread : date # policyc:allow P0203 because it comes later\ndecision fee : number\nclause \"1\" { fee is 6. }\n",
		"policy \"b/terms\" in force from 2025-01-01 picked by day\nfact day date\ndecision fee : number\nclause \"1\" { fee is \n",
	},
	"terms_test.policy": {
		"test \"five\" of policy \"b/terms\" { given day is 2024-02-02. expect fee is 5. }\n",
		"test \"five\" of policy \"b/terms\" { given day 2024-02-02. expect fee is 5. }\n",
	},
}

// shown is everything that can be told of a check.
func shown(c *Checked) string {
	var b strings.Builder
	for _, d := range c.Findings {
		b.Write([]byte(diag.Text(d, diag.TextOptions{})))
		for _, r := range d.Related {
			fmt.Fprintln(&b, r.Span.StartPos(), r.Message)
		}
		for _, e := range d.Edits {
			fmt.Fprintln(&b, e.Span.StartPos(), e.Text)
		}
	}
	for _, f := range c.Trees {
		fmt.Fprintln(&b, f.Source.Name, len(f.Source.Text))
	}
	for _, v := range c.Inventories {
		fmt.Fprintln(&b, InventoryLine(v))
	}
	return b.String()
}

// Files come, go and change in a folder. Whatever is kept from the states before, and even if it is damaged now and then, a check finds
// what it finds without.
func TestKeptFindsTheSame(t *testing.T) {
	dir, kept := t.TempDir(), t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	store := cache.Open(kept)
	found := 0
	for round := range 300 {
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			all := parts[name]
			file := filepath.Join(dir, name)
			switch k := rng.IntN(len(all) * 3); {
			case k < len(all):
				if err := os.WriteFile(file, []byte(all[k]), 0o600); err != nil {
					t.Fatal(err)
				}
			case rng.IntN(12) == 0:
				_ = os.Remove(file) // it may be away already
			}
		}
		if round%20 == 19 {
			damage(t, rng, kept)
		}
		names, err := FindPolicies([]string{dir}, true)
		if err != nil {
			continue // all files are away
		}
		want := shown(checkedOnce(t, dir, names, nil))
		for again := range 2 {
			if got := shown(checkedOnce(t, dir, names, store)); got != want {
				t.Fatalf("round %d.%d: with what was kept:\n%s\nwithout:\n%s", round, again, got, want)
			}
		}
		found += strings.Count(want, "error[") + strings.Count(want, "warning[")
	}
	if found < 300 {
		t.Errorf("only %d findings", found)
	}
}

func checkedOnce(t *testing.T, dir string, names []string, store *cache.Store) *Checked {
	t.Helper()
	lib, err := OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	got, err := lib.CheckKept([]string{dir}, names, store, func(text string) bool { return strings.Contains(text, "policyc:allow") })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func damage(t *testing.T, rng *rand.Rand, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		data[rng.IntN(len(data))] ^= byte(1 + rng.IntN(255))
		if err := os.WriteFile(f, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// The comparison with a lock is the same with what was kept, when a policy or the lock changes, and when not all policies are given.
func TestKeptSourcesAreTheSame(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../rules/watchlegacy")); err != nil {
		t.Fatal(err)
	}
	store := cache.Open(t.TempDir())
	policy, lock := filepath.Join(dir, "returns.policy"), filepath.Join(dir, "sources.lock")
	text, err := os.ReadFile(policy)
	if err != nil {
		t.Fatal(err)
	}
	locked, err := os.ReadFile(lock)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, state := range []struct{ policy, lock string }{
		{string(text), string(locked)},
		{strings.Replace(string(text), `clause "`, `clause "x`, 1), string(locked)},
		{string(text), "nonsense"},
		{string(text), strings.Replace(string(locked), "sha256:", "sha256:0", 1)},
		{string(text), string(locked)},
	} {
		for file, content := range map[string]string{policy: state.policy, lock: state.lock} {
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, names := range [][]string{{policy}, {policy, filepath.Join(dir, "returns_test.policy")}} {
			want := shown(checkedOnce(t, dir, names, nil))
			for range 2 {
				if got := shown(checkedOnce(t, dir, names, store)); got != want {
					t.Fatalf("with what was kept:\n%s\nwithout:\n%s", got, want)
				}
			}
			seen[want] = true
		}
	}
	if len(seen) < 4 {
		t.Errorf("only %d different results", len(seen))
	}
}
