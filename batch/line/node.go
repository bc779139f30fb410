package line

import (
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// node is a type made ready to be read.
type node struct {
	kind   types.Kind
	passed bool // a text that is checked and not kept
	typ    *types.Type
	made   value.Kind // of the value, if it is an integer
	// use is the place in Decoder.uses of the fact whose currency the amounts have; −1: they have one of their own.
	use    int
	elem   *node
	fields []member
	open   *lead  // of a value
	words  []lead // the words of an enumeration, with the quotation mark behind them
	// currency is what follows the digits of an amount that has but one currency, of two decimals.
	currency *lead
}

// member is an input, or a field of a record, as it is read.
type member struct {
	name  string // with its quotation marks and the colon
	plain string
	lead  lead // the name and what opens the value
	idle  bool // a field whose text has no word: it is checked and passed over where cases are read as words
	node
}

// newMember prepares a member that is written with a gap behind colons and commas.
func newMember(name string, t *types.Type, use int, gap string) member {
	quoted := `"` + name + `":`
	return member{name: quoted, plain: name, lead: newLead(quoted + gap + opening(t.Kind, gap)), node: newNode(t, use, gap)}
}

func newNode(t *types.Type, use int, gap string) node {
	open := newLead(opening(t.Kind, gap))
	n := node{kind: t.Kind, typ: t, made: made[t.Kind], use: use, open: &open}
	switch t.Kind {
	case types.Enum:
		for _, m := range t.Members {
			n.words = append(n.words, newLead(m+`"`))
		}
	case types.Money:
		if t.Currency != money.None && t.Currency.Digits() == 2 {
			behind := newLead(`",` + gap + `"currency":` + gap + `"` + t.Currency.Code() + `"}`)
			n.currency = &behind
		}
	case types.List:
		elem := newNode(t.Elem, use, gap)
		n.elem = &elem
	case types.Record:
		for _, f := range t.Rec.Fields {
			n.fields = append(n.fields, newMember(f.Name, f.Type, use, gap))
		}
	}
	return n
}

// made are the kinds of values that usualWord reads.
var made = map[types.Kind]value.Kind{types.Bool: value.Bool, types.Date: value.Date, types.Enum: value.Enum, types.Money: value.Money, types.Number: value.Number}

// list reads a list, whose entries are known.
func (d *Decoder) list(elem *node, v *value.Value) bool {
	if !d.take('[') {
		return false
	}
	d.space()
	if d.depth++; d.depth > len(d.entries) {
		return false
	}
	if d.depth == 1 {
		d.depth--
		end := d.outerList(elem, d.at, v)
		d.at = end
		return end >= 0
	}
	base := len(d.stack)
	e := &d.entries[d.depth-1]
	for more := !d.take(']'); more; {
		*e = value.Value{}
		ok := d.value(elem, e)
		if !ok || e.Kind == value.Invalid {
			return false
		}
		d.stack = append(d.stack, *e)
		if more, ok = d.more(']'); !ok {
			return false
		}
	}
	d.depth--
	d.to.taken += len(d.stack) - base
	members, boxed := d.room.inner.take(len(d.stack) - base)
	copy(members, d.stack[base:])
	d.stack = d.stack[:base]
	*v = value.Value{Kind: value.List, Ref: boxed}
	return true
}

// outerList reads the rest of a list that is in no other, from at on: its entries are read into their places. It gives the place behind it; −1: it
// is none.
func (d *Decoder) outerList(elem *node, at int, v *value.Value) int {
	d.depth++
	n := 0
	if at < len(d.data) && d.data[at] == ']' {
		at++
	} else {
		for more := true; more; n++ {
			e := d.room.outer.next(n)
			*e = value.Value{}
			if elem.open.begins(d.data[at:]) {
				at = d.read(elem, at, at+elem.open.size, e)
			} else {
				at = d.anyhow(elem, at, e)
			}
			if at < 0 || e.Kind == value.Invalid {
				return -1
			}
			if d.comma(at) {
				at += 1 + d.gap
			} else if at, more = d.after(at, ']'); at < 0 {
				return -1
			}
		}
	}
	d.depth--
	d.to.taken += n
	_, boxed := d.room.outer.take(n)
	*v = value.Value{Kind: value.List, Ref: boxed}
	return at
}

// anyhow reads a value at a place by all the rules; −1: it is none.
func (d *Decoder) anyhow(n *node, at int, v *value.Value) int {
	d.at = at
	if !d.value(n, v) {
		return -1
	}
	return d.at
}

// comma tells whether a comma stands at a place, and behind it the usual gap and no more white space.
func (d *Decoder) comma(at int) bool {
	next := at + 1 + d.gap
	return next < len(d.data) && d.data[at] == ',' && d.data[next] > ' ' && (d.gap == 0 || d.data[at+1] == ' ')
}

// after reads what stands between two entries, or the end of the object or list; −1: it is neither.
func (d *Decoder) after(at int, end byte) (next int, more bool) {
	if at < len(d.data) && d.data[at] == end {
		return at + 1, false
	}
	d.at = at
	more, ok := d.more(end)
	if !ok {
		return -1, false
	}
	return d.at, more
}

// set reads a list of members.
func (d *Decoder) set(t *types.Type, v *value.Value) bool {
	if !d.take('[') {
		return false
	}
	d.space()
	v.Kind = value.Set
	for more := !d.take(']'); more; {
		if !d.take('"') {
			return false
		}
		s, ok := d.plain()
		if !ok {
			return false
		}
		i := index(t.Members, s)
		if i < 0 {
			return false
		}
		v.N |= 1 << i
		if more, ok = d.more(']'); !ok {
			return false
		}
	}
	return true
}

// record reads a record; a part that is not given is not known.
func (d *Decoder) record(n *node, v *value.Value) bool {
	if !d.take('{') {
		return false
	}
	d.space()
	d.at = d.fields(n, d.at, v)
	return d.at >= 0
}

// fields reads the rest of a record from at on, and gives the place behind it; −1: it is none.
func (d *Decoder) fields(n *node, at int, v *value.Value) int {
	if len(n.fields) > 64 || at >= len(d.data) {
		return -1
	}
	d.to.taken += len(n.fields)
	fields, boxed := d.room.inner.take(len(n.fields))
	clear(fields)
	seen, i := uint64(0), 0
	more := d.data[at] != '}'
	if !more {
		at++
	}
	for ; more; i++ {
		usual := i < len(n.fields) && n.fields[i].lead.begins(d.data[at:]) && n.fields[i].lead.goesOn(d.data[at:])
		if !usual {
			d.at = at
			if i = d.field(n, i); i < 0 {
				return -1
			}
			at = d.at
		}
		if seen>>i&1 == 1 {
			return -1
		}
		seen |= 1 << i
		f := &n.fields[i]
		if usual {
			at = d.read(&f.node, at+len(f.name), at+f.lead.size, &fields[i])
		} else {
			at = d.anyhow(&f.node, at, &fields[i])
		}
		if at < 0 {
			return -1
		}
		if d.comma(at) {
			at += 1 + d.gap
		} else if at, more = d.after(at, '}'); at < 0 {
			return -1
		}
	}
	*v = value.Value{Kind: value.Record, Ref: boxed}
	return at
}

// field reads the name of a field, probably i, and the colon; −1: there is none such.
func (d *Decoder) field(n *node, i int) int {
	if i < len(n.fields) && d.word(n.fields[i].name) {
		return i
	}
	if !d.take('"') {
		return -1
	}
	s, ok := d.plain()
	if !ok || !d.colon() {
		return -1
	}
	for i := range n.fields {
		if n.fields[i].plain == string(s) {
			return i
		}
	}
	return -1
}
