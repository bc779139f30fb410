package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/value"
)

// duty is the obligation a sentence states. A detail that is n/a is left out; an amount of zero means that there is no duty.
func (e *evaluation) duty(r *tree.Rule) diagram.Ref {
	d := r.Duty
	out := e.constant(value.Value{Kind: value.Duty, Ref: &value.DutyValue{
		Who: d.Who, Modality: d.Modality, What: d.What, To: d.To, Immediately: d.Immediately, Until: d.Until,
	}})
	out = e.detail(out, d.Amount, func(v *value.DutyValue, x value.Value) { v.Amount = x })
	out = e.detail(out, d.InsuredFor, func(v *value.DutyValue, x value.Value) { v.InsuredFor = x })
	out = e.detail(out, d.NotBefore, func(v *value.DutyValue, x value.Value) { v.NotBefore = x })
	out = e.detail(out, d.By, func(v *value.DutyValue, x value.Value) { v.By = x })
	return out
}

// worth is the condition that a duty's amount is not zero: a duty to pay nothing does not arise. An amount that is n/a is left out of it.
func (e *evaluation) worth(amount tree.Expr) diagram.Ref {
	return e.d.Map(e.scalar(amount), func(l int32) diagram.Ref {
		lf := e.leaves[l]
		switch {
		case lf.kind == known:
			return e.constant(value.OfBool(!lf.v.IsZero()))
		case lf.kind == open:
			zero := value.Value{Kind: value.Money, Cur: lf.lo.Cur}
			return e.not(e.equal(diagram.Ref(l), e.constant(zero)))
		}
		return True
	})
}

func (e *evaluation) detail(duty diagram.Ref, x tree.Expr, set func(*value.DutyValue, value.Value)) diagram.Ref {
	if x == nil {
		return duty
	}
	return e.d.Map2(duty, e.scalar(x), func(l, v int32) diagram.Ref {
		ld, lv := e.leaves[l], e.leaves[v]
		switch {
		case lv.kind == known && ld.kind == known:
			changed := *ld.v.Ref.(*value.DutyValue)
			set(&changed, lv.v)
			return e.constant(value.Value{Kind: value.Duty, Ref: &changed})
		case lv.kind == open:
			return e.unknown(leaf{key: "duty" + e.keyOf(l) + e.keyOf(v), deps: union(ld.deps, lv.deps)})
		}
		return diagram.Ref(l)
	})
}

// establishedDuties is the list of the duties whose trigger holds and whose details are known; it is always decided.
func (e *evaluation) establishedDuties(d *tree.Decision, a *answer) diagram.Ref {
	list := []value.Value{}
	for i, r := range d.Rules {
		if r.Kind != tree.DutyRule || a.rules[i].applies == False {
			continue
		}
		a.rules[i].value = e.duty(r)
		if v, ok := e.knownValue(a.rules[i].value); ok && a.rules[i].applies == True {
			list = append(list, v)
		}
	}
	return e.constant(value.Value{Kind: value.List, Ref: list})
}
