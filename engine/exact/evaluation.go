// Package exact decides a case some of whose facts may be unknown, exactly: each decision is a function of the unknown inputs, kept as a
// decision diagram. If the function is constant the decision is decided; the variables on which it depends are what is needed.
//
// Finite unknowns (yes or no, enumerations, the members of an unknown set) are variables. Unknown dates, amounts, numbers and lists are open
// values with bounds; a comparison that the bounds do not settle is a variable of its own (an atom). Equal atoms are one variable,
// complementary ones its negation, different ones independent.
package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/operate"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Policy is a checked policy made ready to be evaluated. It is safe for concurrent use.
type Policy struct {
	p      *tree.Policy
	reads  *tree.Reads
	behind *citing.Table
	fast   *plan.Pool
	stated *tree.Decision // the built-in set of the caveats that apply; nil without caveats
	// nodes is how many diagram nodes one decision may take before the analysis is stopped and all facts it reached are reported; work is how
	// many members and periods a case may look at.
	nodes, work int
	loops       operate.Loops
}

// Prepare makes a policy ready.
func Prepare(p *tree.Policy) *Policy {
	out := &Policy{loops: operate.LoopsOf(p), nodes: limits.Default.Nodes, work: limits.Default.Work, p: p, reads: tree.ReadsOf(p), behind: citing.New(p), fast: plan.NewPool(plan.Lower(p))}
	for _, d := range p.Decisions {
		if d.Name == "caveats" && d.Policy == p.Name {
			out.stated = d
		}
	}
	return out
}

// Within sets the limits of a case. It must be called before cases are decided.
func (prepared *Policy) Within(l limits.Limits) {
	l = l.OrDefault()
	prepared.nodes, prepared.work = l.Nodes, l.Work
	prepared.fast.Within(l)
}

// evaluation is the state of one case.
type evaluation struct {
	*Policy
	given    []value.Value
	readings []int

	d       *diagram.Diagrams
	leaves  []leaf
	leafIDs map[string]int32
	simples map[simpleKey]int32
	vars    []variable
	varIDs  map[string]diagram.Var
	sources []source
	srcIDs  map[string]int

	inputs    []*operand
	terms     []*operand
	decisions []*answer
	schedules []*operand
	env       map[int]binding
	problems  []outcome.Problem
	calendars map[string]bool
	meter     *meter
}

// operand is the value of an input, term or expression: a set is a vector of conditions, everything else one function.
type operand struct {
	ref    diagram.Ref
	set    *setValue
	capped bool
}

// variable is a finite unknown or an atom.
type variable struct {
	sources []int
	domain  int
}

// source is something that is not known: an input, a field of a list's member, or the answer of a decision that has none.
type source struct {
	input *tree.Input
	path  string
	// guard is the condition under which it may be asked.
	guard diagram.Ref
	// decision is set instead of input where a decision that is in conflict or not governed is read.
	decision *tree.Decision
	status   outcome.Status
}

// origin says where a list came from.
type origin struct {
	input *tree.Input
	path  string
}

// binding is what a quantifier's variable stands for.
type binding struct {
	v    value.Value
	ref  diagram.Ref
	path string      // of the member in its list: checks[1]; empty for values that are no facts
	in   *tree.Input // the list
}

func newEvaluation(prepared *Policy, given []value.Value, readings []int) *evaluation {
	p := prepared.p
	e := &evaluation{
		Policy: prepared, given: given, readings: readings,
		d:       diagram.New(prepared.nodes),
		leafIDs: map[string]int32{}, simples: map[simpleKey]int32{}, varIDs: map[string]diagram.Var{}, srcIDs: map[string]int{},
		inputs:    make([]*operand, len(p.Inputs)),
		terms:     make([]*operand, len(p.Terms)),
		decisions: make([]*answer, len(p.Decisions)),
		schedules: make([]*operand, len(p.Schedules)),
		env:       map[int]binding{},
		calendars: map[string]bool{},
		meter:     &meter{left: prepared.work},
	}
	e.initLeaves()
	return e
}

// source numbers an unknown by its path.
func (e *evaluation) source(path string, s source) int {
	if id, ok := e.srcIDs[path]; ok {
		return id
	}
	s.path = path
	e.sources = append(e.sources, s)
	e.srcIDs[path] = len(e.sources) - 1
	return len(e.sources) - 1
}

// variable numbers a finite unknown or an atom by its key.
func (e *evaluation) variable(key string, domain int, sources []int) diagram.Var {
	if v, ok := e.varIDs[key]; ok {
		return v
	}
	v := e.d.NewVar(domain)
	e.varIDs[key] = v
	e.vars = append(e.vars, variable{sources: sources, domain: domain})
	return v
}

// atom is a condition that is not settled.
func (e *evaluation) atom(key string, sources []int) diagram.Ref {
	return e.d.Choice(e.variable(key, 2, sources), False, True)
}

// sourcesOf is everything that a function depends on.
func (e *evaluation) sourcesOf(r diagram.Ref) []int {
	if r >= 0 {
		return e.leaves[r].deps
	}
	var out []int
	e.d.Visit(r,
		func(v diagram.Var) { out = union(out, e.vars[v].sources) },
		func(l int32) { out = union(out, e.leaves[l].deps) })
	return out
}
