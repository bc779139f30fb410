package explain

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain/english"
	"github.com/clausewise/clausewise/stdlib/value"
)

// asOf is the fact that holds the day for which the question is asked.
const asOf = "as_of"

// Build makes the explanation of an answer for a voice. Decisions restricts it to decisions of these names; none: all.
func Build(res *outcome.Result, v Voice, decisions ...string) *Document {
	b := newBuilder(res, decisions)
	doc := &Document{Title: b.title(), Subtitle: b.subtitle(), Voice: v}
	switch v {
	case Customer:
		b.customer(doc)
	case Editor:
		b.editor(doc)
	default:
		b.handler(doc)
	}
	return doc
}

// BuildBrief makes a short form: the answers with the clauses that give them, and what is missing.
func BuildBrief(res *outcome.Result) *Document {
	b := newBuilder(res, nil)
	doc := &Document{Title: b.title(), Subtitle: b.subtitle()}
	doc.add("", b.summary()...)
	doc.add("", b.briefAnswers()...)
	doc.add("Please note", b.caveats()...)
	return doc
}

// handler is the whole explanation: the answer with its reasons first, then what follows from it and what it rests on.
func (b *builder) handler(doc *Document) {
	doc.add("", b.answers(b.order[:b.top], true)...)
	doc.add("What is missing", b.missingList()...)
	doc.add("Other answers", append(b.answers(b.order[b.top:], false), b.idle()...)...)
	doc.add("Duties", b.duties()...)
	doc.add("Please note", b.caveats()...)
	doc.add("How unclear passages are read", b.readings()...)
	doc.add("Facts used", b.facts()...)
}

// add appends a section unless it is empty.
func (d *Document) add(heading string, blocks ...Block) {
	if len(blocks) > 0 {
		d.Sections = append(d.Sections, Section{Heading: heading, Blocks: blocks})
	}
}

type builder struct {
	*Teller
	res     *outcome.Result
	order   []*outcome.Decision
	owed    []outcome.Duty
	top     int
	told    map[*tree.Decision]bool // decisions whose reasons were given
	said    map[string]bool         // reasons that were given
	numbers map[string]int          // of what is missing, by path
	missing []Inline
}

func newBuilder(res *outcome.Result, decisions []string) *builder {
	b := &builder{Teller: NewTeller(res), res: res, told: map[*tree.Decision]bool{}, said: map[string]bool{}, numbers: map[string]int{}}
	chosen := chosenOf(res, decisions)
	b.owed = chosen.Duties
	b.order, b.top = arrange(chosen)
	b.number()
	return b
}

// chosenOf is the answer with these decisions only.
func chosenOf(res *outcome.Result, names []string) *outcome.Result {
	if len(names) == 0 {
		return res
	}
	out := *res
	out.Decisions, out.Duties = nil, nil
	for _, d := range res.Duties {
		if slices.Contains(names, d.Name) {
			out.Duties = append(out.Duties, d)
		}
	}
	for _, d := range res.Decisions {
		if slices.Contains(names, d.Decision.Name) {
			out.Decisions = append(out.Decisions, d)
		}
	}
	return &out
}

// find is what became of a decision of the answer; nil for one that is only a step on the way.
func (b *builder) find(d *tree.Decision) *outcome.Decision {
	for i := range b.res.Decisions {
		if b.res.Decisions[i].Decision == d {
			return &b.res.Decisions[i]
		}
	}
	return nil
}

func (b *builder) title() string {
	p := b.res.Policy
	title := p.Title
	if title == "" {
		title = p.Name
	}
	if p.Seller != "" {
		title += ", " + p.Seller
	}
	return title
}

func (b *builder) subtitle() string {
	p := b.res.Policy
	s := "Policy " + p.Name
	if p.Version != "" {
		s += ", version " + p.Version
	}
	if on := b.askedFor(); on != "" {
		s += ", as of " + on
	}
	return s
}

// askedFor is the day for which the question is asked, if it is known.
func (b *builder) askedFor() string {
	for _, in := range b.res.Inputs {
		if in.Input.Name == asOf && in.Value.Kind == value.Date && !in.Value.Special {
			return day(in.Value.Date())
		}
	}
	return ""
}

// summary says how far the case is answered.
func (b *builder) summary() []Block {
	settled, open := 0, 0
	for _, d := range b.order {
		switch d.Status {
		case outcome.Decided:
			settled++
		case outcome.NotApplicable:
		default:
			open++
		}
	}
	if open == 0 {
		return []Block{&Paragraph{plain("Every question that arises is answered: " + count(settled, "answer", "answers") + ".")}}
	}
	s := "Answered: " + count(settled, "question", "questions") + ". Open: " + count(open, "question", "questions") + "."
	if len(b.missing) > 0 {
		return []Block{&Paragraph{plain(s + " What is missing:")}, &Bullets{Items: b.missing, Ordered: true}}
	}
	return []Block{&Paragraph{plain(s)}}
}

// briefAnswers are the decisions in the order of the policy; those that do not arise stand together at the end.
func (b *builder) briefAnswers() []Block {
	var out []Block
	var idle []string
	for i := range b.res.Decisions {
		d := &b.res.Decisions[i]
		if d.Status == outcome.NotApplicable {
			idle = append(idle, b.small(b.label(d.Decision)))
			continue
		}
		out = append(out, b.shortAnswer(d))
	}
	if len(idle) > 0 {
		out = append(out, &Paragraph{plain(notArising(idle))})
	}
	return out
}

func notArising(names []string) string {
	if len(names) == 1 {
		return "This question does not arise on these facts: " + names[0] + "."
	}
	return "These questions do not arise on these facts: " + list(names, "and") + "."
}

// head is an answer without its blocks.
func (b *builder) head(d *outcome.Decision) *Answer {
	t := d.Decision.Type
	a := &Answer{Question: b.label(d.Decision)}
	switch d.Status {
	case outcome.Decided:
		a.Answer = b.say(t, d.Value)
	case outcome.NotApplicable:
		a.Answer = "does not arise on these facts"
	case outcome.NotGoverned:
		a.Mood, a.Answer = Open, "the text does not say"
	case outcome.Conflict:
		a.Mood, a.Answer = Contradictory, "the text contradicts itself"
	default:
		a.Mood, a.Answer = Open, "open"
		if between := b.span(t, d.Min, d.Max); between != "" {
			a.Answer += ", " + between
		}
		if on := b.waitsFor(d); on != "" {
			a.Answer += "; it depends on " + on
		}
	}
	return a
}

// shortAnswer is an answer with the clauses that give it, and what is missing.
func (b *builder) shortAnswer(d *outcome.Decision) *Answer {
	a := b.head(d)
	var by []string
	for _, c := range d.Citations {
		if c.Effect == outcome.Applies && d.Status == outcome.Decided {
			by = append(by, c.Clause.ID)
		}
	}
	if len(by) > 0 {
		a.Answer += " (" + strings.Join(by, ", ") + ")"
	}
	a.addConflict(b, d)
	return a
}

// addConflict says which clauses contradict each other.
func (a *Answer) addConflict(b *builder, d *outcome.Decision) {
	var items []Inline
	for _, side := range d.Conflict {
		text := Inline{}.titled(side.Clause).with(" says: " + b.say(d.Decision.Type, side.Value))
		if side.Rule != nil {
			if why := b.why(side.Rule); why != "" {
				text = text.with(", because " + why)
			}
		}
		items = append(items, text)
	}
	if len(items) > 0 {
		a.Blocks = append(a.Blocks, &Bullets{Items: items})
	}
}

// waitsFor names what an open decision depends on by its numbers in the list of what is missing.
func (b *builder) waitsFor(d *outcome.Decision) string {
	var all []int
	for _, n := range d.Needs {
		all = append(all, b.numbers[n.Path])
	}
	for _, w := range d.Determinations {
		all = append(all, b.numbers[w.Input.Name])
	}
	slices.Sort(all)
	switch len(all) {
	case 0:
		return ""
	case 1:
		return "question " + strconv.Itoa(all[0])
	}
	return "questions " + english.List(ranges(all), "and")
}

// span says within which range a value lies.
func (b *builder) span(t *types.Type, least, most value.Value) string {
	known := func(v value.Value) bool { return told(v) && !v.Special }
	switch {
	case known(least) && known(most) && value.Equal(least, most):
		return b.say(t, least) + " if the question arises"
	case known(least) && known(most):
		return "between " + b.say(t, least) + " and " + b.say(t, most)
	case known(least) && t.Kind == types.Date:
		return "not before " + b.say(t, least)
	case known(least):
		return "at least " + b.say(t, least)
	case known(most) && t.Kind == types.Date:
		return "not after " + b.say(t, most)
	case known(most):
		return "at most " + b.say(t, most)
	}
	return ""
}
