package exact

import (
	"strconv"

	"github.com/clausewise/clausewise/engine/diagram"
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
	beyond            // as the end of a span: what lies beyond a value
)

// leaf is a possible result of an expression.
type leaf struct {
	kind leafKind
	// sign is −1 for an open value that is the smallest of its parts, 1 for the largest.
	sign int8
	// plain is the same open value without regard to bounds, where these differ from branch to branch; 0: this one.
	plain int32
	v     value.Value // known
	// span bounds an open value.
	span
	// within bounds the days of a period, or of each period of a list; nil where nothing is known.
	within *periodSpan
	// deps are the sources an open value depends on, ascending.
	deps []int32
	// list is the input that a list is; its members' paths begin with the input's name.
	list *origin
	// parts are leaves, ascending: those in conflict, or those of which an open value is the smallest or the largest.
	parts []int32
}

// The leaves that every evaluation begins with.
const (
	leafFalse int32 = iota
	leafTrue
	leafNA
	leafNone
	firstLeaves = iota
)

// The constant functions.
const (
	False    = diagram.Ref(leafFalse)
	True     = diagram.Ref(leafTrue)
	NA       = diagram.Ref(leafNA)
	noAnswer = diagram.Ref(leafNone)
)

// truthOf is the constant condition.
func constantTruth(b bool) diagram.Ref {
	if b {
		return True
	}
	return False
}

func (e *evaluation) initLeaves() {
	e.leaves = append(e.leaves,
		leaf{kind: known, v: value.OfBool(false)},
		leaf{kind: known, v: value.OfBool(true)},
		leaf{kind: na},
		leaf{kind: none})
}

func (e *evaluation) addLeaf(l leaf) int32 {
	e.leaves = append(e.leaves, l)
	return int32(len(e.leaves) - 1)
}

// addKnown adds the leaf of a value. What lies behind the end of the leaves is zero.
func (e *evaluation) addKnown(v value.Value) int32 {
	n := len(e.leaves)
	if n == cap(e.leaves) {
		return e.addLeaf(leaf{kind: known, v: v})
	}
	e.leaves = e.leaves[:n+1]
	e.leaves[n].v = v
	return int32(n)
}

// constant is the function that is v everywhere. Equal values give the same leaf.
func (e *evaluation) constant(v value.Value) diagram.Ref {
	if v.Kind == value.Bool {
		return diagram.Ref(v.N)
	}
	if _, text := v.Ref.(string); text || v.Ref == nil {
		return e.simple(v)
	}
	if v.Kind == value.List {
		e.spend(len(v.Members()) / 8) // its key is written
	}
	e.rooms.text = appendKey(e.rooms.text[:0], v)
	if id, ok := e.others[string(e.rooms.text)]; ok {
		return diagram.Ref(id)
	}
	id := e.addKnown(v)
	e.others[string(e.rooms.text)] = id
	return diagram.Ref(id)
}

// unknown is the function that is the open value everywhere.
func (e *evaluation) unknown(k key, l leaf) diagram.Ref {
	l.kind = open
	if v, ok := l.onlyValue(); ok {
		return e.constant(v)
	}
	if e.narrowed && l.plain == 0 {
		if p := e.plainKey(k, l.parts); p != k {
			l.plain = int32(e.intern(p, leaf{kind: open, deps: l.deps}))
		}
	}
	return e.intern(k, l)
}

func (e *evaluation) intern(k key, l leaf) diagram.Ref {
	if id, ok := e.open[k]; ok {
		return diagram.Ref(id)
	}
	id := e.addLeaf(l)
	e.open[k] = id
	return diagram.Ref(id)
}

// constants finds the leaves of constants: open addressing, emptied in one step.
type constants struct {
	slots []constantSlot
	gen   uint32
	used  int
}

type constantSlot struct {
	gen uint32
	id  int32
}

func newConstants() constants { return constants{slots: make([]constantSlot, 256), gen: 1} }

func (c *constants) empty() {
	c.used = 0
	c.gen++
	if c.gen == 0 {
		clear(c.slots)
		c.gen = 1
	}
}

// simple is the constant of a value that has nothing behind it but a text.
func (e *evaluation) simple(v value.Value) diagram.Ref {
	c := &e.simples
	mask := uint32(len(c.slots) - 1)
	i := hashOf(&v) & mask
	for ; c.slots[i].gen == c.gen; i = (i + 1) & mask {
		if same(&e.leaves[c.slots[i].id].v, &v) {
			return diagram.Ref(c.slots[i].id)
		}
	}
	id := e.addKnown(v)
	c.slots[i] = constantSlot{gen: c.gen, id: id}
	c.used++
	if 2*c.used > len(c.slots) {
		e.growConstants()
	}
	return diagram.Ref(id)
}

func (e *evaluation) growConstants() {
	c := &e.simples
	old := c.slots
	c.slots = make([]constantSlot, 2*len(old))
	mask := uint32(len(c.slots) - 1)
	for _, s := range old {
		if s.gen != c.gen {
			continue
		}
		i := hashOf(&e.leaves[s.id].v) & mask
		for c.slots[i].gen == c.gen {
			i = (i + 1) & mask
		}
		c.slots[i] = s
	}
}

func hashOf(v *value.Value) uint32 {
	h := uint64(v.N)*0x9e3779b97f4a7c15 ^ uint64(v.Kind)<<40 ^ uint64(v.Cur)<<16 ^ uint64(uint16(v.Off)) ^ uint64(v.Aux)<<20
	if s, ok := v.Ref.(string); ok && v.N == 0 {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	h *= 0xd6e8feb86659fd93
	return uint32(h >> 32)
}

// same tells whether two values that have nothing behind them but a text are the same in everything.
func same(a, b *value.Value) bool {
	return a.N == b.N && a.Kind == b.Kind && a.Special == b.Special && a.Cur == b.Cur && a.Off == b.Off && a.Aux == b.Aux &&
		(a.Ref == nil) == (b.Ref == nil) && (a.Ref == nil || value.SameText(a, b))
}

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
func (e *evaluation) union(a, b []int32) []int32 {
	switch {
	case len(b) == 0 || len(a) > 0 && &a[0] == &b[0] && len(a) == len(b):
		return a
	case len(a) == 0:
		return b
	}
	n, missing := 0, 0
	for _, x := range b {
		for n < len(a) && a[n] < x {
			n++
		}
		if n == len(a) || a[n] != x {
			missing++
		}
	}
	if missing == 0 {
		return a
	}
	out := e.rooms.ids.take(len(a) + missing)[:0]
	i := 0
	for _, x := range b {
		for i < len(a) && a[i] < x {
			out = append(out, a[i])
			i++
		}
		if i < len(a) && a[i] == x {
			i++
		}
		out = append(out, x)
	}
	return append(out, a[i:]...)
}
