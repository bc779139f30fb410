package hostile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// bin is the folder of the commands, built once.
var bin string

// lookAtSources makes the go command run these tests again when any source has changed: it knows what a test has looked at, not what the commands
// that it builds are made of. It takes note while tests run, not before.
var lookAtSources = sync.OnceFunc(func() {
	_ = filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata" || d.Name() == "bench"):
			return fs.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"), strings.HasSuffix(path, ".policy"):
			_, err = os.Stat(path)
		}
		return err
	})
})

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "hostile")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	bin = dir
	build := exec.Command("go", "build", "-o", dir, "./cmd/policyc", "./cmd/policyrun")
	build.Dir = filepath.Join("..", "..")
	code := 2
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
	} else {
		code = m.Run()
	}
	_ = os.RemoveAll(dir) // only ours
	os.Exit(code)
}

func command(name string, args ...string) *exec.Cmd {
	lookAtSources()
	return exec.Command(filepath.Join(bin, name), args...)
}

// result is what became of a command.
type result struct {
	code     int // −1: killed by a signal
	out, err string
}

// patience is how long a command may take on input that could make it wait for ever; a machine under load is slow.
const patience = 60 * time.Second

func run(t *testing.T, cmd *exec.Cmd) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	bounded := exec.CommandContext(ctx, cmd.Path, cmd.Args[1:]...)
	bounded.Dir, bounded.Stdin, bounded.Env = cmd.Dir, cmd.Stdin, cmd.Env
	var out, errs bytes.Buffer
	bounded.Stdout, bounded.Stderr = &out, &errs
	if cmd.Stdout != nil {
		bounded.Stdout = cmd.Stdout
	}
	err := bounded.Run()
	if ctx.Err() != nil {
		t.Fatalf("%v does not come to an end", cmd.Args[1:])
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	r := result{bounded.ProcessState.ExitCode(), out.String(), errs.String()}
	if strings.Contains(r.err, "goroutine ") || strings.Contains(r.err, "panic") {
		t.Fatalf("%v breaks down:\n%s", cmd.Args[1:], r.err)
	}
	return r
}

// must expects an exit code, and words that are printed.
func (r result) must(t *testing.T, code int, words string) {
	t.Helper()
	if r.code != code || !strings.Contains(r.err+r.out, words) {
		t.Errorf("exit code %d, want %d; printed:\n%s%s\nwant %q in it", r.code, code, r.err, r.out, words)
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// untidy is a policy that the formatter changes in every line; n makes it long.
func untidy(name string, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "policy   %q\n title \"T\"\n     source  \"s\"\n parties buyer,seller\n", name)
	for i := range n {
		fmt.Fprintf(&b, "fact   f%d:yes or no   from seller\n", i)
	}
	b.WriteString("decision d:first of refused,accepted\nclause   \"1\"    \"x\"   {\n")
	for i := range n {
		fmt.Fprintf(&b, "d is   refused when f%d   .\n", i)
	}
	b.WriteString("d   is accepted.\n}\n")
	return b.String()
}
