package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes a folder of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func policy(name, header, body string) string {
	return `policy "` + name + `" title "T" source "s" parties seller ` + header + "\n" + body
}

const plainBody = `fact damaged : yes or no
decision outcome : first of refused, accepted
clause "§1" "one" { outcome is refused when damaged. outcome is accepted. }
`

func load(t *testing.T, dir, name string) ([]string, error) {
	t.Helper()
	l, err := OpenLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	found, err := l.Load(name)
	var digests []string
	for _, p := range found {
		digests = append(digests, Digest(p))
	}
	return digests, err
}

func TestLoadReadsOnlyWhatAPolicyUses(t *testing.T) {
	dir := write(t, map[string]string{
		"a/one.policy":      policy("a/one", "", `use outcome from policy "b/two"`+"\n"+`decision other : first of x, y`+"\n"+`clause "§2" "two" { other is x when outcome is refused. other is y. }`),
		"b/two.policy":      policy("b/two", "", plainBody),
		"b/broken.policy":   `policy "b/broken" title`,
		"b/two_test.policy": `test "t" of policy "b/two" { }`,
	})
	one, err := load(t, dir, "a/one")
	if err != nil || len(one) != 1 {
		t.Fatal(one, err)
	}
	if _, err := load(t, dir, "b/broken"); CodeOf(err) != ExitPolicy {
		t.Errorf("a broken policy: %v", err)
	}

	// A digest is that of the texts, wherever they lie.
	byFile, err := load(t, dir, filepath.Join(dir, "a", "one.policy"))
	if err != nil || byFile[0] != one[0] {
		t.Errorf("by file: %v %v", byFile, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "b", "two.policy"), []byte(policy("b/two", "", "# changed\n"+plainBody)), 0o644); err != nil {
		t.Fatal(err)
	}
	if changed, err := load(t, dir, "a/one"); err != nil || changed[0] == one[0] {
		t.Errorf("a used policy changed and the digest did not: %v", err)
	}
}

func TestLoadFindsPoliciesWhereverTheirFilesAre(t *testing.T) {
	dir := write(t, map[string]string{"elsewhere/deep/x.policy": policy("a/one", "", plainBody)})
	if found, err := load(t, dir, "a/one"); err != nil || len(found) != 1 {
		t.Error(found, err)
	}
	if found, err := load(t, "", filepath.Join(dir, "elsewhere")); err != nil || len(found) != 1 {
		t.Error(found, err)
	}
	for _, name := range []string{"../x", "/x", "", ".", "a//one"} {
		if _, err := load(t, dir, name); err == nil {
			t.Errorf("%q is found", name)
		}
	}
}

func TestLoadGivesAllVersionsInOrder(t *testing.T) {
	day := "fact bought_on : date\n"
	dir := write(t, map[string]string{
		"a/new.policy": policy("a/one", "in force from 2024-01-01 picked by bought_on", day+plainBody),
		"a/old.policy": policy("a/one", "in force from 2020-01-01 until 2023-12-31 picked by bought_on", day+plainBody),
	})
	l, err := OpenLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	found, err := l.Load("a/one")
	if err != nil {
		for _, d := range findingsOf(err) {
			t.Log(d)
		}
		t.Fatal(err)
	}
	if len(found) != 2 || found[0].InForce.From >= found[1].InForce.From {
		t.Errorf("%d versions", len(found))
	}
	if _, err := l.Load(filepath.Join(dir, "a")); err != nil {
		t.Errorf("a folder with two versions of one policy: %v", err)
	}
}

func findingsOf(err error) []string {
	found, ok := errors.AsType[*PolicyErrors](err)
	if !ok {
		return nil
	}
	return strings.Split(string(Diagnostics(found.Findings, false)), "\n")
}
