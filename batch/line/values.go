package line

import (
	"bytes"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/calendar"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// value reads a value into v.
func (d *Decoder) value(n *node, v *value.Value) bool {
	if d.at >= len(d.data) {
		return false
	}
	switch d.data[d.at] {
	case ' ', '\t', '\r', '\n':
		d.space()
		if d.at >= len(d.data) {
			return false
		}
	}
	if d.data[d.at] == 'n' {
		return d.word("null")
	}
	switch n.kind {
	case types.Bool:
		return d.yesNo(v)
	case types.Number:
		return d.amount(value.Number, v) && (!n.typ.Whole || v.N%value.Scale == 0)
	case types.Money:
		return d.plainMoney(n, v) || d.money(n.typ, n.use, v)
	case types.List:
		return d.list(n.elem, v)
	case types.Set:
		return d.set(n.typ, v)
	case types.Record:
		return d.record(n, v)
	case types.Calendar:
		return d.calendar(v)
	}
	if !d.take('"') {
		return false
	}
	if n.kind == types.Text {
		return d.textOf(n, v)
	}
	s, ok := d.plain()
	return ok && d.short(n.typ, s, v)
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
		if usualInstant(s, v) {
			return true
		}
		at, err := date.ParseInstant(string(s))
		*v = value.OfInstant(at)
		return err == nil
	case types.Country:
		return d.country(s, v)
	case types.Currency:
		cur, ok := d.coins.find(s)
		*v = value.OfCurrency(cur)
		return ok
	}
	return false
}

// usualInstant makes a moment of the form 2024-06-06T10:00:00+02:00, Z being an offset too; date.ParseInstant knows the others.
func usualInstant(s []byte, v *value.Value) bool {
	const size = len("2024-06-06T10:00:00")
	if len(s) != size+1 && len(s) != size+len("+02:00") || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return false
	}
	day, ok := day(s[:10])
	hour, ok1 := pair(s[11], s[12])
	minute, ok2 := pair(s[14], s[15])
	second, ok3 := pair(s[17], s[18])
	if !ok || !ok1 || !ok2 || !ok3 || hour > 23 || minute > 59 || second > 59 {
		return false
	}
	offset := 0
	if len(s) == size+1 {
		if s[size] != 'Z' {
			return false
		}
	} else {
		hours, ok1 := pair(s[20], s[21])
		minutes, ok2 := pair(s[23], s[24])
		if !ok1 || !ok2 || s[22] != ':' || hours > 17 || minutes > 59 || hours+minutes == 0 {
			return false
		}
		switch offset = 60*hours + minutes; s[size] {
		case '+':
		case '-':
			offset = -offset
		default:
			return false
		}
	}
	at := date.Instant{Unix: int64(day)*86_400 + int64(hour*3600+minute*60+second-offset*60), Offset: int16(offset)}
	*v = value.OfInstant(at)
	return true
}

// yesNo reads true or false, or yes or no in quotation marks.
func (d *Decoder) yesNo(v *value.Value) bool {
	if d.at >= len(d.data) {
		return false
	}
	switch d.data[d.at] {
	case 't':
		v.N = 1
		v.Kind = value.Bool
		return d.word("true")
	case 'f':
		v.Kind = value.Bool
		return d.word("false")
	}
	switch {
	case d.word(`"yes"`), d.word(`"true"`):
		*v = value.OfBool(true)
	case d.word(`"no"`), d.word(`"false"`):
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
	y, ok1 := pair(s[0], s[1])
	z, ok2 := pair(s[2], s[3])
	m, ok3 := pair(s[5], s[6])
	d, ok4 := pair(s[8], s[9])
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return 0, false
	}
	return date.Of(100*y+z, m, d)
}

func pair(a, b byte) (int, bool) {
	a, b = a-'0', b-'0'
	return 10*int(a) + int(b), a <= 9 && b <= 9
}

// The limits of what calendars are kept from case to case.
const (
	keptCalendars = 64
	calendarBytes = 16 << 10
)

// calendar reads a calendar's name, or the list of its days. Cases of a file have few different ones.
func (d *Decoder) calendar(v *value.Value) bool {
	start := d.at
	if d.take('"') {
		s, ok := d.plain()
		if !ok {
			return false
		}
		c, ok := calendar.Named(string(s))
		*v = value.OfCalendar(c)
		return ok
	}
	end := bytes.IndexByte(d.data[start:], ']')
	if end < 0 {
		return false
	}
	raw := d.data[start : start+end+1]
	if known, ok := d.calendars[string(raw)]; ok {
		*v = known
		d.at = start + len(raw)
		return true
	}
	days, ok := d.days()
	if !ok {
		return false
	}
	*v = value.OfCalendar(calendar.Of(days))
	if len(raw) <= calendarBytes {
		if len(d.calendars) == keptCalendars {
			clear(d.calendars)
		}
		d.calendars[string(raw)] = *v
	}
	return true
}

// days reads a list of days.
func (d *Decoder) days() ([]date.Date, bool) {
	if !d.take('[') {
		return nil, false
	}
	d.space()
	days := []date.Date{}
	for more := !d.take(']'); more; {
		if !d.take('"') {
			return nil, false
		}
		s, ok := d.plain()
		if !ok {
			return nil, false
		}
		one, ok := day(s)
		if !ok {
			return nil, false
		}
		days = append(days, one)
		if more, ok = d.more(']'); !ok {
			return nil, false
		}
	}
	return days, true
}
