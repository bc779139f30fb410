package explain

import (
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// editor shows what became of every rule, with its place in the file and the smallest condition that settled it, in the policy's own words.
func (b *builder) editor(doc *Document) {
	doc.add("What is missing", b.missingList()...)
	for i := range b.res.Decisions {
		d := &b.res.Decisions[i]
		if b.has(d) {
			doc.add("", b.ruleByRule(d))
		}
	}
	doc.add("Readings", b.allReadings()...)
	doc.add("Facts", b.allFacts()...)
}

func (b *builder) has(d *outcome.Decision) bool {
	for _, o := range b.order {
		if o.Decision == d.Decision {
			return true
		}
	}
	return false
}

func (b *builder) ruleByRule(d *outcome.Decision) *Answer {
	a := b.head(d)
	a.Question = d.Decision.Name
	list := &Bullets{}
	if d.Decision.Arises != nil {
		list.Items = append(list.Items, at(d.Decision.Arises.Pos()).with(" arises when ").code(source1(d.Decision.Arises)).with(b.truth(d.Decision.Arises)))
	}
	for _, r := range d.Decision.Rules {
		if rec := b.known.Rule(r); rec != nil {
			list.Items = append(list.Items, b.ruleRecord(rec))
		}
	}
	a.add(list)
	a.addConflict(b, d)
	if len(d.Account) > 0 {
		a.add(b.account(d))
	}
	return a
}

// at is the place of something in its file.
func at(s source.Span) Inline {
	if s.IsZero() || s.File == nil {
		return plain("-")
	}
	return Inline{}.code(s.File.Name + ":" + strconv.Itoa(s.StartPos().Line))
}

// source1 is an expression as it stands in its file, on one line, without comments.
func source1(x tree.Expr) string {
	var out []string
	for _, line := range strings.Split(x.Pos().Text(), "\n") {
		line, _, _ = strings.Cut(line, "#")
		out = append(out, strings.Fields(line)...)
	}
	return strings.Join(out, " ")
}

var ruleStatus = [...]string{
	outcome.Unreached: "not reached", outcome.Applied: "applies", outcome.Defeated: "defeated", outcome.Failed: "fails",
	outcome.NotApplicableRule: "does not arise", outcome.Open: "open",
}

func (b *builder) ruleRecord(rec *outcome.RuleRecord) Inline {
	r := rec.Rule
	text := at(r.Span).with(" ").ref(r.Clause).with(": " + ruleStatus[rec.Status])
	switch {
	case rec.Status == outcome.Applied && r.Kind == tree.Member:
		text = text.with(", gives ").code(r.Decision.Type.Members[r.Member])
	case rec.Status == outcome.Applied && rec.Value.Kind != value.Invalid && rec.Value.Kind != value.Duty:
		text = text.with(", gives " + b.say(r.Decision.Type, rec.Value))
	case rec.By != nil:
		text = text.with(" by ").ref(rec.By.Clause).with(", ").code(at(rec.By.Span)[0].Text)
	case rec.ByDisapply != nil:
		text = text.with(" by ").ref(rec.ByDisapply.Clause).with(", ").code(at(rec.ByDisapply.Span)[0].Text)
	}
	if rec.Because != nil {
		text = text.with(", because of ").code(source1(rec.Because)).with(b.truth(rec.Because))
	}
	return text
}

// truth adds to a condition what it was.
func (b *builder) truth(x tree.Expr) string {
	if s := b.Condition(x); s != "" {
		return " (" + s + ")"
	}
	return ""
}

func (b *builder) allReadings() []Block {
	list := &Bullets{}
	for _, u := range b.res.Readings {
		text := Inline{}.code(u.Ambiguity.Name).with(" is ").code(u.Ambiguity.Readings[u.Reading].Name)
		var names []string
		for _, d := range u.DecisiveFor {
			names = append(names, d.Name)
		}
		if len(names) > 0 {
			text = text.with(", decisive for ").code(strings.Join(names, ", "))
		}
		list.Items = append(list.Items, text)
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []Block{list}
}

func (b *builder) allFacts() []Block {
	used := b.turnedOn()
	list := &Bullets{}
	for _, u := range b.res.Inputs {
		if u.Value.Kind == value.Invalid {
			continue
		}
		text := Inline{}.code(u.Input.Name).with(": " + b.factValue(u))
		if !used[u.Input] {
			text = text.with(" (did not matter)")
		}
		list.Items = append(list.Items, text)
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []Block{list}
}
