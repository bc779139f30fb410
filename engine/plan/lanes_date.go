package plan

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/date"
)

// laneMonths gives days as months and days in the month, of lanes in which there is a day; elsewhere they are anything.
type laneMonths func(b *Block, days *column) (month, day *column)

// inMonths is how the days of a node are split: those of a schedule's periods are known by months anyway.
func (l *laneLinker) inMonths(i int32) laneMonths {
	l.b.months = months()
	if p := l.ownLastDay(i); p != nil && p.inMonths {
		month, day, t := p.month, p.dayOf, l.b.months
		return func(b *Block, _ *column) (*column, *column) {
			m, d := &b.cols[month], &b.cols[day]
			for j, in := range d[:b.n] {
				if in == 0 { // the last day of the month before
					m[j]--
					d[j] = t.first(m[j]+1) - t.first(m[j])
				}
			}
			return m, d
		}
	}
	month, day := l.column(), l.column()
	return func(b *Block, days *column) (*column, *column) {
		m, d := &b.cols[month], &b.cols[day]
		b.c.months.split(days[:b.n], m[:b.n], d[:b.n])
		return m, d
	}
}

// ownLastDay is the loop of whose periods a node is the last day; nil for other nodes.
func (l *laneLinker) ownLastDay(i int32) *periodsOf {
	n := &l.nodes[i]
	if n.op == opMemo {
		return l.ownLastDay(n.a)
	}
	if l.inner == nil || l.inner.source != fromPeriods || n.op != opAttr || l.attrs[n.b].Attr != tree.LastDayOf {
		return nil
	}
	if v := &l.nodes[n.a]; v.op != opVar || v.a != l.inner.slot {
		return nil
	}
	return l.inner.periods
}

// addMonths counts months from days, as date.Date.AddMonths does.
func (l *laneLinker) addMonths(n *node) laneNum {
	x, split, at, k, rule := l.num(n.a), l.inMonths(n.a), l.column(), n.k, l.Code.rules[n.b]
	return func(b *Block, need lanes) *column {
		u, c, t := x(b, need), &b.cols[at], b.c.months
		month, day := split(b, u)
		for j, d := range u[:b.n] {
			if d <= ask {
				c[j] = d
				continue
			}
			m, in := month[j]+k, day[j]
			first, next := t.first(m), t.first(m+1)
			switch {
			case uint64(m-firstMonth) > lastMonth-firstMonth:
				c[j] = lacks
			case in <= next-first:
				c[j] = first + in - 1
			case rule == date.Clamp:
				c[j] = next - 1
			case rule == date.Roll && next <= int64(date.Max):
				c[j] = next
			default:
				c[j] = lacks
			}
		}
		return c
	}
}

// year is that of a day.
func (l *laneLinker) year(a int32) laneNum {
	x, at := l.num(a), l.column()
	l.b.months = months()
	return func(b *Block, need lanes) *column {
		u, c := x(b, need), &b.cols[at]
		b.c.months.years(u[:b.n], c[:b.n])
		return c
	}
}

// days adds fewer than maxDays days.
func (l *laneLinker) days(a int32, k int64) laneNum {
	x, at := l.num(a), l.column()
	return func(b *Block, need lanes) *column {
		u, c := x(b, need), &b.cols[at]
		beyond := int64(0)
		for j, d := range u[:b.n] {
			d += k
			beyond |= (d - int64(date.Min)) | (int64(date.Max) - d)
			c[j] = d
		}
		if beyond < 0 {
			for j, d := range u[:b.n] {
				if d <= ask {
					c[j] = d
				} else if !dateOf(d + k).Valid() {
					c[j] = lacks
				}
			}
		}
		return c
	}
}

// maxDays is more than the days of all years.
const maxDays = 1 << 22
