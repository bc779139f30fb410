// Package casework keeps a case so that it can be asked again with some of its facts changed: what would have to be otherwise, what is
// still to be asked, what the answer would be tomorrow.
//
// It computes no answer. Every one comes from the engine, and every changed fact goes through the decoder of facts.
package casework

import (
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine"
	"github.com/clausewise/clausewise/engine/facts"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/explain"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Case is a case under a policy. It is not safe for concurrent use.
type Case struct {
	// Runs counts the evaluations so far.
	Runs int

	program  *engine.Program
	decode   engine.Decode
	readings map[string]string
	sets     map[*tree.Policy]decoded
}

type decoded struct {
	set      *facts.Set
	problems []outcome.Problem
}

// New makes a case. Decode reads its facts; readings replace adopted ones.
func New(program *engine.Program, decode engine.Decode, readings map[string]string) *Case {
	return &Case{program: program, decode: decode, readings: readings, sets: map[*tree.Policy]decoded{}}
}

// Empty decodes the facts of a case of which nothing is known.
func Empty(p *tree.Policy) (*facts.Set, []outcome.Problem) {
	return &facts.Set{Values: make([]value.Value, len(p.Inputs))}, nil
}

// Change gives one fact another value. An Invalid value takes it away.
type Change struct {
	Place Place
	Value value.Value
}

// Facts are the facts of the case as a version of the policy declares them, with changes.
func (c *Case) Facts(p *tree.Policy, changes ...Change) (*facts.Set, []outcome.Problem) {
	d, ok := c.sets[p]
	if !ok {
		d.set, d.problems = c.decode(p)
		c.sets[p] = d
	}
	if d.set == nil || len(d.problems) > 0 || len(changes) == 0 {
		return d.set, d.problems
	}
	set := &facts.Set{Values: slices.Clone(d.set.Values)}
	for _, ch := range changes {
		if problems := ch.apply(p, set); len(problems) > 0 {
			return nil, problems
		}
	}
	return set, nil
}

// apply changes a set of facts of a version, which may be another one than the change was made for.
func (ch Change) apply(p *tree.Policy, set *facts.Set) []outcome.Problem {
	in := ch.Place.Input
	if in.Index < len(p.Inputs) && p.Inputs[in.Index] == in {
		set.Values[in.Index] = ch.Place.with(set.Values[in.Index], ch.Value)
		return nil
	}
	for _, other := range p.Inputs {
		if other.Name != in.Name {
			continue
		}
		if types.Same(other.Type, in.Type) {
			set.Values[other.Index] = ch.Place.with(set.Values[other.Index], ch.Value)
			return nil
		}
		v, problems := Parse(p, other, explain.FactJSON(ch.Place.Type(), ch.Value))
		set.Values[other.Index] = v
		return problems
	}
	return nil // the fact means nothing to that version
}

// Parse reads a value of an input from JSON in the shape that facts have.
func Parse(p *tree.Policy, in *tree.Input, text []byte) (value.Value, []outcome.Problem) {
	doc := append(append([]byte(`{"`+in.Name+`":`), text...), '}')
	set, problems := facts.Decode(p, "the answer", doc, facts.JSON)
	if len(problems) > 0 {
		return value.Value{}, problems
	}
	return set.Values[in.Index], nil
}

// Decide answers the case with changes.
func (c *Case) Decide(o engine.Options, changes ...Change) (*outcome.Result, []outcome.Problem) {
	c.Runs++
	o.Readings = c.readings
	return c.program.Decide(func(p *tree.Policy) (*facts.Set, []outcome.Problem) { return c.Facts(p, changes...) }, o)
}

// Under answers the case under other readings, by name of the ambiguity.
func (c *Case) Under(readings map[string]string, o engine.Options) (*outcome.Result, []outcome.Problem) {
	c.Runs++
	o.Readings = readings
	return c.program.Decide(func(p *tree.Policy) (*facts.Set, []outcome.Problem) { return c.Facts(p) }, o)
}

// Readings are the readings that replace adopted ones.
func (c *Case) Readings() map[string]string { return c.readings }

// Decision finds a decision of an answer by name; nil if there is none.
func Decision(res *outcome.Result, name string) *outcome.Decision {
	for i := range res.Decisions {
		if res.Decisions[i].Decision.Name == name {
			return &res.Decisions[i]
		}
	}
	return nil
}
