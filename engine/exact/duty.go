package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// duty is the obligation a sentence states. A detail that is n/a is left out; an amount of zero means that there is no duty.
func (e *evaluation) duty(r *tree.Rule, template int32) diagram.Ref {
	if e.bare[template] == 0 {
		e.bare[template] = e.addKnown(value.OfDuty(e.templates[template]))
	}
	out := diagram.Ref(e.bare[template])
	for i, x := range [...]tree.Expr{r.Duty.Amount, r.Duty.InsuredFor, r.Duty.NotBefore, r.Duty.By} {
		if x != nil {
			out = e.detail(out, x, int32(i))
		}
	}
	return out
}

// withDetail is a duty with the detail of that number.
func withDetail(d value.DutyValue, detail int32, x value.Value) *value.DutyValue {
	switch detail {
	case 0:
		d.Amount = x
	case 1:
		d.InsuredFor = x
	case 2:
		d.NotBefore = x
	default:
		d.By = x
	}
	return &d
}

// worth is the condition that a duty's amount is not zero: a duty to pay nothing does not arise. An amount that is n/a is left out of it.
func (e *evaluation) worth(amount tree.Expr) diagram.Ref {
	return e.d.Map(e.scalar(amount), func(l int32) diagram.Ref {
		lf := &e.leaves[l]
		switch {
		case lf.kind == known:
			return constantTruth(!lf.v.IsZero())
		case lf.kind == open:
			zero := value.Value{Kind: value.Money, Cur: lf.lo.Cur}
			return e.not(e.equal(diagram.Ref(l), e.constant(zero)))
		}
		return True
	})
}

func (e *evaluation) detail(duty diagram.Ref, x tree.Expr, detail int32) diagram.Ref {
	return e.d.Apply2(opDetail+diagram.Op(detail), duty, e.scalar(x), func(l, v int32) diagram.Ref {
		ld, lv := &e.leaves[l], &e.leaves[v]
		k := key{op: ofDuty, n: detail, a: l, b: v}
		switch {
		case ld.kind != open && ld.v.Kind != value.Duty: // the limit of nodes was reached, and this means nothing
			return NA
		case lv.kind == known && ld.kind == known:
			if id, ok := e.open[k]; ok {
				return diagram.Ref(id)
			}
			return e.intern(k, leaf{kind: known, v: value.OfDuty(withDetail(*ld.v.Duty(), detail, lv.v))})
		case lv.kind == known || lv.kind == open:
			return e.unknown(k, leaf{deps: e.union(ld.deps, lv.deps)})
		}
		return diagram.Ref(l)
	}, nil)
}

// establishedDuties is the list of the duties whose trigger holds and whose details are known; it is always decided.
func (e *evaluation) establishedDuties(d *tree.Decision, a *answer) diagram.Ref {
	list := []value.Value{}
	for i, r := range d.Rules {
		if r.Kind != tree.DutyRule || a.rules[i].applies == False {
			continue
		}
		a.rules[i].value = e.duty(r, e.decisions[d.Index].rules[i].template)
		if v, ok := e.knownValue(a.rules[i].value); ok && a.rules[i].applies == True {
			list = append(list, v)
		}
	}
	return diagram.Ref(e.addKnown(value.OfList(list)))
}
