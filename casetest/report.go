package casetest

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
)

// Report is the results of a run, in the order of the files.
type Report struct{ Results []*Result }

// Count is how many cases have a status.
func (r *Report) Count(s Status) int {
	n := 0
	for _, x := range r.Results {
		if x.Status == s {
			n++
		}
	}
	return n
}

// Policies are the names of the tested policies, in order.
func (r *Report) Policies() []string {
	var out []string
	for _, x := range r.Results {
		out = append(out, x.Case.Policy)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TextOptions say how results are printed for people.
type TextOptions struct {
	Color bool
	// Verbose lists the cases that passed, too.
	Verbose bool
	// Suggest prints, for each expectation that is not met, the sentence that would be.
	Suggest bool
}

type painter bool

func (p painter) put(style, text string) string {
	if !p {
		return text
	}
	return style + text + "\x1b[0m"
}

const (
	red, green, yellow, bold, dim = "\x1b[1;31m", "\x1b[32m", "\x1b[33m", "\x1b[1m", "\x1b[2m"
)

// Text writes the failures, then a line for each policy and one for all.
func (r *Report) Text(w io.Writer, o TextOptions) error {
	var b strings.Builder
	p := painter(o.Color)
	for _, x := range r.Results {
		title := fmt.Sprintf("%s: %s", x.Case.Policy, x.Case.Title)
		switch x.Status {
		case Failed:
			fmt.Fprintf(&b, "%s %s\n", p.put(red, "FAIL"), diag.Visible(title))
			for i := range x.Failures {
				x.Failures[i].text(&b, o)
			}
			b.WriteByte('\n')
		case Todo:
			if o.Verbose {
				fmt.Fprintf(&b, "%s %s — %s\n", p.put(yellow, "todo"), diag.Visible(title), diag.Visible(x.Case.Todo))
			}
		case Passed:
			if o.Verbose {
				fmt.Fprintf(&b, "%s %s\n", p.put(green, "ok  "), diag.Visible(title))
			}
		}
	}
	for _, name := range r.Policies() {
		fmt.Fprintln(&b, r.of(name).line(name, p))
	}
	if len(r.Policies()) > 1 {
		fmt.Fprintln(&b, r.line("all policies", p))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// of is the results of one policy.
func (r *Report) of(policy string) *Report {
	out := &Report{}
	for _, x := range r.Results {
		if x.Case.Policy == policy {
			out.Results = append(out.Results, x)
		}
	}
	return out
}

// line sums results up.
func (r *Report) line(name string, p painter) string {
	failed, broken, todo := r.Count(Failed), r.Count(Broken), r.Count(Todo)
	mark := p.put(green, "ok  ")
	if failed+broken > 0 {
		mark = p.put(red, "FAIL")
	}
	s := fmt.Sprintf("%s %s: %d passed", mark, name, r.Count(Passed))
	for _, more := range []struct {
		n    int
		what string
	}{{failed, "failed"}, {broken, "not run because of mistakes"}, {todo, "to do"}} {
		if more.n > 0 {
			s += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	return s
}

// text writes one failure: the sentence, what the policy answers, which clauses decided and what they read.
func (f *Failure) text(b *strings.Builder, o TextOptions) {
	p := painter(o.Color)
	at := f.Span.StartPos()
	fmt.Fprintf(b, "  %s:%d:%d\n", diag.Visible(f.Span.File.Name), at.Line, at.Column)
	fmt.Fprintf(b, "    %s %s\n", p.put(bold, "expected:"), diag.Visible(sentence(f.Span)))
	fmt.Fprintf(b, "    %s %s\n", p.put(bold, "answered:"), diag.Visible(f.Got))
	for _, r := range f.Why {
		who := ""
		if r.Clause != "" {
			who = "clause " + quoted(r.Clause) + " "
		}
		where := ""
		if !r.Span.IsZero() {
			where = p.put(dim, fmt.Sprintf(" (%s:%d)", r.Span.File.Name, r.Span.StartPos().Line))
		}
		fmt.Fprintf(b, "      %s%s%s\n", diag.Visible(who), diag.Visible(r.Text), where)
	}
	if len(f.Values) > 0 {
		width := 0
		for _, v := range f.Values {
			width = max(width, len(v.Name))
		}
		fmt.Fprintf(b, "    %s\n", p.put(bold, "with:"))
		for _, v := range f.Values {
			fmt.Fprintf(b, "      %-*s  %s\n", width, v.Name, diag.Visible(v.Value))
		}
	}
	if o.Suggest && f.Suggest != "" {
		fmt.Fprintf(b, "    %s %s\n", p.put(yellow, "if the policy is right, write:"), diag.Visible(f.Suggest))
	}
}

// sentence is the text of a sentence of a test.
func sentence(s source.Span) string {
	text := shown(s)
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "…") && strings.HasPrefix(text, "expect") {
		text += "."
	}
	return text
}
