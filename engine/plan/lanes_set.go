package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/value"
)

// set links a set; nil: it is asked for case by case where it is read.
func (l *laneLinker) set(i int32) laneSet {
	if i < 0 {
		return nil
	}
	n := &l.nodes[i]
	a := n.a
	if l.inner != nil {
		return nil
	}
	switch n.op {
	case opDecision:
		return func(b *Block, _ lanes) *sets { return b.setOf(a) }
	case opTerm:
		return func(b *Block, _ lanes) *sets { return b.term(a).set }
	case opBinding:
		if d := &l.decisions[a]; d.shape != notSimple {
			return l.binding(a, d)
		}
	}
	return nil
}

// eachSet asks the plan for a set, case by case.
func (l *laneLinker) eachSet(i int32, members int) laneSet {
	f, at := l.linker.set(i), l.room(members)
	return func(b *Block, need lanes) *sets {
		s := &b.sets[at]
		s.clear()
		for m := need & b.all; m != 0; m &= m - 1 {
			j := bits.TrailingZeros64(m)
			in, maybe, st := f(b.lane(j))
			s.put(j, in, maybe, st)
			b.leave(j)
		}
		return s
	}
}

// wholeSet links a set with so many members in any case.
func (l *laneLinker) wholeSet(i int32, members int) laneSet {
	if f := l.set(i); f != nil {
		return f
	}
	return l.eachSet(i, members)
}

// binding is the names of the limits of an amount that bind.
func (l *laneLinker) binding(a int32, d *decision) laneSet {
	members := 0
	for j := range d.rules {
		if r := d.rules[j].tree; r.Kind == tree.Limit {
			members = max(members, r.AsMember+1)
		}
	}
	at := l.room(members)
	return func(b *Block, _ lanes) *sets {
		c, s := b.decide(a), &b.sets[at]
		s.clear()
		s.absent, s.open = c.absent, c.open
		for j := range d.rules {
			if r := d.rules[j].tree; r.Kind == tree.Limit && r.AsMember >= 0 {
				s.in[r.AsMember] |= b.rules[r.ID].changed & c.known
			}
		}
		return s
	}
}

// term works a term out once in a block.
func (b *Block) term(i int32) *termCell {
	c := &b.terms[i]
	if c.round == b.round {
		return c
	}
	c.round = b.round
	switch t := &b.c.terms[i]; {
	case t.cond != nil:
		c.truths = t.cond(b, b.all)
		c.num = &b.cols[t.at]
		b.wordsOf(c.truths, c.num)
	case t.num != nil:
		c.num = t.num(b, b.all)
	case t.set != nil:
		c.set = t.set(b, b.all)
	case t.period != nil:
		t.period.run(b, b.all)
	}
	return c
}

// terms links the defined terms that are conditions, numbers or sets.
func (l *laneLinker) linkTerms() {
	for i, n := range l.terms {
		t := &l.b.terms[i]
		switch k := l.nodes[n].kind; {
		case k == value.Bool:
			t.cond, t.at = l.cond(n), l.column()
		case k == value.Set:
			t.set = l.wholeSet(n, len(l.Policy.Terms[i].Body.Type().Members))
		case plainKind(k):
			t.num = l.num(n)
		}
	}
}
