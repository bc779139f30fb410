package plan

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// condition is "when C unless D" as closures; nil where absent.
type condition struct{ when, unless condFn }

// linkAll makes the closures of everything that is run.
func (c *Code) linkAll() {
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
	}
	for i := range c.bounds {
		b := &c.bounds[i]
		b.fn, b.testFn = l.condition(b.cond), l.cond(b.test)
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
		return func(m *Machine, c *cell) { c.n, c.st = f(m) }
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

// rule links a rule's condition with the note of which link settled it, and its value.
func (l *linker) rule(d *decision, r *rule) {
	r.defeatable = len(r.beatenBy) > 0 || len(r.disapply) > 0
	r.test = l.ruleTest(r)
	l.linkChain(&r.cites.when)
	l.linkChain(&r.cites.unless)
	l.makeEasy(r)
	for k, n := range r.details {
		r.detailFns[k] = l.num(n)
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

// The notes in Machine.link besides the index of the link of "when" that alone settled it.
const (
	linkWhole  = -1 // no link alone
	linkUnless = -2 // "when" holds, or is absent, and "unless" holds
	linkVague  = -3 // what settled it is not known here: an earlier link is open, or all of it
)

// ruleTest is a rule's condition. It notes the first link of a chain of "and" that fails, or of "or" that holds, in Machine.link.
func (l *linker) ruleTest(r *rule) func(*Machine, *rule) truth {
	when, unless := l.cond(r.cond.when), l.cond(r.cond.unless)
	if when == nil && unless == nil {
		return func(m *Machine, r *rule) truth { m.link[r.id] = linkWhole; return yes }
	}
	first := func(m *Machine, r *rule) truth {
		m.link[r.id] = linkWhole
		return when(m)
	}
	if when == nil {
		first = func(m *Machine, r *rule) truth { m.link[r.id] = linkWhole; return yes }
	} else if n := &l.nodes[r.cond.when]; len(r.cites.when.nodes) > 0 { // a chain that was written as one
		first = l.chainTest(n)
	}
	if unless == nil {
		return first
	}
	return func(m *Machine, r *rule) truth {
		out := first(m, r)
		if out == no {
			return no
		}
		t := negate(unless(m))
		if t == no {
			if m.link[r.id] == linkWhole {
				m.link[r.id] = linkUnless
			}
			return no
		}
		return max(out, t)
	}
}

func (l *linker) chainTest(n *node) func(*Machine, *rule) truth {
	var fs []condFn
	for _, k := range l.kids[n.a : n.a+n.b] {
		fs = append(fs, l.cond(k))
	}
	settles, start := no, yes
	if n.op == opOr {
		settles, start = yes, no
	}
	return func(m *Machine, r *rule) truth {
		out := start
		for i, f := range fs {
			t := f(m)
			if t == settles {
				m.link[r.id] = int16(i)
				if out == open {
					m.link[r.id] = linkVague
				}
				return t
			}
			out = max(out, t)
		}
		m.link[r.id] = linkWhole
		return out
	}
}
