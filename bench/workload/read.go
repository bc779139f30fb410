package workload

import "fmt"

// Money is an amount as a line has it.
type Money struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// Line is a line as decoders fill it; Into makes a case of it.
type Line struct {
	CaseID          string `json:"case_id"`
	OrderNumber     string `json:"order_number"`
	CustomerName    string `json:"customer_name"`
	CustomerCountry string `json:"customer_country"`
	Item            string `json:"item"`
	Reference       string `json:"reference_number"`
	Notes           string `json:"notes"`

	DeliveredOn string `json:"delivered_on"`
	ReturnOn    string `json:"return_requested_on"`
	Condition   string `json:"condition"`
	Seals       []struct {
		ID    string `json:"id"`
		State string `json:"state"`
	} `json:"seals"`
	Accessories         []string `json:"accessories"`
	AccessoriesReturned []string `json:"accessories_returned"`
	Reason              string   `json:"reason"`
	Video               bool     `json:"video"`
	Photos              bool     `json:"photos"`
	Engraved            bool     `json:"engraved"`
	Sized               bool     `json:"sized"`
	VintageAsIs         bool     `json:"vintage_as_is"`
	ReauthNeeded        bool     `json:"reauth_needed"`
	Price               Money    `json:"price"`

	Professional bool   `json:"professional"`
	Trusted      bool   `json:"trusted"`
	ReceivedOn   string `json:"received_on"`
	ComplainedOn string `json:"complained_on"`
	Opened       bool   `json:"opened_without_consent"`
	CoveredPrice Money  `json:"covered_price"`
	Claims       []struct {
		MadeOn  string `json:"made_on"`
		Trusted bool   `json:"trusted"`
		Amount  Money  `json:"amount"`
	} `json:"claims"`

	PurchasedOn    string   `json:"purchased_on"`
	BuybackOn      string   `json:"buyback_requested_on"`
	ThirdPartyWork bool     `json:"third_party_work"`
	Consent        bool     `json:"consent"`
	Aftermarket    bool     `json:"aftermarket_parts"`
	Checks         []string `json:"checks"`
	OfferedPrice   Money    `json:"offered_price"`
	Deductions     []struct {
		Head   string `json:"head"`
		Amount Money  `json:"amount"`
	} `json:"deductions"`
}

// reader notes the first thing that is no day, amount or word.
type reader struct{ wrong string }

// Into checks days, amounts and words, and types them.
func (l *Line) Into(c *Case) error {
	var r reader
	w1, w2, w3 := &c.W1, &c.W2, &c.W3
	*w1 = Returns{DeliveredOn: r.day(l.DeliveredOn), RequestedOn: r.day(l.ReturnOn), Condition: r.word(l.Condition, "unworn", "worn", "damaged"), Seals: w1.Seals[:0],
		Accessories: l.Accessories, AccessoriesReturned: l.AccessoriesReturned, Reason: r.word(l.Reason, "damaged", "defective", "wrong_product", "changed_mind"), Video: l.Video,
		Photos: l.Photos, Engraved: l.Engraved, Sized: l.Sized, VintageAsIs: l.VintageAsIs, ReauthNeeded: l.ReauthNeeded, Price: r.money(&l.Price)}
	for _, s := range l.Seals {
		w1.Seals = append(w1.Seals, Seal{s.ID, r.word(s.State, "intact", "broken", "missing")})
	}
	*w2 = Guarantee{Professional: l.Professional, Trusted: l.Trusted, ReceivedOn: r.day(l.ReceivedOn), ComplainedOn: r.day(l.ComplainedOn), Opened: l.Opened,
		Price: r.money(&l.CoveredPrice), Claims: w2.Claims[:0]}
	for i := range l.Claims {
		k := &l.Claims[i]
		w2.Claims = append(w2.Claims, Claim{r.day(k.MadeOn), k.Trusted, r.money(&k.Amount)})
	}
	*w3 = Buyback{PurchasedOn: r.day(l.PurchasedOn), RequestedOn: r.day(l.BuybackOn), ThirdPartyWork: l.ThirdPartyWork, Consent: l.Consent, Aftermarket: l.Aftermarket,
		Checks: w3.Checks[:0], OfferedPrice: r.money(&l.OfferedPrice), Deductions: w3.Deductions[:0]}
	for _, d := range l.Checks {
		w3.Checks = append(w3.Checks, r.day(d))
	}
	for i := range l.Deductions {
		w3.Deductions = append(w3.Deductions, Deduction{l.Deductions[i].Head, r.money(&l.Deductions[i].Amount)})
	}
	if r.wrong != "" {
		return fmt.Errorf("%q is not what stands there", r.wrong)
	}
	return nil
}

func (r *reader) word(s string, words ...string) string {
	for _, w := range words {
		if s == w {
			return s
		}
	}
	r.wrong = s
	return ""
}

func (r *reader) digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]-'0' > 9 {
			r.wrong = s
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

func (r *reader) day(s string) int32 {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		r.wrong = s
		return 0
	}
	y, m, d := r.digits(s[:4]), r.digits(s[5:7]), r.digits(s[8:])
	if m < 1 || m > 12 || d < 1 || d > lastOf(y, m) {
		r.wrong = s
		return 0
	}
	return dayNumber(y, m, d)
}

func (r *reader) money(m *Money) int64 {
	s := m.Amount
	if len(s) < 4 || len(s) > 16 || s[len(s)-3] != '.' || m.Currency != "EUR" {
		r.wrong = s + " " + m.Currency
		return 0
	}
	return int64(r.digits(s[:len(s)-3]))*100 + int64(r.digits(s[len(s)-2:]))
}
