package casetest

import (
	"fmt"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Failure is an expectation that is not met.
type Failure struct {
	Span source.Span // of the sentence
	// Got is what the policy answers instead, in the words of a test: "outcome is refused".
	Got string
	// Why says which clauses decided, and why others did not.
	Why []Reason
	// Values are what the deciding clauses read, each with its value.
	Values []Value
	// Suggest is the sentence that would pass; empty where there is none.
	Suggest string
}

// Reason is a clause with what its sentence did.
type Reason struct {
	Clause string
	Text   string
	Span   source.Span // of the sentence in the policy
}

// Value is something that was read.
type Value struct{ Name, Value string }

// failures are the expectations that the answer does not meet.
func (c *Case) failures(g *engine.Program, r *Result) []Failure {
	if r.Outcome == nil {
		return c.refusals(r.Problems)
	}
	var out []Failure
	for i := range c.expect {
		if !c.meets(g, i, r.Outcome) {
			out = append(out, c.failure(c.expectation(g, i, r.Outcome), c.expect[i], r.Outcome))
		}
	}
	return out
}

// refusals are the failures of a case that was refused.
func (c *Case) refusals(problems []outcome.Problem) []Failure {
	if c.refusedAsExpected(problems) {
		return nil
	}
	var why []Reason
	var suggest []string
	for _, p := range problems {
		path := p.Path
		if path == "" {
			path = "the case"
		}
		why = append(why, Reason{Clause: p.Clause, Text: fmt.Sprintf("error[%s] on %s: %s", p.Code, path, p.Message)})
		if p.Path != "" {
			suggest = append(suggest, "expect error on "+p.Path+".")
		}
	}
	var out []Failure
	for _, s := range c.expect {
		if s.Kind == ast.StepError && problemsAt(problems, s.Path) {
			continue
		}
		f := Failure{Span: s.Span, Got: "the facts are refused", Why: why}
		if len(out) == 0 {
			f.Suggest = strings.Join(suggest, " ")
		}
		out = append(out, f)
	}
	if len(out) == 0 { // every expected error is there, and others
		out = append(out, Failure{Span: c.Span, Got: "the facts are refused, also for what the test does not expect", Why: why, Suggest: strings.Join(suggest, " ")})
	}
	return out
}

// failure says what the answer is instead.
func (c *Case) failure(e expectation, s ast.TestStep, res *outcome.Result) Failure {
	f := Failure{Span: s.Span}
	switch s.Kind {
	case ast.StepError:
		f.Got = "the facts are accepted: every value is within its bounds"
		return f
	case ast.StepDuty, ast.StepNoDuty:
		c.dutyFailure(&f, e, res)
		return f
	case ast.StepCaveat:
		f.Got = caveatsOf(res)
		return f
	}
	d := answer(res, s.Name.Text)
	if d == nil {
		f.Got = "the version of the policy that applies does not answer " + s.Name.Text
		return f
	}
	if s.Kind == ast.StepCites || s.Kind == ast.StepCitesNot {
		f.citations(e, d)
		return f
	}
	f.Got = answerWritten(d)
	f.Suggest = "expect " + f.Got + "."
	f.explain(e, d, res)
	return f
}

// answerWritten is a decision's answer as a test expects it.
func answerWritten(d *outcome.Decision) string {
	name := d.Decision.Name
	switch d.Status {
	case outcome.NotApplicable:
		return name + " is not applicable"
	case outcome.NotGoverned:
		return name + " is not governed"
	case outcome.Conflict:
		return name + " is in conflict"
	case outcome.NeedsFacts:
		return name + " needs " + strings.Join(needed(d), ", ")
	case outcome.NeedsDetermination:
		return name + " awaits " + strings.Join(awaited(d), ", ")
	}
	return name + " is " + Written(d.Decision.Type, d.Value)
}

// citations says what is cited, and as what.
func (f *Failure) citations(e expectation, d *outcome.Decision) {
	if len(d.Citations) == 0 {
		f.Got = d.Decision.Name + " cites no clause"
	} else {
		f.Got = d.Decision.Name + " cites other clauses"
		if e.Kind == ast.StepCitesNot {
			f.Got = d.Decision.Name + " cites it"
		}
	}
	var kept []string
	for _, c := range d.Citations {
		f.Why = append(f.Why, Reason{Clause: c.Clause.ID, Text: c.Effect.String(), Span: c.Clause.Span})
	}
	for _, c := range e.Clauses {
		if cites(d, c.Value) == (e.Kind == ast.StepCites) {
			kept = append(kept, quoted(c.Value))
		}
	}
	if len(kept) > 0 {
		verb := "cites"
		if e.Kind == ast.StepCitesNot {
			verb = "does not cite"
		}
		f.Suggest = "expect " + d.Decision.Name + " " + verb + " clause " + strings.Join(kept, ", ") + "."
	}
}

func caveatsOf(res *outcome.Result) string {
	var names []string
	for _, c := range res.Caveats {
		names = append(names, c.Name)
	}
	if len(names) == 0 {
		return "no caveat applies"
	}
	return "these caveats apply: " + strings.Join(names, ", ")
}

// dutyFailure lists the duties that arise.
func (c *Case) dutyFailure(f *Failure, e expectation, res *outcome.Result) {
	f.Got = "no duty arises"
	var near *value.DutyValue
	for _, d := range res.Duties {
		if d.Pending || d.Value.Duty() == nil {
			continue
		}
		f.Got = "other duties arise"
		if e.Kind == ast.StepNoDuty {
			f.Got = "it arises"
		}
		got := d.Value.Duty()
		f.Why = append(f.Why, Reason{Clause: d.Rule.Clause.ID, Text: Written(nil, d.Value), Span: d.Rule.Span})
		if got.Who == e.duty.Who && got.What == e.duty.What {
			near = got
		}
	}
	if near != nil {
		f.Suggest = "expect " + Written(nil, value.OfDuty(near)) + "."
	}
	for _, rule := range rulesOf(res) {
		if rec := res.Rules[rule.ID]; rule.Duty != nil && rule.Duty.What == e.duty.What && rec.Status != outcome.Applied {
			f.Why = append(f.Why, because(rec))
		}
	}
}

func rulesOf(res *outcome.Result) []*tree.Rule {
	var out []*tree.Rule
	for _, r := range res.Rules {
		if r.Rule != nil {
			out = append(out, r.Rule)
		}
	}
	return out
}

// explain says which clauses decided, why those that would have given what is expected did not, and what all of them read.
func (f *Failure) explain(e expectation, d *outcome.Decision, res *outcome.Result) {
	var read []tree.Expr
	if d.Status == outcome.NotApplicable && d.Decision.Arises != nil {
		id := ""
		if d.Decision.ArisesClause != nil {
			id = d.Decision.ArisesClause.ID
		}
		f.Why = append(f.Why, Reason{Clause: id, Text: "the question does not arise: " + shown(d.Decision.Arises.Pos()) + " does not hold", Span: d.Decision.Arises.Pos()})
		read = append(read, d.Decision.Arises)
	}
	for _, rule := range d.Decision.Rules {
		rec := res.Rules[rule.ID]
		wanted := e.Kind == ast.StepIs && gives(rule, e.value)
		if rec.Rule == nil || rec.Status != outcome.Applied && rec.Status != outcome.Open && !wanted && !binding(rule) {
			continue
		}
		f.Why = append(f.Why, because(rec))
		rule.Exprs(func(x tree.Expr) { read = append(read, x) })
	}
	f.Values = valuesRead(read, res)
}

// binding tells whether a sentence is a line of an account.
func binding(r *tree.Rule) bool { return r.Kind >= tree.Add }

// gives tells whether a rule is written to give the value.
func gives(r *tree.Rule, v value.Value) bool {
	switch r.Kind {
	case tree.Member:
		return v.Kind == value.Set && v.N>>r.Member&1 == 1
	case tree.Value:
		l, ok := r.Value.(*tree.Lit)
		return !ok || l.CurrencyOf != nil || value.Equal(l.Value, v)
	}
	return false
}

// because says what became of a rule.
func because(rec outcome.RuleRecord) Reason {
	r := Reason{Clause: rec.Rule.Clause.ID, Span: rec.Rule.Span}
	part := func(words string) string {
		if rec.Because == nil {
			return ""
		}
		return words + shown(rec.Because.Pos())
	}
	switch rec.Status {
	case outcome.Applied:
		r.Text = "applies: " + shown(rec.Rule.Span)
	case outcome.Defeated:
		r.Text = "gives way: " + shown(rec.Rule.Span)
		switch {
		case rec.By != nil:
			r.Text += " — defeated by clause " + quoted(rec.By.Clause.ID)
		case rec.ByDisapply != nil:
			r.Text += " — disapplied by clause " + quoted(rec.ByDisapply.Clause.ID)
		}
	case outcome.Failed:
		r.Text = "does not apply: " + shown(rec.Rule.Span) + part(" — settled by: ")
	case outcome.NotApplicableRule:
		r.Text = "does not arise: " + shown(rec.Rule.Span) + part(" — because of: ")
	case outcome.Open:
		r.Text = "is open: " + shown(rec.Rule.Span)
	default:
		r.Text = "is not reached: " + shown(rec.Rule.Span)
	}
	return r
}

// shown is a piece of the source on one line, cut short.
func shown(s source.Span) string {
	text := []rune(strings.Join(strings.Fields(s.Text()), " "))
	const most = 110
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

// valuesRead are the inputs, and the decisions, that expressions read, through terms, in the order in which they are met.
func valuesRead(xs []tree.Expr, res *outcome.Result) []Value {
	var out []Value
	seen := map[any]bool{}
	var walk func(x tree.Expr)
	add := func(key any, name, text string) {
		if !seen[key] {
			seen[key] = true
			out = append(out, Value{name, text})
		}
	}
	walk = func(x tree.Expr) {
		tree.Walk(x, func(y tree.Expr) bool {
			switch y := y.(type) {
			case *tree.InputRef:
				add(y.Input, y.Input.Name, inputText(res, y.Input))
			case *tree.Happened:
				add(y.Event, y.Event.Name, inputText(res, y.Event))
			case *tree.TermRef:
				if !seen[y.Term] {
					seen[y.Term] = true
					walk(y.Term.Body)
				}
			case *tree.ReadingRef:
				for _, u := range res.Readings {
					if u.Ambiguity == y.Ambiguity {
						add(y.Ambiguity, y.Ambiguity.Name, y.Ambiguity.Readings[u.Reading].Name)
					}
				}
			case *tree.DecisionRef:
				if d := answer(res, y.Decision.Name); d != nil {
					add(y.Decision, d.Decision.Name, strings.TrimPrefix(strings.TrimPrefix(answerWritten(d), d.Decision.Name+" "), "is "))
				}
			default: // reads nothing by itself
			}
			return true
		})
	}
	for _, x := range xs {
		walk(x)
	}
	return out
}

// inputText is an input as the case has it.
func inputText(res *outcome.Result, in *tree.Input) string {
	if in.Index >= len(res.Inputs) {
		return "unknown"
	}
	u := res.Inputs[in.Index]
	switch {
	case u.Value.Kind == value.Invalid && in.Kind == tree.Event:
		return "has not happened"
	case u.Value.Kind == value.Invalid:
		return "unknown"
	case u.Assumed:
		return Written(in.Type, u.Value) + " (assumed)"
	case u.Fixed:
		return Written(in.Type, u.Value) + " (the only value left)"
	}
	return Written(in.Type, u.Value)
}
