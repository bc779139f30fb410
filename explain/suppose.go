package explain

import (
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/explain/english"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Supposition is a fact supposed to be otherwise.
type Supposition struct {
	Input *tree.Input
	Steps []int       // into the value: the entry of a list, from 0, or the field of a record
	Whole value.Value // the value of the input as it is
	Was   value.Value // what stands at the place; Invalid: it is not known, or has not happened
	To    value.Value
}

// Suppose is a condition that begins with "if": if the request had arrived on 10 June 2024 instead of 12 June 2024.
func Suppose(p *tree.Policy, x Supposition) string {
	s := voiceOf(p)
	switch {
	case x.Input.Kind == tree.Determination:
		return "if " + s.party(x.Input.Party) + " " + s.judging(x)
	case len(x.Steps) > 0:
		return "if " + s.supposedPart(x)
	case x.Was.Kind == value.Invalid:
		return "if " + s.supposedOpen(x)
	}
	return "if " + s.supposedFact(x)
}

// Matter is what a fact is about, as a noun phrase: whether the missing items are minor, when the request arrived, the price paid.
func Matter(p *tree.Policy, in *tree.Input) string {
	s := voiceOf(p)
	switch in.Type.Kind {
	case types.Bool:
		return "whether " + s.fact(in, true)
	case types.Date, types.Instant:
		h := s.happening(in)
		if h.clause != "" {
			return "when " + h.clause
		}
		return h.noun
	}
	return s.thing(in)
}

// Asked is a noun phrase for a decision: the last day for sending the complaint.
func Asked(p *tree.Policy, d *tree.Decision) string { return voiceOf(p).asked(d) }

// judging says of a judgment what it would be.
func (s voice) judging(x Supposition) string {
	in := x.Input
	if in.Type.Kind == types.Bool {
		return "judges that " + s.fact(in, x.To.IsTrue())
	}
	to := s.say(in.Type, x.To)
	switch in.Type.Kind {
	case types.Enum:
		to = quoted(to)
	case types.Money, types.Percent, types.Number, types.Date, types.Instant:
		return "sets " + s.thing(in) + " at " + to
	}
	if thing := s.thing(in); !strings.HasPrefix(thing, "the answer to") {
		return "judges " + thing + " to be " + to
	}
	return "answers " + quoted(in.Question) + " with " + to
}

// supposedOpen is a condition on what is not known, or has not happened: there is nothing that it would be contrary to.
func (s voice) supposedOpen(x Supposition) string {
	in, end := x.Input, " (which is not known)"
	if in.Kind == tree.Event {
		end = " (which has not happened so far)"
	}
	switch in.Type.Kind {
	case types.Bool:
		return s.fact(in, x.To.IsTrue()) + end
	case types.Date, types.Instant:
		if !x.To.Special {
			return s.happening(in).sentence(s.say(in.Type, x.To)) + end
		}
	}
	thing := s.thing(in)
	return thing + " " + english.Be(thing, false) + " " + s.worth(in.Type, x.To) + end
}

// worth is a value, set apart where it is a name of the policy.
func (s voice) worth(t *types.Type, v value.Value) string {
	switch v.Kind {
	case value.Enum:
		return quoted(s.say(t, v))
	case value.Set:
		if v.N == 0 {
			return "none"
		}
		all := s.allWords(maskNames(t.Members, uint64(v.N)))
		for i := range all {
			all[i] = quoted(all[i])
		}
		return list(all, "and")
	}
	return s.say(t, v)
}

// supposedFact is a condition contrary to a fact that is known.
func (s voice) supposedFact(x Supposition) string {
	in := x.Input
	instead := " instead of " + s.worth(in.Type, x.Was)
	switch in.Type.Kind {
	case types.Bool:
		return s.supposedYes(in, x.To.IsTrue())
	case types.Date, types.Instant:
		if !x.To.Special && !x.Was.Special {
			return s.supposedDay(in, s.say(in.Type, x.To)) + instead
		}
	case types.Set:
		if t := s.supposedMember(in, uint64(x.Was.N), uint64(x.To.N)); t != "" {
			return t
		}
	case types.List:
		if t := s.supposedEntries(in, x.Was, x.To); t != "" {
			return t
		}
	case types.Enum:
		if c := english.What(in.Question); c != nil && !c.Pronoun {
			if t := c.Suppose(true); t != "" {
				return s.small(t) + " " + s.worth(in.Type, x.To) + instead
			}
		}
	}
	return s.thing(in) + " were " + s.worth(in.Type, x.To) + instead
}

// supposedYes is a condition on a fact that is yes or no.
func (s voice) supposedYes(in *tree.Input, yes bool) string {
	c := english.YesNo(in.Question)
	if c != nil && !c.Pronoun {
		if t := c.Suppose(yes); t != "" {
			return s.small(t)
		}
	}
	if t := english.Supposed(s.named(in.Name, yes)); t != "" {
		return t
	}
	if in.Question != "" {
		return "the answer to " + quoted(in.Question) + " were " + yesNo(yes)
	}
	return s.supposedThere(in.Name, yes)
}

func (s voice) supposedThere(name string, yes bool) string {
	if yes {
		return "there had been " + s.words(name)
	}
	return "there had been no " + s.words(name)
}

// supposedDay is a condition that something had been on another day.
func (s voice) supposedDay(in *tree.Input, day string) string {
	if c := english.When(in.Question); c != nil && !c.Pronoun {
		if t := c.Suppose(true); t != "" {
			return s.small(t) + " on " + day
		}
	}
	h := s.happening(in)
	switch {
	case h.clause != "":
		if t := english.Supposed(h.clause); t != "" {
			return t + " on " + day
		}
		return "it were so that " + h.clause + " on " + day
	case dayNoun(h.noun):
		return h.noun + " were " + day
	}
	return h.noun + " had been on " + day
}

// supposedMember is a condition that a set had one member more or less; empty for other changes.
func (s voice) supposedMember(in *tree.Input, was, to uint64) string {
	names := maskNames(in.Type.Members, was^to)
	if len(names) != 1 {
		return ""
	}
	name := quoted(s.words(names[0]))
	more := to&^was != 0
	if c := english.What(in.Question); c != nil && !c.Pronoun {
		if t := c.Suppose(true); t != "" && more {
			return s.small(t) + " " + name + " too"
		} else if t != "" {
			return s.small(t) + " no " + name
		}
	}
	thing := s.thing(in)
	if more {
		return thing + " included " + name + " too"
	}
	return thing + " did not include " + name
}

// supposedEntries is a condition that a list had one entry more or less; empty for other changes.
func (s voice) supposedEntries(in *tree.Input, was, to value.Value) string {
	a, b := was.Members(), to.Members()
	thing := s.thing(in)
	switch {
	case len(b) == len(a)+1:
		return thing + " included " + s.worth(in.Type.Elem, b[len(a)]) + " too"
	case len(b) != len(a)-1:
		return ""
	}
	at := 0
	for at < len(b) && value.Equal(a[at], b[at]) {
		at++
	}
	if in.Type.Elem.Kind == types.Record {
		return "there were no " + s.entry(in, a, at)
	}
	return thing + " did not include " + s.worth(in.Type.Elem, a[at])
}

// entry names the entry of a list: check 2 (presented on 1 March 2023).
func (s voice) entry(in *tree.Input, all []value.Value, at int) string {
	name := s.words(in.Type.Elem.Rec.Name) + " " + strconv.Itoa(at+1)
	told := strings.TrimPrefix((&Teller{voice: s}).told(in.Type.Elem.Rec, all[at]), ",")
	if told = strings.TrimSpace(told); told != "" {
		name += " (" + told + ")"
	}
	return name
}

// supposedPart is a condition on the field of a record, or of an entry of a list.
func (s voice) supposedPart(x Supposition) string {
	t, at, owner := x.Input.Type, x.Whole, s.thing(x.Input)
	field := ""
	for _, step := range x.Steps {
		if t.Kind == types.List {
			owner = s.entry(&tree.Input{Type: t}, at.Members(), step)
			t, at = t.Elem, at.Members()[step]
			continue
		}
		if field != "" {
			owner = "the " + s.words(field) + " of " + owner
		}
		field, t = t.Rec.Fields[step].Name, t.Rec.Fields[step].Type
		if at.Kind != value.Invalid {
			at = at.Members()[step]
		}
	}
	instead := " instead of " + s.worth(t, x.Was)
	if x.Was.Kind == value.Invalid {
		instead = " (which is not known)"
	}
	first, _, _ := strings.Cut(field, "_")
	stem := strings.TrimSuffix(strings.TrimSuffix(field, "_on"), "_at")
	switch {
	case t.Kind == types.Bool && english.IsParticiple(first):
		return owner + " had" + not(x.To.IsTrue()) + "been " + s.words(field)
	case t.Kind == types.Bool:
		return "for " + owner + " “" + s.words(field) + "” were " + yesNo(x.To.IsTrue())
	case t.Kind != types.Date && t.Kind != types.Instant:
		return "the " + s.words(field) + " of " + owner + " were " + s.worth(t, x.To) + instead
	case field == "at" || field == "on":
		return owner + " had been on " + s.say(t, x.To) + instead
	case english.IsParticiple(first):
		return owner + " had been " + s.words(stem) + " on " + s.say(t, x.To) + instead
	}
	return "the " + s.words(stem) + " of " + owner + " had been on " + s.say(t, x.To) + instead
}

// Why is the condition of a rule that applies, in sentences; empty where it has none that can be said.
func (t *Teller) Why(r *tree.Rule) string { return t.why(r) }
