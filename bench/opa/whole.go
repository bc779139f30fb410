package opa

import (
	"encoding/json"
	"fmt"

	"github.com/clausewise/clausewise/bench/workload"
)

// wholes give the whole answer: the decision, the amounts, and a set of the clauses that determined it.
var wholes = [...]string{`package bench

grounds contains "RET-2.1" if input.requested_on > input.delivered_on + (7 * 86400000000000)
grounds contains "RET-3.1" if input.condition != "unworn"
grounds contains "RET-3.2" if { some s in input.seals; s != "intact" }
grounds contains "RET-3.3" if { some a in input.accessories; not a in input.returned }
grounds contains "RET-4.1" if not input.reason in {"damaged", "defective", "wrong_product"}
grounds contains "RET-4.2" if { input.reason in {"damaged", "defective"}; not documented }
grounds contains "RET-5.1" if input.engraved
grounds contains "RET-5.2" if input.sized
grounds contains "RET-5.3" if input.vintage
documented if { input.video; input.photos }
fee := floor(((input.price * 5) + 50) / 100)
answer := {"decision": "refuse", "amount": 0, "second": 0, "clauses": grounds} if count(grounds) > 0
else := {"decision": "accept", "amount": input.price - fee, "second": fee, "clauses": ["RET-1.1", "RET-6.2"]} if input.reauth
else := {"decision": "accept", "amount": input.price, "second": 0, "clauses": ["RET-1.1", "RET-6.1"]}
`, `package bench

grounds contains "AG-2.1" if input.complained_on > input.received_on + (14 * 86400000000000)
grounds contains "AG-3.1" if input.opened
year := time.date(input.complained_on)[0]
lifetime := max([0, 5000000 - sum([c.amount | some c in input.claims])])
yearly := max([0, 750000 - sum([c.amount | some c in input.claims; c.trusted == 0; time.date(c.made_on)[0] == year])])
pay := min([input.price, lifetime]) if input.trusted
pay := min([input.price, lifetime, yearly]) if not input.trusted
binding contains "AG-4.2" if pay == lifetime
binding contains "AG-4.3" if { not input.trusted; pay == yearly }
answer := {"decision": "not_applicable", "amount": 0, "second": 0, "clauses": ["AG-1.1"]} if not input.professional
else := {"decision": "refuse", "amount": 0, "second": 0, "clauses": grounds} if count(grounds) > 0
else := {"decision": "pay", "amount": pay, "second": lifetime - pay, "clauses": ["AG-4.1"]} if pay == input.price
else := {"decision": "exhausted", "amount": pay, "second": lifetime - pay, "clauses": binding} if pay == 0
else := {"decision": "pay_capped", "amount": pay, "second": lifetime - pay, "clauses": binding}
`, `package bench

grounds contains "BB-2.1" if { input.work; not input.consent }
grounds contains "BB-2.2" if input.aftermarket
grounds contains "BB-3.1" if { some due in dues; not checked(months(due, -1), due) }
` + calendar + `deducted := sum(input.deductions)
answer := {"decision": "void", "amount": 0, "second": deducted, "clauses": grounds} if count(grounds) > 0
else := {"decision": "nil", "amount": 0, "second": deducted, "clauses": ["BB-4.2"]} if input.offered <= deducted
else := {"decision": "buy", "amount": input.offered - deducted, "second": deducted, "clauses": ["BB-1.1", "BB-4.1"]} if deducted > 0
else := {"decision": "buy", "amount": input.offered, "second": 0, "clauses": ["BB-1.1"]}
`}

// Whole is the three prepared queries for the whole answer.
type Whole struct{ Engine }

// NewWhole prepares them.
func NewWhole() (*Whole, error) {
	e := &Whole{}
	return e, e.prepare(wholes)
}

// Name is that of the table.
func (e *Whole) Name() string { return "OPA, prepared, whole answer" }

// Decide decides a case.
func (e *Whole) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	v, err := e.eval(w, facts)
	if err != nil {
		return workload.Answer{}, err
	}
	m, _ := v.(map[string]any)
	decision, ok := m["decision"].(string)
	clauses, ok1 := m["clauses"].([]any)
	if !ok || !ok1 {
		return workload.Answer{}, fmt.Errorf("%v is no answer", v)
	}
	a := workload.Answer{Decision: decision}
	for _, c := range clauses {
		id, _ := c.(string)
		a.Clauses |= workload.Clause(id)
	}
	if a.Amount, err = cents(m["amount"]); err != nil {
		return a, err
	}
	a.Second, err = cents(m["second"])
	return a, err
}

func cents(v any) (int64, error) {
	n, _ := v.(json.Number)
	return n.Int64()
}
