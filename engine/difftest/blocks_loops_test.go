package difftest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/value"
)

// loops draws policies that are about loops: over lists whose elements lie in blocks, over the periods of schedules, and over both in each other.
type loops struct {
	t    dice
	vars []loopVar
	made int // variables
}

type loopVar struct{ name, kind string }

// loopPolicy draws a policy.
func loopPolicy(t dice) *policy {
	p := &policy{head: []string{
		"policy \"test/loops\"\n  title \"T\"\n  source \"test\"\n  parties buyer, court\n  currency EUR\n  months " + oneOf(t, []string{"clamp", "roll"}),
		"record item {\n  fact on_day : date\n  fact sound : yes or no\n  fact maker : one of owner, shop, factory\n  fact worth : money\n}",
	}}
	fact := func(name, typ string, draw func(dice) string) {
		p.head = append(p.head, fmt.Sprintf("fact %s : %s from buyer", name, typ))
		p.inputs = append(p.inputs, input{name, draw})
	}
	guard := func() string { return oneOf(t, []string{"", "", "", " asked when b0"}) }
	truth, days, texts := fixed("true", "false"), listOf(drawDay, 4), listOf(fixed(`"a"`, `"b"`, `"c"`), 3)
	fact("b0", "yes or no", truth)
	fact("b1", "yes or no asked when b0", truth)
	fact("b3", "yes or no asked when b1", truth)
	fact("b2", "yes or no default "+oneOf(t, []string{"yes", "no"})+guard(), truth)
	fact("d0", "date", drawDay)
	fact("d1", "date"+guard(), drawDay)
	fact("d2", "date default 2024-02-29"+guard(), drawDay)
	fact("m0", "money", drawMoney)
	fact("items", "list of item"+guard(), listOf(drawPlainItem, 4))
	fact("others", "list of item", listOf(drawPlainItem, oneOf(t, []int{1, 3, 20})))
	fact("visits", "list of date"+guard(), days)
	fact("marks", "list of text", texts)
	fact("seen", "list of text"+guard(), texts)
	g := &loops{t: t}
	for i := range 2 {
		every := oneOf(t, []string{"1 months", "2 months", "7 months", "24 months", "1 years", "40 days", "9 weeks"})
		p.head = append(p.head, fmt.Sprintf("schedule grid%d every %s from and including %s", i, every, oneOf(t, []string{"d0", "d1", "1 day after d0", "1 month before d0", "2023-08-31"})))
	}
	p.head = append(p.head, "decision grounds : set of u, v, w", "decision total : money", "decision result : first of x, y, z")
	rules := []string{
		"t0 means grid0 on d1.", "t1 means grid1 on 1 months after d0.", "t2 means last_day of t0.",
		fmt.Sprintf("total is %s.", g.amount(2)), fmt.Sprintf("deduct %s from total when %s.", g.amount(2), g.said(2)), "result is z.",
		fmt.Sprintf("add %s to total when %s.", g.amount(1), g.said(1)), fmt.Sprintf("floor total at %s when %s.", g.amount(1), g.said(1)),
		fmt.Sprintf("limit total to %s when %s.", g.amount(1), g.said(1)), fmt.Sprintf("limit total to %s.", g.amount(0)),
		fmt.Sprintf("result is x when %s.", g.said(3)), fmt.Sprintf("result is y when grounds is not empty unless %s.", g.said(2)),
	}
	for _, member := range []string{"u", "v", "w"} {
		rules = append(rules, fmt.Sprintf("grounds includes %s when %s.", member, g.said(3)))
	}
	for i, r := range rules {
		p.clauses = append(p.clauses, clauseText{fmt.Sprint("c", i), []string{r}})
	}
	return p
}

func drawDay(t dice) string {
	if chance(t, 2) {
		return oneOf(t, quoted([]string{"0001-01-01", "1799-12-31", "1800-01-01", "2199-12-31", "2200-01-31", "9998-12-31", "9999-12-31"}))
	}
	y, m := t.between(2022, 2025, "year"), t.between(1, 12, "month")
	return fmt.Sprintf("\"%d-%02d-%02d\"", y, m, oneOf(t, []int{1, 1, 2, 15, 28, t.between(1, 28, "day"), lastOf(y, m), lastOf(y, m)}))
}

func lastOf(y, m int) int {
	if m == 2 && y == 2024 {
		return 29
	}
	return []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
}

// drawPlainItem draws a record that sometimes lacks a field.
func drawPlainItem(t dice) string {
	var fs []string
	for _, f := range []input{{"on_day", drawDay}, {"sound", fixed("true", "false")}, {"maker", fixed(`"owner"`, `"shop"`, `"factory"`)}, {"worth", drawMoney}} {
		if !chance(t, 2) {
			fs = append(fs, fmt.Sprintf("%q: %s", f.name, f.draw(t)))
		}
	}
	return "{" + strings.Join(fs, ", ") + "}"
}

// of is a variable in scope of a kind; "" where there is none.
func (g *loops) of(kind string) string {
	var names []string
	for _, v := range g.vars {
		if v.kind == kind {
			names = append(names, v.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return oneOf(g.t, names)
}

// date is a day, mostly of a variable.
func (g *loops) date() string {
	var forms []string
	for _, v := range g.vars {
		switch v.kind {
		case "period":
			forms = append(forms, "first_day of "+v.name, "last_day of "+v.name, "last_day of "+v.name)
		case "item":
			forms = append(forms, "on_day of "+v.name, "on_day of "+v.name)
		case "day":
			forms = append(forms, v.name, v.name)
		}
	}
	forms = append(forms, oneOf(g.t, []string{"d0", "d1", "d2", "2024-03-31", "t2", "first_day of t1"}))
	d := oneOf(g.t, forms)
	if chance(g.t, 40) {
		return fmt.Sprintf("%s %s %s", oneOf(g.t, []string{"1 months", "1 months", "5 months", "3 days", "1 years", "40 days"}), oneOf(g.t, []string{"after", "before"}), d)
	}
	return d
}

// bound draws what is said of a new variable of a loop, and gives the loop's head.
func (g *loops) bound(say func() string) (name, over, said string) {
	kind := oneOf(g.t, []string{"period", "item", "item", "day", "text"})
	name = fmt.Sprint("n", g.made)
	g.made++
	switch kind {
	case "period":
		over = fmt.Sprintf("(grid%d ending before %s)", g.t.between(0, 1, "grid"), g.date())
	case "item":
		over = oneOf(g.t, []string{"items", "others"})
	case "day":
		over = "visits"
	case "text":
		over = "marks"
	}
	was := g.vars
	g.vars = append(was[:len(was):len(was)], loopVar{name, kind})
	said = say()
	g.vars = was
	return name, over, said
}

// said is a condition; in a loop it mostly is about the loop's variable.
func (g *loops) said(depth int) string {
	n := g.t.between(0, 11, "form")
	switch {
	case depth == 3 && chance(g.t, 10): // a period seen from a loop in a loop in its own
		return fmt.Sprintf("some p in (grid1 ending before %s) has (some x in items has (no y in others has (on_day of y is in p and on_day of y is before %s)))",
			g.date(), oneOf(g.t, []string{"on_day of x", "last_day of p", "d1"}))
	case depth > 0 && n < 4:
		name, over, said := g.bound(func() string { return g.said(depth - 1) })
		return fmt.Sprintf("(%s %s in %s has (%s))", oneOf(g.t, []string{"some", "every", "no"}), name, over, said)
	case depth > 0 && n < 6:
		return fmt.Sprintf("(%s %s %s)", g.said(depth-1), oneOf(g.t, []string{"and", "or"}), g.said(depth-1))
	case n == 6:
		return fmt.Sprintf("(not (%s))", g.said(0))
	case n == 7 && depth > 0:
		return fmt.Sprintf("(%s is %s %s)", g.amount(depth), oneOf(g.t, []string{"above", "at most", "at least", "below"}), g.amount(0))
	case n == 8 && depth > 0:
		name, over, said := g.bound(func() string { return g.said(depth - 1) })
		return fmt.Sprintf("(count of (%s for each %s in %s where %s) is %s %d)", name, name, over, said, oneOf(g.t, []string{"above", "at most"}), g.t.between(0, 2, "n"))
	case n == 9:
		return oneOf(g.t, []string{"b0", "b1", "b2", "b3"})
	}
	return g.compared()
}

// compared is a condition without others in it.
func (g *loops) compared() string {
	forms := []string{fmt.Sprintf("%s is %s %s", g.date(), oneOf(g.t, []string{"before", "after", "on or before", "on or after"}), g.date()),
		fmt.Sprintf("%s is %swithin %s %s %s", g.date(), oneOf(g.t, []string{"", "not "}), oneOf(g.t, []string{"1 months", "20 days"}), oneOf(g.t, []string{"after", "before"}), g.date())}
	if chance(g.t, 30) {
		forms = append(forms, fmt.Sprintf("%s is in %s", g.date(), oneOf(g.t, []string{"t0", "t1", fmt.Sprintf("(grid0 on %s)", g.date())})))
		forms = append(forms, fmt.Sprintf("%s is before %s of (grid1 on %s)", g.date(), oneOf(g.t, []string{"first_day", "last_day"}), g.date()))
	}
	if p := g.of("period"); p != "" {
		forms = append(forms, fmt.Sprintf("%s is in %s", g.date(), p), fmt.Sprintf("number of %s is above 2", p),
			fmt.Sprintf("1 months after first_day of %s is after last_day of %s", p, p))
	}
	if x := g.of("item"); x != "" {
		forms = append(forms, "sound of "+x, "maker of "+x+" is shop", "maker of "+x+" is one of owner, shop", fmt.Sprintf("worth of %s is at least %s", x, g.amount(0)),
			fmt.Sprintf("year of on_day of %s is year of %s", x, oneOf(g.t, []string{"d0", "d1"})))
	}
	if x := g.of("text"); x != "" {
		forms = append(forms, x+" is in seen", x+" is in seen")
	}
	return oneOf(g.t, forms)
}

// amount is an amount, which a loop may come to.
func (g *loops) amount(depth int) string {
	if x := g.of("item"); x != "" && chance(g.t, 60) {
		return "worth of " + x
	}
	if depth == 0 || chance(g.t, 20) {
		return oneOf(g.t, []string{"m0", "50 EUR", "100 EUR"})
	}
	var of string
	name, over, where := g.bound(func() string { of = g.amount(depth - 1); return g.said(depth - 1) })
	if chance(g.t, 40) {
		where = ""
	} else {
		where = " where " + where
	}
	return fmt.Sprintf("(%s of (%s for each %s in %s%s))", oneOf(g.t, []string{"sum", "sum", "smallest", "largest"}), of, name, over, where)
}

// A block decides loops as the machine does alone.
func TestBlocksOfLoops(t *testing.T) {
	policies, refused, settled, missed := setting("CHECKS", 150), 0, 0, 0
	first := setting("SEED", 1)
	for seed := first; seed < first+policies; seed++ {
		made := loopPolicy(seeded(uint64(seed), 0))
		p, wrong := compile(made.text(nil))
		if p == nil {
			refused++
			t.Logf("%v\n%s", wrong, made.text(nil))
			continue
		}
		b := newBlockTest(p)
		b.block.Within(limits.Limits{Work: 10_000}) // fewer than some cases have periods; what blocks look at is not what the machine does, which may be more
		b.alone.Within(limits.Limits{Work: 100_000_000})
		b.rounds(t, p, made, seed, 62, func(d dice) map[string]string {
			drawn := map[string]string{}
			for _, in := range made.inputs {
				if !chance(d, 3) {
					drawn[in.name] = in.draw(d)
				}
			}
			return drawn
		})
		settled, missed = settled+b.settled, missed+b.missed
	}
	t.Logf("%d policies, %d cases settled in blocks, %d only alone", policies-refused, settled, missed)
	if refused > policies/2 || settled == 0 || missed > settled/100 {
		t.Errorf("%d of %d policies do not pass the checker", refused, policies)
	}
}

// The sum of a list that goes on in the next elements is there where one of its values is, also if those there are n/a.
func TestBlocksOfSumsThatGoOn(t *testing.T) {
	p, wrong := compile(`policy "test/sums"
  title "T"
  source "test"
  parties buyer
  currency EUR
record item { fact worth : money }
fact items  : list of item from buyer
fact others : list of item from buyer
decision total : money
clause "c1" "the next lower" {
  total is sum of ((largest of (worth of y for each y in others where worth of y is below worth of x)) for each x in items).
}
`)
	if p == nil {
		t.Fatal(wrong)
	}
	item := func(euro string) string { return `{"worth": {"amount": "` + euro + `", "currency": "EUR"}}` }
	for lower := range 8 { // of the items of case 60, which are the elements from 60 to 67, so many have a lower one
		b := newBlockTest(p)
		var sets [][]value.Value
		for i := range 61 {
			items := []string{item("100")}
			if i == 60 {
				for k := range 7 {
					if k < lower {
						items = append(items, item("100"))
					} else {
						items = append(items, item("10"))
					}
				}
			}
			set, problems := facts.Decode(p, "case.json", fmt.Appendf(nil, `{"items": [%s], "others": [%s]}`, strings.Join(items, ", "), item("50")), facts.JSON)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			sets = append(sets, set.Values)
		}
		if why := b.compare(sets); why != "" || b.settled != 61 {
			t.Fatal(b.settled, why)
		}
		if got, status := b.block.Plain(60, 0); status != outcome.Decided || got != int64(50*(lower+1))*value.Scale {
			t.Errorf("%d lower: %v, %v", lower, got, status)
		}
	}
}
