package mutate

import (
	"strings"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
)

// mark begins a comment that accepts the mutants that survive on its line, or, if it stands alone, on the line below.
const mark = "allow mutants"

// Note is something wrong with such a comment.
type Note struct {
	Span source.Span
	Text string
}

// accept takes the comments of the policies into account.
func (r *Report) accept(p *dsl.Program) {
	byLine := map[string]map[int][]*Mutant{}
	have := map[string]bool{}
	for _, m := range r.Mutants {
		name := m.Span.File.Name
		have[name] = true
		if m.KilledBy != "" {
			continue
		}
		if byLine[name] == nil {
			byLine[name] = map[int][]*Mutant{}
		}
		line := m.Span.StartPos().Line
		byLine[name][line] = append(byLine[name][line], m)
	}
	for _, f := range p.Files {
		if !have[f.Source.Name] {
			continue
		}
		for _, c := range f.Comments {
			r.comment(f, c, byLine[f.Source.Name])
		}
	}
}

func (r *Report) comment(f *ast.File, c ast.Comment, byLine map[int][]*Mutant) {
	rest, ok := strings.CutPrefix(c.Text, mark)
	if !ok {
		return
	}
	reason, ok := strings.CutPrefix(rest, ":")
	reason = strings.TrimSpace(reason)
	if !ok || reason == "" {
		r.Notes = append(r.Notes, Note{c.Span, "a comment accepts mutants without a reason; write # " + mark + ": and why no test can notice them"})
		return
	}
	line := c.Span.StartPos().Line
	if strings.TrimSpace(f.Source.Text[lineStart(f.Source.Text, c.Span.Start):c.Span.Start]) == "" {
		line++
	}
	if len(byLine[line]) == 0 {
		r.Notes = append(r.Notes, Note{c.Span, "the comment accepts mutants where none survives; take it away"})
	}
	for _, m := range byLine[line] {
		m.Accepted = reason
	}
}

func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }
