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
	e.lane = -1
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

// Blocks is All in blocks of cases.
type Blocks struct{ All }

// NewBlocks compiles the three policies.
func NewBlocks() (*Blocks, error) {
	a, err := NewAll()
	if err != nil {
		return nil, err
	}
	return &Blocks{*a}, nil
}

// Name is that of the table.
func (b *Blocks) Name() string { return "clausewise, the same in blocks of 64 cases" }

// FactsOf lays out cases, as many as a block holds.
func (b *Blocks) FactsOf(w int, cases []*workload.Case) any {
	var laid []*plan.Case
	for _, c := range cases {
		k, _ := b.All.Facts(w, c).(*plan.Case)
		laid = append(laid, k)
	}
	return b.engines[w].Sheet(laid)
}

// DecideMany decides the cases of a block and reads their answers.
func (b *Blocks) DecideMany(w int, facts any, out []workload.Answer) error {
	e := b.engines[w]
	s, _ := facts.(*plan.Sheet)
	if err := e.RunBlock(s); err != nil {
		return err
	}
	for e.lane = range s.Cases() {
		out[e.lane] = e.answer(w)
	}
	return nil
}

// Facts lays out a case in a block of its own.
func (b *Blocks) Facts(w int, c *workload.Case) any { return b.FactsOf(w, []*workload.Case{c}) }

// Decide decides a case in a block of its own.
func (b *Blocks) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	var out [1]workload.Answer
	err := b.DecideMany(w, facts, out[:])
	return out[0], err
}
