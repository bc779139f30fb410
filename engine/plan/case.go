package plan

import (
	"math"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Words are what the machine calculates with: amounts, numbers and shares in millionths, days, moments, members of enumerations, yes (1) and
// no (0). Amounts stay below most, so that the lowest words are free to say that there is no value.
const (
	lacks   = math.MinInt64     // not settled here
	nothing = math.MinInt64 + 1 // n/a
	ask     = math.MinInt64 + 2 // not given: the fact's condition or default says what that means
)

// Case is the facts of one case, typed and laid out for the machine: a word per fact, and behind them the words of lists one after the other.
// It is reused from case to case.
type Case struct {
	c  *Code
	in []value.Value
	// w has a word per input, and then the elements of lists. The word of such a list is where its elements begin, times 2^32, and their number.
	w      []int64
	bounds boundsState
	texts  texts
}

type boundsState uint8

const (
	unchecked boundsState = iota
	kept
	broken
)

// layout says how an input lies in a case.
type layout struct {
	stride  int32 // words per element of a list behind the facts; 0 for anything else
	record  bool  // the elements have fields
	missing int64 // the word of an input that is not given
}

// NewCase makes an empty case of the plan.
func (c *Code) NewCase() *Case {
	return &Case{c: c, w: make([]int64, len(c.inputs), len(c.inputs)+16)}
}

// Load takes over the facts of a case, one value per input of the policy in the order of its declarations; Invalid where a fact is not
// given. The values must not change while the case is used.
func (k *Case) Load(in []value.Value) {
	k.in, k.w, k.bounds = in, k.w[:len(k.c.inputs)], unchecked
	k.texts.clear()
	for i := range k.c.layouts {
		v, l := &in[i], &k.c.layouts[i]
		switch {
		case v.Kind == value.Invalid:
			k.w[i] = l.missing
		case l.stride > 0:
			k.w[i] = k.list(v, l)
		default:
			k.w[i] = word(v)
		}
	}
}

// Valued tells whether deciding a case looks at the values that were loaded. Where it does not, and the case was checked, they are needed no longer.
func (c *Code) Valued() bool { return c.valued }

// list puts a list's elements behind the facts.
func (k *Case) list(v *value.Value, l *layout) int64 {
	elements, at := v.Members(), len(k.w)
	for i := range elements {
		if !l.record {
			k.put(&elements[i])
			continue
		}
		fields := elements[i].Members()
		for f := range int(l.stride) {
			if f < len(fields) {
				k.put(&fields[f])
			} else {
				k.put(&value.Value{})
			}
		}
	}
	return int64(at)<<32 | int64(len(elements))
}

// size is how many elements a list has, by its word.
func size(list int64) int { return int(list & math.MaxUint32) }

// span is where a list's elements begin, and where they end.
func span(list int64, stride int32) (at, end int32) {
	at = int32(list >> 32)
	return at, at + int32(list&math.MaxUint32)*stride
}

func (k *Case) put(v *value.Value) {
	if v.Kind == value.Text {
		k.w = append(k.w, k.texts.word(v))
		return
	}
	k.w = append(k.w, word(v))
}

// word is that of a value that is an integer and nothing besides.
func word(v *value.Value) int64 {
	if v.Kind == value.Invalid || v.Ref != nil || v.Special || v.Aux != 0 {
		return lacks
	}
	return v.N
}

// lay says how the inputs of a policy lie in a case.
func (l *lowering) lay() {
	l.layouts = make([]layout, len(l.inputs))
	for i, in := range l.Policy.Inputs {
		at := &l.layouts[i]
		switch c := &l.inputs[i]; {
		case c.kind == event:
			at.missing = nothing
		case c.guard >= 0 || c.deflt >= 0:
			at.missing = ask
		default:
			at.missing = lacks
		}
		if in.Type.Kind == types.List && in.Kind != tree.Event {
			l.layList(at, in.Type.Elem)
		}
	}
}

// layList decides whether lists of a type lie behind the facts: those of integers and texts, and of records of these.
func (l *lowering) layList(at *layout, elem *types.Type) {
	fits := func(t *types.Type) bool { return plainKind(kindOf(t)) || t.Kind == types.Text }
	if elem.Kind != types.Record {
		if fits(elem) {
			at.stride = 1
		}
		return
	}
	for i := range elem.Rec.Fields {
		if !fits(elem.Rec.Fields[i].Type) {
			return
		}
	}
	if len(elem.Rec.Fields) == 0 {
		return
	}
	at.stride, at.record = int32(len(elem.Rec.Fields)), true
}
