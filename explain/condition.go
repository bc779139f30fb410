package explain

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain/english"
	"github.com/clausewise/clausewise/explain/known"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Teller says in sentences what the conditions of a decided case were.
type Teller struct {
	voice
	known *known.Case
	// plainly leaves out what only those need who work with the policy.
	plainly bool
	its     string // what "it" stands for in the condition of a list's element: the opening
}

// NewTeller makes a teller for a decided case.
func NewTeller(res *outcome.Result) *Teller {
	return &Teller{voice: voiceOf(res.Policy), known: known.New(res)}
}

// Condition says that a condition is met, or that it is not, with the values that make it so: the complaint was sent on 20 June 2024, day 16
// of 14. It is empty where the values are not known, and for what depends on the reading of the text alone.
func (t *Teller) Condition(x tree.Expr) string {
	holds, ok := t.known.Truth(x)
	if !ok {
		return ""
	}
	return t.state(x, holds)
}

// state says that x is as holds says.
func (t *Teller) state(x tree.Expr, holds bool) string {
	switch x := x.(type) {
	case *tree.InputRef:
		return t.fact(x.Input, holds)
	case *tree.TermRef:
		return t.state(x.Term.Body, holds)
	case *tree.DecisionRef:
		return t.asked(x.Decision) + " is " + quoted(yesNo(holds))
	case *tree.FieldOf:
		return t.fieldFact(x, holds)
	case *tree.Not:
		return t.state(x.X, !holds)
	case *tree.And:
		return t.joined(x.Xs, holds, holds)
	case *tree.Or:
		return t.joined(x.Xs, holds, !holds)
	case *tree.Compare:
		return t.compared(x, holds)
	case *tree.Within:
		return t.within(x, holds)
	case *tree.OneOf:
		return t.oneOf(x, holds)
	case *tree.In:
		return t.in(x, holds)
	case *tree.IsEmpty:
		return t.empty(x, holds != x.Not)
	case *tree.Happened:
		return t.happened(x.Event, holds != x.Not)
	case *tree.ArisesTest:
		if holds != x.Not {
			return "the question of " + t.asked(x.Decision) + " arises"
		}
		return "the question of " + t.asked(x.Decision) + " does not arise"
	case *tree.Quant:
		return t.quantified(x, holds)
	}
	return ""
}

// joined says of the parts of "and" and "or" those that settle it: all of them, or the first that alone does.
func (t *Teller) joined(xs []tree.Expr, holds, all bool) string {
	var out []string
	onlyReadings := !slices.ContainsFunc(xs, func(x tree.Expr) bool { return !readingOnly(x) })
	for _, x := range xs {
		if held, ok := t.known.Truth(x); !ok || held != holds || t.byReading(x, holds) && !onlyReadings {
			continue
		}
		if all && holds && (presupposed(x, xs) || arises(x, xs)) {
			continue
		}
		s := t.state(x, holds)
		switch {
		case s == "":
		case !all:
			return s
		default:
			out = merged(out, s)
		}
	}
	return sequence(out)
}

// arises tells whether a part only says that a question arises whose answer another part gives.
func arises(x tree.Expr, xs []tree.Expr) bool {
	a, ok := x.(*tree.ArisesTest)
	return ok && slices.ContainsFunc(xs, func(y tree.Expr) bool { return y != x && slices.Contains(decisionsOf(y), a.Decision) })
}

// byReading tells whether the reading of the text alone makes a part what it is.
func (t *Teller) byReading(x tree.Expr, holds bool) bool {
	if readingOnly(x) {
		return true
	}
	or, ok := x.(*tree.Or)
	if !ok || !holds {
		return false
	}
	for _, y := range or.Xs {
		if held, known := t.known.Truth(y); known && held && readingOnly(y) {
			return true
		}
	}
	return false
}

// presupposed tells whether a part of "and" is a fact without which another part would not be asked: that a complaint was sent goes without
// saying where it is said on which day it was sent.
func presupposed(x tree.Expr, xs []tree.Expr) bool {
	ref, ok := x.(*tree.InputRef)
	if !ok {
		return false
	}
	for _, y := range xs {
		if y == x {
			continue
		}
		found := false
		inputsOf(y, func(in *tree.Input) {
			if guard, ok := in.Guard.(*tree.InputRef); ok && guard.Input == ref.Input {
				found = true
			}
		})
		if found {
			return true
		}
	}
	return false
}

// sequence joins sentences; where one of them has an "and" of its own, by semicolons.
func sequence(all []string) string {
	for _, s := range all {
		if strings.Contains(s, " and ") || strings.Contains(s, ", ") {
			return strings.Join(all, "; ")
		}
	}
	return english.List(all, "and")
}

// compared is a comparison, by the kind of what is compared.
func (t *Teller) compared(x *tree.Compare, holds bool) string {
	positive := holds != x.Not
	switch x.X.Type().Kind {
	case types.Date, types.Instant:
		return t.dates(x, positive)
	case types.Enum:
		return t.member(x, positive)
	case types.Set:
		return ""
	case types.Bool:
		v, ok := t.known.Truth(x.X)
		if !ok {
			return ""
		}
		return t.state(x.X, v)
	}
	return t.amounts(x, positive)
}

// member says which member of an enumeration it is.
func (t *Teller) member(x *tree.Compare, positive bool) string {
	if ref, ok := x.X.(*tree.ReadingRef); ok {
		return "the text is read as " + t.readingText(t.known.Reading(ref.Ambiguity))
	}
	v, ok := t.known.Value(x.X)
	if !ok {
		return ""
	}
	other, ok := t.known.Value(x.Y)
	if !ok {
		return ""
	}
	is := t.is(x.X, quoted(t.say(x.X.Type(), v)))
	const two = 2
	if is == "" || positive || len(x.X.Type().Members) <= two {
		return is
	}
	return is + ", not " + quoted(t.say(x.Y.Type(), other))
}

func (t *Teller) readingText(r *tree.Reading) string { return quoted(r.Text) }

// is says what an expression that is no day and no condition is.
func (t *Teller) is(x tree.Expr, what string) string {
	switch x := x.(type) {
	case *tree.InputRef:
		if c := english.What(x.Input.Question); c != nil {
			return t.small(c.Say(true)) + " " + what
		}
	case *tree.TermRef:
		return t.is(x.Term.Body, what)
	case *tree.Convert:
		return t.is(x.X, what)
	case *tree.FieldOf:
		if x.Type().Kind == types.Enum && t.fieldName(x) == "by" {
			return "" // said where the element is named
		}
	case *tree.AttrOf:
		if x.Attr == tree.Weekday {
			return "it is a " + what
		}
	}
	thing := t.noun(x)
	return thing + " " + english.Be(thing, false) + " " + what
}

// noun is a noun phrase for an expression, without its value.
func (t *Teller) noun(x tree.Expr) string {
	switch x := x.(type) {
	case *tree.InputRef:
		return t.thing(x.Input)
	case *tree.DecisionRef:
		return t.asked(x.Decision)
	case *tree.TermRef:
		if name := t.words(x.Term.Name); english.IsNoun(name) {
			return english.The(name)
		}
		return t.noun(x.Term.Body)
	case *tree.Convert:
		return t.noun(x.X)
	case *tree.FieldOf:
		return "its " + t.words(t.fieldName(x))
	case *tree.VarRef:
		return "it"
	case *tree.AttrOf:
		return t.attribute(x)
	}
	return t.amount(x)
}

var attributes = [...]string{
	tree.Year: "year", tree.Month: "month", tree.DayOf: "day", tree.Weekday: "weekday", tree.DateOf: "day", tree.FirstDay: "first day",
	tree.LastDayOf: "last day", tree.NumberOf: "number", tree.CurrencyOfMoney: "currency",
}

func (t *Teller) attribute(x *tree.AttrOf) string {
	return "the " + attributes[x.Attr] + " of " + t.noun(x.X)
}

func (t *Teller) oneOf(x *tree.OneOf, holds bool) string {
	if ref, ok := x.X.(*tree.ReadingRef); ok {
		return "the text is read as " + t.readingText(t.known.Reading(ref.Ambiguity))
	}
	v, ok := t.known.Value(x.X)
	if !ok {
		return ""
	}
	s := t.is(x.X, t.quoteMember(x.X.Type(), v))
	if s == "" || holds != x.Not || x.X.Type().Kind != types.Enum {
		return s
	}
	var others []string
	for _, m := range maskNames(x.X.Type().Members, x.Mask) {
		others = append(others, quoted(t.words(m)))
	}
	const most = 3
	if len(others) > most || len(others)+1 >= len(x.X.Type().Members) {
		return s
	}
	return s + ", not " + english.List(others, "or")
}

func (t *Teller) quoteMember(typ *types.Type, v value.Value) string {
	if v.Kind == value.Enum {
		return quoted(t.say(typ, v))
	}
	return t.say(typ, v)
}

// members are the quoted members of a set.
func (t *Teller) members(typ *types.Type, v value.Value) []string {
	var out []string
	for _, m := range maskNames(typ.Members, uint64(v.N)) {
		out = append(out, quoted(t.words(m)))
	}
	return out
}

func (t *Teller) in(x *tree.In, holds bool) string {
	positive := holds != x.Not
	v, ok := t.known.Value(x.X)
	l, ok2 := t.known.Value(x.L)
	if !ok || !ok2 {
		return ""
	}
	switch l.Kind {
	case value.Set:
		return t.includes(x.L, t.say(x.X.Type(), v), positive)
	case value.Period:
		day := t.dated(x.X, v)
		if positive {
			return day + ", in the period from " + t.say(x.L.Type(), l)
		}
		return day + ", outside the period from " + t.say(x.L.Type(), l)
	case value.Calendar:
		return t.say(x.X.Type(), v) + not2(positive, " is a public holiday", " is not a public holiday")
	}
	return t.say(x.X.Type(), v) + not2(positive, " is", " is not") + " among " + t.noun(x.L)
}

func not2(positive bool, yes, no string) string {
	if positive {
		return yes
	}
	return no
}

// includes says that a set has a member, or has not.
func (t *Teller) includes(set tree.Expr, member string, positive bool) string {
	if ref, ok := set.(*tree.InputRef); ok {
		if c := english.What(ref.Input.Question); c != nil {
			return t.small(c.Say(true)) + not2(positive, " ", " no ") + quoted(member)
		}
	}
	thing := t.noun(set)
	if english.Plural(thing) {
		return thing + not2(positive, " include ", " do not include ") + quoted(member)
	}
	return thing + not2(positive, " includes ", " does not include ") + quoted(member)
}

// empty says that a list or set is empty, or what is in it.
func (t *Teller) empty(x *tree.IsEmpty, isEmpty bool) string {
	thing := strings.TrimPrefix(t.noun(x.X), "the ")
	if strings.HasPrefix(thing, "answer to") {
		v, ok := t.known.Value(x.X)
		if !ok {
			return ""
		}
		return "the " + thing + " is " + quoted(t.say(x.X.Type(), v))
	}
	if isEmpty {
		return "there are no " + thing
	}
	v, ok := t.known.Value(x.X)
	if ref, isDecision := x.X.(*tree.DecisionRef); !ok && isDecision {
		v, ok = value.Value{Kind: value.Set, N: int64(t.known.Established(ref.Decision))}, true
	}
	if !ok || v.IsZero() && v.Kind == value.Set && v.N == 0 {
		return ""
	}
	if v.Kind == value.List {
		return "there are " + thing + " (" + strconv.Itoa(len(v.Members())) + ")"
	}
	all := t.members(x.X.Type(), v)
	if one := english.Singular(thing); len(all) == 1 && one != thing {
		return "there is " + english.Article(one) + ": " + all[0]
	}
	return "there are " + thing + ": " + english.List(all, "and")
}

// happened says that an event has happened, or not so far.
func (t *Teller) happened(in *tree.Input, positive bool) string {
	v, ok := t.known.Input(in)
	if positive && ok {
		if k := in.Type.Kind; k == types.Date || k == types.Instant {
			return t.happening(in).sentence(t.say(in.Type, v))
		}
		thing := t.thing(in)
		return thing + " " + english.Be(thing, false) + " " + t.quoteMember(in.Type, v)
	}
	if c := english.When(in.Question); c != nil {
		return t.small(c.Say(false)) + " so far"
	}
	return "there has been no " + strings.TrimPrefix(t.thing(in), "the ") + " so far"
}

func (t *Teller) quantified(q *tree.Quant, holds bool) string {
	all, ok := t.known.Elements(q.Over)
	if !ok {
		return ""
	}
	thing := strings.TrimPrefix(t.noun(q.Over), "the ")
	if len(all) == 0 {
		return "there are no " + thing
	}
	met, unmet, _ := t.known.Meets(q)
	show, truth := met, true
	if q.Kind == ast.Every && !holds || q.Kind != ast.Every && len(met) == 0 {
		show, truth = unmet, false
	}
	const most = 3
	var out []string
	for _, i := range show {
		if len(out) == most {
			out = append(out, "and so on for "+english.Count(len(show)-most, "more", "more"))
			break
		}
		out = append(out, t.element(q, all[i], i, truth))
	}
	return strings.Join(out, "; ")
}

// element says of one element of a list why it met the condition, or why not.
func (t *Teller) element(q *tree.Quant, x value.Value, i int, truth bool) (out string) {
	elem := q.Over.Type().Elem
	if elem == nil || elem.Kind != types.Record {
		t.known.With(q.Var, x, func() { out = t.state(q.Body, truth) })
		if x.Kind == value.Enum {
			return quoted(t.say(&types.Type{Kind: types.Enum, Members: q.Over.Type().Members}, x)) + " is among " + t.noun(q.Over)
		}
		name := t.say(q.Var.T, x)
		if x.Kind == value.Period {
			name = "in the period from " + name
		}
		if out == "" {
			return name
		}
		return name + ": " + out
	}
	was := t.its
	t.its = t.words(elem.Rec.Name)
	t.known.With(q.Var, x, func() { out = t.state(q.Body, truth) })
	name := t.its + " " + strconv.Itoa(i+1) + t.told(elem.Rec, x)
	t.its = was
	if out == "" {
		return name + " (" + t.say(elem, x) + ")"
	}
	return name + ": " + out
}

// told tells an element from the others: by the buyer on 5 June 2024.
func (t *Teller) told(rec *types.RecordType, x value.Value) string {
	by, on := "", ""
	for i, f := range x.Members() {
		switch {
		case f.Kind == value.Enum && rec.Fields[i].Name == "by":
			by = ", by " + t.party(rec.Fields[i].Type.Members[f.N])
		case f.Kind == value.Date && on == "" && !f.Special:
			on = " on " + day(f.Date())
		case f.Kind == value.Instant && on == "":
			on = " on " + day(f.Instant().AsWritten())
		}
	}
	if by == "" && on != "" {
		return "," + on
	}
	return by + on
}

func (t *Teller) fieldName(x *tree.FieldOf) string {
	if rec := x.X.Type().Rec; rec != nil && x.Field < len(rec.Fields) {
		return rec.Fields[x.Field].Name
	}
	return "value"
}

// fieldFact is a yes-or-no field of an element.
func (t *Teller) fieldFact(x *tree.FieldOf, holds bool) string {
	name := t.fieldName(x)
	first, _, _ := strings.Cut(name, "_")
	switch {
	case english.IsParticiple(first), english.IsPreposition(first):
		return "it was" + not(holds) + english.Imperative(t.words(name))
	}
	if s := t.named(name, holds); s != "" {
		return s
	}
	return t.there(name, holds)
}
