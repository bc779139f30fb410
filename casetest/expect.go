package casetest

import (
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/check"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// expectation resolves one sentence under every version.
func (r *resolver) expectation(c *Case, i int, s ast.TestStep) {
	if !r.sensible(s) {
		return
	}
	for _, b := range c.versions {
		b.expect[i] = r.under(b.policy, s)
	}
}

// sensible reports names that no version has.
func (r *resolver) sensible(s ast.TestStep) bool {
	switch s.Kind {
	case ast.StepDuty, ast.StepNoDuty:
		return r.duty(s.Duty, "")
	case ast.StepCaveat:
		names := r.names(func(p *tree.Policy, add func(string)) {
			for _, c := range p.Caveats {
				add(c.Name)
			}
		})
		if !slices.Contains(names, s.Name.Text) {
			r.unknown(diag.TestUnknownCaveat, s.Name, "caveat", "A caveat is a sentence of a clause: caveat, its name, its text.", names)
			return false
		}
		return true
	case ast.StepError:
		return r.path(s)
	}
	if names := r.decisionNames(); !slices.Contains(names, s.Name.Text) {
		detail := "Expected are answers to the decisions that the policy declares."
		if slices.Contains(r.inputNames(), s.Name.Text) {
			detail = q(s.Name.Text) + " is told, not decided: it can be given and not expected."
		}
		r.unknown(diag.TestUnknownDecision, s.Name, "decision", detail, names)
		return false
	}
	switch s.Kind {
	case ast.StepNeeds, ast.StepAwaits:
		return r.inputs(s)
	case ast.StepCites, ast.StepCitesNot:
		return r.clauses(s)
	case ast.StepIsDuty:
		return r.duty(s.Duty, s.Name.Text)
	}
	return true
}

// inputs looks up what is needed or awaited.
func (r *resolver) inputs(s ast.TestStep) bool {
	what, good := "fact", true
	if s.Kind == ast.StepAwaits {
		what = "determination"
	}
	names := r.names(func(p *tree.Policy, add func(string)) {
		for _, in := range p.Inputs {
			if (in.Kind == tree.Determination) == (s.Kind == ast.StepAwaits) {
				add(in.Name)
			}
		}
	})
	for _, n := range s.Names {
		if slices.Contains(names, n.Text) {
			continue
		}
		good = false
		detail := "A decision needs facts, which somebody knows, and awaits determinations, which somebody owes."
		r.unknown(diag.TestUnknownNeed, n, what, detail, names)
	}
	return good
}

// clauses looks up what is cited.
func (r *resolver) clauses(s ast.TestStep) bool {
	ids := r.names(func(p *tree.Policy, add func(string)) {
		for _, c := range p.Clauses {
			add(c.ID)
		}
	})
	good := true
	for _, c := range s.Clauses {
		if slices.Contains(ids, c.Value) {
			continue
		}
		good = false
		hint := ""
		if near := diag.Nearest(c.Value, ids); near != "" {
			hint = "Did you mean `\"" + near + "\"`?"
		}
		r.error(diag.Diagnostic{
			Code: diag.TestUnknownClause, Span: c.Span, Summary: "the policy has no clause \"" + c.Value + "\"",
			Detail: "A clause is cited by its id in full, as its block has it.", Hint: hint,
		})
	}
	return good
}

// duty looks up who must do what among the duties of the policy, or of one of its decisions: a duty that is never imposed would be missed by no
// test that expects its absence.
func (r *resolver) duty(d *ast.Duty, of string) bool {
	var whats []string
	for _, v := range r.versions {
		for _, dec := range v.Decisions {
			for _, rule := range dec.Rules {
				if rule.Duty == nil || of != "" && dec.Name != of {
					continue
				}
				whats = append(whats, rule.Duty.What)
				if rule.Duty.What == d.What.Text && rule.Duty.Who == d.Party.Text {
					return true
				}
			}
		}
	}
	slices.Sort(whats)
	whats = slices.Compact(whats)
	if of != "" && len(whats) == 0 {
		r.error(diag.Diagnostic{
			Code: diag.TestDutyMisfit, Span: d.Span, Summary: q(of) + " is no duty", Detail: "No sentence of the policy gives it a duty.", Hint: "Expect a value of it.",
		})
		return false
	}
	if slices.Contains(whats, d.What.Text) {
		r.error(diag.Diagnostic{
			Code: diag.TestUnknownDuty, Span: d.Party.Span, Summary: q(d.Party.Text) + " never has the duty to " + q(d.What.Text),
			Detail: "The policy imposes this duty on somebody else.", Hint: "Look the party up in the duty's sentence.",
		})
		return false
	}
	r.unknown(diag.TestUnknownDuty, d.What, "duty to", "What is to be done is one word, the same as in the duty's sentence.", whats)
	return false
}

// path looks up the fact that an error is expected on.
func (r *resolver) path(s ast.TestStep) bool {
	name := s.Path
	if i := strings.IndexAny(name, ".["); i >= 0 {
		name = name[:i]
	}
	names := r.inputNames()
	if slices.Contains(names, name) {
		return true
	}
	r.unknown(diag.TestUnknownPath, ast.Name{At: s.At, Text: name}, "fact", "An error is found on a fact, an entry of its list, or a field of that.", names)
	return false
}

// under types what is expected by one version.
func (r *resolver) under(v *tree.Policy, s ast.TestStep) expectation {
	e := expectation{TestStep: s, known: true}
	switch s.Kind {
	case ast.StepDuty, ast.StepNoDuty:
		e.duty = r.dutyValue(s.Duty, nil)
		return e
	case ast.StepCaveat, ast.StepError:
		return e
	}
	d := decision(v, s.Name.Text)
	if d == nil {
		e.known = false
		return e
	}
	e.decision = d.Name
	for _, n := range s.Names {
		e.names = append(e.names, n.Text)
	}
	switch s.Kind {
	case ast.StepIs:
		if d.Type.Kind == types.Duty {
			r.error(diag.Diagnostic{
				Code: diag.TestDutyMisfit, Span: s.Span, Summary: q(d.Name) + " is a duty", Detail: "A duty is expected with who must do what.",
				Hint: "Write `expect " + d.Name + " is duty` and who must do what, or `is not applicable`.",
			})
			return e
		}
		e.value, _ = check.TestValue(s.Value, d.Type, d.Defaults, r.list)
	case ast.StepIsDuty:
		e.duty = r.dutyValue(s.Duty, d.Defaults)
	}
	return e
}

// dutyValue is a duty as a test expects it.
func (r *resolver) dutyValue(d *ast.Duty, defaults *tree.Defaults) *value.DutyValue {
	out := &value.DutyValue{Who: d.Party.Text, Modality: value.Modality(d.Modality), What: d.What.Text}
	money := &types.Type{Kind: types.Money, Special: true}
	for _, det := range d.Details {
		switch det.Kind {
		case ast.DetailTo:
			out.To = det.Name.Text
		case ast.DetailUntil:
			out.Until = det.Name.Text
		case ast.DetailImmediately:
			out.Immediately = true
		case ast.DetailAmount:
			out.Amount, _ = check.TestValue(det.Value, money, defaults, r.list)
		case ast.DetailInsuredFor:
			out.InsuredFor, _ = check.TestValue(det.Value, money, defaults, r.list)
		case ast.DetailNotBefore:
			out.NotBefore = r.deadline(det.Value)
		case ast.DetailBy:
			out.By = r.deadline(det.Value)
		}
	}
	return out
}

// deadline is a date or an instant, as it is written.
func (r *resolver) deadline(e ast.Expr) value.Value {
	kind := types.Date
	if l, ok := e.(*ast.Literal); ok && l.Kind == ast.Instant {
		kind = types.Instant
	}
	v, _ := check.TestValue(e, &types.Type{Kind: kind, Special: kind == types.Date}, nil, r.list)
	return v
}
