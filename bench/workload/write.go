package workload

import (
	"math/rand/v2"
	"strconv"
)

var (
	customers = []string{"Zoë Müller", "Jean-Luc Ferré", "Ann Archer", "Søren Kjær", "Maria Rossi", "Tom O'Neill"}
	countries = []string{"DE", "FR", "CH", "DK", "IT", "IE"}
	items     = []string{"Seamaster Diver 300M, steel", "Reverso Classic Medium", "Datejust 36, fluted bezel", "Santos de Cartier, large", "Speedmaster Professional"}
	remarks   = []string{"customer called twice about the parcel", "box arrived with a dent on one side", "bracelet sized by two links at delivery", "photos were sent by mail",
		"the customer asks for an answer by Friday", "wartet auf Rückruf", "serial number checked against the card", "crown pulled out on arrival", "l'acheteur préfère un échange",
		"nothing unusual in the history", "collected by courier", "case back opened under the loupe", "hand-over recorded on video"}
)

// AppendLine appends case i as one line of JSON: the facts of all three workloads, and what else such files hold.
func AppendLine(b []byte, seed, i uint64) []byte {
	c, r := New(seed, i), rand.New(rand.NewPCG(^seed, i))
	who := r.IntN(len(customers))
	w := writer{b: append(b, '{'), first: true}
	w.text("case_id", "C-"+strconv.FormatUint(100_000+i, 10))
	w.text("order_number", "2024-"+strconv.Itoa(10_000+r.IntN(90_000)))
	w.text("customer_name", customers[who])
	w.text("customer_country", countries[who])
	w.text("item", items[r.IntN(len(items))])
	w.text("reference_number", strconv.Itoa(100_000+r.IntN(900_000))+"."+strconv.Itoa(r.IntN(90)))
	w.returns(&c.W1)
	w.guarantee(&c.W2)
	w.buyback(&c.W3)
	w.name("notes")
	w.b = append(w.b, '"')
	for start, size := len(w.b), 280+r.IntN(100); len(w.b)-start < size; {
		w.b = append(append(w.b, remarks[r.IntN(len(remarks))]...), "; "...)
	}
	if chance(r, 10) {
		w.b = append(w.b, `see \"file 2\"\n`...)
	}
	return append(w.b, "\"}\n"...)
}

// writer writes the members of an object.
type writer struct {
	b     []byte
	first bool
}

func (w *writer) name(name string) {
	if !w.first {
		w.b = append(w.b, ',')
	}
	w.first = false
	w.b = append(append(append(w.b, '"'), name...), `":`...)
}

func (w *writer) text(name, s string) {
	w.name(name)
	w.b = append(append(append(w.b, '"'), s...), '"')
}

func (w *writer) bool(name string, v bool) {
	w.name(name)
	w.b = strconv.AppendBool(w.b, v)
}

func (w *writer) day(name string, d int32) {
	w.name(name)
	w.b = appendDay(w.b, d)
}

func (w *writer) money(name string, cents int64) {
	w.name(name)
	w.b = append(appendCents(append(w.b, `{"amount":"`...), cents), `","currency":"EUR"}`...)
}

// list writes the entries of a list.
func list[T any](w *writer, name string, entries []T, entry func(*writer, *T)) {
	w.name(name)
	w.b = append(w.b, '[')
	for i := range entries {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		entry(w, &entries[i])
	}
	w.b = append(w.b, ']')
}

// object writes an entry that is an object.
func (w *writer) object(members func()) {
	w.b, w.first = append(w.b, '{'), true
	members()
	w.b, w.first = append(w.b, '}'), false
}

func (w *writer) word(s *string) { w.b = append(append(append(w.b, '"'), *s...), '"') }

func (w *writer) returns(c *Returns) {
	w.day("delivered_on", c.DeliveredOn)
	w.day("return_requested_on", c.RequestedOn)
	w.text("condition", c.Condition)
	list(w, "seals", c.Seals, func(w *writer, s *Seal) {
		w.object(func() { w.text("id", s.ID); w.text("state", s.State) })
	})
	list(w, "accessories", c.Accessories, (*writer).word)
	list(w, "accessories_returned", c.AccessoriesReturned, (*writer).word)
	w.text("reason", c.Reason)
	w.bool("video", c.Video)
	w.bool("photos", c.Photos)
	w.bool("engraved", c.Engraved)
	w.bool("sized", c.Sized)
	w.bool("vintage_as_is", c.VintageAsIs)
	w.bool("reauth_needed", c.ReauthNeeded)
	w.money("price", c.Price)
}

func (w *writer) guarantee(c *Guarantee) {
	w.bool("professional", c.Professional)
	w.bool("trusted", c.Trusted)
	w.day("received_on", c.ReceivedOn)
	w.day("complained_on", c.ComplainedOn)
	w.bool("opened_without_consent", c.Opened)
	w.money("covered_price", c.Price)
	list(w, "claims", c.Claims, func(w *writer, k *Claim) {
		w.object(func() { w.day("made_on", k.MadeOn); w.bool("trusted", k.Trusted); w.money("amount", k.Amount) })
	})
}

func (w *writer) buyback(c *Buyback) {
	w.day("purchased_on", c.PurchasedOn)
	w.day("buyback_requested_on", c.RequestedOn)
	w.bool("third_party_work", c.ThirdPartyWork)
	if c.ThirdPartyWork {
		w.bool("consent", c.Consent)
	}
	w.bool("aftermarket_parts", c.Aftermarket)
	list(w, "checks", c.Checks, func(w *writer, d *int32) { w.b = appendDay(w.b, *d) })
	w.money("offered_price", c.OfferedPrice)
	list(w, "deductions", c.Deductions, func(w *writer, d *Deduction) {
		w.object(func() { w.text("head", d.Head); w.money("amount", d.Amount) })
	})
}

func appendDay(b []byte, d int32) []byte {
	y, m, day := civil(d)
	return append(b, '"', byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-', byte('0'+m/10), byte('0'+m%10), '-', byte('0'+day/10), byte('0'+day%10), '"')
}

func appendCents(b []byte, cents int64) []byte {
	if cents < 0 {
		b, cents = append(b, '-'), -cents
	}
	b = strconv.AppendInt(b, cents/100, 10)
	return append(b, '.', byte('0'+cents/10%10), byte('0'+cents%10))
}

// AppendAnswers appends the answers to a line as one line of JSON.
func AppendAnswers(b []byte, row int64, answers *[3]Answer) []byte {
	b = strconv.AppendInt(append(b, `{"row":`...), row, 10)
	for i, name := range [...]string{"return", "guarantee", "buyback"} {
		a := &answers[i]
		b = append(append(append(b, `,"`...), name...), `":{"decision":"`...)
		b = append(append(b, a.Decision...), `","amount":"`...)
		b = append(appendCents(b, a.Amount), `","second":"`...)
		b = append(appendCents(b, a.Second), `","clauses":[`...)
		comma := false
		for bit, id := range ClauseIDs {
			if a.Clauses>>bit&1 == 1 {
				if comma {
					b = append(b, ',')
				}
				comma = true
				b = append(append(append(b, '"'), id...), '"')
			}
		}
		b = append(b, "]}"...)
	}
	return append(b, "}\n"...)
}
