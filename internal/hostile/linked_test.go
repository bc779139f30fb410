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

// Neither command links anything that could open a connection. parquet-go itself would: it is why Parquet is read with parts of it (batch/columnar).
func TestNoNetwork(t *testing.T) {
	forbidden := []string{"net/http", "crypto/tls", "net/rpc", "net/smtp"}
	for _, pkg := range []string{"./cmd/policyc", "./cmd/policyrun"} {
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
					if dep == bad {
						t.Errorf("%s: %s imports %s", pkg, f[0], dep)
					}
				}
			}
		}
	}
}
