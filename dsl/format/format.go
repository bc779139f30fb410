// Package format prints policy and test files in their one form.
//
// The order of the text, its parentheses, its comments and, at most one between two things, its blank lines stay. Everything else is
// settled: indentation, spaces, aligned colons, where long sentences are broken.
package format

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
)

// Source formats a file. It gives no text if the file has syntax errors, and their list. Before it gives a text it reads it again and
// compares what it says with what the file says; if they should differ, that is reported and no text is given.
func Source(f *source.File) (string, *diag.List) {
	return WithLimits(f, parser.Limits{})
}

// WithLimits is Source for callers that read files with limits of their own.
func WithLimits(f *source.File, limits parser.Limits) (string, *diag.List) {
	tree, list := parser.Parse(f, limits)
	if list.HasErrors() {
		return "", list
	}
	out := Format(tree)
	again, errs := parser.Parse(source.NewFile(f.Name, out), parser.Limits{MaxBytes: len(out) + 1, MaxTokens: len(out) + 1, MaxDepth: limits.MaxDepth})
	if errs.HasErrors() || !same(tree, again) {
		list.Add(diag.Diagnostic{
			Code: diag.FormatDiffers, Span: source.Span{File: f}, Summary: "a file that cannot be formatted",
			Detail: "The formatted text would not say the same as the file. This is a mistake in the formatter; the file is left as it is.",
			Hint:   "Please report it with the file.",
		})
		return "", list
	}
	return out, list
}

// same tells whether two trees say the same and have the same comments.
func same(a, b *ast.File) bool {
	if len(a.Comments) != len(b.Comments) || ast.Dump(a) != ast.Dump(b) {
		return false
	}
	texts := map[string]int{}
	for i := range a.Comments {
		texts[a.Comments[i].Text]++
		texts[b.Comments[i].Text]--
	}
	for _, n := range texts {
		if n != 0 {
			return false
		}
	}
	return true
}

// Format prints a tree that was read without errors.
func Format(f *ast.File) string {
	p := &printer{src: f.Source, comments: f.Comments, lastLine: -1}
	if f.Policy != nil {
		p.header(f.Policy)
	}
	nodes := make([]ast.Node, len(f.Items))
	for i, item := range f.Items {
		nodes[i] = item
	}
	p.nodes(nodes)
	p.commentsBefore(len(f.Source.Text)+1, false)
	return p.out.String()
}

// printer prints things in the order of the text, with the comments that stand between them.
type printer struct {
	src      *source.File
	out      strings.Builder
	depth    int
	comments []ast.Comment // still to be printed
	lastLine int           // line of the text on which the last printed thing ended; -1: nothing printed yet in this block, so no blank line either
	wantGap  bool          // a blank line must come before the next thing
}

func (p *printer) lineOf(offset int) int { return p.src.Pos(offset).Line }

// begin starts the line of something that begins at the offset, after a blank line if the text has one before it.
func (p *printer) begin(offset int) {
	line := p.lineOf(offset)
	if p.wantGap || p.lastLine >= 0 && line > p.lastLine+1 {
		p.out.WriteByte('\n')
	}
	p.wantGap = false
	p.out.WriteString(strings.Repeat(indent, p.depth))
}

// end ends the line of something that ended before the offset, with the comment that stands behind it on the same line.
func (p *printer) end(offset int) {
	p.lastLine = p.lineOf(offset)
	p.trailing(offset)
	p.out.WriteByte('\n')
}

// trailing prints comments that stand behind the offset on its line; a second one there is possible after a joined line.
func (p *printer) trailing(offset int) {
	for len(p.comments) > 0 && p.comments[0].Span.Start >= offset && p.lineOf(p.comments[0].Span.Start) == p.lastLine && p.onlySigns(offset) {
		p.out.WriteString(" " + comment(p.comments[0]))
		p.comments = p.comments[1:]
	}
}

// onlySigns tells whether nothing but signs stands between the offset and the next comment, so that the comment belongs to what ended.
func (p *printer) onlySigns(offset int) bool {
	return strings.Trim(p.src.Text[offset:p.comments[0].Span.Start], " \t.,{}|") == ""
}

// commentsBefore prints the comments before the offset, each on a line of its own, and tells whether there were any. If they stand inside
// what is printed next, no blank line comes between.
func (p *printer) commentsBefore(offset int, inside bool) bool {
	any := false
	for len(p.comments) > 0 && p.comments[0].Span.Start < offset {
		c := p.comments[0]
		p.comments = p.comments[1:]
		if inside {
			p.lastLine = p.lineOf(c.Span.Start)
		}
		p.begin(c.Span.Start)
		p.out.WriteString(comment(c) + "\n")
		p.lastLine = p.lineOf(c.Span.Start)
		any = true
	}
	return any
}

func comment(c ast.Comment) string {
	if c.Text == "" {
		return "#"
	}
	return "# " + c.Text
}

// around prints the comments before and inside a node, and tells whether there were any.
func (p *printer) around(n ast.Node) bool {
	s := n.Pos()
	before := p.commentsBefore(s.Start, false)
	if len(p.comments) == 0 || p.comments[0].Span.Start >= s.End {
		return before
	}
	gap := p.wantGap || p.lastLine >= 0 && p.lineOf(s.Start) > p.lastLine+1
	p.wantGap = gap
	p.commentsBefore(s.End, true)
	p.lastLine = p.lineOf(s.Start)
	return true
}

func (p *printer) header(h *ast.Policy) {
	p.commentsBefore(h.Name.Span.Start, false)
	p.begin(h.Span.Start)
	p.out.WriteString("policy " + quote(h.Name.Value))
	p.end(h.Name.Span.End)
	lines := headerLines(h)
	wide := 0
	for _, l := range lines {
		wide = max(wide, len(l.words))
	}
	p.depth++
	for _, l := range lines {
		p.around(l.at)
		p.begin(l.at.Span.Start)
		if l.words != "" {
			p.out.WriteString(pad(l.words, wide) + " ")
		}
		p.out.WriteString(l.rest)
		p.end(l.at.Span.End)
	}
	p.depth--
	p.wantGap = true
}

func sortByPlace(lines []headerLine) {
	sort.SliceStable(lines, func(i, j int) bool { return lines[i].at.Span.Start < lines[j].at.Span.Start })
}

// widest is the most columns for which others are moved; a longer name stands out.
const widest = len("decision ") + 28

// nodes prints the members of a block or file one after the other. Neighbours of one kind share the column of their colons.
func (p *printer) nodes(ns []ast.Node) {
	width := 0
	for i, n := range ns {
		if _, kind := head(n); kind > 0 && (i == 0 || !p.neighbours(ns[i-1], n)) {
			width = p.columns(ns[i:])
		}
		p.node(n, width)
	}
}

// columns is the width that the first of ns shares with its neighbours.
func (p *printer) columns(ns []ast.Node) int {
	width := 0
	for i, n := range ns {
		if i > 0 && !p.neighbours(ns[i-1], n) {
			break
		}
		if words, _ := head(n); len(words) <= widest {
			width = max(width, len(words))
		}
	}
	return width
}

// neighbours tells whether two declarations are of one kind and stand on lines that follow each other, with no comment between.
func (p *printer) neighbours(a, b ast.Node) bool {
	_, ka := head(a)
	_, kb := head(b)
	if ka != kb || ka == 0 || p.lineOf(b.Pos().Start) > p.lineOf(a.Pos().End)+1 {
		return false
	}
	i := sort.Search(len(p.comments), func(i int) bool { return p.comments[i].Span.Start >= a.Pos().End })
	for ; i < len(p.comments) && p.comments[i].Span.Start < b.Pos().End; i++ {
		if c := p.comments[i].Span.Start; p.lineOf(c) > p.lineOf(a.Pos().End) || c > b.Pos().Start {
			return false
		}
	}
	return true
}

func (p *printer) node(n ast.Node, width int) {
	switch n := n.(type) {
	case *ast.Record:
		p.block(n, "record "+n.Name.Text, n.Name.Span.End, toNodes(n.Fields))
	case *ast.Ambiguity:
		at := n.Title.Span.End
		if c := n.Concerns; len(c) > 0 {
			at = c[len(c)-1].Span.End
		}
		p.block(n, ambiguityHead(n), at, toNodes(n.Readings))
	case *ast.Section:
		p.block(n, "section "+quote(n.Title.Value), n.Title.Span.End, toNodes(n.Items))
	case *ast.Clause:
		p.clause(n)
	case *ast.Test:
		at := n.Policy.Span.End
		for _, s := range []*ast.String{n.Todo, n.Like} {
			if s != nil {
				at = max(at, s.Span.End)
			}
		}
		steps := make([]ast.Node, len(n.Steps))
		for i := range n.Steps {
			steps[i] = &n.Steps[i]
		}
		p.block(n, testHead(n), at, steps)
	case *ast.Use, *ast.Fact, *ast.Decision, *ast.Schedule, *ast.Reading:
		p.around(n)
		p.begin(n.Pos().Start)
		p.out.WriteString(declaration(n, width))
		p.end(n.Pos().End)
	default:
		p.around(n)
		p.begin(n.Pos().Start)
		p.out.WriteString(layout(sentence(n), p.depth, len(indent)*p.depth))
		p.end(n.Pos().End)
	}
}

func (p *printer) clause(c *ast.Clause) {
	if !c.HasBody {
		p.around(c)
		p.begin(c.Span.Start)
		p.out.WriteString(clauseHead(c))
		p.end(c.Span.End)
		return
	}
	at := c.ID.Span.End
	if c.Summary != nil {
		at = c.Summary.Span.End
	}
	if s, ok := p.oneLine(c); ok {
		p.commentsBefore(c.Span.Start, false)
		p.begin(c.Span.Start)
		p.out.WriteString(s)
		p.end(c.Span.End)
		return
	}
	p.block(c, clauseHead(c), at, toNodes(c.Body))
}

// oneLine is a clause with one sentence on one line, if the text has it so and it fits.
func (p *printer) oneLine(c *ast.Clause) (string, bool) {
	if len(c.Body) != 1 || p.lineOf(c.Span.Start) != p.lineOf(c.Span.End) {
		return "", false
	}
	switch c.Body[0].(type) {
	case *ast.Clause, *ast.Table:
		return "", false
	default: // a sentence
	}
	s := clauseHead(c) + " { " + one(sentence(c.Body[0])) + " }"
	return s, utf8.RuneCountInString(s)+len(indent)*p.depth <= width
}

// block prints a head, which ends before the offset at, and the members in braces.
func (p *printer) block(n ast.Node, head string, at int, members []ast.Node) {
	p.commentsBefore(n.Pos().Start, false)
	p.begin(n.Pos().Start)
	p.out.WriteString(head + " {")
	if len(members) == 0 && (len(p.comments) == 0 || p.comments[0].Span.Start >= n.Pos().End) {
		p.out.WriteString("}")
		p.end(n.Pos().End)
		return
	}
	p.lastLine = p.lineOf(p.brace(at))
	p.trailing(at)
	p.out.WriteByte('\n')
	p.lastLine = -1
	p.depth++
	p.nodes(members)
	p.commentsBefore(n.Pos().End, false)
	p.depth--
	p.out.WriteString(strings.Repeat(indent, p.depth) + "}")
	p.end(n.Pos().End)
}

// brace is the offset of the opening brace that follows the offset; there may be comments between.
func (p *printer) brace(offset int) int {
	for i := offset; i < len(p.src.Text); i++ {
		switch p.src.Text[i] {
		case '{':
			return i
		case '#':
			for i < len(p.src.Text) && p.src.Text[i] != '\n' {
				i++
			}
		}
	}
	return offset
}

func toNodes[T ast.Node](list []T) []ast.Node {
	ns := make([]ast.Node, len(list))
	for i, n := range list {
		ns[i] = n
	}
	return ns
}
