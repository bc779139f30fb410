package casework

import (
	"slices"
	"strconv"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Place is where a fact stands: an input, or a part of its value such as openings[0].consent_at.
type Place struct {
	Input *tree.Input
	// Steps lead into the value: the entry of a list, from 0, or the field of a record, by its index.
	Steps []int
}

// Whole is the place of an input's whole value.
func Whole(in *tree.Input) Place { return Place{Input: in} }

// In is a place within this one.
func (p Place) In(steps ...int) Place {
	return Place{Input: p.Input, Steps: append(slices.Clone(p.Steps), steps...)}
}

// Type is the type of the value at the place.
func (p Place) Type() *types.Type {
	t := p.Input.Type
	for _, s := range p.Steps {
		t = part(t, s)
	}
	return t
}

func part(t *types.Type, step int) *types.Type {
	if t.Kind == types.List {
		return t.Elem
	}
	return t.Rec.Fields[step].Type
}

// Path is the place as messages and needs write it.
func (p Place) Path() string {
	b, t := strings.Builder{}, p.Input.Type
	b.WriteString(p.Input.Name)
	for _, s := range p.Steps {
		if t.Kind == types.List {
			b.WriteString("[" + strconv.Itoa(s) + "]")
		} else {
			b.WriteString("." + t.Rec.Fields[s].Name)
		}
		t = part(t, s)
	}
	return b.String()
}

// At finds the place that a path of a need names; ok is false where the path is not one of the input's.
func At(in *tree.Input, path string) (p Place, ok bool) {
	p = Whole(in)
	rest, ok := strings.CutPrefix(path, in.Name)
	t := in.Type
	for rest != "" && ok {
		switch {
		case rest[0] == '[' && t.Kind == types.List:
			number, after, closed := strings.Cut(rest[1:], "]")
			n, err := strconv.Atoi(number)
			if !closed || err != nil || n < 0 {
				return p, false
			}
			p, rest, t = p.In(n), after, t.Elem
		case rest[0] == '.' && t.Kind == types.Record:
			name := rest[1:]
			if end := strings.IndexAny(name, ".["); end >= 0 {
				name = name[:end]
			}
			at := t.Rec.Field(name)
			if at < 0 {
				return p, false
			}
			p, rest, t = p.In(at), rest[1+len(name):], part(t, at)
		default:
			return p, false
		}
	}
	return p, ok
}

// Get is the value at the place in a set of facts; Invalid where it is not known.
func (p Place) Get(values []value.Value) value.Value {
	v := values[p.Input.Index]
	for _, s := range p.Steps {
		if v.Kind == value.Invalid || s >= len(v.Members()) {
			return value.Value{}
		}
		v = v.Members()[s]
	}
	return v
}

// with is the input's value with another value at the place.
func (p Place) with(whole, v value.Value) value.Value {
	return replace(p.Input.Type, whole, p.Steps, v)
}

func replace(t *types.Type, whole value.Value, steps []int, v value.Value) value.Value {
	if len(steps) == 0 {
		return v
	}
	var members []value.Value
	if whole.Kind != value.Invalid {
		members = slices.Clone(whole.Members())
	} else if t.Kind == types.Record {
		members = make([]value.Value, len(t.Rec.Fields))
	}
	if steps[0] >= len(members) {
		return whole
	}
	members[steps[0]] = replace(part(t, steps[0]), members[steps[0]], steps[1:], v)
	if t.Kind == types.List {
		return value.OfList(members)
	}
	return value.OfRecord(members)
}
