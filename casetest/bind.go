package casetest

import (
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/check"
	"github.com/clausewise/clausewise/dsl/diag"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/stdlib/value"
)

// bind resolves what the case names, under every version of its policy. A name that only some versions have is no mistake; a value is typed by
// each version that has the name.
func (b *binder) bind(c *Case, t *ast.Test) {
	if b.skip != nil && b.skip(c.Policy) {
		c.Broken = true
		return
	}
	found := b.program.Policy(c.Policy)
	if found == nil {
		var names []string
		for _, p := range b.program.Policies {
			names = append(names, p.Name)
		}
		near := diag.Nearest(c.Policy, names)
		b.error(diag.Diagnostic{
			Code: diag.TestNoPolicy, Span: t.Policy.Span, Summary: "there is no policy \"" + c.Policy + "\"",
			Detail: "A test names the policy that it asks, as its header does.", Hint: didYouMean(near),
		})
		return
	}
	r := &resolver{binder: b, versions: found.Versions}
	r.givens(c)
	r.readings(c, t)
	for _, v := range found.Versions {
		c.versions = append(c.versions, &bound{policy: v, set: r.set(c, v), expect: make([]expectation, len(c.expect))})
	}
	for i, s := range c.expect {
		r.expectation(c, i, s)
	}
}

// resolver looks names up in the versions of one policy.
type resolver struct {
	*binder
	versions []*tree.Policy
}

// names collects names of all versions.
func (r *resolver) names(f func(p *tree.Policy, add func(string))) []string {
	var out []string
	for _, v := range r.versions {
		f(v, func(n string) { out = append(out, n) })
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (r *resolver) inputNames() []string {
	return r.names(func(p *tree.Policy, add func(string)) {
		for _, in := range p.Inputs {
			add(in.Name)
		}
	})
}

func (r *resolver) decisionNames() []string {
	return r.names(func(p *tree.Policy, add func(string)) {
		for _, d := range p.Decisions {
			if d.Own {
				add(d.Name)
			}
		}
	})
}

// unknown reports a name that no version has.
func (r *resolver) unknown(code diag.Code, at ast.Name, what, detail string, all []string) {
	near := diag.Nearest(at.Text, all)
	d := diag.Diagnostic{Code: code, Span: at.Span, Summary: "the policy has no " + what + " " + q(at.Text), Detail: detail, Hint: didYouMean(near)}
	if near != "" {
		d.Edits = []diag.Edit{{Span: at.Span, Text: near}}
	}
	r.error(d)
}

// givens reports what is given and does not exist.
func (r *resolver) givens(c *Case) {
	names := r.inputNames()
	for _, g := range c.givens {
		if slices.Contains(names, g.Name.Text) {
			continue
		}
		detail := "Given are facts, events and determinations; what the policy decides is expected."
		if slices.Contains(r.decisionNames(), g.Name.Text) {
			detail = q(g.Name.Text) + " is a decision: the policy answers it, so it can be expected and not given."
		}
		r.unknown(diag.TestUnknownGiven, g.Name, "fact", detail, names)
	}
}

// readings reports readings that do not exist.
func (r *resolver) readings(c *Case, t *ast.Test) {
	for _, s := range t.Steps {
		if s.Kind != ast.StepReading {
			continue
		}
		var ambiguities, readings []string
		for _, v := range r.versions {
			for _, a := range v.Ambiguities {
				ambiguities = append(ambiguities, a.Name)
				if a.Name == s.Name.Text {
					readings = append(readings, a.Type.Members...)
				}
			}
		}
		switch {
		case !slices.Contains(ambiguities, s.Name.Text):
			r.unknown(diag.TestUnknownReading, s.Name, "ambiguity", "A test can ask under another reading only of what the policy records as ambiguous.", ambiguities)
		case !slices.Contains(readings, c.Readings[s.Name.Text]):
			near := diag.Nearest(c.Readings[s.Name.Text], readings)
			hint := didYouMean(near)
			if hint == "" {
				hint = "Its readings are `" + strings.Join(readings, "`, `") + "`."
			}
			r.error(diag.Diagnostic{
				Code: diag.TestUnknownReading, Span: s.Span, Summary: q(s.Name.Text) + " has no reading " + q(c.Readings[s.Name.Text]),
				Detail: "The readings of an ambiguity are listed where it is declared.", Hint: hint,
			})
		}
	}
}

// set is the facts of the case as one version declares them.
func (r *resolver) set(c *Case, v *tree.Policy) *facts.Set {
	set := &facts.Set{Values: make([]value.Value, len(v.Inputs))}
	for _, g := range c.givens {
		for _, in := range v.Inputs {
			if in.Name != g.Name.Text {
				continue
			}
			val, ok := check.TestValue(g.Value, in.Type, in.Defaults, r.list)
			if ok && val.Kind == value.Money && val.Cur == 0 && !val.Special {
				r.error(diag.Diagnostic{
					Code: diag.BareAmount, Span: g.Value.Pos(), Summary: "`0` without its currency",
					Detail: "The currency of " + q(g.Name.Text) + " is not fixed by the policy, so the case must name it.", Hint: "Write `0 EUR`, or `0` in the currency that is meant.",
				})
			}
			if ok {
				set.Values[in.Index] = val
			}
		}
	}
	return set
}

// decision finds a decision that a version answers; nil if it answers none of that name.
func decision(v *tree.Policy, name string) *tree.Decision {
	for _, d := range v.Decisions {
		if d.Own && d.Name == name {
			return d
		}
	}
	return nil
}
