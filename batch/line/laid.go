package line

import (
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/engine/plan"
	"github.com/clausewise/clausewise/stdlib/value"
)

// What is in this file reads a case without making values of its facts: straight into the words that a plan calculates with.

// laying is where the words of a case go.
type laying struct {
	form  *plan.Form
	words []int64 // nil: facts are read as values
	first []int64 // the words of a case in which nothing is given
	taken int     // members and fields
}

// LayAs makes the decoder ready for Lay.
func (d *Decoder) LayAs(f *plan.Form) {
	d.laying = laying{form: f, first: make([]int64, len(f.Inputs))}
	for i := range f.Inputs {
		d.laying.first[i] = f.Inputs[i].Missing
	}
	for _, members := range d.styles {
		for i := range members {
			in := &f.Inputs[i]
			if !in.Record {
				continue
			}
			elem := members[i].elem
			for k, idle := range in.Idle {
				elem.fields[k].idle = idle
			}
		}
	}
}

// Laid is a case that was read as words.
type Laid struct {
	// Words and Texts, the number of texts in lists, are what Take of a plan's case takes.
	Words []int64
	Texts int
	// Members is how many members and fields the lists and records of the case have together, or more.
	Members int
	// Size is the length of the line, with what ends it.
	Size int
}

// Lay reads the first of some lines as words, which it puts into the room of others. False: the line is to be found and read by DecodeRow.
func (d *Decoder) Lay(lines []byte, room []int64) (laid Laid, ok bool) {
	l := &d.laying
	l.words, l.taken = append(room[:0], l.first...), 0
	d.words.begin()
	d.to, d.data, d.at = d.own, lines, 0
	d.to.taken = 0
	d.begin()
	ok = d.object() && !d.words.lost
	laid = Laid{Words: l.words, Texts: d.words.texts, Members: l.taken + d.to.taken}
	l.words = nil
	if !ok {
		return laid, false
	}
	laid.Size, ok = d.endOfLine()
	return laid, ok && laid.Size <= d.most
}

// endOfLine is the place behind the end of the line.
func (d *Decoder) endOfLine() (int, bool) {
	at := d.at
	if at < len(d.data) && d.data[at] == '\r' {
		at++
	}
	switch {
	case at == len(d.data):
		return at, true
	case d.data[at] == '\n':
		return at + 1, true
	}
	return 0, false
}

// layFact is fact for a case that is read as words; it also gives −1 where the fact has no word, but must have one.
func (d *Decoder) layFact(i, at int, usual bool) int {
	in, m := &d.laying.form.Inputs[i], &d.members[i]
	n, start := &m.node, at
	if usual {
		start, at = at+len(m.name), at+m.lead.size
	}
	if in.Stride > 0 {
		if !usual {
			if at = d.open(start, '['); at < 0 {
				return d.null(start)
			}
		}
		return d.layList(i, in, n.elem, at)
	}
	if usual { // usualWord is spelled out: a call between took a hundredth of a line
		w, end := int64(plan.Lacking), unusual
		switch n.kind {
		case types.Bool:
			w, end = d.usualYesNo(at)
		case types.Date:
			w, end = d.usualDay(at)
		case types.Enum:
			w, end = d.usualMember(n, at)
		case types.Money:
			w, end = d.usualMoney(n, at)
		case types.Number:
			w, end = d.usualNumber(at)
		case types.Text:
			if n.passed {
				if end = d.textEnd(at, true); end >= 0 {
					end++
				}
			}
		case types.Country:
			if d.usualCountry(at) != nil {
				end = at + len(`CH"`)
			}
		}
		if end >= 0 {
			d.laying.words[i] = w
			return end
		}
	}
	var v value.Value
	d.enter(i)
	end := d.anyhow(n, start, &v)
	if end >= 0 && v.Kind != value.Invalid {
		w, ok := plan.WordOf(&v)
		if !ok && in.Word {
			return -1
		}
		d.laying.words[i] = w
	}
	return end
}

// open is the place behind what opens a list or a record at a place, with white space around it; −1: nothing does.
func (d *Decoder) open(at int, c byte) int {
	d.at = at
	d.space()
	if !d.take(c) {
		return -1
	}
	d.space()
	return d.at
}

// null is the place behind null, with white space before it; −1: there is something else.
func (d *Decoder) null(at int) int {
	d.at = at
	d.space()
	if !d.word("null") {
		return -1
	}
	return d.at
}

// layList reads the rest of list i from at on.
func (d *Decoder) layList(i int, in *plan.InputForm, elem *node, at int) int {
	l := &d.laying
	first, n := len(l.words), 0
	if at < len(d.data) && d.data[at] == ']' {
		at++
	} else {
		for more := true; more; n++ {
			switch {
			case in.Record:
				at = d.layRecord(in, elem, at)
			case elem.kind == types.Text:
				at = d.layText(elem, at)
			default:
				at = d.layPart(elem, at)
			}
			if at < 0 {
				return -1
			}
			if d.comma(at) {
				at += 1 + d.gap
			} else if at, more = d.after(at, ']'); at < 0 {
				return -1
			}
		}
	}
	l.taken += n
	w, ok := plan.ListWord(first, n)
	l.words[i] = w
	if !ok {
		return -1
	}
	return at
}

// layRecord reads a record of a list.
func (d *Decoder) layRecord(in *plan.InputForm, n *node, at int) int {
	if at = d.open(at, '{'); at < 0 || at >= len(d.data) || len(n.fields) > 64 {
		return -1
	}
	l := &d.laying
	l.taken += len(n.fields)
	first := len(l.words)
	for range n.fields {
		l.words = append(l.words, plan.Lacking)
	}
	seen := uint64(0)
	more := d.data[at] != '}'
	if !more {
		at++
	}
	for i := 0; more; i++ {
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
		switch {
		case !usual:
			at = d.layField(f, first+i, at)
		case f.idle:
			if end := d.textEnd(at+f.lead.size, true); end >= 0 {
				at = end + 1
			} else {
				at = d.layField(f, first+i, at+len(f.name))
			}
		default:
			if w, end := d.usualWord(&f.node, at+f.lead.size); end >= 0 {
				l.words[first+i] = w
				at = end
			} else {
				at = d.layField(f, first+i, at+len(f.name))
			}
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
	return at
}

// layField reads a field by all the rules, for which there is a place among the words; null says that it is not known.
func (d *Decoder) layField(f *member, place, at int) int {
	if end := d.null(at); end >= 0 {
		return end
	}
	if f.kind == types.Text {
		at = d.layText(&f.node, at)
	} else {
		at = d.layPart(&f.node, at)
	}
	if at < 0 {
		return -1
	}
	l := &d.laying
	last := len(l.words) - 1
	l.words[place], l.words = l.words[last], l.words[:last]
	return at
}

// layPart reads an entry of a list, or a field, by all the rules and puts its word behind the others.
func (d *Decoder) layPart(n *node, at int) int {
	if n.open.begins(d.data[at:]) {
		if w, end := d.usualWord(n, at+n.open.size); end >= 0 {
			d.laying.words = append(d.laying.words, w)
			return end
		}
	}
	var v value.Value
	at = d.anyhow(n, at, &v)
	if at < 0 || v.Kind == value.Invalid {
		return -1
	}
	w, ok := plan.WordOf(&v)
	if !ok {
		return -1
	}
	d.laying.words = append(d.laying.words, w)
	return at
}

// layText reads a text of a list and puts its number behind the words.
func (d *Decoder) layText(n *node, at int) int {
	if at+1 < len(d.data) && d.data[at] == '"' {
		if end := d.textEnd(at+1, false); end >= 0 {
			d.laying.words = append(d.laying.words, d.words.number(d.data, at+1, end))
			return end + 1
		}
	}
	d.at = at
	d.space()
	if !d.take('"') {
		return -1
	}
	s, ok := d.wholeText()
	if !ok {
		return -1
	}
	d.laying.words = append(d.laying.words, d.words.number(s, 0, len(s)))
	return d.at
}
