package plan

// Many cases are decided in blocks: a step of the policy is taken for up to 64 cases before the next, so that what it costs to go from step
// to step, and what a processor loses where cases differ, is shared. A case is a lane of the block. What holds of lanes is a word with a bit per
// lane, and what is a number is a column with a word per lane, with the same words for missing values as in a case.
//
// Only how steps are taken differs: what the steps are, the plan says, and what is not worth doing for many cases at once is done case by case, by
// the closures of the plan.

// lanes are those of a block for which something holds.
type lanes = uint64

// width of a block in cases.
const blockSize = 64

// column is a word per lane.
type column [blockSize]int64

// truths are the values of a condition in the lanes of a block: no where it is neither yes nor n/a nor open. They mean something only in
// the lanes that were asked for.
type truths struct{ yes, never, open lanes }

func (t truths) no() lanes { return ^(t.yes | t.never | t.open) }

func (t truths) negate() truths { return truths{t.no(), t.never, t.open} }

// and is no where one is; else open where one is; else n/a where one is.
func (t truths) and(u truths) truths {
	here := ^(t.no() | u.no())
	open := (t.open | u.open) & here
	never := (t.never | u.never) & here &^ open
	return truths{here &^ (open | never), never, open}
}

// or is yes where one is; else open where one is; else n/a where one is.
func (t truths) or(u truths) truths {
	yes := t.yes | u.yes
	open := (t.open | u.open) &^ yes
	return truths{yes, (t.never | u.never) &^ (yes | open), open}
}

// all is a condition that has the same value everywhere.
func all(t truth) truths {
	switch t {
	case yes:
		return truths{yes: ^lanes(0)}
	case never:
		return truths{never: ^lanes(0)}
	case open:
		return truths{open: ^lanes(0)}
	}
	return truths{}
}

// put is the value of lane i.
func (t *truths) put(i int, v truth) {
	bit := lanes(1) << (i & 63)
	switch v {
	case yes:
		t.yes |= bit
	case never:
		t.never |= bit
	case open:
		t.open |= bit
	}
}

// sets are sets in the lanes of a block: by member, the lanes in which it is in the set, and those in which that is open. In the other lanes of
// absent and open there is no set.
type sets struct {
	in, maybe    []lanes
	absent, open lanes
}

// any are the lanes in which some member is in the set, or may be.
func (s *sets) any() (in, maybe lanes) {
	for i := range s.in {
		in |= s.in[i]
		maybe |= s.maybe[i]
	}
	return in, maybe
}

// mask is the set of lane i.
func (s *sets) mask(i int) (in, maybe uint64) {
	for k := range s.in {
		in |= (s.in[k] >> (i & 63) & 1) << (k & 63)
		maybe |= (s.maybe[k] >> (i & 63) & 1) << (k & 63)
	}
	return in, maybe
}

func (s *sets) clear() {
	clear(s.in)
	clear(s.maybe)
	s.absent, s.open = 0, 0
}

// put is the set of lane i.
func (s *sets) put(i int, in, maybe uint64, st state) {
	bit := lanes(1) << (i & 63)
	switch st {
	case absent:
		s.absent |= bit
		return
	case unsettled:
		s.open |= bit
		return
	}
	for k := range s.in {
		s.in[k] |= (in >> (k & 63) & 1) << (i & 63)
		s.maybe[k] |= (maybe >> (k & 63) & 1) << (i & 63)
	}
}

// What a step gives for the lanes that are asked for.
type (
	laneCond func(b *Block, need lanes) truths
	laneNum  func(b *Block, need lanes) *column
	laneSet  func(b *Block, need lanes) *sets
)

// odd tells of words that were or-ed together, each with 2^61 added, whether one is no value, or so large that differences may not fit.
func odd(or uint64) bool { return or>>62 != 0 }

const oddOffset = 1 << 61

// sign is the highest bit, into which comparisons put their result.
const sign = 1 << 63
