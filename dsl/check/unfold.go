package check

import (
	"fmt"

	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/limits"
)

// unfold reports the first term of the policy that is too large: how many parts it has, counted as often as they are read, with all terms it
// reads written out. Terms that read one another twice double with each step: without a limit a page of text could say more than anything
// could ever read or explain.
func (w *world) unfold(p *tree.Policy) {
	most := w.c.limits.TermParts
	size := make(map[*tree.Term]int, len(p.Terms))
	for _, s := range p.Order {
		t, ok := s.(*tree.Term)
		if !ok {
			continue
		}
		n := 0
		tree.Walk(t.Body, func(x tree.Expr) bool {
			n++
			if ref, ok := x.(*tree.TermRef); ok {
				n += size[ref.Term] // none yet in a circle, which is reported
			}
			return n <= most
		})
		size[t] = n
		if n > most {
			if t.Span.File == w.root.d.file.Source {
				w.root.report.tooLarge(t.Span, t.Name, most)
			}
			return
		}
	}
}

func (r *reporter) tooLarge(at source.Span, term string, most int) {
	r.error(diag.Diagnostic{
		Code: diag.TermTooLarge, Span: at, Summary: q(term) + " is too large with the terms it reads written out",
		Detail: fmt.Sprintf("Terms that read others several times grow with each step; there may be %d parts.", most),
		Hint:   "make one of the terms it reads a decision, which is decided once" + orRaise(limits.TermParts, most),
	})
}

// orRaise ends a hint with the way to raise the limit.
func orRaise(name string, n int) string {
	return ", or raise the limit with `" + limits.Raise(name, n) + "`"
}
