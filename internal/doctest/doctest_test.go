package doctest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/dsl/source"
)

// root is the top of the repository.
var root, _ = filepath.Abs("../..")

// generated pages are written from constants whose examples are executed where those stand.
var generated = []string{"docs/builtins.md", "docs/errors.md"}

// block is a fenced code block.
type block struct {
	line int // of the opening fence, from 0
	end  int // of the closing fence
	lang string
	args []string
	mark string // the name in the comment above it
	text string
}

// arg is the value of an argument "name=value".
func (b *block) arg(name string) string {
	for _, a := range b.args {
		if v, ok := strings.CutPrefix(a, name+"="); ok {
			return v
		}
	}
	return ""
}

// page is a Markdown file that is being executed.
type page struct {
	t      *testing.T
	name   string
	lines  []string
	blocks []*block
	edits  []edit // of the text, from UPDATE=1
	desk   desk
	seen   map[string][]*source.File // the policies above, by name
	result map[string]any            // of the test that is being run
	shell  *shell
}

// edit replaces the lines from one to another, which is left.
type edit struct {
	from, to int
	text     string
}

func update() bool { return os.Getenv("UPDATE") != "" }

func TestPages(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md"} {
		pages = append(pages, filepath.Join(root, name))
	}
	for _, path := range pages {
		name, _ := filepath.Rel(root, path)
		name = filepath.ToSlash(name)
		if slices.Contains(generated, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			p := &page{t: t, name: name, seen: map[string][]*source.File{}, lines: strings.Split(string(text), "\n")}
			p.findBlocks()
			for _, b := range p.blocks {
				p.run(b)
			}
			if update() && len(p.edits) > 0 {
				p.rewrite(path)
			}
		})
	}
}

// findBlocks finds the fenced blocks of the page.
func (p *page) findBlocks() {
	var open *block
	mark := ""
	for i, line := range p.lines {
		switch info, fence := strings.CutPrefix(line, "```"); {
		case fence && open == nil:
			words := strings.Fields(info)
			open = &block{line: i, mark: mark}
			if len(words) > 0 {
				open.lang, open.args = words[0], words[1:]
			}
		case fence:
			open.end = i
			open.text = strings.Join(p.lines[open.line+1:i], "\n") + "\n"
			p.blocks = append(p.blocks, open)
			open = nil
		case open == nil && strings.HasPrefix(line, "<!-- "):
			mark = strings.TrimSuffix(strings.TrimPrefix(line, "<!-- "), " -->")
			continue
		}
		mark = ""
	}
	if open != nil {
		p.t.Errorf("%s:%d: the block does not end", p.name, open.line+1)
	}
}

func (p *page) errorf(b *block, format string, args ...any) {
	p.t.Helper()
	p.t.Errorf("%s:%d: "+format, append([]any{p.name, b.line + 1}, args...)...)
}

// run does with a block what its language says.
func (p *page) run(b *block) {
	switch b.lang {
	case "policy":
		p.policy(b)
	case "facts":
		p.facts(b)
	case "decisions":
		p.decisions(b)
	case "console":
		p.console(b)
	case "sh":
		p.script(b)
	case "ebnf", "text":
		p.generatedBlock(b)
	default:
		p.errorf(b, "no test knows what to do with a block of %q", b.lang)
	}
}

// replace notes a new text for a block.
func (p *page) replace(b *block, text string) {
	if text != b.text {
		p.edits = append(p.edits, edit{b.line + 1, b.end, text})
	}
}

// rewrite carries out the edits, the last first.
func (p *page) rewrite(path string) {
	slices.SortFunc(p.edits, func(a, b edit) int { return b.from - a.from })
	for _, e := range p.edits {
		p.lines = slices.Concat(p.lines[:e.from], strings.Split(strings.TrimSuffix(e.text, "\n"), "\n"), p.lines[e.to:])
	}
	if err := os.WriteFile(path, []byte(strings.Join(p.lines, "\n")), 0o644); err != nil {
		p.t.Fatal(err)
	}
}
