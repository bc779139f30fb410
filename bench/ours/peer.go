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
type Blocks struct {
	All
	cases []*plan.Case
}

// NewBlocks compiles the three policies.
func NewBlocks() (*Blocks, error) {
	a, err := NewAll()
	if err != nil {
		return nil, err
	}
	return &Blocks{All: *a}, nil
}

// Name is that of the table.
func (b *Blocks) Name() string { return "clausewise, the same in blocks of 64 cases" }

// DecideMany decides cases, as many as a block holds at a time, and reads their answers.
func (b *Blocks) DecideMany(w int, facts []any, out []workload.Answer) error {
	e := b.engines[w]
	for len(facts) > 0 {
		n := min(len(facts), plan.BlockSize)
		b.cases = b.cases[:0]
		for _, f := range facts[:n] {
			c, _ := f.(*plan.Case)
			b.cases = append(b.cases, c)
		}
		if err := e.RunBlock(b.cases); err != nil {
			return err
		}
		for e.lane = range n {
			out[e.lane] = e.answer(w)
		}
		facts, out = facts[n:], out[n:]
	}
	return nil
}

// Decide decides a case in a block of its own.
func (b *Blocks) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	var out [1]workload.Answer
	err := b.DecideMany(w, []any{facts}, out[:])
	return out[0], err
}
