// Package opa runs the workloads in Rego, with prepared queries and inputs parsed beforehand.
package opa

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/bench/celgo"
	"github.com/clausewise/clausewise/bench/workload"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// calendar is what Rego lacks: days on which checks were due, and months.
const calendar = `most := ((time.date(input.requested_on)[0] - time.date(input.purchased_on)[0]) / 2) + 1
dues contains due if { some k in numbers.range(1, floor(most)); due := months(input.purchased_on, 24 * k); due <= input.requested_on }
checked(from, due) if { some c in input.checks; c >= from; c <= due }
months(d, n) := first + ((min([day, last]) - 1) * 86400000000000) if {
	day := time.date(d)[2]
	first := time.add_date(d, 0, n, 1 - day)
	last := time.date(time.add_date(first, 0, 1, -1))[2]
}
`

// modules give the grounds as bits of a number, and numbers; Go makes the answer of them.
var modules = [...]string{`package bench

grounds contains 2 if input.requested_on > input.delivered_on + (7 * 86400000000000)
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

grounds contains 8192 if input.complained_on > input.received_on + (14 * 86400000000000)
grounds contains 16384 if input.opened
answer := [-1, 0, 0] if not input.professional
answer := [sum(grounds), 0, 0] if { input.professional; count(grounds) > 0 }
answer := [0, pay, lifetime - pay, bound] if { input.professional; count(grounds) == 0 }
year := time.date(input.complained_on)[0]
lifetime := max([0, 5000000 - sum([c.amount | some c in input.claims])])
yearly := max([0, 750000 - sum([c.amount | some c in input.claims; c.trusted == 0; time.date(c.made_on)[0] == year])])
pay := min([input.price, lifetime]) if input.trusted
pay := min([input.price, lifetime, yearly]) if not input.trusted
binding contains 65536 if pay == lifetime
binding contains 131072 if { not input.trusted; pay == yearly }
bound := sum(binding)
`, `package bench

grounds contains 524288 if { input.work; not input.consent }
grounds contains 1048576 if input.aftermarket
grounds contains 2097152 if { some due in dues; not checked(months(due, -1), due) }
` + calendar + `answer := [sum(grounds), sum(input.deductions)]
`}

// Engine is the three prepared queries.
type Engine struct {
	queries [3]rego.PreparedEvalQuery
	peer    celgo.Engine // for the shape of the facts
}

// New prepares them.
func New() (*Engine, error) {
	e := &Engine{}
	return e, e.prepare(modules)
}

func (e *Engine) prepare(modules [3]string) error {
	for i, m := range modules {
		var err error
		if e.queries[i], err = rego.New(rego.Query("data.bench.answer"), rego.Module("bench.rego", m)).PrepareForEval(context.Background()); err != nil {
			return fmt.Errorf("W%d: %w", i+1, err)
		}
	}
	return nil
}

// Name is that of the table.
func (e *Engine) Name() string { return "OPA, prepared" }

// inNanoseconds turns days into the nanoseconds that Rego's functions on time take.
func inNanoseconds(facts any) {
	const day = 86_400_000_000_000
	m, _ := facts.(map[string]any)
	for name, v := range m {
		switch v := v.(type) {
		case int64:
			if strings.HasSuffix(name, "_on") {
				m[name] = v * day
			}
		case []int64:
			for i := range v {
				if name == "checks" {
					v[i] *= day
				}
			}
		case []map[string]int64:
			for _, row := range v {
				row["made_on"] *= day
			}
		}
	}
}

// Facts converts a case: days are instants in nanoseconds.
func (e *Engine) Facts(w int, c *workload.Case) any {
	shaped := e.peer.Facts(w, c)
	inNanoseconds(shaped)
	v, err := ast.InterfaceToValue(shaped)
	if err != nil {
		return err
	}
	return v
}

// eval gives what the query for a workload answers.
func (e *Engine) eval(w int, facts any) (any, error) {
	in, ok := facts.(ast.Value)
	if !ok {
		return nil, fmt.Errorf("the facts cannot be converted: %v", facts)
	}
	rs, err := e.queries[w].Eval(context.Background(), rego.EvalParsedInput(in))
	if err != nil || len(rs) == 0 {
		return nil, fmt.Errorf("no result: %w", err)
	}
	return rs[0].Expressions[0].Value, nil
}

// Decide decides a case.
func (e *Engine) Decide(w int, c *workload.Case, facts any) (workload.Answer, error) {
	v, err := e.eval(w, facts)
	if err != nil {
		return workload.Answer{}, err
	}
	var n [4]int64
	list, _ := v.([]any)
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
		return workload.GuaranteeAnswer(&c.W2, n[0], n[1], n[2], uint32(n[3])), nil
	}
	return workload.BuybackAnswer(&c.W3, uint32(n[0]), n[1]), nil
}
