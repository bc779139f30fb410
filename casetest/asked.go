package casetest

import (
	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine"
)

// Asked is what the case expects something of, in a policy that it is bound to: decisions, by name, and caveats.
func (c *Case) Asked(p *tree.Policy) (decisions map[string]bool, caveats map[string]bool) {
	decisions, caveats = map[string]bool{}, map[string]bool{}
	for _, s := range c.expect {
		switch s.Kind {
		case ast.StepDuty, ast.StepNoDuty:
			for _, d := range p.Decisions {
				for _, r := range d.Rules {
					if r.Duty != nil && r.Duty.What == s.Duty.What.Text {
						decisions[d.Name] = true
					}
				}
			}
		case ast.StepCaveat:
			caveats[s.Name.Text] = true
			decisions["caveats"] = true // of which each caveat is a member
		case ast.StepError:
		default:
			decisions[s.Name.Text] = true
		}
	}
	return decisions, caveats
}

// Least are the options under which a case can be decided with the least work and still be judged: only the decisions that are asked, and
// citations only where they are expected.
func (c *Case) Least(p *tree.Policy) engine.Options {
	only, _ := c.Asked(p)
	o := engine.Options{Only: only, Brief: true}
	for _, s := range c.expect {
		switch s.Kind {
		case ast.StepCites, ast.StepCitesNot:
			o.Brief = false
		case ast.StepError:
			o.Only = nil // bounds may read any decision
		}
	}
	return o
}

// ExpectsError tells whether the case expects that its facts are refused.
func (c *Case) ExpectsError() bool {
	for _, s := range c.expect {
		if s.Kind == ast.StepError {
			return true
		}
	}
	return false
}
