// Package opa runs the workloads in Rego, with prepared queries and inputs parsed beforehand.
package opa

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/clausewise/clausewise/bench/celgo"
	"github.com/clausewise/clausewise/bench/workload"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

var modules = [...]string{`package bench

grounds contains 2 if input.requested_on > input.delivered_on + 7
grounds contains 4 if input.condition != "unworn"
grounds contains 8 if { some s in input.seals; s != "intact" }
grounds contains 16 if { some a in input.accessories; not a in input.returned }
grounds contains 32 if not input.reason in {"damaged", "defective", "wrong_product"}
grounds contains 64 if { input.reason in {"damaged", "defective"}; not documented }
grounds contains 128 if input.engraved
grounds contains 256 if input.sized
grounds contains 512 if input.vintage
documented if { input.video; input.photos }
default fee := 0
fee := floor(((input.price * 5) + 50) / 100) if input.reauth
answer := [sum(grounds), fee]
`, `package bench

grounds contains 8192 if input.complained_on > input.received_on + 14
grounds contains 16384 if input.opened
answer := [-1, 0, 0] if not input.professional
answer := [sum(grounds), 0, 0] if { input.professional; count(grounds) > 0 }
answer := [0, 5000000 - sum([c.amount | some c in input.claims]), 750000 - sum([c.amount | some c in input.claims; c.trusted == 0; c.year == input.year])] if {
	input.professional
	count(grounds) == 0
}
`, `package bench

grounds contains 524288 if { input.work; not input.consent }
grounds contains 1048576 if input.aftermarket
grounds contains 2097152 if { some w in input.windows; not checked(w) }
checked(w) if { some c in input.checks; c >= w.from; c <= w.due }
answer := [sum(grounds), sum(input.deductions)]
`}

// Engine is the three prepared queries.
type Engine struct {
	queries [3]rego.PreparedEvalQuery
	peer    celgo.Engine // for the shape of the facts
}

// New prepares them.
func New() (*Engine, error) {
	e := &Engine{}
	for i, m := range modules {
		var err error
		if e.queries[i], err = rego.New(rego.Query("data.bench.answer"), rego.Module("bench.rego", m)).PrepareForEval(context.Background()); err != nil {
			return nil, fmt.Errorf("W%d: %w", i+1, err)
		}
	}
	return e, nil
}

// Name is that of the table.
func (e *Engine) Name() string { return "OPA, prepared" }

// Facts converts a case.
func (e *Engine) Facts(w int, c *workload.Case) any {
	v, err := ast.InterfaceToValue(e.peer.Facts(w, c))
	if err != nil {
		return err
	}
	return v
}

// Decide decides a case.
func (e *Engine) Decide(w int, c *workload.Case, facts any) (workload.Answer, error) {
	in, ok := facts.(ast.Value)
	if !ok {
		return workload.Answer{}, fmt.Errorf("the facts cannot be converted: %v", facts)
	}
	rs, err := e.queries[w].Eval(context.Background(), rego.EvalParsedInput(in))
	if err != nil || len(rs) == 0 {
		return workload.Answer{}, fmt.Errorf("no result: %w", err)
	}
	var n [4]int64
	list, _ := rs[0].Expressions[0].Value.([]any)
	for i, x := range list {
		k, _ := x.(json.Number)
		if n[i], err = k.Int64(); err != nil {
			return workload.Answer{}, err
		}
	}
	switch w {
	case 0:
		return workload.ReturnsAnswer(&c.W1, uint32(n[0]), n[1]), nil
	case 1:
		return workload.CappedAnswer(&c.W2, n[0], n[1], n[2]), nil
	}
	return workload.BuybackAnswer(&c.W3, uint32(n[0]), n[1]), nil
}
