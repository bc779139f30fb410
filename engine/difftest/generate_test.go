package difftest

import (
	"fmt"
	"slices"
	"strings"
)

// policy is a generated policy, kept in pieces so that its clauses can be put in another order.
type policy struct {
	head    []string // header, records, facts, schedule, decisions, ambiguity
	clauses []clauseText
	inputs  []input
}

type clauseText struct {
	id        string
	sentences []string
}

// text writes the policy with its clauses in the given order; nil for that in which they were made.
func (p *policy) text(order []int) string {
	var b strings.Builder
	for _, h := range p.head {
		b.WriteString(h + "\n")
	}
	b.WriteString("section \"S\" {\n")
	for i := range p.clauses {
		c := p.clauses[i]
		if order != nil {
			c = p.clauses[order[i]]
		}
		if len(c.sentences) == 0 {
			fmt.Fprintf(&b, "clause %q informational \"a heading\"\n", c.id)
			continue
		}
		fmt.Fprintf(&b, "clause %q \"summary\" {\n", c.id)
		for _, s := range c.sentences {
			b.WriteString("  " + s + "\n")
		}
		b.WriteString("}\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// input is a fact or determination and how a value for it is drawn, written in JSON.
type input struct {
	name string
	draw func(t dice) string
}

// gen is what may be mentioned at the place where the generator is.
type gen struct {
	t         dice
	bools     []string
	enums     map[string][]string // name: members; facts, determinations and decisions
	dates     []string
	amounts   []string
	percents  []string
	numbers   []string
	sets      map[string][]string
	setNames  []string
	enumNames []string
	records   []string // lists of records
	dateLists []string
	events    []string
	mayNotBe  []string // decisions that may not arise
	calendar  bool
	schedule  bool
	inElement string // the variable of the quantifier we are in
	inPeriod  string
	finite    bool
}

func (g *gen) pick(xs []string) string { return oneOf(g.t, xs) }

var (
	dayNames  = []string{"2024-02-26", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02", "2024-03-04", "2024-03-15"}
	sums      = []string{"0", "50", "100", "100.05", "250"}
	percentsX = []string{"0%", "5%", "50%", "100%"}
	periods   = []string{"1 days", "3 days", "2 weeks", "1 months", "1 years"}
)

func quoted(xs []string) []string {
	var out []string
	for _, x := range xs {
		out = append(out, `"`+x+`"`)
	}
	return out
}

// date is an expression of type date.
func (g *gen) date(depth int) string {
	n := g.t.between(0, 9, "date")
	if depth > 0 {
		switch n {
		case 0, 1:
			return fmt.Sprintf("%s %s %s", oneOf(g.t, periods), oneOf(g.t, []string{"after", "before"}), g.date(depth-1))
		case 2:
			if g.calendar {
				return fmt.Sprintf("working day %s %s", oneOf(g.t, []string{"on or after", "on or before"}), g.date(depth-1))
			}
		case 3:
			if g.calendar {
				return fmt.Sprintf("%d working days %s %s", g.t.between(1, 3, "n"), oneOf(g.t, []string{"after", "before"}), g.date(depth-1))
			}
		case 4:
			return fmt.Sprintf("last day of %s from and including %s", oneOf(g.t, periods), g.date(depth-1))
		case 5:
			return fmt.Sprintf("%s of (%s, %s)", oneOf(g.t, []string{"latest", "earliest"}), g.date(depth-1), g.date(depth-1))
		case 6:
			if g.schedule {
				return fmt.Sprintf("%s of (grid on %s)", oneOf(g.t, []string{"first_day", "last_day"}), g.date(depth-1))
			}
		}
	}
	if g.inElement != "" && n == 7 {
		return "on_day of " + g.inElement
	}
	if g.inPeriod != "" && n >= 6 {
		return oneOf(g.t, []string{"first_day", "last_day"}) + " of " + g.inPeriod
	}
	if n == 8 || len(g.dates) == 0 {
		return oneOf(g.t, dayNames)
	}
	return g.pick(g.dates)
}

// amount is an expression of type money, at the level of a sum.
func (g *gen) amount(depth int) string {
	n := g.t.between(0, 9, "amount")
	if depth > 0 {
		switch n {
		case 0:
			return fmt.Sprintf("(%s %s %s)", g.amount(depth-1), oneOf(g.t, []string{"plus", "less"}), g.amount(depth-1))
		case 1:
			return fmt.Sprintf("%s of (%s, %s)", oneOf(g.t, []string{"smallest", "largest", "sum"}), g.amount(depth-1), g.amount(depth-1))
		case 2:
			return fmt.Sprintf("(%s of %s)", oneOf(g.t, append([]string{"10%"}, g.percents...)), g.amount(0))
		case 3:
			if len(g.records) > 0 && g.inElement == "" {
				inner := *g
				inner.inElement = "x"
				where := ""
				if chance(g.t, 50) {
					where = " where " + inner.condition(0)
				}
				return fmt.Sprintf("sum of (worth of x for each x in %s%s)", g.pick(g.records), where)
			}
		}
	}
	if g.inElement != "" && n == 7 {
		return "worth of " + g.inElement
	}
	if n == 8 || len(g.amounts) == 0 {
		return oneOf(g.t, sums) + " EUR"
	}
	return g.pick(g.amounts)
}

// condition is an expression of type yes or no that needs no parentheses as an operand of and, or and not.
func (g *gen) condition(depth int) string {
	if depth > 0 && chance(g.t, 50) {
		n := g.t.between(2, 3, "operands")
		var xs []string
		for range n {
			xs = append(xs, g.condition(depth-1))
		}
		return "(" + strings.Join(xs, " "+oneOf(g.t, []string{"and", "or"})+" ") + ")"
	}
	if chance(g.t, 15) {
		return "(not " + g.literal() + ")"
	}
	return g.literal()
}

// literal is a condition without connectives, in parentheses where that is safer.
func (g *gen) literal() string {
	var forms []func() string
	add := func(weight int, f func() string) {
		for range weight {
			forms = append(forms, f)
		}
	}
	// What is said of all elements mostly speaks of the element.
	if (g.inElement != "" || g.inPeriod != "") && chance(g.t, purity) {
		g.ofElement(add)
		return oneOf(g.t, forms)()
	}
	if len(g.bools) > 0 {
		add(4, func() string { return g.pick(g.bools) })
	}
	if len(g.enumNames) > 0 {
		add(3, func() string {
			name := g.pick(g.enumNames)
			ms := g.enums[name]
			if chance(g.t, 30) {
				return fmt.Sprintf("%s is %sone of %s, %s", name, oneOf(g.t, []string{"", "not "}), ms[0], ms[1])
			}
			return fmt.Sprintf("%s is %s%s", name, oneOf(g.t, []string{"", "", "not "}), g.pick(ms))
		})
	}
	if len(g.setNames) > 0 {
		add(2, func() string {
			name := g.pick(g.setNames)
			if chance(g.t, 50) {
				return fmt.Sprintf("%s is %sempty", name, oneOf(g.t, []string{"", "not "}))
			}
			return fmt.Sprintf("%s %s %s", name, oneOf(g.t, []string{"includes", "does not include"}), g.pick(g.sets[name]))
		})
		add(1, func() string {
			name := g.pick(g.setNames)
			return fmt.Sprintf("%s m in %s has (m is one of %s, %s)", oneOf(g.t, []string{"some", "every", "no"}), name, g.sets[name][0], g.sets[name][1])
		})
	}
	if !g.finite {
		g.measures(add)
	}
	if len(g.events) > 0 {
		add(1, func() string { return g.pick(g.events) + " has happened" })
	}
	if len(g.dateLists) > 0 {
		add(1, func() string { return fmt.Sprintf("%s is in %s", g.date(0), g.pick(g.dateLists)) })
		add(1, func() string { return g.pick(g.dateLists) + " is empty" })
	}
	if len(g.numbers) > 0 {
		add(1, func() string {
			return fmt.Sprintf("%s is %s %d", g.pick(g.numbers), oneOf(g.t, []string{"at least", "above", "below"}), g.t.between(0, 3, "n"))
		})
	}
	if len(g.mayNotBe) > 0 {
		add(1, func() string { return g.pick(g.mayNotBe) + " " + oneOf(g.t, []string{"arises", "does not arise"}) })
	}
	if len(g.records) > 0 && g.inElement == "" && g.inPeriod == "" {
		add(3, func() string {
			inner := *g
			inner.inElement = "r"
			return fmt.Sprintf("%s r in %s has (%s)", oneOf(g.t, []string{"some", "every", "no"}), g.pick(g.records), bare(inner.condition(1)))
		})
	}
	if len(g.records) > 0 && g.inElement == "r" { // about two members at once
		add(1, func() string {
			inner := *g
			inner.inElement = "s"
			return fmt.Sprintf("(%s s in %s has (%s and on_day of s is before on_day of r))", oneOf(g.t, []string{"some", "every", "no"}), g.pick(g.records), bare(inner.literal()))
		})
	}
	if g.schedule && g.inElement == "" && g.inPeriod == "" && len(g.dates) > 0 {
		add(1, func() string {
			inner := *g
			inner.inPeriod = "p"
			return fmt.Sprintf("%s p in (grid ending before %s) has (%s)", oneOf(g.t, []string{"some", "every", "no"}), g.pick(g.dates), bare(inner.condition(1)))
		})
		add(1, func() string { return fmt.Sprintf("%s is in (grid on %s)", g.date(0), g.pick(g.dates)) })
	}
	return oneOf(g.t, forms)()
}

// purity is how many of the conditions on elements speak of the element, in percent.
var purity = 85

// ofElement adds the forms that speak of the element of a list or of the period of a schedule.
func (g *gen) ofElement(add func(int, func() string)) {
	if g.inPeriod != "" {
		add(1, func() string {
			return fmt.Sprintf("%s of %s is %s %s", oneOf(g.t, []string{"first_day", "last_day"}), g.inPeriod, oneOf(g.t, []string{"before", "after"}), g.date(0))
		})
		add(1, func() string { return g.date(0) + " is in " + g.inPeriod })
	}
	if g.inElement != "" {
		x := g.inElement
		add(6, func() string { return "sound of " + x })
		add(4, func() string { return "approved of " + x })
		add(4, func() string { return "maker of " + x + " is " + oneOf(g.t, []string{"owner", "shop", "factory"}) })
		add(3, func() string {
			return "on_day of " + x + " is " + oneOf(g.t, []string{"before ", "on or after "}) + g.date(0)
		})
		add(2, func() string { return "worth of " + x + " is above " + g.amount(0) })
		add(1, func() string { return "flaws of " + x + " includes " + oneOf(g.t, []string{"dent", "scratch"}) })
		add(1, func() string { return "flaws of " + x + " is empty" })
		if x == "r" {
			add(1, func() string {
				return fmt.Sprintf("sum of (worth of y for each y in %s where on_day of y is before on_day of r) is above %s", g.pick(g.records), g.amount(0))
			})
			add(1, func() string {
				return fmt.Sprintf("some y in %s has (on_day of y is before on_day of r and %s)", g.pick(g.records), oneOf(g.t, []string{"sound of y", "sound of r", "maker of y is owner", "worth of y is above worth of r"}))
			})
		}
	}
}

// measures adds the forms that compare days and amounts.
func (g *gen) measures(add func(int, func() string)) {
	add(3, func() string {
		return fmt.Sprintf("%s is %s %s", g.date(1), oneOf(g.t, []string{"before", "after", "on or before", "on or after"}), g.date(2))
	})
	add(1, func() string {
		return fmt.Sprintf("%s is within %s %s %s", g.date(0), oneOf(g.t, periods), oneOf(g.t, []string{"after", "before"}), g.date(0))
	})
	add(3, func() string {
		return fmt.Sprintf("%s is %s %s", g.amount(1), oneOf(g.t, []string{"at least", "at most", "above", "below"}), g.amount(2))
	})
}

// bare removes the outermost parentheses that the generator put around a condition.
func bare(s string) string {
	if strings.HasPrefix(s, "(not ") || strings.HasPrefix(s, "(") && closes(s) == len(s)-1 {
		return s[1 : len(s)-1]
	}
	return s
}

func closes(s string) int {
	depth := 0
	for i, c := range s {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// tail is the end of a sentence.
func (g *gen) tail(always bool) string {
	n := g.t.between(0, 9, "tail")
	switch {
	case n < 5 || always && n < 8:
		return " when " + bare(g.condition(1)) + "."
	case n < 7:
		return " unless " + bare(g.condition(0)) + "."
	case n == 7:
		return " when " + bare(g.condition(0)) + " unless " + bare(g.condition(0)) + "."
	case always:
		return " when " + bare(g.condition(1)) + "."
	}
	return "."
}

// guard is "asked when C" sometimes.
func (g *gen) guard(percent int) string {
	if g.finite || len(g.bools)+len(g.enumNames) == 0 || !chance(g.t, percent) {
		return ""
	}
	if len(g.enumNames) == 0 || len(g.bools) > 0 && chance(g.t, 60) {
		return " asked when " + g.pick(g.bools)
	}
	name := g.pick(g.enumNames)
	return fmt.Sprintf(" asked when %s is %s%s", name, oneOf(g.t, []string{"", "not "}), g.pick(g.enums[name]))
}

func fixed(values ...string) func(dice) string {
	return func(t dice) string { return oneOf(t, values) }
}

func listOf(each func(dice) string, most int) func(dice) string {
	return func(t dice) string {
		var xs []string
		for range t.between(0, most, "length") {
			xs = append(xs, each(t))
		}
		return "[" + strings.Join(xs, ", ") + "]"
	}
}

func subset(members []string) func(dice) string {
	return func(t dice) string {
		var xs []string
		for _, m := range members {
			if chance(t, 40) {
				xs = append(xs, `"`+m+`"`)
			}
		}
		return "[" + strings.Join(xs, ", ") + "]"
	}
}

func drawMoney(t dice) string { return `{"amount": "` + oneOf(t, sums) + `", "currency": "EUR"}` }

var itemFields = []input{
	{"on_day", fixed(quoted(dayNames)...)},
	{"sound", fixed("true", "false")},
	{"approved", fixed("true", "false")},
	{"maker", fixed(`"owner"`, `"shop"`, `"factory"`)},
	{"worth", drawMoney},
	{"flaws", subset([]string{"dent", "scratch"})},
}

// drawItem draws a record of which some fields may be unknown.
func drawItem(t dice) string {
	var fs []string
	for _, f := range itemFields {
		if chance(t, 75) {
			fs = append(fs, fmt.Sprintf("%q: %s", f.name, f.draw(t)))
		}
	}
	return "{" + strings.Join(fs, ", ") + "}"
}

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
		judgment := t.between(0, 2, "judgment")
		if finite {
			judgment = min(judgment, 1)
		}
		switch judgment {
		case 0:
			bound := ""
			if chance(t, 30) {
				bound = fmt.Sprintf(" exactly %s when %s", oneOf(t, []string{"yes", "no"}), g.condition(0))
			}
			put(fmt.Sprintf("determination %s : yes or no by court%s%s \"Q?\".", name, bound, g.guard(30)))
			p.inputs = append(p.inputs, input{name, fixed("true", "false")})
			g.bools = append(g.bools, name)
		case 1:
			ms := []string{"good" + name, "fair" + name, "poor" + name}
			bound := ""
			if chance(t, 40) {
				bound = fmt.Sprintf(" among %s, %s when %s", ms[0], ms[1], g.condition(0))
			}
			put(fmt.Sprintf("determination %s : one of %s by court%s%s \"Q?\".", name, strings.Join(ms, ", "), bound, g.guard(30)))
			p.inputs = append(p.inputs, input{name, fixed(quoted(ms)...)})
			g.enums[name], g.enumNames = ms, append(g.enumNames, name)
		default:
			bound := ""
			if chance(t, 40) {
				bound = " at most " + g.amount(0)
			}
			if chance(t, 40) {
				bound += fmt.Sprintf(" exactly 0 EUR unless %s", g.condition(0))
			}
			put(fmt.Sprintf("determination %s : money by court at least 0 EUR%s%s \"Q?\".", name, bound, g.guard(30)))
			p.inputs = append(p.inputs, input{name, drawMoney})
			g.amounts = append(g.amounts, name)
		}
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
