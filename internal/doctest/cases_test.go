package doctest

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/clausewise/clausewise/dsl"
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/parser"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/stdlib/money"
)

// tests parses a block of tests and runs those that are not to do, under the policies that stand above in the page.
func (p *page) tests(b *block) {
	file, found := parser.Parse(source.NewFile(p.name, b.text), parser.DefaultLimits)
	for _, d := range found.All() {
		p.errorf(b, "%v", (&dsl.Error{Diagnostic: d}).Error())
	}
	given := map[string]map[string]any{}
	for _, item := range file.Items {
		test, ok := item.(*ast.Test)
		if !ok {
			continue
		}
		facts := map[string]any{}
		if test.Like != nil {
			for name, v := range given[test.Like.Value] {
				facts[name] = v
			}
		}
		given[test.Title.Value] = facts
		if test.Todo == nil {
			p.test(b, test, facts)
		}
	}
}

// test runs one test. Its facts become a facts block, and what it expects a decisions block.
func (p *page) test(b *block, test *ast.Test, facts map[string]any) {
	if p.seen[test.Policy.Value] == nil {
		p.errorf(b, "there is no policy %s above", test.Policy.Value)
		return
	}
	p.desk.files, p.desk.versions = p.seen[test.Policy.Value], nil
	want := map[string]any{}
	type cites struct {
		decision string
		clause   string
		expected bool
	}
	var cited []cites
	for _, s := range test.Steps {
		name := s.Name.Text
		switch s.Kind {
		case ast.StepGiven:
			facts[name] = plainExpr(s.Value)
		case ast.StepUnknown:
			delete(facts, name)
		case ast.StepIs:
			want[name] = plainExpr(s.Value)
		case ast.StepIsDuty:
			want[name] = plainDuty(s.Duty)
		case ast.StepNotApplicable:
			want[name] = map[string]any{"status": "not_applicable"}
		case ast.StepNeeds:
			want[name] = map[string]any{"status": "needs_facts", "facts": plainNames(s.Names)}
		case ast.StepAwaits:
			want[name] = map[string]any{"status": "needs_determination", "determination": plainNames(s.Names)[0]}
		case ast.StepCites, ast.StepCitesNot:
			for _, c := range s.Clauses {
				cited = append(cited, cites{name, c.Value, s.Kind == ast.StepCites})
			}
		case ast.StepDuty, ast.StepNoDuty:
			defer p.expectDuty(b, test, s)
		default:
			p.errorf(b, "%s: the page's test cannot run %q", test.Title.Value, s.Span.Text())
		}
	}
	p.desk.facts = &block{line: b.line, text: flow(facts)}
	if !p.load(b) {
		return
	}
	res := p.answerTo(b)
	if res == nil {
		return
	}
	p.result = res
	decisions := res["decisions"].(map[string]any)
	for name, expected := range want {
		d, _ := decisions[name].(map[string]any)
		p.same(b, test.Title.Value+": "+name, expected, answer(d, expected))
	}
	for _, c := range cited {
		d, _ := decisions[c.decision].(map[string]any)
		if _, got := pairs(d["citations"], "clause", "effect")[c.clause]; got != c.expected {
			p.errorf(b, "%s: %s cites clause %s: %v", test.Title.Value, c.decision, c.clause, got)
		}
	}
}

// expectDuty looks for a duty among those that arise; the details that the test names must agree.
func (p *page) expectDuty(b *block, test *ast.Test, s ast.TestStep) {
	want := plainDuty(s.Duty)
	found := false
	for _, d := range listOf(p.result["duties"]) {
		got := d.(map[string]any)
		all := true
		for k, v := range want {
			all = all && reflect.DeepEqual(got[k], v)
		}
		found = found || all
	}
	if found != (s.Kind == ast.StepDuty) {
		p.errorf(b, "%s: %s: %v", test.Title.Value, s.Span.Text(), found)
	}
}

var modalities = [...]string{ast.Must: "must", ast.MustNot: "must_not", ast.May: "may", ast.ShouldNot: "should_not", ast.Endeavours: "endeavours"}

func plainDuty(d *ast.Duty) map[string]any {
	out := map[string]any{"who": d.Party.Text, "modality": modalities[d.Modality], "what": d.What.Text}
	for _, detail := range d.Details {
		switch detail.Kind {
		case ast.DetailTo:
			out["to"] = detail.Name.Text
		case ast.DetailUntil:
			out["until"] = detail.Name.Text
		case ast.DetailImmediately:
			out["by"] = "immediately"
		case ast.DetailAmount:
			out["amount"] = plainExpr(detail.Value)
		case ast.DetailInsuredFor:
			out["insured_for"] = plainExpr(detail.Value)
		case ast.DetailBy:
			out["by"] = plainExpr(detail.Value)
		case ast.DetailNotBefore:
			out["not_before"] = plainExpr(detail.Value)
		}
	}
	return out
}

func plainNames(names []ast.Name) []any {
	var out []any
	for _, n := range names {
		out = append(out, n.Text)
	}
	return out
}

// plainExpr is a value of a test in the shape of facts and answers.
func plainExpr(e ast.Expr) any {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.ListLit:
		list := []any{}
		for _, x := range e.Items {
			list = append(list, plainExpr(x))
		}
		return list
	case *ast.RecordLit:
		m := map[string]any{}
		for _, f := range e.Fields {
			m[f.Name.Text] = plainExpr(f.Value)
		}
		return m
	case *ast.Literal:
		number := strings.ReplaceAll(e.Text, ",", "")
		switch e.Kind {
		case ast.Money:
			cur, _ := money.Parse(e.Unit)
			amount, _ := decimal.NewFromString(number)
			return map[string]any{"amount": money.Amount(amount, cur), "currency": e.Unit}
		case ast.Percent:
			return number + "%"
		case ast.Number:
			return number
		}
		return e.Text
	default:
		return e.Pos().Text() // no value a test can give: it agrees with nothing
	}
}

// flow writes a value as YAML on one line.
func flow(v any) string {
	var parts []string
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			parts = append(parts, k+": "+flow(x))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []any:
		for _, x := range v {
			parts = append(parts, flow(x))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprintf("%v", v)
}
