package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/engine/citing"
	"github.com/clausewise/clausewise/engine/outcome"
	"github.com/clausewise/clausewise/stdlib/value"
)

// effects is how many effects a citation can have in a settled answer.
const effects = int(outcome.NotReached) + 1

// behind is what stands behind an expression: clauses as a bit set, and decisions whose citations count.
type behind struct {
	clauses []uint64
	folds   []int32
	// readingOnly: nothing but the adopted readings settles the expression.
	readingOnly bool
}

// chain is a condition with what stands behind each of its links.
type chain struct {
	node  int32 // −1: absent
	or    bool
	nodes []int32 // links; empty where there is only one
	parts []behind
	whole behind

	fn  condFn
	fns []condFn
	// reading: a link, or the whole, is settled by the adopted readings alone.
	reading bool
}

// ruleCites is what citing a rule takes.
type ruleCites struct {
	clause       int32
	when, unless chain
	value        []behind // value or details
	readWith     []int32
}

type disapplyCites struct {
	clause       int32
	when, unless chain
	readWith     []int32
}

// cites is the citations of one decision in a case: a bit set of clauses per effect, one after the other, and last their union, which is what
// decisions that read this one take over.
type cites struct {
	epoch uint32
	w     int // words per bit set
	words []uint64
}

// words is the length of a bit set of clauses.
func (c *Code) words() int { return (len(c.Policy.Clauses) + 63) / 64 }

// citeTables prepares the citations of every rule.
func (l *lowering) citeTables(t *citing.Table, exprs map[tree.Expr]int32) {
	b := &citeBuilder{c: l.Code, t: t, nodes: exprs}
	for i := range l.decisions {
		d := &l.decisions[i]
		d.arisesCites = b.behind(d.tree.Arises)
		d.arisesClause = b.index(d.tree.ArisesClause)
		for j := range d.rules {
			r := d.rules[j].tree
			rc := ruleCites{clause: b.index(r.Clause), when: b.chain(r.When), unless: b.chain(r.Unless), readWith: b.indexes(r.ReadWith)}
			if r.Value != nil {
				rc.value = append(rc.value, b.behind(r.Value))
			}
			if r.Duty != nil {
				r.Duty.Exprs(func(x tree.Expr) { rc.value = append(rc.value, b.behind(x)) })
			}
			d.rules[j].cites = rc
		}
	}
	for i, s := range l.Policy.Disapplies {
		l.disapplies[i].cites = disapplyCites{clause: b.index(s.Clause), when: b.chain(s.When), unless: b.chain(s.Unless), readWith: b.indexes(s.ReadWith)}
	}
}

// index is the number of the clause under which c is cited; −1 for none.
func (b *citeBuilder) index(c *tree.Clause) int32 {
	if c == nil {
		return -1
	}
	return int32(b.t.Clause(c).Index)
}

func (b *citeBuilder) indexes(cs []*tree.Clause) []int32 {
	var out []int32
	for _, c := range cs {
		out = append(out, b.index(c))
	}
	return out
}

type citeBuilder struct {
	c     *Code
	t     *citing.Table
	nodes map[tree.Expr]int32
}

func (b *citeBuilder) behind(x tree.Expr) behind {
	if x == nil {
		return behind{}
	}
	r := b.t.Of(x)
	out := behind{readingOnly: citing.ReadingOnly(x)}
	if len(r.Clauses) > 0 {
		out.clauses = make([]uint64, b.c.words())
	}
	for _, cl := range r.Clauses {
		i := b.t.Clause(cl).Index
		out.clauses[i/64] |= 1 << (i % 64)
	}
	for _, d := range r.Decisions {
		out.folds = append(out.folds, int32(d.Index))
	}
	return out
}

func (b *citeBuilder) chain(x tree.Expr) chain {
	if x == nil {
		return chain{node: -1}
	}
	out := chain{node: b.nodes[x], whole: b.behind(x)}
	out.reading = out.whole.readingOnly
	_, out.or = x.(*tree.Or)
	if parts := citing.Parts(x); len(parts) > 1 {
		for _, p := range parts {
			out.nodes = append(out.nodes, b.nodes[p])
			out.parts = append(out.parts, b.behind(p))
			out.reading = out.reading || out.parts[len(out.parts)-1].readingOnly
		}
	}
	return out
}

// cite computes the citations of a settled decision once.
func (m *Machine) cite(i int32) *cites {
	cs := &m.cites[i]
	if cs.epoch == m.epoch {
		return cs
	}
	cs.epoch = m.epoch
	clear(cs.words)
	m.gather(i, cs)
	if cs.w == 1 {
		var all uint64
		for _, bits := range cs.words[:effects] {
			all |= bits
		}
		cs.words[effects] = all
		return cs
	}
	all := cs.of(effects)
	for e := range effects {
		for k, bits := range cs.of(e) {
			all[k] |= bits
		}
	}
	return cs
}

func (m *Machine) gather(i int32, cs *cites) {
	d := &m.c.decisions[i]
	c := m.decide(i)
	if c.st == unsettled || c.u != 0 {
		m.vague = true
		return
	}
	cs.add(outcome.Defines, d.arisesClause)
	m.under(cs, &d.arisesCites)
	if d.arisesFn != nil && holds(d.arisesFn(m)) == no {
		return
	}
	switch {
	case d.kind == setKind:
		m.citeSet(i, cs, d, c)
	case d.duties:
		for j := range d.rules {
			switch m.status[d.rules[j].id] {
			case outcome.Applied, outcome.Open:
				m.citeApplied(i, cs, d, &d.rules[j])
			case outcome.Defeated:
				m.citeDefeated(i, cs, d, &d.rules[j])
			}
		}
	default:
		m.citeScalar(i, cs, d, c)
	}
}

// of is the bit set of an effect.
func (cs *cites) of(e int) []uint64 {
	return cs.words[e*cs.w : e*cs.w+cs.w]
}

func (cs *cites) add(e outcome.Effect, clause int32) {
	if clause >= 0 {
		cs.words[int(e)*cs.w+int(clause>>6)] |= 1 << (clause & 63)
	}
}

// under cites what stands behind an expression.
func (m *Machine) under(cs *cites, b *behind) {
	if b.clauses == nil && b.folds == nil {
		return
	}
	defines := cs.of(int(outcome.Defines))
	for w, bits := range b.clauses {
		defines[w] |= bits
	}
	for _, f := range b.folds {
		for w, bits := range m.cite(f).of(effects) {
			defines[w] |= bits
		}
	}
}

func (m *Machine) conditions(cs *cites, when, unless *chain) {
	if when.fn != nil {
		m.under(cs, m.link1(when))
		if when.fn(m) == no {
			return
		}
	}
	if unless.fn != nil {
		m.under(cs, m.link1(unless))
	}
}

// offByReading tells whether a rule fails by the adopted readings alone.
func (m *Machine) offByReading(r *rule) bool {
	when, unless := &r.cites.when, &r.cites.unless
	if !when.reading && !unless.reading || m.status[r.id] != outcome.Failed {
		return false
	}
	if when.fn != nil && when.fn(m) == no {
		return m.link1(when).readingOnly
	}
	return unless.fn != nil && unless.fn(m) == yes && m.link1(unless).readingOnly
}

// link1 is what stands behind the first link that alone settles a chain, or behind all of it.
func (m *Machine) link1(ch *chain) *behind {
	settles := no
	if ch.or {
		settles = yes
	}
	for k, f := range ch.fns {
		switch f(m) {
		case settles:
			return &ch.parts[k]
		case open:
			m.vague = true
		}
	}
	return &ch.whole
}

// because cites what stands behind a rule's condition, as far as it was looked at.
func (m *Machine) because(cs *cites, r *rule) {
	rc := &r.cites
	if rc.when.fn != nil {
		link := m.link[r.id]
		if link < 0 {
			m.under(cs, &rc.when.whole)
		} else {
			m.under(cs, &rc.when.parts[link])
		}
		if m.status[r.id] == outcome.Failed && (link >= 0 && !rc.when.or || rc.unless.fn == nil || rc.when.fn(m) == no) {
			return
		}
	}
	if rc.unless.fn != nil {
		m.under(cs, m.link1(&rc.unless))
	}
}

func (m *Machine) citeRule(cs *cites, r *rule, e outcome.Effect) {
	if m.link[r.id] == linkVague {
		m.vague = true
	}
	if r.easy.ok {
		m.citeEasy(cs, r, e)
		return
	}
	rc := &r.cites
	if e == outcome.NotMet && m.offByReading(r) {
		return
	}
	cs.add(e, rc.clause)
	m.because(cs, r)
	if e != outcome.NotMet {
		for k := range rc.value {
			m.under(cs, &rc.value[k])
		}
	}
	if e == outcome.Applies {
		for _, cl := range rc.readWith {
			cs.add(outcome.ReadWith, cl)
		}
	}
}

// citeApplied cites a rule that applies and what would have defeated it.
func (m *Machine) citeApplied(i int32, cs *cites, d *decision, r *rule) {
	e := outcome.Applies
	if m.status[r.id] != outcome.Applied {
		e, m.vague = outcome.Pending, true // what is open here may not be open
	}
	m.citeRule(cs, r, e)
	for _, j := range r.beatenBy {
		switch s := &d.rules[j]; m.status[s.id] {
		case outcome.Defeated:
			m.citeDefeated(i, cs, d, s)
		case outcome.Failed, outcome.NotApplicableRule:
			m.citeRule(cs, s, outcome.NotMet)
		}
	}
	for _, j := range r.disapply {
		dc := &m.c.disapplies[j].cites
		cs.add(outcome.NotMet, dc.clause)
		m.conditions(cs, &dc.when, &dc.unless)
	}
}

// citeDefeated cites a rule that would have changed the result, and all that defeats it.
func (m *Machine) citeDefeated(i int32, cs *cites, d *decision, r *rule) {
	if !m.changedBy(i, d, r) {
		return
	}
	m.citeRule(cs, r, outcome.Displaced)
	for _, j := range r.beatenBy {
		if s := &d.rules[j]; m.status[s.id] == outcome.Applied {
			m.citeRule(cs, s, outcome.Disapplies)
		}
	}
	for _, j := range r.disapply {
		if m.disapplies(j) != yes {
			continue
		}
		dc := &m.c.disapplies[j].cites
		cs.add(outcome.Disapplies, dc.clause)
		m.conditions(cs, &dc.when, &dc.unless)
		for _, cl := range dc.readWith {
			cs.add(outcome.ReadWith, cl)
		}
	}
}

func (m *Machine) citeScalar(i int32, cs *cites, d *decision, c *cell) {
	fallback := true
	for j := range d.rules {
		r := &d.rules[j]
		if !r.otherwise && r.kind < tree.Add && m.status[r.id] == outcome.Applied {
			fallback = false
		}
	}
	ranked := d.ranked && c.st == known && !fallback
	for j := range d.rules {
		r := &d.rules[j]
		if r.kind >= tree.Add {
			continue
		}
		if r.otherwise {
			if fallback && m.status[r.id] == outcome.Applied {
				m.citeApplied(i, cs, d, r)
			}
			continue
		}
		earlier := ranked && r.constant && r.k < c.n
		later := ranked && r.constant && r.k > c.n
		switch m.status[r.id] {
		case outcome.Applied:
			if !later {
				m.citeApplied(i, cs, d, r)
			}
		case outcome.Defeated:
			if !d.ranked || !ranked || earlier {
				m.citeDefeated(i, cs, d, r)
			}
		case outcome.Failed, outcome.NotApplicableRule:
			if fallback || d.duty && c.st == absent || earlier {
				m.citeRule(cs, r, outcome.NotMet)
			}
		case outcome.Open:
			m.vague = m.vague || !later // bounds may settle its condition
		}
	}
	if d.lines {
		m.citeAccount(i, cs, d)
	}
}

// changedBy tells whether a decision would come to something else if a rule of it, which is defeated, were not.
func (m *Machine) changedBy(i int32, d *decision, off *rule) bool {
	if d.kind == setKind || d.duties {
		return true
	}
	type became struct {
		status  outcome.RuleStatus
		changed bool
	}
	saved := make([]became, len(d.rules))
	for j := range d.rules {
		id := d.rules[j].id
		saved[j] = became{m.status[id], m.changed[id]}
	}
	now, v := m.decs[i], m.decValues[i]
	other := cell{st: known}
	m.spared, m.clash = off, false
	if d.ranked {
		m.ranked(i, d, &other)
	} else {
		m.single(i, d, &other)
	}
	m.spared = nil
	same := other.st == now.st && (now.st != known || other.n == now.n && (d.plain || d.duty || value.Equal(v, m.decValues[i])))
	m.decValues[i] = v
	for j := range d.rules {
		id := d.rules[j].id
		m.status[id], m.changed[id] = saved[j].status, saved[j].changed
	}
	if other.st == unsettled && !m.clash {
		m.vague = true
	}
	return !same
}

func (m *Machine) citeSet(i int32, cs *cites, d *decision, c *cell) {
	for j := range d.rules {
		r := &d.rules[j]
		present := r.kind == tree.Member && uint64(c.n)>>r.member&1 == 1
		switch m.status[r.id] {
		case outcome.Applied:
			m.citeApplied(i, cs, d, r)
		case outcome.Defeated:
			if !present {
				m.citeDefeated(i, cs, d, r)
			}
		case outcome.Failed, outcome.NotApplicableRule:
			if !present {
				m.citeRule(cs, r, outcome.NotMet)
			}
		case outcome.Open:
			m.vague = true // bounds may settle its condition
		}
	}
}

// citeAccount cites the lines: those that change the amount apply, limits that do not bind are not reached.
func (m *Machine) citeAccount(i int32, cs *cites, d *decision) {
	for j := range d.rules {
		r := &d.rules[j]
		if r.kind < tree.Add {
			continue
		}
		switch m.status[r.id] {
		case outcome.Applied:
			switch {
			case m.changed[r.id]:
				m.citeApplied(i, cs, d, r)
			case r.kind == tree.Limit:
				m.citeRule(cs, r, outcome.NotReached)
			}
		case outcome.Defeated:
			m.citeDefeated(i, cs, d, r)
		}
	}
}

// Citations calls f for each clause that decision k of the answer cites, in document order, with its strongest effect.
func (m *Machine) Citations(k int, f func(clause int, e outcome.Effect)) {
	cs := m.cite(m.c.own[k])
	for w, all := range cs.of(effects) {
		for ; all != 0; all &= all - 1 {
			b := bits.TrailingZeros64(all)
			for e := range effects {
				if cs.of(e)[w]>>b&1 == 1 {
					f(w*64+b, outcome.Effect(e))
					break
				}
			}
		}
	}
}
