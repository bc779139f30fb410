package explain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/explain/english"
)

// quoted sets a word of the policy apart from the sentence around it.
func quoted(s string) string { return "“" + s + "”" }

// small begins a phrase with a small letter, unless it begins with a name.
func (s voice) small(text string) string {
	first, _, _ := strings.Cut(text, " ")
	if strings.HasPrefix(text, "Black Friday") {
		return text
	}
	r, n := utf8.DecodeRuneInString(text)
	if n == 0 || !unicode.IsUpper(r) || len(first) > 1 && first != capital(strings.ToLower(first)) {
		return text // an acronym
	}
	low := strings.ToLower(strings.Trim(first, ",.'’s"))
	if s.proper[low] != "" || spelt[low] != "" {
		return text
	}
	return string(unicode.ToLower(r)) + text[n:]
}

// thing is a noun phrase for an input: the purchase price.
func (s voice) thing(in *tree.Input) string {
	if in.Name == asOf {
		return "the day for which the question is asked"
	}
	if in.Type.Kind == types.Money || in.Type.Kind == types.List || in.Kind == tree.Event {
		if p := s.fragment(in.Question); p != "" {
			return english.The(p)
		}
	}
	name := s.words(in.Name)
	if of, ok := strings.CutPrefix(name, "deduction "); ok {
		name = "deduction for " + of
	}
	if english.IsNoun(name) || in.Question == "" {
		return english.The(name)
	}
	return "the answer to " + quoted(in.Question)
}

// fragment is a question that is a noun phrase: "Price paid for the watch".
func (s voice) fragment(question string) string {
	const longest = 45
	first, _, _ := strings.Cut(question, " ")
	if question == "" || len(question) > longest || strings.ContainsAny(question, "?:") || english.IsParticiple(strings.ToLower(first)) {
		return ""
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(question), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "it", "them", "they", "he", "his", "everything", "every", "earlier", "visits":
			return ""
		}
	}
	return s.small(question)
}

// asked is a noun phrase for a decision: the last day for sending the complaint.
func (s voice) asked(d *tree.Decision) string {
	label := s.label(d)
	if strings.HasSuffix(label, "?") || d.Label == "" && !english.IsNoun(label) {
		return "the answer to " + quoted(label)
	}
	return english.The(s.small(label))
}

// fact says that a yes-or-no input was given as yes, or as no.
func (s voice) fact(in *tree.Input, yes bool) string {
	c := english.YesNo(in.Question)
	if c != nil && !c.Pronoun {
		return s.small(c.Say(yes))
	}
	if t := s.named(in.Name, yes); t != "" {
		return t
	}
	switch {
	case c != nil:
		return c.Say(yes)
	case in.Question != "":
		return "the answer to " + quoted(in.Question) + " is " + yesNo(yes)
	}
	return s.there(in.Name, yes)
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// there says that something named by a noun is there: there was prior knowledge.
func (s voice) there(name string, yes bool) string {
	if yes {
		return "there was " + s.words(name)
	}
	return "there was no " + s.words(name)
}

// named makes a sentence of a name whose last part says what happened: the links were removed. It is empty for other names.
func (s voice) named(name string, yes bool) string {
	all := strings.Split(name, "_")
	for _, w := range all[:len(all)-1] {
		if w == "and" || w == "or" || english.IsPreposition(w) {
			return ""
		}
	}
	for i := len(all) - 1; i > 0; i-- {
		subject := english.The(s.words(strings.Join(all[:i], "_")))
		rest := s.words(strings.Join(all[i:], "_"))
		if english.IsAdjective(all[i-1]) && !english.IsParticiple(all[i-1]) {
			continue
		}
		if i+1 < len(all) && !english.IsPreposition(all[i+1]) && !english.IsAdverb(all[i+1]) {
			continue
		}
		switch happened := english.Happened(all[i]); {
		case happened && yes:
			return subject + " " + rest
		case happened:
			return subject + " " + english.Have(subject) + " not " + rest
		case english.IsParticiple(all[i]):
			return subject + " " + english.Be(subject, true) + not(yes) + rest
		case i == len(all)-1 && english.IsAdjective(all[i]):
			return subject + " " + english.Be(subject, false) + not(yes) + rest
		}
	}
	return ""
}

func not(yes bool) string {
	if yes {
		return " "
	}
	return " not "
}

// happening is how an input that is a day or a moment is spoken of: by a clause, the buyer got the watch, or else by a noun, the purchase date.
type happening struct{ clause, noun string }

func (s voice) happening(in *tree.Input) happening {
	if in.Name == asOf {
		return happening{noun: s.thing(in)}
	}
	when := english.When(in.Question)
	if when != nil && !when.Pronoun {
		return happening{clause: s.small(when.Say(true))}
	}
	if noun := s.fragment(in.Question); noun != "" {
		return happening{noun: english.The(noun)}
	}
	stem := strings.TrimSuffix(strings.TrimSuffix(in.Name, "_on"), "_at")
	if c := s.named(stem, true); c != "" && stem != in.Name {
		return happening{clause: c}
	}
	if noun := english.Nominal(stem); noun != "" && stem != in.Name {
		return happening{noun: "the day of " + noun}
	}
	if first, _, more := strings.Cut(stem, "_"); more && stem != in.Name && english.IsParticiple(first) {
		return happening{clause: "it was " + s.words(stem)}
	}
	return happening{noun: english.The(s.words(stem))}
}

// sentence says when it was: the buyer got the watch on 4 June 2024.
func (h happening) sentence(day string) string {
	switch {
	case h.clause != "":
		return h.clause + " on " + day
	case dayNoun(h.noun):
		return h.noun + " is " + day
	}
	return h.noun + " was on " + day
}

// origin adds to a day what happened on it: 4 June 2024, when the buyer got the watch.
func (h happening) origin(day string) string {
	if h.clause != "" {
		return day + " (when " + h.clause + ")"
	}
	return day + " (" + h.noun + ")"
}

// dayNoun tells whether a noun phrase names a day itself: the purchase date, not the claim.
func dayNoun(noun string) bool {
	for _, w := range strings.Fields(noun) {
		switch w {
		case "day", "date", "deadline", "instant", "time":
			return true
		case "of", "for", "on":
			return false
		}
	}
	return false
}

// label is what a decision is called in an explanation.
func (s voice) label(d *tree.Decision) string {
	if d.Label != "" {
		return d.Label
	}
	return capital(s.words(d.Name))
}
