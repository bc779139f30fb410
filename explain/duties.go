package explain

import (
	"math"
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// duties are the duties that arise, in the order of their dates, then those that may.
func (b *builder) duties() []Block {
	due, pending := b.dutiesByDate()
	var out []Block
	if len(due) > 0 {
		list := &Bullets{}
		for _, d := range due {
			list.Items = append(list.Items, b.dutyItem(d))
		}
		out = append(out, list)
	}
	if len(pending) > 0 {
		list := &Bullets{}
		for _, d := range pending {
			list.Items = append(list.Items, plain(b.duty(d.Value.Duty())).with(" (").ref(d.Rule.Clause).with(")."))
		}
		out = append(out, &Paragraph{plain("Whether these arise is open:")}, list)
	}
	return out
}

// dutiesByDate are the duties of the decisions that are told.
func (b *builder) dutiesByDate() (due, pending []outcome.Duty) {
	due, pending = b.allDuties()
	other := func(d outcome.Duty) bool {
		return !slices.ContainsFunc(b.order, func(o *outcome.Decision) bool { return o.Decision == d.Rule.Decision })
	}
	return slices.DeleteFunc(due, other), slices.DeleteFunc(pending, other)
}

// allDuties sorts the duties: at once, by date, and those without one.
func (b *builder) allDuties() (due, pending []outcome.Duty) {
	for _, d := range b.owed {
		switch {
		case !d.Pending:
			due = append(due, d)
		case d.Value.Duty() != nil:
			pending = append(pending, d)
		}
	}
	slices.SortStableFunc(due, func(x, y outcome.Duty) int { return int(dueOn(x.Value.Duty()) - dueOn(y.Value.Duty())) })
	return due, pending
}

func dueOn(d *value.DutyValue) int64 {
	switch {
	case d.Immediately:
		return math.MinInt32
	case d.By.Kind == value.Date && !d.By.Special:
		return int64(d.By.Date())
	case d.NotBefore.Kind == value.Date && !d.NotBefore.Special:
		return int64(d.NotBefore.Date())
	}
	return math.MaxInt32
}

// dutyItem is a duty with its clause, how its last day is reckoned, and why it arises.
func (b *builder) dutyItem(d outcome.Duty) Inline {
	text := plain(b.duty(d.Value.Duty())).with(" (").ref(d.Rule.Clause).with(")")
	if d.Rule.Duty != nil && d.Rule.Duty.By != nil {
		if how := b.reckoning(d.Rule.Duty.By); how != "" {
			text = text.with(": " + how)
		}
	}
	text = text.with(".")
	if why := b.why(d.Rule); why != "" {
		text = text.with(" Reason: " + why + ".")
	}
	return text
}

// orAll is an expression without the conditions that only the reading settles; itself where nothing else is left.
func (t *Teller) orAll(x tree.Expr) tree.Expr {
	if rest := t.withoutReadings(x); rest != nil {
		return rest
	}
	return x
}

func (b *builder) caveats() []Block {
	var items []Inline
	for _, c := range b.res.Caveats {
		items = append(items, plain(c.Text+" (").ref(c.Clause).with(")"))
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{&Bullets{Items: items}}
}

// readings are the ambiguities that matter to the answers told, or that are not read as adopted.
func (b *builder) readings() []Block {
	var items []Inline
	for _, u := range b.res.Readings {
		if text := b.reading(u); text != nil {
			items = append(items, text)
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{&Bullets{Items: items}}
}

func (b *builder) reading(u outcome.ReadingUse) Inline {
	a := u.Ambiguity
	var names []string
	for _, d := range b.order {
		if slices.Contains(u.DecisiveFor, d.Decision) {
			names = append(names, b.small(b.label(d.Decision)))
		}
	}
	if len(names) == 0 && u.Reading == a.Adopted {
		return nil
	}
	used := a.Readings[u.Reading]
	text := plain(capital(a.Title) + ": here the text is read as " + quoted(used.Text))
	switch {
	case u.Reading != a.Adopted:
		text = text.with(", although " + quoted(a.Readings[a.Adopted].Text) + " is adopted")
	case used.Why != "":
		text = text.with(" (" + used.Why + ")")
	}
	text = text.with(".")
	const most = 4
	if len(names) > most {
		names = append(names[:most:most], count(len(names)-most, "other answer", "other answers"))
	}
	if len(names) > 0 {
		text = text.with(" Read otherwise, this would be different: " + list(names, "and") + ".")
	}
	return text
}

// facts are the inputs that are known: first those that the answers turn on.
func (b *builder) facts() []Block {
	used := b.turnedOn()
	var rows, others []Term
	for _, u := range b.res.Inputs {
		if u.Value.Kind == value.Invalid {
			continue
		}
		row := Term{Name: b.factLabel(u.Input), Text: plain(b.factValue(u))}
		if used[u.Input] {
			rows = append(rows, row)
		} else {
			others = append(others, row)
		}
	}
	var out []Block
	if len(rows) > 0 {
		out = append(out, &Terms{rows})
	}
	if len(others) > 0 {
		out = append(out, &Fold{Summary: "Facts that were given and did not matter", Blocks: []Block{&Terms{others}}})
	}
	return out
}

func (b *builder) factLabel(in *tree.Input) string {
	if in.Name == asOf {
		return "Day of the question"
	}
	return capital(b.words(in.Name))
}

func (b *builder) factValue(u outcome.InputUse) string {
	text := b.say(u.Input.Type, u.Value)
	switch {
	case u.Assumed:
		text += " (assumed)"
	case u.Fixed:
		text += " (no other value is allowed)"
	case u.Input.Kind == tree.Determination && u.Input.Party != "":
		text += " (as judged by " + b.party(u.Input.Party) + ")"
	}
	return text
}

// turnedOn are the inputs that the conditions read which settled the rules of the answers told.
func (b *builder) turnedOn() map[*tree.Input]bool {
	used := map[*tree.Input]bool{}
	mark := func(in *tree.Input) { used[in] = true }
	seen := map[*tree.Decision]bool{}
	var decision func(d *tree.Decision)
	read := func(x tree.Expr) {
		if x == nil {
			return
		}
		inputsOf(x, mark)
		for _, on := range decisionsOf(x) {
			decision(on)
		}
	}
	decision = func(d *tree.Decision) {
		if seen[d] {
			return
		}
		seen[d] = true
		read(d.Arises)
		for _, r := range d.Rules {
			rec := b.known.Rule(r)
			if rec == nil {
				continue
			}
			switch rec.Status {
			case outcome.Applied:
				r.Exprs(read)
			case outcome.Failed, outcome.NotApplicableRule:
				read(rec.Because)
			case outcome.Defeated:
				r.Exprs(read)
				if rec.ByDisapply != nil {
					read(rec.ByDisapply.When)
				}
			}
		}
	}
	for _, d := range b.order {
		if d.Status != outcome.NotApplicable {
			decision(d.Decision)
		}
	}
	for _, in := range b.res.Policy.Inputs {
		if in.Kind == tree.Determination || in.Type.Kind == types.Calendar && len(b.res.Calendars) > 0 {
			used[in] = used[in] || in.Kind != tree.Determination
		}
	}
	return used
}
