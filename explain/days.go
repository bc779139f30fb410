package explain

import (
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain/english"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// dates says how two days stand to each other, with the count where one is the end of a period: day 16 of 14, counted from 4 June 2024.
func (t *Teller) dates(x *tree.Compare, positive bool) string {
	a, ok := t.known.Value(x.X)
	b, ok2 := t.known.Value(x.Y)
	if !ok || !ok2 {
		return ""
	}
	subject := t.dated(x.X, a)
	if a.Kind == value.Date && !a.Special {
		if p := t.period(x.Y); p != nil {
			if count := p.count(a.Date()); count != "" {
				return subject + ", " + count
			}
		}
	}
	return subject + ", " + relation(x.Op, positive) + t.day(x.Y, b)
}

// relation is a comparison in words, negated if it does not hold.
func relation(op ast.CompareOp, positive bool) string {
	if !positive {
		switch op {
		case ast.IsBefore:
			op = ast.IsOnOrAfter
		case ast.IsAfter:
			op = ast.IsOnOrBefore
		case ast.IsOnOrBefore:
			op = ast.IsAfter
		case ast.IsOnOrAfter:
			op = ast.IsBefore
		default:
			return "not on "
		}
	}
	switch op {
	case ast.IsBefore:
		return "before "
	case ast.IsAfter:
		return "after "
	case ast.IsOnOrBefore:
		return "not later than "
	case ast.IsOnOrAfter:
		return "not before "
	}
	return "which is "
}

// dated says of something that it was on a day.
func (t *Teller) dated(x tree.Expr, v value.Value) string {
	at := t.say(x.Type(), v)
	if v.Kind == value.Date && v.Special {
		return t.noun(x) + " is never"
	}
	if h, ok := t.event(x); ok {
		return h.sentence(at)
	}
	thing := t.noun(x)
	return thing + " is " + at
}

// event is what happened on a day that a fact or the field of an element holds.
func (t *Teller) event(x tree.Expr) (happening, bool) {
	switch x := x.(type) {
	case *tree.InputRef:
		return t.happening(x.Input), true
	case *tree.TermRef:
		return t.event(x.Term.Body)
	case *tree.FieldOf:
		name := t.fieldName(x)
		stem := strings.TrimSuffix(strings.TrimSuffix(name, "_on"), "_at")
		first, _, _ := strings.Cut(stem, "_")
		switch {
		case name == "at" || name == "on":
			return happening{noun: "the " + t.its}, true
		case english.IsParticiple(first):
			return happening{clause: "it was " + t.words(stem)}, true
		}
		if c := t.named(stem, true); c != "" {
			return happening{clause: c}, true
		}
		return happening{noun: "its " + t.words(stem)}, true
	case *tree.AttrOf:
		if x.Attr == tree.DateOf {
			return t.event(x.X)
		}
	}
	return happening{}, false
}

// day writes a day with where it comes from: 18 June 2024 (14 days after 4 June 2024, when the buyer got the watch).
func (t *Teller) day(x tree.Expr, v value.Value) string {
	at := t.say(x.Type(), v)
	if v.Special {
		return at
	}
	if h, ok := t.event(x); ok {
		return h.origin(at)
	}
	switch x := x.(type) {
	case *tree.TermRef:
		return t.day(x.Term.Body, v)
	case *tree.DecisionRef:
		if giver := t.giver(x.Decision); giver != nil {
			return t.day(giver.Value, v)
		}
		return at + " (" + t.asked(x.Decision) + ")"
	case *tree.Lit:
		return at
	case *tree.Aggregate:
		if one := t.sole(x); one != nil {
			return t.day(one, v)
		}
		if x.Body != nil {
			return at + " (" + t.together(x) + ")"
		}
	}
	if how := t.reckoning(x); how != "" {
		return at + ", " + how
	}
	return at
}

// giver is the rule that gave a decision its value; nil where it is not a single one.
func (t *Teller) giver(d *tree.Decision) *tree.Rule {
	v, ok := t.known.Decision(d)
	if !ok {
		return nil
	}
	for _, r := range d.Rules {
		rec := t.known.Rule(r)
		if rec != nil && rec.Status == outcome.Applied && r.Kind == tree.Value && value.Equal(rec.Value, v) {
			return r
		}
	}
	return nil
}

// reckoning says how a day is reckoned: 14 days after 4 June 2024 (when the buyer got the watch), that day not counted.
func (t *Teller) reckoning(x tree.Expr) string {
	switch x := x.(type) {
	case *tree.TermRef:
		return t.reckoning(x.Term.Body)
	case *tree.DecisionRef:
		if giver := t.giver(x.Decision); giver != nil {
			return t.reckoning(giver.Value)
		}
	case *tree.Shift:
		from, ok := t.known.Value(x.X)
		if !ok {
			return ""
		}
		s := x.Period.Words + not2(x.Before, " before ", " after ") + t.day(x.X, from)
		if t.given(x.X) && x.Period.Unit == types.CalendarDays && !x.Before && x.Period.N > 1 {
			s += ", that day not counted"
		}
		return s
	case *tree.LastDayFrom:
		from, ok := t.known.Value(x.X)
		if !ok {
			return ""
		}
		return "the last day of " + x.Period.Words + " from and including " + t.day(x.X, from)
	case *tree.WorkingDay:
		inner, ok := t.known.Value(x.X)
		if !ok {
			return ""
		}
		rolled, ok := t.known.Value(x)
		if !ok {
			return ""
		}
		if rolled == inner {
			return t.reckoning(x.X)
		}
		return "the " + not2(x.Before, "last working day before ", "next working day after ") + weekday(inner.Date()) + ", " + t.day(x.X, inner)
	case *tree.AttrOf:
		if s, ok := x.X.(*tree.SchedOn); ok {
			if p, ok := t.known.Value(s); ok {
				return "the " + attributes[x.Attr] + " of the period from " + t.say(s.Type(), p)
			}
		}
	case *tree.ClockOn:
		if v, ok := t.known.Value(x.X); ok {
			return "on " + t.day(x.X, v)
		}
	case *tree.Aggregate:
		return t.choice(x)
	}
	return ""
}

var weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

func weekday(d date.Date) string { return weekdays[d.Weekday()] }

// given tells whether a day is one that was given and not one that is itself reckoned.
func (t *Teller) given(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.TermRef:
		return t.given(x.Term.Body)
	case *tree.Aggregate:
		one := t.sole(x)
		return x.Body != nil || one != nil && t.given(one)
	}
	_, ok := t.event(x)
	return ok
}

// sole is the only argument of an aggregate that arises; nil where there are several.
func (t *Teller) sole(x *tree.Aggregate) tree.Expr {
	var one tree.Expr
	for _, a := range x.Args {
		switch _, ok := t.known.Value(a); {
		case ok && one == nil:
			one = a
		case ok || !t.known.Absent(a):
			return nil
		}
	}
	return one
}

// choice is "earliest of" and the like, with what was chosen among.
func (t *Teller) choice(x *tree.Aggregate) string {
	if x.Body != nil || len(x.Args) < 2 {
		return ""
	}
	if one := t.sole(x); one != nil {
		return t.reckoning(one)
	}
	var all []string
	for _, a := range x.Args {
		v, ok := t.known.Value(a)
		if !ok && t.known.Absent(a) {
			continue
		}
		if !ok {
			return ""
		}
		all = append(all, t.say(a.Type(), v))
	}
	word := map[ast.AggregateOp]string{ast.Earliest: "earliest", ast.Latest: "latest", ast.Smallest: "smallest", ast.Largest: "largest"}[x.Op]
	if word == "" {
		return ""
	}
	const two = 2
	if len(all) == two {
		word = strings.TrimSuffix(word, "st") + "r"
	}
	return "the " + word + " of " + english.List(all, "and")
}

// period is a period of days that ends a comparison.
type period struct {
	t         *Teller
	from      date.Date
	n         int
	words     string
	origin    string
	including bool
	last      date.Date // as counted
	moved     date.Date // after it was moved to a working day
}

// period finds the period of days whose end an expression is; nil if it is none.
func (t *Teller) period(x tree.Expr) *period {
	switch x := x.(type) {
	case *tree.TermRef:
		return t.period(x.Term.Body)
	case *tree.DecisionRef:
		if giver := t.giver(x.Decision); giver != nil {
			return t.period(giver.Value)
		}
	case *tree.WorkingDay:
		p := t.period(x.X)
		moved, ok := t.known.Value(x)
		if p == nil || !ok || x.Before {
			return nil
		}
		p.moved = moved.Date()
		return p
	case *tree.Shift:
		if x.Period.Unit == types.CalendarDays && !x.Before && x.X.Type().Kind == types.Date {
			return t.periodFrom(x, x.X, x.Period, false)
		}
	case *tree.LastDayFrom:
		if x.Period.Unit == types.CalendarDays {
			return t.periodFrom(x, x.X, x.Period, true)
		}
	}
	return nil
}

func (t *Teller) periodFrom(x, from tree.Expr, of tree.PeriodOf, including bool) *period {
	first, ok := t.known.Value(from)
	last, ok2 := t.known.Value(x)
	if !ok || !ok2 || first.Special || last.Special {
		return nil
	}
	return &period{t: t, from: first.Date(), n: of.N, words: of.Words, origin: t.day(from, first), including: including, last: last.Date(), moved: last.Date()}
}

// count says which day of the period a day is; empty for a day before it.
func (p *period) count(d date.Date) string {
	if d < p.from {
		return ""
	}
	n := int(d - p.from)
	counted := "that day not counted"
	if p.including {
		n++
		counted = "that day counted"
	}
	s := "day " + strconv.Itoa(n) + " of " + strconv.Itoa(p.n) + ", counted from " + p.origin + ", " + counted
	if n == 0 {
		s = "the day from which the " + p.words + " are counted (" + p.origin + ")"
	}
	if p.moved != p.last {
		s += "; the last day, " + weekday(p.last) + ", " + day(p.last) + ", moves to " + weekday(p.moved) + ", " + day(p.moved)
	}
	return s
}

// within says that a day lies in a period after or before another, or outside it.
func (t *Teller) within(x *tree.Within, holds bool) string {
	v, ok := t.known.Value(x.X)
	first, last, ok2 := t.known.Ends(x)
	if !ok || !ok2 {
		return ""
	}
	from, ok := t.known.Value(x.Y)
	if !ok {
		return ""
	}
	s := t.dated(x.X, v)
	if !x.Before && x.Period.Unit == types.CalendarDays && v.Kind == value.Date && v.Date() >= first.Date() {
		p := &period{t: t, from: first.Date(), n: x.Period.N, words: x.Period.Words, origin: t.day(x.Y, from), last: last.Date(), moved: last.Date()}
		return s + ", " + p.count(v.Date())
	}
	return s + not2(holds != x.Not, ", within ", ", not within ") + x.Period.Words + not2(x.Before, " before ", " after ") + t.day(x.Y, from) +
		", that is, from " + t.say(x.Y.Type(), first) + " to " + t.say(x.Y.Type(), last)
}
