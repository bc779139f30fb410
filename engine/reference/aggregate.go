package reference

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// aggregate makes one value of several: of arguments, of a list, or of a body for each element of a list.
func (e *env) aggregate(x *tree.Aggregate) val {
	if x.Body == nil {
		args := e.evalAll(x.Args)
		if len(x.Args) == 1 && x.Args[0].Type().Kind == types.List {
			l := args[0]
			if stop := lifted(l); stop != nil {
				return *stop
			}
			if l.kind == symbolic {
				return e.aggregateUnknown(x, l, infinite, nil)
			}
			return e.aggregateOf(x, l.elems, true)
		}
		return e.aggregateOf(x, args, false)
	}
	over := e.eval(x.Over)
	if stop := lifted(over); stop != nil {
		return *stop
	}
	switch over.kind {
	case list:
		return e.aggregateElements(x, over.elems)
	case set:
		var elems []val
		for i := range over.members {
			if m := over.member(i); m.kind == broken {
				return m
			} else if m.isTrue() {
				elems = append(elems, knownVal(value.OfEnum(i)))
			}
		}
		return e.aggregateElements(x, elems)
	}
	inner := *e
	inner.depth++
	bound := inner.with(x.Var, e.anyElement(over, x.Over.Type().Elem))
	symbolically := *bound
	symbolically.ofElement = nil
	where := yes
	if x.Where != nil {
		where = symbolically.eval(x.Where)
	}
	if where.kind == broken {
		return where
	}
	if x.Where != nil {
		t := bound.ofAny(over.text()+where.text(), func(e *env) val { return e.eval(x.Where) })
		if !t.may {
			return e.aggregateOf(x, nil, true)
		}
		if where = yes; !t.must {
			where = symVal(&sym{text: t.text, inputs: slices.Concat(over.needs(), t.needs), open: t.open, in: infinite})
		}
	}
	body := symbolically.eval(x.Body)
	if body.kind == broken {
		return body
	}
	in, _ := body.span()
	return e.aggregateUnknown(x, over, in, []val{body, where})
}

// aggregateElements evaluates body and condition for each element.
func (e *env) aggregateElements(x *tree.Aggregate, elems []val) val {
	var vs []val
	for _, el := range elems {
		bound := e.with(x.Var, el)
		if x.Where != nil {
			w := bound.eval(x.Where)
			switch {
			case w.kind == broken:
				return w
			case w.kind == symbolic: // inside a condition on an unknown list
				s := combine(call("aggregate", string(rune('0'+x.Op)), val{kind: list, elems: elems}.text(), w.text()), append(slices.Clone(elems), w)...)
				s.cur = x.T.Currency
				return symVal(s)
			case !w.isTrue():
				continue
			}
		}
		vs = append(vs, bound.eval(x.Body))
	}
	return e.aggregateOf(x, vs, true)
}

// aggregateOf is the aggregate of values; those that are n/a are skipped.
func (e *env) aggregateOf(x *tree.Aggregate, vs []val, fromList bool) val {
	given := len(vs)
	for _, v := range vs {
		if v.kind == broken {
			return v
		}
	}
	vs = slices.DeleteFunc(slices.Clone(vs), func(v val) bool { return v.kind == na })
	switch x.Op {
	case ast.Count:
		return knownVal(value.OfDecimal(value.Number, decimal.NewFromInt(int64(len(vs))), money.None))
	case ast.ListOf:
		return val{kind: list, elems: vs}
	case ast.Sum:
		if given == 0 && fromList {
			if x.CurrencyOf != nil {
				return e.zeroIn(x.CurrencyOf)
			}
			return knownVal(value.OfDecimal(numeric(x.T.Kind), zero, x.T.Currency))
		}
		if len(vs) == 0 {
			return notApplicable
		}
		return total(x.T, vs, nil)
	}
	if len(vs) == 0 {
		return notApplicable
	}
	return extremeOf(x.T, signOf(x.Op), vs)
}

func signOf(op ast.AggregateOp) int {
	if op == ast.Earliest || op == ast.Smallest {
		return -1
	}
	return 1
}

// aggregateUnknown is the aggregate over an unknown list. The extremes of one that may be empty may be n/a.
func (e *env) aggregateUnknown(x *tree.Aggregate, over val, body interval, parts []val) val {
	texts := []string{string(rune('0' + x.Op)), over.text()}
	for _, p := range parts {
		texts = append(texts, p.text())
	}
	s := combine(call("aggregate", texts...), append([]val{over}, parts...)...)
	s.open &^= 1 << e.depth
	s.cur = x.T.Currency
	if s.cur == money.None && x.CurrencyOf != nil {
		s.cur = e.facts[x.CurrencyOf.Index].Cur
	}
	switch x.Op {
	case ast.Count:
		s.in = atLeast(zero)
		return symVal(s)
	case ast.Sum:
		if body.nonNegative() {
			s.in = atLeast(zero)
			if n, one := body.single(); one && n.IsZero() {
				s.in = point(zero)
			}
		}
		return collapse(x.T, s)
	case ast.ListOf:
		return symVal(s)
	}
	s.in = body
	none := *s
	none.text = call("none", s.text)
	if e.atom(&none).isTrue() {
		return notApplicable
	}
	return symVal(s)
}
