package batch

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// dutyForm is a rule's duty with the places where its details stand, as far as the machine tells them: in a decision of the answer, in a fact,
// or in the sentence itself. The machine says only which duty arises.
type dutyForm struct {
	told    bool // false: a detail is calculated, which is left to the full engine
	duty    value.DutyValue
	fixed   value.Value // the duty, if it has no details
	details [4]detail
}

// detail is where a detail of a duty stands.
type detail struct {
	from detailFrom
	at   int // own decision, or input
	lit  value.Value
}

type detailFrom uint8

const (
	fromNowhere detailFrom = iota
	fromLiteral
	fromDecision
	fromFact
)

// dutyForms are the duties of a decision, by rule.
func (p *Policy) dutyForms(d *tree.Decision) []dutyForm {
	if d.Type.Kind != types.Duty {
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
		bare := true
		for j, x := range [...]tree.Expr{r.Duty.Amount, r.Duty.InsuredFor, r.Duty.NotBefore, r.Duty.By} {
			if x == nil {
				continue
			}
			bare = false
			at, ok := p.detailOf(x)
			f.details[j], f.told = at, f.told && ok
		}
		if bare {
			f.fixed = value.OfDuty(&f.duty)
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
			if d == x.Decision && d.Type.Kind != types.Duty && d.Type.Kind != types.Duties {
				return detail{from: fromDecision, at: k}, true
			}
		}
	}
	return detail{}, false
}

// dutyOf is the duty of a rule in a case; false where it is left to the full engine.
func (d *decider) dutyOf(f *dutyForm, out []plan.Answer) (value.Value, bool) {
	if !f.told || f.fixed.Kind == value.Duty {
		return f.fixed, f.told
	}
	duty := f.duty
	for j, to := range [...]*value.Value{&duty.Amount, &duty.InsuredFor, &duty.NotBefore, &duty.By} {
		at := &f.details[j]
		switch at.from {
		case fromLiteral:
			*to = at.lit
		case fromFact:
			if *to = d.set.Values[at.at]; to.Kind == value.Invalid {
				return value.Value{}, false
			}
		case fromDecision:
			if out[at.at].Status == outcome.Decided { // what does not arise is left out
				*to = out[at.at].Value
			}
		}
	}
	return value.OfDuty(&duty), true
}
