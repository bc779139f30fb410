package workload

// What no language of a peer has words for is a function that is registered with it, and called while it is measured: the year of a day, a
// day some months later, and the days on which checks were due.

// Year is the calendar year of a day.
func Year(day int32) int { return yearOf(day) }

// AddMonths is the day n calendar months later, cut back to the month's last day.
func AddMonths(day int32, n int) int32 { return addMonths(day, n) }

// Dues are the days on which checks were due up to the request: every 24 months from the purchase.
func Dues(purchased, requested int32) []int32 {
	var out []int32
	for k := 1; ; k++ {
		due := addMonths(purchased, 24*k)
		if due > requested {
			return out
		}
		out = append(out, due)
	}
}

// ReturnsAnswer makes an answer of W1 of the grounds and the fee.
func ReturnsAnswer(c *Returns, grounds uint32, fee int64) Answer {
	switch {
	case grounds != 0:
		return Answer{Decision: "refuse", Clauses: grounds}
	case c.ReauthNeeded:
		return Answer{Decision: "accept", Amount: c.Price - fee, Second: fee, Clauses: Ret11 | Ret62}
	}
	return Answer{Decision: "accept", Amount: c.Price, Clauses: Ret11 | Ret61}
}

// GuaranteeAnswer makes an answer of W2: code is −1 where the guarantee does not apply, else the grounds; bound says which caps bind.
func GuaranteeAnswer(c *Guarantee, code, pay, left int64, bound uint32) Answer {
	switch {
	case code < 0:
		return Answer{Decision: "not_applicable", Clauses: AG11}
	case code > 0:
		return Answer{Decision: "refuse", Clauses: uint32(code)}
	}
	a := Answer{Decision: "pay_capped", Amount: pay, Second: left, Clauses: bound}
	switch {
	case pay == c.Price:
		a.Decision, a.Clauses = "pay", AG41
	case pay == 0:
		a.Decision = "exhausted"
	}
	return a
}

// BuybackAnswer makes an answer of W3 of the grounds and the sum of deductions.
func BuybackAnswer(c *Buyback, grounds uint32, sum int64) Answer {
	a := Answer{Decision: "buy", Amount: c.OfferedPrice - sum, Second: sum, Clauses: BB11}
	switch {
	case grounds != 0:
		return Answer{Decision: "void", Second: sum, Clauses: grounds}
	case a.Amount <= 0:
		return Answer{Decision: "nil", Second: sum, Clauses: BB42}
	case sum > 0:
		a.Clauses |= BB41
	}
	return a
}
