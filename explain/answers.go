package explain

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
)

// answers are decisions with their reasons. Duties that arise have a section of their own; what does not arise stands together elsewhere.
func (b *builder) answers(all []*outcome.Decision, first bool) []Block {
	var out []Block
	for i, d := range all {
		switch {
		case d.Status == outcome.NotApplicable && !(first && i == 0):
			continue
		case d.Status == outcome.Decided && isDuty(d) && !first, isCaveats(d):
			continue
		}
		out = append(out, b.answer(d, first && i == 0))
	}
	return out
}

func isDuty(d *outcome.Decision) bool {
	return d.Decision.Type.Kind == types.Duty || d.Decision.Type.Kind == types.Duties
}

// isCaveats tells whether a decision is the built-in set of the names of caveats: their texts are told elsewhere.
func isCaveats(d *outcome.Decision) bool {
	return d.Decision.Name == "caveats" && d.Decision.Type.Kind == types.Set
}

// idle names what does not arise.
func (b *builder) idle() []Block {
	var names []string
	for i, d := range b.order {
		if d.Status == outcome.NotApplicable && i > 0 {
			names = append(names, b.small(b.label(d.Decision)))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []Block{&Paragraph{plain(notArising(names))}}
}

// answer is an answer with all that belongs to it. The chief one is followed down to the facts.
func (b *builder) answer(d *outcome.Decision, chief bool) *Answer {
	a := b.head(d)
	switch d.Status {
	case outcome.Decided:
		a.add(b.given(d, chief))
	case outcome.NotApplicable:
		if why := b.Condition(d.Decision.Arises); why != "" {
			a.add(&Paragraph{plain(capital(why) + ".")})
		}
	}
	a.addConflict(b, d)
	if len(d.Account) > 0 {
		a.add(b.account(d))
	}
	if rest := b.background(d); len(rest) > 0 {
		a.add(&Fold{Summary: "More on: " + a.Question, Blocks: rest})
	}
	return a
}

func (a *Answer) add(b Block) {
	if list, ok := b.(*Bullets); ok && len(list.Items) == 0 {
		return
	}
	a.Blocks = append(a.Blocks, b)
}

// given says which clauses gave a decided answer, and why; only by name where that was told before.
func (b *builder) given(d *outcome.Decision, chief bool) *Bullets {
	const most = 3
	var all []reason
	switch {
	case chief:
		all = append(b.chain(d, b.find, b.told), b.standing(d)...)
	case b.told[d.Decision]:
		return &Bullets{}
	default:
		all = b.reasons(d, most)
	}
	list := &Bullets{}
	for _, r := range all {
		if r.why == "" && r.gives == "" && len(d.Account) > 0 && r.rule.Decision == d.Decision {
			continue // its line is in the account
		}
		if r.why != "" && b.said[r.why] {
			list.Items = append(list.Items, Inline{}.titled(r.clause).with(", as said above."))
			continue
		}
		b.said[r.why] = true
		list.Items = append(list.Items, r.inline())
	}
	list.Items = append(list.Items, b.switchedOff(d)...)
	if chief {
		const some = 5
		list.Items = append(list.Items, b.absent(d, some)...)
	}
	return list
}

// standing are the reasons of the answers that kept something stronger than the chief answer from applying: the guarantee is in force.
func (b *builder) standing(d *outcome.Decision) []reason {
	const most = 2
	var out []reason
	for _, r := range d.Decision.Rules {
		rec := b.known.Rule(r)
		if rec == nil || rec.Status != outcome.Failed || rec.Because == nil {
			continue
		}
		for _, on := range decisionsOf(rec.Because) {
			next := b.find(on)
			if next == nil || b.told[on] || next.Status != outcome.Decided || on.Type.Kind != types.Enum {
				continue
			}
			b.told[on] = true
			out = append(out, b.reasons(next, most)...)
		}
	}
	return out
}

// wasSaid tells whether a sentence is part of a reason that was given.
func (b *builder) wasSaid(s string) bool {
	for said := range b.said {
		if said != "" && strings.Contains(said, s) {
			return true
		}
	}
	return false
}

// absent says why a set of grounds is empty on whose being empty the chief answer rests: which ground would have been met by what, and which
// was switched off.
func (b *builder) absent(d *outcome.Decision, most int) []Inline {
	var out []Inline
	seen := map[*tree.Decision]bool{}
	for _, r := range d.Decision.Rules {
		rec := b.known.Rule(r)
		if rec == nil || rec.Status != outcome.Failed || rec.Because == nil {
			continue
		}
		for _, on := range decisionsOf(rec.Because) {
			next := b.find(on)
			if seen[on] || next == nil || next.Status != outcome.Decided || on.Type.Kind != types.Set || next.Value.N != 0 {
				continue
			}
			seen[on] = true
			out = append(out, b.switchedOff(next)...)
			if s := b.unmet(next, most); s != "" {
				out = append(out, plain("Why there are no "+strings.TrimPrefix(b.asked(on), "the ")+": "+s+"."))
			}
		}
	}
	return out
}

// unmet are the conditions that kept members out of a set, counted days first.
func (b *builder) unmet(d *outcome.Decision, most int) string {
	var counted, others []string
	for _, r := range d.Decision.Rules {
		rec := b.known.Rule(r)
		if rec == nil || rec.Status != outcome.Failed || rec.Because == nil || readingOnly(rec.Because) {
			continue
		}
		s := b.Condition(rec.Because)
		if s == "" {
			continue
		}
		for _, on := range decisionsOf(rec.Because) {
			if next := b.find(on); next != nil && next.Status == outcome.Decided {
				s = b.withCount(s, next)
			}
		}
		if b.wasSaid(s) {
			continue
		}
		if strings.Contains(s, isCount) {
			counted = merged(counted, s)
		} else {
			others = merged(others, s)
		}
	}
	all := append(counted, others...)
	if len(all) > most {
		all = append(all[:most:most], "and so on")
	}
	return strings.Join(all, "; ")
}

// isCount occurs in every count of days.
const isCount = ", counted from "

// withCount is the count of days on which an answer rests, in the place of what the answer is.
func (b *builder) withCount(s string, d *outcome.Decision) string {
	if strings.Contains(s, isCount) {
		return s
	}
	for _, r := range b.reasons(d, 1<<10) {
		for _, part := range strings.Split(r.why, "; ") {
			part = strings.TrimPrefix(part, "no stronger rule applies: ")
			part = strings.TrimPrefix(part, "nothing stands in the way: ")
			if strings.Contains(part, isCount) {
				return part
			}
		}
	}
	return s
}

// switchedOff names the rules that another clause switched off, where that changed the answer.
func (b *builder) switchedOff(d *outcome.Decision) []Inline {
	var out []Inline
	for _, r := range d.Decision.Rules {
		rec := b.known.Rule(r)
		if rec == nil || rec.Status != outcome.Defeated || rec.ByDisapply == nil || !cited(d, r.Clause.Index, outcome.Displaced) {
			continue
		}
		by := rec.ByDisapply
		text := Inline{}.titled(r.Clause).with(" does not apply: ").titled(by.Clause).with(" goes before it")
		if by.When != nil {
			if why := b.Condition(b.orAll(by.When)); why != "" {
				text = text.with(", because " + why)
			}
		}
		out = append(out, text.with("."))
	}
	return out
}

func cited(d *outcome.Decision, clause int, effect outcome.Effect) bool {
	for _, c := range d.Citations {
		if c.Clause.Index == clause && c.Effect == effect {
			return true
		}
	}
	return false
}

// background is what did not come to bear on an answer, and the clauses it rests on besides.
func (b *builder) background(d *outcome.Decision) []Block {
	var out []Block
	if list := b.considered(d); len(list.Items) > 0 {
		out = append(out, list)
	}
	var rows []Term
	for _, group := range []struct {
		name   string
		effect outcome.Effect
	}{{"Relying on", outcome.Defines}, {"Read with", outcome.ReadWith}, {"Not met", outcome.NotMet}, {"Waiting", outcome.Pending}} {
		var text Inline
		for _, c := range d.Citations {
			if c.Effect != group.effect {
				continue
			}
			if len(text) > 0 {
				text = text.with(", ")
			}
			text = text.ref(c.Clause)
		}
		if len(text) > 0 {
			rows = append(rows, Term{Name: group.name, Text: text})
		}
	}
	if len(rows) > 0 {
		out = append(out, &Terms{rows})
	}
	return out
}

// considered says of the rules that did not give the answer why they did not.
func (b *builder) considered(d *outcome.Decision) *Bullets {
	list := &Bullets{}
	seen := map[string]bool{}
	for _, r := range d.Decision.Rules {
		rec := b.known.Rule(r)
		if rec == nil {
			continue
		}
		text := Inline{}.titled(r.Clause)
		switch {
		case rec.Status == outcome.Defeated && rec.By != nil:
			text = text.with(" gives way to ").titled(rec.By.Clause).with(".")
		case rec.Status == outcome.Failed && rec.Because != nil:
			why := b.Condition(rec.Because)
			if why == "" || readingOnly(rec.Because) {
				continue
			}
			text = text.with(" does not apply: " + why + ".")
		default:
			continue
		}
		if key := flat(text); !seen[key] {
			seen[key] = true
			list.Items = append(list.Items, text)
		}
	}
	return list
}
