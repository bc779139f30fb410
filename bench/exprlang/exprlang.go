// Package exprlang runs the workloads in expr, on structs.
package exprlang

import (
	"fmt"

	"github.com/clausewise/clausewise/bench/workload"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

type seal struct{ State string }

// Returns is W1 as expr reads it.
type Returns struct {
	RequestedOn, DeliveredOn, Price                           int
	Condition, Reason                                         string
	Seals                                                     []seal
	Accessories, Returned                                     []string
	Video, Photos, Engraved, Sized, VintageAsIs, ReauthNeeded bool
}

type claim struct {
	MadeOn, Amount int
	Trusted        bool
}

// Guarantee is W2 as expr reads it.
type Guarantee struct {
	Professional, Trusted, Opened   bool
	ReceivedOn, ComplainedOn, Price int
	Claims                          []claim
	Year                            func(int) int
}

// Buyback is W3 as expr reads it.
type Buyback struct {
	ThirdPartyWork, Consent, Aftermarket bool
	PurchasedOn, RequestedOn             int
	OfferedPrice                         int
	Checks, Deductions                   []int
	Months                               func(int, int) int
	Dues                                 func(int, int) []int
}

func year(day int) int      { return workload.Year(int32(day)) }
func months(day, n int) int { return int(workload.AddMonths(int32(day), n)) }
func dues(from, until int) []int {
	var out []int
	for _, d := range workload.Dues(int32(from), int32(until)) {
		out = append(out, int(d))
	}
	return out
}

// shapes are the types of the facts.
var shapes = [...]any{Returns{}, Guarantee{}, Buyback{}}

// texts give the grounds as bits of a number, and numbers; Go makes the answer of them.
var texts = [...]string{
	`let g = (RequestedOn > DeliveredOn + 7 ? 2 : 0) + (Condition != "unworn" ? 4 : 0) + (any(Seals, .State != "intact") ? 8 : 0)
	+ (any(Accessories, not (# in Returned)) ? 16 : 0) + (Reason not in ["damaged", "defective", "wrong_product"] ? 32 : 0)
	+ ((Reason == "damaged" or Reason == "defective") and not (Video and Photos) ? 64 : 0) + (Engraved ? 128 : 0) + (Sized ? 256 : 0) + (VintageAsIs ? 512 : 0);
	[g, g == 0 and ReauthNeeded ? int((Price * 5 + 50) / 100) : 0]`,
	`let code = not Professional ? -1 : (ComplainedOn > ReceivedOn + 14 ? 8192 : 0) + (Opened ? 16384 : 0);
	let lifetime = code != 0 ? 0 : max(0, 5000000 - sum(Claims, .Amount));
	let year = Year(ComplainedOn);
	let yearly = code != 0 ? 0 : max(0, 750000 - sum(filter(Claims, not .Trusted and Year(.MadeOn) == year), .Amount));
	let pay = code != 0 ? 0 : Trusted ? min(Price, lifetime) : min(Price, lifetime, yearly);
	[code, pay, lifetime - pay, (pay == lifetime ? 65536 : 0) + (not Trusted and pay == yearly ? 131072 : 0)]`,
	`[(ThirdPartyWork and not Consent ? 524288 : 0) + (Aftermarket ? 1048576 : 0) + (any(Dues(PurchasedOn, RequestedOn), let due = #; let from = Months(due, -1); none(Checks, # >= from and # <= due)) ? 2097152 : 0), sum(Deductions)]`,
}

// Engine is the three programs.
type Engine struct {
	programs [3]*vm.Program
	vm       vm.VM
}

// New compiles them.
func New() (*Engine, error) {
	e := &Engine{}
	return e, e.compile(texts)
}

func (e *Engine) compile(texts [len(shapes)]string) error {
	for i, text := range texts {
		var err error
		if e.programs[i], err = expr.Compile(text, expr.Env(shapes[i])); err != nil {
			return fmt.Errorf("W%d: %w", i+1, err)
		}
	}
	return nil
}

// Name is that of the table.
func (e *Engine) Name() string { return "expr on structs" }

// Facts converts a case.
func (e *Engine) Facts(w int, c *workload.Case) any {
	switch w {
	case 0:
		f := Returns{RequestedOn: int(c.W1.RequestedOn), DeliveredOn: int(c.W1.DeliveredOn), Price: int(c.W1.Price), Condition: c.W1.Condition, Reason: c.W1.Reason,
			Accessories: c.W1.Accessories, Returned: c.W1.AccessoriesReturned, Video: c.W1.Video, Photos: c.W1.Photos, Engraved: c.W1.Engraved, Sized: c.W1.Sized,
			VintageAsIs: c.W1.VintageAsIs, ReauthNeeded: c.W1.ReauthNeeded}
		for _, s := range c.W1.Seals {
			f.Seals = append(f.Seals, seal{s.State})
		}
		return f
	case 1:
		f := Guarantee{Professional: c.W2.Professional, Trusted: c.W2.Trusted, Opened: c.W2.Opened, ReceivedOn: int(c.W2.ReceivedOn), ComplainedOn: int(c.W2.ComplainedOn), Price: int(c.W2.Price), Year: year}
		for _, k := range c.W2.Claims {
			f.Claims = append(f.Claims, claim{int(k.MadeOn), int(k.Amount), k.Trusted})
		}
		return f
	}
	f := Buyback{ThirdPartyWork: c.W3.ThirdPartyWork, Consent: c.W3.Consent, Aftermarket: c.W3.Aftermarket,
		PurchasedOn: int(c.W3.PurchasedOn), RequestedOn: int(c.W3.RequestedOn), OfferedPrice: int(c.W3.OfferedPrice), Months: months, Dues: dues}
	for _, d := range c.W3.Checks {
		f.Checks = append(f.Checks, int(d))
	}
	for _, d := range c.W3.Deductions {
		f.Deductions = append(f.Deductions, int(d.Amount))
	}
	return f
}

// Decide decides a case.
func (e *Engine) Decide(w int, c *workload.Case, facts any) (workload.Answer, error) {
	out, err := e.vm.Run(e.programs[w], facts)
	if err != nil {
		return workload.Answer{}, err
	}
	list, _ := out.([]any)
	var n [4]int64
	for i, x := range list {
		k, _ := x.(int)
		n[i] = int64(k)
	}
	switch w {
	case 0:
		return workload.ReturnsAnswer(&c.W1, uint32(n[0]), n[1]), nil
	case 1:
		return workload.GuaranteeAnswer(&c.W2, n[0], n[1], n[2], uint32(n[3])), nil
	}
	return workload.BuybackAnswer(&c.W3, uint32(n[0]), n[1]), nil
}
