package plan

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/engine/outcome"
)

// effects is how many effects a citation can have in a settled answer.
const effects = int(outcome.NotReached) + 1

// behind is what stands behind an expression.
type behind struct {
	mark
	// readingOnly: nothing but the adopted readings settles the expression.
	readingOnly bool
}

// bare tells that nothing stands behind an expression.
func (b *behind) bare() bool { return b.empty() && !b.readingOnly }

// bare tells that nothing stands behind a condition or any link of it.
func (ch *chain) bare() bool {
	for i := range ch.parts {
		if !ch.parts[i].bare() {
			return false
		}
	}
	return ch.whole.bare() && !ch.reading
}

// chain is a condition with what stands behind each of its links.
type chain struct {
	node  int32 // −1: absent
	or    bool
	nodes []int32 // links; empty where there is only one
	parts []behind
	whole behind

	fn  condFn
	fns []condFn
	// reading: a link, or the whole, is settled by the adopted readings alone.
	reading bool
}

// ruleCites is what citing a rule takes, besides its clause.
type ruleCites struct {
	clause       int32
	when, unless chain
	// holds is for a condition that holds, or does not arise, as a whole; links for one that a link of "or" alone makes hold; fails, by link, from
	// linkUnless, for one that fails.
	holds mark
	links []mark
	fails []mark
	value mark // value or details
	// deepUnless: which link of "unless" settles it must be looked up.
	deepUnless bool
	readWith   []int32
}

type disapplyCites struct {
	clause       int32
	when, unless chain
	readWith     []int32
}

// citeTables prepares the citations of every rule.
func (l *lowering) citeTables(t *citing.Table, exprs map[tree.Expr]int32) {
	l.width = (len(l.Policy.Clauses) + 63) / 64
	b := &citeBuilder{c: l.Code, t: t, nodes: exprs}
	for i := range l.decisions {
		d := &l.decisions[i]
		d.arisesMark = b.behind(d.tree.Arises).mark
		if cl := d.tree.ArisesClause; cl != nil {
			d.arisesMark = b.join(d.arisesMark, b.bits([]*tree.Clause{cl}))
		}
		d.bitsLen = (effects + 1) * l.width
		d.bits = i * d.bitsLen
		for j := range d.rules {
			rc := b.rule(d.rules[j].tree)
			d.rules[j].cites = &rc
		}
	}
	for i, s := range l.Policy.Disapplies {
		l.disapplies[i].cites = disapplyCites{clause: b.index(s.Clause), when: b.chain(s.When), unless: b.chain(s.Unless), readWith: b.indexes(s.ReadWith)}
	}
}

// rule prepares what citing a rule takes.
func (b *citeBuilder) rule(r *tree.Rule) ruleCites {
	rc := ruleCites{clause: b.index(r.Clause), when: b.chain(r.When), unless: b.chain(r.Unless), readWith: b.indexes(r.ReadWith)}
	for i := range rc.unless.parts {
		rc.deepUnless = rc.deepUnless || !rc.unless.parts[i].bare()
	}
	unless := rc.unless.whole.mark
	if rc.deepUnless {
		unless = mark{} // is looked up
	}
	rc.holds = b.join(rc.when.whole.mark, unless)
	failsByUnless := func(when mark) mark {
		k := b.join(when, unless)
		k.off = !rc.deepUnless && rc.unless.whole.readingOnly
		return k
	}
	whole := rc.when.whole.mark
	whole.off = rc.when.whole.readingOnly
	rc.fails = []mark{failsByUnless(rc.when.whole.mark), whole}
	for i := range rc.when.parts {
		part := rc.when.parts[i].mark
		rc.links = append(rc.links, b.join(part, unless))
		if rc.when.or {
			part = failsByUnless(part)
		} else {
			part.off = rc.when.parts[i].readingOnly
		}
		rc.fails = append(rc.fails, part)
	}
	if r.Value != nil {
		rc.value = b.behind(r.Value).mark
	}
	if r.Duty != nil {
		r.Duty.Exprs(func(x tree.Expr) { rc.value = b.join(rc.value, b.behind(x).mark) })
	}
	return rc
}

// marks prepares all of citing a rule of a simple decision.
func (c *Code) marks(r *rule) {
	rc := r.cites
	r.ruleMarks = &ruleMarks{}
	b := &citeBuilder{c: c}
	clause := func(e outcome.Effect, cl int32) mark {
		if cl < 0 {
			return mark{}
		}
		return mark{clauseBits: clauseBits{int32(int(e)*c.width) + cl>>6, 1 << (cl & 63)}}
	}
	holds := func(own mark) {
		own = b.join(own, rc.value)
		hit := b.join(clause(outcome.Applies, rc.clause), own)
		for _, cl := range rc.readWith {
			hit = b.join(hit, clause(outcome.ReadWith, cl))
		}
		r.hits = append(r.hits, hit)
		if r.kind == tree.Limit {
			r.idle = append(r.idle, b.join(clause(outcome.NotReached, rc.clause), own))
		}
	}
	holds(rc.holds)
	for _, k := range rc.links {
		holds(k)
	}
	for _, k := range rc.fails {
		if k.off {
			r.misses = append(r.misses, mark{})
			continue
		}
		r.misses = append(r.misses, b.join(clause(outcome.NotMet, rc.clause), k))
	}
}

// empty tells that nothing is cited.
func (k *mark) empty() bool { return k.bits == 0 && k.rest == nil }

// join is two marks in one.
func (b *citeBuilder) join(x, y mark) mark {
	var all rest
	for _, k := range []mark{x, y} {
		all.add(k.clauseBits)
		if k.rest == nil {
			continue
		}
		for _, c := range k.rest.more {
			all.add(c)
		}
		for _, f := range k.rest.folds {
			if !slices.Contains(all.folds, f) {
				all.folds = append(all.folds, f)
			}
		}
	}
	var out mark
	if len(all.more) > 0 {
		out.clauseBits, all.more = all.more[0], slices.Clone(all.more[1:])
	}
	if len(all.more)+len(all.folds) > 0 {
		out.rest = &all
	}
	return out
}

// add takes in clauses.
func (k *rest) add(c clauseBits) {
	if i := slices.IndexFunc(k.more, func(d clauseBits) bool { return d.at == c.at }); i >= 0 {
		k.more[i].bits |= c.bits
	} else if c.bits != 0 {
		k.more = append(k.more, c)
	}
}

// bits are clauses as definitions.
func (b *citeBuilder) bits(cs []*tree.Clause) mark {
	var out mark
	for _, cl := range cs {
		i := b.t.Clause(cl).Index
		out = b.join(out, mark{clauseBits: clauseBits{int32(int(outcome.Defines)*b.c.width + i/64), 1 << (i % 64)}})
	}
	return out
}

// index is the number of the clause under which c is cited; −1 for none.
func (b *citeBuilder) index(c *tree.Clause) int32 {
	if c == nil {
		return -1
	}
	return int32(b.t.Clause(c).Index)
}

func (b *citeBuilder) indexes(cs []*tree.Clause) []int32 {
	var out []int32
	for _, c := range cs {
		out = append(out, b.index(c))
	}
	return out
}

type citeBuilder struct {
	c     *Code
	t     *citing.Table
	nodes map[tree.Expr]int32
}

func (b *citeBuilder) behind(x tree.Expr) behind {
	if x == nil {
		return behind{}
	}
	r := b.t.Of(x)
	out := behind{readingOnly: citing.ReadingOnly(x)}
	out.mark = b.bits(r.Clauses)
	for _, d := range r.Decisions {
		out.mark = b.join(out.mark, mark{rest: &rest{folds: []int32{int32(d.Index)}}})
		b.c.decisions[d.Index].folded = true
	}
	return out
}

func (b *citeBuilder) chain(x tree.Expr) chain {
	if x == nil {
		return chain{node: -1}
	}
	out := chain{node: b.nodes[x], whole: b.behind(x)}
	out.reading = out.whole.readingOnly
	_, out.or = x.(*tree.Or)
	if parts := citing.Parts(x); len(parts) > 1 {
		for _, p := range parts {
			out.nodes = append(out.nodes, b.nodes[p])
			out.parts = append(out.parts, b.behind(p))
			out.reading = out.reading || out.parts[len(out.parts)-1].readingOnly
		}
	}
	return out
}
