package plan

import (
	"github.com/clausewise/clausewise/stdlib/value"
)

// The nodes of a plan are data; linking turns them into closures, each specialised for the shape of its operands, so that running a plan
// neither looks at node numbers nor switches on operations.

type (
	condFn  func(*Machine) truth
	numFn   func(*Machine) int64 // a word
	setFn   func(*Machine) (mask, unk uint64, st state)
	valueFn func(*Machine) (value.Value, state)
)

// linker makes each node's closures once.
type linker struct {
	*Code
	conds  []condFn
	nums   []numFn
	sets   []setFn
	values []valueFn
}

func newLinker(c *Code) *linker {
	n := len(c.nodes)
	return &linker{Code: c, conds: make([]condFn, n), nums: make([]numFn, n), sets: make([]setFn, n), values: make([]valueFn, n)}
}

func (l *linker) cond(i int32) condFn {
	if i < 0 {
		return nil
	}
	if l.conds[i] == nil {
		l.conds[i] = l.makeCond(&l.nodes[i], i)
	}
	return l.conds[i]
}

func (l *linker) num(i int32) numFn {
	if i < 0 {
		return nil
	}
	if l.nums[i] == nil {
		l.nums[i] = l.makeNum(&l.nodes[i], i)
	}
	return l.nums[i]
}

func (l *linker) set(i int32) setFn {
	if i < 0 {
		return nil
	}
	if l.sets[i] == nil {
		l.sets[i] = l.makeSet(&l.nodes[i])
	}
	return l.sets[i]
}

func (l *linker) value(i int32) valueFn {
	if i < 0 {
		return nil
	}
	if l.values[i] == nil {
		l.values[i] = l.makeValue(&l.nodes[i], i)
	}
	return l.values[i]
}

// missing is what an input that is not given amounts to.
type missing struct {
	event bool
	guard condFn
}

// state of an input that is not given and has no default.
func (x *missing) state(m *Machine) state {
	if x.event {
		return absent
	}
	if x.guard != nil {
		switch x.guard(m) {
		case no, never:
			return absent
		}
	}
	return unsettled
}

// fallback is whether the default is the value; where it is not, st says why.
func (x *missing) fallback(m *Machine) (use bool, st state) {
	if x.event {
		return false, absent
	}
	if x.guard != nil {
		switch x.guard(m) {
		case no, never:
			return false, absent
		case open:
			return false, unsettled
		}
	}
	return true, known
}

func (l *linker) missing(a int32) *missing {
	in := &l.inputs[a]
	return &missing{event: in.kind == event, guard: l.cond(in.guard)}
}

// lack is the truth of a condition whose operand is not there.
func lack(st state) truth {
	if st == absent {
		return never
	}
	return open
}

// lackOf is the truth of a condition whose operand is the word w, which is no value.
func lackOf(w int64) truth {
	if w == nothing {
		return never
	}
	return open
}

// lackOf2 is lackOf for two words, one of which at least is no value.
func lackOf2(u, v int64) truth {
	if u == nothing || v == nothing {
		return never
	}
	return open
}

// wordOf is the word that stands for a value that is not there.
func wordOf(st state) int64 {
	if st == absent {
		return nothing
	}
	return lacks
}

// stateOf says whether a word is a value.
func stateOf(w int64) state {
	switch {
	case w > ask:
		return known
	case w == nothing:
		return absent
	}
	return unsettled
}

func of(b bool) truth {
	if b {
		return yes
	}
	return no
}

func negate(t truth) truth {
	if t <= yes {
		return t ^ 1
	}
	return t
}

// holds is a condition as a rule sees it: n/a does not apply it.
func holds(t truth) truth {
	if t == never {
		return no
	}
	return t
}
