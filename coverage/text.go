package coverage

import (
	"fmt"
	"io"
	"strings"

	"github.com/clausewise/clausewise/dsl/diag"
)

// Text writes a line for each policy and below it its gaps, clause by clause.
func (r *Report) Text(w io.Writer) error {
	var b strings.Builder
	width := len("all policies")
	for _, p := range r.Policies {
		width = max(width, len(p.Name))
	}
	for i, p := range r.Policies {
		if i > 0 {
			b.WriteByte('\n')
		}
		p.text(&b, width)
	}
	if len(r.Policies) > 1 {
		t := r.Total()
		fmt.Fprintf(&b, "\n%-*s  %s  (%d of %d)\n", width, "all policies", percent(t), t.Reached, t.All)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p *Policy) text(b *strings.Builder, width int) {
	t := p.Total()
	fmt.Fprintf(b, "%-*s  %s  (%d of %d)  rules %s  conditions %s  exceptions %s  by %s\n", width, p.Name, percent(t), t.Reached, t.All,
		share(p.Tally(Rule)), share(p.Tally(Condition)), share(p.Tally(Exception)), cases(p.Cases))
	clause, none := "", true
	for _, e := range p.Elements {
		if e.Why == "" {
			continue
		}
		if none || e.Clause != clause {
			if e.Clause == "" {
				b.WriteString("  declarations\n")
			} else {
				fmt.Fprintf(b, "  clause %q\n", e.Clause)
			}
		}
		clause, none = e.Clause, false
		fmt.Fprintf(b, "    %s:%d: %s %s\n      %s\n", e.Span.File.Name, e.Span.StartPos().Line, e.Kind, diag.Visible(e.Text), diag.Visible(e.Why))
	}
}

func percent(t Tally) string { return fmt.Sprintf("%5.1f%%", t.Percent()) }

func share(t Tally) string { return fmt.Sprintf("%d/%d", t.Reached, t.All) }
