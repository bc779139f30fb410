// Package cedar runs W1 in Cedar: a policy per ground, and the policies that determined the answer are the clauses. Cedar answers permit or
// forbid, so that the fee is worked out of the clauses in Go. W2 and W3 cannot be written: there are no sums over sets, no elements of a set
// that could be compared one by one, and no answers that are amounts.
package cedar

import (
	"fmt"

	"github.com/cedar-policy/cedar-go"
	"github.com/clausewise/clausewise/bench/workload"
)

const text = `
permit (principal, action, resource) when { context.reauth };
permit (principal, action, resource) when { !context.reauth };
forbid (principal, action, resource) when { context.requested_on - context.delivered_on > 7 };
forbid (principal, action, resource) when { context.condition != "unworn" };
forbid (principal, action, resource) when { !["intact"].containsAll(context.seals) };
forbid (principal, action, resource) when { !context.returned.containsAll(context.accessories) };
forbid (principal, action, resource) when { !["damaged", "defective", "wrong_product"].contains(context.reason) };
forbid (principal, action, resource) when { ["damaged", "defective"].contains(context.reason) && !(context.video && context.photos) };
forbid (principal, action, resource) when { context.engraved };
forbid (principal, action, resource) when { context.sized };
forbid (principal, action, resource) when { context.vintage };
`

// clauses are the clauses of the policies, in order.
var clauses = [...]uint32{workload.Ret11 | workload.Ret62, workload.Ret11 | workload.Ret61, workload.Ret21, workload.Ret31, workload.Ret32, workload.Ret33,
	workload.Ret41, workload.Ret42, workload.Ret51, workload.Ret52, workload.Ret53}

// Engine is the policies of W1.
type Engine struct {
	set  *cedar.PolicySet
	bits map[cedar.PolicyID]uint32
}

// New compiles them.
func New() (*Engine, error) {
	list, err := cedar.NewPolicyListFromBytes("returns.cedar", []byte(text))
	if err != nil {
		return nil, err
	}
	if len(list) != len(clauses) {
		return nil, fmt.Errorf("there are %d policies for %d grounds", len(list), len(clauses))
	}
	e := &Engine{set: cedar.NewPolicySet(), bits: map[cedar.PolicyID]uint32{}}
	for i, p := range list {
		id := cedar.PolicyID(fmt.Sprint("ground", i))
		e.set.Add(id, p)
		e.bits[id] = clauses[i]
	}
	return e, nil
}

// Name is that of the table.
func (e *Engine) Name() string { return "cedar-go" }

// Has tells that W1 alone can be written.
func (e *Engine) Has(w int) bool { return w == 0 }

// Facts converts a case.
func (e *Engine) Facts(_ int, c *workload.Case) any {
	r := &c.W1
	return cedar.Request{
		Principal: cedar.NewEntityUID("Buyer", "b"), Action: cedar.NewEntityUID("Action", "return"), Resource: cedar.NewEntityUID("Item", "i"),
		Context: cedar.NewRecord(cedar.RecordMap{
			"requested_on": cedar.Long(r.RequestedOn), "delivered_on": cedar.Long(r.DeliveredOn), "condition": cedar.String(r.Condition),
			"reason": cedar.String(r.Reason), "video": cedar.Boolean(r.Video), "photos": cedar.Boolean(r.Photos), "engraved": cedar.Boolean(r.Engraved),
			"sized": cedar.Boolean(r.Sized), "vintage": cedar.Boolean(r.VintageAsIs), "reauth": cedar.Boolean(r.ReauthNeeded), "seals": states(r.Seals),
			"accessories": strings(r.Accessories), "returned": strings(r.AccessoriesReturned),
		}),
	}
}

func states(seals []workload.Seal) cedar.Set {
	var out []string
	for _, s := range seals {
		out = append(out, s.State)
	}
	return strings(out)
}

func strings(list []string) cedar.Set {
	out := make([]cedar.Value, len(list))
	for i, s := range list {
		out[i] = cedar.String(s)
	}
	return cedar.NewSet(out...)
}

// Decide decides a case.
func (e *Engine) Decide(_ int, c *workload.Case, facts any) (workload.Answer, error) {
	request, _ := facts.(cedar.Request)
	decision, why := cedar.Authorize(e.set, nil, request)
	if len(why.Errors) > 0 {
		return workload.Answer{}, fmt.Errorf("%s: %s", why.Errors[0].PolicyID, why.Errors[0].Message)
	}
	a := workload.Answer{Decision: "refuse"}
	for _, r := range why.Reasons {
		a.Clauses |= e.bits[r.PolicyID]
	}
	if decision == cedar.Allow {
		fee := int64(0)
		if a.Clauses&workload.Ret62 != 0 {
			fee = (c.W1.Price*5 + 50) / 100
		}
		return workload.Answer{Decision: "accept", Amount: c.W1.Price - fee, Second: fee, Clauses: a.Clauses}, nil
	}
	return a, nil
}
