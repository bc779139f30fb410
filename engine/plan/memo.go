package plan

import "slices"

// memo is a number that is kept until the variable that it depends on changes.
type memo struct {
	tick uint64
	n    int64
}

// hoistLoop looks through the condition and body of a loop.
func (l *lowering) hoistLoop(i int32) {
	slot := l.loops[i].slot
	for _, at := range []int32{l.loops[i].where, l.loops[i].body} {
		l.hoist(at, slot)
	}
}

// hoist looks through the body of a loop for numbers that are dear and do not depend on the loop's variable, and lets each be worked out once
// per round of the loop around, or once in a case.
func (l *lowering) hoist(body, slot int32) {
	if body < 0 {
		return
	}
	for k, edge := range l.operands(body) {
		x := *edge
		if on := l.slotsIn(x, nil); !slices.Contains(on, slot) && len(on) <= 1 && l.dear(x) && plainKind(l.nodes[x].kind) {
			at := int32(-1)
			if len(on) == 1 {
				at = on[0]
			}
			l.memos++
			kept := l.add(node{op: opMemo, kind: l.nodes[x].kind, a: x, b: at, k: int64(l.memos - 1)})
			*l.operands(body)[k] = kept
			continue
		}
		l.hoist(x, slot)
	}
}

// dear tells whether a node takes more than a few nanoseconds.
func (l *lowering) dear(i int32) bool {
	switch l.nodes[i].op {
	case opMemo:
		return false
	case opMonths, opWorkdays, opRoll, opLastMonths, opYear, opMonth, opDay, opAttr, opClock, opSum, opCount, opSmallest, opLargest:
		return true
	}
	for _, edge := range l.operands(i) {
		if l.dear(*edge) {
			return true
		}
	}
	return false
}

// slotsIn adds the variables that a node depends on, other than those that it binds itself.
func (l *lowering) slotsIn(i int32, on []int32) []int32 {
	n := &l.nodes[i]
	if (n.op == opVar || n.op == opField) && !slices.Contains(on, n.a) {
		on = append(on, n.a)
	}
	bound := int32(-1)
	switch n.op {
	case opSum, opCount, opSmallest, opLargest, opSome, opEvery:
		bound = l.loops[n.a].slot
	}
	for _, edge := range l.operands(i) {
		for _, s := range l.slotsIn(*edge, nil) {
			if s != bound && !slices.Contains(on, s) {
				on = append(on, s)
			}
		}
	}
	return on
}

// operands are the places where a node names the nodes it works on.
func (l *lowering) operands(i int32) []*int32 {
	n := &l.nodes[i]
	switch n.op {
	case opAdd, opSub, opMul, opIsNumber, opIsValue, opAtMost, opBelow, opHas, opInPeriod, opInList, opInCalendar, opIsSet:
		return []*int32{&n.a, &n.b}
	case opDays, opMonths, opMinutes, opLastDays, opLastMonths, opYear, opMonth, opDay, opWeekday, opAttr, opClock, opConvert, opConvertSet,
		opIsConst, opOneOf, opEmptySet, opEmptyList, opNot, opMemo:
		return []*int32{&n.a}
	case opWorkdays, opRoll:
		if w := &l.works[n.b]; w.calendar >= 0 {
			return []*int32{&n.a, &w.calendar}
		}
		return []*int32{&n.a}
	case opMin, opMax, opAnd, opOr:
		out := make([]*int32, n.b)
		for k := range out {
			out[k] = &l.kids[int(n.a)+k]
		}
		return out
	case opSum, opCount, opSmallest, opLargest, opSome, opEvery:
		lp := &l.loops[n.a]
		out := []*int32{&lp.over}
		for _, at := range []*int32{&lp.where, &lp.body} {
			if *at >= 0 {
				out = append(out, at)
			}
		}
		return out
	case opSchedOn, opSchedEnding:
		return []*int32{&n.b, &l.sched[n.a].from}
	case opSchedFirst:
		return []*int32{&l.sched[n.a].from}
	}
	return nil
}
