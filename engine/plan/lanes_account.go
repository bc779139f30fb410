package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/stdlib/money"
)

// account runs the lines of an amount where it is known.
func (b *Block) account(s *laneDecision, c *laneCell, total *column) {
	d := s.d
	b.lines(s, c, d.lineOrder[:d.limitsFrom], total)
	if d.limitsFrom < d.limitsTo {
		b.limit(s, c, d.lineOrder[d.limitsFrom:d.limitsTo], total)
	}
	b.lines(s, c, d.lineOrder[d.limitsTo:], total)
}

// give up lanes whose amount is not settled.
func (c *laneCell) lose(where lanes) {
	c.known &^= where
	c.open |= where
}

// lines applies lines that are no limits.
func (b *Block) lines(s *laneDecision, c *laneCell, lines []int32, total *column) {
	for _, j := range lines {
		if c.known == 0 {
			return
		}
		q, r := &s.d.rules[j], &s.rules[j]
		t := b.holds(s, int(j), c.known)
		c.lose(t.open)
		if t.yes == 0 {
			continue
		}
		changed, lost := b.line(q, r, t.yes, total)
		c.lose(lost)
		b.rules[q.id].changed = changed
		b.hit(r, changed)
	}
}

// line applies a line in some lanes.
func (b *Block) line(q *rule, r *laneRule, where lanes, total *column) (changed, lost lanes) {
	if q.kind == tree.Round {
		return round(q, where, total)
	}
	x := r.num(b, where)
	switch q.kind {
	case tree.Floor:
		return b.floorLine(where, x, total)
	case tree.Add, tree.Deduct:
		if changed, ok := b.addLine(q.kind, where, x, total); ok {
			return changed, 0
		}
	}
	for m := where; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m) & 63
		was := total[i]
		next, ok := was, true
		if v := x[i]; v > ask {
			next = line(q.kind, was, v)
		} else {
			ok = v == nothing
		}
		if !ok || next > most || next < -most {
			lost |= 1 << i
			continue
		}
		d := next ^ was
		changed |= uint64(d|-d) >> 63 << i
		total[i] = next
	}
	return changed, lost
}

func round(q *rule, where lanes, total *column) (changed, lost lanes) {
	for m := where; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m) & 63
		next, ok := money.RoundScaled(total[i], q.mode, q.step)
		if !ok || next > most || next < -most {
			lost |= 1 << i
			continue
		}
		d := next ^ total[i]
		changed |= uint64(d|-d) >> 63 << i
		total[i] = next
	}
	return changed, lost
}

// addLine adds or deducts in some lanes where all is there and far from too large; elsewhere it reports false, and nothing has changed.
func (b *Block) addLine(kind tree.RuleKind, where lanes, x, total *column) (changed lanes, ok bool) {
	deduct := int64(0) // -v is v^-1 + 1
	if kind == tree.Deduct {
		deduct = -1
	}
	var acc, or uint64
	rest := where
	for i, was := range total[:b.n] {
		here := -int64(rest & 1)
		rest >>= 1
		v := x[i] & here
		next := was + (v ^ deduct) - deduct
		acc = acc>>1 | uint64(v|-v)&sign
		or |= uint64(next&here + farOffset) // far from it too where a value is missing
		total[i] = next
	}
	if or>>60 == 0 {
		return acc >> ((blockSize - b.n) & 63), true
	}
	for m := where; m != 0; m &= m - 1 { // words wrap, so that this undoes it
		i := bits.TrailingZeros64(m) & 63
		total[i] -= (x[i] ^ deduct) - deduct
	}
	return 0, false
}

// floorLine is a line that raises an amount, which few do. What is no value is below every amount, and changes none.
func (b *Block) floorLine(where lanes, x, total *column) (changed, lost lanes) {
	var or uint64
	for i, was := range total[:b.n] {
		v := x[i]
		or |= uint64(v + farOffset)
		if v > was {
			changed |= 1 << (i & 63)
		}
	}
	if changed &= where; changed != 0 {
		for m := changed; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			total[i] = x[i]
		}
	}
	if or>>60 != 0 {
		for m := where; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			if v := x[i]; v <= ask && v != nothing || total[i] > most {
				lost |= 1 << i
			}
		}
	}
	return changed &^ lost, lost
}

// farOffset is half of the range in which amounts are far from too large: see most.
const farOffset = 1 << 59

// limit applies limits. Those bind that are smaller than the amount before all of them and equal to the amount after.
func (b *Block) limit(s *laneDecision, c *laneCell, limits []int32, total *column) {
	before := &b.cols[s.limitAt]
	*before = *total
	for k, j := range limits {
		r := &s.rules[j]
		t := b.holds(s, int(j), c.known)
		c.lose(t.open)
		if t.yes == 0 {
			continue
		}
		x, kept := r.num(b, t.yes), &b.cols[s.limitAt+1+k]
		var lost lanes
		for m := t.yes; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			v := x[i]
			kept[i] = v
			switch {
			case v > ask:
				if total[i] = min(total[i], v); total[i] < -most {
					lost |= 1 << i
				}
			case v != nothing:
				lost |= 1 << i
			}
		}
		c.lose(lost)
	}
	for k, j := range limits {
		q, r := &s.d.rules[j], &s.rules[j]
		n, kept := &b.rules[q.id], &b.cols[s.limitAt+1+k]
		applied := n.yes & c.known
		var binds lanes
		for m := applied; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			// Which limit binds is hard to foresee: there is no branch on it.
			v, d := kept[i], kept[i]^total[i]
			binds |= (uint64(v-before[i]) &^ uint64(d|-d)) >> 63 << i
		}
		n.changed = binds
		b.hit(r, binds)
		b.idle(r, applied&^binds)
	}
}

// idle cites a limit that changes nothing.
func (b *Block) idle(r *laneRule, where lanes) {
	for k := range r.chain {
		if alone := b.links[r.links+1+k] & where; alone != 0 {
			b.mark(&r.idle[k+1], alone)
			where &^= alone
		}
	}
	b.mark(&r.idle[0], where)
}
