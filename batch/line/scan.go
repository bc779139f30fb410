package line

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// space skips white space.
func (d *Decoder) space() {
	if d.at < len(d.data) && d.data[d.at] <= ' ' {
		d.spaces()
	}
}

func (d *Decoder) spaces() {
	for d.at < len(d.data) {
		switch d.data[d.at] {
		case '\n':
			if d.laying.words != nil { // other lines follow
				return
			}
			d.at++
		case ' ', '\t', '\r':
			d.at++
		default:
			return
		}
	}
}

// take reads a byte, if it comes next.
func (d *Decoder) take(c byte) bool {
	if d.at < len(d.data) && d.data[d.at] == c {
		d.at++
		return true
	}
	return false
}

// word reads a word, if it comes next.
func (d *Decoder) word(w string) bool {
	end := d.at + len(w)
	if end > len(d.data) || string(d.data[d.at:end]) != w {
		return false
	}
	d.at = end
	return true
}

// colon reads the colon after a name, and the space around it.
func (d *Decoder) colon() bool {
	d.space()
	ok := d.take(':')
	d.space()
	return ok
}

// more reads what stands between two entries, or the end of the object or list.
func (d *Decoder) more(end byte) (more, ok bool) {
	d.space()
	if d.take(end) {
		return false, true
	}
	ok = d.take(',')
	d.space()
	return ok, ok
}

// plain reads the rest of a text that has no escapes.
func (d *Decoder) plain() ([]byte, bool) {
	s, escaped, ok := d.text()
	return s, ok && !escaped
}

// text reads the rest of a text as it is written, in valid UTF-8 and without its closing mark.
func (d *Decoder) text() (s []byte, escaped, ok bool) {
	all := uint64(0) // has the high bits of all bytes
	rest := d.data[d.at:]
	for i := 0; i < len(rest); {
		if i+8 <= len(rest) {
			w := binary.LittleEndian.Uint64(rest[i:])
			all |= w
			stop := stops(w)
			if i += bits.TrailingZeros64(stop) / 8; stop == 0 {
				continue
			}
		}
		c := rest[i]
		switch {
		case c == '"':
			s = rest[:i]
			d.at += i + 1
			return s, escaped, all&highs == 0 || utf8.Valid(s)
		case c < ' ':
			return nil, false, false
		case c == '\\':
			escaped = true
			i++ // whatever is escaped does not end the text
			if i < len(rest) && rest[i] < ' ' {
				return nil, false, false
			}
		}
		all |= uint64(c)
		i++
	}
	return nil, false, false
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// stops tells which of eight bytes may end a run of ordinary characters: quotation marks, backslashes, control characters. The lowest bit
// that is set is exact, those above it may be set without reason.
func stops(w uint64) uint64 {
	quote, slash := w^ones*'"', w^ones*'\\'
	return ((quote-ones)&^quote | (slash-ones)&^slash | (w-ones*' ')&^w) & highs
}

// unescape resolves the escapes of a text.
func (d *Decoder) unescape(s []byte) ([]byte, bool) {
	quoted := append(append(append(d.scratch[:0], '"'), s...), '"')
	out, err := jsontext.AppendUnquote(quoted, quoted)
	d.scratch = out
	return out[len(quoted):], err == nil
}

// number reads a number as JSON writes it, but without exponent.
func (d *Decoder) number() ([]byte, bool) {
	start := d.at
	d.take('-')
	for d.at < len(d.data) && (d.data[d.at]-'0' <= 9 || d.data[d.at] == '.') {
		d.at++
	}
	if d.at < len(d.data) {
		switch d.data[d.at] {
		case ',', '}', ']', ' ', '\t', '\r', '\n':
		default:
			return nil, false
		}
	}
	return d.data[start:d.at], true
}
