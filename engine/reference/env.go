package reference

import (
	"maps"
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// env is what an evaluation happens under. It is copied where a variable of a quantifier is bound, and never changed.
type env struct {
	p        *tree.Policy
	facts    []value.Value // by Input.Index
	readings []int         // by Ambiguity.Index
	assigned map[string]int
	elements map[int]val // by ElementVar.ID
	depth    int         // of quantifiers over unknown lists
	// ofElement is what is assigned to conditions on an element of an unknown list; nil where they stay symbolic.
	ofElement map[string]int
	// tried is what came of trying conditions on any element, by the text of list and condition, and reads what is being read meanwhile.
	tried  map[string][]trial
	reads  *reads
	spared *tree.Rule // nothing defeats this rule: to see what its defeat changed
}

// variable is something finite that is not known.
type variable struct {
	name   string
	values []int
	inputs []outcome.Need
	open   uint // the quantifiers of whose element it speaks; see sym
}

// unassigned stops an evaluation that met a variable without a value.
type unassigned struct{ v *variable }

// trouble stops an evaluation that cannot go on: a day outside a calendar.
type trouble struct{ outcome.Problem }

// value gives the variable's value, or stops the evaluation.
func (e *env) valueOf(v *variable) int {
	if len(v.values) == 1 {
		return v.values[0]
	}
	if x, ok := e.assigned[v.name]; ok {
		e.reads.note(v.name, x)
		return x
	}
	panic(unassigned{v})
}

// try evaluates f; if a variable without a value stops it, that variable is returned.
func try(f func() val) (v val, stopped *variable) {
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(unassigned)
			if !ok {
				panic(r)
			}
			stopped = u.v
		}
	}()
	return f(), nil
}

// with binds the variable of a quantifier.
func (e *env) with(v *tree.ElementVar, x val) *env {
	out := *e
	out.elements = maps.Clone(e.elements)
	if out.elements == nil {
		out.elements = map[int]val{}
	}
	out.elements[v.ID] = x
	return &out
}

// not negates a condition; not n/a is n/a.
func not(v val) val {
	switch {
	case v.kind == known:
		return boolVal(v.v.N == 0)
	case v.kind == symbolic:
		s := *v.s
		s.not = !s.not
		return symVal(&s)
	}
	return v
}

// and holds if all conditions hold. One that is false settles it, whatever the others are: also where another still waits for a
// variable. Otherwise a variable without a value stops the evaluation, and n/a makes it n/a.
func and(conds ...func() val) val {
	var waiting *variable
	var open []val
	worst := yes
	for _, f := range conds {
		v, stopped := try(f)
		switch {
		case stopped != nil:
			if waiting == nil {
				waiting = stopped
			}
		case v.isFalse():
			return no
		case v.kind == symbolic:
			open = append(open, v)
		case v.kind == broken, v.kind == na && worst.kind != broken:
			worst = v
		}
	}
	if waiting != nil {
		panic(unassigned{waiting})
	}
	if open = withoutImplied(open); len(open) > 0 {
		v := joined("and", append(open, nonTrue(worst)...))
		if !worst.isTrue() || slices.ContainsFunc(open, val.neverTrue) {
			s := *v.s
			s.never = !s.not
			v = symVal(&s)
		}
		return v
	}
	return worst
}

// withoutImplied leaves out the conditions "not (a and b)" beside which "not a" stands.
func withoutImplied(vs []val) []val {
	stands := map[string]bool{}
	for _, v := range vs {
		stands[v.text()] = true
	}
	return slices.DeleteFunc(vs, func(v val) bool {
		return v.s.not && slices.ContainsFunc(v.s.all, func(a val) bool { return stands[not(a).text()] })
	})
}

// or holds if one condition holds; it is the mirror image of and.
func or(conds ...func() val) val {
	var mirrored []func() val
	for _, f := range conds {
		mirrored = append(mirrored, func() val { return not(f()) })
	}
	return not(and(mirrored...))
}

func nonTrue(v val) []val {
	if v.isTrue() {
		return nil
	}
	return []val{v}
}

// joined is the symbolic form of a condition made of several.
func joined(op string, vs []val) val {
	if len(vs) == 1 {
		return vs[0]
	}
	texts := uniqueTexts(vs)
	if len(texts) == 1 {
		return vs[0]
	}
	s := combine(call(op, texts...), vs...)
	s.all = vs
	return symVal(s)
}

// atom is a condition that is not known. One about an element of an unknown list stays symbolic; any other is a variable.
func (e *env) atom(s *sym) val {
	if s.open != 0 {
		return e.elementAtom(s)
	}
	return boolVal(e.valueOf(&variable{name: s.text, values: []int{0, 1}, inputs: s.inputs}) == 1)
}

// closed is the env of an expression that cannot speak of the elements that are bound around it, so that it comes to the same wherever it is read.
func (e *env) closed() *env {
	if e.depth == 0 && e.ofElement == nil {
		return e
	}
	out := *e
	out.depth, out.ofElement, out.elements = 0, nil, nil
	return &out
}

// elementAtom is a condition on an element of an unknown list, symbolic unless all assignments are tried.
func (e *env) elementAtom(s *sym) val {
	if e.ofElement == nil {
		return symVal(s)
	}
	x, ok := e.ofElement[s.text]
	if !ok {
		panic(unassigned{&variable{name: s.text, values: []int{0, 1}, inputs: s.inputs, open: s.open}})
	}
	return boolVal((x == 1) != s.not)
}
