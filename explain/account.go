package explain

import (
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// account is the statement of a money decision.
func (b *builder) account(d *outcome.Decision) *Account {
	account := &Account{Total: AccountLine{Label: b.label(d.Decision), Amount: b.say(d.Decision.Type, d.Value)}}
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
	what := b.lineOf(l)
	amount := b.say(&types.Type{Kind: types.Money}, l.Amount)
	switch l.Rule.Kind {
	case tree.Add:
		return "plus " + what
	case tree.Deduct:
		return "less " + strings.TrimPrefix(what, "deduction for ")
	case tree.Limit:
		return "limited to " + describe(what, amount)
	case tree.Floor:
		return "at least " + describe(what, amount)
	case tree.Round:
		return "rounding"
	}
	return what
}

// lineOf is what a line takes its amount from, in words; the clause's summary where the clause itself names the amount.
func (b *builder) lineOf(l outcome.Line) string {
	if l.Rule.Value == nil {
		return ""
	}
	if _, literal := l.Rule.Value.(*tree.Lit); literal && l.Rule.Kind == tree.Value {
		if c := l.Rule.Clause; c.Title != "" && c.Title != c.Section {
			return c.Title
		}
		return "amount set by the clause"
	}
	if s, ok := l.Rule.Value.(*tree.Aggregate); ok && len(s.Args) == 0 {
		return strings.TrimPrefix(strings.TrimPrefix(b.together(s), "the total of "), "the ")
	}
	return strings.TrimPrefix(b.noun(l.Rule.Value), "the ")
}

// describe adds the amount to its words, unless they are the amount.
func describe(what, amount string) string {
	if what == "" || strings.ContainsAny(what[:1], "0123456789") {
		return amount
	}
	return what + " (" + amount + ")"
}
