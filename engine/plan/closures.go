package plan

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// condition is "when C unless D" as closures; nil where absent.
type condition struct{ when, unless condFn }

// linkAll makes the closures of everything that is run.
func (c *Code) linkAll() *linker {
	l := newLinker(c)
	c.termFns = make([]func(*Machine, *cell), len(c.terms))
	for i, n := range c.terms {
		c.termFns[i] = l.termFn(int32(i), n)
	}
	for i := range c.disapplies {
		c.disapplies[i].fn = l.condition(c.disapplies[i].cond)
		l.linkChain(&c.disapplies[i].cites.when)
		l.linkChain(&c.disapplies[i].cites.unless)
	}
	for i := range c.caveats {
		c.caveats[i].fn = l.condition(c.caveats[i].cond)
	}
	for i := range c.decisions {
		d := &c.decisions[i]
		d.arisesFn = l.cond(d.arises)
		for j := range d.rules {
			l.rule(d, &d.rules[j])
		}
		if d.simplify(); d.shape != notSimple {
			l.simple(d)
		}
	}
	for i := range c.bounds {
		b := &c.bounds[i]
		b.fn, b.testFn = l.condition(b.cond), l.cond(b.test)
	}
	return l
}

// simple prepares a simple decision.
func (l *linker) simple(d *decision) {
	if len(d.rules) > 0 {
		d.clauseWord = max(0, d.rules[0].cites.clause>>6)
	}
	for j := range d.rules {
		l.marks(&d.rules[j])
	}
	l.steps(d)
	for j := range d.rules {
		d.rules[j].cites = nil
	}
}

// unlink drops what closures and fates stand for.
func (c *Code) unlink() {
	c.nodes, c.kids, c.loops = nil, nil, nil
	c.fixed = slices.Clone(c.fixed)
	for i := range c.decisions {
		for j := range c.decisions[i].rules {
			r := &c.decisions[i].rules[j]
			if r.ruleMarks = nil; r.asStep != nil {
				r.when, r.test = nil, nil // its step judges it
			}
		}
	}
}

func (l *linker) condition(c cond) condition {
	return condition{when: l.cond(c.when), unless: l.cond(c.unless)}
}

// termFn fills a term's cell in the form of its kind.
func (l *linker) termFn(i, n int32) func(*Machine, *cell) {
	switch k := l.nodes[n].kind; {
	case k == value.Bool:
		f := l.cond(n)
		return func(m *Machine, c *cell) {
			c.tr = f(m)
			c.n, c.st = int64(c.tr), known
			switch c.tr {
			case never:
				c.st = absent
			case open:
				c.st = unsettled
			}
		}
	case k == value.Set:
		f := l.set(n)
		return func(m *Machine, c *cell) {
			mask, unk, st := f(m)
			c.n, c.u, c.st = int64(mask), unk, st
		}
	case plainKind(k):
		f := l.num(n)
		return func(m *Machine, c *cell) { c.n = f(m) }
	}
	f := l.value(n)
	return func(m *Machine, c *cell) { m.termValues[i], c.st = f(m) }
}

// linkChain makes the closures by which a chain's deciding link is found.
func (l *linker) linkChain(ch *chain) {
	ch.fn = l.cond(ch.node)
	for _, n := range ch.nodes {
		ch.fns = append(ch.fns, l.cond(n))
	}
}

// rule links a rule's condition, where it matters with the note of which link settled it, and its value.
func (l *linker) rule(d *decision, r *rule) {
	rc := r.cites
	l.linkChain(&rc.when)
	l.linkChain(&rc.unless)
	if rc.when.bare() && rc.unless.bare() {
		r.when = l.both(r.cond)
	} else {
		r.test = l.ruleTest(r)
	}
	if r.tree.Duty != nil {
		r.detailFns = new([4]numFn)
		for k, n := range r.details {
			r.detailFns[k] = l.num(n)
		}
	}
	r.defeatable = len(r.beatenBy) > 0 || len(r.disapply) > 0
	r.simple = !r.defeatable && r.detail(0) == nil
	r.bare = r.simple && r.test == nil && len(rc.readWith) == 0 && rc.clause >= 0 && rc.value.empty()
	r.clause = rc.clause
	if rc.deepUnless {
		r.simple = false
	}
	if r.kind == tree.Member {
		r.bit = 1 << r.member
	}
	if r.value < 0 {
		return
	}
	switch {
	case d.kind == value.Set:
		r.set = l.set(r.value)
	case plainKind(d.kind):
		r.num = l.num(r.value)
		if r.constant {
			r.k = l.nodes[r.value].k
		}
	default:
		r.val = l.value(r.value)
	}
}

// detail is a detail of a duty; nil for others.
func (r *rule) detail(k int) numFn {
	if r.detailFns == nil {
		return nil
	}
	return r.detailFns[k]
}

// both is "when C unless D" as one condition.
func (l *linker) both(c cond) condFn {
	when := l.cond(c.when)
	if c.unless < 0 {
		return when
	}
	not := l.not(c.unless)
	if when == nil {
		return not
	}
	return func(m *Machine) truth {
		t := when(m)
		if t == no {
			return no
		}
		u := not(m)
		if u == no {
			return no
		}
		return max(t, u)
	}
}

// The notes of which link settled a condition, besides 1 and more: the link of "when" with that number, counted from 1, alone did.
const (
	linkWhole  = 0  // no link alone
	linkUnless = -1 // "when" holds, or is absent, and "unless" holds
	linkVague  = -2 // what settled it is not known here: an earlier link is open, or all of it
)

// ruleTest is a rule's condition with the first link of a chain of "and" that fails, or of "or" that holds.
func (l *linker) ruleTest(r *rule) func(*Machine) (truth, int16) {
	when, unless := l.cond(r.cond.when), l.cond(r.cond.unless)
	if when == nil && unless == nil {
		return nil
	}
	first := func(m *Machine) (truth, int16) { return when(m), linkWhole }
	if when == nil {
		first = func(*Machine) (truth, int16) { return yes, linkWhole }
	} else if n := &l.nodes[r.cond.when]; len(r.cites.when.nodes) > 0 { // a chain that was written as one
		first = l.chainTest(n)
	}
	if unless == nil {
		return first
	}
	return func(m *Machine) (truth, int16) {
		out, link := first(m)
		if out == no {
			return no, link
		}
		t := negate(unless(m))
		if t == no {
			if link == linkWhole {
				link = linkUnless
			}
			return no, link
		}
		return max(out, t), link
	}
}

func (l *linker) chainTest(n *node) func(*Machine) (truth, int16) {
	fs := l.condList(l.kids[n.a : n.a+n.b])
	settles, start := no, yes
	if n.op == opOr {
		settles, start = yes, no
	}
	return func(m *Machine) (truth, int16) {
		out := start
		for i, f := range fs {
			t := f(m)
			if t == settles {
				if out == open {
					return t, linkVague
				}
				return t, int16(i + 1)
			}
			out = max(out, t)
		}
		return out, linkWhole
	}
}
