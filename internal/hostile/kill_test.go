//go:build unix

package hostile

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// points is how often each command is killed; KILLS asks for more.
func points(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("KILLS")); err == nil {
		return n
	}
	if testing.Short() {
		return 5
	}
	return 25
}

// killed starts a command, kills it somewhere in the time that it takes, and tells whether it was still running.
func killed(t *testing.T, sig syscall.Signal, rng *rand.Rand, whole time.Duration, name string, args ...string) bool {
	t.Helper()
	cmd := command(name, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(rng.Int64N(int64(whole))))
	_ = cmd.Process.Signal(sig)
	return cmd.Wait() != nil
}

func timed(t *testing.T, name string, args ...string) time.Duration {
	t.Helper()
	begun := time.Now()
	run(t, command(name, args...)).must(t, 0, "")
	return time.Since(begun)*5/4 + time.Millisecond
}

// Whenever the formatter is killed or interrupted, every file is the old one or the new one, and what is left behind is no policy.
func TestFormatterKilled(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGKILL, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, uint64(sig)))
			const files = 12
			old := map[string]string{}
			make := func(dir string) {
				for i := range files {
					name := fmt.Sprintf("p%d.policy", i)
					old[name] = untidy(fmt.Sprintf("a/p%d", i), 150)
					write(t, filepath.Join(dir, name), old[name])
				}
			}
			finished := t.TempDir()
			make(finished)
			whole := timed(t, "policyc", "fmt", "-w", finished)
			stopped, mixed := 0, 0
			for range points(t) {
				dir := t.TempDir()
				make(dir)
				if killed(t, sig, rng, whole, "policyc", "fmt", "-w", dir) {
					stopped++
				}
				changed := 0
				for name, before := range old {
					got, err := os.ReadFile(filepath.Join(dir, name))
					after, err2 := os.ReadFile(filepath.Join(finished, name))
					if err != nil || err2 != nil {
						t.Fatal(err, err2)
					}
					if string(got) == string(after) {
						changed++
					} else if string(got) != before {
						t.Fatalf("%s is neither the old file nor the new one: %d bytes", name, len(got))
					}
				}
				if changed > 0 && changed < files {
					mixed++
				}
				run(t, command("policyc", "fmt", "-w", dir)).must(t, 0, "") // it can be taken up again
				run(t, command("policyc", "fmt", "--check", dir)).must(t, 0, "")
			}
			t.Logf("%d of %d runs were stopped, %d of them between the first file and the last", stopped, points(t), mixed)
		})
	}
}

// Whenever locking, or building a bundle, is killed, what was there is there, or the whole of what is new.
func TestWritersKilled(t *testing.T) {
	dir := t.TempDir()
	var text, outline strings.Builder
	text.WriteString("TERMS\n\n")
	outline.WriteString("outline: 1\ndocument: d\ntitle: T\nsections:\n  - heading: TERMS\n    clauses:\n")
	for i := range 400 {
		fmt.Fprintf(&text, "  %d. Sentence number %d of the terms.\n", i+1, i)
		fmt.Fprintf(&outline, "      \"%d\": item %d\n", i+1, i+1)
	}
	terms := write(t, filepath.Join(dir, "terms.txt"), text.String())
	lines := write(t, filepath.Join(dir, "d.outline"), outline.String())
	policy := write(t, filepath.Join(dir, "p", "x.policy"), untidy("a/b", 100))
	for _, c := range []struct {
		name string
		args func(out string) []string
	}{
		{"sources lock", func(out string) []string {
			return []string{"sources", "lock", "--text", terms, "--outline", lines, "-o", out}
		}},
		{"build", func(out string) []string { return []string{"build", "--skip-tests", "-o", out, policy} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(2, 3))
			whole := timed(t, "policyc", c.args(filepath.Join(dir, "done"))...)
			after, err := os.ReadFile(filepath.Join(dir, "done"))
			if err != nil {
				t.Fatal(err)
			}
			stopped, absent := 0, 0
			for range points(t) {
				out := filepath.Join(t.TempDir(), "out")
				if killed(t, syscall.SIGKILL, rng, whole, "policyc", c.args(out)...) {
					stopped++
				}
				got, err := os.ReadFile(out)
				if os.IsNotExist(err) {
					absent++
				} else if err != nil || string(got) != string(after) {
					t.Fatalf("what is there is neither nothing nor the whole: %d of %d bytes, %v", len(got), len(after), err)
				}
				run(t, command("policyc", c.args(out)...)).must(t, 0, "")
			}
			t.Logf("%d of %d runs were stopped, %d of them before the file was there", stopped, points(t), absent)
		})
	}
}
