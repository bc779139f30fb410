package exprlang

import (
	"fmt"

	"github.com/clausewise/clausewise/bench/workload"
)

// wholes give the whole answer: the decision, the amounts, and a list of the clauses that determined it.
var wholes = [...]string{
	`let grounds = filter([
	RequestedOn > DeliveredOn + 7 ? "RET-2.1" : "",
	Condition != "unworn" ? "RET-3.1" : "",
	any(Seals, .State != "intact") ? "RET-3.2" : "",
	any(Accessories, not (# in Returned)) ? "RET-3.3" : "",
	Reason not in ["damaged", "defective", "wrong_product"] ? "RET-4.1" : "",
	Reason in ["damaged", "defective"] and not (Video and Photos) ? "RET-4.2" : "",
	Engraved ? "RET-5.1" : "",
	Sized ? "RET-5.2" : "",
	VintageAsIs ? "RET-5.3" : "",
], # != "");
if len(grounds) > 0 {
	{decision: "refuse", amount: 0, second: 0, clauses: grounds}
} else if ReauthNeeded {
	let fee = int((Price * 5 + 50) / 100);
	{decision: "accept", amount: Price - fee, second: fee, clauses: ["RET-1.1", "RET-6.2"]}
} else {
	{decision: "accept", amount: Price, second: 0, clauses: ["RET-1.1", "RET-6.1"]}
}`,
	`let grounds = filter([
	ComplainedOn > ReceivedOn + 14 ? "AG-2.1" : "",
	Opened ? "AG-3.1" : "",
], # != "");
if not Professional {
	{decision: "not_applicable", amount: 0, second: 0, clauses: ["AG-1.1"]}
} else if len(grounds) > 0 {
	{decision: "refuse", amount: 0, second: 0, clauses: grounds}
} else {
	let lifetime = max(0, 5000000 - sum(Claims, .Amount));
	let year = Year(ComplainedOn);
	let yearly = max(0, 750000 - sum(filter(Claims, not .Trusted and Year(.MadeOn) == year), .Amount));
	let pay = Trusted ? min(Price, lifetime) : min(Price, lifetime, yearly);
	if pay == Price {
		{decision: "pay", amount: pay, second: lifetime - pay, clauses: ["AG-4.1"]}
	} else {
		{decision: pay == 0 ? "exhausted" : "pay_capped", amount: pay, second: lifetime - pay, clauses: filter([
			pay == lifetime ? "AG-4.2" : "",
			not Trusted and pay == yearly ? "AG-4.3" : "",
		], # != "")}
	}
}`,
	`let deducted = sum(Deductions);
let grounds = filter([
	ThirdPartyWork and not Consent ? "BB-2.1" : "",
	Aftermarket ? "BB-2.2" : "",
	any(Dues(PurchasedOn, RequestedOn), let due = #; let from = Months(due, -1); none(Checks, # >= from and # <= due)) ? "BB-3.1" : "",
], # != "");
if len(grounds) > 0 {
	{decision: "void", amount: 0, second: deducted, clauses: grounds}
} else if OfferedPrice <= deducted {
	{decision: "nil", amount: 0, second: deducted, clauses: ["BB-4.2"]}
} else {
	{decision: "buy", amount: OfferedPrice - deducted, second: deducted, clauses: deducted > 0 ? ["BB-1.1", "BB-4.1"] : ["BB-1.1"]}
}`,
}

// Whole is the three programs that give the whole answer.
type Whole struct{ Engine }

// NewWhole compiles them.
func NewWhole() (*Whole, error) {
	e := &Whole{}
	return e, e.compile(wholes)
}

// Name is that of the table.
func (e *Whole) Name() string { return "expr on structs, whole answer" }

// Decide decides a case.
func (e *Whole) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	out, err := e.vm.Run(e.programs[w], facts)
	if err != nil {
		return workload.Answer{}, err
	}
	m, _ := out.(map[string]any)
	decision, ok := m["decision"].(string)
	amount, ok1 := m["amount"].(int)
	second, ok2 := m["second"].(int)
	a := workload.Answer{Decision: decision, Amount: int64(amount), Second: int64(second)}
	clauses, ok3 := m["clauses"].([]any)
	for _, c := range clauses {
		id, _ := c.(string)
		a.Clauses |= workload.Clause(id)
	}
	if !ok || !ok1 || !ok2 || !ok3 {
		return a, fmt.Errorf("%v is no answer", out)
	}
	return a, nil
}
