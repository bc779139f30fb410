package ours

import (
	"fmt"
	"math/bits"

	"github.com/clausewise/clausewise/bench/workload"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Sheet types the facts of up to 64 cases in memory, column by column.
func (e *Engine) Sheet(cases []*plan.Case) *plan.Sheet {
	s := e.code.NewSheet()
	s.Lay(cases)
	return s
}

// RunBlock decides the cases of a sheet.
func (e *Engine) RunBlock(s *plan.Sheet) error {
	if ok := e.block.Decide(s, e.readings, e.asked); bits.OnesCount64(ok) != s.Cases() {
		return fmt.Errorf("%s: a case was left to the exact evaluator", e.Policy.Name)
	}
	return nil
}

func (e *Engine) column(k int) *[plan.BlockSize]int64 {
	words, _ := e.block.Column(k)
	return words
}

func (e *Engine) appliesIn(k int) *[plan.BlockSize]uint64 {
	return e.block.CitedColumn(k, outcome.Applies, 0) // the policies have fewer than 64 clauses
}

// member is the number of a member of decision k.
func (e *Engine) member(k int, name string) int64 {
	for i, m := range e.members[k] {
		if m == name {
			return int64(i)
		}
	}
	return -1
}

// cent is a cent in the machine's words.
const cent = value.Scale / 100

// ReturnsAnswers reads the answers of W1.
func (e *Engine) ReturnsAnswers(out []workload.Answer) {
	decision, refund, fee := e.column(e.at.outcome), e.column(e.at.refund), e.column(e.at.fee)
	grounds, accepted, charged := e.appliesIn(e.at.grounds), e.appliesIn(e.at.outcome), e.appliesIn(e.at.fee)
	refuse, words := e.member(e.at.outcome, "refuse"), e.members[e.at.outcome]
	for i := range out {
		d := decision[i]
		if d == refuse {
			out[i] = workload.Answer{Decision: words[d], Clauses: e.clauses(grounds[i])}
			continue
		}
		out[i] = workload.Answer{Decision: words[d], Amount: refund[i] / cent, Second: fee[i] / cent, Clauses: e.clauses(accepted[i] | charged[i])}
	}
}

// GuaranteeAnswers reads the answers of W2.
func (e *Engine) GuaranteeAnswers(out []workload.Answer) {
	decision, decided := e.block.Column(e.at.outcome)
	payout, left, binding, grounds := e.column(e.at.payout), e.column(e.at.left), e.column(e.at.binding), e.appliesIn(e.at.grounds)
	refuse, pay, words := e.member(e.at.outcome, "refuse"), e.member(e.at.outcome, "pay"), e.members[e.at.outcome]
	for i := range out {
		d := decision[i]
		switch {
		case decided>>i&1 == 0:
			out[i] = workload.Answer{Decision: "not_applicable", Clauses: workload.AG11}
			continue
		case d == refuse:
			out[i] = workload.Answer{Decision: words[d], Clauses: e.clauses(grounds[i])}
			continue
		}
		clauses := uint32(binding[i]&1)*workload.AG42 | uint32(binding[i]>>1&1)*workload.AG43
		if d == pay {
			clauses = workload.AG41
		}
		out[i] = workload.Answer{Decision: words[d], Amount: payout[i] / cent, Second: left[i] / cent, Clauses: clauses}
	}
}

// BuybackAnswers reads the answers of W3.
func (e *Engine) BuybackAnswers(out []workload.Answer) {
	decision, payout, deducted := e.column(e.at.outcome), e.column(e.at.payout), e.column(e.at.deducted)
	grounds, bought, paid := e.appliesIn(e.at.grounds), e.appliesIn(e.at.outcome), e.appliesIn(e.at.payout)
	void, nothing, words := e.member(e.at.outcome, "void"), e.member(e.at.outcome, "nil"), e.members[e.at.outcome]
	for i := range out {
		d := decision[i]
		a := workload.Answer{Decision: words[d], Second: deducted[i] / cent}
		switch d {
		case void:
			a.Clauses = e.clauses(grounds[i])
		case nothing:
			a.Clauses = e.clauses(bought[i])
		default:
			a.Amount = payout[i] / cent
			a.Clauses = e.clauses(bought[i])
			if a.Second > 0 {
				a.Clauses |= e.clauses(paid[i]) & workload.BB41
			}
		}
		out[i] = a
	}
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
	s, _ := facts.(*plan.Sheet)
	if err := b.engines[w].RunBlock(s); err != nil {
		return err
	}
	b.engines[w].answers(w, out[:s.Cases()])
	return nil
}

func (e *Engine) answers(w int, out []workload.Answer) {
	switch w {
	case 0:
		e.ReturnsAnswers(out)
	case 1:
		e.GuaranteeAnswers(out)
	default:
		e.BuybackAnswers(out)
	}
}

// Facts lays out a case in a block of its own.
func (b *Blocks) Facts(w int, c *workload.Case) any { return b.FactsOf(w, []*workload.Case{c}) }

// Decide decides a case in a block of its own.
func (b *Blocks) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	var out [1]workload.Answer
	err := b.DecideMany(w, facts, out[:])
	return out[0], err
}
