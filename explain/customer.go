package explain

import (
	"strings"

	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// customer explains an answer to the person it concerns: what it is and why, what is still needed, what follows, on which facts it rests.
func (b *builder) customer(doc *Document) {
	b.plainly = true
	doc.Subtitle = "How the terms apply to your case"
	if on := b.askedFor(); on != "" {
		doc.Subtitle += " as of " + on
	}
	doc.add("", append([]Block{&Paragraph{plain("Thank you for your enquiry. This is what follows from the terms, with the clauses that say so.")}}, b.plainAnswers()...)...)
	doc.add("What we still need to know", b.missingFor()...)
	doc.add("What happens next", b.plainDuties()...)
	doc.add("Please note", b.caveats()...)
	doc.add("How we have read unclear passages", b.readings()...)
	doc.add("The facts we have relied on", b.plainFacts()...)
	doc.add("", &Paragraph{plain("If anything stated here is not right, please let us know. The answer may then be different.")})
}

// plainAnswers are the chief answers with their reasons. Where a policy has no single outcome, all answers are told, each in a line.
func (b *builder) plainAnswers() []Block {
	all := b.order[:b.top]
	if len(all) > 0 && !isOutcome(all[0].Decision.Name) {
		all = b.order
	}
	var out []Block
	for i, d := range all {
		if d.Status == outcome.NotApplicable && i > 0 || isDuty(d) && d.Status == outcome.Decided || isCaveats(d) {
			continue
		}
		out = append(out, b.plainAnswer(d, i == 0))
	}
	b.order = all
	return out
}

func (b *builder) plainAnswer(d *outcome.Decision, chief bool) *Answer {
	a := b.head(d)
	if a.Mood == Open && d.Status != outcome.NotGoverned {
		a.Answer = "not yet decided" + strings.TrimPrefix(a.Answer, "open")
	}
	if d.Status == outcome.Decided {
		list := &Bullets{}
		for _, r := range b.reasonsOf(d, chief) {
			if text := r.plain(); text != nil && !b.said[r.why+r.gives] {
				b.said[r.why+r.gives] = true
				list.Items = append(list.Items, text)
			}
		}
		list.Items = append(list.Items, b.switchedOff(d)...)
		if chief {
			const some = 3
			list.Items = append(list.Items, b.absent(d, some)...)
		}
		a.add(list)
	}
	a.addConflict(b, d)
	if len(d.Account) > 0 {
		a.add(b.account(d))
	}
	return a
}

func (b *builder) reasonsOf(d *outcome.Decision, chief bool) []reason {
	const most = 3
	if chief {
		return append(b.chain(d, b.find, b.told), b.standing(d)...)
	}
	return b.reasons(d, most)
}

// plain writes a reason for the customer: the complaint was sent on 20 June 2024, day 16 of 14 (§3).
func (r reason) plain() Inline {
	switch {
	case r.why == "" && r.gives == "":
		return nil
	case r.why == "":
		return plain(capital(r.gives)).with(" (").ref(r.clause).with(").")
	case r.gives == "":
		return plain(capital(r.why)).with(" (").ref(r.clause).with(").")
	}
	return plain(r.gives + ": " + r.why).with(" (").ref(r.clause).with(").")
}

// missingFor is what the answers told to the customer wait for: the first of what is missing.
func (b *builder) missingFor() []Block {
	last := 0
	for _, d := range b.order {
		for _, n := range d.Needs {
			last = max(last, b.numbers[n.Path])
		}
		for _, w := range d.Determinations {
			last = max(last, b.numbers[w.Input.Name])
		}
	}
	if last == 0 {
		return nil
	}
	return []Block{&Bullets{Items: b.missing[:last], Ordered: true}}
}

func (b *builder) plainDuties() []Block {
	due, _ := b.allDuties()
	list := &Bullets{}
	for _, d := range due {
		list.Items = append(list.Items, plain(b.duty(d.Value.Duty())).with(" (").ref(d.Rule.Clause).with(")."))
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []Block{list}
}

// plainFacts are the facts that the answers turn on, as the questions that were asked.
func (b *builder) plainFacts() []Block {
	used := b.turnedOn()
	list := &Bullets{}
	for _, u := range b.res.Inputs {
		if u.Value.Kind == value.Invalid || !used[u.Input] {
			continue
		}
		question := strings.TrimSuffix(b.question(u.Input, u.Input.Name), ".")
		if u.Input.Question == "" {
			question = b.factLabel(u.Input)
		}
		if !strings.HasSuffix(question, "?") {
			question += ":"
		}
		list.Items = append(list.Items, plain(question+" "+capital(b.factValue(u))))
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []Block{list}
}
