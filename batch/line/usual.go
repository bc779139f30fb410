package line

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/clausewise/clausewise/dsl/types"
	"github.com/clausewise/clausewise/stdlib/date"
	"github.com/clausewise/clausewise/stdlib/value"
)

// What is in this file reads values in the forms that they nearly always have, eight bytes at a time. at is a place in the data, and the result is the
// place behind what was read, or unusual: then nothing is changed, and the other functions of the package read it.
const unusual = -1

// opening is what opens a value of a kind, as far as the functions of this file read it.
func opening(k types.Kind, gap string) string {
	switch k {
	case types.Text, types.Date, types.Enum, types.Country:
		return `"`
	case types.Money:
		return `{"amount":` + gap + `"`
	case types.List:
		return "["
	case types.Record:
		return "{"
	}
	return ""
}

// read reads a value that begins at start and whose opening ends at at; if it is not usual, by all the rules. −1: it is none.
func (d *Decoder) read(n *node, start, at int, v *value.Value) int {
	switch n.kind {
	case types.Text:
		if end := d.usualText(n, at, v); end >= 0 {
			return end
		}
	case types.Country:
		if known := d.usualCountry(at); known != nil {
			*v = *known
			return at + len(`CH"`)
		}
	case types.Record:
		return d.fields(n, at, v)
	case types.List:
		if d.depth == 0 {
			return d.outerList(n.elem, at, v)
		}
	default:
		if w, end := d.usualWord(n, at); end >= 0 {
			v.Kind, v.Cur, v.N = n.made, n.typ.Currency, w
			return end
		}
	}
	d.at = start
	if !d.value(n, v) {
		return -1
	}
	return d.at
}

// usualWord reads a value that is an integer: all but its kind and currency, which its type tells.
func (d *Decoder) usualWord(n *node, at int) (word int64, end int) {
	switch n.kind {
	case types.Bool:
		return d.usualYesNo(at)
	case types.Date:
		return d.usualDay(at)
	case types.Enum:
		return d.usualMember(n, at)
	case types.Money:
		return d.usualMoney(n, at)
	case types.Number:
		return d.usualNumber(at)
	}
	return 0, unusual
}

// word8 is the word at a place; false: too little follows.
func (d *Decoder) word8(at int) (uint64, bool) {
	if at+8 > len(d.data) {
		return 0, false
	}
	return binary.LittleEndian.Uint64(d.data[at:]), true
}

const (
	isTrue  = 't' | 'r'<<8 | 'u'<<16 | 'e'<<24
	isFalse = 'f' | 'a'<<8 | 'l'<<16 | 's'<<24 | 'e'<<32
)

// usualYesNo reads true or false. Which of the two it is is hard to foresee, so that there is no branch on it.
func (d *Decoder) usualYesNo(at int) (word int64, end int) {
	w, ok := d.word8(at)
	if !ok {
		return 0, unusual
	}
	yes := 0
	if w&(1<<32-1) == isTrue {
		yes = 1
	}
	no := 0
	if w&(1<<40-1) == isFalse {
		no = 1
	}
	if yes|no == 0 {
		return 0, unusual
	}
	return int64(yes), at + 5 - yes
}

// usualText reads the rest of a text that has no escapes, or if nobody reads it only simple ones.
func (d *Decoder) usualText(n *node, at int, v *value.Value) int {
	end := d.textEnd(at, n.passed)
	if end < 0 {
		return unusual
	}
	if n.passed {
		*v = empty
	} else {
		d.words.find(d.data, at, end, v)
	}
	return end + 1
}

// textEnd is the place of the quotation mark that ends a text, which is checked for control characters and UTF-8; with escapes: of one character.
func (d *Decoder) textEnd(at int, escapes bool) int {
	b := d.data
	for at < len(b) {
		var w uint64
		if at+8 <= len(b) {
			w = binary.LittleEndian.Uint64(b[at:])
		} else if len(b) >= 8 {
			w = binary.LittleEndian.Uint64(b[len(b)-8:]) >> (8 * (8 - (len(b) - at))) // zeros follow, and end the text too
		} else {
			return unusual
		}
		stop := unplain(w)
		if stop == 0 {
			at += 8
			continue
		}
		if at += bits.TrailingZeros64(stop) / 8; at >= len(b) {
			return unusual
		}
		switch c := b[at]; {
		case c == '"':
			return at
		case c >= utf8.RuneSelf:
			_, size := utf8.DecodeRune(b[at:])
			if size == 1 {
				return unusual
			}
			at += size
		case c == '\\' && escapes && at+1 < len(b) && simpleEscape(b[at+1]):
			at += 2
		default:
			return unusual
		}
	}
	return unusual
}

// unplain tells which of eight bytes are quotation marks, backslashes, control characters or outside ASCII. The lowest bit that is set is exact, those
// above it may be set without reason.
func unplain(w uint64) uint64 {
	quote, slash := w^ones*'"', w^ones*'\\'
	return ((quote - ones) | (slash - ones) | (w - ones*' ') | w) & highs
}

func simpleEscape(c byte) bool {
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	}
	return false
}

// nonDigits tells which of eight bytes are no digits, as their distances from '0'. The lowest bit that is set is exact.
func nonDigits(t uint64) uint64 { return ((t + ones*(0x80-10)) | t) & highs }

// number8 is the number that eight digits are, the first in the lowest byte.
func number8(t uint64) uint64 {
	t = (t*10 + t>>8) & 0x00FF00FF00FF00FF
	t = (t*100 + t>>16) & 0x0000FFFF0000FFFF
	return (t*10_000 + t>>32) & 0xFFFFFFFF
}

// whole is the number at a place, of at most seven digits, with their count; 0 digits: it is written otherwise.
func (d *Decoder) whole(at int) (number uint64, digits int) {
	w, ok := d.word8(at)
	if !ok {
		return 0, 0
	}
	t := w ^ ones*'0'
	stop := nonDigits(t)
	digits = bits.TrailingZeros64(stop) / 8
	if stop == 0 || digits == 0 || digits > 1 && byte(t) == 0 {
		return 0, 0
	}
	return number8(t << (64 - 8*digits)), digits
}

// usualNumber reads a number without decimals.
func (d *Decoder) usualNumber(at int) (word int64, end int) {
	n, digits := d.whole(at)
	end = at + digits
	if digits == 0 || end == len(d.data) {
		return 0, unusual
	}
	if c := d.data[end]; c != ',' && c != '}' && c != ']' {
		return 0, unusual
	}
	return int64(n) * value.Scale, end
}

// usualMoney reads the rest of an amount in the only currency that it may have, with no decimals or two.
func (d *Decoder) usualMoney(n *node, at int) (word int64, end int) {
	units, digits := d.whole(at)
	if digits == 0 || n.currency == nil {
		return 0, unusual
	}
	at += digits
	if at+3 > len(d.data) {
		return 0, unusual
	}
	cents := 0
	if d.data[at] == '.' {
		var ok bool
		if cents, ok = pair(d.data[at+1], d.data[at+2]); !ok {
			return 0, unusual
		}
		at += 3
	}
	if !n.currency.begins(d.data[at:]) {
		return 0, unusual
	}
	return int64(units)*value.Scale + int64(cents)*(value.Scale/100), at + n.currency.size
}

// usualDay reads the rest of a day.
func (d *Decoder) usualDay(at int) (word int64, end int) {
	const size = len("2024-02-29")
	end = at + size
	if end >= len(d.data) || d.data[end] != '"' {
		return 0, unusual
	}
	b := d.data[at:end:end]
	first := binary.LittleEndian.Uint64(b) ^ dashes
	if (first+dashLimits|first)&highs != 0 {
		return 0, unusual
	}
	number, ok := pair(b[8], b[9])
	if !ok {
		return 0, unusual
	}
	year := 1000*int(byte(first)) + 100*int(byte(first>>8)) + 10*int(byte(first>>16)) + int(byte(first>>24))
	day, ok := date.Of(year, 10*int(byte(first>>40))+int(byte(first>>48)), number)
	if !ok {
		return 0, unusual
	}
	return int64(day), end + 1
}

const (
	// dashes is 0000-00- as a word, and dashLimits makes the high bit of each byte that is then above 9, or above 0 where a dash belongs.
	dashes     = '0' | '0'<<8 | '0'<<16 | '0'<<24 | '-'<<32 | '0'<<40 | '0'<<48 | '-'<<56
	dashLimits = 0x76 | 0x76<<8 | 0x76<<16 | 0x76<<24 | 0x7F<<32 | 0x76<<40 | 0x76<<48 | 0x7F<<56
)

// usualMember reads the rest of a word of an enumeration.
func (d *Decoder) usualMember(n *node, at int) (word int64, end int) {
	b := d.data[at:]
	for i := range n.words {
		if w := &n.words[i]; w.begins(b) && w.goesOn(b) {
			return int64(i), at + w.size
		}
	}
	return 0, unusual
}

// usualCountry is the country whose code stands at a place, with the quotation mark that ends it; nil: none does.
func (d *Decoder) usualCountry(at int) *value.Value {
	if at+len(`CH"`) > len(d.data) || d.data[at+2] != '"' {
		return nil
	}
	return d.countryOf(d.data[at], d.data[at+1])
}
