package batch

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// dutyForm is a rule's duty with the places where its details stand: in a decision of the answer, in a fact, in the sentence itself, or in
// the machine, which says otherwise only which duty arises.
type dutyForm struct {
	told    bool // false: a detail is left to the full engine
	duty    value.DutyValue
	bare    bool // it has no details
	details [4]detail
}

// detail is where a detail of a duty stands.
type detail struct {
	from detailFrom
	at   int         // own decision, or input
	lit  value.Value // fromMachine: with the kind and the currency
}

type detailFrom uint8

const (
	fromNowhere detailFrom = iota
	fromLiteral
	fromDecision
	fromFact
	fromMachine // calculated
)

// dutyForms are the duties of a decision, by rule.
func (p *Policy) dutyForms(d *tree.Decision) []dutyForm {
	if d.Type.Kind != types.Duty && d.Type.Kind != types.Duties {
		return nil
	}
	out := make([]dutyForm, len(d.Rules))
	for i, r := range d.Rules {
		if r.Duty == nil {
			continue
		}
		f := &out[i]
		f.told = true
		f.duty = value.DutyValue{Who: r.Duty.Who, Modality: r.Duty.Modality, What: r.Duty.What, To: r.Duty.To, Immediately: r.Duty.Immediately, Until: r.Duty.Until}
		f.bare = true
		for j, x := range [...]tree.Expr{r.Duty.Amount, r.Duty.InsuredFor, r.Duty.NotBefore, r.Duty.By} {
			if x == nil {
				continue
			}
			f.bare = false
			at, ok := p.detailOf(x)
			f.details[j], f.told = at, f.told && ok
		}
	}
	return out
}

// detailOf is where an expression's value stands; false if it is calculated.
func (p *Policy) detailOf(x tree.Expr) (detail, bool) {
	switch x := x.(type) {
	case *tree.Lit:
		told := x.CurrencyOf == nil && (x.Value.Kind != value.Money || x.Value.Special || x.Value.Cur != money.None)
		return detail{from: fromLiteral, lit: x.Value}, told
	case *tree.InputRef:
		return detail{from: fromFact, at: x.Input.Index}, x.Input.Guard == nil && x.Input.Default == nil
	case *tree.DecisionRef:
		for k, d := range p.own {
			if d == x.Decision && d.Type.Kind != types.Duty && d.Type.Kind != types.Duties && d.Type.Kind != types.Instant {
				return detail{from: fromDecision, at: k}, true
			}
		}
	}
	switch t := x.Type(); {
	case t.Kind == types.Date:
		return detail{from: fromMachine, lit: value.Value{Kind: value.Date}}, true
	case t.Kind == types.Money && t.Currency != money.None:
		return detail{from: fromMachine, lit: value.Value{Kind: value.Money, Cur: t.Currency}}, true
	}
	return detail{}, false
}

// imposed has room for the duties of a decision in a case.
type imposed struct {
	duties []value.DutyValue // by rule
	list   []value.Value
}

func (p *Policy) imposed() []imposed {
	out := make([]imposed, len(p.own))
	for k := range out {
		out[k].duties = make([]value.DutyValue, len(p.duties[k]))
	}
	return out
}

// dutiesOf is the list of the duties of decision k that are established in a case; false where it is left to the full engine.
func (d *decider) dutiesOf(k, machine int) (value.Value, bool) {
	to := &d.duties[machine][k]
	to.list = to.list[:0]
	for rule, r := range d.p.own[k].Rules {
		if r.Kind != tree.DutyRule {
			continue
		}
		switch d.m[machine].Became(k, rule) {
		case outcome.Open:
			return value.Value{}, false
		case outcome.Applied:
			v, ok := d.dutyOf(k, rule, machine)
			if !ok {
				return value.Value{}, false
			}
			to.list = append(to.list, v)
		}
	}
	return value.OfList(to.list), true
}

// dutyOf is the duty of a rule of decision k in a case, which holds until the next; false where it is left to the full engine.
func (d *decider) dutyOf(k, rule, machine int) (value.Value, bool) {
	f, to := &d.p.duties[k][rule], &d.duties[machine][k].duties[rule]
	if !f.told || f.bare {
		return value.OfDuty(&f.duty), f.told
	}
	*to = f.duty
	for j, part := range [...]*value.Value{&to.Amount, &to.InsuredFor, &to.NotBefore, &to.By} {
		at := &f.details[j]
		switch at.from {
		case fromLiteral:
			*part = at.lit
		case fromFact:
			if *part = d.set.Values[at.at]; part.Kind == value.Invalid {
				return value.Value{}, false
			}
		case fromMachine:
			n, given, ok := d.m[machine].Detail(k, rule, j)
			if !ok {
				return value.Value{}, false
			}
			if given {
				*part = at.lit
				part.N = n
			}
		case fromDecision:
			a := &d.out[machine][at.at]
			if !d.m[machine].Settle(at.at, a) { // it may not have been asked for
				return value.Value{}, false
			}
			if a.Status == outcome.Decided { // what does not arise is left out
				*part = a.Value
			}
		}
	}
	return value.OfDuty(to), true
}
