// Package known looks up what the parts of a condition were in a decided case, so that they can be told: the day a period ends on, the
// element of a list that met a condition.
//
// It decides nothing. Decisions are those of the outcome, operators are those of engine/operate, and what is not known stays untold. A test
// holds it against the record of the rules over generated cases.
package known

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Case is a decided case.
type Case struct {
	res       *outcome.Result
	decisions map[*tree.Decision]value.Value
	elements  map[int]value.Value
	readings  []int
}

// New opens a decided case.
func New(res *outcome.Result) *Case {
	c := &Case{res: res, decisions: map[*tree.Decision]value.Value{}, elements: map[int]value.Value{}}
	for i := range res.Decisions {
		if d := &res.Decisions[i]; d.Status == outcome.Decided {
			c.decisions[d.Decision] = d.Value
		}
	}
	c.steps()
	c.readings = make([]int, len(res.Policy.Ambiguities))
	for i, a := range res.Policy.Ambiguities {
		c.readings[i] = a.Adopted
	}
	for _, u := range res.Readings {
		if u.Ambiguity.Index < len(c.readings) {
			c.readings[u.Ambiguity.Index] = u.Reading
		}
	}
	return c
}

// steps finds the values of decisions that are only steps on the way, where a single rule gives them.
func (c *Case) steps() {
	answered := map[*tree.Decision]bool{}
	for i := range c.res.Decisions {
		answered[c.res.Decisions[i].Decision] = true
	}
	for _, d := range c.res.Policy.Decisions {
		if answered[d] {
			continue
		}
		if v, ok := c.step(d); ok {
			c.decisions[d] = v
		}
	}
}

func (c *Case) step(d *tree.Decision) (value.Value, bool) {
	out := value.Value{Kind: value.Set}
	found := d.Type.Kind == types.Set
	for _, r := range d.Rules {
		rec := c.Rule(r)
		switch {
		case rec == nil || rec.Status == outcome.Open || rec.Status == outcome.Unreached || r.Kind >= tree.Add:
			return value.Value{}, false
		case rec.Status != outcome.Applied:
		case r.Kind == tree.Member:
			out.N |= 1 << r.Member
		case rec.Value.Kind == value.Invalid || d.Type.Kind == types.Set:
			return value.Value{}, false
		case !found || d.Type.Ranked && rec.Value.N < out.N:
			out, found = rec.Value, true
		}
	}
	return out, found
}

// Rule is the record of a rule; nil if there is none.
func (c *Case) Rule(r *tree.Rule) *outcome.RuleRecord {
	if r.ID < len(c.res.Rules) && c.res.Rules[r.ID].Rule == r {
		return &c.res.Rules[r.ID]
	}
	return nil
}

// Decision is the value of a decided decision.
func (c *Case) Decision(d *tree.Decision) (value.Value, bool) {
	v, ok := c.decisions[d]
	return v, ok
}

// Established are the members that a set has already, also while it is open, as a mask.
func (c *Case) Established(d *tree.Decision) uint64 {
	var mask uint64
	for _, r := range d.Rules {
		if rec := c.Rule(r); rec != nil && r.Kind == tree.Member && rec.Status == outcome.Applied {
			mask |= 1 << r.Member
		}
	}
	return mask
}

// Reading is the reading under which the case was decided.
func (c *Case) Reading(a *tree.Ambiguity) *tree.Reading { return a.Readings[c.readings[a.Index]] }

// Input is an input as it was used.
func (c *Case) Input(in *tree.Input) (value.Value, bool) {
	if in.Index >= len(c.res.Inputs) || c.res.Inputs[in.Index].Input != in {
		return value.Value{}, false
	}
	v := c.res.Inputs[in.Index].Value
	return v, v.Kind != value.Invalid
}

// With calls f while an element's variable stands for a value.
func (c *Case) With(v *tree.ElementVar, x value.Value, f func()) {
	old, had := c.elements[v.ID]
	c.elements[v.ID] = x
	f()
	if had {
		c.elements[v.ID] = old
	} else {
		delete(c.elements, v.ID)
	}
}

// Element is what an element's variable stands for.
func (c *Case) Element(v *tree.ElementVar) (value.Value, bool) {
	x, ok := c.elements[v.ID]
	return x, ok
}

// Elements are the members of a known list, or those of a known set.
func (c *Case) Elements(x tree.Expr) ([]value.Value, bool) {
	v, ok := c.Value(x)
	if !ok {
		return nil, false
	}
	if v.Kind == value.List {
		return v.Members(), true
	}
	if v.Kind != value.Set {
		return nil, false
	}
	var out []value.Value
	for i := range x.Type().Members {
		if v.N&(1<<i) != 0 {
			out = append(out, value.OfEnum(i))
		}
	}
	return out, true
}
