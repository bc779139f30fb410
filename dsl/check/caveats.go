package check

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// caveatDecision adds the built-in set decision: the names of the caveats that apply, each a member in its own clause. It exists where the
// policy itself states a caveat.
func (w *world) caveatDecision() {
	p := w.policy
	if len(p.Caveats) == 0 {
		return
	}
	if len(p.Caveats) > maxMembers {
		w.root.report.tooManyMembers(p.Caveats[maxMembers].Span, len(p.Caveats))
		return
	}
	d := &tree.Decision{
		Index: len(p.Decisions), Name: "caveats", Policy: p.Name, Own: true,
		Type: &types.Type{Kind: types.Set}, Defaults: &tree.Defaults{Policy: p.Name}, Span: p.Caveats[0].Span,
	}
	for i, c := range p.Caveats {
		d.Type.Members = append(d.Type.Members, c.Name)
		d.Rules = append(d.Rules, &tree.Rule{
			ID: len(w.rules) + i, Kind: tree.Member, Decision: d, Clause: c.Clause, Member: i, When: c.When, Unless: c.Unless,
			ReadWith: c.ReadWith, DisappliedBy: c.DisappliedBy, AsMember: -1, Defaults: d.Defaults, Span: c.Span,
		})
	}
	p.Decisions = append(p.Decisions, d)
}
