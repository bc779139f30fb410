package line

import (
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/value"
)

// node is a type made ready to be read.
type node struct {
	kind   types.Kind
	passed bool // a text that is checked and not kept
	typ    *types.Type
	// use is the place in Decoder.uses of the fact whose currency the amounts have; −1: they have one of their own.
	use    int
	elem   *node
	fields []member
}

// member is an input, or a field of a record, as it is read.
type member struct {
	name  string // with its quotation marks and the colon
	plain string
	node
}

func newMember(name string, t *types.Type, use int) member {
	return member{name: `"` + name + `":`, plain: name, node: newNode(t, use)}
}

func newNode(t *types.Type, use int) node {
	n := node{kind: t.Kind, typ: t, use: use}
	switch t.Kind {
	case types.List:
		elem := newNode(t.Elem, use)
		n.elem = &elem
	case types.Record:
		for _, f := range t.Rec.Fields {
			n.fields = append(n.fields, newMember(f.Name, f.Type, use))
		}
	}
	return n
}

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
		if !d.outerList(elem, v) {
			return false
		}
		d.depth--
		return true
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
	members, boxed := d.room.take(len(d.stack) - base)
	copy(members, d.stack[base:])
	d.stack = d.stack[:base]
	*v = value.Value{Kind: value.List, Ref: boxed}
	return true
}

// outerList reads a list that is in no other: its entries are read into their places.
func (d *Decoder) outerList(elem *node, v *value.Value) bool {
	n := 0
	for more := !d.take(']'); more; n++ {
		e := d.outer.next(n)
		*e = value.Value{}
		ok := d.value(elem, e)
		if !ok || e.Kind == value.Invalid {
			return false
		}
		if more, ok = d.more(']'); !ok {
			return false
		}
	}
	_, boxed := d.outer.take(n)
	*v = value.Value{Kind: value.List, Ref: boxed}
	return true
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
	if !d.take('{') || len(n.fields) > 64 {
		return false
	}
	d.space()
	fields, boxed := d.room.take(len(n.fields))
	clear(fields)
	seen, i := uint64(0), 0
	for more := !d.take('}'); more; i++ {
		if i >= len(n.fields) || !d.word(n.fields[i].name) {
			if i = d.field(n); i < 0 {
				return false
			}
		}
		if seen>>i&1 == 1 || !d.value(&n.fields[i].node, &fields[i]) {
			return false
		}
		seen |= 1 << i
		var ok bool
		if more, ok = d.more('}'); !ok {
			return false
		}
	}
	*v = value.Value{Kind: value.Record, Ref: boxed}
	return true
}

// field reads a field's name that is not the next, and the colon; −1: there is none such.
func (d *Decoder) field(n *node) int {
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
