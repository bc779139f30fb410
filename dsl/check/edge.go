package check

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
)

// edgeTo is one clause or policy that a sentence beats or yields to.
type edgeTo struct {
	yields bool // "subject to"
	named  bool // a clause, not a whole policy
	others []*ruleSite
	at     source.Span
}

// canLose tells whether a rule can be defeated by another: values and duties, and what a table adds; lines of an account cannot, `disapply`
// is for them.
func canLose(r *tree.Rule) bool {
	return r.Kind == tree.Value || r.Kind == tree.DutyRule || r.Table > 0
}

// canWin tells whether a rule can defeat others. `otherwise` rules are what is left when nothing applies.
func canWin(r *tree.Rule) bool {
	return (r.Kind == tree.Value || r.Kind == tree.DutyRule) && !r.Otherwise
}

// resolveEdges turns "despite" and "subject to" into the rules that beat each rule.
func (w *world) resolveEdges() {
	byDecision := map[*symbol][]*ruleSite{}
	var order []*symbol
	for _, r := range w.rules {
		if len(r.edges) > 0 && byDecision[r.decision] == nil {
			order = append(order, r.decision)
			byDecision[r.decision] = []*ruleSite{}
		}
	}
	if len(order) == 0 {
		return
	}
	for _, r := range w.rules {
		if _, ok := byDecision[r.decision]; ok {
			byDecision[r.decision] = append(byDecision[r.decision], r)
		}
	}
	for _, d := range order {
		w.decisionEdges(d, byDecision[d])
	}
}

// decisionEdges resolves the edges of the rules of one decision.
func (w *world) decisionEdges(d *symbol, rules []*ruleSite) {
	byClause := map[*clauseDecl][]*ruleSite{}
	byPolicy := map[*unit][]*ruleSite{}
	for _, r := range rules {
		byClause[r.c] = append(byClause[r.c], r)
		byPolicy[r.u] = append(byPolicy[r.u], r)
	}
	done := map[*sentence][]edgeTo{}
	pairs := 0
	for _, r := range rules {
		if len(r.edges) == 0 {
			continue
		}
		if _, ok := done[r.s]; !ok {
			done[r.s] = w.edgesOf(d, r, byClause, byPolicy)
		}
		r.edged = done[r.s]
		pairs += len(r.rule.BeatenBy)
		for _, e := range r.edged {
			pairs += len(e.others)
		}
		if most := w.c.limits.RulePairs; pairs > most {
			r.u.report.tooManyEdges(r.s.node.Pos(), d.name, most)
			return
		}
	}
	named := map[[2]*sentence]bool{} // winner, loser
	for _, r := range rules {
		for _, e := range r.edged {
			if !e.named {
				continue
			}
			for _, o := range e.others {
				named[pairOf(r, o, e.yields)] = true
			}
		}
	}
	beats := map[*sentence]map[*sentence]bool{}
	seen := map[[2]*tree.Rule]bool{}
	for _, r := range rules {
		for _, e := range r.edged {
			for _, o := range e.others {
				p := pairOf(r, o, e.yields)
				if o.s == r.s || !e.named && named[[2]*sentence{p[1], p[0]}] {
					continue
				}
				winner, loser := r, o
				if e.yields {
					winner, loser = o, r
				}
				if !canWin(winner.rule) || !canLose(loser.rule) {
					continue
				}
				if beats[winner.s] == nil {
					beats[winner.s] = map[*sentence]bool{}
				}
				beats[winner.s][loser.s] = true
				if pair := [2]*tree.Rule{winner.rule, loser.rule}; !seen[pair] {
					seen[pair] = true
					loser.rule.BeatenBy = append(loser.rule.BeatenBy, winner.rule)
				}
			}
		}
	}
	w.edgeCycles(d, rules, beats)
}

// pairOf is the sentences of an edge, winner first.
func pairOf(r, o *ruleSite, yields bool) [2]*sentence {
	if yields {
		return [2]*sentence{o.s, r.s}
	}
	return [2]*sentence{r.s, o.s}
}

// edgesOf finds the rules that the edges of one sentence mean.
func (w *world) edgesOf(d *symbol, r *ruleSite, byClause map[*clauseDecl][]*ruleSite, byPolicy map[*unit][]*ruleSite) []edgeTo {
	var out []edgeTo
	for _, e := range r.edges {
		for _, id := range e.Clauses {
			if others := w.clauseRules(d, r, id, byClause); len(others) > 0 {
				out = append(out, edgeTo{yields: e.SubjectTo, named: true, others: others, at: id.Span})
			}
		}
		for _, p := range e.Policies {
			u := w.byName[p.Value]
			switch {
			case u == nil:
				r.u.report.policyNotImported(p, nearestKey(r.u.report, p.Value, w.byName))
			case len(losers(byPolicy[u], r)) == 0:
				r.u.report.noRuleInPolicy(p, d.name)
			default:
				out = append(out, edgeTo{yields: e.SubjectTo, others: losers(byPolicy[u], r), at: p.Span})
			}
		}
	}
	return out
}

// losers are the rules that edges can concern, without those of the sentence itself.
func losers(rules []*ruleSite, self *ruleSite) []*ruleSite {
	var out []*ruleSite
	for _, o := range rules {
		if o.s != self.s && canLose(o.rule) {
			out = append(out, o)
		}
	}
	return out
}

// clauseRules finds the rules for a decision that stand in a clause: the policy's own clause of that id, else an imported one.
func (w *world) clauseRules(d *symbol, r *ruleSite, id ast.String, byClause map[*clauseDecl][]*ruleSite) []*ruleSite {
	var found *clauseDecl
	units := append([]*unit{r.u}, w.units...)
	for _, u := range units {
		c := u.d.clauseID[id.Value]
		if c == nil {
			continue
		}
		if out := losers(byClause[c], r); len(out) > 0 {
			return out
		}
		if found == nil {
			found = c
		}
	}
	if found == nil {
		r.u.report.unknownClause(id, r.u.nearestClause(id.Value))
		return nil
	}
	var inside []string
	var linesOnly bool
	for _, o := range byClause[found] {
		linesOnly = linesOnly || o.s != r.s
	}
	for _, child := range found.children {
		if len(losers(byClause[child], r)) > 0 {
			inside = append(inside, child.node.ID.Value)
		}
	}
	r.u.report.noRuleInClause(id, d.name, inside, linesOnly)
	return nil
}

// edgeCycles reports rules that beat each other in a circle.
func (w *world) edgeCycles(d *symbol, rules []*ruleSite, beats map[*sentence]map[*sentence]bool) {
	var nodes []*ruleSite
	index := map[*sentence]int{}
	for _, r := range rules {
		if _, ok := index[r.s]; !ok {
			index[r.s] = len(nodes)
			nodes = append(nodes, r)
		}
	}
	next := make([][]int, len(nodes))
	for i, n := range nodes {
		for s := range beats[n.s] {
			next[i] = append(next[i], index[s])
		}
		slices.Sort(next[i])
	}
	for _, loop := range cycles(next) {
		path := make([]*ruleSite, len(loop))
		for i, k := range loop {
			path[i] = nodes[k]
		}
		at := path[0]
		for _, r := range path {
			if len(r.edges) > 0 && r.u.isRoot() {
				at = r
				break
			}
		}
		at.u.report.edgeLoop(at, path, d.name)
	}
}
