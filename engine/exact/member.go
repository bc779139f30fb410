package exact

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
)

// A member of a list of which nothing is known is an open value that stands for any of them. What is computed of it depends, besides on facts, on a
// source of its own, which tells conditions about the member from conditions about the case. The source ends with the quantifier or aggregate
// that binds the member.

// forAny evaluates f with the variable standing for a member of a list of which nothing is known. The result is the source that stands for the member.
func (e *evaluation) forAny(v *tree.ElementVar, list int32, f func()) (member int32) {
	lf := &e.leaves[list]
	n := e.nesting[v.ID]
	member = e.source(sourceKey{member: n}, source{guard: True})
	any := e.unknown(key{op: ofMember, n: n, a: list}, leaf{deps: e.union(lf.deps, e.alone(member)), within: lf.within})
	b := binding{ref: any}
	if lf.list != nil {
		b.in = lf.list.input
	}
	e.bind(v, b, f)
	return member
}

// apart is how many conditions about the case are taken apart from a function of a member.
const apart = 8

// byCase is f of what a function of a member comes to in each case: f is given functions of the member alone, unless there are too many cases.
func (e *evaluation) byCase(r diagram.Ref, member int32, f func(diagram.Ref) diagram.Ref) diagram.Ref {
	if n := e.besides(r, member); len(n) > 0 && len(n) <= apart {
		return e.branch(r, n, f)
	}
	return f(r)
}

func (e *evaluation) branch(r diagram.Ref, by []diagram.Var, f func(diagram.Ref) diagram.Ref) diagram.Ref {
	if len(by) == 0 || r >= 0 {
		return f(r)
	}
	v := by[0]
	kids := e.rooms.refs.take(e.d.Values(v))
	first := e.d.Restrict(r, v, 0)
	for i := range kids {
		under := first
		if i > 0 {
			under = e.d.Restrict(r, v, i)
		}
		if i > 0 && under == first {
			kids[i] = kids[0]
		} else {
			kids[i] = e.branch(under, by[1:], f)
		}
	}
	return e.d.Choice(v, kids...)
}

// besides is what a function of a member depends on that does not speak of the member.
func (e *evaluation) besides(r diagram.Ref, member int32) []diagram.Var {
	if r >= 0 {
		return nil
	}
	var out []diagram.Var
	e.d.Visit(r, func(v diagram.Var) {
		if !slices.Contains(e.vars[v].sources, member) {
			out = append(out, v)
		}
	}, func(int32) {})
	slices.Sort(out)
	return out
}

// besideMember is the sources but for the one that stands for a member.
func (e *evaluation) besideMember(ids []int32, member int32) []int32 {
	if !slices.Contains(ids, member) {
		return ids
	}
	out := e.rooms.ids.take(len(ids))[:0]
	for _, id := range ids {
		if id != member {
			out = append(out, id)
		}
	}
	return out
}
