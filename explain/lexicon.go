package explain

import (
	"strings"
	"sync/atomic"
	"unicode"

	"github.com/clausewise/clausewise/dsl/tree"
)

// spelt are words of names that are not written in small letters.
var spelt = map[string]string{
	"german": "German", "swiss": "Swiss", "english": "English", "french": "French", "italian": "Italian", "austrian": "Austrian", "dutch": "Dutch",
	"european": "European", "american": "American", "british": "British", "germany": "Germany", "switzerland": "Switzerland", "europe": "Europe",
	"karlsruhe": "Karlsruhe", "geneva": "Geneva", "zurich": "Zurich", "berlin": "Berlin", "london": "London", "vienna": "Vienna", "paris": "Paris",
	"rma": "RMA", "cpo": "CPO", "vat": "VAT", "eu": "EU", "pdf": "PDF", "sms": "SMS", "iban": "IBAN", "id": "ID", "vin": "VIN", "url": "URL",
	"paypal": "PayPal", "christmas": "Christmas", "monday": "Monday", "tuesday": "Tuesday", "wednesday": "Wednesday", "thursday": "Thursday",
	"friday": "Friday", "saturday": "Saturday", "sunday": "Sunday", "eur": "EUR", "chf": "CHF", "usd": "USD", "gbp": "GBP",
}

// spell writes one word of a name.
func spell(word string) string {
	if s := spelt[word]; s != "" {
		return s
	}
	return word
}

// words turns a name into words: complaint_sent_on into "complaint sent on", german_law into "German law".
func words(name string) string {
	all := strings.Split(name, "_")
	for i, w := range all {
		all[i] = spell(w)
	}
	return strings.Join(strings.Fields(strings.Join(all, " ")), " ")
}

// properNames are the acronyms of a policy's own texts and the words of the seller's name that they never write small.
func properNames(p *tree.Policy) map[string]string {
	capitals, small := map[string]string{}, map[string]bool{}
	const names = 4 // words of a seller's name that are looked at
	text := func(s string, inside bool) {
		for i, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			switch low := strings.ToLower(w); {
			case w == low:
				small[low] = true
			case inside && i < names || len(w) > 1 && w == strings.ToUpper(w):
				capitals[low] = w
			}
		}
	}
	for _, in := range p.Inputs {
		text(in.Question, false)
	}
	for _, a := range p.Ambiguities {
		for _, r := range a.Readings {
			text(r.Text, false)
			text(r.Why, false)
		}
	}
	text(p.Seller, true)
	for w := range small {
		delete(capitals, w)
	}
	for _, w := range []string{"co", "gmbh", "ag", "sa", "ltd", "the", "and", "of"} {
		delete(capitals, w)
	}
	return capitals
}

// words turns a name into words as this policy writes them.
func (s voice) words(name string) string {
	all := strings.Fields(words(name))
	for i, w := range all {
		if proper := s.proper[w]; proper != "" {
			all[i] = proper
		}
	}
	return strings.ReplaceAll(strings.Join(all, " "), "black Friday", "Black Friday")
}

// lastVoice is the voice for the policy that was spoken of last, so that single values need not read the policy's texts again.
var lastVoice atomic.Pointer[policyVoice]

type policyVoice struct {
	policy *tree.Policy
	voice  voice
}

// voiceOf is the voice in which a policy's cases are spoken of.
func voiceOf(p *tree.Policy) voice {
	if last := lastVoice.Load(); last != nil && last.policy == p {
		return last.voice
	}
	v := &policyVoice{p, voice{seller: p.Seller, proper: properNames(p)}}
	lastVoice.Store(v)
	return v.voice
}
