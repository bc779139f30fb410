// Package exact decides a case some of whose facts may be unknown, exactly: each decision is a function of the unknown inputs, kept as a
// decision diagram. If the function is constant the decision is decided; the variables on which it depends are what is needed.
//
// Finite unknowns (yes or no, enumerations, the members of an unknown set) are variables. Unknown dates, amounts, numbers and lists are open
// values with bounds; a comparison that the bounds do not settle is a variable of its own (an atom). Equal atoms are one variable,
// complementary ones its negation, different ones independent.
//
// Evaluations are taken from a pool and used for case after case, so that in steady state only the answer is allocated.
package exact

import (
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/value"
)

// evaluation is the state of one case.
type evaluation struct {
	*Policy
	given    []value.Value
	readings []int

	d          *diagram.Diagrams
	leaves     []leaf
	simples    constants
	others     map[string]int32 // constants with something behind them, by their text
	open       map[key]int32    // open values, and those made step by step
	lists      map[uint64]int32 // by the number of a list and one more leaf: the number of the longer list
	noHolidays diagram.Ref      // the leaf of the calendar without days; 0: not yet
	bare       []int32          // leaves of the templates of duties; 0: not yet
	varIDs     map[key]diagram.Var
	vars       []variable
	conflicts  []int32     // leaves
	stopped    bool        // the limit of nodes was reached
	depth      int         // of decisions that are being evaluated, one for another
	doubtful   []**operand // terms and facts that were evaluated beyond the limit of nodes
	beyond     []*answer   // decisions beyond the limit of nodes, of which it is not yet said that they are open
	narrowed   bool        // some judgment is open within bounds that differ from branch to branch
	sources    []source
	srcIDs     map[sourceKey]int32

	inputs    []*operand
	terms     []*operand
	answers   []*answer
	schedules []*operand
	origins   []origin // of inputs that are lists
	env       []binding
	problems  []outcome.Problem
	calendars []*calendar.Calendar

	needs     batch[outcome.Need]
	sourcesAt dependencies

	meter meter

	stamp     uint32
	truths    []truth // of conditions, by cond.id
	switched  []truth // of sentences, by sentence.id
	trial     trial
	cites     citations
	gathered  gathered
	rooms     rooms
	operation operations
}

// truth is the function of a condition; it counts where the stamp is that of the case.
type truth struct {
	stamp uint32
	ref   diagram.Ref
}

// rooms is where the parts of an evaluation are kept that live as long as the case.
type rooms struct {
	operands slab[operand]
	sets     slab[setValue]
	refs     slab[diagram.Ref]
	answers  slab[answer]
	rules    slab[ruleAnswer]
	accounts slab[account]
	lines    slab[accountLine]
	ids      slab[int32]
	text     []byte
}

// operand is the value of an input, term or expression: a set is a vector of conditions, everything else one function.
type operand struct {
	ref diagram.Ref
	set *setValue
}

// variable is a finite unknown or an atom.
type variable struct {
	sources []int32
}

// source is something that is not known: an input, a field of a list's member, or the answer of a decision that has none. One without any of them
// stands for a member of a list that is not known.
type source struct {
	input *tree.Input
	path  string
	// guard is the condition under which it may be asked.
	guard diagram.Ref
	// decision is set instead of input where a decision that is in conflict or not governed is read.
	decision *tree.Decision
	status   outcome.Status
}

func (s *source) standsForMember() bool { return s.input == nil && s.decision == nil }

// sourceKey identifies a source: an input or a field by its path, a decision by its index and status.
type sourceKey struct {
	path     string
	decision int32 // and one; 0 for inputs
	status   outcome.Status
	tag      int32
	member   int32 // of a member of a list that is not known: the nesting of its variable
}

// origin says where a list came from.
type origin struct {
	input *tree.Input
	path  string
}

// binding is what a quantifier's variable stands for.
type binding struct {
	v   value.Value
	ref diagram.Ref
	// in and index say which member of which list it is; in is nil for values that are no facts. The list is at path.
	in    *tree.Input
	path  string
	index int
}

// begin takes an evaluation for a case.
func (prepared *Policy) begin(given []value.Value, readings []int) *evaluation {
	e, ok := prepared.pool.Get().(*evaluation)
	if !ok {
		e = newEvaluation(prepared)
	}
	e.given = given
	e.meter.left = prepared.work
	e.d.Reset(prepared.nodes)
	e.readings = append(e.readings[:0], readings...)
	e.stamp++
	if e.stamp == 0 {
		clear(e.truths)
		clear(e.switched)
		e.stamp = 1
	}
	e.sourcesAt.empty()
	return e
}

// most is how large an evaluation may have grown to be kept for another case.
const most = 1 << 14

// end gives an evaluation back.
func (e *evaluation) end() {
	if len(e.leaves) > most || len(e.vars) > most || e.d.Len() > most || e.d.Wide() {
		return
	}
	e.given, e.problems, e.needs.room = nil, nil, nil
	clear(e.leaves[firstLeaves:])
	e.leaves = e.leaves[:firstLeaves]
	e.simples.empty()
	empty(&e.others)
	empty(&e.open)
	empty(&e.lists)
	empty(&e.varIDs)
	empty(&e.srcIDs)
	clear(e.bare)
	e.noHolidays, e.conflicts, e.narrowed = 0, e.conflicts[:0], false
	e.stopped, e.depth, e.doubtful, e.beyond = false, 0, e.doubtful[:0], e.beyond[:0]
	e.vars, e.sources, e.calendars = e.vars[:0], e.sources[:0], e.calendars[:0]
	clear(e.inputs)
	clear(e.terms)
	clear(e.answers)
	clear(e.schedules)
	clear(e.env)
	e.trial.end()
	e.rooms.empty()
	e.cites.empty()
	e.pool.Put(e)
}

// empty empties a map, or replaces one that is large, which would take long each time.
func empty[K comparable, V any](m *map[K]V) {
	switch n := len(*m); {
	case n > 256:
		*m = map[K]V{}
	case n > 0:
		clear(*m)
	}
}

func (r *rooms) empty() {
	r.operands.empty()
	r.sets.empty()
	r.refs.empty()
	r.answers.empty()
	r.rules.empty()
	r.accounts.empty()
	r.lines.empty()
	r.ids.empty()
}

func newEvaluation(prepared *Policy) *evaluation {
	p := prepared.p
	e := &evaluation{
		Policy: prepared, d: diagram.New(prepared.nodes), simples: newConstants(),
		others: map[string]int32{}, open: map[key]int32{}, varIDs: map[key]diagram.Var{}, srcIDs: map[sourceKey]int32{}, lists: map[uint64]int32{},
		bare:      make([]int32, len(prepared.templates)),
		inputs:    make([]*operand, len(p.Inputs)),
		terms:     make([]*operand, len(p.Terms)),
		answers:   make([]*answer, len(p.Decisions)),
		schedules: make([]*operand, len(p.Schedules)),
		origins:   make([]origin, len(p.Inputs)),
		env:       make([]binding, prepared.vars),
		truths:    make([]truth, prepared.conds),
		switched:  make([]truth, prepared.sentences),
	}
	e.initLeaves()
	e.operation = operations{cond: e.condOf, equal: e.equalLeaves, atMost: e.atMostLeaves, numbers: e.numberOf, merge: e.mergeLeaves, rank: e.rankLeaves, asks: e.asksFact}
	for i, in := range p.Inputs {
		e.origins[i] = origin{input: in, path: in.Name}
	}
	e.trial.state, e.trial.answers = make([]symbolState, len(prepared.symbols)), make([]*answer, len(p.Decisions))
	e.cites = citations{sets: make([][]uint64, len(p.Decisions))}
	return e
}

// source numbers an unknown.
func (e *evaluation) source(k sourceKey, s source) int32 {
	if id, ok := e.srcIDs[k]; ok {
		return id
	}
	s.path = k.path
	e.sources = append(e.sources, s)
	id := int32(len(e.sources) - 1)
	e.srcIDs[k] = id
	return id
}

// alone is the set of one source.
func (e *evaluation) alone(id int32) []int32 {
	out := e.rooms.ids.take(1)
	out[0] = id
	return out
}

// variable numbers a finite unknown or an atom by its key.
func (e *evaluation) variable(k key, domain int, sources []int32) diagram.Var {
	if v, ok := e.varIDs[k]; ok {
		return v
	}
	v := e.d.NewVar(domain)
	e.varIDs[k] = v
	e.vars = append(e.vars, variable{sources: sources})
	return v
}

// atom is a condition that is not settled.
func (e *evaluation) atom(k key, sources []int32) diagram.Ref {
	if e.narrowed {
		k = e.plainKey(k, nil)
	}
	return e.d.Choice2(e.variable(k, 2, sources), False, True)
}

func (e *evaluation) scalarOperand(r diagram.Ref) *operand {
	o := &e.rooms.operands.take(1)[0]
	o.ref = r
	return o
}

func (e *evaluation) setOperand(s *setValue) *operand {
	o := &e.rooms.operands.take(1)[0]
	o.set = s
	return o
}

// bind evaluates f with the variable standing for the member.
func (e *evaluation) bind(v *tree.ElementVar, b binding, f func()) {
	if !e.spend(1) {
		return
	}
	old := e.env[v.ID]
	e.env[v.ID] = b
	f()
	e.env[v.ID] = old
}
