package english

import "strings"

// bareAfter are words that take no article before them.
var bareAfter = set(`and or own it them him her this that writing work access advance cash money person place store stock proof time full nobody everybody
 claims goods interest insured tracked`)

// Imperative adds the articles that a name leaves out: "inspect return" gives "inspect the return".
func Imperative(phrase string) string {
	words := strings.Fields(phrase)
	var out []string
	object := false // a noun phrase may begin here
	for i, w := range words {
		low := strings.ToLower(w)
		if object && (low == w || w == strings.ToUpper(w)) && nounLike(low) && !(i+1 == len(words) && ends(low, "ly")) {
			out = append(out, "the")
		}
		out = append(out, w)
		first := i == 0 || words[i-1] == "and" || words[i-1] == "or"
		object = first && low == w && (isVerb(low) || i == 0) || prepositions.has(low) || low == "of"
		if low == "at" && i+1 < len(words) && words[i+1] == "own" {
			out = append(out, "their")
		}
		if low == "back" && i == 1 {
			object = true
		}
	}
	return strings.Join(out, " ")
}

func nounLike(w string) bool {
	return !bareAfter.has(w) && !prepositions.has(w) && !adverbs.has(w) && !determiner.has(w) && !IsParticiple(w) && !pronouns.has(w) && w != "back" && w != "not" && w != "of" && !ends(w, "ly")
}
