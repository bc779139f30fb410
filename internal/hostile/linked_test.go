package hostile

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every module that is linked into a command is listed by policyc license, with the version that is linked.
func TestLinkedModulesHaveLicences(t *testing.T) {
	listed := map[string]bool{}
	for line := range strings.Lines(run(t, command("policyc", "license")).out) {
		if f := strings.Fields(line); len(f) >= 3 {
			listed[f[0]+" "+f[1]] = true
		}
	}
	linked := 0
	for _, name := range []string{"policyc", "policyrun"} {
		out, err := exec.Command("go", "version", "-m", filepath.Join(bin, name)).Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			f := strings.Fields(line)
			if len(f) < 3 || f[0] != "dep" {
				continue
			}
			linked++
			if !listed[f[1]+" "+f[2]] {
				t.Errorf("%s is linked into %s, and policyc license does not list it", f[1]+" "+f[2], name)
			}
		}
	}
	if linked < 10 {
		t.Errorf("only %d modules are linked", linked)
	}
}

// policyc links nothing that could open a connection. policyrun links net/http because of brotli, with which Parquet files are compressed and
// which has a function for servers; no code of ours imports either (internal/archtest).
func TestNoNetwork(t *testing.T) {
	forbidden := []string{"net/http", "crypto/tls", "net/rpc", "net/smtp"}
	for pkg, but := range map[string]string{"./cmd/policyc": "", "./cmd/policyrun": "github.com/andybalholm/brotli"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", pkg)
		cmd.Dir = filepath.Join("..", "..")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			f := strings.Fields(line)
			if len(f) == 0 || !strings.Contains(f[0], ".") { // the standard library's own imports
				continue
			}
			for _, dep := range f[1:] {
				for _, bad := range forbidden {
					if dep == bad && (but == "" || !strings.HasPrefix(f[0], but)) {
						t.Errorf("%s: %s imports %s", pkg, f[0], dep)
					}
				}
			}
		}
	}
}
