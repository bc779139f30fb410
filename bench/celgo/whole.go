package celgo

import (
	"fmt"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/traits"
	"github.com/clausewise/clausewise/bench/workload"
)

// wholes give the whole answer: the decision, the amounts, and a list of the clauses that determined it.
var wholes = [...]string{
	`cel.bind(grounds,
	(requested_on > delivered_on + 7 ? ["RET-2.1"] : []) +
	(condition != "unworn" ? ["RET-3.1"] : []) +
	(seals.exists(s, s != "intact") ? ["RET-3.2"] : []) +
	(accessories.exists(a, !(a in returned)) ? ["RET-3.3"] : []) +
	(!(reason in ["damaged", "defective", "wrong_product"]) ? ["RET-4.1"] : []) +
	(reason in ["damaged", "defective"] && !(video && photos) ? ["RET-4.2"] : []) +
	(engraved ? ["RET-5.1"] : []) +
	(sized ? ["RET-5.2"] : []) +
	(vintage ? ["RET-5.3"] : []),
	grounds.size() > 0 ? {"decision": "refuse", "amount": 0, "second": 0, "clauses": grounds} :
	reauth ? cel.bind(fee, (price * 5 + 50) / 100, {"decision": "accept", "amount": price - fee, "second": fee, "clauses": ["RET-1.1", "RET-6.2"]}) :
	{"decision": "accept", "amount": price, "second": 0, "clauses": ["RET-1.1", "RET-6.1"]})`,
	`!professional ? {"decision": "not_applicable", "amount": 0, "second": 0, "clauses": ["AG-1.1"]} :
	cel.bind(grounds, (complained_on > received_on + 14 ? ["AG-2.1"] : []) + (opened ? ["AG-3.1"] : []),
	grounds.size() > 0 ? {"decision": "refuse", "amount": 0, "second": 0, "clauses": grounds} :
	cel.bind(lifetime, max(0, 5000000 - sum(claims.map(c, c.amount))),
	cel.bind(yearly, max(0, 750000 - sum(claims.filter(c, c.trusted == 0 && year(c.made_on) == year(complained_on)).map(c, c.amount))),
	cel.bind(pay, trusted ? min(price, lifetime) : min(min(price, lifetime), yearly),
	pay == price ? {"decision": "pay", "amount": pay, "second": lifetime - pay, "clauses": ["AG-4.1"]} :
	{"decision": pay == 0 ? "exhausted" : "pay_capped", "amount": pay, "second": lifetime - pay,
		"clauses": (pay == lifetime ? ["AG-4.2"] : []) + (!trusted && pay == yearly ? ["AG-4.3"] : [])}))))`,
	`cel.bind(deducted, sum(deductions), cel.bind(grounds,
	(work && !consent ? ["BB-2.1"] : []) +
	(aftermarket ? ["BB-2.2"] : []) +
	(dues(purchased_on, requested_on).exists(due, !checks.exists(c, c >= months(due, -1) && c <= due)) ? ["BB-3.1"] : []),
	grounds.size() > 0 ? {"decision": "void", "amount": 0, "second": deducted, "clauses": grounds} :
	offered <= deducted ? {"decision": "nil", "amount": 0, "second": deducted, "clauses": ["BB-4.2"]} :
	{"decision": "buy", "amount": offered - deducted, "second": deducted, "clauses": deducted > 0 ? ["BB-1.1", "BB-4.1"] : ["BB-1.1"]}))`,
}

// Whole is the three programs that give the whole answer.
type Whole struct{ Engine }

// NewWhole compiles them.
func NewWhole() (*Whole, error) {
	e := &Whole{}
	return e, e.compile(wholes)
}

// Name is that of the table.
func (e *Whole) Name() string { return "cel-go, typed, whole answer" }

// The names of the parts of an answer.
var (
	partDecision = types.String("decision")
	partAmount   = types.String("amount")
	partSecond   = types.String("second")
	partClauses  = types.String("clauses")
)

// Decide decides a case.
func (e *Whole) Decide(w int, _ *workload.Case, facts any) (workload.Answer, error) {
	out, _, err := e.programs[w].Eval(facts)
	if err != nil {
		return workload.Answer{}, err
	}
	m, ok := out.(traits.Mapper)
	if !ok {
		return workload.Answer{}, fmt.Errorf("%v is no answer", out)
	}
	decision, ok := m.Get(partDecision).(types.String)
	clauses, ok1 := m.Get(partClauses).(traits.Lister)
	if !ok || !ok1 {
		return workload.Answer{}, fmt.Errorf("%v is no answer", out)
	}
	a := workload.Answer{Decision: string(decision), Amount: number(m.Get(partAmount)), Second: number(m.Get(partSecond))}
	a.Clauses = bitsOf(clauses)
	return a, nil
}

func bitsOf(clauses traits.Lister) (bits uint32) {
	n, _ := clauses.Size().(types.Int)
	for i := types.Int(0); i < n; i++ {
		id, _ := clauses.Get(i).(types.String)
		bits |= workload.Clause(string(id))
	}
	return bits
}
