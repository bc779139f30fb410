// Package workload is the three workloads on which engines are compared: returns (W1), a guarantee with caps (W2) and a buy-back (W3).
//
// Case i depends on the seed and i alone. The generator reaches every outcome and every clause.
package workload

import "math/rand/v2"

// Case holds the facts of all three workloads. Money is in cents, dates are days since 1970-01-01.
type Case struct {
	W1 Returns
	W2 Guarantee
	W3 Buyback
}

// Seal is one seal of a watch.
type Seal struct {
	ID    string
	State string // intact, broken, missing
}

// Returns is the facts of W1.
type Returns struct {
	DeliveredOn, RequestedOn         int32
	Condition                        string // unworn, worn, damaged
	Seals                            []Seal
	Accessories, AccessoriesReturned []string
	Reason                           string // damaged, defective, wrong_product, changed_mind
	Video, Photos                    bool
	Engraved, Sized, VintageAsIs     bool
	ReauthNeeded                     bool
	Price                            int64
}

// Claim is an earlier claim under the guarantee.
type Claim struct {
	MadeOn  int32
	Trusted bool
	Amount  int64
}

// Guarantee is the facts of W2.
type Guarantee struct {
	Professional, Trusted    bool
	ReceivedOn, ComplainedOn int32
	Opened                   bool
	Price                    int64
	Claims                   []Claim
}

// Deduction is one head of deduction.
type Deduction struct {
	Head   string
	Amount int64
}

// Buyback is the facts of W3.
type Buyback struct {
	PurchasedOn, RequestedOn int32
	ThirdPartyWork, Consent  bool
	Aftermarket              bool
	Checks                   []int32
	OfferedPrice             int64
	Deductions               []Deduction
}

var (
	accessories = []string{"box", "card", "manual", "link", "tag", "pouch"}
	heads       = []string{"service", "crystal", "bracelet", "polish", "papers"}
)

const day2020 = 18262 // 2020-01-01

// New makes case i of a seed.
func New(seed, i uint64) *Case {
	r := rand.New(rand.NewPCG(seed, i))
	return &Case{W1: returns(r), W2: guarantee(r), W3: buyback(r)}
}

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

func returns(r *rand.Rand) Returns {
	c := Returns{DeliveredOn: day2020 + int32(r.IntN(1500)), Condition: "unworn", Reason: [...]string{"damaged", "defective", "wrong_product", "wrong_product"}[r.IntN(4)],
		Video: !chance(r, 10), Photos: !chance(r, 10), Engraved: chance(r, 5), Sized: chance(r, 5), VintageAsIs: chance(r, 5), ReauthNeeded: chance(r, 30),
		Price: 50_000 + r.Int64N(2_000_000)}
	c.RequestedOn = c.DeliveredOn + int32(r.IntN(9))
	if chance(r, 10) {
		c.Condition = [...]string{"worn", "damaged"}[r.IntN(2)]
	}
	if chance(r, 10) {
		c.Reason = "changed_mind"
	}
	for i := range 1 + r.IntN(4) {
		s := Seal{ID: "S" + string(rune('1'+i)), State: "intact"}
		if chance(r, 4) {
			s.State = [...]string{"broken", "missing"}[r.IntN(2)]
		}
		c.Seals = append(c.Seals, s)
	}
	c.Accessories = accessories[:2+r.IntN(4)]
	for _, a := range c.Accessories {
		if !chance(r, 4) {
			c.AccessoriesReturned = append(c.AccessoriesReturned, a)
		}
	}
	return c
}

func guarantee(r *rand.Rand) Guarantee {
	c := Guarantee{Professional: !chance(r, 10), Trusted: chance(r, 40), ReceivedOn: day2020 + int32(r.IntN(1500)), Opened: chance(r, 8),
		Price: 50_000 + r.Int64N(1_500_000)}
	c.ComplainedOn = c.ReceivedOn + int32(r.IntN(17))
	for range r.IntN(6) {
		c.Claims = append(c.Claims, Claim{MadeOn: c.ComplainedOn - int32(r.IntN(700)), Trusted: chance(r, 50), Amount: r.Int64N(1_600_000)})
	}
	return c
}

func buyback(r *rand.Rand) Buyback {
	c := Buyback{PurchasedOn: day2020 - int32(r.IntN(1500)), ThirdPartyWork: chance(r, 20), Consent: chance(r, 60), Aftermarket: chance(r, 8),
		OfferedPrice: 200_000 + r.Int64N(1_000_000)}
	c.RequestedOn = c.PurchasedOn + 300 + int32(r.IntN(2200))
	for k := 1; k <= 4; k++ {
		due := addMonths(c.PurchasedOn, 24*k)
		if due > c.RequestedOn {
			break
		}
		if !chance(r, 10) {
			c.Checks = append(c.Checks, due-int32(r.IntN(31)))
		}
	}
	for range r.IntN(5) {
		c.Deductions = append(c.Deductions, Deduction{Head: heads[r.IntN(len(heads))], Amount: r.Int64N(250_000)})
	}
	return c
}
