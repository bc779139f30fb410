package archtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// No package of the product imports what opens connections, and the language and the engine import nothing that reads files, the environment
// or the clock either: a policy can do nothing but be decided.
func TestNoConnections(t *testing.T) {
	pure := []string{"stdlib", "limits", "dsl", "engine"}
	outside := map[string]bool{"os": true, "os/exec": true, "os/signal": true, "syscall": true, "io/ioutil": true, "path/filepath": true, "math/rand": true,
		"math/rand/v2": true, "crypto/rand": true, "plugin": true, "net": true}
	files := 0
	eachImport(t, func(file, from, to string) {
		files++
		if strings.HasPrefix(from, "internal/gen") {
			return // programs that write code of this repository
		}
		if to == "net" || strings.HasPrefix(to, "net/") && to != "net/url" {
			t.Errorf("%s imports %s: no package of the product opens connections", file, to)
		}
		if inside(from, pure) && outside[to] {
			t.Errorf("%s imports %s: %s is decided from its arguments alone", file, to, from)
		}
	})
	if files < 500 {
		t.Errorf("only %d imports were looked at", files)
	}
}

// Nothing that decides a case asks the clock: the day is a fact.
func TestNoClock(t *testing.T) {
	looked := map[string]bool{}
	eachImport(t, func(file, from, _ string) {
		if looked[file] || !inside(from, []string{"stdlib", "limits", "dsl", "engine", "explain", "bundle"}) {
			return
		}
		looked[file] = true
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range []string{"time.Now(", "time.Since(", "time.Until("} {
			if strings.Contains(string(text), call) {
				t.Errorf("%s calls %s)", file, call)
			}
		}
	})
	if len(looked) < 100 {
		t.Errorf("only %d files were looked at", len(looked))
	}
}
