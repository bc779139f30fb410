package difftest

import (
	"fmt"
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
