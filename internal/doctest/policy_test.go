package doctest

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
)

// desk is the policy and the case that a page talks about.
type desk struct {
	files    []*source.File
	versions []*tree.Policy
	facts    *block
}

var (
	completePolicy = regexp.MustCompile(`\A(#.*\n|\s)*policy "`)
	topLevel       = regexp.MustCompile(`\A\s*(use|record|fact|event|decision|schedule|ambiguity|section|clause)\b`)
	testFile       = regexp.MustCompile(`\A\s*test "`)
)

// policy parses and checks a policy, a part of one, or tests.
func (p *page) policy(b *block) {
	switch {
	case b.arg("from") != "":
		p.excerpt(b)
	case b.arg("file") != "":
		p.file(b, b.arg("file"), b.text)
	case b.arg("put") != "":
		p.file(b, b.arg("put"), p.put(b))
	case testFile.MatchString(b.text):
		p.tests(b)
	case completePolicy.MatchString(b.text):
		p.complete(b)
	default:
		p.part(b)
	}
}

// file writes a file of the page and puts the policy in it on the desk.
func (p *page) file(b *block, name, text string) {
	p.write(name, text)
	f := source.NewFile(name, text)
	parsed, found := parser.Parse(f, parser.DefaultLimits)
	for _, d := range found.All() {
		p.errorf(b, "%v", (&dsl.Error{Diagnostic: d}).Error())
	}
	if parsed.Policy == nil {
		p.tests(b)
		return
	}
	p.desk = desk{files: []*source.File{f}}
	p.seen[parsed.Policy.Name.Value] = p.desk.files
}

// put is the file on the desk with the clauses of a block in the place of those of the same id, and its declarations behind the last of their
// kind, or else before the clauses.
func (p *page) put(b *block) string {
	if len(p.desk.files) == 0 {
		p.t.Fatalf("%s:%d: there is no file to put this into", p.name, b.line+1)
	}
	text := p.desk.files[0].Text
	items, _ := parser.Parse(source.NewFile(p.name, b.text), parser.DefaultLimits)
	for _, item := range items.Items {
		old, _ := parser.Parse(source.NewFile(p.name, text), parser.DefaultLimits)
		text = place(text, old.Items, item)
		if text == "" {
			p.errorf(b, "there is no place for %s", item.Pos().Text())
			return p.desk.files[0].Text
		}
	}
	return text
}

// place puts one item into a text; it gives no text if there is no place for it.
func place(text string, items []ast.Item, item ast.Item) string {
	piece := item.Pos().Text()
	if clause, ok := item.(*ast.Clause); ok {
		for _, o := range items {
			if c, ok := o.(*ast.Clause); ok && c.ID.Value == clause.ID.Value {
				return text[:c.Span.Start] + piece + text[c.Span.End:]
			}
		}
		return ""
	}
	for _, o := range slices.Backward(items) {
		if reflect.TypeOf(o) == reflect.TypeOf(item) {
			return text[:o.Pos().End] + "\n" + piece + text[o.Pos().End:]
		}
	}
	for _, o := range items {
		if c, ok := o.(*ast.Clause); ok {
			return text[:c.Span.Start] + piece + "\n\n" + text[c.Span.Start:]
		}
	}
	return ""
}

// excerpt checks that a block stands in a file of the repository; "…" stands for what is left out, and how far lines are indented is free.
func (p *page) excerpt(b *block) {
	file, err := os.ReadFile(filepath.Join(root, b.arg("from")))
	if err != nil {
		p.t.Fatal(err)
	}
	rest := unindented(string(file))
	for _, piece := range strings.Split(unindented(b.text), "…\n") {
		_, after, ok := strings.Cut(rest, piece)
		if !ok {
			p.errorf(b, "%s does not hold, after what was shown before:\n%s", b.arg("from"), piece)
			return
		}
		rest = after
	}
}

func unindented(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimLeft(line, " "))
	}
	return out.String()
}

// complete checks a whole policy and puts it on the desk.
func (p *page) complete(b *block) {
	f := source.NewFile(p.name, strings.Repeat("\n", b.line+1)+b.text)
	if len(b.args) > 0 && b.args[0] == "together" {
		p.desk.files = append(p.desk.files, f)
	} else {
		p.desk.files = []*source.File{f}
	}
	p.desk.versions, p.desk.facts = nil, nil
	if p.load(b) {
		p.seen[p.desk.versions[0].Name] = p.desk.files
	}
}

// load checks the policies on the desk; the last one is the one that is asked.
func (p *page) load(b *block) bool {
	if p.desk.versions != nil {
		return true
	}
	if len(p.desk.files) == 0 {
		p.errorf(b, "there is no policy above")
		return false
	}
	program, err := dsl.Load(p.desk.files)
	if err != nil {
		p.errorf(b, "%v", err)
		return false
	}
	for _, d := range program.Warnings {
		if b.arg("warns") != string(d.Code) {
			p.errorf(b, "%v", (&dsl.Error{Diagnostic: d}).Error())
		}
	}
	last := program.Files[len(program.Files)-1].Policy.Name.Value
	p.desk.versions = program.Policy(last).Versions
	return true
}

// part checks a part of a policy among what it mentions.
func (p *page) part(b *block) {
	header, rest := vocabularyFor(p.t, b.text)
	before, after := "", ""
	if !topLevel.MatchString(b.text) {
		before, after = `clause "doc" {`, "}\n"
	}
	f := source.NewFile(p.name, strings.Repeat("\n", b.line)+header+before+"\n"+b.text+after+rest)
	_, err := dsl.Load([]*source.File{f})
	for _, d := range dsl.Diagnostics(err) {
		if d.Code != diag.NothingGives { // a part may leave the rules of a decision out
			p.errorf(b, "%v\n%s", (&dsl.Error{Diagnostic: d}).Error(), strings.TrimLeft(f.Text, "\n"))
		}
	}
}

// facts notes a case for the decisions below it.
func (p *page) facts(b *block) {
	if f := b.arg("file"); f != "" {
		p.write(f, b.text)
	}
	p.desk.facts = b
}

// write writes a file into the folder in which the page's shell is.
func (p *page) write(name, text string) {
	file := filepath.Join(p.atShell().dir, name)
	if strings.HasPrefix(file, root) {
		p.t.Fatalf("%s: %s would be written into the repository", p.name, name)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}
