package reference

import (
	"maps"
	"slices"
	"strings"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/outcome"
)

// The analysis of one question stops at these.
const (
	maxLeaves = 6000
	maxDepth  = 40
)

// leaf is an answer under an assignment that was enough to reach it.
type leaf struct {
	assigned map[string]int
	answer   answer
	text     string
}

// function is a question's answer as a function of what is not known.
type function struct {
	leaves    []leaf
	variables map[string]*variable
	capped    bool
	// bounded: a judgment is open to more values on one branch than on another.
	bounded bool
}

// explore asks a question under every assignment, adding variables as the evaluation asks for them.
func (e *env) explore(question func(*env) answer) *function {
	f := &function{variables: map[string]*variable{}}
	f.explore(e, map[string]int{}, question)
	return f
}

func (f *function) explore(e *env, assigned map[string]int, question func(*env) answer) {
	if f.capped {
		return
	}
	under := *e
	under.assigned = assigned
	var a answer
	_, stopped := try(func() val { a = question(&under); return yes })
	if stopped == nil {
		f.leaves = append(f.leaves, leaf{assigned, a, a.text()})
		f.capped = len(f.leaves) > maxLeaves
		return
	}
	values := stopped.values
	if seen, ok := f.variables[stopped.name]; ok {
		stopped.inputs = append(stopped.inputs, seen.inputs...)
		if !slices.Equal(seen.values, stopped.values) {
			f.bounded = true
			all := slices.Concat(seen.values, stopped.values)
			slices.Sort(all)
			stopped = &variable{name: stopped.name, values: slices.Compact(all), inputs: stopped.inputs}
		}
	}
	f.variables[stopped.name] = stopped
	if len(assigned) >= maxDepth {
		f.capped = true
		return
	}
	for _, x := range values {
		more := maps.Clone(assigned)
		more[stopped.name] = x
		f.explore(e, more, question)
	}
}

// constant is the answer if there is only one.
func (f *function) constant() (answer, bool) {
	if f.capped {
		return answer{}, false
	}
	a := f.leaves[0].answer
	for _, l := range f.leaves[1:] {
		if l.text != f.leaves[0].text {
			return answer{}, false
		}
		// Of a conflict, every rule is named that gives one of the values.
		for _, s := range l.answer.sides {
			if !slices.ContainsFunc(a.sides, func(t contribution) bool { return t.rule == s.rule }) {
				a.sides = append(slices.Clone(a.sides), s)
			}
		}
	}
	slices.SortFunc(a.sides, func(s, t contribution) int { return s.rule.ID - t.rule.ID })
	return a, true
}

// settled is the constant answer if nothing is missing for it.
func (f *function) settled() (answer, bool) {
	a, ok := f.constant()
	return a, ok && len(a.needs()) == 0
}

// mattering are the variables that matter: those in which alone two assignments can differ whose answers differ. Two leaves with different
// answers show that of a variable if it is the only one to which both give a value, and not the same.
func (f *function) mattering() map[string]bool {
	out := map[string]bool{}
	for i, a := range f.leaves {
		for _, b := range f.leaves[:i] {
			if a.text == b.text {
				continue
			}
			if name, only := theDifference(a.assigned, b.assigned); only {
				out[name] = true
			}
		}
	}
	if f.bounded {
		f.matteringByBounds(out)
	}
	return out
}

// matteringByBounds adds the facts that matter because they open or close values to a judgment: under one assignment of the others, the answers
// that the judgments leave possible differ.
func (f *function) matteringByBounds(out map[string]bool) {
	var names []string
	size := 1
	for name, v := range f.variables {
		if !isJudgment(v) {
			names = append(names, name)
			size *= len(v.values)
		}
	}
	if size > 1<<14 {
		return
	}
	slices.Sort(names)
	possible := func(facts map[string]int) string {
		var texts []string
		for _, l := range f.leaves {
			fits := true
			for name, x := range facts {
				y, ok := l.assigned[name]
				fits = fits && (!ok || x == y)
			}
			if fits {
				texts = append(texts, l.text)
			}
		}
		slices.Sort(texts)
		return strings.Join(slices.Compact(texts), "\n")
	}
	var visit func(i int, facts map[string]int)
	visit = func(i int, facts map[string]int) {
		if i < len(names) {
			for _, x := range f.variables[names[i]].values {
				more := maps.Clone(facts)
				more[names[i]] = x
				visit(i+1, more)
			}
			return
		}
		now := possible(facts)
		for _, name := range names {
			for _, x := range f.variables[name].values {
				changed := maps.Clone(facts)
				changed[name] = x
				if !out[name] && possible(changed) != now {
					out[name] = true
				}
			}
		}
	}
	visit(0, map[string]int{})
}

func isJudgment(v *variable) bool { return v.inputs[0].Input.Kind == tree.Determination }

func theDifference(a, b map[string]int) (name string, only bool) {
	for k, x := range a {
		if y, ok := b[k]; ok && x != y {
			if only {
				return "", false
			}
			name, only = k, true
		}
	}
	return name, only
}

// needs are the inputs that the answer depends on: those of the variables that matter and those without which an answer cannot be computed.
// If the analysis was stopped, they are all inputs that it met.
func (f *function) needs() []outcome.Need {
	var out []outcome.Need
	for _, l := range f.leaves {
		out = append(out, l.answer.needs()...)
	}
	matters := f.mattering
	if f.capped {
		matters = func() map[string]bool {
			all := map[string]bool{}
			for name := range f.variables {
				all[name] = true
			}
			return all
		}
	}
	for name := range matters() {
		out = append(out, f.variables[name].inputs...)
	}
	return out
}

// asking removes what must not be asked yet because its guard is not known to hold, sorts by declaration, and separates facts from
// determinations.
func (e *env) asking(needs []outcome.Need) (facts []outcome.Need, judgments []outcome.Awaited) {
	needs = slices.Clone(needs)
	slices.SortFunc(needs, func(a, b outcome.Need) int {
		if c := a.Input.Index - b.Input.Index; c != 0 {
			return c
		}
		return comparePaths(a.Path, b.Path)
	})
	needs = slices.Compact(needs)
	for _, n := range needs {
		if !e.mayBeAsked(n) {
			continue
		}
		if n.Input.Kind == tree.Determination {
			judgments = append(judgments, outcome.Awaited{Input: n.Input})
		} else {
			facts = append(facts, n)
		}
	}
	slices.SortStableFunc(judgments, func(a, b outcome.Awaited) int { return a.Input.ClauseOrder - b.Input.ClauseOrder })
	return facts, judgments
}

func comparePaths(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return slices.Compare([]byte(a), []byte(b))
}

// mayBeAsked tells whether an input's guard is known to hold.
func (e *env) mayBeAsked(n outcome.Need) bool {
	certain := func(e *env, guard tree.Expr) bool {
		a, ok := e.explore(func(e *env) answer { return answerOf(e.eval(guard)) }).settled()
		return ok && a.status == outcome.Decided && a.v.isTrue()
	}
	if n.Path == n.Input.Name {
		return n.Input.Guard == nil || certain(e, n.Input.Guard)
	}
	l := givenVal(n.Input, n.Input.Name, n.Input.Type, e.facts[n.Input.Index])
	for _, el := range l.elems {
		if el.kind != record {
			continue
		}
		for _, b := range n.Input.FieldBounds {
			if b.Guard != nil && el.rec.path+"."+n.Input.Type.Elem.Rec.Fields[b.Field].Name == n.Path && !certain(e.with(b.Var, el), b.Guard) {
				return false
			}
		}
	}
	return true
}
