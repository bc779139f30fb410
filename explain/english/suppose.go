package english

import "strings"

// participleOf are the verbs whose participle is not their past; of the others it is.
var participleOf = table(`be been, become become, begin begun, break broken, choose chosen, come come, do done, forget forgotten, give given, go gone,
 know known, lie lain, rise risen, run run, see seen, show shown, speak spoken, take taken, wear worn, withdraw withdrawn, write written`)

func participle(verb string) string {
	if p := participleOf.of(verb); p != "" {
		return p
	}
	return pastOf(verb)
}

// supposed are the forms of an auxiliary in a condition that is contrary to fact.
var supposed = map[string]string{
	"is": "were", "are": "were", "was": "had been", "were": "had been", "has": "had", "have": "had", "had": "had", "can": "could", "may": "might",
	"will": "would", "could": "could", "would": "would", "should": "should", "might": "might",
}

// Suppose is the statement, or its denial, as a condition that is contrary to what is: the client had not provided a video, it were late. It is
// empty where the form is not known.
func (c *Clause) Suppose(yes bool) string {
	aux, rest, _ := strings.Cut(c.no, " ")
	d := *c
	switch aux {
	case "did", "does", "do":
		verb := strings.TrimPrefix(rest, "not ")
		adverb := ""
		if a, v, two := strings.Cut(verb, " "); two {
			adverb, verb = a+" ", v
		}
		if aux == "did" {
			d.yes, d.no = "had "+adverb+participle(verb), "had not "+adverb+participle(verb)
		} else {
			d.yes, d.no = adverb+pastOf(verb), "did not "+adverb+verb
		}
	case "cannot":
		d.yes, d.no = "could", "could not"
	default:
		form := supposed[aux]
		if form == "" {
			return ""
		}
		first, second, _ := strings.Cut(form, " ")
		d.no = tidy(first + " " + rest + " " + second) // had not been, had no
		_, article, _ := strings.Cut(c.yes, " ")
		d.yes = tidy(form + " " + article)
	}
	return d.Say(yes)
}

// Supposed turns a statement whose verb stands behind its subject, the links were removed, into a condition that is contrary to fact: the links
// had been removed. It is empty for other statements.
func Supposed(statement string) string {
	words := strings.Fields(statement)
	for i, w := range words {
		form := supposed[w]
		if i == 0 || form == "" {
			continue
		}
		first, second, _ := strings.Cut(form, " ")
		negated := ""
		after := words[i+1:]
		if len(after) > 0 && after[0] == "not" {
			negated, after = " not", after[1:]
		}
		return tidy(strings.Join(words[:i], " ") + " " + first + negated + " " + second + " " + strings.Join(after, " "))
	}
	return ""
}
