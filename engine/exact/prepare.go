package exact

import (
	"sync"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Policy is a checked policy made ready to be evaluated: what does not depend on a case is known beforehand. It is safe for concurrent use.
type Policy struct {
	p         *tree.Policy
	stated    *tree.Decision   // the built-in set of the caveats that apply; nil without caveats
	imposing  []*tree.Decision // duties, those of the policy itself
	decisions []decision       // by Decision.Index
	caveats   [][]*sentence    // that disapply each caveat
	symbols   []symbol
	readBy    [][]bool // by Ambiguity.Index and Decision.Index: whether the decision depends on the reading
	templates []*value.DutyValue
	citedAs   []int32 // by Clause.Index: the clause under which a clause is cited
	reads     *tree.Reads

	conds     int     // number of conditions
	sentences int     // number of sentences that disapply
	nesting   []int32 // of variables, by their number
	vars      int     // greatest number of a variable, and one
	rules     int     // greatest number of a rule, and one
	words     int     // length of a set of clauses

	// nodes is how many diagram nodes one decision may take before the analysis is stopped and all facts it reached are reported; work is how
	// many members and periods a case may look at.
	nodes, work int

	pool     sync.Pool // of evaluations
	wordings sync.Map  // tree.Expr to worded
}

// decision is what is known of a decision beforehand.
type decision struct {
	arises       *cond
	arisesClause int32
	rules        []rule // as Decision.Rules
	lines        int
}

// rule is what is known of a rule beforehand.
type rule struct {
	when, unless *cond
	beatenBy     []int32 // places in the decision
	disapplied   []*sentence
	clause       int32
	readWith     []int32
	values       []behind   // of the value, or of the details of a duty
	template     int32      // of a duty, without details; -1
	condOn       readingSet // what the condition depends on
	valueOn      readingSet // what the value, or the details of a duty, depend on
}

// sentence is a sentence that disapplies rules.
type sentence struct {
	tree         *tree.Disapply
	id           int32
	when, unless *cond
	by           []*sentence
	on           readingSet // what it depends on
	clause       int32
	readWith     []int32
}

// cond is a condition of a sentence, or a link of one. It is evaluated once in a case.
type cond struct {
	behind
	x     tree.Expr
	on    readingSet // what it depends on
	id    int32
	or    bool
	parts []*cond // of "and" and "or"
	// byReading: nothing but the adopted readings settles it.
	byReading bool
}

// behind is what stands behind an expression: clauses as a bit set, and decisions whose citations count.
type behind struct {
	clauses   []uint64
	decisions []*tree.Decision
}

// Prepare makes a policy ready.
func Prepare(p *tree.Policy) *Policy {
	out := &Policy{nodes: limits.Default.Nodes, work: limits.Default.Work, p: p, reads: tree.ReadsOf(p), words: (len(p.Clauses) + 63) / 64}
	for _, d := range p.Decisions {
		if d.Name == "caveats" && d.Policy == p.Name {
			out.stated = d
		}
	}
	b := &preparing{Policy: out, reading: newReading(p, out.stated), table: citing.New(p), sentencesOf: map[*tree.Disapply]*sentence{}, templateOf: map[value.DutyValue]int32{}}
	if len(p.Ambiguities) > 0 {
		out.symbols = b.reading.symbols()
	}
	for _, a := range p.Ambiguities {
		by := make([]bool, len(p.Decisions))
		for i := range by {
			by[i] = out.reads.Ambiguities[i][a.Index] && out.symbols[decisionNumber(p, i)].all&readingBit(a.Index) != 0
		}
		out.readBy = append(out.readBy, by)
	}
	out.decisions = make([]decision, len(p.Decisions))
	for i, d := range p.Decisions {
		out.decisions[i] = b.decision(d)
		if d.Own && (d.Type.Kind == types.Duty || d.Type.Kind == types.Duties) {
			out.imposing = append(out.imposing, d)
		}
	}
	out.caveats = make([][]*sentence, len(p.Caveats))
	for i, c := range p.Caveats {
		for _, s := range c.DisappliedBy {
			out.caveats[i] = append(out.caveats[i], b.sentence(s))
		}
	}
	out.citedAs = make([]int32, len(p.Clauses))
	for i, c := range p.Clauses {
		out.citedAs[i] = b.clause(c)
	}
	out.vars = greatestVar(p) + 1
	out.nesting = nesting(p, out.vars)
	return out
}

// Within sets the limits of a case. It must be called before cases are decided.
func (prepared *Policy) Within(l limits.Limits) {
	l = l.OrDefault()
	prepared.nodes, prepared.work = l.Nodes, l.Work
}

func greatestVar(p *tree.Policy) int {
	most := -1
	see := func(v *tree.ElementVar) {
		if v != nil {
			most = max(most, v.ID)
		}
	}
	p.EachExpr(func(x tree.Expr) {
		tree.Walk(x, func(y tree.Expr) bool {
			switch y := y.(type) {
			case *tree.Quant:
				see(y.Var)
			case *tree.Aggregate:
				see(y.Var)
			case *tree.VarRef:
				see(y.Var)
			}
			return true
		})
	})
	for _, in := range p.Inputs {
		for _, fb := range in.FieldBounds {
			see(fb.Var)
		}
	}
	return most
}

type preparing struct {
	*Policy
	reading     *reading
	table       *citing.Table
	sentencesOf map[*tree.Disapply]*sentence
	templateOf  map[value.DutyValue]int32
}

func (b *preparing) decision(d *tree.Decision) decision {
	out := decision{arises: b.cond(d.Arises), arisesClause: b.clause(d.ArisesClause), rules: make([]rule, len(d.Rules))}
	place := make(map[*tree.Rule]int32, len(d.Rules))
	for i, r := range d.Rules {
		place[r] = int32(i)
		b.Policy.rules = max(b.Policy.rules, r.ID+1)
	}
	for i, r := range d.Rules {
		if r.Kind >= tree.Add {
			out.lines++
		}
		out.rules[i] = b.rule(r, place)
	}
	return out
}

func (b *preparing) rule(r *tree.Rule, place map[*tree.Rule]int32) rule {
	out := rule{when: b.cond(r.When), unless: b.cond(r.Unless), clause: b.clause(r.Clause), readWith: b.clauses(r.ReadWith), template: -1}
	for _, s := range r.BeatenBy {
		if j, ok := place[s]; ok {
			out.beatenBy = append(out.beatenBy, j)
		}
	}
	for _, s := range r.DisappliedBy {
		out.disapplied = append(out.disapplied, b.sentence(s))
	}
	out.valueOn = b.on(r.Value)
	if r.Value != nil {
		out.values = append(out.values, b.behind(r.Value))
	}
	if r.Duty != nil {
		r.Duty.Exprs(func(x tree.Expr) {
			out.values = append(out.values, b.behind(x))
			out.valueOn |= b.on(x)
		})
		out.template = b.template(r.Duty)
		out.condOn = b.on(r.Duty.Amount)
	}
	out.condOn |= b.on(r.When, r.Unless)
	return out
}

// on is the readings on which expressions depend.
func (b *preparing) on(xs ...tree.Expr) readingSet {
	if len(b.symbols) == 0 {
		return 0
	}
	return b.reading.of(b.symbols, xs...)
}

// template numbers a duty by what it says without details.
func (b *preparing) template(d *tree.Duty) int32 {
	v := value.DutyValue{Who: d.Who, Modality: d.Modality, What: d.What, To: d.To, Immediately: d.Immediately, Until: d.Until}
	id, ok := b.templateOf[v]
	if !ok {
		id = int32(len(b.templates))
		b.templateOf[v] = id
		b.templates = append(b.templates, &v)
	}
	return id
}

func (b *preparing) sentence(s *tree.Disapply) *sentence {
	if out := b.sentencesOf[s]; out != nil {
		return out
	}
	out := &sentence{tree: s, id: int32(b.sentences), when: b.cond(s.When), unless: b.cond(s.Unless), clause: b.clause(s.Clause),
		readWith: b.clauses(s.ReadWith)}
	b.sentences++
	b.sentencesOf[s] = out
	out.on = b.on(s.When, s.Unless)
	for _, t := range s.DisappliedBy {
		out.by = append(out.by, b.sentence(t))
		out.on |= out.by[len(out.by)-1].on
	}
	return out
}

func (b *preparing) cond(x tree.Expr) *cond {
	if x == nil {
		return nil
	}
	c := &cond{x: x, on: b.on(x), id: int32(b.conds), byReading: citing.ReadingOnly(x)}
	if r := b.table.Of(x); r != nil {
		c.behind = b.behindOf(r)
	}
	b.conds++
	var parts []tree.Expr
	switch x := x.(type) {
	case *tree.And:
		parts = x.Xs
	case *tree.Or:
		parts, c.or = x.Xs, true
	}
	for _, p := range parts {
		c.parts = append(c.parts, b.cond(p))
	}
	return c
}

func (b *preparing) behind(x tree.Expr) behind { return b.behindOf(b.table.Of(x)) }

func (b *preparing) behindOf(r *citing.Reads) behind {
	out := behind{decisions: r.Decisions}
	if len(r.Clauses) > 0 {
		out.clauses = make([]uint64, b.words)
	}
	for _, c := range r.Clauses {
		i := b.clause(c)
		out.clauses[i/64] |= 1 << (i % 64)
	}
	return out
}

// clauseOf is the number of the clause under which c is cited; -1 for none.
func (prepared *Policy) clauseOf(c *tree.Clause) int32 {
	if c == nil {
		return -1
	}
	return prepared.citedAs[c.Index]
}

// clause is the number of the clause under which c is cited; -1 for none.
func (b *preparing) clause(c *tree.Clause) int32 {
	if c = b.table.Clause(c); c == nil {
		return -1
	}
	return int32(c.Index)
}

func (b *preparing) clauses(cs []*tree.Clause) []int32 {
	var out []int32
	for _, c := range cs {
		if i := b.clause(c); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}
