package plan

import (
	"math/bits"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Blocks is a policy compiled for deciding blocks of cases.
type Blocks struct {
	*Code
	steps   []laneDecision
	terms   []laneTerm
	asks    []func(*Block, *column) // by input: settles the lanes that have no fact; nil where the word says all
	answers []laneCond              // the same of inputs that are yes or no
	consts  []constantColumn
	seeds   []seed
	keys    []laneWord // columns of keys
	sizes   []int      // members of each set that a block has room for
	frames  []*frameOf
	months  *monthTable // nil where none is needed

	columns, planes, marks, turned int

	// Of sheets: which inputs have columns, how many do, and which lists lie in them.
	places       []int
	inputColumns int
	lists        []listLaid
}

// constantColumn is a column that is the same in every case.
type constantColumn struct {
	at int
	k  int64
}

// laneTerm gives a defined term; one of the four, by its kind, or none.
type laneTerm struct {
	cond laneCond
	num  laneNum
	set  laneSet
	at   int // the column of a condition
	// period is worked out into its columns; nil where nothing reads it that way.
	period *lanePeriods
}

// LowerBlocks compiles a checked policy for blocks, and for single cases.
func LowerBlocks(p *tree.Policy) *Blocks {
	l := lower(p)
	k := l.linkAll()
	b := linkBlocks(k)
	l.unlink()
	return b
}

// Block decides up to BlockSize cases at once. It is reused, and is not safe for concurrent use.
type Block struct {
	c     *Blocks
	frame *frame // whose elements the lanes are; nil: they are cases
	// m decides case by case what is not decided for all.
	m        *Machine
	s        *Sheet
	n        int
	all      lanes // one bit per case
	readings []int
	round    uint32
	left     [blockSize]int // what the cases may still look at: see Machine.left

	cols      []column
	planes    []lanes // citations, members of sets: see citeLanes
	sets      []sets
	got       []uint32 // by input: the round in which its own column was filled
	facts     []known1 // by input that is yes or no, where it is not always given
	steps     []laneCell
	terms     []termCell
	rules     []laneNote // by tree.Rule.ID
	links     []lanes
	consulted []lanes // by ambiguity
	vague     lanes   // a citation leads to a decision that is not settled
	frames    []frame
	turned    []turnedWord
	scratch   []uint64
	none      [blockSize]uint64
	words     [][]uint64 // of the decisions that are decided case by case: the citations of each case
}

// known1 is a condition that is worked out once in a block.
type known1 struct {
	round uint32
	truths
}

// termCell is a term that is worked out once in a block.
type termCell struct {
	round uint32
	truths
	num *column
	set *sets
}

// BlockSize is how many cases a block holds at most.
const BlockSize = blockSize

// NewBlock makes room for a block of cases.
func (c *Blocks) NewBlock() *Block {
	b := &Block{c: c, m: c.NewMachine(), cols: make([]column, c.columns), planes: make([]lanes, c.planes), got: make([]uint32, len(c.inputs)),
		facts: make([]known1, len(c.inputs)), steps: make([]laneCell, len(c.steps)), terms: make([]termCell, len(c.terms)),
		rules: make([]laneNote, c.ruleCount), links: make([]lanes, c.marks), consulted: make([]lanes, c.readings),
		frames: make([]frame, len(c.frames)), words: make([][]uint64, len(c.steps)),
		turned: make([]turnedWord, c.turned), scratch: make([]uint64, effects*c.width)}
	for _, k := range c.consts {
		for i := range b.cols[k.at] {
			b.cols[k.at][i] = k.k
		}
	}
	for _, n := range c.sizes {
		room := make([]lanes, 2*n)
		b.sets = append(b.sets, sets{in: room[:n], maybe: room[n:]})
	}
	for i := range c.frames {
		b.frames[i].init(b, c.frames[i])
	}
	for i := range c.steps {
		if c.steps[i].single {
			b.words[i] = make([]uint64, blockSize*effects*c.width)
		}
	}
	return b
}

// Within sets the limits of a case.
func (b *Block) Within(l limits.Limits) { b.m.Within(l) }

// begin takes cases in.
func (b *Block) begin(s *Sheet, readings []int) {
	b.s, b.readings, b.n, b.all = s, readings, s.n, s.all
	for i := range b.left {
		b.left[i] = b.m.work
	}
	b.round++
	if b.round == 0 {
		clear(b.got)
		clear(b.facts)
		clear(b.steps)
		clear(b.terms)
		b.round = 1
	}
	clear(b.planes)
	clear(b.rules)
	clear(b.consulted)
	b.vague = 0
}

// Decide decides the cases of a sheet of the plan, as Machine.DecideSome does each, and gives the lanes of those that are settled; of the others
// nothing means anything. What it decided can be read until the next block.
func (b *Block) Decide(s *Sheet, readings []int, wanted []bool) (settled uint64) {
	b.begin(s, readings)
	ok := b.keep()
	for at, i := range b.c.own {
		if !wanted[at] {
			continue
		}
		c := b.decide(i)
		ok &^= c.open | c.maybe
		if d := &b.c.decisions[i]; d.curOf >= 0 {
			ok &^= c.known &^ b.hasCurrency(d.curOf)
		}
	}
	return ok &^ b.vague
}

// keep is the lanes whose facts keep their bounds. It is asked once for a case.
func (b *Block) keep() lanes {
	for m := b.all &^ b.s.kept; m != 0; m &= m - 1 {
		i := bits.TrailingZeros64(m)
		k := b.s.cases[i]
		if !k.plain() {
			b.lane(i).keeps(k)
			b.leave(i)
		}
		if k.bounds == kept {
			b.s.kept |= 1 << i
		}
	}
	return b.s.kept & b.all
}

// lane has the machine look at the case of lane i. What it gives must be taken before the next; leave ends it.
func (b *Block) lane(i int) *Machine {
	if f := b.frame; f != nil {
		m := f.around.lane(int(f.owner[i&63]))
		f.bind(m, i&63)
		return m
	}
	b.m.look(b.s.cases[i], b.readings, b.left[i])
	return b.m
}

// leave takes over what the machine noted of lane i.
func (b *Block) leave(i int) {
	if f := b.frame; f != nil {
		f.around.leave(int(f.owner[i&63]))
		return
	}
	b.left[i] = b.m.left
	for all := b.m.consulted; all != 0; all &= all - 1 {
		a := bits.TrailingZeros64(all)
		for ; a < len(b.consulted); a++ {
			b.consulted[a] |= 1 << i
			if a < 63 { // from the 64th on they answer together
				break
			}
		}
	}
}

// within counts members and periods that are looked at for lane i; false where its case may look at no more. Such a case is not settled.
func (b *Block) within(i, n int) bool {
	root := b
	if b.frame != nil {
		i, root = int(b.frame.cases[i&63]), b.frame.root
	}
	if root.left[i&63] -= n; root.left[i&63] < 0 {
		root.vague |= 1 << (i & 63)
		return false
	}
	return true
}

// hasCurrency is the lanes in which a fact is an amount.
func (b *Block) hasCurrency(in int32) lanes {
	var out lanes
	for i, k := range b.s.cases {
		if k.in[in].Kind == value.Money {
			out |= 1 << i
		}
	}
	return out
}
