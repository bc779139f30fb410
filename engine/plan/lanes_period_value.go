package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/stdlib/value"
)

// periodColumns are periods by lane: their first and last days, and numbers. Where there is no period all three say why.
type periodColumns struct{ first, last, number int }

// lanePeriods works periods out, into columns that are known beforehand.
type lanePeriods struct {
	periodColumns
	run func(b *Block, need lanes) // nil: they are there
}

// period links a period of this block; false where it is asked for case by case.
func (l *laneLinker) period(i int32) (lanePeriods, bool) {
	switch n := &l.nodes[i]; {
	case l.isOuter(i):
	case n.op == opVar && l.inner != nil && l.inner.source == fromPeriods && n.a == l.inner.slot:
		return lanePeriods{periodColumns: l.inner.periods.periodColumns}, true
	case n.op == opSchedOn:
		return l.periodOn(n), true
	case n.op == opTerm && l.inner == nil && l.nodes[l.terms[n.a]].op == opSchedOn:
		return l.periodTerm(n.a), true
	}
	return lanePeriods{}, false
}

// periodTerm is a term that is a period, worked out once in a block.
func (l *laneLinker) periodTerm(a int32) lanePeriods {
	return lanePeriods{l.b.terms[a].period.periodColumns, func(b *Block, _ lanes) { b.term(a) }}
}

// periodTerms links the terms that are the period of a schedule on a day, before anything reads them.
func (l *laneLinker) periodTerms() {
	l.b.terms = make([]laneTerm, len(l.terms))
	for i, at := range l.terms {
		if n := &l.nodes[at]; n.op == opSchedOn {
			p := l.periodOn(n)
			l.b.terms[i].period = &p
		}
	}
}

// periodOn is the period that contains a day.
func (l *laneLinker) periodOn(n *node) lanePeriods {
	s := l.sched[n.a].tree
	from, day := l.num(l.sched[n.a].from), l.num(n.b)
	at := periodColumns{l.column(), l.column(), l.column()}
	return lanePeriods{at, func(b *Block, need lanes) {
		u := from(b, need)
		v := day(b, need)
		first, last, number := &b.cols[at.first], &b.cols[at.last], &b.cols[at.number]
		for m := need & b.all; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			w, p := int64(lacks), value.SchedulePeriod{}
			switch {
			case u[i] <= ask:
				w = wordOf(stateOf(u[i]))
			case v[i] <= ask:
				w = wordOf(stateOf(v[i]))
			case v[i] < u[i]:
				w = nothing
			case operate.Period(s, dateOf(u[i]), operate.NumberOn(s, dateOf(u[i]), dateOf(v[i])), &p):
				first[i], last[i], number[i] = int64(p.First), int64(p.Last), int64(p.Number)*value.Scale
				continue
			}
			first[i], last[i], number[i] = w, w, w
		}
	}}
}

// periodAttr is an attribute of a period of this block; nil for others.
func (l *laneLinker) periodAttr(n *node) laneNum {
	attr := l.attrs[n.b].Attr
	if attr != tree.FirstDay && attr != tree.LastDayOf && attr != tree.NumberOf {
		return nil
	}
	p, ok := l.period(n.a)
	if !ok {
		return nil
	}
	at := map[tree.Attribute]int{tree.FirstDay: p.first, tree.LastDayOf: p.last, tree.NumberOf: p.number}[attr]
	return func(b *Block, need lanes) *column {
		if p.run != nil {
			p.run(b, need)
		}
		return &b.cols[at]
	}
}

// inPeriod tells whether a day is in a period; nil where that is asked case by case.
func (l *laneLinker) inPeriod(n *node) laneCond {
	bounds, outer := l.periodBounds(n.b)
	switch {
	case bounds == nil:
		return nil
	case outer:
		return l.withinOuter(l.num(n.a), bounds, inBounds)
	}
	return l.withinBounds(l.num(n.a), bounds, inBounds)
}

// inBounds is whether a day is in a period, of which some words are no values.
func inBounds(first, d, last int64) truth {
	if first <= ask {
		return lackOf(first)
	}
	if d <= ask {
		return lackOf(d)
	}
	return of(first <= d && d <= last)
}

// periodBounds are the first and the last day of a period; outer: of the block around. nil where they are asked for case by case.
func (l *laneLinker) periodBounds(i int32) (bounds laneBounds, outer bool) {
	if l.isOuter(i) {
		x, further := l.outer.periodBounds(i)
		if x != nil && further {
			x = l.outer.takeBounds(x)
		}
		return x, true
	}
	p, ok := l.period(i)
	if !ok {
		return nil, false
	}
	return func(b *Block, need lanes) (*column, *column) {
		if p.run != nil {
			p.run(b, need)
		}
		return &b.cols[p.first], &b.cols[p.last]
	}, false
}
