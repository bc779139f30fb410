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
			var c diagram.Ref
			member := e.forAny(q.Var, l, func() { c = e.counts(q) })
			return e.quantified(q, e.byCase(c, member, func(c diagram.Ref) diagram.Ref { return e.someHas(l, c, member) }))
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

// someHas is the condition that some member of a list that is not known has c.
func (e *evaluation) someHas(list int32, c diagram.Ref, member int32) diagram.Ref {
	switch c {
	case False:
		return False
	case True:
		return e.not(e.noMembers(list))
	}
	deps := e.union(e.leaves[list].deps, e.besideMember(e.sourcesOf(c), member))
	return e.atom(key{op: ofQuant, a: list, b: int32(c)}, deps)
}
