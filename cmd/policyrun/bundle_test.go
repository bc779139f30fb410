package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/bundle"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/internal/cli"
)

// builtIn is a bundle of all policies that are built in.
func builtIn(t *testing.T) []byte {
	t.Helper()
	lib, err := cli.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	names, err := lib.Names()
	if err != nil {
		t.Fatal(err)
	}
	var policies []*dsl.Policy
	for _, name := range names {
		versions, err := lib.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		policies = append(policies, &dsl.Policy{Name: name, Versions: versions})
	}
	data, err := bundle.Encode(policies, bundle.Tests{Skipped: true})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func runs(args ...string) (string, int) {
	var stdout, stderr strings.Builder
	code := run(args, strings.NewReader(""), &stdout, &stderr)
	return stdout.String() + stderr.String(), code
}

// Every verb answers from a bundle what it answers from the sources.
func TestBundleAnswersAsTheSources(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rules.bundle")
	if err := os.WriteFile(file, builtIn(t), 0o644); err != nil {
		t.Fatal(err)
	}
	examples, err := filepath.Glob("../../docs/examples/*.yaml")
	if err != nil || len(examples) == 0 {
		t.Fatal(err)
	}
	policies := map[string]string{"buyback": "buyback/guarantee", "chrono24": "chrono24/authenticity", "watchlegacy": "watchlegacy/returns"}
	tried := 0
	for _, example := range examples {
		seller, _, _ := strings.Cut(filepath.Base(example), "-")
		policy := policies[seller]
		if policy == "" {
			continue
		}
		for _, args := range [][]string{
			{"eval", policy, "--facts", example}, {"eval", policy, "--facts", example, "--format", "json"}, {"explain", policy, "--facts", example, "--all"},
			{"needs", policy, "--facts", example}, {"facts", policy},
		} {
			tried++
			want, wantCode := runs(args...)
			got, gotCode := runs(append(args, "--bundle", file)...)
			if got != want || gotCode != wantCode || wantCode == cli.ExitFailure {
				t.Errorf("%v: %d %s\nfrom the sources: %d %s", args, gotCode, got, wantCode, want)
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d runs", tried)
	}
	if out, code := runs("list", "--bundle", file); code != 0 || !strings.Contains(out, "watchlegacy/returns") {
		t.Errorf("%d %s", code, out)
	}
}

func TestBundleIsRefused(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private, pub, err := bundle.EncodeKeys(key)
	if err != nil {
		t.Fatal(err)
	}
	data := builtIn(t)
	signed, err := bundle.Sign(data, key)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), signed...)
	flipped[len(flipped)/2] ^= 1
	keyFile, plain, good := write("release.pub", pub), write("plain.bundle", data), write("signed.bundle", signed)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--bundle", plain, "--require-signature", keyFile}, "it is not signed, and must be signed by " + bundle.Fingerprint(public)},
		{[]string{"--bundle", write("flipped.bundle", flipped)}, "it has been changed since it was built"},
		{[]string{"--bundle", write("cut.bundle", signed[:1000])}, "it is cut off"},
		{[]string{"--bundle", good, "--require-signature", write("release.key", private)}, "it is a private key"},
		{[]string{"--bundle", good, "--rules", dir}, "name one of them"},
		{[]string{"--require-signature", keyFile}, "belongs to --bundle"},
	} {
		for _, verb := range [][]string{{"list"}, {"facts", "watchlegacy/returns"}, {"eval", "watchlegacy/returns", "--facts", "../../docs/examples/watchlegacy-late.yaml"}} {
			out, code := runs(append(verb, c.args...)...)
			if code != cli.ExitFailure || !strings.Contains(out, c.want) {
				t.Errorf("%v %v: %d %s", verb, c.args, code, out)
			}
		}
	}
	if out, code := runs("list", "--bundle", good, "--require-signature", keyFile); code != cli.ExitOK {
		t.Errorf("a signed bundle: %d %s", code, out)
	}
	if out, code := runs("facts", "watchlegacy/return", "--bundle", good); code != cli.ExitFailure || !strings.Contains(out, "did you mean watchlegacy/returns?") {
		t.Errorf("a policy that it does not hold: %d %s", code, out)
	}
}

// Recorded cases are replayed against a bundle as against the sources that it was built of.
func TestReplayAgainstBundle(t *testing.T) {
	dir := t.TempDir()
	file, cases := filepath.Join(dir, "rules.bundle"), filepath.Join(dir, "cases.ndjson")
	lines := `{"policy": "watchlegacy/returns", "facts": {"vintage": false}}` + "\n" + `{"policy": "no/policy", "facts": {}}` + "\n"
	for name, data := range map[string][]byte{file: builtIn(t), cases: []byte(lines), filepath.Join(dir, "broken.bundle"): []byte("no bundle")} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, code := runs("replay", cases, "--against", file)
	if code != cli.ExitOK || !strings.Contains(out, "2 cases replayed, 0 change") || !strings.Contains(out, "only one side has: line 2") {
		t.Errorf("%d: %s", code, out)
	}
	if out, code = runs("replay", cases, "--against", filepath.Join(dir, "broken.bundle")); code != cli.ExitFailure {
		t.Errorf("what is no bundle: %d, %s", code, out)
	}
}
