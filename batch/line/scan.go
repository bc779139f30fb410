package line

import (
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// space skips white space.
func (d *Decoder) space() {
	for d.at < len(d.data) {
		switch d.data[d.at] {
		case ' ', '\t', '\r', '\n':
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
	rest := d.data[d.at:]
	if len(rest) < len(w) || string(rest[:len(w)]) != w {
		return false
	}
	d.at += len(w)
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
	all := byte(0)
	rest := d.data[d.at:]
	for i := 0; i < len(rest); i++ {
		c := rest[i]
		switch {
		case c == '"':
			s = rest[:i]
			d.at += i + 1
			return s, escaped, all < utf8.RuneSelf || utf8.Valid(s)
		case c < ' ':
			return nil, false, false
		case c == '\\':
			escaped = true
			i++ // whatever is escaped does not end the text
			if i < len(rest) && rest[i] < ' ' {
				return nil, false, false
			}
		}
		all |= c
	}
	return nil, false, false
}

// unescape resolves the escapes of a text.
func unescape(s []byte) ([]byte, bool) {
	quoted := append(append([]byte{'"'}, s...), '"')
	out, err := jsontext.AppendUnquote(nil, quoted)
	return out, err == nil
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
