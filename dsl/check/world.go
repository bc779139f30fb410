package check

import (
	"cmp"
	"slices"

	"github.com/clausewise/clausewise/dsl/ast"
	"github.com/clausewise/clausewise/dsl/source"
	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
)

// world is the making of one tree.Policy: the policy's own file and those it imports, each as a unit with a scope of its own.
//
// Trees are not shared between policies: an importer may add rules to an imported decision and numbers everything anew. So an imported
// file is checked again, silently, for each importer, but only as far as it is needed: a symbol of an imported unit is live once
// something live reads it, and only live symbols get into the tree. All symbols of the policy's own file are live.
type world struct {
	c      *checker
	root   *unit
	units  []*unit
	byName map[string]*unit
	inputs map[string][]*symbol // shared by name; several under one name if their declarations do not agree
	queue  []work               // declarations of imported units that became live and are not checked yet
	via    source.Span          // the policy's own `use` that is being followed

	policy     *tree.Policy
	rules      []*ruleSite
	disapplies []*disapplySite
	caveats    []*caveatSite
	tableSites []*tableSite
	graph      *readGraph
	terms      []*symbol // whose bodies are being checked, outermost first
	vars       int       // quantifier variables so far
	tables     int       // tables so far
}

// unit is one file in a world.
type unit struct {
	w              *world
	d              *decls
	report         *reporter
	index          int
	scope          map[string]*symbol
	records        map[string]*record
	defaults       *tree.Defaults
	clauses        []*tree.Clause // parallel to d.clauses
	symbols        []*symbol      // parallel to d.order
	brought        []broughtIn    // what the policy's own `use` brings
	noCurrencyTold bool
	disDone        []bool // parallel to d.sentences: disapply sentences already taken, in an imported unit
}

// symbol is one name of a unit; of an input, it may be shared by several units.
type symbol struct {
	sort nameSort
	name string
	u    *unit // where it is declared; for a shared input the first unit that declares it
	d    *decl
	more []*declIn // of a shared input: the declarations in other units

	live     bool
	broken   bool // the declaration has no usable type, or it is part of a cycle: stay silent about it
	typ      *types.Type
	state    termState
	looped   bool // a term that reads itself, which has been reported
	input    *tree.Input
	term     *tree.Term
	decision *tree.Decision
	schedule *tree.Schedule
	amb      *tree.Ambiguity
}

// declIn is a declaration with its unit.
type declIn struct {
	u    *unit
	d    *decl
	live bool
}

// work is a declaration to check: that of the symbol itself, or another one of a shared input.
type work struct {
	s  *symbol
	in *declIn
}

// record is a declared record in a unit.
type record struct {
	d      *recordDecl
	typ    *types.RecordType
	t      *types.Type
	bounds []*tree.FieldBound
	done   bool
}

// The sites keep, for each part of the tree that a sentence made, where the sentence stands.
type ruleSite struct {
	rule     *tree.Rule
	u        *unit
	s        *sentence
	c        *clauseDecl
	decision *symbol
	edges    []ast.Edge
	edged    []edgeTo // resolved
}

type disapplySite struct {
	dis     *tree.Disapply
	u       *unit
	s       *sentence
	targets []clauseIn
}

type caveatSite struct {
	caveat *tree.Caveat
	u      *unit
	s      *sentence
}

// clauseIn is a clause with its unit.
type clauseIn struct {
	u *unit
	c *clauseDecl
}

func (c clauseIn) tree() *tree.Clause { return c.u.clauses[c.c.index] }

// newWorld makes the policy of a file.
func newWorld(c *checker, d *decls) *world {
	w := &world{c: c, byName: map[string]*unit{}, inputs: map[string][]*symbol{}}
	w.policy = &tree.Policy{Name: d.name}
	w.root = w.unit(d, d.report)
	return w
}

// unit makes the unit of a file, then those of the files it imports, then binds what it uses.
func (w *world) unit(d *decls, r *reporter) *unit {
	u := &unit{
		w: w, d: d, report: r, index: len(w.units),
		scope: make(map[string]*symbol, len(d.names)), records: map[string]*record{},
	}
	w.units = append(w.units, u)
	w.byName[d.name] = u
	u.defaults = &tree.Defaults{Policy: d.name}
	u.headerCurrency()
	u.makeClauses()
	u.makeRecords()
	for _, n := range d.order {
		s := u.symbol(n)
		u.symbols = append(u.symbols, s)
		u.scope[n.name.Text] = s
	}
	u.uses()
	u.header()
	return u
}

// symbol declares one name in the unit's scope.
func (u *unit) symbol(n *decl) *symbol {
	if n.sort == inputSort {
		return u.inputSymbol(n)
	}
	s := &symbol{sort: n.sort, name: n.name.Text, u: u, d: n, live: u.isRoot()}
	switch n.sort {
	case termSort:
		s.term = &tree.Term{Name: s.name, Policy: u.d.name, Span: n.name.Span, Clause: u.clauses[n.clause.index]}
	case decisionSort:
		u.declareDecision(s, n.dec)
	case scheduleSort:
		s.typ = periodType
		s.schedule = &tree.Schedule{Name: s.name, Defaults: u.defaults, Span: n.name.Span}
	case ambiguitySort:
		u.declareAmbiguity(s, n.amb)
	}
	return s
}

// isRoot tells whether the unit is the policy that is being made.
func (u *unit) isRoot() bool { return u.index == 0 }

// touch makes a symbol live: it becomes part of the tree.
func (w *world) touch(s *symbol) {
	if s.live || s.d == nil {
		return
	}
	s.live = true
	w.queue = append(w.queue, work{s: s})
}

// use notes that something in the unit reads a symbol.
func (u *unit) use(s *symbol) {
	if s.d == nil {
		return
	}
	u.w.touch(s)
	s.d.used = true
	for _, in := range s.more {
		if in.u != u {
			continue
		}
		in.d.used = true
		if !in.live {
			in.live = true
			u.w.queue = append(u.w.queue, work{s: s, in: in})
		}
	}
}

// build checks everything that is live and gives the finished tree. It is nil if there are errors.
func (w *world) build() *tree.Policy {
	w.root.checkOwn()
	w.drain()
	w.reachDisapplies()
	w.resolveEdges()
	w.finish()
	return w.policy
}

// checkOwn checks all of the policy's own file in the order of the text.
func (u *unit) checkOwn() {
	for _, s := range u.symbols {
		u.w.checkSymbol(s)
	}
	for _, s := range u.d.sentences {
		u.sentence(s)
	}
	u.checkClauses()
}

// drain checks the parts of imported symbols that became live, which may make others live.
func (w *world) drain() {
	for len(w.queue) > 0 {
		next := w.queue[len(w.queue)-1]
		w.queue = w.queue[:len(w.queue)-1]
		if next.in != nil {
			next.in.u.checkInput(next.s, next.in.d)
			continue
		}
		w.checkSymbol(next.s)
		if next.s.sort == decisionSort {
			w.importedSentences(next.s)
		}
	}
}

// importedSentences checks what the sentences of imported files give to a decision that became live.
func (w *world) importedSentences(s *symbol) {
	for _, u := range w.units[1:] {
		if u.scope[s.name] != s {
			continue
		}
		for _, sentence := range u.d.byName[s.name] {
			u.sentence(sentence)
		}
	}
}

// checkSymbol checks what stands in the declaration of a name, and for a term its body.
func (w *world) checkSymbol(s *symbol) {
	switch s.sort {
	case inputSort:
		s.u.checkInput(s, s.d)
	case termSort:
		s.u.ensureTerm(s)
	case decisionSort:
		s.u.checkDecision(s)
	case scheduleSort:
		s.u.checkSchedule(s)
	case ambiguitySort:
		s.u.checkAmbiguity(s)
	}
}

// finish puts the parts into the tree in the order of the text, own ones first, and numbers them.
func (w *world) finish() {
	p := w.policy
	for _, u := range w.units {
		for _, s := range u.symbols {
			if s == nil || !s.live || s.u != u {
				continue
			}
			switch s.sort {
			case inputSort:
				s.input.Index = len(p.Inputs)
				p.Inputs = append(p.Inputs, s.input)
			case termSort:
				s.term.Index = len(p.Terms)
				p.Terms = append(p.Terms, s.term)
			case decisionSort:
				s.decision.Index = len(p.Decisions)
				p.Decisions = append(p.Decisions, s.decision)
			case scheduleSort:
				s.schedule.Index = len(p.Schedules)
				p.Schedules = append(p.Schedules, s.schedule)
			case ambiguitySort:
				s.amb.Index = len(p.Ambiguities)
				p.Ambiguities = append(p.Ambiguities, s.amb)
			}
		}
		for _, c := range u.clauses {
			c.Index = len(p.Clauses)
			p.Clauses = append(p.Clauses, c)
		}
		for _, r := range u.d.recOrder {
			if rec := u.records[r.node.Name.Text]; rec != nil && (u.isRoot() || rec.done) {
				p.Records = append(p.Records, rec.typ)
			}
		}
		p.Files = append(p.Files, u.d.file.Source)
	}
	w.finishSentences()
	w.judgedOrder()
	w.sameNames()
	w.caveatDecision()
	w.order()
}

// finishSentences numbers rules, disapply sentences and caveats.
func (w *world) finishSentences() {
	p := w.policy
	slices.SortStableFunc(w.rules, func(a, b *ruleSite) int { return inText(a.u, a.s, b.u, b.s) })
	for i, r := range w.rules {
		r.rule.ID = i
		r.rule.Decision.Rules = append(r.rule.Decision.Rules, r.rule)
	}
	slices.SortStableFunc(w.disapplies, func(a, b *disapplySite) int { return inText(a.u, a.s, b.u, b.s) })
	for i, d := range w.disapplies {
		d.dis.ID = i
		p.Disapplies = append(p.Disapplies, d.dis)
	}
	for i, c := range w.caveats {
		c.caveat.ID = i
		p.Caveats = append(p.Caveats, c.caveat)
	}
}

// inText compares the places of two sentences: own ones first, then the order of the text.
func inText(u1 *unit, s1 *sentence, u2 *unit, s2 *sentence) int {
	return cmp.Or(cmp.Compare(u1.index, u2.index), cmp.Compare(s1.index, s2.index))
}

// judgedOrder numbers the determinations in the order of the text.
func (w *world) judgedOrder() {
	n := 0
	for _, in := range w.policy.Inputs {
		if in.Kind == tree.Determination {
			in.ClauseOrder = n
			n++
		}
	}
}

// newVar makes the variable of a quantifier.
func (w *world) newVar(name string, t *types.Type) *tree.ElementVar {
	v := &tree.ElementVar{ID: w.vars, Name: name, T: t}
	w.vars++
	return v
}
