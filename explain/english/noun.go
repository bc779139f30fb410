package english

import (
	"strconv"
	"strings"
)

// singulars end in s and are none the less one.
var singulars = set("status address process basis loss business access goods' us is his this canvas analysis progress breach series")

// Plural tells whether a noun phrase is plural, by its last word before "of" and the like.
func Plural(phrase string) bool {
	words := strings.Fields(phrase)
	head := ""
	for i, w := range words {
		if i > 0 && (prepositions.has(w) || w == "of" || w == "that" || w == "who") {
			break
		}
		if w == "and" {
			return true
		}
		head = w
	}
	head = strings.ToLower(strings.Trim(head, "“”,."))
	return strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") && !singulars.has(head) || head == "people" || head == "they"
}

// Be is "is" or "are", "was" or "were", as the noun phrase needs it.
func Be(phrase string, past bool) string {
	switch plural := Plural(phrase); {
	case plural && past:
		return "were"
	case plural:
		return "are"
	case past:
		return "was"
	}
	return "is"
}

// Article puts "a" or "an" before a noun.
func Article(noun string) string {
	if noun != "" && strings.ContainsRune("aeiouAEIO", rune(noun[0])) && !strings.HasPrefix(noun, "one") && !strings.HasPrefix(noun, "use") {
		return "an " + noun
	}
	return "a " + noun
}

// The puts "the" before a noun phrase that has no determiner.
func The(noun string) string {
	first, _, _ := strings.Cut(noun, " ")
	switch first {
	case "the", "a", "an", "this", "that", "every", "each", "no", "any", "all", "his", "her", "its", "their", "our", "what", "which", "who", "how":
		return noun
	}
	return "the " + noun
}

// Ordinal writes 1st, 2nd, 3rd, 15th.
func Ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}

// List joins phrases: "a", "a and b", "a, b and c".
func List(all []string, conjunction string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	last := len(all) - 1
	return strings.Join(all[:last], ", ") + " " + conjunction + " " + all[last]
}

// nominal turns the participle at the head of a name into the noun for what happened.
var nominal = table(`received receipt, delivered delivery, purchased purchase, bought purchase, sent dispatch, dispatched dispatch, approved approval,
 notified notice, noticed discovery, reimbursed reimbursement, cancelled cancellation, collected collection, completed completion, paid payment,
 returned return, revoked revocation, submitted submission, presented presentation, fitted fitting, done work, performed performance, accepted
 acceptance, opened opening, signed signature, requested request, reported report, contacted contact, ordered order`)

// Nominal is the noun for what a participle says happened: "received" gives "receipt". It is empty where none is known.
func Nominal(participle string) string { return nominal.of(participle) }

// Have is "has" or "have", as the noun phrase needs it.
func Have(phrase string) string {
	if Plural(phrase) {
		return "have"
	}
	return "has"
}

// IsNoun tells whether the words of a name can stand behind "the": the purchase price, but not buyback available, can order, credit expires.
func IsNoun(phrase string) bool {
	words := strings.Fields(strings.ToLower(phrase))
	if len(words) == 0 || auxiliary.has(words[0]) || determiner.has(words[0]) {
		return false
	}
	if adverbs.has(words[0]) && words[0] != "not" || prepositions.has(words[0]) || words[len(words)-1] == "of" {
		return false
	}
	for _, w := range words[1:] {
		if auxiliary.has(w) {
			return false
		}
	}
	last := words[len(words)-1]
	if len(words) == 1 {
		return !prepositions.has(last) && !isAdjective(last)
	}
	switch last {
	case "due", "left", "expires", "opens", "reveals", "effective", "comparable", "earliest", "usable", "payable", "available", "by", "allowed", "required", "accepted",
		"terminate", "release", "expected", "first", "equivalent":
		return last == "left" || last == "due" || last == "earliest"
	case "right":
		return true
	}
	return !prepositions.has(last) && !isAdjective(last)
}

// Count is "1 fact", "2 facts".
func Count(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return strconv.Itoa(n) + " " + plural
}

// Singular is the noun phrase for one of what a plural names: a ground against cover. It is the phrase itself if that is no plural.
func Singular(phrase string) string {
	words := strings.Fields(phrase)
	head := len(words) - 1
	for i, w := range words {
		if i > 0 && (prepositions.has(w) || w == "of" || w == "that" || w == "who") {
			head = i - 1
			break
		}
	}
	if head < 0 || !Plural(phrase) {
		return phrase
	}
	words[head] = one(words[head])
	return strings.Join(words, " ")
}

func one(noun string) string {
	switch {
	case ends(noun, "ies"):
		return noun[:len(noun)-len("ies")] + "y"
	case ends(noun, "ches", "shes", "xes", "sses"):
		return noun[:len(noun)-len("es")]
	}
	return strings.TrimSuffix(noun, "s")
}
