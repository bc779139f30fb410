package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/stdlib/value"
)

// fact is the column of an input.
func (b *Block) fact(a int32) *column {
	at := b.c.places[a]
	if at >= 0 && (b.s.asked[a] == 0 || b.c.asks[a] == nil) {
		return &b.s.cols[at]
	}
	c := &b.cols[a]
	if b.got[a] == b.round {
		return c
	}
	b.got[a] = b.round
	for i, w := range b.s.w[:b.n] {
		c[i] = w[a]
	}
	if f := b.c.asks[a]; f != nil {
		f(b, c)
	}
	return c
}

// factCond is an input as a condition.
func (l *laneLinker) factCond(a int32) laneCond {
	return func(b *Block, _ lanes) truths {
		asked := b.s.asked[a]
		if asked == 0 {
			return b.s.facts[a]
		}
		f := &b.facts[a]
		if f.round != b.round {
			f.round = b.round
			f.truths = b.s.facts[a]
			f.join(b.c.answers[a](b, asked))
		}
		return f.truths
	}
}

// join takes in what holds in other lanes.
func (t *truths) join(u truths) {
	t.yes |= u.yes
	t.never |= u.never
	t.open |= u.open
}

// answersFor settles the lanes in which an input that is yes or no is not given.
func (l *laneLinker) answersFor(a int32) laneCond {
	in := &l.inputs[a]
	if l.direct(a) || kindOf(l.Policy.Inputs[a].Type) != value.Bool {
		return nil
	}
	guard, deflt := l.cond(in.guard), l.cond(in.deflt)
	return func(b *Block, asked lanes) truths {
		use := truths{yes: asked}
		if guard != nil {
			use = guard(b, asked)
		}
		t := truths{never: asked & (use.no() | use.never)}
		if deflt == nil {
			t.open = asked &^ t.never
			return t
		}
		given := asked & use.yes
		t.open = asked &^ (t.never | given)
		if given != 0 {
			d := deflt(b, given)
			t.join(truths{d.yes & given, d.never & given, d.open & given})
		}
		return t
	}
}

// asksFor settles the lanes in which an input is not given.
func (l *laneLinker) asksFor(a int32) func(*Block, *column) {
	in := &l.inputs[a]
	switch kind := kindOf(l.Policy.Inputs[a].Type); {
	case l.direct(a) || !plainKind(kind):
		return nil
	case kind == value.Bool:
		return func(b *Block, c *column) {
			asked := b.s.asked[a]
			t := b.c.answers[a](b, asked)
			fill(c, asked, 0)
			fill(c, asked&t.yes, 1)
			fill(c, asked&t.never, nothing)
			fill(c, asked&t.open, lacks)
		}
	}
	guard := l.cond(in.guard)
	var deflt laneNum
	if in.deflt >= 0 {
		deflt = l.num(in.deflt)
	}
	return func(b *Block, c *column) {
		var asked lanes
		for i, w := range c[:b.n] {
			if w == ask {
				asked |= 1 << (i & 63)
			}
		}
		if asked == 0 {
			return
		}
		use := truths{yes: asked}
		if guard != nil {
			use = guard(b, asked)
		}
		given := lanes(0)
		var def *column
		if deflt != nil {
			if given = asked & use.yes; given != 0 {
				def = deflt(b, given)
			}
		}
		none := asked & (use.no() | use.never)
		for m := asked; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			switch {
			case given>>i&1 == 1:
				c[i] = def[i]
			case none>>i&1 == 1:
				c[i] = nothing
			default:
				c[i] = lacks
			}
		}
	}
}
