package workload

// What the languages of the peers cannot say is worked out for them beforehand, outside the time that is measured, which favours them: the
// year of a day, and the days on which checks are due.

// Window is the time in which a check is due.
type Window struct{ From, Due int32 }

// Windows are the times in which checks were due up to the request.
func (c *Buyback) Windows() []Window {
	var out []Window
	for k := 1; ; k++ {
		due := addMonths(c.PurchasedOn, 24*k)
		if due > c.RequestedOn {
			return out
		}
		out = append(out, Window{addMonths(due, -1), due})
	}
}

// Year is the calendar year of a day.
func Year(day int32) int { return yearOf(day) }

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

// CappedAnswer makes an answer of W2 of the code and what is left of the two caps: it works out the least for languages that have no word
// for it.
func CappedAnswer(c *Guarantee, code, lifetime, yearly int64) Answer {
	lifetime, yearly = max(lifetime, 0), max(yearly, 0)
	pay, bound := min(c.Price, lifetime), uint32(0)
	if !c.Trusted {
		pay = min(pay, yearly)
	}
	if pay == lifetime {
		bound |= AG42
	}
	if !c.Trusted && pay == yearly {
		bound |= AG43
	}
	return GuaranteeAnswer(c, code, pay, lifetime-pay, bound)
}
