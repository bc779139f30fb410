// Package ours runs the workloads in the rule language, on the engine's fast path with record and citations.
package ours

import (
	"fmt"
	"math/bits"

	"github.com/clausewise/clausewise/bench/policies"
	"github.com/clausewise/clausewise/bench/workload"
	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Engine is one workload's policy, compiled.
type Engine struct {
	Policy   *tree.Policy
	code     *plan.Blocks
	m        *plan.Machine
	block    *plan.Block
	readings []int
	asked    []bool     // by decision: it is part of the answer, and not only a step to it
	members  [][]string // by decision: the members of its type
	input    map[string]int
	at       places
	bits     []uint32 // clause index to bit
}

// places are where the decisions stand in an answer.
type places struct{ outcome, grounds, refund, fee, payout, left, binding, deducted int }

// New compiles one of the workload policies: returns, guarantee, buyback.
func New(name string) (*Engine, error) {
	text, err := policies.FS.ReadFile(name + ".policy")
	if err != nil {
		return nil, err
	}
	prog, err := dsl.Load([]*source.File{source.NewFile(name+".policy", string(text))})
	if err != nil {
		return nil, err
	}
	p := prog.Policy("bench/" + name).Versions[0]
	e := &Engine{Policy: p, code: plan.LowerBlocks(p), readings: make([]int, len(p.Ambiguities)), input: map[string]int{}}
	e.m, e.block = e.code.NewMachine(), e.code.NewBlock()
	for _, in := range p.Inputs {
		e.input[in.Name] = in.Index
	}
	names := map[string]*int{"outcome": &e.at.outcome, "grounds": &e.at.grounds, "refund": &e.at.refund, "fee": &e.at.fee, "payout": &e.at.payout,
		"lifetime_left": &e.at.left, "binding": &e.at.binding, "deducted": &e.at.deducted}
	for k, i := range e.code.Own() {
		d := p.Decisions[i]
		at := names[d.Name]
		if at != nil {
			*at = k
		}
		e.asked, e.members = append(e.asked, at != nil), append(e.members, d.Type.Members)
	}
	for _, c := range p.Clauses {
		bit := uint32(0)
		for b, id := range workload.ClauseIDs {
			if id == c.ID {
				bit = 1 << b
			}
		}
		e.bits = append(e.bits, bit)
	}
	return e, nil
}

// Lay types the facts of a case in memory.
func (e *Engine) Lay(facts []value.Value) *plan.Case {
	c := e.code.NewCase()
	c.Load(facts)
	return c
}

// Run decides a case.
func (e *Engine) Run(c *plan.Case) error {
	if !e.m.DecideSome(c, e.readings, e.asked, nil) {
		return fmt.Errorf("%s: the case was left to the exact evaluator", e.Policy.Name)
	}
	return nil
}

// applies are the clauses that decision k cites as applying.
func (e *Engine) applies(k int) uint32 {
	return e.clauses(e.m.Cited(k)[outcome.Applies]) // the policies have fewer than 64 clauses
}

// clauses are those of a set.
func (e *Engine) clauses(set uint64) (out uint32) {
	for ; set != 0; set &= set - 1 {
		out |= e.bits[bits.TrailingZeros64(set)]
	}
	return out
}

func (e *Engine) word(k int) string {
	return e.members[k][e.plain(k)]
}

// plain is decision k as an integer.
func (e *Engine) plain(k int) int64 {
	n, _ := e.m.Plain(k)
	return n
}

func (e *Engine) cents(k int) int64 { return e.plain(k) / (value.Scale / 100) }

// facts builds typed facts.
type facts struct {
	e *Engine
	v []value.Value
}

var eur = money.Must("EUR")

func cents(n int64) value.Value { return value.OfScaled(value.Money, n*(value.Scale/100), eur) }
func day(n int32) value.Value   { return value.Value{Kind: value.Date, N: int64(n)} }

func (f *facts) set(name string, v value.Value) { f.v[f.e.input[name]] = v }

func (f *facts) member(name, m string) {
	t := f.e.Policy.Inputs[f.e.input[name]].Type
	f.set(name, value.OfEnum(t.Member(m)))
}

func texts(list []string) value.Value {
	out := make([]value.Value, len(list))
	for i, s := range list {
		out[i] = value.OfText(s)
	}
	return value.OfList(out)
}

func (e *Engine) facts() *facts { return &facts{e, make([]value.Value, len(e.Policy.Inputs))} }

// Returns converts the facts of W1.
func (e *Engine) Returns(c *workload.Returns) []value.Value {
	f := e.facts()
	f.set("delivered_on", day(c.DeliveredOn))
	f.set("requested_on", day(c.RequestedOn))
	f.member("condition", c.Condition)
	state := e.Policy.Inputs[e.input["seals"]].Type.Elem.Rec.Fields[1].Type
	var seals []value.Value
	for _, s := range c.Seals {
		seals = append(seals, value.OfRecord([]value.Value{value.OfText(s.ID), value.OfEnum(state.Member(s.State))}))
	}
	f.set("seals", value.OfList(seals))
	f.set("accessories", texts(c.Accessories))
	f.set("accessories_returned", texts(c.AccessoriesReturned))
	f.member("reason", c.Reason)
	for name, b := range map[string]bool{"video": c.Video, "photos": c.Photos, "engraved": c.Engraved, "sized": c.Sized,
		"vintage_as_is": c.VintageAsIs, "reauth_needed": c.ReauthNeeded} {
		f.set(name, value.OfBool(b))
	}
	f.set("price", cents(c.Price))
	return f.v
}

// AnswerReturns reads the answer of W1.
func (e *Engine) AnswerReturns() workload.Answer {
	a := workload.Answer{Decision: e.word(e.at.outcome)}
	if a.Decision == "refuse" {
		a.Clauses = e.applies(e.at.grounds)
		return a
	}
	a.Amount, a.Second = e.cents(e.at.refund), e.cents(e.at.fee)
	a.Clauses = e.applies(e.at.outcome) | e.applies(e.at.fee)
	return a
}

// Guarantee converts the facts of W2.
func (e *Engine) Guarantee(c *workload.Guarantee) []value.Value {
	f := e.facts()
	f.set("professional", value.OfBool(c.Professional))
	f.set("trusted", value.OfBool(c.Trusted))
	f.set("received_on", day(c.ReceivedOn))
	f.set("complained_on", day(c.ComplainedOn))
	f.set("opened_without_consent", value.OfBool(c.Opened))
	f.set("price", cents(c.Price))
	claims := []value.Value{}
	for _, k := range c.Claims {
		claims = append(claims, value.OfRecord([]value.Value{day(k.MadeOn), value.OfBool(k.Trusted), cents(k.Amount)}))
	}
	f.set("claims", value.OfList(claims))
	return f.v
}

// AnswerGuarantee reads the answer of W2.
func (e *Engine) AnswerGuarantee() workload.Answer {
	if _, status := e.m.Plain(e.at.outcome); status == outcome.NotApplicable {
		return workload.Answer{Decision: "not_applicable", Clauses: workload.AG11}
	}
	a := workload.Answer{Decision: e.word(e.at.outcome)}
	switch a.Decision {
	case "refuse":
		a.Clauses = e.applies(e.at.grounds)
		return a
	case "pay":
		a.Clauses = workload.AG41
	default:
		mask := e.plain(e.at.binding)
		a.Clauses = uint32(mask&1)*workload.AG42 | uint32(mask>>1&1)*workload.AG43
	}
	a.Amount, a.Second = e.cents(e.at.payout), e.cents(e.at.left)
	return a
}

// Buyback converts the facts of W3.
func (e *Engine) Buyback(c *workload.Buyback) []value.Value {
	f := e.facts()
	f.set("purchased_on", day(c.PurchasedOn))
	f.set("requested_on", day(c.RequestedOn))
	f.set("third_party_work", value.OfBool(c.ThirdPartyWork))
	if c.ThirdPartyWork {
		f.set("consent", value.OfBool(c.Consent))
	}
	f.set("aftermarket_parts", value.OfBool(c.Aftermarket))
	checks := []value.Value{}
	for _, d := range c.Checks {
		checks = append(checks, day(d))
	}
	f.set("checks", value.OfList(checks))
	f.set("offered_price", cents(c.OfferedPrice))
	deductions := []value.Value{}
	for _, d := range c.Deductions {
		deductions = append(deductions, value.OfRecord([]value.Value{value.OfText(d.Head), cents(d.Amount)}))
	}
	f.set("deductions", value.OfList(deductions))
	return f.v
}

// AnswerBuyback reads the answer of W3.
func (e *Engine) AnswerBuyback() workload.Answer {
	a := workload.Answer{Decision: e.word(e.at.outcome), Second: e.cents(e.at.deducted)}
	switch a.Decision {
	case "void":
		a.Clauses = e.applies(e.at.grounds)
		return a
	case "nil":
		a.Clauses = e.applies(e.at.outcome)
		return a
	}
	a.Amount = e.cents(e.at.payout)
	a.Clauses = e.applies(e.at.outcome)
	if a.Second > 0 {
		a.Clauses |= e.applies(e.at.payout) & workload.BB41
	}
	return a
}
