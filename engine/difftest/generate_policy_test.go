package difftest

import (
	"fmt"
	"slices"
	"strings"
)

// drawPolicy makes a small policy that is meant to pass the checker. A finite one has only inputs of finitely many values and no guards, so that all
// its cases can be listed.
func drawPolicy(t dice, finite bool) *policy {
	p := &policy{}
	g := &gen{t: t, enums: map[string][]string{}, sets: map[string][]string{}, finite: finite}
	often := func(percent int) bool { return chance(t, percent) && !finite }
	upTo := func(n int, label string) int { return t.between(0, n, label) }
	g.calendar = often(40)
	g.schedule = often(20)
	header := "policy \"test/generated\"\n  title \"T\"\n  source \"test\"\n  parties buyer, seller, court\n  currency EUR\n  months " + oneOf(t, []string{"clamp", "roll"})
	if g.calendar {
		header += "\n  working days are monday to friday except holidays"
	}
	p.head = append(p.head, header)
	withRecords := often(50)
	if withRecords {
		guard := oneOf(t, []string{"", " asked when sound", " asked when maker is not owner"})
		p.head = append(p.head, "record item {\n  fact on_day : date\n  fact sound : yes or no\n  fact maker : one of owner, shop, factory\n  fact approved : yes or no"+guard+"\n  fact worth : money at least 0 EUR\n  fact flaws : set of dent, scratch\n}")
	}
	fact := func(name, typ, rest string, draw func(dice) string) {
		p.head = append(p.head, fmt.Sprintf("fact %s : %s%s from seller", name, typ, rest))
		p.inputs = append(p.inputs, input{name, draw})
	}
	// What later facts are guarded by comes first.
	for i := range t.between(1, 4, "bools") {
		name := fmt.Sprintf("b%d", i)
		rest := g.guard(30)
		if often(10) {
			rest = " default " + oneOf(t, []string{"yes", "no"}) + rest
		}
		fact(name, "yes or no", rest, fixed("true", "false"))
		g.bools = append(g.bools, name)
	}
	for i := range t.between(0, 2, "enums") {
		name := fmt.Sprintf("k%d", i)
		ms := []string{fmt.Sprintf("red%d", i), fmt.Sprintf("green%d", i), fmt.Sprintf("blue%d", i)}
		fact(name, "one of "+strings.Join(ms, ", "), g.guard(30), fixed(quoted(ms)...))
		g.enums[name], g.enumNames = ms, append(g.enumNames, name)
	}
	most := 3
	if finite {
		most = 0
	}
	for i := range upTo(most, "dates") {
		name := fmt.Sprintf("d%d", i)
		rest := ""
		if i > 0 && chance(t, 20) {
			rest = " not before d0"
		}
		fact(name, "date", rest+g.guard(15), fixed(quoted(dayNames)...))
		g.dates = append(g.dates, name)
	}
	for i := range upTo(min(most, 2), "amounts") {
		name := fmt.Sprintf("m%d", i)
		fact(name, "money", oneOf(t, []string{" at least 0 EUR", " at least 0 EUR", "", " at least 0 EUR at most 200 EUR"})+g.guard(15), drawMoney)
		g.amounts = append(g.amounts, name)
	}
	if often(30) {
		fact("share", "percent", " at least 0% at most 100%", fixed(quoted(percentsX)...))
		g.percents = append(g.percents, "share")
	}
	if often(20) {
		fact("times_seen", "number", " at least 0", fixed("0", "1", "2"))
		g.numbers = append(g.numbers, "times_seen")
	}
	if chance(t, 30) {
		ms := []string{"box", "card", "link"}
		fact("missing", "set of "+strings.Join(ms, ", "), g.guard(30), subset(ms))
		g.sets["missing"], g.setNames = ms, append(g.setNames, "missing")
	}
	if often(15) {
		fact("visits", "list of date", "", listOf(fixed(quoted(dayNames)...), 2))
		g.dateLists = append(g.dateLists, "visits")
	}
	if withRecords {
		fact("items", "list of item", "", listOf(drawItem, 2))
		g.records = append(g.records, "items")
		if chance(t, 30) {
			fact("others", "list of item", "", listOf(drawItem, 2))
			g.records = append(g.records, "others")
		}
	}
	if g.calendar {
		fact("holidays", "calendar", "", listOf(fixed(quoted(dayNames)...), 2))
	}
	if often(25) {
		p.head = append(p.head, "event happened_on : date from seller")
		p.inputs = append(p.inputs, input{"happened_on", fixed(quoted(dayNames)...)})
		g.events = append(g.events, "happened_on")
		g.dates = append(g.dates, "happened_on")
	}
	if g.schedule {
		if len(g.dates) > 0 {
			p.head = append(p.head, fmt.Sprintf("schedule grid every %s from and including %s", oneOf(t, []string{"10 days", "1 months", "2 weeks"}), g.dates[0]))
		} else {
			g.schedule = false
		}
	}
	if chance(t, 25) {
		p.head = append(p.head, "ambiguity A1 \"which\" concerns clause \"c1\" {\n  reading wide \"wide\"\n  reading narrow \"narrow\" adopted \"why\" by \"editor\"\n}")
		g.enums["A1"], g.enumNames = []string{"wide", "narrow"}, append(g.enumNames, "A1")
	}

	n := t.between(2, 4, "clauses")
	for i := range n {
		p.clauses = append(p.clauses, clauseText{id: fmt.Sprintf("c%d", i+1)})
	}
	put := func(s string) int {
		i := t.between(0, n-1, "clause")
		p.clauses[i].sentences = append(p.clauses[i].sentences, s)
		return i
	}
	for i := range t.between(0, 2, "judgments") {
		name := fmt.Sprintf("j%d", i)
		typ, bounds := g.judgment(p, name)
		put(fmt.Sprintf("determination %s : %s by court%s%s \"Q?\".", name, typ, bounds, g.guard(30)))
	}
	for i := range t.between(0, 2, "terms") {
		name := fmt.Sprintf("t%d", i)
		if finite || chance(t, 70) {
			put(fmt.Sprintf("%s means %s.", name, bare(g.condition(2))))
			g.bools = append(g.bools, name)
		} else {
			put(fmt.Sprintf("%s means %s.", name, g.date(2)))
			g.dates = append(g.dates, name)
		}
	}
	disapplies := n > 1 && chance(t, 30)
	if disapplies { // before the decisions, so that it reads none of them
		put(fmt.Sprintf("disapply clause \"c%d\" when %s.", t.between(1, n, "disapplied"), bare(g.condition(0))))
	}
	// The rules of one decision are collected before they are put into clauses, because an edge must lead to a clause that has a rule for it.
	type placed struct {
		clause int
		text   string
	}
	var rules []placed
	rule := func(s string) {
		if chance(t, 10) {
			s = strings.TrimSuffix(s, ".") + fmt.Sprintf(" read with clause \"c%d\".", t.between(1, n, "with"))
		}
		rules = append(rules, placed{t.between(0, n-1, "clause"), s})
	}
	place := func() {
		for _, r := range rules {
			var below []int // edges lead from later clauses to earlier ones, so that they never make a ring
			for _, s := range rules {
				if s.clause < r.clause && !strings.Contains(r.text, "otherwise") {
					below = append(below, s.clause)
				}
			}
			if len(below) > 0 && chance(t, 25) {
				r.text = fmt.Sprintf("despite clause \"c%d\", %s", oneOf(t, below)+1, r.text)
			}
			p.clauses[r.clause].sentences = append(p.clauses[r.clause].sentences, r.text)
		}
		rules = nil
	}
	arises := func() string {
		if chance(t, 25) {
			return " arises when " + bare(g.condition(0))
		}
		return ""
	}
	for i := range t.between(1, 4, "decisions") {
		name := fmt.Sprintf("q%d", i)
		condition := arises()
		continueWithout := false // what may be in conflict or not governed is not read: the brief does not say what that gives
		declare := func(typ string) { p.head = append(p.head, fmt.Sprintf("decision %s : %s%s", name, typ, condition)) }
		kind := t.between(0, 7, "kind")
		if finite {
			kind = min(kind, 3) % 3
		}
		switch kind {
		case 0, 1: // ranked, or one of
			ms := []string{"alpha" + name, "beta" + name, "gamma" + name}
			form := oneOf(t, []string{"first of ", "first of ", "one of "})
			declare(form + strings.Join(ms, ", "))
			total := form == "first of " && !disapplies
			for _, m := range ms[:2] {
				for range t.between(1, 2, "rules") {
					rule(fmt.Sprintf("%s is %s%s", name, m, g.tail(true)))
				}
			}
			switch t.between(0, 2, "last") {
			case 0:
				rule(fmt.Sprintf("%s is %s.", name, ms[2]))
			case 1:
				rule(fmt.Sprintf("%s is %s otherwise.", name, ms[2]))
			default:
				rule(fmt.Sprintf("%s is %s%s", name, ms[2], g.tail(true)))
				total = false
			}
			if total {
				g.enums[name], g.enumNames = ms, append(g.enumNames, name)
			} else {
				continueWithout = true
			}
		case 2: // set
			ms := []string{"one" + name, "two" + name, "three" + name}
			declare("set of " + strings.Join(ms, ", "))
			for _, m := range ms {
				for range t.between(1, 2, "rules") {
					j := t.between(0, n-1, "clause")
					p.clauses[j].sentences = append(p.clauses[j].sentences, fmt.Sprintf("%s includes %s%s", name, m, g.tail(true)))
				}
			}
			g.sets[name], g.setNames = ms, append(g.setNames, name)
		case 3, 4: // money
			declare("money")
			if chance(t, 60) {
				rule(fmt.Sprintf("%s is %s.", name, g.amount(1)))
			} else {
				rule(fmt.Sprintf("%s is %s%s", name, g.amount(1), g.tail(true)))
				rule(fmt.Sprintf("%s is %s otherwise.", name, g.amount(0)))
			}
			lines := []string{
				"add " + g.amount(1) + " to " + name,
				"deduct " + g.amount(1) + " from " + name,
				"deduct " + g.amount(0) + " from " + name,
				"limit " + name + " to " + g.amount(0) + " as cap_a",
				"limit " + name + " to " + g.amount(0),
				"floor " + name + " at 0 EUR",
			}
			for _, l := range lines {
				if chance(t, 35) {
					j := t.between(0, n-1, "clause")
					p.clauses[j].sentences = append(p.clauses[j].sentences, l+g.tail(false))
				}
			}
			put("round " + name + " " + oneOf(t, []string{"down", "up", "half up", "half even"}) + " to 0.01.")
			if disapplies {
				continueWithout = true
			} else {
				g.amounts = append(g.amounts, name)
			}
		case 5: // date
			declare("date")
			if chance(t, 50) {
				rule(fmt.Sprintf("%s is %s.", name, g.date(2)))
			} else {
				rule(fmt.Sprintf("%s is %s%s", name, g.date(2), g.tail(true)))
				rule(fmt.Sprintf("%s is %s otherwise.", name, g.date(1)))
			}
			if disapplies {
				continueWithout = true
			} else {
				g.dates = append(g.dates, name)
			}
		case 6: // duty
			declare("duty")
			for j := range t.between(1, 2, "duties") {
				rule(fmt.Sprintf("duty %s : buyer must act%d%s%s", name, j%2, g.details(), g.tail(true)))
			}
		default:
			declare("duties")
			for j := range t.between(1, 3, "duties") {
				j2 := t.between(0, n-1, "clause")
				p.clauses[j2].sentences = append(p.clauses[j2].sentences, fmt.Sprintf("duty %s : buyer must act%d%s%s", name, j, g.details(), g.tail(false)))
			}
		}
		place()
		if continueWithout {
			continue
		}
		if kind != 7 {
			g.mayNotBe = append(g.mayNotBe, name)
		}
	}
	if chance(t, 15) {
		put("caveat remark \"Remark.\" when " + bare(g.condition(0)) + ".")
	}
	return p
}

// judgment declares a determination: its type and its bounds, which may depend on what is declared before.
func (g *gen) judgment(p *policy, name string) (typ, bounds string) {
	t := g.t
	some := func(percent int, format string, xs ...func() string) string {
		if !chance(t, percent) {
			return ""
		}
		var args []any
		for _, x := range xs {
			args = append(args, x())
		}
		return fmt.Sprintf(" "+format, args...)
	}
	condition := func() string { return g.condition(0) }
	where := func() string { return oneOf(t, []string{"", " when " + g.condition(0), " unless " + g.condition(0)}) }
	amount, day := func() string { return g.amount(0) }, func() string { return g.date(1) }
	draws := func(draw func(dice) string) { p.inputs = append(p.inputs, input{name, draw}) }
	kind := t.between(0, 7, "judgment")
	if g.finite {
		kind %= 2
	}
	switch kind {
	case 0:
		bounds = some(30, "exactly %s when %s", func() string { return oneOf(t, []string{"yes", "no"}) }, condition)
		draws(fixed("true", "false"))
		g.bools = append(g.bools, name)
		return "yes or no", bounds
	case 1:
		ms := []string{"good" + name, "fair" + name, "poor" + name}
		bounds = some(40, "among "+ms[0]+", "+ms[1]+" when %s", condition) + some(15, "not "+ms[1]+" unless %s", condition)
		draws(fixed(quoted(ms)...))
		g.enums[name], g.enumNames = ms, append(g.enumNames, name)
		return "one of " + strings.Join(ms, ", "), bounds
	case 2:
		ms := []string{"box" + name, "card" + name}
		bounds = some(50, "among "+ms[0]+"%s", where)
		draws(subset(ms))
		g.sets[name], g.setNames = ms, append(g.setNames, name)
		return "set of " + strings.Join(ms, ", "), bounds
	case 3:
		bounds = some(40, "not before %s%s", day, where) + some(40, "not after %s%s", day, where) + some(20, "exactly %s%s", day, where)
		draws(fixed(quoted(dayNames)...))
		g.dates = append(g.dates, name)
		return "date", bounds
	case 4:
		bounds = some(50, "at least 0%%%s", where) + some(50, "at most 50%%%s", where) + some(20, "exactly 5%% unless %s", condition)
		draws(fixed(quoted(percentsX)...))
		g.percents = append(g.percents, name)
		return "percent", bounds
	case 5:
		bounds = some(30, "above 0%s", where) + some(50, "below 2%s", where) + some(20, "at most 1%s", where)
		draws(fixed("0", "1", "2"))
		g.numbers = append(g.numbers, name)
		return oneOf(t, []string{"number", "whole number"}), bounds
	}
	bounds = some(80, "at least 0 EUR") + some(30, "at least %s%s", amount, where) + some(50, "at most %s%s", amount, where) +
		some(20, "below %s%s", amount, where) + some(40, "exactly %s unless %s", func() string { return oneOf(t, []string{"0 EUR", g.amount(0)}) }, condition)
	draws(drawMoney)
	g.amounts = append(g.amounts, name)
	return "money", bounds
}

func (g *gen) details() string {
	out := ""
	if chance(g.t, 30) {
		out += " to seller"
	}
	if chance(g.t, 30) {
		out += " amount " + g.amount(0)
	}
	if chance(g.t, 40) {
		out += " by " + g.date(1)
	}
	return out
}

// drawCase gives values to some inputs, as a fact file in JSON.
func drawCase(t dice, p *policy) map[string]string {
	out := map[string]string{}
	share := oneOf(t, []int{30, 60, 80, 100})
	for _, in := range p.inputs {
		if chance(t, share) {
			out[in.name] = in.draw(t)
		}
	}
	return out
}

func writeCase(c map[string]string) string {
	var names []string
	for n := range c {
		names = append(names, n)
	}
	slices.Sort(names)
	var parts []string
	for _, n := range names {
		parts = append(parts, fmt.Sprintf("%q: %s", n, c[n]))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
