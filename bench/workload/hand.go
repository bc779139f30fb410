package workload

// The clauses, as bits of a trace.
const (
	Ret11 = 1 << iota
	Ret21
	Ret31
	Ret32
	Ret33
	Ret41
	Ret42
	Ret51
	Ret52
	Ret53
	Ret61
	Ret62
	AG11
	AG21
	AG31
	AG41
	AG42
	AG43
	BB11
	BB21
	BB22
	BB31
	BB41
	BB42
)

// ClauseIDs names the bits.
var ClauseIDs = [...]string{"RET-1.1", "RET-2.1", "RET-3.1", "RET-3.2", "RET-3.3", "RET-4.1", "RET-4.2", "RET-5.1", "RET-5.2", "RET-5.3",
	"RET-6.1", "RET-6.2", "AG-1.1", "AG-2.1", "AG-3.1", "AG-4.1", "AG-4.2", "AG-4.3", "BB-1.1", "BB-2.1", "BB-2.2", "BB-3.1", "BB-4.1", "BB-4.2"}

// Answer is a decision, two amounts in cents, and the clauses that determined it.
type Answer struct {
	Decision       string
	Amount, Second int64
	Clauses        uint32
}

// Step is one clause of a trace: whether it held, and what it compared or computed.
type Step struct {
	Clause uint32
	Held   bool
	Seen   int64
}

// Trace is a full clause trace; its capacity is reused.
type Trace []Step

func (t *Trace) note(clause uint32, held bool, seen int64) bool {
	if t != nil {
		*t = append(*t, Step{clause, held, seen})
	}
	return held
}

// DecideReturns is W1 by hand. t may be nil.
func DecideReturns(c *Returns, t *Trace) Answer {
	var grounds uint32
	add := func(clause uint32, held bool, seen int64) {
		if t.note(clause, held, seen) {
			grounds |= clause
		}
	}
	add(Ret21, c.RequestedOn > c.DeliveredOn+7, int64(c.RequestedOn-c.DeliveredOn))
	add(Ret31, c.Condition != "unworn", 0)
	broken := int64(0)
	for i := range c.Seals {
		if c.Seals[i].State != "intact" {
			broken++
			break
		}
	}
	add(Ret32, broken > 0, broken)
	missing := int64(0)
	for _, a := range c.Accessories {
		if !contains(c.AccessoriesReturned, a) {
			missing++
			break
		}
	}
	add(Ret33, missing > 0, missing)
	add(Ret41, c.Reason == "changed_mind", 0)
	add(Ret42, (c.Reason == "damaged" || c.Reason == "defective") && !(c.Video && c.Photos), 0)
	add(Ret51, c.Engraved, 0)
	add(Ret52, c.Sized, 0)
	add(Ret53, c.VintageAsIs, 0)
	if grounds != 0 {
		return Answer{Decision: "refuse", Clauses: grounds}
	}
	t.note(Ret11, true, 0)
	if t.note(Ret62, c.ReauthNeeded, 0) {
		fee := (c.Price*5 + 50) / 100
		return Answer{Decision: "accept", Amount: c.Price - fee, Second: fee, Clauses: Ret11 | Ret62}
	}
	t.note(Ret61, true, 0)
	return Answer{Decision: "accept", Amount: c.Price, Clauses: Ret11 | Ret61}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// DecideGuarantee is W2 by hand. t may be nil.
func DecideGuarantee(c *Guarantee, t *Trace) Answer {
	if t.note(AG11, !c.Professional, 0) {
		return Answer{Decision: "not_applicable", Clauses: AG11}
	}
	var grounds uint32
	if t.note(AG21, c.ComplainedOn > c.ReceivedOn+14, int64(c.ComplainedOn-c.ReceivedOn)) {
		grounds |= AG21
	}
	if t.note(AG31, c.Opened, 0) {
		grounds |= AG31
	}
	if grounds != 0 {
		return Answer{Decision: "refuse", Clauses: grounds}
	}
	year := yearOf(c.ComplainedOn)
	lifetime, yearly := int64(5_000_000), int64(750_000)
	for i := range c.Claims {
		k := &c.Claims[i]
		lifetime -= k.Amount
		if !k.Trusted && yearOf(k.MadeOn) == year {
			yearly -= k.Amount
		}
	}
	lifetime, yearly = max(lifetime, 0), max(yearly, 0)
	pay := min(c.Price, lifetime)
	if !c.Trusted {
		pay = min(pay, yearly)
	}
	a := Answer{Decision: "pay", Amount: pay, Second: lifetime - pay}
	if t.note(AG41, pay == c.Price, pay) {
		a.Clauses = AG41
		return a
	}
	if t.note(AG42, pay == lifetime, lifetime) {
		a.Clauses |= AG42
	}
	if t.note(AG43, !c.Trusted && pay == yearly, yearly) {
		a.Clauses |= AG43
	}
	a.Decision = "pay_capped"
	if pay == 0 {
		a.Decision = "exhausted"
	}
	return a
}

// DecideBuyback is W3 by hand. t may be nil.
func DecideBuyback(c *Buyback, t *Trace) Answer {
	var sum int64
	for i := range c.Deductions {
		sum += c.Deductions[i].Amount
	}
	var grounds uint32
	if t.note(BB21, c.ThirdPartyWork && !c.Consent, 0) {
		grounds |= BB21
	}
	if t.note(BB22, c.Aftermarket, 0) {
		grounds |= BB22
	}
	missed := int64(0)
	for k := 1; ; k++ {
		due := addMonths(c.PurchasedOn, 24*k)
		if due > c.RequestedOn {
			break
		}
		from, found := addMonths(due, -1), false
		for _, d := range c.Checks {
			if from <= d && d <= due {
				found = true
				break
			}
		}
		if !found {
			missed = int64(due)
			break
		}
	}
	if t.note(BB31, missed != 0, missed) {
		grounds |= BB31
	}
	if grounds != 0 {
		return Answer{Decision: "void", Second: sum, Clauses: grounds}
	}
	a := Answer{Decision: "buy", Amount: c.OfferedPrice - sum, Second: sum, Clauses: BB11}
	if t.note(BB41, sum > 0, sum) {
		a.Clauses |= BB41
	}
	if t.note(BB42, a.Amount <= 0, a.Amount) {
		a.Decision, a.Amount, a.Clauses = "nil", 0, BB42
	}
	return a
}

// civil splits a day number into year, month and day (days since 1970-01-01, proleptic Gregorian calendar).
func civil(d int32) (y, m, day int) {
	z := int(d) + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, day
}

func yearOf(d int32) int { y, _, _ := civil(d); return y }

func dayNumber(y, m, d int) int32 {
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int32(era*146097 + doe - 719468)
}

// addMonths adds calendar months and cuts back to the month's last day.
func addMonths(d int32, n int) int32 {
	y, m, day := civil(d)
	t := y*12 + m - 1 + n
	y, m = t/12, t%12+1
	return dayNumber(y, m, min(day, lastOf(y, m)))
}

// lastOf is the last day of a month.
func lastOf(y, m int) int {
	if m == 2 && (y%4 == 0 && y%100 != 0 || y%400 == 0) {
		return 29
	}
	return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
}
