package exact

import (
	"slices"
	"strconv"

	"github.com/clausewise/clausewise/engine/diagram"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// leafKind tells leaves apart.
type leafKind uint8

const (
	known    leafKind = iota
	na                // the question does not arise
	open              // a value that depends on inputs that are not known
	none              // no rule of the decision applies
	conflict          // rules give different values
)

// leaf is a possible result of an expression.
type leaf struct {
	kind leafKind
	v    value.Value // known
	// key identifies an open value: equal keys are equal values.
	key string
	// lo and hi bound an open value; Invalid where there is no bound.
	lo, hi value.Value
	// deps are the sources an open value depends on, ascending.
	deps []int
	// list is the input that a list is; its members' paths begin with the input's name.
	list *origin
	// sides are the leaves in conflict, ascending.
	sides []int
}

// The leaves that every evaluation begins with.
const (
	leafFalse int32 = iota
	leafTrue
	leafNA
	leafNone
)

// The constant functions.
const (
	False    = diagram.Ref(leafFalse)
	True     = diagram.Ref(leafTrue)
	NA       = diagram.Ref(leafNA)
	noAnswer = diagram.Ref(leafNone)
)

func (e *evaluation) initLeaves() {
	e.leaves = append(e.leaves,
		leaf{kind: known, v: value.OfBool(false)},
		leaf{kind: known, v: value.OfBool(true)},
		leaf{kind: na},
		leaf{kind: none})
}

// constant is the function that is v everywhere. Equal values give the same leaf.
func (e *evaluation) constant(v value.Value) diagram.Ref {
	if v.Kind == value.Bool {
		return diagram.Ref(v.N)
	}
	return e.constantOf(v, nil)
}

func (e *evaluation) constantOf(v value.Value, list *origin) diagram.Ref {
	if v.Ref == nil && list == nil {
		return e.simple(v)
	}
	if v.Kind == value.List {
		e.spend(len(v.Members()) / 8) // its key is written
	}
	key := "k" + valueKey(v)
	if list != nil {
		key = "l" + list.path
	}
	return e.intern(key, leaf{kind: known, v: v, list: list})
}

// simpleKey identifies a value that has nothing behind it.
type simpleKey struct {
	kind    value.Kind
	special bool
	cur     money.Currency
	off     int16
	aux     uint32
	n       int64
}

// simple is the constant of a value that has nothing behind it.
func (e *evaluation) simple(v value.Value) diagram.Ref {
	k := simpleKey{v.Kind, v.Special, v.Cur, v.Off, v.Aux, v.N}
	if id, ok := e.simples[k]; ok {
		return diagram.Ref(id)
	}
	id := int32(len(e.leaves))
	e.leaves = append(e.leaves, leaf{kind: known, v: v})
	e.simples[k] = id
	return diagram.Ref(id)
}

// unknown is the function that is the open value everywhere.
func (e *evaluation) unknown(l leaf) diagram.Ref {
	l.kind = open
	if bounded(l.lo, l.hi) && equal(l.lo, l.hi) && (l.lo.Kind != value.Money || l.lo.Cur != money.None) {
		return e.constant(l.lo) // bounds that leave one value
	}
	return e.intern("o"+l.key, l)
}

func (e *evaluation) intern(key string, l leaf) diagram.Ref {
	if id, ok := e.leafIDs[key]; ok {
		return diagram.Ref(id)
	}
	id := int32(len(e.leaves))
	e.leaves = append(e.leaves, l)
	e.leafIDs[key] = id
	return diagram.Ref(id)
}

// keyOf identifies a leaf inside the key of another.
func (e *evaluation) keyOf(id int32) string { return "#" + strconv.Itoa(int(id)) }

// valueKey is a text that equal values share and different values do not.
func valueKey(v value.Value) string { return string(appendKey(nil, v)) }

func appendKey(b []byte, v value.Value) []byte {
	b = append(b, byte('a'+v.Kind))
	switch v.Kind {
	case value.Number, value.Percent, value.Money:
		if v.Kind == value.Money {
			b = strconv.AppendUint(b, uint64(v.Cur), 10)
			b = append(b, ':')
		}
		if v.Special {
			return append(b, '*')
		}
		if v.Ref != nil {
			return append(b, v.Decimal().String()...)
		}
		return strconv.AppendInt(append(b, 'i'), v.N, 10)
	case value.Date:
		if v.Special {
			return append(b, '*')
		}
	case value.Instant:
		b = strconv.AppendUint(b, uint64(v.Aux), 10)
		b = strconv.AppendInt(append(b, ':'), int64(v.Off), 10)
		b = append(b, ':')
	case value.Currency:
		return strconv.AppendUint(b, uint64(v.Cur), 10)
	case value.Text, value.Country:
		return strconv.AppendQuote(b, v.Ref.(string))
	case value.List, value.Record:
		b = append(b, '(')
		for _, x := range v.Ref.([]value.Value) {
			b = append(appendKey(b, x), ',')
		}
		return append(b, ')')
	case value.Period:
		p := v.Ref.(*value.SchedulePeriod)
		b = strconv.AppendInt(b, int64(p.First), 10)
		return strconv.AppendInt(append(b, ':'), int64(p.Last), 10)
	case value.Duty:
		d := v.Ref.(*value.DutyValue)
		for _, s := range []string{d.Who, strconv.Itoa(int(d.Modality)), d.What, d.To, d.Until, strconv.FormatBool(d.Immediately)} {
			b = append(strconv.AppendQuote(b, s), ',')
		}
		for _, x := range []value.Value{d.Amount, d.InsuredFor, d.NotBefore, d.By} {
			b = append(appendKey(b, x), ',')
		}
		return b
	case value.Calendar:
		return append(b, calendarKey(v)...)
	}
	return strconv.AppendInt(b, v.N, 10)
}

// union merges sorted sets of sources.
func union(a, b []int) []int {
	if len(b) == 0 {
		return a
	}
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}
