//go:build linux

package hostile

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Odd files are refused in words, and never waited for.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	good := write(t, filepath.Join(dir, "good", "x.policy"), untidy("a/b", 2))
	none := write(t, filepath.Join(dir, "none.json"), "{}")
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errorsOf(
		os.Mkdir(at("dir.policy"), 0o755),
		os.Symlink("loop2.policy", at("loop1.policy")),
		os.Symlink("loop1.policy", at("loop2.policy")),
		os.Symlink(filepath.Join("good", "x.policy"), at("link.policy")),
		os.Mkdir(at("pipes"), 0o755),
		syscall.Mkfifo(at("pipe.policy"), 0o644),
		syscall.Mkfifo(filepath.Join(at("pipes"), "p.policy"), 0o644),
		os.Mkdir(at("loops"), 0o755),
		os.Symlink(at("loops"), filepath.Join(at("loops"), "again")),
	); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "loops", "x.policy"), untidy("a/b", 2))
	for _, c := range []struct {
		name  string
		args  []string
		code  int
		words string
	}{
		{"no such file", []string{"policyc", "check", at("nope.policy")}, 1, "no such file"},
		{"a folder named as a policy", []string{"policyc", "check", at("dir.policy")}, 1, "no policy file"},
		{"a circle of links", []string{"policyc", "check", at("loop1.policy")}, 1, "too many levels"},
		{"a circle of links, run", []string{"policyrun", "eval", at("loop1.policy"), "--facts", none}, 1, "too many levels"},
		{"a folder that links to itself", []string{"policyc", "check", at("loops")}, 0, ""},
		{"a link", []string{"policyc", "check", at("link.policy")}, 0, ""},
		{"a named pipe", []string{"policyc", "check", at("pipe.policy")}, 1, "not an ordinary file"},
		{"a named pipe, formatted", []string{"policyc", "fmt", at("pipe.policy")}, 1, "not an ordinary file"},
		{"a named pipe, run", []string{"policyrun", "eval", at("pipe.policy"), "--facts", none}, 1, "not an ordinary file"},
		{"a named pipe below a folder", []string{"policyc", "check", at("pipes")}, 1, "not an ordinary file"},
		{"a named pipe in the library", []string{"policyrun", "list", "--rules", at("pipes")}, 1, "not an ordinary file"},
		{"an endless device", []string{"policyc", "check", "/dev/zero"}, 4, "P0101"},
		{"an empty device", []string{"policyc", "check", "/dev/null"}, 4, "P0116"},
		{"facts without end", []string{"policyrun", "eval", good, "--facts", "/dev/zero"}, 2, "F0102"},
		{"a folder as facts", []string{"policyrun", "eval", good, "--facts", dir}, 1, "is a directory"},
		{"a policy outside the library", []string{"policyrun", "eval", "../../../etc/passwd", "--rules", at("good"), "--facts", none}, 1, "no policy"},
		{"a policy by a URL", []string{"policyrun", "eval", "file:///etc/passwd", "--facts", none}, 1, "no policy"},
		{"a policy by a share", []string{"policyrun", "eval", `\\host\share\x.policy`, "--facts", none}, 1, ""},
		{"a library that is a file", []string{"policyrun", "list", "--rules", good}, 1, "not a folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			run(t, command(c.args[0], c.args[1:]...)).must(t, c.code, c.words)
		})
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// A file without the right to be read is named. The superuser may read everything.
func TestUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("run by the superuser")
	}
	file := write(t, filepath.Join(t.TempDir(), "x.policy"), untidy("a/b", 1))
	if err := os.Chmod(file, 0); err != nil {
		t.Fatal(err)
	}
	run(t, command("policyc", "check", file)).must(t, 1, "permission denied")
}

// What cannot be written is an error with exit code 1, also where it is the answer itself.
func TestOutputIsFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = full.Close() }()
	dir := t.TempDir()
	policy := write(t, filepath.Join(dir, "x.policy"), untidy("a/b", 1))
	none := write(t, filepath.Join(dir, "none.json"), "{}")
	for _, args := range [][]string{
		{"policyrun", "eval", policy, "--facts", none},
		{"policyrun", "eval", policy, "--facts", none, "--format", "json"},
		{"policyrun", "list"},
		{"policyc", "fmt", policy},
		{"policyc", "check", policy},
		{"policyc", "explain-code"},
	} {
		cmd := command(args[0], args[1:]...)
		cmd.Stdout = full
		run(t, cmd).must(t, 1, "no space left")
	}
}

// A reader that goes away ends the command, by the signal, and quietly.
func TestClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	cmd := command("policyc", "explain-code")
	cmd.Stdout = w
	if got := run(t, cmd); got.code == 0 {
		t.Errorf("%+v", got)
	}
}

// A closed standard input is an empty one: nothing is known.
func TestClosedInput(t *testing.T) {
	policy := write(t, filepath.Join(t.TempDir(), "x.policy"), untidy("a/b", 1))
	cmd := command("sh", "-c", `exec "$0" eval "$1" --facts - <&-`, filepath.Join(bin, "policyrun"), policy)
	cmd.Path = "/bin/sh"
	run(t, cmd).must(t, 3, "")
}

// Where a file cannot be replaced it stays as it was, and the error says why.
func TestDiskIsFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	defer func() { _ = syscall.Unmount(dir, 0) }()
	text := untidy("a/b", 600)
	file := write(t, filepath.Join(dir, "x.policy"), text)
	filler, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := filler.Write(make([]byte, 1024)); err != nil {
			break
		}
	}
	_ = filler.Close()
	run(t, command("policyc", "fmt", "-w", file)).must(t, 1, "no space left")
	unchanged(t, dir, file, text)
	if err := os.Remove(filler.Name()); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=64k"); err != nil {
		t.Skip(err)
	}
	run(t, command("policyc", "fmt", "-w", file)).must(t, 1, "read-only file system")
	unchanged(t, dir, file, text)
}

func unchanged(t *testing.T, dir, file, text string) {
	t.Helper()
	if got, err := os.ReadFile(file); err != nil || string(got) != text {
		t.Errorf("the file changed: %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s is left behind", e.Name())
		}
	}
}
