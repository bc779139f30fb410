package reference

import (
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
	"github.com/shopspring/decimal"
)

// product multiplies; a percentage makes a share.
func (e *env) product(t *types.Type, op string, xs []tree.Expr) val {
	var vs []val
	for _, x := range xs {
		vs = append(vs, e.eval(x))
	}
	if stop := lifted(vs...); stop != nil {
		return *stop
	}
	n, in, cur, all := decimal.NewFromInt(1), point(decimal.NewFromInt(1)), t.Currency, true
	var texts []string
	for _, v := range vs {
		if v.kind == known {
			d, _ := numberOf(v.v)
			n = n.Mul(d)
		} else {
			all = false
		}
		i, _ := v.span()
		in = in.times(i)
		if c := v.currency(); c != money.None {
			cur = c
		}
		texts = append(texts, v.text())
	}
	if all {
		return knownVal(value.OfDecimal(numeric(t.Kind), n, cur))
	}
	if op == "times" {
		slices.Sort(texts)
	}
	s := combine(call(op, texts...), vs...)
	s.in, s.cur = in, cur
	return collapse(t, s)
}

func numeric(k types.Kind) value.Kind {
	switch k {
	case types.Money:
		return value.Money
	case types.Percent:
		return value.Percent
	}
	return value.Number
}

func (e *env) sum(x *tree.Sum) val {
	plus := []val{e.eval(x.First)}
	var less []val
	for _, r := range x.Rest {
		if r.Less {
			less = append(less, e.eval(r.X))
		} else {
			plus = append(plus, e.eval(r.X))
		}
	}
	return total(x.T, plus, less)
}

// total adds and takes away.
func total(t *types.Type, plus, less []val) val {
	all := slices.Concat(plus, less)
	if stop := lifted(all...); stop != nil {
		return *stop
	}
	var symbolics []val
	var texts []string
	fixed, in, cur := zero, point(zero), t.Currency
	add := func(v val, sign int64) {
		if c := v.currency(); c != money.None {
			cur = c
		}
		i, _ := v.span()
		if v.kind == known {
			d, _ := numberOf(v.v)
			fixed = fixed.Add(d.Mul(decimal.NewFromInt(sign)))
		} else {
			symbolics = append(symbolics, v)
			if sign < 0 {
				texts = append(texts, "less "+v.text())
			} else {
				texts = append(texts, v.text())
			}
		}
		if sign < 0 {
			i = i.negated()
		}
		in = in.plus(i)
	}
	for _, v := range plus {
		add(v, 1)
	}
	for _, v := range less {
		add(v, -1)
	}
	if len(symbolics) == 0 {
		return knownVal(value.OfDecimal(numeric(t.Kind), fixed, cur))
	}
	if len(symbolics) == 1 && fixed.IsZero() && !strings.HasPrefix(texts[0], "less ") {
		return symbolics[0]
	}
	slices.Sort(texts)
	if !fixed.IsZero() {
		texts = append(texts, fixed.String())
	}
	s := combine(call("sum", texts...), symbolics...)
	s.in, s.cur = in, cur
	return collapse(t, s)
}

// extremeOf is the smallest (sign -1) or largest (sign 1) of values; at least one is given. Those that another one makes irrelevant
// whatever they are, are left out.
func extremeOf(t *types.Type, sign int, vs []val) val {
	var kept []val
	vs = amongAll(sign, vs)
	for i, v := range vs {
		vi, _ := v.span()
		beaten := slices.ContainsFunc(vs, func(w val) bool {
			wi, _ := w.span()
			if sign < 0 {
				return wi.atMost(vi) && !vi.atMost(wi)
			}
			return vi.atMost(wi) && !wi.atMost(vi)
		})
		equal := slices.ContainsFunc(vs[:i], func(w val) bool { return w.text() == v.text() || sameSpan(v, w) })
		if !beaten && !equal {
			kept = append(kept, v)
		}
	}
	if len(kept) == 1 {
		return kept[0]
	}
	var is []interval
	cur := t.Currency
	for _, v := range kept {
		i, _ := v.span()
		is = append(is, i)
		if c := v.currency(); c != money.None {
			cur = c
		}
	}
	op, in := "largest", largest(is)
	if sign < 0 {
		op, in = "smallest", smallest(is)
	}
	s := combine(call(op, uniqueTexts(kept)...), kept...)
	s.sign, s.among = sign, kept
	s.in, s.cur = in, cur
	return collapse(t, s)
}

// amongAll puts in the place of the smallest (or largest) of values those values.
func amongAll(sign int, vs []val) []val {
	var out []val
	for _, v := range vs {
		if v.kind == symbolic && v.s.sign == sign {
			out = append(out, v.s.among...)
		} else {
			out = append(out, v)
		}
	}
	return out
}

// sameSpan: both are the same single value.
func sameSpan(v, w val) bool {
	return v.kind == known && w.kind == known && valueText(v.v) == valueText(w.v)
}

func uniqueTexts(vs []val) []string {
	var texts []string
	for _, v := range vs {
		texts = append(texts, v.text())
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}
