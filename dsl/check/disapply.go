package check

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
)

// disapply is `disapply clause "A", "B" tail.`
func (u *unit) disapply(s *sentence, n *ast.Disapply) {
	if n.Tail.Otherwise {
		u.report.otherwiseHere(n.Span, "a disapply")
	}
	env := u.env()
	d := &tree.Disapply{
		Clause: u.clauses[s.clause.index], Span: n.Span,
		When: env.cond(n.Tail.When), Unless: env.cond(n.Tail.Unless), ReadWith: u.clausesOf(n.Tail.ReadWith),
	}
	site := &disapplySite{dis: d, u: u, s: s}
	for _, id := range n.Clauses {
		c := u.findClause(id)
		if c.c == nil {
			continue
		}
		if !reachable(c.c, s) {
			u.report.disappliesNothing(id, c.c)
			continue
		}
		site.targets = append(site.targets, c)
		d.Targets = append(d.Targets, c.tree())
	}
	u.w.disapplies = append(u.w.disapplies, site)
}

// reachable tells whether a disapply sentence finds something in a clause: rules, duties, lines, members, caveats, other such sentences.
func reachable(c *clauseDecl, self *sentence) bool {
	for _, s := range c.sentences {
		switch s.node.(type) {
		case *ast.Means, *ast.Determination, *ast.Clause:
		default:
			if s != self {
				return true
			}
		}
	}
	return false
}

// reachDisapplies takes in the disapply sentences of imported files that reach something live, until there are no more, and then tells every
// rule and caveat what switches it off.
func (w *world) reachDisapplies() {
	for changed := true; changed; {
		changed = false
		live := map[*clauseDecl]bool{}
		for _, r := range w.rules {
			live[r.c] = true
		}
		for _, d := range w.disapplies {
			live[d.s.clause] = true
		}
		for _, u := range w.units[1:] {
			changed = u.liveDisapplies(live) || changed
		}
		w.drain()
	}
	w.resolveDisapplies()
}

// liveDisapplies checks the disapply sentences of an imported unit that reach a clause with something live.
func (u *unit) liveDisapplies(live map[*clauseDecl]bool) bool {
	changed := false
	if u.disDone == nil {
		u.disDone = make([]bool, len(u.d.sentences))
	}
	for i, s := range u.d.sentences {
		n, ok := s.node.(*ast.Disapply)
		if !ok || u.disDone[i] {
			continue
		}
		for _, id := range n.Clauses {
			if c := u.findClause(id); c.c != nil && live[c.c] && !u.disDone[i] {
				u.disDone[i] = true
				u.disapply(s, n)
				changed = true
			}
		}
	}
	return changed
}

// resolveDisapplies tells rules, caveats and disapply sentences what switches them off.
func (w *world) resolveDisapplies() {
	if len(w.disapplies) == 0 {
		return
	}
	off := map[*clauseDecl][]*disapplySite{}
	for _, d := range w.disapplies {
		seen := map[*clauseDecl]bool{}
		for _, t := range d.targets {
			if !seen[t.c] {
				seen[t.c] = true
				off[t.c] = append(off[t.c], d)
			}
		}
	}
	for _, r := range w.rules {
		for _, d := range off[r.c] {
			r.rule.DisappliedBy = append(r.rule.DisappliedBy, d.dis)
		}
	}
	for _, c := range w.caveats {
		for _, d := range off[c.s.clause] {
			c.caveat.DisappliedBy = append(c.caveat.DisappliedBy, d.dis)
		}
	}
	index := map[*disapplySite]int{}
	for i, d := range w.disapplies {
		index[d] = i
	}
	next := make([][]int, len(w.disapplies))
	for i, d := range w.disapplies {
		for _, o := range off[d.s.clause] {
			if o != d {
				d.dis.DisappliedBy = append(d.dis.DisappliedBy, o.dis)
				next[index[o]] = append(next[index[o]], i)
			}
		}
	}
	for _, loop := range cycles(next) {
		path := make([]*disapplySite, len(loop))
		for i, k := range loop {
			path[i] = w.disapplies[k]
		}
		path[0].u.report.disapplyLoop(path)
	}
}
