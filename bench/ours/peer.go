package ours

import (
	"github.com/clausewise/clausewise/bench/workload"
	"github.com/clausewise/clausewise/engine/plan"
)

// All is the three workloads behind one interface.
type All struct{ engines [3]*Engine }

// NewAll compiles the three policies.
func NewAll() (*All, error) {
	a := &All{}
	for i, name := range [...]string{"returns", "guarantee", "buyback"} {
		var err error
		if a.engines[i], err = New(name); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// Name is that of the table.
func (a *All) Name() string { return "clausewise, citations and record on" }

// Facts converts a case.
func (a *All) Facts(w int, c *workload.Case) any {
	e := a.engines[w]
	switch w {
	case 0:
		return e.Returns(&c.W1)
	case 1:
		return e.Guarantee(&c.W2)
	}
	return e.Buyback(&c.W3)
}

// Run decides a case and leaves the answer, its citations and the record in the machine: this is what is timed.
func (a *All) Run(w int, facts any) error {
	v, _ := facts.(*plan.Case)
	return a.engines[w].Run(v)
}

// Decide decides a case and reads the answer.
func (a *All) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	if err := a.Run(w, facts); err != nil {
		return workload.Answer{}, err
	}
	switch e := a.engines[w]; w {
	case 0:
		return e.AnswerReturns(), nil
	case 1:
		return e.AnswerGuarantee(), nil
	default:
		return e.AnswerBuyback(), nil
	}
}
