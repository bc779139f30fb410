package exact

import (
	"slices"

	"github.com/clausewise/clausewise/engine/diagram"
)

// A judgment whose bounds differ from branch to branch is a leaf for each of its ranges, and so is what is computed of it, so that each branch
// settles what its range settles. They are one value all the same: what is not settled is the same atom on each branch, and the range alone makes no
// fact needed. Each such leaf therefore knows its plain leaf, which stands for the value without regard to bounds and is never computed with.

// plainLeaf is a leaf without regard to bounds.
func (e *evaluation) plainLeaf(l int32) int32 {
	if p := e.leaves[l].plain; p != 0 {
		return p
	}
	return l
}

// plain is a function without regard to bounds; where the limit of nodes leaves no room for it, the function itself, which depends on more.
func (e *evaluation) plain(r diagram.Ref) (out diagram.Ref, whole bool) {
	switch {
	case e.d.Over():
		return r, false
	case !e.narrowed:
		return r, true
	}
	out = e.d.Map(r, func(l int32) diagram.Ref { return diagram.Ref(e.plainLeaf(l)) })
	if e.d.Over() {
		e.d.Resume(0)
		return r, false
	}
	return out, true
}

func (e *evaluation) plainFunction(r int32) int32 {
	out, _ := e.plain(diagram.Ref(r))
	return int32(out)
}

// plainKey is the key of the plain leaf, or the atom, of which k is one with regard to bounds; among are the parts of a smallest or largest value.
func (e *evaluation) plainKey(k key, among []int32) key {
	switch k.op {
	case ofInput, ofDecision, ofRange, ofEnd:
	case ofBounds:
		k.a = e.plainFunction(k.a)
	case ofPick:
		k.a = e.listed(e.plainLeaves(among))
	case ofField, ofQuant:
		k.a = e.plainLeaf(k.a)
	case ofAggregate:
		k.a, k.b = e.plainLeaf(k.a), e.plainFunction(k.b)
	case ofEqual, ofAgree:
		a, b := e.plainLeaf(k.a), e.plainLeaf(k.b)
		k.a, k.b = min(a, b), max(a, b)
	default:
		k.a, k.b = e.plainLeaf(k.a), e.plainLeaf(k.b)
	}
	return k
}

func (e *evaluation) plainLeaves(ids []int32) []int32 {
	out := e.rooms.ids.take(len(ids))
	for i, l := range ids {
		out[i] = e.plainLeaf(l)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
