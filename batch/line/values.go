package line

import (
	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// value reads a value of type t into v.
func (d *Decoder) value(t *types.Type, use int, v *value.Value) bool {
	if d.at < len(d.data) && d.data[d.at] == 'n' {
		return d.word("null")
	}
	switch t.Kind {
	case types.Bool:
		return d.yesNo(v)
	case types.Number:
		return d.amount(value.Number, v) && (!t.Whole || v.N%value.Scale == 0)
	case types.Money:
		return d.money(t, use, v)
	case types.List:
		return d.list(t.Elem, use, v)
	case types.Set:
		return d.set(t, v)
	case types.Record:
		return d.record(t.Rec, use, v)
	case types.Calendar:
		return d.calendar(v)
	}
	if !d.take('"') {
		return false
	}
	if t.Kind == types.Text {
		return d.words(v)
	}
	s, ok := d.plain()
	return ok && d.short(t, s, v)
}

// short makes a value of a short text.
func (d *Decoder) short(t *types.Type, s []byte, v *value.Value) bool {
	switch t.Kind {
	case types.Enum:
		i := index(t.Members, s)
		*v = value.OfEnum(i)
		return i >= 0
	case types.Date:
		if t.Special && string(s) == "never" {
			*v = value.Never
			return true
		}
		day, ok := day(s)
		*v = value.OfDate(day)
		return ok
	case types.Percent:
		return len(s) > 0 && s[len(s)-1] == '%' && scaled(s[:len(s)-1], 4, value.Percent, v)
	case types.Instant:
		at, err := date.ParseInstant(string(s))
		*v = value.OfInstant(at)
		return err == nil
	case types.Country:
		return d.country(s, v)
	case types.Currency:
		cur, ok := d.last.find(s)
		*v = value.OfCurrency(cur)
		return ok
	}
	return false
}

// yesNo reads true or false, or yes or no in quotation marks.
func (d *Decoder) yesNo(v *value.Value) bool {
	switch {
	case d.word("true"), d.word(`"yes"`), d.word(`"true"`):
		*v = value.OfBool(true)
	case d.word("false"), d.word(`"no"`), d.word(`"false"`):
		*v = value.OfBool(false)
	default:
		return false
	}
	return true
}

func index(members []string, s []byte) int {
	for i, m := range members {
		if m == string(s) {
			return i
		}
	}
	return -1
}

// day reads YYYY-MM-DD.
func day(s []byte) (date.Date, bool) {
	if len(s) != len("2024-02-29") || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	y, ok1 := digitsOf(s[:4])
	m, ok2 := digitsOf(s[5:7])
	d, ok3 := digitsOf(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	return date.Of(y, m, d)
}

func digitsOf(s []byte) (n int, ok bool) {
	for _, c := range s {
		if c-'0' > 9 {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// list reads a list, whose entries are known.
func (d *Decoder) list(elem *types.Type, use int, v *value.Value) bool {
	if !d.take('[') {
		return false
	}
	d.space()
	base := len(d.stack)
	if d.depth++; d.depth > len(d.entries) {
		return false
	}
	e := &d.entries[d.depth-1]
	for more := !d.take(']'); more; {
		*e = value.Value{}
		ok := d.value(elem, use, e)
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
func (d *Decoder) record(r *types.RecordType, use int, v *value.Value) bool {
	if !d.take('{') || len(r.Fields) > 64 {
		return false
	}
	d.space()
	fields, boxed := d.room.take(len(r.Fields))
	clear(fields)
	seen, next := uint64(0), 0
	for more := !d.take('}'); more; {
		if !d.take('"') {
			return false
		}
		s, ok := d.plain()
		if !ok {
			return false
		}
		i := next
		if i >= len(fields) || r.Fields[i].Name != string(s) {
			i = field(r, s)
		}
		if i < 0 || seen>>i&1 == 1 || !d.colon() || !d.value(r.Fields[i].Type, use, &fields[i]) {
			return false
		}
		seen |= 1 << i
		next = i + 1
		if more, ok = d.more('}'); !ok {
			return false
		}
	}
	*v = value.Value{Kind: value.Record, Ref: boxed}
	return true
}

func field(r *types.RecordType, s []byte) int {
	for i := range r.Fields {
		if r.Fields[i].Name == string(s) {
			return i
		}
	}
	return -1
}

// calendar reads a calendar's name, or the list of its days.
func (d *Decoder) calendar(v *value.Value) bool {
	if d.take('"') {
		s, ok := d.plain()
		if !ok {
			return false
		}
		c, ok := calendar.Named(string(s))
		*v = value.OfCalendar(c)
		return ok
	}
	if !d.take('[') {
		return false
	}
	d.space()
	days := []date.Date{}
	for more := !d.take(']'); more; {
		if !d.take('"') {
			return false
		}
		s, ok := d.plain()
		if !ok {
			return false
		}
		one, ok := day(s)
		if !ok {
			return false
		}
		days = append(days, one)
		if more, ok = d.more(']'); !ok {
			return false
		}
	}
	*v = value.OfCalendar(calendar.Of(days))
	return true
}
