package english

import "testing"

func TestYesNo(t *testing.T) {
	for question, want := range map[string][2]string{
		"Was the purchase concluded on the platform?":              {"the purchase was concluded on the platform", "the purchase was not concluded on the platform"},
		"Was the dealer a Trusted Seller on the day of purchase?":  {"the dealer was a Trusted Seller on the day of purchase", "the dealer was not a Trusted Seller on the day of purchase"},
		"Did the dealer check for repairs?":                        {"the dealer checked for repairs", "the dealer did not check for repairs"},
		"Does the description say custom?":                         {"the description says custom", "the description does not say custom"},
		"Were links taken out?":                                    {"links were taken out", "no links were taken out"},
		"Is there an unboxing video?":                              {"there is an unboxing video", "there is no unboxing video"},
		"Has any Product been dispatched?":                         {"a Product has been dispatched", "no Product has been dispatched"},
		"Has somebody else tested the watch?":                      {"somebody else has tested the watch", "nobody else has tested the watch"},
		"Did the check find something?":                            {"the check found something", "the check did not find anything"},
		"Does the maker's warranty still run?":                     {"the maker's warranty still runs", "the maker's warranty no longer runs"},
		"Has our watch already been sold?":                         {"our watch has already been sold", "our watch has not yet been sold"},
		"Are all seals still in place?":                            {"all seals are still in place", "not all seals are still in place"},
		"Are genuine parts not to be had?":                         {"genuine parts are not to be had", "genuine parts are to be had"},
		"Can the defect be seen clearly?":                          {"the defect can be seen clearly", "the defect cannot be seen clearly"},
		"Is this reason accepted?":                                 {"this reason is accepted", "this reason is not accepted"},
		"Is the order with the exchange cancelled?":                {"the order with the exchange is cancelled", "the order with the exchange is not cancelled"},
		"Could the buyer be contacted?":                            {"the buyer could be contacted", "the buyer could not be contacted"},
		"Would the choice of law take away mandatory protection?":  {"the choice of law would take away mandatory protection", "the choice of law would not take away mandatory protection"},
		"Are straps, boxes and the rest original and complete?":    {"straps, boxes and the rest are original and complete", "straps, boxes and the rest are not original and complete"},
		"Were serial number and history matched with the records?": {"serial number and history were matched with the records", "serial number and history were not matched with the records"},
	} {
		c := YesNo(question)
		if c == nil {
			t.Errorf("%s: no statement", question)
			continue
		}
		if c.Say(true) != want[0] || c.Say(false) != want[1] {
			t.Errorf("%s\n\tyes: %s\n\tno:  %s", question, c.Say(true), c.Say(false))
		}
	}
}

// What cannot be turned with confidence is left alone.
func TestNoStatement(t *testing.T) {
	for _, question := range []string{
		"Same brand?", "An antique or vintage piece?", "Was the customer told, and has he the letter?", "Is what is missing minor?",
		"Was the combination agreed, but not in writing?", "A gift: have we the details?", "Price paid", "", "?", "Is?", "Is it?", "Did they?", "Was the",
	} {
		if c := YesNo(question); c != nil {
			t.Errorf("%q becomes %q", question, c.Say(true))
		}
	}
}

func TestWhenAndWhat(t *testing.T) {
	for question, want := range map[string]string{
		"When did the buyer get the watch?":                         "the buyer got the watch",
		"When had the full price arrived?":                          "the full price had arrived",
		"When was the e-mail about the wrong price sent?":           "the e-mail about the wrong price was sent",
		"When was the watch back with the customer?":                "the watch was back with the customer",
		"When is the item to be brought?":                           "the item is to be brought",
		"When does the running warranty end?":                       "the running warranty ends",
		"When did the company cancel the Order?":                    "the company cancelled the Order",
		"When were the goods handed to the carrier or dropped off?": "the goods were handed to the carrier or dropped off",
	} {
		if c := When(question); c == nil || c.Say(true) != want {
			t.Errorf("%s: %+v", question, c)
		}
	}
	if c := What("What did the examination find?"); c == nil || c.Say(true) != "the examination found" {
		t.Errorf("%+v", c)
	}
	if c := When("When?"); c != nil {
		t.Errorf("%+v", c)
	}
}

func TestNouns(t *testing.T) {
	for phrase, plural := range map[string]bool{"refusal grounds": true, "loss": false, "the date of the documents": false, "return status": false, "boxes and papers": true, "": false} {
		if Plural(phrase) != plural {
			t.Errorf("%q: %v", phrase, !plural)
		}
	}
	for phrase, noun := range map[string]bool{"purchase price": true, "cancel right": true, "buyback available": false, "can order": false, "credit expires": false, "not covered grounds": true, "under warranty of": false} {
		if IsNoun(phrase) != noun {
			t.Errorf("%q: %v", phrase, !noun)
		}
	}
	for many, one := range map[string]string{"available remedies": "available remedy", "refusal grounds": "refusal ground", "boxes": "box", "status": "status", "grounds against cover": "ground against cover"} {
		if got := Singular(many); got != one {
			t.Errorf("%s: %s", many, got)
		}
	}
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 21: "21st", 113: "113th"} {
		if got := Ordinal(n); got != want {
			t.Error(got)
		}
	}
	if Article("opening") != "an opening" || Article("refusal") != "a refusal" || Article("used watch") != "a used watch" {
		t.Error(Article("opening"), Article("refusal"), Article("used watch"))
	}
}

func TestImperative(t *testing.T) {
	for phrase, want := range map[string]string{
		"inspect return":                           "inspect the return",
		"contact vendor and examine":               "contact the vendor and examine",
		"refund to original payment method":        "refund to the original payment method",
		"handle repair and send watch to Ressence": "handle the repair and send the watch to Ressence",
		"return insured and tracked at own cost":   "return insured and tracked at their own cost",
		"pay back":                                 "pay back",
		"contact Ressence directly":                "contact Ressence directly",
		"return watch for health check":            "return the watch for the health check",
		"request RMA":                              "request the RMA",
	} {
		if got := Imperative(phrase); got != want {
			t.Errorf("%s: %s, want %s", phrase, got, want)
		}
	}
}

// Whatever is asked, turning it ends.
func FuzzYesNo(f *testing.F) {
	f.Add("Was the strap cut or adjusted?")
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range []*Clause{YesNo(s), When(s), What(s)} {
			if c != nil && (c.Say(true) == "" || c.Say(false) == "") {
				t.Errorf("%q becomes nothing", s)
			}
		}
		_, _, _ = Imperative(s), Singular(s), IsNoun(s)
		_, _ = Article(s), The(s)
	})
}
