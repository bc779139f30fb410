// Package celgo runs the workloads in CEL, with declared types.
package celgo

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"cel.dev/cel-go/ext"
	"github.com/clausewise/clausewise/bench/workload"
)

// texts give the grounds as bits of a number, and numbers; Go makes the answer of them.
var texts = [...]string{
	`[(requested_on > delivered_on + 7 ? 2 : 0) + (condition != "unworn" ? 4 : 0) + (seals.exists(s, s != "intact") ? 8 : 0)
	+ (accessories.exists(a, !(a in returned)) ? 16 : 0) + (!(reason in ["damaged", "defective", "wrong_product"]) ? 32 : 0)
	+ ((reason == "damaged" || reason == "defective") && !(video && photos) ? 64 : 0) + (engraved ? 128 : 0) + (sized ? 256 : 0) + (vintage ? 512 : 0),
	reauth ? (price * 5 + 50) / 100 : 0]`,
	`!professional ? [-1, 0, 0, 0] : cel.bind(code, (complained_on > received_on + 14 ? 8192 : 0) + (opened ? 16384 : 0),
	code != 0 ? [code, 0, 0, 0] : cel.bind(lifetime, max(0, 5000000 - sum(claims.map(c, c.amount))),
	cel.bind(yearly, max(0, 750000 - sum(claims.filter(c, c.trusted == 0 && year(c.made_on) == year(complained_on)).map(c, c.amount))),
	cel.bind(pay, trusted ? min(price, lifetime) : min(min(price, lifetime), yearly),
	[0, pay, lifetime - pay, (pay == lifetime ? 65536 : 0) + (!trusted && pay == yearly ? 131072 : 0)]))))`,
	`[(work && !consent ? 524288 : 0) + (aftermarket ? 1048576 : 0)
	+ (dues(purchased_on, requested_on).exists(due, !checks.exists(c, c >= months(due, -1) && c <= due)) ? 2097152 : 0), sum(deductions)]`,
}

// Engine is the three programs.
type Engine struct{ programs [3]cel.Program }

// New compiles them.
func New() (*Engine, error) {
	e := &Engine{}
	return e, e.compile(texts)
}

func (e *Engine) compile(texts [3]string) error {
	ints, words, rows := cel.ListType(cel.IntType), cel.ListType(cel.StringType), cel.ListType(cel.MapType(cel.StringType, cel.IntType))
	two := []*cel.Type{cel.IntType, cel.IntType}
	opts := []cel.EnvOption{
		ext.Bindings(),
		cel.Function("sum", cel.Overload("sum_ints", []*cel.Type{ints}, cel.IntType, cel.UnaryBinding(sum))),
		cel.Function("min", cel.Overload("min_ints", two, cel.IntType, cel.BinaryBinding(least))),
		cel.Function("max", cel.Overload("max_ints", two, cel.IntType, cel.BinaryBinding(most))),
		cel.Function("year", cel.Overload("year_int", two[:1], cel.IntType, cel.UnaryBinding(year))),
		cel.Function("months", cel.Overload("months_ints", two, cel.IntType, cel.BinaryBinding(months))),
		cel.Function("dues", cel.Overload("dues_ints", two, ints, cel.BinaryBinding(dues))),
	}
	for t, names := range map[*cel.Type][]string{
		cel.IntType:    {"requested_on", "delivered_on", "price", "received_on", "complained_on", "purchased_on", "offered"},
		cel.StringType: {"condition", "reason"},
		cel.BoolType:   {"video", "photos", "engraved", "sized", "vintage", "reauth", "professional", "trusted", "opened", "work", "consent", "aftermarket"},
		words:          {"seals", "accessories", "returned"},
		rows:           {"claims"},
		ints:           {"checks", "deductions"},
	} {
		for _, n := range names {
			opts = append(opts, cel.Variable(n, t))
		}
	}
	env, err := cel.NewEnv(opts...)
	if err != nil {
		return err
	}
	for i, text := range texts {
		ast, issues := env.Compile(text)
		if issues.Err() != nil {
			return fmt.Errorf("W%d: %w", i+1, issues.Err())
		}
		if e.programs[i], err = env.Program(ast, cel.EvalOptions(cel.OptOptimize)); err != nil {
			return err
		}
	}
	return nil
}

func sum(list ref.Val) ref.Val {
	total := int64(0)
	for it := list.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		n, _ := it.Next().(types.Int)
		total += int64(n)
	}
	return types.Int(total)
}

func number(v ref.Val) int64 { n, _ := v.(types.Int); return int64(n) }

func least(a, b ref.Val) ref.Val { return types.Int(min(number(a), number(b))) }
func most(a, b ref.Val) ref.Val  { return types.Int(max(number(a), number(b))) }
func year(day ref.Val) ref.Val   { return types.Int(workload.Year(int32(number(day)))) }
func months(d, n ref.Val) ref.Val {
	return types.Int(workload.AddMonths(int32(number(d)), int(number(n))))
}

func dues(from, until ref.Val) ref.Val {
	var out []ref.Val
	for _, d := range workload.Dues(int32(number(from)), int32(number(until))) {
		out = append(out, types.Int(d))
	}
	return types.DefaultTypeAdapter.NativeToValue(out)
}

// Name is that of the table.
func (e *Engine) Name() string { return "cel-go, typed" }

// Facts converts a case.
func (e *Engine) Facts(w int, c *workload.Case) any {
	switch w {
	case 0:
		seals := []string{}
		for _, s := range c.W1.Seals {
			seals = append(seals, s.State)
		}
		return map[string]any{"requested_on": int64(c.W1.RequestedOn), "delivered_on": int64(c.W1.DeliveredOn), "price": c.W1.Price, "condition": c.W1.Condition, "reason": c.W1.Reason,
			"seals": seals, "accessories": c.W1.Accessories, "returned": c.W1.AccessoriesReturned, "video": c.W1.Video, "photos": c.W1.Photos, "engraved": c.W1.Engraved,
			"sized": c.W1.Sized, "vintage": c.W1.VintageAsIs, "reauth": c.W1.ReauthNeeded}
	case 1:
		claims := []map[string]int64{}
		for _, k := range c.W2.Claims {
			trusted := int64(0)
			if k.Trusted {
				trusted = 1
			}
			claims = append(claims, map[string]int64{"made_on": int64(k.MadeOn), "amount": k.Amount, "trusted": trusted})
		}
		return map[string]any{"professional": c.W2.Professional, "opened": c.W2.Opened, "received_on": int64(c.W2.ReceivedOn), "complained_on": int64(c.W2.ComplainedOn),
			"trusted": c.W2.Trusted, "price": c.W2.Price, "claims": claims}
	}
	checks, deductions := []int64{}, []int64{}
	for _, d := range c.W3.Checks {
		checks = append(checks, int64(d))
	}
	for _, d := range c.W3.Deductions {
		deductions = append(deductions, d.Amount)
	}
	return map[string]any{"work": c.W3.ThirdPartyWork, "consent": c.W3.Consent, "aftermarket": c.W3.Aftermarket,
		"purchased_on": int64(c.W3.PurchasedOn), "requested_on": int64(c.W3.RequestedOn), "checks": checks, "deductions": deductions, "offered": c.W3.OfferedPrice}
}

// Decide decides a case.
func (e *Engine) Decide(w int, c *workload.Case, facts any) (workload.Answer, error) {
	out, _, err := e.programs[w].Eval(facts)
	if err != nil {
		return workload.Answer{}, err
	}
	var n [4]int64
	list := out.(traits.Lister)
	for i := range min(int(list.Size().(types.Int)), len(n)) {
		k, _ := list.Get(types.Int(i)).(types.Int)
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
