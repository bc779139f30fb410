package doctest

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// shell is where a page's commands run.
type shell struct {
	t    *testing.T
	dir  string // the folder of the next command
	env  []string
	temp string
}

// tools are the commands built once, and the variables of the go command.
var tools = sync.OnceValues(func() (toolbox, error) {
	bin, err := os.MkdirTemp("", "doctest")
	if err != nil {
		return toolbox{}, err
	}
	build := exec.Command("go", "build", "-o", bin+string(filepath.Separator), "./cmd/...")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return toolbox{bin: bin}, errors.New(string(out))
	}
	var env []string
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH", "GOFLAGS", "GOPROXY"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			return toolbox{bin: bin}, err
		}
		env = append(env, name+"="+strings.TrimSpace(string(out)))
	}
	return toolbox{bin: bin, env: env}, nil
})

type toolbox struct {
	bin string
	env []string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if box, _ := tools(); box.bin != "" {
		os.RemoveAll(box.bin)
	}
	os.Exit(code)
}

// atShell gives the page's shell, which begins at the top of the repository with a home of its own.
func (p *page) atShell() *shell {
	if p.shell == nil {
		box, err := tools()
		if err != nil {
			p.t.Fatalf("the commands cannot be built: %v", err)
		}
		temp := p.t.TempDir()
		p.shell = &shell{t: p.t, dir: root, temp: temp, env: append(append(os.Environ(), box.env...),
			"HOME="+temp, "GOBIN="+box.bin, "PATH="+box.bin+string(filepath.ListSeparator)+os.Getenv("PATH"), "NO_COLOR=1")}
	}
	return p.shell
}

// run runs a command and keeps the folder that it changes to.
func (s *shell) run(command string) (out string, code int) {
	here := filepath.Join(s.temp, ".dir")
	cmd := exec.Command("bash", "-c", "trap 'pwd >\""+here+"\"' EXIT\n"+command)
	cmd.Dir, cmd.Env = s.dir, s.env
	var buf bytes.Buffer
	cmd.Stdout, cmd.Stderr = &buf, &buf
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		s.t.Fatal(err)
	}
	if dir, err := os.ReadFile(here); err == nil {
		s.dir = strings.TrimSpace(string(dir))
	}
	return strings.ReplaceAll(buf.String(), s.temp, "~"), code
}

// script runs a script that must succeed.
func (p *page) script(b *block) {
	if out, code := p.atShell().run("set -e\n" + b.text); code != 0 {
		p.errorf(b, "the script fails with %d:\n%s", code, out)
	}
}

// console runs the commands of a session and compares what they print.
func (p *page) console(b *block) {
	s := p.atShell()
	want := 0
	if n := b.arg("exit"); n != "" {
		want, _ = strconv.Atoi(n)
	}
	commands := commandsOf(b.text)
	var got strings.Builder
	for i, command := range commands {
		out, code := s.run(command)
		if out != "" && !strings.HasSuffix(out, "\n") {
			out += "\n"
		}
		got.WriteString("$ " + command + "\n" + out)
		if expected := want; i == len(commands)-1 && code != expected || i < len(commands)-1 && code != 0 {
			p.errorf(b, "%s ends with %d:\n%s", command, code, out)
		}
	}
	switch {
	case update():
		p.replace(b, got.String())
	case got.String() != b.text:
		p.errorf(b, "the commands print (UPDATE=1 writes it into the page):\n%s", got.String())
	}
}

// commandsOf is the commands of a session. A line that ends with a backslash goes on.
func commandsOf(text string) []string {
	var out []string
	more := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		command, begins := strings.CutPrefix(line, "$ ")
		switch {
		case more:
			out[len(out)-1] += "\n" + line
		case begins:
			out = append(out, command)
		default:
			continue
		}
		more = strings.HasSuffix(line, `\`)
	}
	return out
}

// The README's two commands are run by .ci/run, which finds them by these lines.
func TestREADMECommands(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var commands []string
	for line := range strings.Lines(string(text)) {
		if command, ok := strings.CutPrefix(line, "    go "); ok {
			commands = append(commands, "go "+strings.TrimSpace(command))
		}
	}
	if len(commands) != 2 || !strings.HasPrefix(commands[0], "go run ./cmd/policyrun eval watchlegacy/returns --facts docs/examples/") || commands[1] != "go test ./..." {
		t.Fatalf("the README's indented lines are %q", commands)
	}
	cmd := exec.Command("bash", "-c", commands[0])
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", commands[0], err, out)
	}
	if !strings.Contains(string(out), "§") {
		t.Errorf("%s prints no citation:\n%s", commands[0], out)
	}
}
