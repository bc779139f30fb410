package english

import "testing"

func TestSuppose(t *testing.T) {
	for question, want := range map[string][2]string{
		"Did the client provide an unboxing video?":         {"the client had provided an unboxing video", "the client had not provided an unboxing video"},
		"Is there an unboxing video?":                       {"there were an unboxing video", "there were no unboxing video"},
		"Was the watch personalised?":                       {"the watch had been personalised", "the watch had not been personalised"},
		"Were links taken out of the bracelet?":             {"links had been taken out of the bracelet", "no links had been taken out of the bracelet"},
		"Has the return arrived?":                           {"the return had arrived", "the return had not arrived"},
		"Are all factory plastics still in place?":          {"all factory plastics were still in place", "not all factory plastics were still in place"},
		"Does the description say it?":                      {"the description said it", "the description did not say it"},
		"Can the defect be seen clearly?":                   {"the defect could be seen clearly", "the defect could not be seen clearly"},
		"Did the buyer withdraw from the sale?":             {"the buyer had withdrawn from the sale", "the buyer had not withdrawn from the sale"},
		"Did the dealer already take the watch back?":       {"the dealer had already taken the watch back", "the dealer had not already taken the watch back"},
		"Is the watch still under the producer's warranty?": {"the watch were still under the producer's warranty", "the watch were no longer under the producer's warranty"},
	} {
		c := YesNo(question)
		if c == nil {
			t.Errorf("%s cannot be turned", question)
			continue
		}
		if yes, no := c.Suppose(true), c.Suppose(false); yes != want[0] || no != want[1] {
			t.Errorf("%s: if %s; if %s", question, yes, no)
		}
	}
	for statement, want := range map[string]string{
		"the links were removed":           "the links had been removed",
		"the links were not removed":       "the links had not been removed",
		"the security seals are intact":    "the security seals were intact",
		"the request has not arrived":      "the request had not arrived",
		"buying back was asked for":        "buying back had been asked for",
		"the defect occurred on the wrist": "",
	} {
		if got := Supposed(statement); got != want {
			t.Errorf("%s: %q", statement, got)
		}
	}
}
