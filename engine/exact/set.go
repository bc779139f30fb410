package exact

import (
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// setValue is a set, member by member. ok is true where there is a set, n/a where there is none.
type setValue struct {
	ok      diagram.Ref
	members []diagram.Ref
}

// newSet is a set without members, where there is one.
func (e *evaluation) newSet(ok diagram.Ref, n int) *setValue {
	return e.rooms.sets.one(setValue{ok: ok, members: e.rooms.refs.take(n)})
}

func (e *evaluation) constantSet(mask uint64, n int) *setValue {
	s := e.newSet(True, n)
	for i := range s.members {
		s.members[i] = diagram.Ref(mask >> i & 1)
	}
	return s
}

// whereSet restricts a condition on the set to where there is a set.
func (e *evaluation) whereSet(s *setValue, c diagram.Ref) diagram.Ref {
	if s.ok == True {
		return c
	}
	return e.d.Apply2(opWhere, s.ok, c, whereLeaf, nil)
}

func whereLeaf(ok, c int32) diagram.Ref {
	if ok == leafTrue {
		return diagram.Ref(c)
	}
	return diagram.Ref(ok)
}

// empty is the condition that the set has no member.
func (e *evaluation) empty(s *setValue) diagram.Ref {
	any := False
	for _, m := range s.members {
		any = e.or(any, m)
	}
	return e.whereSet(s, e.not(any))
}

// has is the condition that the set has the member that x gives.
func (e *evaluation) has(s *setValue, x diagram.Ref) diagram.Ref {
	if s.ok == NA {
		return NA
	}
	in := e.d.Map(x, func(l int32) diagram.Ref {
		lf := &e.leaves[l]
		if lf.kind != known {
			return diagram.Ref(l)
		}
		return s.members[lf.v.N]
	})
	return e.whereSet(s, in)
}

func sameLeaf(x, y int32) diagram.Ref { return constantTruth(x == y) }

// equalSets is the condition that two sets have the same members.
func (e *evaluation) equalSets(a, b *setValue) diagram.Ref {
	all := True
	for i := range a.members {
		all = e.and(all, e.d.Apply2(opSame, a.members[i], b.members[i], sameLeaf, nil))
	}
	return e.whereSet(a, e.whereSet(b, all))
}

// convertSet renumbers the members.
func (e *evaluation) convertSet(s *setValue, to []int, n int) *setValue {
	out := e.newSet(s.ok, n)
	for i, m := range s.members {
		out.members[to[i]] = m
	}
	return out
}

// known is the set's value if every member is settled.
func (s *setValue) known() (value.Value, bool) {
	if s.ok != True {
		return value.Value{}, false
	}
	mask := uint64(0)
	for i, m := range s.members {
		switch m {
		case True:
			mask |= 1 << i
		case False:
		default:
			return value.Value{}, false
		}
	}
	return value.Value{Kind: value.Set, N: int64(mask)}, true
}
