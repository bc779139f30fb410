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
		return e.Lay(e.Returns(&c.W1))
	case 1:
		return e.Lay(e.Guarantee(&c.W2))
	}
	return e.Lay(e.Buyback(&c.W3))
}

// Decide decides a case, which leaves citations and record in the machine, and reads the answer.
func (a *All) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	e := a.engines[w]
	c, _ := facts.(*plan.Case)
	if err := e.Run(c); err != nil {
		return workload.Answer{}, err
	}
	return e.answer(w), nil
}

func (e *Engine) answer(w int) workload.Answer {
	switch w {
	case 0:
		return e.AnswerReturns()
	case 1:
		return e.AnswerGuarantee()
	}
	return e.AnswerBuyback()
}
