package plan

import (
	"math/bits"
	"slices"

	"github.com/clausewise/clausewise/dsl/tree"
)

// laneDecision is a decision as a block decides it.
type laneDecision struct {
	d *decision
	// single: it is decided case by case, as some rule of it can be defeated, or it is a duty, or no integer.
	single  bool
	arises  laneCond
	rules   []laneRule // as in decision
	num     int        // its column
	set     int        // its sets; −1
	rankAt  int        // the first of the planes of its ranks; −1
	ranks   []int64    // the constant that each stands for
	cites   laneCites
	limitAt int   // columns of its limits
	seeds   []int // what it reads that the machine takes over, if it is decided case by case
	column  int   // in Block.turned, if it is decided case by case
}

// laneRule is a rule as a block evaluates it.
type laneRule struct {
	test  func(b *Block, r *laneRule, need lanes) truths // nil: always
	when  laneCond
	chain []laneCond // the links of a condition whose citations depend on which link settles it
	or    bool
	un    laneCond // "unless"
	num   laneNum
	set   laneSet
	rank  int // which of the ranks it gives; −1
	links int // where Block.links has the lanes that each link settled: by "unless", by link 1, …

	hits, misses, idle []laneMark
}

// laneNote is what became of a rule: where it was looked at, what its condition came to, and where it changed an amount, or binds.
type laneNote struct {
	truths
	seen    lanes
	changed lanes
}

// laneCell is what a decision came to.
type laneCell struct {
	round               uint32
	filled              uint32 // the round in which the column of a decision by ranks was written
	known, absent, open lanes
	maybe               lanes // a member of the set is open
}

// decide decides a decision in all lanes, once.
func (b *Block) decide(i int32) *laneCell {
	c := &b.steps[i]
	if c.round != b.round {
		c.round = b.round
		c.known, c.absent, c.open, c.maybe = 0, 0, 0, 0
		b.settle(i, c)
	}
	return c
}

// number is the column of a decision.
func (b *Block) number(i int32) *column {
	c, s := b.decide(i), &b.c.steps[i]
	col := &b.cols[s.num]
	if c.filled != b.round {
		c.filled = b.round
		for k, x := range s.ranks {
			fill(col, b.planes[s.rankAt+k]&c.known, x)
		}
		fill(col, c.absent, nothing)
		fill(col, c.open, lacks)
	}
	return col
}

// fill writes a word in some lanes.
func fill(c *column, where lanes, x int64) {
	for ; where != 0; where &= where - 1 {
		c[bits.TrailingZeros64(where)&63] = x
	}
}

// setOf is the sets of a decision.
func (b *Block) setOf(i int32) *sets {
	c, s := b.decide(i), &b.sets[b.c.steps[i].set]
	s.absent, s.open = c.absent, c.open
	return s
}

// settle decides a decision, together with its citations.
func (b *Block) settle(i int32, c *laneCell) {
	s := &b.c.steps[i]
	if s.single {
		b.singly(i, s, c)
		return
	}
	on := b.all
	if s.arises != nil {
		t := s.arises(b, on)
		b.mark(&s.cites.arises, on)
		c.open = t.open & b.all
		on = t.yes & b.all
		c.absent = b.all &^ (on | c.open)
	}
	if s.set >= 0 {
		b.sets[s.set].clear()
	}
	if on == 0 {
		return
	}
	switch s.d.shape {
	case members:
		b.settleMembers(s, c, on)
	case oneSet:
		b.settleSet(s, c, on)
	case ranks:
		b.settleRank(s, c, on)
	default:
		b.settleValue(s, c, on)
	}
}

// holds is a rule's condition, noted.
func (b *Block) holds(s *laneDecision, j int, need lanes) truths {
	r := &s.rules[j]
	t := truths{yes: need}
	if r.test != nil {
		t = r.test(b, r, need)
		t.yes &= need
		t.never &= need
		t.open &= need
	}
	n := &b.rules[s.d.rules[j].id]
	n.truths, n.seen = t, need
	return t
}

// whole is the condition of a rule whose links do not matter.
func whole(b *Block, r *laneRule, need lanes) truths {
	t := truths{yes: need}
	if r.when != nil {
		t = r.when(b, need)
	}
	if r.un != nil {
		if need &^= t.no(); need != 0 {
			t = t.and(r.un(b, need).negate())
		}
	}
	return t
}

// linked is the condition of a rule with the lanes that each link settled alone.
func linked(b *Block, r *laneRule, need lanes) truths {
	at := b.links[r.links : r.links+1+len(r.chain)]
	clear(at)
	t := truths{yes: need}
	var alone lanes // settled by a link of "when" alone
	switch {
	case len(r.chain) > 0:
		var vague lanes
		t, alone, vague = chained(b, r, need, at[1:])
		b.vague |= vague
	case r.when != nil:
		t = r.when(b, need)
	}
	if r.un == nil {
		return t
	}
	rest := need &^ t.no()
	if rest == 0 {
		return t
	}
	u := r.un(b, rest).negate()
	at[0] = u.no() & rest &^ alone
	return t.and(truths{u.yes | ^rest, u.never & rest, u.open & rest})
}

// chained is a chain of "and" or "or" with the lanes in which its first settling link is known.
func chained(b *Block, r *laneRule, need lanes, at []lanes) (t truths, alone, vague lanes) {
	t = truths{yes: need}
	if r.or {
		t = truths{}
	}
	left := need
	for k, f := range r.chain {
		u := f(b, left)
		settles := u.no()
		if r.or {
			settles = u.yes
		}
		settles &= left
		vague |= settles & t.open
		at[k] = settles &^ t.open
		alone |= at[k]
		if r.or {
			t = t.or(truths{u.yes & left, u.never & left, u.open & left})
		} else {
			t = t.and(truths{u.yes | ^left, u.never & left, u.open & left})
		}
		if left &^= settles; left == 0 {
			break
		}
	}
	return t, alone, vague
}

func (b *Block) settleMembers(s *laneDecision, c *laneCell, on lanes) {
	set := &b.sets[s.set]
	for j := range s.rules {
		t, member := b.holds(s, j, on), s.d.rules[j].member
		set.in[member] |= t.yes
		set.maybe[member] |= t.open
		b.hit(&s.rules[j], t.yes)
		b.miss(&s.rules[j], on&t.no(), t.never)
		c.maybe |= t.open
	}
	c.known = on
}

func (b *Block) settleSet(s *laneDecision, c *laneCell, on lanes) {
	r := &s.rules[0]
	t := b.holds(s, 0, on)
	b.miss(r, on&t.no(), t.never)
	c.known, c.open = on&^t.open, c.open|t.open
	if t.yes == 0 {
		return
	}
	b.hit(r, t.yes)
	x, set := r.set(b, t.yes), &b.sets[s.set]
	for k := range set.in {
		if k < len(x.in) {
			set.in[k] |= x.in[k] & t.yes
			set.maybe[k] |= x.maybe[k] & t.yes
			c.maybe |= x.maybe[k] & t.yes
		}
	}
	c.open |= x.open & t.yes
	c.known &^= c.open
}

func (b *Block) settleRank(s *laneDecision, c *laneCell, on lanes) {
	left := on
	for _, j := range s.d.order {
		if s.d.rules[j].otherwise {
			continue
		}
		t, r := b.holds(s, int(j), left), &s.rules[j]
		b.planes[s.rankAt+r.rank] |= t.yes
		b.hit(r, t.yes)
		b.miss(r, left&t.no(), t.never)
		c.known |= t.yes
		c.open |= t.open
		if left &^= t.yes | t.open; left == 0 {
			return
		}
	}
	b.otherwise(s, c, left)
}

// otherwise gives lanes the value of the first rule that applies where no other does.
func (b *Block) otherwise(s *laneDecision, c *laneCell, left lanes) {
	for j := range s.rules {
		if left == 0 {
			return
		}
		if !s.d.rules[j].otherwise {
			continue
		}
		t, r := b.holds(s, j, left), &s.rules[j]
		c.open |= t.open
		b.hit(r, t.yes)
		left &^= t.open | t.yes
		if t.yes == 0 {
			continue
		}
		if r.rank >= 0 {
			b.planes[s.rankAt+r.rank] |= t.yes
			c.known |= t.yes
			continue
		}
		x, col := r.num(b, t.yes), &b.cols[s.num]
		for m := t.yes; m != 0; m &= m - 1 {
			i := bits.TrailingZeros64(m) & 63
			col[i] = x[i]
			c.put(i, stateOf(x[i]))
		}
	}
	c.open |= left
}

func (c *laneCell) put(i int, st state) {
	switch bit := lanes(1) << (i & 63); st {
	case known:
		c.known |= bit
	case absent:
		c.absent |= bit
	default:
		c.open |= bit
	}
}

func (b *Block) settleValue(s *laneDecision, c *laneCell, on lanes) {
	left, col := on, &b.cols[s.num]
	var found, given lanes
	for _, j := range s.d.order {
		if q := &s.d.rules[j]; q.otherwise || q.kind >= tree.Add {
			continue
		}
		t, r := b.holds(s, int(j), left), &s.rules[j]
		found |= t.yes
		differ := t.open
		if t.yes != 0 {
			x := r.num(b, t.yes)
			rest := t.yes
			if given == 0 && b.given(x) {
				*col, given, rest = *x, rest, 0
			}
			for m := rest; m != 0; m &= m - 1 {
				i := bits.TrailingZeros64(m) & 63
				bit := lanes(1) << i
				switch v := x[i]; {
				case v <= ask:
					if v != nothing {
						differ |= bit
					}
				case given&bit == 0:
					given |= bit
					col[i] = v
				case col[i] != v:
					differ |= bit // conflicts are for the exact evaluator
				}
			}
		}
		c.open |= differ
		left &^= differ
		b.hit(r, t.yes&left)
		if left == 0 {
			break
		}
	}
	c.known |= given & left
	c.absent |= left & found &^ given
	if none := left &^ found; none != 0 {
		for j := range s.rules {
			if q := &s.d.rules[j]; !q.otherwise && q.kind < tree.Add {
				n := &b.rules[q.id]
				b.miss(&s.rules[j], none&n.no()&n.seen, none&n.never)
			}
		}
		b.otherwise(s, c, none)
	}
	if s.d.lines && c.known != 0 {
		b.account(s, c, col)
	}
	c.filled = b.round
	fill(col, c.absent, nothing)
	fill(col, c.open, lacks)
}

// given tells whether a column has a value in every lane.
func (b *Block) given(x *column) bool {
	or := uint64(0)
	for _, v := range x[:b.n] {
		or |= uint64(v + oddOffset)
	}
	return !odd(or)
}

// singly has the machine decide a decision case by case.
func (b *Block) singly(i int32, s *laneDecision, c *laneCell) {
	for _, at := range s.seeds {
		b.decide(b.c.seeds[at].decision)
	}
	if s.set >= 0 {
		b.sets[s.set].clear()
	}
	m := b.m
	for on := b.all; on != 0; on &= on - 1 {
		j := bits.TrailingZeros64(on)
		m.load(b.s.cases[j], b.readings, true)
		m.left = b.left[j]
		for _, at := range s.seeds {
			b.sow(&b.c.seeds[at], m, j)
		}
		x := m.decide(i)
		m.cite(i)
		b.leave(j)
		if m.vague && x.st != unsettled {
			b.vague |= 1 << j
		}
		if s.set >= 0 {
			b.sets[s.set].put(j, uint64(x.n), x.u, x.st)
			if x.u != 0 {
				c.maybe |= 1 << j
			}
		} else {
			b.cols[s.num][j&63] = x.n
		}
		c.put(j, x.st)
		b.takeWords(i, s, j, m)
	}
	if s.set < 0 {
		c.filled = b.round
		fill(&b.cols[s.num], c.absent, nothing)
		fill(&b.cols[s.num], c.open, lacks)
	}
}

// linkBlocks makes the steps of a policy for blocks.
func linkBlocks(k *linker) *Blocks {
	b := &Blocks{Code: k.Code, columns: len(k.inputs)}
	b.layOut()
	l := &laneLinker{linker: k, b: b}
	b.steps = make([]laneDecision, len(b.decisions))
	for i := range b.steps {
		l.decision(int32(i))
	}
	l.periodTerms()
	b.asks, b.answers = make([]func(*Block, *column), len(b.inputs)), make([]laneCond, len(b.inputs))
	for i := range b.inputs {
		b.asks[i], b.answers[i] = l.asksFor(int32(i)), l.answersFor(int32(i))
	}
	l.linkTerms()
	for i := range b.steps {
		l.rules(int32(i))
	}
	c := &laneCiter{b}
	for i := range b.steps {
		c.decision(int32(i))
	}
	b.seedable()
	return b
}

// decision gives a decision its places.
func (l *laneLinker) decision(i int32) {
	d := &l.decisions[i]
	s := &l.b.steps[i]
	*s = laneDecision{d: d, num: l.column(), set: -1, rankAt: -1}
	s.single = d.shape == notSimple || d.kind != setKind && !plainKind(d.kind)
	if d.kind == setKind {
		s.set = l.room(len(d.tree.Type.Members))
	}
	if s.single {
		s.column = l.b.turned
		l.b.turned++
		return
	}
	if d.limitsFrom < d.limitsTo {
		s.limitAt = l.b.columns
		l.b.columns += 1 + d.limitsTo - d.limitsFrom
	}
	s.rules = make([]laneRule, len(d.rules))
	for j := range s.rules {
		s.rules[j].rank = -1
	}
	if d.shape != ranks {
		return
	}
	s.rankAt = l.b.planes
	for j := range d.rules {
		r := &d.rules[j]
		if !r.constant {
			continue
		}
		at := slices.Index(s.ranks, r.k)
		if at < 0 {
			at = len(s.ranks)
			s.ranks = append(s.ranks, r.k)
		}
		s.rules[j].rank = at
	}
	l.b.planes += len(s.ranks)
}

// rankOf is the plane that tells where a decision by ranks came to constant k; −1: nowhere. ok: it is such a decision, and all that it can
// come to is constant.
func (l *laneLinker) rankOf(i int32, k int64) (plane int, ok bool) {
	s := &l.b.steps[i]
	if s.rankAt < 0 {
		return 0, false
	}
	for j := range s.rules {
		if s.rules[j].rank < 0 {
			return 0, false
		}
	}
	if at := slices.Index(s.ranks, k); at >= 0 {
		return s.rankAt + at, true
	}
	return -1, true
}

// rules links the rules of a decision.
func (l *laneLinker) rules(i int32) {
	s := &l.b.steps[i]
	if s.single {
		return
	}
	s.arises = l.cond(s.d.arises)
	for j := range s.rules {
		q, r := &s.d.rules[j], &s.rules[j]
		l.condition(q, r)
		switch {
		case q.value < 0:
		case s.set >= 0:
			r.set = l.wholeSet(q.value, len(s.d.tree.Type.Members))
		default:
			r.num = l.num(q.value)
		}
	}
}

// condition links the condition of a rule.
func (l *laneLinker) condition(q *rule, r *laneRule) {
	r.links = -1
	if q.cond.when < 0 && q.cond.unless < 0 {
		return
	}
	r.test, r.un = whole, l.cond(q.cond.unless)
	if q.test == nil {
		r.when = l.cond(q.cond.when)
		return
	}
	r.test, r.links = linked, l.b.marks
	if n := len(q.hits) - 1; n > 0 { // marks of links: the condition is a chain that was written as one
		at := &l.nodes[q.cond.when]
		r.or = at.op == opOr
		r.chain = l.conds(l.kids[at.a : at.a+at.b])
	} else {
		r.when = l.cond(q.cond.when)
	}
	l.b.marks += 1 + len(r.chain)
}
