package hostile

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Whatever is given as a bundle, the commands say what it is, in bounded time and memory, and print no decision.
func TestOddBundles(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	policy := write(t, at("x.policy"), untidy("a/b", 3))
	facts := write(t, at("facts.json"), "{}")
	good := at("good.bundle")
	run(t, command("policyc", "build", "--skip-tests", "-o", good, policy)).must(t, 0, "")
	for _, name := range []string{"one", "other"} {
		run(t, command("policyc", "keygen", at(name))).must(t, 0, "")
	}
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	signed := write(t, at("signed.bundle"), string(whole))
	run(t, command("policyc", "sign", signed, "--key", at("one.key"))).must(t, 0, "")
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 64 {
		if _, err := z.Write(make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	patched := func(name string, change func(b []byte)) string {
		b := bytes.Clone(whole)
		change(b)
		return write(t, at(name), string(b))
	}
	err = errorsOf(os.Symlink(good, at("link.bundle")), os.Symlink(at("round.bundle"), at("round.bundle")), syscall.Mkfifo(at("pipe.bundle"), 0o644),
		os.Mkdir(at("folder.bundle"), 0o755), os.Truncate(write(t, at("huge.bundle"), string(whole)), 80<<20))
	if err != nil {
		t.Fatal(err)
	}
	one := []string{"--require-signature", at("one.pub")}
	for _, c := range []struct {
		name, file string
		flags      []string
		code       int
		words      string
	}{
		{"the bundle itself", good, nil, 0, ""},
		{"a link", at("link.bundle"), nil, 0, ""},
		{"signed by the owner of the key", signed, one, 0, ""},
		{"signed by somebody else", signed, []string{"--require-signature", at("other.pub")}, 1, "must be signed by"},
		{"not signed", good, one, 1, "it is not signed"},
		{"a key that is none", signed, []string{"--require-signature", policy}, 1, "key"},
		{"a circle of links", at("round.bundle"), nil, 1, "too many levels"},
		{"not there", at("none.bundle"), nil, 1, "no such file"},
		{"a folder", at("folder.bundle"), nil, 1, "is a directory"},
		{"empty", write(t, at("empty.bundle"), ""), nil, 1, "it is empty"},
		{"a policy", policy, nil, 1, "the text of a policy"},
		{"gzip of 64 MB of zeros", write(t, at("x.gz"), bomb.String()), nil, 1, "compressed with gzip"},
		{"a zip archive", write(t, at("x.zip"), "PK\x03\x04"+string(make([]byte, 100))), nil, 1, "ZIP archive"},
		{"without end", "/dev/zero", nil, 1, "larger than 64 MB"},
		{"80 MB", at("huge.bundle"), nil, 1, "larger than"},
		{"cut off", write(t, at("cut.bundle"), string(whole[:len(whole)/2])), nil, 1, "it is cut off"},
		{"more after the end", write(t, at("more.bundle"), string(whole)+"x"), nil, 1, "bundle"},
		{"of another version", patched("version.bundle", func(b []byte) { b[8] = 0x40 }), nil, 1, "newer policyc"},
		{"of another content", patched("content.bundle", func(b []byte) { b[len(b)/2] ^= 1 }), nil, 1, "it has been changed"},
		{"a length of four billion", patched("long.bundle", func(b []byte) { binary.BigEndian.PutUint32(b[10:], 1<<32-1) }), nil, 1, "it is cut off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, args := range [][]string{{"policyrun", "list"}, {"policyrun", "eval", "a/b", "--facts", facts}} {
				want := c.code
				if want == 0 && args[1] == "eval" {
					want = 3 // nothing is known
				}
				run(t, command(args[0], append(append(args[1:], "--bundle", c.file), c.flags...)...)).must(t, want, c.words)
			}
		})
	}
	// Lengths and counts that are too large, anywhere, under a digest that fits: refused, or the policy of another text, and never more memory
	// than the file is worth.
	for i := 14; i < len(whole)-sha256.Size-9; i += 1 + len(whole)/60 {
		name := write(t, at("odd.bundle"), string(resealed(whole, i, "\xff\xff\xff\xff\x0f")))
		cmd := command("sh", "-c", `ulimit -v 2000000; exec "$0" eval a/b --facts "$1" --bundle "$2"`, filepath.Join(bin, "policyrun"), facts, name)
		cmd.Path = "/bin/sh"
		if got := run(t, cmd); got.code != 1 && got.code != 3 || got.code == 1 && !strings.Contains(got.err, "odd.bundle: ") && !strings.Contains(got.err, "holds no policy") {
			t.Errorf("at %d: %+v", i, got)
		}
	}
	// Cut anywhere, it is refused.
	for n := 0; n < len(whole); n += 1 + len(whole)/40 {
		run(t, command("policyrun", "list", "--bundle", write(t, at("cut.bundle"), string(whole[:n])))).must(t, 1, "cut.bundle: ")
	}
}

// resealed is the bundle with some bytes changed and a digest that fits: 8 bytes of magic, 2 of version, 4 of length, the content, its digest.
func resealed(b []byte, at int, with string) []byte {
	end := len(b) - sha256.Size - 1
	out := bytes.Clone(b[:end])
	copy(out[at:], with)
	sum := sha256.Sum256(out)
	return append(append(out, sum[:]...), 0)
}
