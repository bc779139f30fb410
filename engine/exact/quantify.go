package exact

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// quantify is "some x in L has ( C )": elements for which C is n/a are skipped.
func (e *evaluation) quantify(q *tree.Quant) diagram.Ref {
	if q.Over.Type().Kind == types.Set {
		return e.quantifySet(q)
	}
	return e.d.Map(e.scalar(q.Over), func(l int32) diagram.Ref {
		lf := &e.leaves[l]
		switch lf.kind {
		case known:
			out := False
			e.each(lf, q.Var, func() { out = e.or(out, e.counts(q)) })
			return e.quantified(q, out)
		case open:
			c := e.ofAnyMember(q, l)
			switch c {
			case False:
				return e.quantified(q, False)
			case True:
				return e.quantified(q, e.not(e.noMembers(l)))
			}
			k := key{op: ofQuant, a: l, tag: e.trial.tag}
			if q.Kind == ast.Every {
				k.n = 1
			}
			return e.quantified(q, e.atom(e.written(k, q.Body), e.union(e.leaves[l].deps, e.sourcesOf(c))))
		}
		return diagram.Ref(l)
	})
}

// counts is the condition that the element in hand makes "some" true or "every" false.
func (e *evaluation) counts(q *tree.Quant) diagram.Ref {
	c := e.cond(q.Body)
	if q.Kind == ast.Every {
		c = e.not(c)
	}
	return e.holds(c)
}

func (e *evaluation) quantified(q *tree.Quant, some diagram.Ref) diagram.Ref {
	if q.Kind == ast.Some {
		return some
	}
	return e.not(some)
}

// quantifySet runs over the members of a set: each counts where it is in the set.
func (e *evaluation) quantifySet(q *tree.Quant) diagram.Ref {
	s := e.set(q.Over)
	if s.ok == NA {
		return NA
	}
	out := False
	for i, m := range s.members {
		if m == False {
			continue
		}
		v := value.OfEnum(i)
		e.bind(q.Var, binding{v: v, ref: e.constant(v)}, func() {
			out = e.or(out, e.and(m, e.counts(q)))
		})
	}
	return e.whereSet(s, e.quantified(q, out))
}

// each binds the variable to each member of a known list.
func (e *evaluation) each(list *leaf, v *tree.ElementVar, f func()) {
	for i, x := range items(list.v) {
		b := binding{v: x, index: i}
		if list.list != nil {
			b.path, b.in = list.list.path, list.list.input
		}
		if x.Kind != value.Record {
			b.ref = e.constant(x)
		}
		e.bind(v, b, f)
	}
}

// ofAnyMember is whether a member, whatever it is, makes "some" true or "every" false.
func (e *evaluation) ofAnyMember(q *tree.Quant, list int32) diagram.Ref {
	var c diagram.Ref
	e.bind(q.Var, e.anyMember(q.Var, list), func() { c = e.counts(q) })
	return c
}

// anyMember stands for a member of a list of which nothing is known. Two variables over one list may stand for different members.
func (e *evaluation) anyMember(v *tree.ElementVar, list int32) binding {
	lf := &e.leaves[list]
	b := binding{ref: e.unknown(key{op: ofMember, n: int32(v.ID), a: list}, leaf{deps: lf.deps})}
	if lf.list != nil {
		b.in = lf.list.input
	}
	return b
}

// bodySources is what a value of a member of an unknown list depends on besides the list.
func (e *evaluation) bodySources(body tree.Expr, v *tree.ElementVar, list int32) []int32 {
	var out []int32
	e.bind(v, e.anyMember(v, list), func() {
		if body.Type().Kind != types.Set {
			out = e.sourcesOf(e.scalar(body))
		}
	})
	return out
}
