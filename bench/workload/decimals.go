package workload

import (
	"time"

	"github.com/shopspring/decimal"
)

// Decimals is the facts of a case with the types that Go programs usually have for them: time.Time and decimal.Decimal.
type Decimals struct {
	DeliveredOn, RequestedOn time.Time
	Price                    decimal.Decimal

	ReceivedOn, ComplainedOn time.Time
	Cover                    decimal.Decimal
	Claims                   []DecimalClaim

	PurchasedOn, AskedOn time.Time
	Checks               []time.Time
	Offered              decimal.Decimal
	Deductions           []decimal.Decimal
}

// DecimalClaim is an earlier claim.
type DecimalClaim struct {
	MadeOn  time.Time
	Trusted bool
	Amount  decimal.Decimal
}

var (
	lifetimeCover = decimal.NewFromInt(50_000)
	yearlyCover   = decimal.NewFromInt(7_500)
	fivePercent   = decimal.New(5, -2)
)

func dayTime(d int32) time.Time          { return time.Unix(int64(d)*86_400, 0).UTC() }
func amount(cents int64) decimal.Decimal { return decimal.New(cents, -2) }
func centsOf(d decimal.Decimal) int64    { return d.Shift(2).IntPart() }

// NewDecimals converts a case.
func NewDecimals(c *Case) *Decimals {
	out := &Decimals{DeliveredOn: dayTime(c.W1.DeliveredOn), RequestedOn: dayTime(c.W1.RequestedOn), Price: amount(c.W1.Price),
		ReceivedOn: dayTime(c.W2.ReceivedOn), ComplainedOn: dayTime(c.W2.ComplainedOn), Cover: amount(c.W2.Price),
		PurchasedOn: dayTime(c.W3.PurchasedOn), AskedOn: dayTime(c.W3.RequestedOn), Offered: amount(c.W3.OfferedPrice)}
	for _, k := range c.W2.Claims {
		out.Claims = append(out.Claims, DecimalClaim{dayTime(k.MadeOn), k.Trusted, amount(k.Amount)})
	}
	for _, d := range c.W3.Checks {
		out.Checks = append(out.Checks, dayTime(d))
	}
	for _, d := range c.W3.Deductions {
		out.Deductions = append(out.Deductions, amount(d.Amount))
	}
	return out
}

// Returns is W1: words and lists are those of the case.
func (d *Decimals) Returns(c *Returns) Answer {
	grounds := groundsOf(c, d.RequestedOn.After(d.DeliveredOn.AddDate(0, 0, 7)))
	switch {
	case grounds != 0:
		return Answer{Decision: "refuse", Clauses: grounds}
	case c.ReauthNeeded:
		fee := d.Price.Mul(fivePercent).Round(2)
		return Answer{Decision: "accept", Amount: centsOf(d.Price.Sub(fee)), Second: centsOf(fee), Clauses: Ret11 | Ret62}
	}
	return Answer{Decision: "accept", Amount: centsOf(d.Price), Clauses: Ret11 | Ret61}
}

// groundsOf are the grounds of W1.
func groundsOf(c *Returns, late bool) (grounds uint32) {
	add := func(clause uint32, held bool) {
		if held {
			grounds |= clause
		}
	}
	add(Ret21, late)
	add(Ret31, c.Condition != "unworn")
	for i := range c.Seals {
		add(Ret32, c.Seals[i].State != "intact")
	}
	for _, a := range c.Accessories {
		add(Ret33, !contains(c.AccessoriesReturned, a))
	}
	add(Ret41, c.Reason == "changed_mind")
	add(Ret42, (c.Reason == "damaged" || c.Reason == "defective") && !(c.Video && c.Photos))
	add(Ret51, c.Engraved)
	add(Ret52, c.Sized)
	add(Ret53, c.VintageAsIs)
	return grounds
}

// Guarantee is W2.
func (d *Decimals) Guarantee(c *Guarantee) Answer {
	if !c.Professional {
		return Answer{Decision: "not_applicable", Clauses: AG11}
	}
	var grounds uint32
	if d.ComplainedOn.After(d.ReceivedOn.AddDate(0, 0, 14)) {
		grounds |= AG21
	}
	if c.Opened {
		grounds |= AG31
	}
	if grounds != 0 {
		return Answer{Decision: "refuse", Clauses: grounds}
	}
	lifetime, yearly := lifetimeCover, yearlyCover
	for i := range d.Claims {
		k := &d.Claims[i]
		lifetime = lifetime.Sub(k.Amount)
		if !k.Trusted && k.MadeOn.Year() == d.ComplainedOn.Year() {
			yearly = yearly.Sub(k.Amount)
		}
	}
	lifetime, yearly = decimal.Max(lifetime, decimal.Zero), decimal.Max(yearly, decimal.Zero)
	pay := decimal.Min(d.Cover, lifetime)
	if !c.Trusted {
		pay = decimal.Min(pay, yearly)
	}
	a := Answer{Decision: "pay", Amount: centsOf(pay), Second: centsOf(lifetime.Sub(pay)), Clauses: AG41}
	if pay.Equal(d.Cover) {
		return a
	}
	a.Decision, a.Clauses = "pay_capped", 0
	if pay.IsZero() {
		a.Decision = "exhausted"
	}
	if pay.Equal(lifetime) {
		a.Clauses |= AG42
	}
	if !c.Trusted && pay.Equal(yearly) {
		a.Clauses |= AG43
	}
	return a
}

// Buyback is W3.
func (d *Decimals) Buyback(c *Buyback) Answer {
	sum := decimal.Zero
	for _, x := range d.Deductions {
		sum = sum.Add(x)
	}
	var grounds uint32
	if c.ThirdPartyWork && !c.Consent {
		grounds |= BB21
	}
	if c.Aftermarket {
		grounds |= BB22
	}
	for k := 1; ; k++ {
		due := addMonthsTime(d.PurchasedOn, 24*k)
		if due.After(d.AskedOn) {
			break
		}
		if !d.checked(addMonthsTime(due, -1), due) {
			grounds |= BB31
			break
		}
	}
	rest := d.Offered.Sub(sum)
	switch {
	case grounds != 0:
		return Answer{Decision: "void", Second: centsOf(sum), Clauses: grounds}
	case !rest.IsPositive():
		return Answer{Decision: "nil", Second: centsOf(sum), Clauses: BB42}
	case sum.IsPositive():
		return Answer{Decision: "buy", Amount: centsOf(rest), Second: centsOf(sum), Clauses: BB11 | BB41}
	}
	return Answer{Decision: "buy", Amount: centsOf(rest), Second: centsOf(sum), Clauses: BB11}
}

func (d *Decimals) checked(from, due time.Time) bool {
	for _, c := range d.Checks {
		if !c.Before(from) && !c.After(due) {
			return true
		}
	}
	return false
}

// addMonthsTime adds calendar months and cuts back to the month's last day, which AddDate does not.
func addMonthsTime(t time.Time, n int) time.Time {
	y, m, day := t.Date()
	last := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return time.Date(y, m+time.Month(n), min(day, last), 0, 0, 0, 0, time.UTC)
}
