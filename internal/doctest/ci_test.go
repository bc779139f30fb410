package doctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// ciCommands are the scripts of a workflow or a job, without what only the service can do.
func ciCommands(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "docs", "ci", name))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Policies struct{ Script []string } // GitLab
		Jobs     struct {                  // GitHub
			Policies struct {
				Steps []struct{ Run, Uses string }
			}
		}
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	commands := doc.Policies.Script
	for _, step := range doc.Jobs.Policies.Steps {
		if (step.Run == "") == (step.Uses == "") {
			t.Errorf("%s: a step runs something or uses something", name)
		}
		commands = append(commands, step.Run)
	}
	var out []string
	for _, c := range commands {
		if c != "" && !strings.HasPrefix(c, "go install ") {
			out = append(out, c)
		}
	}
	if len(out) < 4 {
		t.Fatalf("%s has the commands %q", name, out)
	}
	return out
}

// The commands of docs/ci pass in a repository that policyc new has made, and stop each of the mistakes that they are there for.
func TestCI(t *testing.T) {
	box, err := tools()
	if err != nil {
		t.Fatal(err)
	}
	run := func(t *testing.T, dir, command string) (string, bool) {
		t.Helper()
		cmd := exec.Command("bash", "-e", "-o", "pipefail", "-c", command)
		cmd.Dir = dir
		key, _ := os.ReadFile(filepath.Join(dir, "ci.key"))
		cmd.Env = append(os.Environ(), "PATH="+box.bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "POLICY_KEY="+strings.TrimSpace(string(key)))
		out, err := cmd.CombinedOutput()
		return string(out), err == nil
	}
	begin := func(t *testing.T) string {
		dir := t.TempDir()
		if out, ok := run(t, dir, "policyc new seller harbour && policyc keygen ci"); !ok {
			t.Fatal(out)
		}
		return dir
	}
	for _, name := range []string{"github.yml", "gitlab.yml"} {
		commands := ciCommands(t, name)
		t.Run(name, func(t *testing.T) {
			dir := begin(t)
			for _, c := range commands {
				if out, ok := run(t, dir, c); !ok {
					t.Errorf("%s fails:\n%s", c, out)
				}
			}
		})
		for what, spoil := range map[string]string{
			"not canonical": `sed -i.bak 's/outcome is accepted\./outcome   is accepted./' rules/harbour/terms.policy`,
			"an error":      `sed -i.bak 's/outcome is accepted\./outcome is acepted./' rules/harbour/terms.policy`,
			"a warning":     `sed -i.bak 's/^decision outcome/fact worn : yes or no\n\ndecision outcome/' rules/harbour/terms.policy`,
			"a wrong test":  `sed -i.bak 's/2024-03-16/2024-03-15/' rules/harbour/terms_test.policy`,
			"no test":       `rm rules/harbour/terms_test.policy`,
		} {
			t.Run(name+" "+what, func(t *testing.T) {
				dir := begin(t)
				if out, ok := run(t, dir, spoil); !ok {
					t.Fatal(out)
				}
				for _, c := range commands {
					if _, ok := run(t, dir, c); !ok {
						return
					}
				}
				t.Error("it is not stopped")
			})
		}
	}
}
