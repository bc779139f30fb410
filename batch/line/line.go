// Package line decodes one case, written as a JSON object on one line, straight into typed facts, directed by a policy's declarations.
//
// It is strict in what it accepts and gives up on everything else: what it reads is what facts.Decode reads, and where it gives up, for a
// mistake or for a form that is merely rare, facts.Decode has the last word. A test and a fuzz target compare the two.
package line

import (
	"math"

	"github.com/clausewise/clausewise/dsl/tree"
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/limits"
	"github.com/clausewise/clausewise/stdlib/money"
	"github.com/clausewise/clausewise/stdlib/value"
)

// Decoder reads the cases of one policy, one after the other. It is not safe for concurrent use.
type Decoder struct {
	members []member // as they are written in this file
	styles  [2][]member
	// gap is the number of blanks behind colons and commas, by which members are chosen: most programs write none, and Python one.
	gap    int
	byName map[string]int
	// next is the member that followed each in the last case, and another that did before; the last entry is what came first. Files are written by
	// programs, which keep an order but for members that are not always there, so that names are compared and rarely looked up.
	next [][2]int
	seen []uint64
	to   *Row  // where the case goes that is read
	own  *Row  // for one case after the other
	room *room // of the fact that is read

	data []byte
	at   int
	most int // bytes of a line; longer ones are left to facts.Decode

	stack []value.Value
	// entries are the entries of lists being read, by depth, of which there are depth.
	entries [8]value.Value
	depth   int
	words   words
	laying  laying
	scratch []byte
	lands   [letters * letters]value.Value // by code
	coins   currencies
	uses    []use
	// calendars are by the list of their days, as it is written.
	calendars map[string]value.Value
}

// use is the currency that amounts with the currency of one fact had so far in a case.
type use struct {
	of  *tree.Input
	cur money.Currency
}

// New makes a decoder.
func New(p *tree.Policy) *Decoder {
	d := &Decoder{
		most:   short(limits.Default),
		byName: make(map[string]int, len(p.Inputs)),
		next:   make([][2]int, len(p.Inputs)+1),
		seen:   make([]uint64, (len(p.Inputs)+63)/64),
		own:    NewRow(p),

		calendars: map[string]value.Value{},
	}
	for i, in := range p.Inputs {
		use := -1
		if in.Defaults != nil && in.Defaults.CurrencyOf != nil {
			use = d.useOf(in.Defaults.CurrencyOf)
		}
		for gap := range d.styles {
			d.styles[gap] = append(d.styles[gap], newMember(in.Name, in.Type, use, " "[:gap]))
		}
		d.byName[in.Name] = i
		d.next[i] = [2]int{(i + 1) % len(p.Inputs), (i + 2) % len(p.Inputs)}
	}
	d.members = d.styles[0]
	return d
}

// Pass makes the decoder pass over the texts of input i: they are checked like others, and read as an empty text.
func (d *Decoder) Pass(i int) {
	for _, members := range d.styles {
		if n := &members[i].node; n.kind == types.Text {
			n.passed = true
		}
	}
}

func (d *Decoder) useOf(in *tree.Input) int {
	for i := range d.uses {
		if d.uses[i].of == in {
			return i
		}
	}
	d.uses = append(d.uses, use{of: in})
	return len(d.uses) - 1
}

// Within sets the limits of a case.
func (d *Decoder) Within(l limits.Limits) { d.most = short(l.OrDefault()) }

// short is the length of a line that cannot have more values than a case may.
func short(l limits.Limits) int { return min(l.FactsBytes, l.FactsItems) }

// Row has room for the facts of a case.
type Row struct {
	values []value.Value
	rooms  []room // by input
	taken  int    // members and fields of lists and records
}

// room is where the lists and records of a fact are. Each fact has its own, so that its places depend on nothing but its own length.
type room struct {
	inner arena
	outer arena // of the list that is in no other
}

// Members is how many members and fields the lists and records of the case have together, or more.
func (r *Row) Members() int { return r.taken }

// NewRow makes room for a case of a policy.
func NewRow(p *tree.Policy) *Row {
	return &Row{values: make([]value.Value, len(p.Inputs)), rooms: make([]room, len(p.Inputs))}
}

// Decode reads a case. The values, one per input of the policy, hold until the next call. False: the line is left to facts.Decode.
func (d *Decoder) Decode(data []byte) ([]value.Value, bool) { return d.DecodeRow(data, d.own) }

// DecodeRow is Decode for values that hold until the next case is read into the row.
func (d *Decoder) DecodeRow(data []byte, to *Row) ([]value.Value, bool) {
	d.to = to
	to.taken = 0
	if len(data) <= d.most && d.row(data) {
		return to.values, true
	}
	to.taken = math.MaxInt32 // the case is not read
	return nil, false
}

// row reads a line.
func (d *Decoder) row(data []byte) bool {
	d.data, d.at = data, 0
	clear(d.to.values)
	d.begin()
	d.space()
	if !d.object() {
		return false
	}
	d.space()
	return d.at == len(d.data)
}

// begin forgets the case before.
func (d *Decoder) begin() {
	d.stack, d.depth = d.stack[:0], 0
	clear(d.seen)
	for i := range d.uses {
		d.uses[i].cur = money.None
	}
}

// object reads the facts under their names.
func (d *Decoder) object() bool {
	if !d.take('{') {
		return false
	}
	d.space()
	if d.take('}') {
		return true
	}
	before, at := len(d.members), d.at
	for more := true; more; {
		i := d.next[before][0]
		usual := i < len(d.members) && d.members[i].lead.begins(d.data[at:]) && d.members[i].lead.goesOn(d.data[at:])
		if !usual {
			d.at = at
			var ok bool
			if i, ok = d.name(before); !ok {
				return false
			}
			if m := &d.members[i]; m.lead.begins(d.data[at:]) && m.lead.goesOn(d.data[at:]) { // only another than was expected
				usual = true
			} else {
				at = d.at
			}
		}
		if d.seen[i/64]>>(i%64)&1 == 1 {
			return false
		}
		d.seen[i/64] |= 1 << (i % 64)
		before = i
		if d.laying.words != nil {
			at = d.layFact(i, at, usual)
		} else {
			at = d.fact(i, at, usual)
		}
		if at < 0 {
			return false
		}
		if d.comma(at) {
			at += 1 + d.gap
		} else if at, more = d.after(at, '}'); at < 0 {
			return false
		}
	}
	d.at = at
	return true
}

// fact reads fact i, at whose name the decoder is where it is written as usual, and else at its value. It gives the place behind it; −1: it is none.
func (d *Decoder) fact(i, at int, usual bool) int {
	m := &d.members[i]
	d.enter(i)
	if usual {
		return d.read(&m.node, at+len(m.name), at+m.lead.size, &d.to.values[i])
	}
	return d.anyhow(&m.node, at, &d.to.values[i])
}

// enter makes room for the lists and records of fact i.
func (d *Decoder) enter(i int) {
	if k := d.members[i].kind; k == types.List || k == types.Record {
		d.room = &d.to.rooms[i]
		d.room.inner.reset()
		d.room.outer.reset()
	}
}

// name reads a member's name and the colon.
func (d *Decoder) name(before int) (int, bool) {
	for _, i := range d.next[before] {
		if i < len(d.members) && d.word(d.members[i].name) {
			d.gap = 0
			if d.at < len(d.data) && d.data[d.at] == ' ' {
				d.gap = 1
			}
			d.members = d.styles[d.gap]
			return i, true
		}
	}
	if !d.take('"') {
		return 0, false
	}
	s, ok := d.plain()
	if !ok {
		return 0, false
	}
	i, ok := d.byName[string(s)]
	if ok {
		d.next[before] = [2]int{i, d.next[before][0]}
	}
	return i, ok && d.colon()
}
