package english

import "strings"

// Clause is a question turned into a statement that can be affirmed and denied.
type Clause struct {
	Subject string
	Pronoun bool // the subject is "it" or "they": what it stands for is not said
	yes, no string
	rest    string
}

// Say is the statement, or its denial.
func (c *Clause) Say(yes bool) string {
	if yes {
		return tidy(definite(c.Subject) + " " + c.yes + " " + c.rest)
	}
	return c.deny()
}

// definite is the subject of a statement that was that of a question: "any Product" becomes "a Product".
func definite(subject string) string {
	first, rest, more := strings.Cut(subject, " ")
	switch {
	case first == "any" && more:
		return Article(rest)
	case first == "anything" || first == "anybody":
		return tidy("some" + first[len("any"):] + " " + rest)
	}
	return subject
}

// deny denies: a subject that is not definite is denied by "no".
func (c *Clause) deny() string {
	first, rest, _ := strings.Cut(c.Subject, " ")
	switch {
	case first == "there":
		return tidy("there " + c.yes + " no " + without(c.rest))
	case first == "a" || first == "an" || first == "any":
		return tidy("no " + rest + " " + c.yes + " " + c.rest)
	case first == "anything" || first == "something":
		return tidy("nothing " + rest + " " + c.yes + " " + c.rest)
	case first == "anybody" || first == "somebody":
		return tidy("nobody " + rest + " " + c.yes + " " + c.rest)
	case first == "all":
		return tidy("not " + c.Subject + " " + c.yes + " " + c.rest)
	case bare(c.Subject):
		return tidy("no " + c.Subject + " " + c.yes + " " + c.rest)
	}
	adverb, after, _ := strings.Cut(c.rest, " ")
	switch {
	case adverb == "still" && strings.HasSuffix(c.no, " not"):
		return tidy(c.Subject + " " + c.yes + " no longer " + after)
	case adverb == "already" && strings.HasSuffix(c.no, " not"):
		return tidy(c.Subject + " " + c.no + " yet " + after)
	case adverb == "not" && strings.HasSuffix(c.no, " not"):
		return tidy(c.Subject + " " + c.yes + " " + after)
	}
	rest = c.rest
	if rest == "something" || strings.HasPrefix(rest, "something ") {
		rest = "anything" + rest[len("something"):]
	}
	return tidy(c.Subject + " " + c.no + " " + rest)
}

// bare tells whether a subject is a plural without article: links.
func bare(subject string) bool {
	return !strings.Contains(subject, " ") && Plural(subject) && subject == strings.ToLower(subject) && !pronouns.has(subject)
}

func without(rest string) string {
	for _, a := range []string{"a ", "an ", "any "} {
		rest = strings.TrimPrefix(rest, a)
	}
	return rest
}

func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

var (
	pronouns   = set("it they he she we you there this that somebody anybody nobody something anything")
	auxiliary  = set("is are was were has have had did does do can could may must will would should")
	determiner = set("a an the")
)

// YesNo turns a question that is answered with yes or no into a statement; nil where that cannot be done with confidence.
func YesNo(question string) *Clause {
	q, ok := strings.CutSuffix(strings.TrimSpace(question), "?")
	if !ok || strings.ContainsAny(q, ":?") || strings.Contains(q, "but not") {
		return nil
	}
	return invert(strings.Fields(q))
}

// When turns "When did the buyer get the watch?" into "the buyer got the watch".
func When(question string) *Clause {
	q, ok := strings.CutSuffix(strings.TrimSpace(question), "?")
	if rest, found := strings.CutPrefix(q, "When "); ok && found && !strings.ContainsAny(q, ":?") {
		return invert(strings.Fields(rest))
	}
	return nil
}

// What turns "What did the examination find?" into "the examination found".
func What(question string) *Clause {
	q, ok := strings.CutSuffix(strings.TrimSpace(question), "?")
	if rest, found := strings.CutPrefix(q, "What "); ok && found {
		if f := strings.Fields(rest); len(f) > 2 && (f[0] == "did" || f[0] == "do" || f[0] == "does") && isVerb(f[len(f)-1]) {
			return invert(f)
		}
	}
	return nil
}

// invert makes "subject auxiliary rest" of "auxiliary subject rest".
func invert(words []string) *Clause {
	if len(words) < 2 {
		return nil
	}
	aux := strings.ToLower(words[0])
	if !auxiliary.has(aux) || coordinated(words) {
		return nil
	}
	n := split(aux, words[1:])
	if n <= 0 || n >= len(words)-1 {
		return nil
	}
	c := &Clause{Subject: strings.Join(words[1:1+n], " "), rest: strings.Join(words[1+n:], " ")}
	if w := strings.ToLower(words[1]); pronouns.has(w) && (n == 1 || words[2] == "else") {
		c.Pronoun = w == "it" || w == "they" || w == "he" || w == "she" || w == "that"
		c.Subject = w + strings.TrimPrefix(c.Subject, words[1])
	}
	c.yes, c.no = aux, aux+" not"
	if aux == "can" {
		c.no = "cannot"
	}
	verb, rest, _ := strings.Cut(c.rest, " ")
	adverb := ""
	if adverbs.has(verb) {
		adverb = verb + " "
		verb, rest, _ = strings.Cut(rest, " ")
	}
	switch aux {
	case "did":
		c.yes, c.no = adverb+pastOf(verb), "did not "+adverb+verb
	case "does":
		c.yes, c.no = adverb+third(verb), "does not "+adverb+verb
		if adverb == "still " {
			c.no = "no longer " + third(verb)
		}
	case "do":
		c.yes, c.no = adverb+verb, "do not "+adverb+verb
	case "has", "have", "had":
		if !participlePart(c.rest) {
			if adverb+verb != "" && determiner.has(verb) {
				c.no = aux + " no"
				c.rest = rest
				c.yes = aux + " " + verb
				return c
			}
			return nil
		}
		return c
	default:
		return c
	}
	c.rest = rest
	return c
}

func participlePart(rest string) bool {
	for i, w := range strings.Fields(rest) {
		if w == "been" || IsParticiple(strings.Trim(w, ",")) {
			return true
		}
		if !adverbs.has(w) || i > 1 {
			return false
		}
	}
	return false
}

// coordinated tells whether a second question follows after "and" or "or".
func coordinated(words []string) bool {
	for i, w := range words[:len(words)-1] {
		if (w == "and" || w == "or") && i > 1 && auxiliary.has(words[i+1]) {
			return true
		}
	}
	return false
}

// split is the number of words of the subject.
func split(aux string, words []string) int {
	if low := strings.ToLower(words[0]); pronouns.has(low) && (low != "this" && low != "that" || starts(words, 1, false)) {
		if len(words) > 1 && words[1] == "else" {
			return 2
		}
		return 1
	}
	if w := strings.ToLower(words[0]); w == "what" || w == "who" || w == "which" {
		return 0
	}
	do := aux == "did" || aux == "does" || aux == "do"
	modal := !do && aux != "is" && aux != "are" && aux != "was" && aux != "were" && aux != "has" && aux != "have" && aux != "had"
	if aux == "has" || aux == "have" || aux == "had" {
		for i, w := range words {
			if w == "been" && i > 0 {
				if adverbs.has(words[i-1]) && i > 1 {
					return i - 1
				}
				return i
			}
		}
	}
	last := len(words) - 1
	for i := 1; i < len(words); i++ {
		if starts(words, i, do || modal) {
			if prepositions.has(words[i]) && i < last && IsParticiple(words[last]) && !do && !modal && words[i+1] != "be" {
				return last // what follows the preposition belongs to the subject
			}
			return i
		}
	}
	return 0
}

// starts tells whether the predicate begins at word i.
func starts(words []string, i int, base bool) bool {
	w, before := strings.Trim(words[i], ","), strings.Trim(strings.ToLower(words[i-1]), ",")
	if before == "of" || before == "and" || before == "or" || determiner.has(before) || before == "no" || before == "all" {
		return false
	}
	next := ""
	if i+1 < len(words) {
		next = strings.Trim(words[i+1], ",")
	}
	if base {
		return isVerb(w) || adverbs.has(w) && isVerb(next)
	}
	if strings.HasSuffix(words[i-1], ",") {
		return false // a list of subjects
	}
	switch {
	case w == "back" && prepositions.has(next):
		return true
	case adverbs.has(w), IsParticiple(w), prepositions.has(w) && w != "for":
		return true
	case isAdjective(w):
		return next == "" || next == "and" || next == "or" || prepositions.has(next) || next == "enough" || strings.HasSuffix(words[i], ",") || next == "that"
	case determiner.has(w):
		return true
	}
	return false
}
