package explain

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// asOf is the fact that holds the day for which the question is asked.
const asOf = "as_of"

// Build makes the explanation of an answer, clause by clause.
func Build(res *outcome.Result) *Document {
	b := &builder{res: res, voice: voiceOf(res.Policy)}
	doc := &Document{Title: b.title(), Subtitle: b.subtitle()}
	doc.add("", b.summary()...)
	doc.add("Answers", b.answers(b.answer)...)
	doc.add("Duties", b.duties()...)
	doc.add("Please note", b.caveats()...)
	doc.add("How unclear passages are read", b.readings()...)
	doc.add("Facts used", b.facts()...)
	return doc
}

// BuildBrief makes a short form: the answers with the clauses that give them, and what is missing.
func BuildBrief(res *outcome.Result) *Document {
	b := &builder{res: res, voice: voiceOf(res.Policy)}
	doc := &Document{Title: b.title(), Subtitle: b.subtitle()}
	doc.add("", b.summary()...)
	doc.add("", b.answers(b.shortAnswer)...)
	doc.add("Please note", b.caveats()...)
	return doc
}

// add appends a section unless it is empty.
func (d *Document) add(heading string, blocks ...Block) {
	if len(blocks) > 0 {
		d.Sections = append(d.Sections, Section{Heading: heading, Blocks: blocks})
	}
}

type builder struct {
	voice
	res *outcome.Result
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
	for _, in := range b.res.Inputs {
		if in.Input.Name == asOf && in.Value.Kind == value.Date && !in.Value.Special {
			s += ", as of " + day(in.Value.Date())
		}
	}
	return s
}

// summary says how far the case is answered.
func (b *builder) summary() []Block {
	settled, open := 0, 0
	for i := range b.res.Decisions {
		switch b.res.Decisions[i].Status {
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
	if needs := b.missing(); len(needs) > 0 {
		return []Block{&Paragraph{plain(s + " These facts are missing:")}, &Bullets{needs}}
	}
	return []Block{&Paragraph{plain(s)}}
}

// missing are the facts that any decision needs, each once, in the order in which they are asked.
func (b *builder) missing() []Inline {
	var out []Inline
	seen := map[string]bool{}
	for i := range b.res.Decisions {
		for _, n := range b.res.Decisions[i].Needs {
			if !seen[n.Path] {
				seen[n.Path] = true
				out = append(out, need(n))
			}
		}
	}
	return out
}

// need is a fact as a question.
func need(n outcome.Need) Inline {
	text := question(n.Input, n.Path)
	if n.Input.Question != "" && n.Path == n.Input.Name {
		text += " (" + words(n.Input.Name) + ")"
	}
	return plain(text)
}

// answers are the decisions; those that do not arise stand together at the end.
func (b *builder) answers(one func(*outcome.Decision) *Answer) []Block {
	var out []Block
	var idle []string
	for i := range b.res.Decisions {
		d := &b.res.Decisions[i]
		if d.Status == outcome.NotApplicable {
			idle = append(idle, words(d.Decision.Name))
			continue
		}
		out = append(out, one(d))
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
	a := &Answer{Question: label(d.Decision)}
	switch d.Status {
	case outcome.Decided:
		a.Answer = b.say(t, d.Value)
	case outcome.NotGoverned:
		a.Mood, a.Answer = Open, "the text does not say"
	case outcome.Conflict:
		a.Mood, a.Answer = Contradictory, "the text contradicts itself"
	default:
		a.Mood, a.Answer = Open, "open"
		if between := b.span(t, d.Min, d.Max); between != "" {
			a.Answer += ", " + between
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
	a.addTerms(b.missingFor(d))
	a.addConflict(b, d)
	return a
}

// answer is an answer with all that belongs to it.
func (b *builder) answer(d *outcome.Decision) *Answer {
	a := b.head(d)
	a.addTerms(append(b.clauses(d), b.missingFor(d)...))
	a.addConflict(b, d)
	if len(d.Account) > 0 {
		a.Blocks = append(a.Blocks, b.account(d))
	}
	return a
}

func (a *Answer) addTerms(rows []Term) {
	if len(rows) > 0 {
		a.Blocks = append(a.Blocks, &Terms{rows})
	}
}

// addConflict says which clauses contradict each other.
func (a *Answer) addConflict(b *builder, d *outcome.Decision) {
	var items []Inline
	for _, side := range d.Conflict {
		items = append(items, Inline{}.ref(side.Clause).with(" ("+side.Clause.Title+") says: "+b.say(d.Decision.Type, side.Value)))
	}
	if len(items) > 0 {
		a.Blocks = append(a.Blocks, &Bullets{items})
	}
}

// missingFor says which facts and judgments a decision waits for.
func (b *builder) missingFor(d *outcome.Decision) []Term {
	var rows []Term
	name := "Missing"
	for _, n := range d.Needs {
		rows = append(rows, Term{Name: name, Text: need(n)})
		name = ""
	}
	name = "To judge"
	for _, w := range d.Determinations {
		rows = append(rows, Term{Name: name, Text: b.awaited(w)})
		name = ""
	}
	return rows
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

// effectWords say in which way clauses contribute, and whether each is shown with its title.
var effectWords = [...]struct {
	words string
	title bool
}{
	outcome.Applies:    {"By", true},
	outcome.Displaced:  {"Displaced", true},
	outcome.Disapplies: {"Prevailing", true},
	outcome.Pending:    {"Waiting", true},
	outcome.NotMet:     {"Not met", false},
	outcome.Defines:    {"Relying on", false},
	outcome.ReadWith:   {"Read with", false},
	outcome.Reading:    {"Unclear", true},
	outcome.NotReached: {"Limit not reached", true},
}

// clauses groups a decision's citations by their effect.
func (b *builder) clauses(d *outcome.Decision) []Term {
	var rows []Term
	for effect := range effectWords {
		how := effectWords[effect]
		if outcome.Effect(effect) == outcome.Applies && d.Status != outcome.Decided {
			how.words = "So far"
		}
		var text Inline
		for _, c := range d.Citations {
			if int(c.Effect) != effect {
				continue
			}
			if len(text) > 0 && how.title {
				text = text.with("; ")
			} else if len(text) > 0 {
				text = text.with(", ")
			}
			text = text.ref(c.Clause)
			if how.title && c.Clause.Title != "" {
				text = text.with(" (" + c.Clause.Title + ")")
			}
			if c.Effect == outcome.Applies {
				text = text.with(b.because(d, c.Clause))
			}
		}
		if len(text) > 0 {
			rows = append(rows, Term{Name: how.words, Text: text, Folded: !how.title})
		}
	}
	return rows
}

// because is the condition of a clause's rule that applies, in the policy's words.
func (b *builder) because(d *outcome.Decision, c *tree.Clause) string {
	const longest = 160
	var reasons []string
	for _, r := range d.Decision.Rules {
		if r.Clause != c || r.ID >= len(b.res.Rules) || b.res.Rules[r.ID].Status != outcome.Applied {
			continue
		}
		if reason := condition(r); reason != "" {
			reasons = append(reasons, reason)
		}
	}
	s := strings.Join(reasons, "; ")
	if s == "" || len(s) > longest {
		return ""
	}
	return ", since " + s
}

// condition is a rule's condition as it is written.
func condition(r *tree.Rule) string {
	when, unless := written(r.When), written(r.Unless)
	switch {
	case when != "" && unless != "":
		return when + ", and not: " + unless
	case unless != "":
		return "not: " + unless
	}
	return when
}

// written is an expression in the policy's words; empty if it has none.
func written(e tree.Expr) string {
	if e == nil {
		return ""
	}
	text := e.Pos().Text()
	if strings.Contains(text, "#") {
		return "" // a comment stands in it
	}
	return words(brackets.Replace(strings.Join(strings.Fields(text), " ")))
}

// brackets take the spaces away that line breaks leave inside them.
var brackets = strings.NewReplacer("( ", "(", " )", ")")

// account is the statement of a money decision.
func (b *builder) account(d *outcome.Decision) *Account {
	account := &Account{Total: AccountLine{Label: label(d.Decision), Amount: b.say(d.Decision.Type, d.Value)}}
	t := d.Decision.Type
	var shown value.Value // the balance so far
	for _, l := range d.Account {
		if idle(l, shown) {
			continue
		}
		line := AccountLine{Clause: l.Rule.Clause, Label: b.lineLabel(l)}
		switch l.Rule.Kind {
		case tree.Limit, tree.Floor, tree.Round:
			if !l.Binds {
				line.Note = "not reached"
				break
			}
			line.Amount = b.difference(t, shown, l.After)
			shown = l.After
		case tree.Deduct:
			line.Amount = b.difference(t, l.Amount, value.Value{Kind: value.Money, Cur: l.Amount.Cur})
			shown = l.After
		default:
			line.Amount = b.say(t, l.Amount)
			shown = l.After
		}
		account.Lines = append(account.Lines, line)
	}
	return account
}

// idle tells whether a line is not worth a word: a floor that does not lift, a rounding that changes nothing. A limit that is not reached is.
func idle(l outcome.Line, before value.Value) bool {
	return (l.Rule.Kind == tree.Floor || l.Rule.Kind == tree.Round) && (!l.Binds || value.Equal(before, l.After))
}

// difference is what must be added to one amount to give another.
func (b *builder) difference(t *types.Type, from, to value.Value) string {
	if from.Kind != value.Money || to.Kind != value.Money || from.Special || to.Special {
		return "→ " + b.say(t, to)
	}
	return money.Format(to.Decimal().Sub(from.Decimal()), to.Cur)
}

// lineLabel says what a line of an account does.
func (b *builder) lineLabel(l outcome.Line) string {
	const longest = 60
	what := written(l.Rule.Value)
	if r := []rune(what); len(r) > longest {
		what = string(r[:longest]) + "…"
	}
	amount := b.say(&types.Type{Kind: types.Money}, l.Amount)
	switch l.Rule.Kind {
	case tree.Add:
		return "plus " + what
	case tree.Deduct:
		return "less " + what
	case tree.Limit:
		return "at most " + describe(what, amount)
	case tree.Floor:
		return "at least " + describe(what, amount)
	case tree.Round:
		return "rounded"
	}
	return what
}

// describe adds the amount to its words, unless they are the amount.
func describe(what, amount string) string {
	if what == "" || strings.ContainsAny(what[:1], "0123456789") {
		return amount
	}
	return what + " (" + amount + ")"
}

// awaited says which judgment is owed, by whom and within which bounds.
func (b *builder) awaited(a outcome.Awaited) Inline {
	in := a.Input
	text := plain(question(in, in.Name))
	who := b.party(in.Party)
	if in.Clause != nil {
		text = text.with(" This is for " + who + " to say under ").ref(in.Clause)
	} else {
		text = text.with(" This is for " + who + " to say")
	}
	if bounds := b.span(in.Type, a.Min, a.Max); bounds != "" {
		text = text.with(": " + bounds)
	} else if open := openMembers(a); len(open) > 0 {
		text = text.with(": " + list(b.allWords(open), "or"))
	}
	return text.with(".")
}

// duties are the duties that arise, then those that may.
func (b *builder) duties() []Block {
	var due, pending []Inline
	for _, d := range b.res.Duties {
		duty := d.Value.Duty()
		if d.Pending {
			if duty != nil {
				pending = append(pending, plain(b.duty(duty)).with(" (").ref(d.Rule.Clause).with(")."))
			}
			continue
		}
		due = append(due, plain(b.duty(duty)).with(" (").ref(d.Rule.Clause).with(")."))
	}
	var out []Block
	if len(due) > 0 {
		out = append(out, &Bullets{due})
	}
	if len(pending) > 0 {
		out = append(out, &Paragraph{plain("Whether these arise is open:")}, &Bullets{pending})
	}
	return out
}

func (b *builder) caveats() []Block {
	var items []Inline
	for _, c := range b.res.Caveats {
		items = append(items, plain(c.Text+" (").ref(c.Clause).with(")"))
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{&Bullets{items}}
}

// readings are the ambiguities that matter to the case, or that are not read as adopted.
func (b *builder) readings() []Block {
	var items []Inline
	for _, u := range b.res.Readings {
		a := u.Ambiguity
		if len(u.DecisiveFor) == 0 && u.Reading == a.Adopted {
			continue
		}
		used := a.Readings[u.Reading]
		text := plain(a.Name + ", " + a.Title + ": read as “" + used.Text + "”")
		switch {
		case u.Reading != a.Adopted:
			text = text.with(", although “" + a.Readings[a.Adopted].Text + "” is adopted")
		case used.Why != "":
			text = text.with(", because: " + used.Why)
		}
		text = text.with(".")
		if len(u.DecisiveFor) > 0 {
			names := make([]string, len(u.DecisiveFor))
			for i, d := range u.DecisiveFor {
				names[i] = words(d.Name)
			}
			text = text.with(" Read otherwise, this would be different: " + list(names, "and") + ".")
		}
		items = append(items, text)
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{&Bullets{items}}
}

// facts are the inputs that are known.
func (b *builder) facts() []Block {
	var rows []Term
	for _, u := range b.res.Inputs {
		if u.Value.Kind == value.Invalid {
			continue
		}
		text := b.say(u.Input.Type, u.Value)
		switch {
		case u.Assumed:
			text += " (assumed)"
		case u.Fixed:
			text += " (no other value is allowed)"
		case u.Input.Kind == tree.Determination && u.Input.Party != "":
			text += " (as judged by " + b.party(u.Input.Party) + ")"
		}
		rows = append(rows, Term{Name: capital(words(u.Input.Name)), Text: plain(text)})
	}
	if len(rows) == 0 {
		return nil
	}
	return []Block{&Terms{rows}}
}
